"""A stick is pulled while something is written to it: nothing is called done that lies in the empty folder it leaves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from app.storage import same_medium
from app.storage.backups.as_it_is import copy_as_it_is
from app.storage.backups.making import make_backup
from app.storage.backups.restoring import restore
from app.storage.files import complete_file
from app.storage.rescue.rescue import rescue
from app.storage.same_medium import MediumGone
from app.storage.second_places import second_places
from app.yearend import package
from tests.kept_ledgers import new_folder, open_ledger

NOON = datetime(2022, 11, 30, 12)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger with one attachment, and a backup of it."""
    folder = tmp_path_factory.mktemp("medium")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        with open_ledger(new_folder(folder / "data", term=16), now=lambda: NOON) as ledger:
            (folder / "scan.pdf").write_bytes(b"%PDF-1.4 scan")
            with ledger.act("录入") as act:
                act.attach("terms", 1, folder / "scan.pdf")
            make_backup(ledger)
    return folder / "data"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as a medium of its own as long as the mark lies in it."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    (folder / "mark").touch()

    def medium_of(place: Path) -> str:
        return "stick" if any((above / "mark").exists() for above in (place, *place.parents)) else "disk"

    monkeypatch.setattr(same_medium, "_medium_of", medium_of)
    return folder


def pull(stick: Path) -> None:
    """Its folder stays, on the disk of the computer, and is empty."""
    away = stick.with_name("away")
    shutil.rmtree(away, ignore_errors=True)
    stick.rename(away)
    stick.mkdir()


def pulled_at(stick: Path, when: int) -> Callable[[int, int], None]:
    """The progress of a work at whose step ``when`` the stick is pulled."""

    def progress(done: int, of: int) -> None:
        if done == when and (stick / "mark").exists():
            pull(stick)

    return progress


@pytest.mark.parametrize("when", [0, 2, 3])
def test_a_backup(kept: Path, stick: Path, when: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESIDIUM_PROFILE", str(stick.parent / "profile"))
    with open_ledger(shutil.copytree(kept, stick.parent / "data")) as ledger:
        with pytest.raises(MediumGone, match="U 盘或磁盘不见了") as refusal:
            make_backup(ledger, place=stick, progress=pulled_at(stick, when))
        assert (refusal.value.status, second_places(ledger.ledger_id)) == (3, [])
        assert not [path for path in stick.rglob("*") if path.is_file()]
        if when == 3:
            (stick / "mark").touch()
            late = pulled_at(stick, 4)  # once it is made
            assert make_backup(ledger, place=stick, progress=late).row_count


WORKS: dict[str, Callable[[Path, Path, Callable[[int, int], None]], object]] = {
    "copies": lambda data, stick, progress: copy_as_it_is(data, stick, NOON, progress),
    "restores": lambda data, stick, progress: restore(data / "backups", stick / "new", progress=progress),
    "rescues": lambda data, stick, progress: rescue(data, stick / "new", progress=progress),
}


@pytest.mark.parametrize("does", WORKS)
def test_other_works_of_several_files(kept: Path, stick: Path, does: str) -> None:
    (stick / "new").mkdir()
    with pytest.raises(MediumGone):
        WORKS[does](kept, stick, pulled_at(stick, 1))
    assert [path for path in stick.rglob("*") if path.is_file()] == []


def test_a_package(kept: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def filled(*_: object) -> str:
        pull(stick)
        (building,) = (place.name for place in stick.with_name("away").glob(".移交-*"))
        (stick / building).mkdir()  # begun again in the folder that stayed
        return "CODE"

    monkeypatch.setenv("PRESIDIUM_PROFILE", str(stick.parent / "profile"))
    monkeypatch.setattr(package, "_filled", filled)
    monkeypatch.setattr(package, "transfer_papers", lambda *_: [])
    ledger = open_ledger(shutil.copytree(kept, stick.parent / "data"))
    with ledger, pytest.raises(MediumGone, match="U盘”"):
        package.make_package(ledger, 2022, stick, lambda *_: None)
    assert list(stick.iterdir()) == []


def test_one_file(stick: Path) -> None:
    for late in (False, True):
        with pytest.raises(MediumGone), complete_file(stick / "名册.xlsx") as temporary:  # noqa: PT012
            pull(stick)
            if late:
                temporary.write_text("written to the folder that stayed", "utf-8")
        assert list(stick.iterdir()) == []
        shutil.rmtree(stick)
        stick.with_name("away").rename(stick)
