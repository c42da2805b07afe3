"""The sheet of allowances follows attendance, and is entered as spent once, in one act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

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


def test_a_stretch_without_duties_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="没有要发的补贴"):
        post(Allowances(town.ledger, date(2023, 1, 1), date(2023, 3, 31)), PAID)
    assert town.ledger.count("fund_entries") == 0
