"""Files of records: private ones lie encrypted and follow the protection, lost ones are found again or replaced."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.backups import lost_files as mending
from app.storage.backups.making import make_backup
from app.storage.backups.restoring import restore
from app.storage.checks.check import damage
from app.storage.checks.lost_files import lost_files
from app.storage.core import key_slots
from app.storage.core.sealed_files import MOST, new_key, opened, sealed
from app.storage.ledger import Ledger
from app.storage.lists.record_files import is_private, make_private, plain_bytes
from app.storage.protection import protecting
from app.storage.protection.unlocking import lock, unlock
from app.storage.refusals import KeyNeeded, LedgerRefused, Refused
from tests.kept_ledgers import new_folder, open_ledger

SCAN = b"%PDF-1.4 an identity card"
PASSWORD, OTHER = "correct horse", "battery staple"
CHEAP = key_slots.Cost(1, 8)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of one deputy in ``data`` that has a plain and a private file, and the files."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "scan.pdf").write_bytes(SCAN)
    (folder / "letter.pdf").write_bytes(b"%PDF-1.4 a letter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        with open_ledger(new_folder(folder / "data", term=16)) as ledger, ledger.act("录入") as act:
            term = ledger.lookup.matches("terms", "", {})[0]
            row_id = act.add("deputies", {"name": "王芳", "level": "township", "term": term})
            act.attach("deputies", row_id, folder / "letter.pdf")
            act.attach("deputies", row_id, folder / "scan.pdf", private=True)
    return folder


@pytest.fixture
def ledger(kept: Path, tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(shutil.copytree(kept / "data", tmp_path / "data")) as ledger:
        yield ledger


def files(ledger: Ledger) -> list[dict[str, object]]:
    return ledger.attached("deputies", ledger.ids("deputies")[0])


def private_file(ledger: Ledger) -> dict[str, object]:
    return next(file for file in files(ledger) if is_private(file))


def holds(folder: Path, content: bytes) -> bool:
    return any(content in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_private_file_lies_nowhere_in_plain_and_comes_back(ledger: Ledger) -> None:
    assert not holds(ledger.folder, SCAN)
    assert plain_bytes(ledger, private_file(ledger)) == SCAN
    assert damage(ledger) == []


def test_it_follows_the_protection_into_backups_and_back(ledger: Ledger, tmp_path: Path) -> None:
    before, digest = private_file(ledger)["sha256"], ledger.statistics()["digest"]
    protecting.protect(ledger, PASSWORD, protecting.new_recovery_code(), CHEAP)
    protected = make_backup(ledger)
    lock(ledger)
    with pytest.raises(KeyNeeded):
        plain_bytes(ledger, private_file(ledger))
    with pytest.raises(KeyNeeded), ledger.act("x") as act:
        act.attach("deputies", ledger.ids("deputies")[0], protected.path, private=True)
    unlock(ledger, PASSWORD)
    protecting.renew_key(ledger, OTHER, protecting.new_recovery_code(), CHEAP)
    assert plain_bytes(ledger, private_file(ledger)) == SCAN
    protecting.lift(ledger, OTHER)
    assert plain_bytes(ledger, private_file(ledger)) == SCAN
    assert (private_file(ledger)["sha256"], ledger.statistics()["digest"]) == (before, digest)
    restore(protected.path, tmp_path / "new")
    with open_ledger(tmp_path / "new") as restored:
        unlock(restored, PASSWORD)
        assert plain_bytes(restored, private_file(restored)) == SCAN
    assert not holds(tmp_path, SCAN)


def test_a_file_made_private_leaves_nothing_in_plain_even_after_a_kill(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = next(file for file in files(ledger) if not is_private(file))
    with monkeypatch.context() as patch:
        patch.setattr("app.storage.lists.record_files.removed_patiently", lambda path: False)
        make_private(ledger, letter["id"])
    assert Path(letter["path"]).exists()
    ledger.close()
    with open_ledger(ledger.folder) as again:
        assert not Path(letter["path"]).exists()
        assert sorted(plain_bytes(again, file)[9:] for file in files(again)) == [
            b"a letter",
            b"an identity card",
        ]
        assert damage(again) == []
        with pytest.raises(Refused):
            make_private(again, letter["id"])


def test_bytes_that_another_record_has_in_plain_stay(ledger: Ledger, kept: Path) -> None:
    with ledger.act("录入") as act:
        term = ledger.lookup.matches("terms", "", {})[0]
        other = act.add("deputies", {"name": "李强", "level": "township", "term": term})
        act.attach("deputies", other, kept / "letter.pdf")
    make_private(ledger, next(file["id"] for file in files(ledger) if not is_private(file)))
    assert damage(ledger) == []


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: bytes([b[0] ^ 1]) + b[1:], lambda b: b""])
def test_altered_bytes_do_not_open(spoil) -> None:
    key = new_key()
    assert opened(key, sealed(key, SCAN)) == SCAN
    with pytest.raises(LedgerRefused):
        opened(key, spoil(sealed(key, SCAN)))


def test_a_private_file_has_a_largest_size() -> None:
    with pytest.raises(Refused, match="64 MB"):
        sealed(new_key(), bytes(MOST + 1))


SPOILT = {
    "不见了": lambda path: path.unlink(),
    "是空的": lambda path: path.write_bytes(b""),
    "被改动过": lambda path: path.write_bytes(path.read_bytes()[::-1]),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_lost_file_is_named_with_its_record_and_only_the_original_is_taken(
    what: str, ledger: Ledger, kept: Path
) -> None:
    assert lost_files(ledger) == ()
    for file in files(ledger):
        SPOILT[what](Path(file["path"]))
    lost = lost_files(ledger)
    assert len(lost) == 2
    assert all(what in one.sentence and "王芳" in one.sentence and one.register == "deputies" for one in lost)
    for one, right, wrong in zip(lost, ("letter.pdf", "scan.pdf"), ("scan.pdf", "letter.pdf"), strict=True):
        with pytest.raises(Refused, match="不是原来的"):
            mending.bring_back(ledger, one.attachment, kept / wrong)
        mending.bring_back(ledger, one.attachment, kept / right)
    assert lost_files(ledger) == ()
    assert damage(ledger) == []


def test_lost_files_come_back_from_beside_the_backups(ledger: Ledger) -> None:
    make_backup(ledger)
    for file in files(ledger):
        Path(file["path"]).unlink()
    assert mending.bring_back_from_copies(ledger) == 2
    assert lost_files(ledger) == ()


def test_another_file_takes_a_reason_that_stays_visible(ledger: Ledger, kept: Path, tmp_path: Path) -> None:
    Path(private_file(ledger)["path"]).unlink()
    (lost,) = lost_files(ledger)
    (tmp_path / "重扫.pdf").write_bytes(b"%PDF-1.4 scanned again")
    with pytest.raises(Refused, match="写明"):
        mending.replace(ledger, lost.attachment, tmp_path / "重扫.pdf", "\u200b ")
    mending.replace(ledger, lost.attachment, tmp_path / "重扫.pdf", "原件遗失")
    file = private_file(ledger)
    assert file["name"] == "重扫.pdf" and "原件遗失" in file["replaced"]
    assert plain_bytes(ledger, file) == b"%PDF-1.4 scanned again"
    assert ledger.history("attachments", lost.attachment)[0].why == "原件遗失"
    assert lost_files(ledger) == ()
    ledger.undo()
    assert len(lost_files(ledger)) == 1
