"""A backup is complete and was read back before it has its name; a bad one is refused and nothing is touched."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.storage.backups import catalogue, package
from app.storage.backups.catalogue import Backup, superfluous
from app.storage.backups.drill import drill, last_drill
from app.storage.backups.making import is_backed_up, make_backup
from app.storage.backups.restoring import restore
from app.storage.core.schema import SCHEMA
from app.storage.ledger import Ledger
from app.storage.refusals import LedgerRefused
from app.storage.values.statistics import digest_of_history
from tests.kept_ledgers import new_folder, open_ledger

NOON = datetime(2022, 11, 30, 12)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of one deputy and one attachment in ``data``, and one backup of it."""
    folder = tmp_path_factory.mktemp("backups")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        with open_ledger(new_folder(folder / "data", term=16), now=lambda: NOON) as ledger:
            (folder / "scan.pdf").write_bytes(b"%PDF-1.4 scan")
            with ledger.act("录入") as act:
                row_id = act.add("deputies", deputy(ledger, "王芳"))
                act.attach("deputies", row_id, folder / "scan.pdf")
            make_backup(ledger)
    return folder


@pytest.fixture
def data(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept / "data", tmp_path / "data"))


@pytest.fixture
def backup(data: Path) -> Path:
    return catalogue.backups_in(data / "backups")[0].path


def deputy(ledger: Ledger, name: str) -> dict[str, object]:
    return {"name": name, "level": "township", "term": ledger.lookup.matches("terms", "", {})[0]}


def add(folder: Path, name: str) -> None:
    with open_ledger(folder) as ledger, ledger.act("录入") as act:
        act.add("deputies", deputy(ledger, name))


def names(folder: Path) -> list[str]:
    with open_ledger(folder) as ledger:
        assert ledger.notes == []
        return [row["name"] for row in ledger.rows("deputies", ledger.ids("deputies"))]


def files(folder: Path) -> dict[str, bytes]:
    """Every file but the lock, which says nothing, and the seal, which each clean close writes anew."""
    paths = (
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("ledger.lock", "ledger.seal")
    )
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_a_restored_ledger_is_the_one_that_was_backed_up(data: Path, backup: Path, tmp_path: Path) -> None:
    with open_ledger(data) as ledger:
        before = ledger.statistics()
    restore(backup, tmp_path / "new")
    with open_ledger(tmp_path / "new") as ledger:
        assert ledger.statistics() == before
        assert ledger.core.attachments.faults(deep=True) == []
        assert ledger.notes == []


def test_the_digest_by_the_history_is_that_of_the_rows(data: Path) -> None:
    add(data, "李四")
    with open_ledger(data) as ledger:
        with ledger.act("删除") as act:
            act.remove("deputies", ledger.ids("deputies")[0], "重复登记")
        assert digest_of_history(ledger.core) == ledger.statistics()["digest"]


def test_a_restore_in_place_keeps_what_was_there(data: Path, backup: Path) -> None:
    add(data, "李四")
    present = (data / "ledger.db").read_bytes()
    outcome = restore(backup, data)
    assert names(data) == ["王芳"]
    assert outcome.set_aside is not None
    assert (outcome.set_aside / "ledger.db").read_bytes() == present
    newest = catalogue.backups_in(data / "backups")[0]
    assert newest.kind == catalogue.BEFORE_RESTORE
    restore(newest.path, data)
    assert sorted(names(data)) == ["李四", "王芳"]


def test_a_damaged_ledger_is_replaced_and_kept(data: Path, backup: Path) -> None:
    damaged = bytearray((data / "ledger.db").read_bytes())
    damaged[5000:9000] = b"\xff" * 4000
    (data / "ledger.db").write_bytes(damaged)
    (data / "ledger.db-journal").write_bytes(b"left behind")
    outcome = restore(backup, data)
    assert names(data) == ["王芳"]
    assert outcome.set_aside is not None
    assert (outcome.set_aside / "ledger.db").read_bytes() == damaged
    assert (outcome.set_aside / "ledger.db-journal").read_bytes() == b"left behind"
    assert len(catalogue.backups_in(data / "backups")) == 1  # a damaged ledger makes no backup


def test_a_folder_in_the_place_of_the_ledger_is_kept_whole_and_replaced(data: Path, backup: Path) -> None:
    (data / "ledger.db").unlink()
    (data / "ledger.db").mkdir()
    (data / "ledger.db" / "名册.xlsx").write_bytes(b"hers")
    outcome = restore(backup, data)
    assert names(data) == ["王芳"]
    assert outcome.set_aside is not None
    assert (outcome.set_aside / "ledger.db" / "名册.xlsx").read_bytes() == b"hers"


def test_an_altered_attachment_comes_back_from_beside_the_backup(data: Path, backup: Path) -> None:
    place = next(path for path in (data / "attachments").rglob("*") if path.is_file())
    place.write_bytes(b"altered")
    restore(backup, data)
    assert place.read_bytes() == b"%PDF-1.4 scan"


def test_a_backup_whose_files_are_gone_is_refused_unless_asked(
    data: Path, backup: Path, tmp_path: Path
) -> None:
    alone = Path(shutil.copy(backup, tmp_path))
    with pytest.raises(LedgerRefused, match=r"scan\.pdf") as refusal:
        restore(alone, tmp_path / "new")
    assert refusal.value.status == 4
    assert not (tmp_path / "new").exists()
    assert [file.name for file in restore(alone, tmp_path / "new", partial=True).missing] == ["scan.pdf"]


def repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """The backup with other members, sealed anew as if it were one of ours."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = b" " * package.SEAL_BYTES
    with open(path, "rb+") as handle:
        seal = package._seal(handle)
        handle.seek(-package.SEAL_BYTES, os.SEEK_END)
        handle.write(seal)


def relabelled(path: Path, **facts: object) -> None:
    def change(members: dict[str, bytes]) -> None:
        members[package.LABEL] = json.dumps(json.loads(members[package.LABEL]) | facts).encode()

    repacked(path, change)


def flip_in_ledger(members: dict[str, bytes]) -> None:
    content = bytearray(members["ledger.db"])
    content[60:64] = struct.pack(">I", SCHEMA + 1)
    members["ledger.db"] = bytes(content)
    facts = json.loads(members[package.LABEL])
    facts["database"]["sha256"] = hashlib.sha256(content).hexdigest()
    members[package.LABEL] = json.dumps(facts).encode()


def bomb(path: Path) -> None:
    """A label that promises little, over a member that unpacks to far more."""
    repacked(path, lambda members: members.update({"ledger.db": b"\0" * 50_000_000}))


def cut(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])


BAD: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "no backup at all": lambda path: path.write_bytes(b"x" * 5000),
    "cut in the middle": lambda path: cut(path, 0.5),
    "without its last byte": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "with a byte more": lambda path: path.write_bytes(path.read_bytes() + b"x"),
    "a foreign zip": lambda path: zipfile.ZipFile(path, "w").writestr("ledger.db", b"x"),
    "from a newer format": lambda path: path.write_bytes(
        path.read_bytes().replace(package.MARK + b"0001", package.MARK + b"0002")
    ),
    "of a newer schema": lambda path: repacked(path, flip_in_ledger),
    "of another ledger": lambda path: relabelled(path, ledger_id="0" * 32),
    "a label of other values": lambda path: relabelled(path, digest="0" * 64),
    "a label without its facts": lambda path: relabelled(path, rows=None),
    "a bomb": bomb,
    "a name that climbs out": lambda path: repacked(
        path, lambda members: members.update({"../ledger.db": members.pop("ledger.db")})
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_backup_is_refused_and_nothing_is_touched(fault: str, data: Path, backup: Path) -> None:
    BAD[fault](backup)
    before = files(data)
    with pytest.raises(LedgerRefused) as refusal:
        restore(backup, data)
    assert refusal.value.status == 4
    assert files(data) == before


def test_every_flipped_byte_is_noticed(backup: Path, tmp_path: Path) -> None:
    content = backup.read_bytes()
    for place in range(0, len(content), 997):
        flipped = bytearray(content)
        flipped[place] ^= 1
        (tmp_path / "flipped.zip").write_bytes(flipped)
        with pytest.raises(LedgerRefused):
            package.refuse_altered(tmp_path / "flipped.zip")


def test_a_label_with_any_flipped_byte_stands_in_no_backups_way(backup: Path, tmp_path: Path) -> None:
    """The list of backups, which each new one looks at, takes it for one that cannot be read."""
    content = bytearray(backup.read_bytes())
    with zipfile.ZipFile(backup) as archive:
        start = archive.getinfo(package.LABEL).header_offset
    for place in range(start, len(content), 7):
        content[place] ^= 0xFF
        (tmp_path / backup.name).write_bytes(content)
        content[place] ^= 0xFF
        assert len(catalogue.backups_in(tmp_path)) == 1


def test_a_damaged_ledger_makes_no_backup_and_pushes_none_out(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "NEWEST", 0)
    with open_ledger(data, now=lambda: NOON) as ledger:
        make_backup(ledger)
        before = files(data / "backups")
        ledger.core.connection.execute("UPDATE people SET name='改'")
        with pytest.raises(LedgerRefused) as refusal:
            make_backup(ledger)
    assert refusal.value.status == 4
    assert files(data / "backups") == before


def test_a_medium_that_gives_back_something_else_gets_no_backup(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = package.write_package

    def lying(database: Path, label: dict[str, object], target: Path) -> str:
        digest = write(database, label, target)
        with open(target, "rb+") as handle:
            handle.seek(700)
            handle.write(b"lies")
        return digest

    monkeypatch.setattr(package, "write_package", lying)
    before = files(data / "backups")
    with open_ledger(data) as ledger, pytest.raises(LedgerRefused) as refusal:
        make_backup(ledger)
    assert refusal.value.status == 3
    assert files(data / "backups") == before


def test_a_full_disk_says_how_much_is_missing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 0))
    with open_ledger(data) as ledger, pytest.raises(LedgerRefused, match=r"还差约 \d+ MB") as refusal:
        make_backup(ledger)
    assert refusal.value.status == 3


def test_a_lost_attachment_is_taken_from_beside_the_backups_or_stops_the_next_one(data: Path) -> None:
    place = next(path for path in (data / "attachments").rglob("*") if path.is_file())
    place.unlink()
    with open_ledger(data) as ledger:
        make_backup(ledger)  # the bytes lie beside the former one
        shutil.rmtree(data / "backups" / "attachments")
        with pytest.raises(LedgerRefused, match=r"scan\.pdf") as refusal:
            make_backup(ledger)
    assert refusal.value.status == 4


def test_the_second_place_holds_everything_and_is_no_folder_of_the_ledger(data: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    with open_ledger(data) as ledger:
        second = make_backup(ledger, place=tmp_path / "stick")
        for place, status in ((data, 2), (data / "backups", 2), (tmp_path / "gone", 3)):
            with pytest.raises(LedgerRefused) as refusal:
                make_backup(ledger, place=place)
            assert refusal.value.status == status
    shutil.rmtree(data)
    restore(second.path, tmp_path / "new")
    assert names(tmp_path / "new") == ["王芳"]


def test_what_was_entered_since_is_not_backed_up_yet(data: Path) -> None:
    with open_ledger(data) as ledger:
        assert is_backed_up(ledger)
    add(data, "李四")
    with open_ledger(data) as ledger:
        assert not is_backed_up(ledger)


def test_the_drill_finds_a_bad_newest_backup_and_remembers_a_good_one(data: Path, backup: Path) -> None:
    outcome = drill(data / "backups", NOON)
    assert (outcome.backup.path, outcome.file_count) == (backup, 1)
    assert last_drill(outcome.backup.label["ledger_id"]) == NOON
    with open_ledger(data) as ledger:
        cut(make_backup(ledger).path, 0.9)
    with pytest.raises(LedgerRefused):
        drill(data / "backups", NOON)


def test_nobody_restores_into_a_ledger_in_use_or_of_another_town(
    data: Path, backup: Path, tmp_path: Path
) -> None:
    with open_ledger(data), pytest.raises(LedgerRefused) as refusal:
        restore(backup, data)
    assert refusal.value.status == 5
    other = new_folder(tmp_path / "other", {"town": "江谷镇", "county": "四会市"})
    before = files(other)
    with pytest.raises(LedgerRefused, match="另一本台账"):
        restore(backup, other)
    for inside in (other / "attachments" / "台账恢复", other / "台账恢复"):
        with pytest.raises(LedgerRefused, match="要放在它的外面"):
            restore(backup, inside)
    assert files(other) == before


def labelled(number: int, moment: datetime, kind: str = catalogue.AT_CLOSING) -> Backup:
    label = {"number": number, "made_at": moment.isoformat(), "kind": kind, "ledger_id": "x", "rows": {}}
    return Backup(Path(f"{number}"), label)


def thinned(moments: list[datetime], kind: str = catalogue.AT_CLOSING) -> list[Backup]:
    """What is left after each of the moments made one backup and removed at most one."""
    kept: list[Backup] = []
    for number, moment in enumerate(moments, 1):
        before = len(kept)
        kept.insert(0, labelled(number, moment, kind))
        for gone in superfluous(kept)[:1]:
            kept.remove(gone)
        assert len(kept) >= before
    return kept


def test_old_backups_are_thinned_by_age() -> None:
    start = datetime(2020, 1, 1, 9)
    kept = thinned([start + timedelta(days=day, hours=hour) for day in range(800) for hour in (0, 3)])
    assert [backup.number for backup in kept[:10]] == list(range(1600, 1590, -1))
    firsts = {backup.label["made_at"][:10] for backup in kept}
    assert {"2020-01-01", "2021-01-01", "2022-01-01", "2022-02-01", "2021-06-01"} <= firsts
    assert len(kept) <= 10 + 14 + 8 + 24 + 3 + 1


@pytest.mark.parametrize("wrong", [datetime(1980, 1, 1), datetime(2099, 12, 31), datetime(2021, 5, 1)])
def test_a_wrong_clock_makes_no_backup_old(wrong: datetime) -> None:
    right = [datetime(2022, 1, 1) + timedelta(days=day) for day in range(12)]
    kept = thinned([*right, wrong])
    assert len(kept) == 13  # nothing is old enough to go
    assert kept[0].label["made_at"] == wrong.isoformat()


def test_those_before_a_migration_stay() -> None:
    moments = [datetime(2022, 1, 1, 0, 0, second) for second in range(40)]
    assert len(thinned(moments, catalogue.BEFORE_MIGRATION)) == 40
    assert len(thinned(moments, catalogue.BEFORE_IMPORT)) <= catalogue.BEFORE + 2
