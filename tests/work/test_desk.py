"""The desk tells what is overdue and due by the day, and every line leads to the rows it is about."""

from datetime import date
from pathlib import Path

import pytest

from app.storage.ledger import Ledger
from app.work.desk import Desk, desk_of
from tests.kept_ledgers import new_ledger, sample_folder

WAITING = {
    "class": "opinion",
    "raised_on": "2022-03-01",
    "content": "请清理排水沟",
    "lead_handler": {"name": "规划建设办公室"},
    "assigned_on": "2022-03-02",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = sample_folder(tmp_path_factory.mktemp("desk") / "data")
    with Ledger.open(folder, today=date(2022, 11, 23)) as ledger:
        values, _ = ledger.read_values("suggestions", WAITING, typed=False)
        with ledger.act("登记") as act:
            act.add("suggestions", values)
    return folder


def desk_on(folder: Path, day: date) -> Desk:
    with Ledger.open(folder, today=day) as ledger:
        return desk_of(ledger, 2022)


def test_a_matter_moves_from_later_to_soon_to_overdue(folder: Path) -> None:
    with Ledger.open(folder, today=date(2022, 11, 23)) as ledger:
        row_id = max(ledger.ids("suggestions"))
        due = ledger.rows("suggestions", [row_id])[0]["due_on"]
    soon, overdue = desk_on(folder, due), desk_on(folder, date.fromordinal(due.toordinal() + 1))
    assert next(line.words for line in soon.soon if line.rows == (row_id,)).endswith(f"期限 {due}，今天到期")
    assert next(line.words for line in overdue.overdue if line.rows == (row_id,)).endswith("逾期 1 天")
    early = desk_on(folder, date.fromordinal(due.toordinal() - 31))
    assert not [line for line in (*early.soon, *early.overdue) if line.rows == (row_id,)]


def test_many_alike_are_one_line_that_counts_its_rows(folder: Path) -> None:
    desk = desk_on(folder, date(2023, 5, 1))
    booklets = [line for line in desk.overdue if line.key == "booklets"]
    assert len(booklets) < 10
    assert any(f"{len(line.rows)} 册" in line.words for line in booklets if len(line.rows) > 1)


@pytest.mark.parametrize(("day", "held"), [(date(2022, 11, 23), ["2022-11-15"]), (date(2024, 1, 5), [])])
def test_the_month_shows_its_receptions(folder: Path, day: date, held: list[str]) -> None:
    assert [line.words[:10] for line in desk_on(folder, day).duties] == held


def test_a_new_ledger_begins_with_what_the_rest_names(folder: Path, tmp_path: Path) -> None:
    with new_ledger(tmp_path / "new", today=date(2022, 11, 23)) as ledger:
        assert [line.key for line in desk_of(ledger, 2022).first][:3] == [
            "terms",
            "electoral_districts",
            "deputies",
        ]
    assert desk_on(folder, date(2022, 11, 23)).first == []


def test_a_quarter_without_a_meeting_is_told(folder: Path) -> None:
    assert [line.key for line in desk_on(folder, date(2023, 8, 1)).missing] == ["presidium_meetings"]
