"""A town of 160 deputies and ten sessions with every kind of accident, counted by hand beside the program."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from app.domain.fields import Ref
from app.figures.catalogue import figure_of
from app.paper.sessions import PAPERS
from app.paper.sessions.roll import count_of, roll_of
from app.paper.sheet import Table
from app.storage.checks.check import data_findings
from app.storage.ledger import Ledger
from app.work.session_roll import announce, call_roll, mark
from tests.kept_ledgers import new_ledger

BEGAN = date(2021, 9, 22)
DAYS = [BEGAN + timedelta(days=150 * number) for number in range(10)]
DELEGATIONS = ("第一代表团", "第二代表团", "阿依古丽与欧阳片区代表团", "第四代表团")
CAME = ("present", "late", "left_early")


@dataclass
class Town:
    """What happened, as plain lists: nobody asks the program."""

    ledger: Ledger
    left_on: dict[int, date] = field(default_factory=dict)
    suspended: dict[int, tuple[date, date]] = field(default_factory=dict)
    roll: dict[int, dict[int, str]] = field(default_factory=dict)  # session → mandate → state
    mandates: list[int] = field(default_factory=list)

    def due(self, day: date) -> list[int]:
        return [each for each in self.mandates if self.left_on.get(each, date.max) > day]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("town")
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        ledger = new_ledger(folder / "data", term=17, term_started=BEGAN, quota=160, today=date(2026, 11, 1))
        with ledger:
            yield filled(Town(ledger))


def filled(town: Town) -> Town:
    chance, ledger = random.Random(160), town.ledger
    with ledger.act("名册") as act:
        term = ledger.lookup.matches("terms", "", {"level": "township"})[0]
        for number in range(160):
            name = (
                "".join(chance.choice("王李张刘陈杨黄赵吴周") for _ in range(1))
                + chr(0x4E10 + 7 * number)
                + chr(0x5E01 + number)
            )
            values = {"name": name, "level": "township", "term": term, "delegation": DELEGATIONS[number % 4]}
            town.mandates.append(act.add("deputies", values))
        leavers, barred = chance.sample(town.mandates, 20), chance.sample(town.mandates, 6)
        for place, mandate in enumerate(leavers):
            town.left_on[mandate] = DAYS[place % 9] + timedelta(
                days=place % 3 + 1
            )  # one of them on the eve of nothing
            act.add("mandate_changes", change(mandate, "moved_away", town.left_on[mandate]))
        for mandate in barred:
            if mandate not in town.left_on:
                town.suspended[mandate] = (DAYS[3] - timedelta(days=1), DAYS[5])
                act.add("mandate_changes", change(mandate, "suspended", DAYS[3] - timedelta(days=1)))
                act.add("mandate_changes", change(mandate, "resumed", DAYS[5]))
        for number, day in enumerate(DAYS, 1):
            values = {"term": term, "ordinal": number, "opened_on": day, "closed_on": day, "place": "镇政府"}
            session = Ref(act.add("sessions", values), "")
            for kind, ordinal in (("plenary", 1), ("delegation", None)):
                act.add(
                    "session_meetings",
                    {
                        "session": session,
                        "kind": kind,
                        "ordinal": ordinal,
                        "held_on": day,
                        "half_day": "morning",
                    },
                )
            for mandate in chance.sample(town.due(day), 4):
                approved = chance.random() < 0.5
                act.add(
                    "deputy_leaves",
                    {
                        "deputy": Ref(mandate, ""),
                        "from_on": day,
                        "until_on": day,
                        "reason": "住院",
                        "is_approved": approved,
                    },
                )
                town.roll.setdefault(number, {})[mandate] = "on_leave" if approved else "absent"
    hold(town, chance)
    return town


def change(mandate: int, kind: str, day: date) -> dict[str, object]:
    from app.domain.days import PartialDate

    return {"mandate": Ref(mandate, ""), "kind": kind, "occurred_on": PartialDate.from_date(day)}


def hold(town: Town, chance: random.Random) -> None:
    """Call each roll, mark accidents, announce; one stays away twice, one is corrected after the announcement."""
    steady = next(each for each in town.mandates if each not in town.left_on and each not in town.suspended)
    for number, day in enumerate(DAYS, 1):
        meeting = plenary(town, number)
        call_roll(town.ledger, meeting)
        states = dict.fromkeys(town.due(day), "present") | town.roll.get(number, {})
        for mandate, (first, last) in town.suspended.items():
            if first <= day < last:
                states[mandate] = "suspended"
        marks = {
            each: chance.choice(("absent", "late", "left_early", "on_leave"))
            for each in chance.sample(sorted(states), 7)
        }
        marks[steady] = "absent" if number in (2, 7) else "present"
        for mandate, state in marks.items():
            mark(town.ledger, meeting, mandate, {"attendance": state})
        town.roll[number] = states | marks
        announce(town.ledger, meeting)


def plenary(town: Town, number: int) -> dict[str, object]:
    rows = town.ledger.rows("session_meetings", town.ledger.ids("session_meetings"))
    return next(row for row in rows if row["session"].id == number and row["kind"] == "plenary")


def test_each_roll_counts_as_by_hand(town: Town) -> None:
    for number in range(1, 11):
        states = town.roll[number]
        count = count_of(roll_of(town.ledger, plenary(town, number)))
        assert count.due == len(states) == len(town.due(DAYS[number - 1]))
        assert count.present == sum(state in CAME for state in states.values())
        counts = Counter(states.values())
        assert (count.on_leave, count.absent, count.suspended) == (
            counts["on_leave"],
            counts["absent"],
            counts["suspended"],
        )
        assert count.quorum == next(n for n in range(161) if 3 * n >= 2 * count.due)


def test_the_rate_of_a_year_counts_its_plenaries(town: Town) -> None:
    for year in sorted({day.year for day in DAYS}):
        numbers = [number for number, day in enumerate(DAYS, 1) if day.year == year]
        came = sum(state in CAME for number in numbers for state in town.roll[number].values())
        due = sum(len(town.roll[number]) for number in numbers)
        value = figure_of(town.ledger, "sessions.attendance_rate", year)
        assert (value.numerator, value.denominator) == (came, due)
        shares = value.by["session"].values()
        assert sorted(share["denominator"] for share in shares) == sorted(len(town.roll[n]) for n in numbers)
        assert figure_of(town.ledger, "sessions.held", year).value == len(numbers)


def test_every_mark_is_a_performance_record_of_its_deputy(town: Town) -> None:
    expected = Counter(
        (mandate, state)
        for states in town.roll.values()
        for mandate, state in states.items()
        if state != "suspended"
    )
    ids = town.ledger.ids("performance_records")
    rows = town.ledger.rows("performance_records", ids, bare=True)
    assert Counter((row["deputy"].id, row["attendance"]) for row in rows) == expected


def test_two_sessions_missed_are_asked_about_and_nobody_is_terminated(town: Town) -> None:
    missed: Counter[int] = Counter(
        m for states in town.roll.values() for m, state in states.items() if state == "absent"
    )
    twice = {mandate for mandate, count in missed.items() if count >= 2}
    findings = [finding for finding in data_findings(town.ledger) if finding.code == "absences"]
    rows = town.ledger.rows("session_attendance", [finding.row for finding in findings], bare=True)
    assert {row["deputy"].id for row in rows} == twice
    kinds = {row["kind"] for row in town.ledger.rows("mandate_changes", town.ledger.ids("mandate_changes"))}
    assert "terminated" not in kinds


def test_a_change_of_deputies_leaves_the_rolls_that_were_called(town: Town) -> None:
    mandate = next(each for each in town.mandates if each not in town.left_on and each not in town.suspended)
    before = count_of(roll_of(town.ledger, plenary(town, 1)))
    with town.ledger.act("补登记") as act:
        act.add("mandate_changes", change(mandate, "moved_away", BEGAN + timedelta(days=1)))
    try:
        assert count_of(roll_of(town.ledger, plenary(town, 1))) == before
        assert count_of(roll_of(town.ledger, plenary(town, 10))).due == len(town.roll[10])
    finally:
        town.ledger.undo()


def test_papers_of_160_hold_everybody_in_the_order_of_the_roll(town: Town) -> None:
    (sheet, *_) = [p for p in PAPERS["sign_in_sheet"](town.ledger, 10) if "全体" in p.title]
    (table,) = [block for block in sheet.blocks if isinstance(block, Table)]
    names = [row[1].replace("\u3000", "") for row in table.rows]
    assert names == [line.name for line in roll_of(town.ledger, plenary(town, 10))]
    for kind, compose in PAPERS.items():
        assert compose(town.ledger, 10), kind
