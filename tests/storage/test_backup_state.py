"""How safely the ledger is kept, in words; and that every place which can be reached gets what it lacks."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.storage.backups import catalogue
from app.storage.backups.everywhere import back_up_everywhere
from app.storage.backups.making import home_of, make_backup
from app.storage.backups.state import CALM, REMINDED, URGENT, State, is_in_second_place, state_of
from app.storage.ledger import Ledger
from app.storage.machine import remember_in, settings_in
from app.storage.second_places import SETTING, SecondPlace, give_up, remember_backup, second_places
from tests.kept_ledgers import new_folder, open_ledger

NOW = datetime(2022, 11, 30, 17, 20)
CHANGED, NEWEST = 7, 9  # entries of the history: what an older backup goes to, and the newest there is


NEW_STICK = SecondPlace(Path("new"), None, None)


def place(days: int, last_id: int = CHANGED) -> SecondPlace:
    return SecondPlace(Path("stick"), NOW - timedelta(days=days), last_id)


@pytest.mark.parametrize(
    ("made_at", "places", "words", "urgency"),
    [
        (None, (), "还没有备份", CALM),
        (datetime(2022, 11, 30, 11, 30), (), "今天 11:30 已备份，没有第二份", CALM),
        (datetime(2022, 11, 29, 23, 59), (), "昨天 23:59 已备份，没有第二份", CALM),
        (datetime(2022, 2, 3, 8, 5), (), "2 月 3 日 08:05 已备份，没有第二份", CALM),
        (datetime(2021, 12, 31, 8, 5), (), "2021 年 12 月 31 日 08:05 已备份，没有第二份", CALM),
        (
            datetime(2099, 1, 1),
            (),
            "2099 年 1 月 1 日 00:00 已备份，没有第二份",
            CALM,
        ),  # the clock was wrong then
        (NOW, (place(0),), "今天 17:20 已备份", CALM),
        (NOW, (place(6),), "今天 17:20 已备份，U 盘 6 天没有备份了", CALM),
        (NOW, (place(12),), "今天 17:20 已备份，U 盘 12 天没有备份了", REMINDED),
        (NOW, (place(30),), "今天 17:20 已备份，U 盘 30 天没有备份了", URGENT),
        (NOW, (place(30), place(7)), "今天 17:20 已备份，U 盘 7 天没有备份了", REMINDED),
        (NOW, (place(400, NEWEST),), "今天 17:20 已备份", CALM),  # nothing has changed since
        (NOW, (place(400, NEWEST), place(2)), "今天 17:20 已备份", CALM),
        (NOW, (place(-20_000),), "今天 17:20 已备份，U 盘备份日期不对", REMINDED),  # the clock was ahead then
        (NOW, (place(-20_000, NEWEST),), "今天 17:20 已备份", CALM),
        (NOW, (place(-20_000), place(30)), "今天 17:20 已备份，U 盘 30 天没有备份了", URGENT),
        (None, (place(-20_000),), "还没有备份，U 盘备份日期不对", REMINDED),
        (NOW, (place(1),), "今天 17:20 已备份，U 盘 1 天没有备份了", CALM),
        (NOW, (place(400, NEWEST), place(9)), "今天 17:20 已备份", CALM),
        (NOW, (NEW_STICK,), "今天 17:20 已备份，U 盘还没有备份", CALM),
        (NOW, (NEW_STICK, place(12)), "今天 17:20 已备份，U 盘 12 天没有备份了", REMINDED),
        (None, (NEW_STICK,), "还没有备份，U 盘还没有备份", CALM),
        (None, (place(0, NEWEST),), "电脑上还没有备份，U 盘今天 17:20 已备份", CALM),
        (None, (place(12),), "电脑上还没有备份，U 盘 12 天没有备份了", REMINDED),
    ],
)
def test_the_state_in_words(
    made_at: datetime | None, places: tuple[SecondPlace, ...], words: str, urgency: str
) -> None:
    state = State(made_at, CHANGED, places)
    assert state.words(NOW, NEWEST) == words
    assert state.in_short(NOW, NEWEST) == words.split("，")[-1 if made_at and places else 0]
    assert state.urgency(NOW, NEWEST) == urgency


@pytest.fixture
def ledger(tmp_path: Path):
    with open_ledger(new_folder(tmp_path / "data", term=16), now=lambda: NOW) as opened:
        enter(opened)
        yield opened


def enter(ledger: Ledger) -> None:
    with ledger.act("录入") as act:
        act.add("electoral_districts", {"name": f"第{ledger.last_change}选区", "level": "township"})


def test_every_place_that_is_there_gets_what_it_lacks_and_only_that(ledger: Ledger, tmp_path: Path) -> None:
    stick, drawer, broken = (tmp_path / name for name in ("stick", "drawer", "broken"))
    for folder in (stick, drawer, broken):
        folder.mkdir()
        make_backup(ledger, place=folder)
    enter(ledger)
    drawer.rename(tmp_path / "away")
    (broken / "attachments").rmdir()
    (broken / "attachments").write_text("a file where a folder has to be")
    outcome = back_up_everywhere(ledger, catalogue.AT_CLOSING)
    assert [one.path.parent for one in outcome.made_backups] == [home_of(ledger), stick]
    assert len(outcome.troubles) == 1
    assert not drawer.exists()
    (broken / "attachments").unlink()
    assert [one.path.parent for one in back_up_everywhere(ledger, catalogue.DAILY).made_backups] == [broken]
    assert back_up_everywhere(ledger, catalogue.DAILY) == ([], [])
    steps: list[tuple[int, int]] = []
    again = back_up_everywhere(
        ledger, catalogue.BY_HAND, lambda *step: steps.append(step), even_unchanged=True
    )
    assert len(again.made_backups) == 3
    assert steps == sorted(steps)
    assert steps[-1] == (12, 12)


def test_the_state_follows_the_backups_and_a_place_that_is_given_up_is_forgotten(
    ledger: Ledger, tmp_path: Path
) -> None:
    assert state_of(ledger) == State(None, None, ())
    stick = tmp_path / "stick"
    stick.mkdir()
    make_backup(ledger)
    kept = make_backup(ledger, place=stick)
    state = state_of(ledger)
    assert (state.backed_up_at, state.last_id) == (NOW, ledger.last_change)
    assert [one.folder for one in state.places] == [stick]
    assert is_in_second_place(ledger)
    remember_backup(stick, kept.label | {"ledger_id": "another"})  # two ledgers on one stick
    assert is_in_second_place(ledger)
    assert state_of(ledger) == state
    give_up(stick, ledger.ledger_id)
    assert second_places(ledger.ledger_id) == []
    assert [one.folder for one in second_places("another")] == [stick]
    assert kept.path.is_file()


def test_an_empty_folder_in_the_place_of_a_stick_is_another_one(ledger: Ledger, tmp_path: Path) -> None:
    """What is left of a mounted stick that was pulled, or another stick under the same drive letter."""
    stick = tmp_path / "stick"
    stick.mkdir()
    make_backup(ledger)
    make_backup(ledger, place=stick)
    stick.rename(tmp_path / "pulled")
    stick.mkdir()
    enter(ledger)
    outcome = back_up_everywhere(ledger, catalogue.AT_CLOSING)
    assert [one.path.parent for one in outcome.made_backups] == [home_of(ledger)]
    (another,) = second_places(ledger.ledger_id)
    assert (another.is_here, another.is_another, list(stick.iterdir())) == (False, True, [])
    make_backup(ledger, place=stick)  # she chooses it herself
    assert [one.is_here for one in second_places(ledger.ledger_id)] == [True]


def test_the_empty_place_of_a_medium_is_not_here_whatever_lies_in_it(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup that once went to the computer's own disk stays there when the stick over it is pulled."""
    mounted = {str(tmp_path)}
    monkeypatch.setattr("os.path.ismount", lambda path: str(path) in mounted)
    stick = tmp_path / "备份"
    stick.mkdir()
    make_backup(ledger, place=stick)
    (place,) = second_places(ledger.ledger_id)
    assert (place.is_here, place.is_another) == (True, False)
    mounted.clear()
    assert (place.is_here, place.is_another) == (False, False)


def test_a_place_of_an_older_program_counts_and_becomes_one_of_today(ledger: Ledger, tmp_path: Path) -> None:
    kept = make_backup(ledger, place=tmp_path)
    (facts,) = settings_in(SETTING).values()
    give_up(tmp_path, ledger.ledger_id)
    remember_in(SETTING, {str(tmp_path): {k: v for k, v in facts.items() if k not in ("folder", "mount")}})
    assert [(one.folder, one.is_here) for one in second_places(ledger.ledger_id)] == [(tmp_path, True)]
    remember_backup(tmp_path, kept.label | {"ledger_id": "another"})
    remember_backup(tmp_path, kept.label)
    assert len(settings_in(SETTING)) == 2
    assert [one.folder for one in second_places()] == [tmp_path]
