"""Deputies × kinds counted a second time from the entries of a generated town, and gaps and months by hand."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest

from app.domain.booklet_years import BookletYear
from app.domain.contact_codes import PERFORMANCE_KINDS
from app.domain.fields import Ref
from app.domain.law.mandates import Interval
from app.domain.tabulation import Tabulation
from app.figures.deputy_year import deputy_year
from app.figures.people_of_year import Mandate
from app.figures.performance_acts import Act, _beginning, acts_between, days_in, year_of
from app.figures.performance_gaps import gaps_table, performance_gaps, sessions_missed
from app.figures.performance_matrix import PerformanceYear, _chooser, column_forms, performance_matrix
from app.figures.source import Source
from app.storage.checks import doubts
from app.storage.query import Query
from tests.figures.town import Town

NEXT_TERM = date(2022, 12, 15)
STAY = [f"留{n}" for n in "一二三四五六"]
# Name → stretches [from, to) in which the town's deputies can act, by hand.
ABLE: dict[str, list[tuple[date, date]]] = {
    **{name: [(date(2016, 11, 10), date(2030, 1, 1))] for name in STAY},
    "停职": [(date(2016, 11, 10), date(2022, 6, 1)), (date(2022, 8, 1), NEXT_TERM)],
    "补选": [(date(2022, 10, 18), NEXT_TERM)],
    "去世": [(date(2016, 11, 10), date(2022, 5, 20))],
}
KINDS = ("reception", "visit", "inspection", "good_deed")


class Entry(tuple[str, date, str, int | None, str | None]):
    """Name, day, kind, count and attendance, as typed."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("town") / "data")
    town.term("township", 17, NEXT_TERM)
    town.term("county", 15, date(2021, 11, 1))
    town.elect(*STAY, term=17)  # entered first: the newest mandate is the one that began last
    town.elect(*STAY, "停职", "补选", "去世")
    town.event("停职", "suspended", "2022-06-01")
    town.event("停职", "resumed", "2022-08-01")
    town.event("补选", "by_elected", "2022-10-18")
    town.event("去世", "died", "2022-05-20")
    town.elect("留一", level="county", term=15)
    town.record("留一@county15", "2022-03-03")
    booklet = {"deputy": town.mandates["留五@township16"], "from_on": date(2021, 4, 1)}
    town.add("booklets", **booklet, issued_on=date(2021, 4, 6))
    town.add(
        "booklets", **booklet | {"from_on": date(2022, 4, 1)}, issued_on=date(2022, 4, 6)
    )  # owed next April
    fill_2018(town)
    fill_2020(town)
    yield town
    town.ledger.close()


def fill_2018(town: Town) -> None:
    """What counts or does not for another reason than the day: nobody's, taken back, and answered for."""
    town.add("sessions", term=town.terms["township", 16], ordinal=1, opened_on=date(2018, 3, 1))
    town.add("sessions", term=town.terms["county", 15], ordinal=1, opened_on=date(2021, 12, 1))
    town.record("外人", "2018-02-01")
    town.add(
        "suggestions", **{"class": "suggestion"}, source="out_of_session", raised_on=date(2018, 3, 1), title="修路",
        content="修路", deputies=(town.mandates["留四"],), exit_kind="withdrawn", exit_on=date(2018, 6, 1), exit_reason="代表撤回",
    )  # fmt: skip
    for number, (heading, kind, role) in enumerate((("接待走访", "reception", None), ("接待走访", "visit", None), ("领衔视察", "inspection", "lead_sponsor")), 1):  # fmt: skip
        town.add("kind_columns", form="县表", no=number, heading=heading, kind=kind, role=role)
    for number, role in enumerate(("lead_sponsor", "co_sponsor")):
        town.add(
            "performance_records", deputy=town.mandates["留六"], kind="inspection", role=role,
            occurred_on=date(2017, 6, 1 + number), title=f"视察{number}",
        )  # fmt: skip
    answered = town.record("补选", "2018-04-01")  # years before the by-election
    town.record("补选", "2018-05-01")
    reception = town.reception("2018-05-02", ["补选"])
    for key, row in (("performance_records", answered), ("receptions", reception)):
        doubts.answer(town.ledger, key, row, None, "not_in_office", "当时以县代表身份参加")


def fill_2020(town: Town) -> None:
    """Lines by hand of what another ledger tells: entered before it or after, for another term's mandate, answered."""

    def by_hand(name: str, day: date, kind: str = "reception") -> int:
        values = {
            "deputy": town.mandates[name],
            "kind": kind,
            "occurred_on": day,
            "title": f"登记表{day}{kind}",
        }
        return town.add("performance_records", **values)

    by_hand("停职", date(2020, 3, 1))
    by_hand("留一@township17", date(2020, 3, 1))
    answered = by_hand("留二@township16", date(2020, 3, 1))
    by_hand("留二@township16", date(2020, 3, 1), "visit")
    by_hand("留二@township16", date(2020, 3, 2))
    town.reception("2020-03-01", ["停职", "留一@township16", "留二@township16"])
    doubts.answer(
        town.ledger, "performance_records", answered, None, "also_derived", "上午在站，下午又到村里接访"
    )
    withdrawn = {
        "class": "suggestion",
        "source": "out_of_session",
        "raised_on": date(2020, 5, 1),
        "title": "修桥",
        "content": "修桥",
    }
    town.add(
        "suggestions",
        **withdrawn,
        deputies=(town.mandates["停职"],),
        exit_kind="withdrawn",
        exit_on=date(2020, 6, 1),
        exit_reason="代表撤回",
    )
    by_hand("停职", date(2020, 5, 1), "suggestion")


def test_what_another_ledger_tells_of_a_day_counts_once(town: Town) -> None:
    acts = acts_between(Source(town.ledger, 2020), date(2020, 1, 1), date(2020, 12, 31))
    names = {ref.id: name for name, ref in town.mandates.items() if "@" in name}
    counted = Counter((names[act.mandate], act.kind) for act in acts.counted if act.mandate)
    assert counted == {
        ("停职@township16", "reception"): 1, ("留一@township16", "reception"): 1, ("留二@township16", "reception"): 3,
        ("留二@township16", "visit"): 1,
    }  # fmt: skip
    assert [(names[act.mandate or 0], act.kind) for act in acts.doubled] == [
        ("停职@township16", "reception"), ("留一@township16", "reception"), ("停职@township16", "suggestion"),
    ]  # fmt: skip
    doubled = [act.row for act in acts.doubled]
    assert sorted(doubts.open_rows(town.ledger, "performance_records", "also_derived")) == sorted(doubled)
    # The source goes to another day: the line by hand is the only one of its day.
    (reception,) = town.ledger.ids("receptions", Query(year=2020))
    with town.ledger.act("改") as act:
        act.change("receptions", reception, {"held_on": date(2020, 3, 5)})
    moved = acts_between(Source(town.ledger, 2020), date(2020, 1, 1), date(2020, 12, 31))
    assert [act.kind for act in moved.doubled] == ["suggestion"]
    town.ledger.undo()


@pytest.fixture(scope="module")
def entries(town: Town) -> list[Entry]:
    """600 records of three years, many on days when their deputy could not act."""
    chance = random.Random(7)
    typed = []
    for name, day, state in (
        ("留二", date(2019, 5, 1), None),
        ("留三", date(2022, 12, 20), None),
        ("留四", date(2022, 12, 20), "absent"),
    ):
        typed.append(Entry((name, day, "report_to_voters", None, state)))
    with town.ledger.act("试") as act:
        for _ in range(600):
            name, day = chance.choice(list(ABLE)), date(2021, 1, 1) + timedelta(chance.randrange(1095))
            attendance = chance.choice((None, None, "late", "on_leave", "absent"))
            typed.append(Entry((name, day, chance.choice(KINDS), chance.choice((None, 1, 0, 3)), attendance)))
        for number, entry in enumerate(typed):
            name, day = entry[:2]
            term = 17 if day >= NEXT_TERM and name in STAY else 16
            deputy = town.mandates[f"{name}@township{term}"]
            act.add("performance_records", {"deputy": deputy, "kind": entry[2], "occurred_on": day, "title": f"试{number}", "count": entry[3], "attendance": entry[4]})  # fmt: skip
    return typed


YEARS = [
    ("calendar", date(2022, 1, 1), date(2022, 12, 31)),
    ("register", date(2022, 4, 1), date(2023, 3, 31)),
    ("calendar", date(2021, 1, 1), date(2021, 12, 31)),
]


@pytest.mark.parametrize(("kind", "first", "last"), YEARS)
def test_every_number_is_that_of_a_second_count(
    town: Town, entries: list[Entry], kind: str, first: date, last: date
) -> None:
    year = year_of(town.ledger, kind, first.year)
    assert year is not None and year[1:] == (first, last)
    told = numbers(performance_matrix(town.ledger, year))
    wanted: dict[str, Counter[str]] = {name: Counter() for name, own in ABLE.items() if any(start <= last and end > first for start, end in own)}  # fmt: skip
    for name, day, act_kind, count, attendance in entries:
        if not first <= day <= last or name not in wanted:
            continue
        times = 1 if count is None else count
        able = any(start <= day < end for start, end in ABLE[name])
        if not able:
            wanted[name]["不计入"] += times
        elif attendance in ("on_leave", "absent"):
            wanted[name]["请假" if attendance == "on_leave" else "缺席"] += times
        else:
            wanted[name][PERFORMANCE_KINDS.label(act_kind)] += times
            wanted[name]["合计"] += times
    assert {name: +Counter(own) for name, own in told.items()} == {name: +own for name, own in wanted.items()}


def numbers(table: Tabulation) -> dict[str, dict[str, int]]:
    """Name → heading → number; every number has as many rows behind it as it needs."""
    headings = [heading.text for heading in table.headings]
    for line in table.all_lines():
        assert all(bool(cell.rows) or not cell.value for cell in line[2:])
    return {line[0].text: dict(zip(headings[2:], (cell.value or 0 for cell in line[2:]), strict=True)) for line in table.lines}  # fmt: skip


def test_levels_are_counted_by_themselves(town: Town, entries: list[Entry]) -> None:
    year = BookletYear("2019年度", date(2019, 1, 1), date(2019, 12, 31))
    now = year_of(town.ledger, "calendar", 2022)
    assert now is not None
    assert numbers(performance_matrix(town.ledger, now, "county"))["留一"]["合计"] == 1
    assert "另有 1 条是其他级别的代表" in performance_matrix(town.ledger, now).notes[0]
    assert performance_matrix(town.ledger, year, "county").lines == ()


def test_the_months_and_the_middle(town: Town, entries: list[Entry]) -> None:
    year = year_of(town.ledger, "register", 2022)
    assert year is not None
    deputies = {one.name: one for one in PerformanceYear(town.ledger, year).deputies}
    table = deputy_year(town.ledger, year, deputies["补选"].person, "township")
    assert table is not None
    assert [h.in_full for h in table.headings[4:]] == [
        *(f"2022年 {month}月" for month in range(4, 13)), *(f"2023年 {month}月" for month in range(1, 4))
    ]  # fmt: skip
    shown = {h.in_full: cell.value for h, cell in zip(table.headings, table.total, strict=True)}
    assert sum(v or 0 for h, v in shown.items() if "月" in h) == shown["合计"]
    assert all(not shown[f"2022年 {month}月"] for month in range(4, 10))  # not yet elected
    sums = sorted(n["合计"] for n in numbers(performance_matrix(town.ledger, year)).values())
    middle = (sums[len(sums) // 2] + sums[(len(sums) - 1) // 2]) / 2
    assert float(table.total[3].text) == middle
    assert deputy_year(town.ledger, year, 999, "township") is None


def acts_in(entries: list[Entry], year: int, name: str, *kinds: str) -> int:
    """How many times somebody in office all year did something of these kinds, counted from the entries."""
    return sum(
        1 if count is None else count
        for who, day, kind, count, state in entries
        if who == name and day.year == year and kind in kinds and state in (None, "late")
    )


def test_the_year_of_one_deputy_by_kind(town: Town, entries: list[Entry]) -> None:
    year = year_of(town.ledger, "calendar", 2021)
    assert year is not None
    deputies = {one.name: one.person for one in PerformanceYear(town.ledger, year).deputies}
    table = deputy_year(town.ledger, year, deputies["留一"], "township")
    assert table is not None
    assert [h.in_full for h in table.headings[4:]] == [f"{month}月" for month in range(1, 13)]
    kinds = [(code,) for code in PERFORMANCE_KINDS.codes()]
    assert [line[0].text for line in table.lines] == [PERFORMANCE_KINDS.label(code) for (code,) in kinds]
    assert table.total[0].text == "合计"
    for line, own in zip((*table.lines, table.total), (*kinds, KINDS), strict=True):
        of_all = [acts_in(entries, 2021, name, *own) for name in deputies]
        assert line[1].value == acts_in(entries, 2021, "留一", *own)
        assert float(line[2].text) == float(line[3].text) == median(of_all)  # nobody is in a group


@pytest.mark.parametrize(
    ("year", "name", "numbers_of_form", "left_over"),
    [
        (
            2017,
            "留六",
            {"合计": 2, "接待走访": 0, "领衔视察": 1},
            ["合计里有 1 条不在本表任何一栏（视察）。"],
        ),
        (
            2018,
            "留六",
            {"合计": 0, "接待走访": 0, "领衔视察": 0},
            [
                "另有 1 条履职登记的代表没有对上名册，不在表内，请到履职登记核对。",
                "另有 3 条是其他级别的代表，或当年度没有任职的代表，不在表内。",  # before the by-election
            ],
        ),
    ],
)
def test_the_columns_of_a_form(
    town: Town, year: int, name: str, numbers_of_form: dict[str, int], left_over: list[str]
) -> None:
    days = BookletYear(f"{year}年度", date(year, 1, 1), date(year, 12, 31))
    table = performance_matrix(town.ledger, days, form="县表")
    own = numbers(table)[name]
    assert {heading: own[heading] for heading in numbers_of_form} == numbers_of_form
    assert [heading.text for heading in table.headings[3:5]] == ["接待走访", "领衔视察"]
    assert list(table.notes[:-1]) == left_over and table.title == "迳口镇人大代表县表"


def test_a_column_holds_every_kind_of_its_lines(town: Town, entries: list[Entry]) -> None:
    year = year_of(town.ledger, "calendar", 2021)
    assert year is not None and column_forms(town.ledger) == ["县表"]
    table = performance_matrix(town.ledger, year, form="县表")
    for name in STAY:
        assert numbers(table)[name]["接待走访"] == acts_in(entries, 2021, name, "reception", "visit")
    assert all(cell.register == ("performance_records" if cell.rows else "") for line in table.all_lines() for cell in line[2:])  # fmt: skip


def test_days_in_which_somebody_could_act(town: Town) -> None:
    year = BookletYear("2022年度", date(2022, 1, 1), date(2022, 12, 31))
    days = {
        one.name: (one.able_days, one.suspended_days) for one in PerformanceYear(town.ledger, year).deputies
    }
    assert days["停职"] == (151 + 136, 61)  # to 31 May, 1 August to 14 December; June and July
    assert days["补选"] == (58, 0) and days["去世"] == (139, 0)
    assert days["留一"] == (365, 0)  # re-elected on 15 December: one deputy, no day twice
    stays = next(one for one in PerformanceYear(town.ledger, year).deputies if one.name == "留一")
    assert [Ref(mandate.id, "留一") for mandate in stays.mandates] == [town.mandates[f"留一@township{term}"] for term in (16, 17)]  # fmt: skip
    assert stays.mandate == stays.mandates[1].id


def on(day: str) -> date | None:
    return date.fromisoformat(day) if day else None


@pytest.mark.parametrize(
    ("stretches", "able", "suspended"),
    [
        ([], 0, 0),
        ([("", "")], 365, 0),  # since before the first known day, and still
        ([("2022-01-01", "")], 365, 0),
        ([("2022-12-31", "")], 1, 0),
        ([("2023-01-01", "")], 0, 0),
        ([("", "2022-01-01")], 0, 0),  # the day of an end is no day of the mandate
        ([("", "2022-01-02")], 1, 0),
        ([("", "2023-01-01")], 365, 0),
        ([("", "2020-01-01"), ("2024-01-01", "")], 0, 0),
        ([("", "2022-03-01"), ("2022-03-01", "2022-03-11", "suspended"), ("2022-03-11", "")], 355, 10),
        ([("", "", "suspended")], 0, 365),
    ],
)
def test_the_days_of_a_year_in_which_a_mandate_ran(
    stretches: list[tuple[str, ...]], able: int, suspended: int
) -> None:
    year = BookletYear("2022年度", date(2022, 1, 1), date(2022, 12, 31))
    ran = [Interval(on(start), on(end), bool(more)) for start, end, *more in stretches]
    assert days_in(ran, year) == (able, suspended)


def test_sessions_of_the_town_make_its_congress_year(town: Town) -> None:
    years = [year_of(town.ledger, "congress", number) for number in (2018, 2021)]
    assert years[0] is not None and years[0][1:] == (date(2018, 3, 1), date(2019, 2, 28))
    assert years[1] is None  # the session of that year is the county's


@pytest.mark.parametrize(
    ("until", "counted"),
    [
        ("2018-05-31", ["inspection", "suggestion", "inspection", "reception"]),
        ("2018-06-01", ["inspection", "inspection", "reception"]),  # the day on which it was taken back
    ],
)
def test_what_counts_for_another_reason_than_the_day(town: Town, until: str, counted: list[str]) -> None:
    source = Source(town.ledger, 2018, date.fromisoformat(until))
    acts = acts_between(source, date(2018, 1, 1), date(2018, 12, 31))
    assert [act.kind for act in acts.counted] == counted
    assert (acts.counted[0].mandate, acts.counted[0].person) == (None, None)
    assert [(act.mandate, act.day) for act in acts.barred] == [(town.mandates["补选"].id, date(2018, 5, 1))]
    alone = acts_between(source, date(2018, 1, 1), date(2018, 12, 31), ("reception",))
    assert [act.kind for act in alone.counted] == ["reception"] and not alone.barred


def test_who_has_not(town: Town, entries: list[Entry]) -> None:
    year = year_of(town.ledger, "calendar", 2022)
    assert year is not None
    gaps = {gap.words: gap.rows_by_person for gap in performance_gaps(town.ledger, year)}
    people = {one.person: one.name for one in PerformanceYear(town.ledger, year).deputies}
    assert {people[person] for person in gaps["没有提出议案、建议"]} == set(
        STAY
    )  # who left need not be reminded
    reported = set(people.values()) - {people[person] for person in gaps["本届没有述职"]}
    assert reported & set(STAY) == {
        "留三"
    }  # what was reported in the term before does not count for the new one
    received = {
        name for name, day, kind, _, state in entries
        if day.year == 2022 and kind == "reception" and state in (None, "late") and name in STAY
    }  # fmt: skip
    assert {people[person] for person in gaps["没有接待选民"]} == set(STAY) - received
    assert {people[person]: rows for person, rows in gaps["登记册逾期未交"].items()} == {"留五": (1,)}
    table = gaps_table(town.ledger, year)
    assert table.unit_line[0] == "在任 6 名"
    marks = {line[0].text: "".join(cell.text or "-" for cell in line[2:]) for line in table.lines}
    shown = [set(map(people.__getitem__, rows)) for rows in gaps.values()]
    assert marks == {name: "".join("●" if name in names else "-" for names in shown) for name in STAY}
    owed = next(line for line in table.lines if line[0].text == "留五")[6]
    assert (owed.register, owed.rows) == ("booklets", (1,))
    assert all((cell.register, cell.rows) == ("", ()) for line in table.lines for cell in line[2:6])
    without_gap = gaps_table(town.ledger, BookletYear("", date(2022, 12, 31), date(2022, 12, 31)), "national")
    assert without_gap.lines == ()


def test_the_figure_counts_as_the_matrix_does(town: Town, entries: list[Entry]) -> None:
    year = year_of(town.ledger, "calendar", 2022)
    assert year is not None
    totals = [performance_matrix(town.ledger, year, level).total[2] for level in ("township", "county")]
    assert town.figure("performance.times").value == sum(cell.value or 0 for cell in totals)


def test_a_column_of_a_form_takes_a_kind_in_one_role_or_in_any() -> None:
    holds = _chooser([("inspection", None), ("suggestion", "co_sponsor")])
    acts = [
        Act(1, kind, None, None, date(2022, 1, 1), None, role, 1)
        for kind in ("inspection", "suggestion", "reception")
        for role in (None, "co_sponsor", "sponsor")
    ]
    assert [(act.kind, act.role) for act in acts if holds(act)] == [
        ("inspection", None), ("inspection", "co_sponsor"), ("inspection", "sponsor"), ("suggestion", "co_sponsor"),
    ]  # fmt: skip


def test_a_mandate_begins_with_its_first_stretch() -> None:
    early, late = Interval(date(2020, 1, 1), date(2020, 6, 1), False), Interval(date(2021, 1, 1), None, False)

    def beginning(*stretches: Interval) -> tuple[date, int]:
        return _beginning(Mandate(7, 1, "township", None, stretches, stretches))

    assert beginning(late, early) == (date(2020, 1, 1), 7)
    assert beginning(late, Interval(None, date(2019, 1, 1), False)) == (date.min, 7)
    assert beginning() == (date.min, 7)


# Sessions of 2021 and 2022 with their meetings of all deputies, and who stood how on the roll.
ROLLS = {
    "甲": [("absent", "absent"), ("absent", "absent")],  # two sessions missed whole
    "乙": [("absent", "absent"), ("absent", "present")],  # an hour of presence is no absence from the session
    "丙": [("absent", "absent"), ("on_leave", "absent")],  # a leave that was approved for a part
    "丁": [("present", "present"), ("absent", "absent")],
}


def test_two_sessions_missed_without_approval(tmp_path: Path) -> None:
    town = Town(tmp_path / "data")
    town.elect(*ROLLS)
    with town.ledger.act("试") as act:
        for number, opened in enumerate((date(2021, 3, 1), date(2022, 3, 1))):
            session = Ref(
                act.add("sessions", {"term": Ref(1, "届"), "ordinal": number + 1, "opened_on": opened}), "会"
            )
            for half in range(2):
                values = {
                    "session": session,
                    "ordinal": half + 1,
                    "kind": "plenary",
                    "half_day": "morning",
                    "held_on": opened + timedelta(half),
                }
                meeting = Ref(act.add("session_meetings", values), "全体会议")
                for name, states in ROLLS.items():
                    roll = {
                        "meeting": meeting,
                        "deputy": town.mandates[name],
                        "attendance": states[number][half],
                    }
                    act.add("session_attendance", roll | {"held_on": values["held_on"]})
            group = {
                "session": session,
                "ordinal": 1,
                "kind": "group",
                "half_day": "morning",
                "held_on": opened,
            }
            meeting = Ref(act.add("session_meetings", group), "分组会议")
            for deputy, state in ((town.mandates["甲"], "present"), (Ref(None, "外人"), "absent")):
                roll = {"meeting": meeting, "deputy": deputy, "attendance": state, "held_on": opened}
                act.add("session_attendance", roll)  # no meeting of all: neither here nor there
    mandates = {ref.id: name for name, ref in town.mandates.items()}

    def missed(first: date | None, last: date) -> dict[str, int]:
        return {mandates[m]: len(own) for m, own in sessions_missed(town.ledger, first, last).items()}

    assert missed(None, date(2022, 12, 31)) == {"甲": 2, "乙": 1, "丙": 1, "丁": 1}
    assert missed(date(2022, 1, 1), date(2022, 12, 31)) == {"甲": 1, "丁": 1}
    assert missed(None, date(2021, 12, 31)) == {"甲": 1, "乙": 1, "丙": 1}
    assert missed(date(2022, 3, 1), date(2022, 12, 31)) == {"甲": 1, "丁": 1}
    assert missed(date(2022, 3, 2), date(2022, 12, 31)) == {}  # it had begun the day before
    assert missed(date(2022, 1, 1), date(2022, 3, 1)) == {"甲": 1, "乙": 1, "丁": 1}  # its first day alone
    year = year_of(town.ledger, "calendar", 2022)
    assert year is not None
    gap = next(gap for gap in performance_gaps(town.ledger, year) if gap.register == "session_attendance")
    assert [len(rows) for rows in gap.rows_by_person.values()] == [
        4
    ]  # 甲 alone, with the four entries of the roll
    town.ledger.close()


def test_what_a_form_counts_in_two_columns_is_told(tmp_path: Path) -> None:
    town = Town(tmp_path / "data")
    town.elect("甲")
    town.record("甲", "2022-05-01")
    with town.ledger.act("三次") as act:
        act.change("performance_records", town.record("甲", "2022-05-02"), {"count": 3})
    columns = (("视察", 1), ("视察调研", 2))
    for heading, number in columns:
        town.add("kind_columns", form="县表", no=number, heading=heading, kind="inspection")
    days = BookletYear("2022年度", date(2022, 1, 1), date(2022, 12, 31))
    table = performance_matrix(town.ledger, days, form="县表")
    town.ledger.close()
    assert [cell.text for cell in table.total[2:5]] == ["4", "4", "4"]
    assert "有 2 条（4 次）在“视察”、“视察调研”各算了一次，各栏相加多于合计。" in table.notes
