"""Making a backup: told step by step, stopped without a trace, numbered on, thinned by one; refused before it is begun."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.storage.backups import catalogue, making, package
from app.storage.backups.making import DAMAGED_LEDGER, is_backed_up, make_backup
from app.storage.core.schema import DATABASE
from app.storage.ledger import Ledger
from app.storage.refusals import LedgerRefused
from app.storage.room import SPARE
from app.storage.values.statistics import statistics
from tests.kept_ledgers import open_ledger

NOON = datetime(2022, 11, 30, 12)


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    with open_ledger(folder, now=lambda: NOON) as opened:
        yield opened


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def with_file(ledger: Ledger, path: Path) -> None:
    path.write_bytes(b"%PDF-1.4")
    with ledger.act("录入") as act:
        act.attach("deputy_groups", act.add("deputy_groups", {"name": "第一小组"}), path)


def lying_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_every_step_is_told_and_may_be_the_last(ledger: Ledger, tmp_path: Path, stick: Path) -> None:
    with_file(ledger, tmp_path / "scan.pdf")
    steps: list[tuple[int, int]] = []
    make_backup(ledger, place=stick, progress=lambda done, of: steps.append((done, of)))
    assert steps == [(done, 4) for done in (0, 1, 2, 2, 3, 4)]  # once more for the one file
    shutil.rmtree(stick)
    stick.mkdir()
    home = lying_in(ledger.folder)
    for last in range(4):

        def stopping(done: int, of: int, last: int = last) -> None:
            if done == last:
                raise InterruptedError("停止")

        with pytest.raises((InterruptedError, LedgerRefused)):
            make_backup(ledger, place=stick, progress=stopping)
        assert [name for name in lying_in(stick) if name.endswith(".zip")] == []
        assert lying_in(ledger.folder) == home
    assert not is_backed_up(ledger, stick)


def test_a_label_says_whose_it_is_and_what_it_holds(ledger: Ledger) -> None:
    label = make_backup(ledger).label
    facts = ledger.statistics()
    assert (label["town"], label["ledger_id"], label["kind"]) == (
        "迳口镇",
        ledger.ledger_id,
        catalogue.BY_HAND,
    )
    assert (label["last_id"], label["history_head"]) == (ledger.last_change, facts["history_head"])
    assert label["made_at"] == "2022-11-30T12:00:00"
    assert is_backed_up(ledger)


def test_a_backup_is_numbered_after_all_that_were_made_before_it(ledger: Ledger, stick: Path) -> None:
    places = None, None, stick, stick, None, stick
    numbers = [make_backup(ledger, place=place).label["number"] for place in places]
    assert numbers == [1, 2, 3, 4, 5, 6]  # the one at home behind that of the stick: it is newer


def test_each_new_backup_removes_at_most_one_and_never_itself(folder: Path) -> None:
    """Three hundred days, four backups each, would fill any disk; the number never falls."""
    clock = [NOON]
    with open_ledger(folder, now=lambda: clock[0]) as ledger:
        counts = []
        for _ in range(3 * catalogue.NEWEST):
            newest = make_backup(ledger)
            assert newest.path.is_file()
            counts.append(len(catalogue.backups_in(folder / "backups")))
            clock[0] += timedelta(minutes=5)
    assert counts == sorted(counts) and counts[-1] <= catalogue.NEWEST + 1 < len(counts)


def test_what_a_killed_program_left_goes_with_the_next_backup(ledger: Ledger, stick: Path) -> None:
    (stick / ".0123456789ab.part.zip").write_bytes(b"half")
    (stick / "笔记.txt").write_bytes(b"hers")
    make_backup(ledger, place=stick)
    left = [name for name in lying_in(stick) if not name.endswith(".zip")]
    assert left == ["笔记.txt"]


@pytest.mark.parametrize(("short", "is_made"), [(0, True), (1, False)])
def test_room_is_asked_for_before_anything_is_written(
    short: int, is_made: bool, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the copy, the package and what is read back of it."""
    free = 3 * (ledger.folder / DATABASE).stat().st_size + SPARE - short
    usage = shutil.disk_usage(ledger.folder)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    if is_made:
        make_backup(ledger)
    else:
        with pytest.raises(LedgerRefused, match=r"磁盘空间不够（还差约 1 MB）"):
            make_backup(ledger)
    assert is_backed_up(ledger) is is_made


def test_a_ledger_that_was_opened_only_to_be_inspected_is_not_backed_up(ledger: Ledger) -> None:
    """Its copy may read well: that it is damaged was found out at opening."""
    ledger.faults = ["坏"]  # type: ignore[list-item]
    with pytest.raises(LedgerRefused) as refusal:
        make_backup(ledger)
    assert (refusal.value.sentence, refusal.value.status) == (DAMAGED_LEDGER, 4)
    assert catalogue.backups_in(ledger.folder / "backups") == []


def test_a_copy_that_holds_something_else_than_the_ledger_is_no_backup(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def another(*arguments: object) -> dict[str, object]:
        facts = statistics(*arguments)  # type: ignore[arg-type]
        return facts | {"digest": "0" * len(str(facts["digest"]))}

    monkeypatch.setattr(making, "statistics", another)
    with pytest.raises(LedgerRefused):
        make_backup(ledger)
    assert catalogue.backups_in(ledger.folder / "backups") == []


@pytest.mark.parametrize(
    ("trouble", "raised"),
    [
        (OSError(errno.EIO, "input/output error"), LedgerRefused),
        (PermissionError(errno.EACCES, "permission denied"), PermissionError),
        (OSError(errno.EIO, "input/output error", "/media/usb"), OSError),
    ],
    ids=["the disk, nobody knows where", "a right that is missing", "the disk, at a place that is named"],
)
def test_trouble_of_the_disk_is_told_in_words_where_nothing_else_tells_it(
    trouble: OSError, raised: type[Exception], ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> str:
        raise trouble

    monkeypatch.setattr(package, "write_package", failing)
    with pytest.raises(raised) as refusal:
        make_backup(ledger)
    assert type(refusal.value) is (type(trouble) if raised is not LedgerRefused else LedgerRefused)
    assert lying_in(ledger.folder / "backups") == []


def test_a_ledger_whose_stick_was_pulled_is_not_begun_anew_in_its_place(
    ledger: Ledger, tmp_path: Path
) -> None:
    ledger.folder.rename(tmp_path / "elsewhere")
    with pytest.raises(LedgerRefused):
        make_backup(ledger)
    assert not ledger.folder.exists()
    (tmp_path / "elsewhere").rename(ledger.folder)
