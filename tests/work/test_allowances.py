"""The sheet of allowances follows attendance, and is entered as spent once, in one act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.law.full_names import FULL_NAMES
from app.excel.tabulation import export_tabulation
from app.figures.allowances import Allowances, allowance_sheet
from app.storage.query import Query
from app.storage.refusals import Refused
from app.work.allowances import post
from tests.figures.town import Town

FIRST, LAST = date(2022, 4, 1), date(2022, 6, 30)
PAID = {"fund": "deputies", "occurred_on": date(2022, 7, 5)}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """甲 has no income, 乙 has one, of 丙 nobody said; 丁 was suspended, 戊 was on leave."""
    town = Town(tmp_path_factory.mktemp("allowances") / "data")
    town.elect("甲", has_fixed_income=False)
    town.elect("乙", has_fixed_income=True)
    town.elect("丙", "丁", "戊")
    town.event("丁", "suspended", "2022-03-01")
    for name in ("甲", "乙", "丙", "丁"):
        town.record(name, "2022-04-10")
    town.record("甲", "2022-06-30")
    town.record("甲", "2022-07-01")
    town.record("戊", "2022-04-10", attendance="on_leave")
    for allowance, amount in (("lost_work", 10_000), ("travel", 3_000)):
        town.add("allowance_rates", allowance=allowance, kind="inspection", amount=amount, valid_from=FIRST)
    yield town
    town.ledger.close()


def test_the_sheet_is_as_counted_by_hand(town: Town) -> None:
    sheet = allowance_sheet(Allowances(town.ledger, FIRST, LAST))
    assert {line[0].text: [cell.text for cell in line[1:]] for line in sheet.lines} == {
        "甲": ["2", "200.00", "2", "60.00", "260.00", ""],
        "乙": ["", "", "1", "30.00", "30.00", ""],
        "丙": ["1", "100.00", "1", "30.00", "130.00", ""],
    }
    assert [cell.text for cell in sheet.total] == ["合计", "3", "300.00", "4", "120.00", "420.00", ""]
    assert len(sheet.total[1].rows) == 3
    assert "1 名代表还没有填写" in sheet.notes[1]


def test_travel_alone_asks_nobody_for_an_income_and_nothing_owed_has_no_total(town: Town) -> None:
    with town.ledger.act("改") as act:
        act.change("allowance_rates", 1, {"valid_from": date(2022, 7, 1)})  # of lost work
    sheet = allowance_sheet(Allowances(town.ledger, FIRST, LAST))
    assert len(sheet.notes) == 1
    town.ledger.undo()
    empty = allowance_sheet(Allowances(town.ledger, date(2023, 1, 1), date(2023, 3, 31)))
    assert (empty.lines, empty.total) == ((), ())


def test_it_is_entered_once_and_taken_back_in_one(town: Town) -> None:
    ledger, allowances = town.ledger, Allowances(town.ledger, FIRST, LAST)
    assert post(allowances, PAID) == 2
    rows = ledger.rows("fund_entries", ledger.ids("fund_entries"))
    assert [(row["category"], row["expense"]) for row in rows] == [("误工补贴", 30_000), ("交通补助", 12_000)]
    assert {row["summary"][-22:] for row in rows} == {"（2022年4月1日至2022年6月30日）"[-22:]}
    with pytest.raises(Refused, match="已经登记过"):
        post(allowances, {**PAID, "occurred_on": date(2022, 8, 1)})
    assert ledger.count("fund_entries", Query()) == 2
    ledger.undo()
    assert ledger.count("fund_entries") == 0


def test_a_day_that_was_paid_is_paid_in_no_other_stretch(town: Town) -> None:
    """Whoever posts the quarter and then the half-year pays it twice, unless the days are compared."""
    post(Allowances(town.ledger, FIRST, LAST), PAID)
    half_year = Allowances(town.ledger, date(2022, 1, 1), LAST)
    with pytest.raises(Refused, match="与这一段重叠"):
        post(half_year, PAID)
    assert allowance_sheet(half_year).notes[-2:] == (
        "2022年4月1日至2022年6月30日的误工补贴已经登记过支出（300.00 元），与这一段重叠，请改起止日期，免得重发。",
        "2022年4月1日至2022年6月30日的交通补助已经登记过支出（120.00 元），与这一段重叠，请改起止日期，免得重发。",
    )
    assert Allowances(town.ledger, date(2022, 7, 1), date(2022, 9, 30)).to_post == ["lost_work", "travel"]
    town.ledger.undo()


def test_what_was_corrected_after_the_posting_is_told_beside_it(town: Town) -> None:
    post(Allowances(town.ledger, FIRST, LAST), PAID)
    town.record("丙", "2022-05-06")
    lost_work, travel = allowance_sheet(Allowances(town.ledger, FIRST, LAST)).notes[-2:]
    assert lost_work == (
        "误工补贴已经登记过支出（2022年7月5日，300.00 元）；按现在的登记是 400.00 元，多 100.00 元，要更正的请到经费台账修改。"
    )
    assert "多 30.00 元" in travel
    town.ledger.undo()
    assert (
        allowance_sheet(Allowances(town.ledger, FIRST, LAST)).notes[-1]
        == "交通补助已经登记过支出（2022年7月5日，120.00 元）。"
    )
    town.ledger.undo()


def test_an_allowance_whose_rate_came_later_is_posted_by_itself(town: Town) -> None:
    with town.ledger.act("改") as act:
        act.change("allowance_rates", 2, {"valid_from": date(2022, 7, 1)})  # of travel
    assert post(Allowances(town.ledger, FIRST, LAST), PAID) == 1
    with town.ledger.act("改回") as act:
        act.change("allowance_rates", 2, {"valid_from": FIRST})
    assert post(Allowances(town.ledger, FIRST, LAST), PAID) == 1
    for _ in range(4):
        town.ledger.undo()


def test_a_day_with_duties_of_two_kinds_is_told_because_each_is_paid(town: Town) -> None:
    """Two records of one kind are one day; of two kinds they are two paid days of one day's lost work."""
    on, deputy = date(2022, 4, 10), town.mandates["甲"]
    town.add("allowance_rates", allowance="lost_work", kind="visit", amount=5_000, valid_from=FIRST)
    for number, kind in enumerate(("inspection", "visit", "visit")):
        town.add("performance_records", deputy=deputy, kind=kind, occurred_on=on, title=f"下午{number}")
    sheet = allowance_sheet(Allowances(town.ledger, FIRST, LAST))
    assert sheet.notes[-1] == "有 1 处同一名代表同一天有几类履职，各类各算了一天，请核对要不要都发。"
    assert {line[0].text: line[-2].text for line in sheet.lines}["甲"] == "310.00"
    for _ in range(4):
        town.ledger.undo()


def test_a_record_of_several_times_is_told_because_one_day_is_paid(town: Town) -> None:
    town.add(
        "performance_records", deputy=town.mandates["甲"], kind="inspection",
        occurred_on=date(2022, 5, 31), title="上半年视察合计", count=5,
    )  # fmt: skip
    notes = allowance_sheet(Allowances(town.ledger, FIRST, LAST)).notes
    town.ledger.undo()
    assert "有 1 条履职登记一条写了几次，只按登记的那一天算一天，请核对要不要补发。" in notes


def test_amounts_are_numbers_in_the_workbook(town: Town, tmp_path: Path) -> None:
    export_tabulation(allowance_sheet(Allowances(town.ledger, FIRST, LAST)), tmp_path / "签领表.xlsx")
    sheet = load_workbook(tmp_path / "签领表.xlsx").active
    cells = next(row for row in sheet.iter_rows() if row[1].value == "甲")
    assert [cell.value for cell in cells[2:7]] == [2, 200, 2, 60, 260]
    assert [cells[place].number_format for place in (2, 3, 6)] == ["0", "#,##0.00", "#,##0.00"]
    notes = [row[0].value for row in sheet.iter_rows() if str(row[0].value).startswith("注：")]
    assert str(notes[0]).endswith("的代表不发误工补贴（《代表法》）。")
    assert str(notes[-1]) == f"注：《代表法》是《{FULL_NAMES['代表法']}》的简称。"
    merged = [area for area in sheet.merged_cells.ranges if str(sheet.cell(area.min_row, 1).value) in notes]
    assert {area.max_col for area in merged} == {sheet.max_column}, "notes run over the width of the table"


def test_a_stretch_without_duties_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="没有要发的补贴"):
        post(Allowances(town.ledger, date(2023, 1, 1), date(2023, 3, 31)), PAID)
    assert town.ledger.count("fund_entries") == 0
