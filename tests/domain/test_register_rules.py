"""What the rules of the registers say: a case that is in order, and one that is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Context, Ref
from app.domain.registers import BY_KEY
from app.domain.registers.deputies import district_of_same_congress
from app.domain.registers.round_rules import last_due
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.kept_ledgers import sample_folder

TODAY = date(2022, 12, 31)
DAY, LATER = date(2022, 6, 1), date(2022, 7, 1)


def told(key: str, row: dict[str, Any]) -> dict[str, str]:
    """The problems of a row by field, with their severity."""
    return {p.field: p.severity for p in BY_KEY[key].judge(row, Context(today=TODAY))}


@pytest.mark.parametrize(
    ("key", "fine", "wrong", "problem"),
    [
        ("electoral_districts", {"seats": 3}, {"seats": 4}, ("seats", "warning")),
        ("electoral_districts", {"voters": 9, "population": 9}, {"voters": 9, "population": 8}, ("voters", "warning")),
        ("people", {"birth_date": PartialDate(1980)}, {"birth_date": PartialDate(2010)}, ("birth_date", "warning")),
        ("people", {"sex": "2", "id_number": "110105194912310024"}, {"sex": "1", "id_number": "110105194912310024"}, ("sex", "warning")),
        ("deputies", {"votes_for": 5, "votes_cast": 9}, {"votes_for": 9, "votes_cast": 5}, ("votes_for", "warning")),
        ("mandate_changes", {"kind": "terminated", "end_reason": "died"}, {"kind": "terminated"}, ("end_reason", "error")),
        ("mandate_changes", {"kind": "resumed"}, {"kind": "resumed", "end_reason": "died"}, ("end_reason", "warning")),
        ("fund_entries", {"income": 100}, {}, ("income", "error")),
        ("fund_entries", {"expense": 100}, {"income": 1, "expense": 1}, ("income", "error")),
        ("deputy_leaves", {"from_on": DAY, "until_on": LATER}, {"from_on": LATER, "until_on": DAY}, ("until_on", "error")),
        ("reception_duties", {"is_theme_day": True, "theme": "春耕"}, {"is_theme_day": True}, ("theme", "warning")),
        ("receptions", {"visitors": ({"name": "甲"},), "visitor_count": 1}, {"visitors": ({"name": "甲"},), "visitor_count": 0}, ("visitor_count", "error")),
        ("site_checks", {"result": "missing", "fix_by": LATER}, {"result": "missing"}, ("fix_by", "warning")),
        ("site_checks", {"checked_on": DAY, "fixed_on": LATER}, {"checked_on": LATER, "fixed_on": DAY}, ("fixed_on", "warning")),
        ("suggestions", {"rounds": ({"replied_on": DAY},), "concluded_on": LATER}, {"concluded_on": DAY}, ("replied_on", "warning")),
        ("suggestions", {"exit_kind": "withdrawn", "exit_on": DAY, "exit_reason": "提出人要求"}, {"exit_kind": "withdrawn", "exit_on": DAY}, ("exit_reason", "error")),
    ],
)  # fmt: skip
def test_a_rule_names_what_is_wrong_and_lets_the_rest_pass(
    key: str, fine: dict[str, Any], wrong: dict[str, Any], problem: tuple[str, str]
) -> None:
    field, severity = problem
    assert field not in told(key, fine)
    assert told(key, wrong)[field] == severity


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    data = sample_folder(Path(tmp_path_factory.mktemp("sample")))
    with Ledger.open(data, today=TODAY) as opened:
        yield opened


def test_the_balance_runs_by_fund_and_year(ledger: Ledger) -> None:
    rows = ledger.rows("fund_entries", ledger.ids("fund_entries", Query(equals={"fund": "presidium"})))
    balance = 0
    for row in rows:
        balance += (row["income"] or 0) - (row["expense"] or 0)
        assert row["balance"] == balance
    assert len(rows) > 2 and balance > 0


def test_amount_and_difference_are_computed(ledger: Ledger) -> None:
    for row in ledger.rows("site_equipment", ledger.ids("site_equipment")):
        if row["unit_price"] is not None:
            assert row["amount"] == row["quantity"] * row["unit_price"]
    for row in ledger.rows("stock_counts", ledger.ids("stock_counts")):
        assert row["difference"] == row["counted"] - row["book_count"]


@pytest.mark.parametrize("key", ["electoral_districts", "deputies"])
def test_a_term_is_one_of_the_rows_own_level(ledger: Ledger, key: str) -> None:
    term = ledger.ids("terms", Query(equals={"level": "township"}))[0]
    for level, codes in (("镇", []), ("县", ["term_level"])):
        raw = {"name": "东村", "level": level, "term": {"id": term}}
        problems = ledger.read_values(key, raw)[1]
        assert [p.code for p in problems if p.severity == "error"] == codes


def test_a_deputy_stands_in_a_district_of_her_own_congress(ledger: Ledger) -> None:
    district = ledger.rows("electoral_districts", ledger.ids("electoral_districts"))[0]
    frame = {"name": "东村", "electoral_district": {"id": district["id"]}}
    for level, codes in (("镇", []), ("县", ["district_level"])):
        problems = ledger.read_values("deputies", {**frame, "level": level})[1]
        assert [p.code for p in problems if p.field == "electoral_district"] == codes
    scene = Context(today=TODAY, lookup=ledger.lookup)
    other = {"electoral_district": Ref(district["id"], ""), "level": "township", "term": Ref(10_000, "")}
    problem = district_of_same_congress(other, scene)
    assert problem is not None and problem.code == "district_term"


def test_nobody_performs_duties_out_of_office(ledger: Ledger) -> None:
    ended = ledger.rows("deputies", ledger.ids("deputies", Query(filter="ended")))[0]
    raw = {"deputy": {"id": ended["id"]}, "kind": "走访", "title": "走访"}
    late = ledger.read_values("performance_records", {**raw, "occurred_on": "2022-12-01"})[1]
    early = ledger.read_values("performance_records", {**raw, "occurred_on": "2018-12-01"})[1]
    assert [p.code for p in late] == ["not_in_office"]
    assert early == []


def test_derived_records_are_changed_at_their_source(ledger: Ledger) -> None:
    derived = ledger.rows("performance_records", ledger.ids("performance_records", Query(filter="derived")))[
        0
    ]
    assert "原记录" in (BY_KEY["performance_records"].closed(derived, ledger.context()) or "")


def test_the_clock_in_force_on_the_day_of_hand_over_counts(ledger: Ledger) -> None:
    """Three months; six where it is hard; the end of February for 30 November (民法典 art. 202 by analogy)."""
    for raised, is_hard, due in (
        ("2022-04-06", None, "2022-07-06"),
        ("2022-04-06", "是", "2022-10-08"),  # 6 October rests, 8 October is a make-up working day
        ("2022-11-30", None, "2023-02-28"),
    ):
        raw = {
            "class": "代表建议",
            "content": "修路",
            "raised_on": raised,
            "assigned_on": raised,
            "is_hard": is_hard,
        }
        values, _ = ledger.read_values("suggestions", {k: v for k, v in raw.items() if v})
        assert last_due(values, ledger.context()).isoformat() == due
        assert "due_on" not in values["rounds"][0]
