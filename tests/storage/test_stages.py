"""Pill, clock, state and figure say the same of a matter on any day, whatever dates it lacks."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.handling_rounds import due_of, rounds_of
from app.domain.registers import BY_KEY
from app.domain.registers.round_rules import last_due
from app.domain.suggestion_course import status_on
from app.figures.catalogue import figures_of
from app.storage.checks.check import damage, stale_keys
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.storage.conftest import enter

FIRST = date(2022, 1, 1)
MANY = 400
EXITS = ("merged", "withdrawn", "rejected", "referred")
WAITING = ("assigned", "in_progress", "reworking")


class Dice:
    """Random matters in which every date may be missing and may stand in any order."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def day(self, rate: float = 0.6) -> date | None:
        if self.chance.random() > rate:
            return None
        return FIRST + timedelta(days=self.chance.randrange(500))

    def one_round(self) -> dict[str, Any]:
        values: dict[str, Any] = {
            "assigned_on": self.day(0.8),
            "due_on": self.day(0.15),
            "due_reason": "约定",
            "extended_due_on": self.day(0.1),
            "returned_on": self.day(0.1),
            "replied_on": self.day(),
            "reply_class": self.chance.choice(["A", "B", "C", None]),
            "feedback_on": self.day(0.4),
            "feedback": self.chance.choice(["satisfied", "basically_satisfied", "dissatisfied", None, None]),
        }
        return {key: value for key, value in values.items() if value is not None}

    def matter(self, number: int) -> dict[str, Any]:
        chance = self.chance
        gone = chance.random() < 0.15
        values: dict[str, Any] = {
            "class": chance.choice(["opinion", "suggestion", "motion_converted"]),
            "raised_on": FIRST + timedelta(days=chance.randrange(360)),
            "source": chance.choice(["reception", "letter_or_call", None]),
            "content": f"第 {number} 件",
            "is_hard": chance.random() < 0.2 or None,
            "solved_on_spot": chance.random() < 0.05 or None,
            "rounds": tuple(self.one_round() for _ in range(chance.choice([0, 1, 1, 1, 2, 3]))),
            "concluded_on": self.day(0.3),
            "conclusion_reason": "说明",
            "archived_on": self.day(0.1),
            "sorted_on": self.day(0.2),
            "exit_kind": chance.choice(EXITS) if gone else None,
            "exit_on": FIRST + timedelta(days=chance.randrange(500)) if gone else None,
            "exit_reason": "理由" if gone else None,
            "promises": ({"what": "落实", "kept_on": day},) if (day := self.day(0.2)) else None,
        }
        return {key: value for key, value in values.items() if value is not None and value != ()}


@pytest.fixture
def matters(ledger: Ledger) -> Ledger:
    dice = Dice(7)
    with ledger.act("录入") as act:
        for number in range(MANY):
            act.add("suggestions", dice.matter(number))
    return ledger


def chosen(row: dict[str, Any], pill: str, day: date, due: date | None) -> bool:
    """What a pill means, said once more in plain words."""
    state = status_on(row, day)
    owed = state in WAITING
    return {
        "to_assign": state in ("collected", "sorted", "returned"),
        "in_hand": owed or state in ("replied", "feedback_received"),
        "soon_due": owed and due is not None and 0 <= (due - day).days <= 30,
        "overdue": owed and due is not None and due < day,
        "awaiting_feedback": state == "replied",
        "concluded": state in ("concluded", "archived"),
        "promised": state is not None
        and any(not line.get("kept_on") or line["kept_on"] > day for line in row.get("promises") or ()),
    }[pill]


def owed_on(row: dict[str, Any], day: date, ledger: Ledger) -> date | None:
    """The last day of the newest round that has begun."""
    for number in range(len(rounds_of(row)) - 1, -1, -1):
        one = rounds_of(row)[number]
        dates = [
            one[key] for key in ("assigned_on", "returned_on", "replied_on", "feedback_on") if one.get(key)
        ]
        if dates and min(dates) <= day:
            return due_of(row, number, ledger.context())
    return None


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2022, 6, 30), date(2022, 12, 31), date(2023, 4, 15)])
def test_pills_states_and_clocks_agree_on_any_day(matters: Ledger, day: date) -> None:
    rows = matters.rows("suggestions", matters.ids("suggestions"), on=day)
    for choice in BY_KEY["suggestions"].filters:
        found = set(matters.ids("suggestions", Query(filter=choice.key, on=day)))
        wanted = {row["id"] for row in rows if chosen(row, choice.key, day, owed_on(row, day, matters))}
        assert found == wanted, choice.key
        assert matters.count("suggestions", Query(filter=choice.key, on=day)) == len(wanted)
    for row in rows:
        assert row["status"] == (status_on(row, day) or "collected")
        due = owed_on(row, day, matters) if row["status"] in WAITING else None
        left = (due - day).days if due else None
        assert row["days_left"] == left
        assert row["due_on"] == last_due(row, matters.context())


@pytest.mark.parametrize("day", [date(2022, 6, 30), date(2022, 12, 31)])
def test_figures_count_what_the_pills_show(matters: Ledger, day: date) -> None:
    values = {value.figure.key: value for value in figures_of(matters, 2022, day)}
    rows = {row["id"]: row for row in matters.rows("suggestions", matters.ids("suggestions"), on=day)}
    state = {row_id: status_on(row, day) for row_id, row in rows.items() if row["raised_on"].year == 2022}
    counted = {
        prefix: {i for i, found in state.items() if found and (rows[i]["class"] == "opinion") == is_opinion}
        for prefix, is_opinion in (("opinions", True), ("suggestions", False))
    }
    counted["opinions"] = {i for i in counted["opinions"] if rows[i]["source"] == "reception"}
    for prefix, ids in counted.items():
        opened = [i for i in ids if state[i] not in ("concluded", "archived", *EXITS)]
        assert values[f"{prefix}.received"].value == len(ids)
        assert values[f"{prefix}.open"].value == len(opened)
        assert set(values[f"{prefix}.open"].counted.weights()) == set(opened)
        base = [i for i in ids if state[i] not in EXITS]
        rate = values[f"{prefix}.conclusion_rate"]
        assert rate.denominator == len(base)
        assert rate.numerator == len(base) - len(opened)
    every = [i for i, found in state.items() if found]
    assert values["all.received"].value + values["opinions.other_channels"].value == len(every)


PILLS = [
    # day, what the first shows (until 12 April), what the second shows (until 12 April, extended to 12 May)
    ("2022-03-12", set(), set()),
    ("2022-03-13", {"soon_due"}, set()),
    ("2022-04-11", {"soon_due"}, set()),
    ("2022-04-12", {"soon_due"}, {"soon_due"}),
    ("2022-04-13", {"overdue"}, {"soon_due"}),
    ("2022-05-12", {"overdue"}, {"soon_due"}),
    ("2022-05-13", {"overdue"}, {"overdue"}),
]


def test_the_pills_of_the_last_day_turn_on_the_days_counted_by_hand(ledger: Ledger) -> None:
    one = {"assigned_on": date(2022, 1, 12), "due_on": date(2022, 4, 12), "due_reason": "约定"}
    extended = {**one, "extended_due_on": date(2022, 5, 12), "extended_reason": "雨季"}
    values = {"class": "suggestion", "raised_on": date(2022, 1, 10), "content": "修路"}
    with ledger.act("录入") as act:
        first, second = (act.add("suggestions", {**values, "rounds": (each,)}) for each in (one, extended))
    for text, *pills in PILLS:
        day = date.fromisoformat(text)
        chosen = {
            pill: ledger.ids("suggestions", Query(filter=pill, on=day)) for pill in ("soon_due", "overdue")
        }
        shown = [{pill for pill, ids in chosen.items() if row in ids} for row in (first, second)]
        assert shown == pills, text
    by_due = [
        ledger.ids("suggestions", Query(order=(key,), on=date(2022, 5, 13))) for key in ("due_on", "-due_on")
    ]
    assert by_due == [[first, second], [second, first]]


def test_changes_of_rules_and_holidays_reach_every_due_date_at_once(ledger: Ledger) -> None:
    raw = {"class": "群众意见", "raised_on": "2022-07-01", "content": "修路", "assigned_on": "2022-07-05"}
    computed, own = (
        enter(ledger, "suggestions", raw),
        enter(
            ledger, "suggestions", {**raw, "content": "修桥", "due_on": "2022-09-01", "due_reason": "约定"}
        ),
    )

    def due(row_id: int, day: date) -> list[bool]:
        row = ledger.row("suggestions", row_id)
        assert row is not None
        return [
            row["due_on"] == day,
            row_id in ledger.ids("suggestions", Query(filter="overdue", on=day + timedelta(1))),
        ]

    assert due(computed, date(2022, 10, 8)) == [True, True]  # 1 to 7 October rest
    rest = {"day": "2022-10-08", "kind": "放假"}
    with ledger.act("改") as act:
        known = ledger.lookup.where("holidays", {"day": "2022-10-08"})
        act.change("holidays", known[0]["id"], ledger.read_values("holidays", rest, row_id=known[0]["id"])[0])
    assert due(computed, date(2022, 10, 9)) == [True, True]
    assert due(own, date(2022, 9, 1)) == [True, True]
    with ledger.act("改") as act:
        act.change(
            "suggestions",
            computed,
            ledger.read_values("suggestions", {"assigned_on": "2022-07-20"}, row_id=computed)[0],
        )
    assert due(computed, date(2022, 10, 20)) == [True, True]
    enter(
        ledger, "clock_rules", {"clock": "答复期限", "amount": 1, "unit": "个月", "valid_from": "2022-07-10"}
    )
    assert due(computed, date(2022, 8, 22)) == [True, True]  # 20 August 2022 is a Saturday
    ledger.undo()
    assert due(computed, date(2022, 10, 20)) == [True, True]


def test_the_timeline_follows_every_act_and_is_found_out_when_it_does_not(matters: Ledger) -> None:
    dice, ids = Dice(11), matters.ids("suggestions")
    for number in range(30):
        with matters.act("改") as act:
            row_id = dice.chance.choice(ids)
            steps = {"steps": ({"on": FIRST, "step": "assigned", "why": f"改正 {number}"},)}
            act.change("suggestions", row_id, dice.matter(number + MANY) | steps | {"no": f"改{number}"})
    for row_id in ids[:5]:
        with matters.act("删") as act:
            act.remove("suggestions", row_id, "重复")
    matters.undo()
    assert stale_keys(matters) == []
    assert damage(matters, attachments=False) == []
    matters.core.connection.execute("UPDATE stages SET state='archived' WHERE row=?", (ids[-1],))
    assert [finding.register for finding in stale_keys(matters)] == ["suggestions"]
