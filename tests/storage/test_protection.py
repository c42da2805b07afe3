"""A protected ledger: the same records, nothing private in its file, and nothing private without its key."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.storage.backups.restoring import restore
from app.storage.checks.check import damage, data_findings
from app.storage.checks.snapshot import take_snapshot
from app.storage.core.key_slots import Cost
from app.storage.ledger import Ledger
from app.storage.lists.listing import Listing
from app.storage.protection import protecting, unlocking
from app.storage.protection.disclosures import disclosures, note_taken_out, reveal
from app.storage.query import Query
from app.storage.refusals import KeyNeeded, LedgerRefused, Refused
from app.storage.rescue.rescue import rescue
from tests.kept_ledgers import enter, new_ledger, open_ledger

TODAY = date(2022, 11, 23)
CHEAP = Cost(1, 8)
PASSWORD, CODE = "correct horse", "00000 00001 00002 00003 00004 00005 00006 00007 00008 00009"
PHONE, ID_NUMBER, VISITOR = "19900001234", "441284197503120025", "欧阳彩霞"
RECEPTION = {"held_on": "2022-04-20", "site": "中心联络站", "kind": "接访"}
SECRETS = (PHONE, ID_NUMBER, VISITOR)


def filled(folder: Path) -> Ledger:
    """Two deputies, one with private values, and a reception of somebody who asked for confidentiality."""
    ledger = new_ledger(folder, term=16, term_started=date(2016, 11, 10), today=TODAY)
    enter(ledger, "deputies", name="王芳", level="镇", phone=PHONE, id_number=ID_NUMBER)
    enter(ledger, "deputies", name="李强", level="镇")
    visitors = [{"name": VISITOR, "phone": "13900001111", "wants_confidential": True}]
    enter(ledger, "receptions", **RECEPTION, matter="田头水渠不通", visitors=visitors)
    other = [{"name": "张三", "phone": "13900002222"}]
    enter(ledger, "receptions", **RECEPTION | {"held_on": "2022-04-21"}, matter="路灯不亮", visitors=other)
    return ledger


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger in plain, and protected."""
    folder = tmp_path_factory.mktemp("protection")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        with filled(folder / "plain"):
            pass
        shutil.copytree(folder / "plain", folder / "protected")
        with open_ledger(folder / "protected", today=TODAY) as ledger:
            protecting.protect(ledger, PASSWORD, CODE, CHEAP)
        shutil.rmtree(folder / "protected" / "backups")
    return folder


@pytest.fixture
def plain(templates: Path, tmp_path: Path) -> Iterator[Ledger]:
    folder = Path(shutil.copytree(templates / "plain", tmp_path / "data"))
    with open_ledger(folder, today=TODAY) as ledger:
        yield ledger


@pytest.fixture
def locked(templates: Path, tmp_path: Path) -> Iterator[Ledger]:
    folder = Path(shutil.copytree(templates / "protected", tmp_path / "data"))
    with open_ledger(folder, today=TODAY) as ledger:
        yield ledger


@pytest.fixture
def unlocked(locked: Ledger) -> Ledger:
    unlocking.unlock(locked, PASSWORD)
    return locked


def private_values(ledger: Ledger) -> list[str | None]:
    return [ledger.reveal("deputies", 1, key) for key in ("phone", "id_number")]


def raw(path: Path) -> bytes:
    return path.read_bytes()


def test_protection_changes_no_record_and_no_entry_of_the_history(templates: Path, unlocked: Ledger) -> None:
    with open_ledger(Path(shutil.copytree(templates / "plain", unlocked.folder / "x")), today=TODAY) as plain:
        before, entries = plain.statistics(), plain.history(limit=999)
    assert unlocked.statistics()["digest"] == before["digest"]
    assert unlocked.statistics()["rows"] == before["rows"]
    newest, *older = unlocked.history(limit=999)
    assert older == entries
    assert (newest.action, newest.is_note) == ("开启个人信息保护", True)
    assert damage(unlocked) == []
    assert private_values(unlocked) == [PHONE, ID_NUMBER]


def test_nothing_private_is_left_in_the_files(templates: Path) -> None:
    database = raw(templates / "protected" / "ledger.db")
    for secret in (*SECRETS, PASSWORD, CODE, CODE.replace(" ", "")):
        assert secret.encode() not in database
        assert secret.encode() in raw(templates / "plain" / "ledger.db") or secret not in SECRETS
    with contextlib.closing(sqlite3.connect(templates / "protected" / "ledger.db")) as connection:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
    assert meta["equality_key"] == "0" * 64  # beside the keyed hashes a key would let every number be tried
    assert set(meta) == {"ledger_id", "equality_key", "facts_sum", "keys", "protection"}
    profile = b"".join(raw(path) for path in (templates / "profile").rglob("*") if path.is_file())
    assert PASSWORD.encode() not in profile


def test_undo_does_not_reach_protection(unlocked: Ledger) -> None:
    step = unlocked.undoable()
    assert step is not None
    assert step.name == "新增receptions"


@pytest.mark.parametrize("secret", ["correct Horse", "x" * 8, CODE[::-1], CODE.replace("00009", "00018")])
def test_a_wrong_secret_opens_nothing_and_is_not_repeated(locked: Ledger, secret: str) -> None:
    with pytest.raises(LedgerRefused) as refusal:
        unlocking.unlock(locked, secret)
    assert locked.is_locked
    assert refusal.value.status == 3
    assert secret not in refusal.value.sentence


def test_a_key_that_belongs_to_other_values_opens_nothing(
    locked: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unlocking, "fingerprint", lambda key: "of other values")
    with pytest.raises(LedgerRefused) as refusal:
        unlocking.unlock(locked, CODE)
    assert (refusal.value.status, refusal.value.sentence) == (4, unlocking.FOREIGN_KEY)
    assert locked.is_locked


def test_a_ledger_without_protection_needs_no_secret(plain: Ledger) -> None:
    unlocking.unlock(plain, "any")
    assert private_values(plain) == [PHONE, ID_NUMBER]
    assert not unlocking.has_recovery(plain)


@pytest.mark.parametrize("secret", [PASSWORD, CODE, CODE.replace(" ", "")])
def test_password_and_recovery_code_unlock_until_locked_again(locked: Ledger, secret: str) -> None:
    assert unlocking.has_recovery(locked)
    unlocking.unlock(locked, secret)
    assert private_values(locked) == [PHONE, ID_NUMBER]
    unlocking.lock(locked)
    with pytest.raises(KeyNeeded):
        private_values(locked)


CLOSED: dict[str, Callable[[Ledger], object]] = {
    "show one": lambda ledger: reveal(ledger, "deputies", 1, "phone"),
    "show rows": lambda ledger: ledger.revealed(ledger.rows("deputies", [1])),
    "list with private columns": lambda ledger: [
        *Listing(ledger, BY_KEY["deputies"], include_private=True).rows()
    ],
    "list for the public": lambda ledger: [*Listing(ledger, BY_KEY["receptions"], audience="public").rows()],
    "list for the archive": lambda ledger: [
        *Listing(ledger, BY_KEY["receptions"], audience="archive").rows()
    ],
    "add with a private value": lambda ledger: enter(
        ledger, "deputies", name="赵六", level="镇", phone=PHONE
    ),
    "change a private value": lambda ledger: change(ledger, "deputies", 1, phone="19900009999"),
    "change beside a confidence": lambda ledger: change(ledger, "receptions", 1, matter="修水渠"),
    "change beside a kept phone": lambda ledger: change(
        ledger, "receptions", 2, visitors=[{"name": "李四"}, {"name": "张三"}]
    ),
    "a plain snapshot": lambda ledger: take_snapshot(ledger, ledger.folder / "x.db", include_private=True),
    "take out": lambda ledger: note_taken_out(ledger, "x"),
    "renew the key": lambda ledger: protecting.renew_key(ledger, "another one", CODE, CHEAP),
}


def change(ledger: Ledger, key: str, row_id: int, **typed: Any) -> None:
    values, _ = ledger.read_values(key, typed, row_id=row_id)
    with ledger.act("修改") as act:
        act.change(key, row_id, values)


@pytest.mark.parametrize("name", CLOSED)
def test_without_the_key_nothing_private_is_shown_or_written(locked: Ledger, name: str) -> None:
    before = locked.statistics(), locked.last_change
    with pytest.raises(KeyNeeded) as refusal:
        CLOSED[name](locked)
    assert refusal.value.status == 3
    assert (locked.statistics(), locked.last_change) == before
    assert damage(locked) == []


def test_without_the_key_everything_else_can_be_read_and_done(locked: Ledger) -> None:
    assert locked.row("deputies", 1)["name"] == "王芳"  # type: ignore[index]
    assert str(locked.row("deputies", 1)["phone"]) == "已录入"  # type: ignore[index]
    assert [row["name"] for row in Listing(locked, BY_KEY["deputies"]).rows()] == ["王芳", "李强"]
    assert locked.ids("deputies", Query(find="王芳")) == [1]
    assert locked.ids("deputies", Query(find=PHONE)) == []
    assert [key for key, *_ in locked.search("水渠")] == ["receptions"]
    change(locked, "deputies", 1, employer_position="农民")
    enter(locked, "deputies", name="赵六", level="镇")
    enter(
        locked,
        "receptions",
        **RECEPTION | {"held_on": "2022-05-20"},
        matter="修路",
        visitors=[{"name": "张三"}],
    )
    assert not [
        finding for finding in data_findings(locked) if "联系电话" in finding.sentence and finding.row == 1
    ]
    assert damage(locked) == []
    locked.undo()
    take_snapshot(locked, locked.folder / "blank.db", include_private=False)
    unlocking.unlock(locked, PASSWORD)
    assert private_values(locked) == [PHONE, ID_NUMBER]
    assert damage(locked) == []


def test_with_the_key_the_same_number_is_found_again(unlocked: Ledger) -> None:
    assert unlocked.ids("deputies", Query(find=PHONE)) == [1]
    with pytest.raises(Refused, match="已经有"):
        enter(unlocked, "deputies", name="王芳芳", level="镇", id_number=ID_NUMBER)
    enter(unlocked, "deputies", name="赵六", level="镇", phone="19900007777")
    assert damage(unlocked) == []
    assert b"19900007777" not in raw(unlocked.folder / "ledger.db")


def test_a_new_password_takes_the_place_of_the_old_one(unlocked: Ledger) -> None:
    protecting.change_password(unlocked, CODE, "battery staple", CHEAP)
    unlocking.lock(unlocked)
    with pytest.raises(unlocking.WrongSecret):
        unlocking.unlock(unlocked, PASSWORD)
    for secret in ("battery staple", CODE):
        unlocking.unlock(unlocked, secret)
        assert private_values(unlocked) == [PHONE, ID_NUMBER]
        unlocking.lock(unlocked)


def test_a_new_recovery_code_takes_the_place_of_the_old_one(unlocked: Ledger) -> None:
    code = protecting.new_recovery_code()
    protecting.change_recovery(unlocked, PASSWORD, code)
    unlocking.lock(unlocked)
    with pytest.raises(unlocking.WrongSecret):
        unlocking.unlock(unlocked, CODE)
    unlocking.unlock(unlocked, code)
    assert private_values(unlocked) == [PHONE, ID_NUMBER]


def test_after_a_new_key_nothing_of_the_former_clerk_opens(unlocked: Ledger) -> None:
    kept_before = rows_of(unlocked)
    code, digest = protecting.new_recovery_code(), unlocked.statistics()["digest"]
    protecting.renew_key(unlocked, "battery staple", code, CHEAP)
    kept = rows_of(unlocked)
    assert [row[0] for row in kept] == [row[0] for row in kept_before]
    assert all(new[1:3] != old[1:3] for new, old in zip(kept, kept_before, strict=True))
    assert unlocked.statistics()["digest"] == digest
    unlocking.lock(unlocked)
    for secret in (PASSWORD, CODE):
        with pytest.raises(unlocking.WrongSecret):
            unlocking.unlock(unlocked, secret)
    unlocking.unlock(unlocked, code)
    assert private_values(unlocked) == [PHONE, ID_NUMBER]
    assert damage(unlocked) == []


def rows_of(ledger: Ledger) -> list[tuple[Any, ...]]:
    sql = "SELECT commitment, value, equality FROM private_values ORDER BY id"
    return ledger.core.connection.execute(sql).fetchall()


def test_protection_is_lifted_again(locked: Ledger) -> None:
    digest = locked.statistics()["digest"]
    protecting.lift(locked, PASSWORD)
    assert not unlocking.is_protected(locked)
    assert private_values(locked) == [PHONE, ID_NUMBER]
    assert locked.statistics()["digest"] == digest
    locked.close()
    with open_ledger(locked.folder, today=TODAY) as again:
        assert private_values(again) == [PHONE, ID_NUMBER]
        assert again.ids("deputies", Query(find=PHONE)) == [1]
        assert damage(again) == []


@pytest.mark.parametrize("password", ["", "short", "1" * 50, CODE])
def test_a_weak_password_is_refused(plain: Ledger, password: str) -> None:
    with pytest.raises(LedgerRefused) as refusal:
        protecting.protect(plain, password, CODE, CHEAP)
    assert refusal.value.status == 2
    assert not unlocking.is_protected(plain)


def test_a_step_that_fails_half_way_leaves_the_ledger_as_it_was(
    plain: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows_of(plain), plain.last_change
    monkeypatch.setattr(protecting, "_keep", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        protecting.protect(plain, PASSWORD, CODE, CHEAP)
    assert (rows_of(plain), plain.last_change) == before
    assert private_values(plain) == [PHONE, ID_NUMBER]
    assert damage(plain) == []


ALTERED = {
    "a byte of a value": "UPDATE private_values SET value=CAST(value || x'00' AS BLOB) WHERE id=1",
    "two values exchanged": "UPDATE private_values SET value=(SELECT value FROM private_values p WHERE p.id=3-private_values.id) WHERE id<3",
    "a value emptied": "UPDATE private_values SET value=NULL WHERE id=1",
    "a keyed hash": "UPDATE private_values SET equality='0' WHERE id=1",
    "a value added": "INSERT INTO private_values SELECT 99, value, salt, equality, commitment FROM private_values WHERE id=1",
    "a value dropped": "DELETE FROM private_values WHERE id=1",
    "the slots": "UPDATE meta SET value=replace(value, 'a', 'b') WHERE key='protection'",
}


@pytest.mark.parametrize("name", ALTERED)
def test_whatever_was_altered_is_noticed_at_opening_without_the_key(locked: Ledger, name: str) -> None:
    locked.close()
    connection = sqlite3.connect(locked.folder / "ledger.db")
    connection.execute("PRAGMA foreign_keys=OFF")
    assert connection.execute(ALTERED[name]).rowcount
    connection.commit()
    connection.close()
    with pytest.raises(LedgerRefused) as refusal:
        Ledger.open(locked.folder, today=TODAY)
    assert refusal.value.status == 4


def test_an_archive_has_private_cells_in_plain_or_blank_and_no_keys(unlocked: Ledger) -> None:
    for include_private in (True, False):
        folder = unlocked.folder / f"copy-{include_private}"
        folder.mkdir()
        facts = take_snapshot(unlocked, folder / "ledger.db", include_private=include_private)
        assert facts == unlocked.statistics()
        assert (PHONE.encode() in raw(folder / "ledger.db")) is include_private
        assert b"wrapped" not in raw(folder / "ledger.db")
        with Ledger.open(folder, inspect=True) as copy:
            assert private_values(copy) == ([PHONE, ID_NUMBER] if include_private else [None, None])


def test_a_backup_of_a_protected_ledger_needs_the_key_only_to_be_read(locked: Ledger, tmp_path: Path) -> None:
    from app.storage.backups.making import make_backup

    backup = make_backup(locked)
    assert PHONE.encode() not in raw(backup.path)
    restore(backup.path, tmp_path / "restored")
    with open_ledger(tmp_path / "restored", today=TODAY) as restored:
        assert restored.is_locked
        unlocking.unlock(restored, CODE)
        assert private_values(restored) == [PHONE, ID_NUMBER]


def spoilt(ledger: Ledger, sql: str) -> Path:
    ledger.close()
    connection = sqlite3.connect(ledger.folder / "ledger.db")
    assert connection.execute(sql).rowcount
    connection.commit()
    connection.close()
    return ledger.folder


def test_a_damaged_ledger_is_rescued_without_its_key_and_keeps_it(locked: Ledger, tmp_path: Path) -> None:
    folder = spoilt(locked, "UPDATE private_values SET equality='0' WHERE id=1")
    told = rescue(folder, tmp_path / "rescued").sentences
    assert any("没有读出来，请补录" in sentence for sentence in told)
    with open_ledger(tmp_path / "rescued", today=TODAY) as rescued:
        assert rescued.is_locked
        assert rescued.ids("receptions", Query(find="水渠")) == []  # whom its words must not name is locked
        unlocking.unlock(rescued, CODE)
        assert private_values(rescued) == [PHONE, None]
        assert rescued.ids("receptions", Query(find="水渠")) == [1]
        assert VISITOR in str(rescued.reveal("receptions", 1, "confidential"))
        assert damage(rescued) == []


@pytest.mark.parametrize("key", ["protection", "ledger_id"])
def test_what_nobody_can_open_any_more_is_named_and_all_else_is_rescued(
    locked: Ledger, tmp_path: Path, key: str
) -> None:
    folder = spoilt(locked, f"UPDATE meta SET value='x' || value WHERE key='{key}'")
    told = rescue(folder, tmp_path / "rescued").sentences
    assert any("联系电话没有读出来" in sentence for sentence in told)
    with open_ledger(tmp_path / "rescued", today=TODAY) as rescued:
        assert not unlocking.is_protected(rescued)
        assert [row["name"] for row in Listing(rescued, BY_KEY["deputies"]).rows()] == ["王芳", "李强"]
        assert private_values(rescued) == [None, None]
        assert damage(rescued) == []
        change(rescued, "deputies", 1, phone=PHONE)
        assert rescued.ids("deputies", Query(find=PHONE)) == [1]


@pytest.mark.parametrize("kind", ["plain", "unlocked"])
def test_what_is_shown_and_taken_out_is_written_down_first(kind: str, request: pytest.FixtureRequest) -> None:
    ledger: Ledger = request.getfixturevalue(kind)
    digest = ledger.statistics()["digest"]
    assert reveal(ledger, "deputies", 1, "phone") == PHONE
    assert reveal(ledger, "deputies", 2, "phone") is None  # nothing is kept: nothing was shown
    note_taken_out(ledger, "导出代表名册：名册.xlsx")
    told = [(entry.register, entry.row, entry.why) for entry in disclosures(ledger)]
    assert told == [("office", 1, "导出代表名册：名册.xlsx"), ("deputies", 1, "联系电话")]
    assert ledger.statistics()["digest"] == digest
    assert PHONE not in json.dumps([entry.why for entry in ledger.history()])
    assert damage(ledger) == []
    change(ledger, "deputies", 1, employer_position="农民")
    reveal(ledger, "deputies", 1, "phone")
    assert ledger.undo() == "修改"  # having been looked at stands in nobody's way
