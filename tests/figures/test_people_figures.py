"""Figures of people count persons over the year: a change of term, a by-election or a death breaks none."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.fields import Ref
from app.domain.registers import BY_KEY
from app.figures.catalogue import figures_of
from app.figures.figure import NO_DATA
from app.storage.checks.doubts import answer, doubts_of
from tests.figures.town import Town

# Sixteenth term: 12 who are re-elected (甲 suspended June to August, 乙 also a county deputy), 3 who are not,
# one who died on 20 May, one by-elected on 18 October who is not re-elected; the seventeenth begins on
# 15 December with the 12 and 4 new ones.  One more sits in the county's congress only.
AGAIN = ("甲", "乙", *(f"连任{n}" for n in "一二三四五六七八九十"))
GONE = ("退一", "退二", "退三")
NEW = ("新一", "新二", "新三", "新四")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path / "data")
    yield town
    town.ledger.close()


@pytest.fixture
def town(empty: Town) -> Town:
    empty.term("township", 17, date(2022, 12, 15), 16)
    empty.term("county", 15, date(2021, 11, 1))
    empty.elect(*AGAIN, *GONE, "亡一", "补一")
    empty.event("亡一", "died", "2022-05-20")
    empty.event("补一", "by_elected", "2022-10-18")
    empty.event("甲", "suspended", "2022-06-01")
    empty.event("甲", "resumed", "2022-09-01")
    empty.elect("乙", "县一", level="county", term=15)
    empty.elect(*AGAIN, *NEW, "迟一", term=17)
    empty.event("迟一", "by_elected", "2023-02-01")
    return empty


def once(town: Town) -> None:
    """Thirteen of nineteen have a record before the change of term, as in the issue; two more after it."""
    for name in AGAIN[2:]:
        town.record(f"{name}@township16", "2022-03-10")
    town.record("乙@county15", "2022-04-01")
    town.record("亡一", "2022-05-19")
    town.record("补一", "2022-11-01")
    town.record("退一", "2022-06-01", attendance="on_leave")
    town.record("退二", "2022-06-01", attendance="absent")
    town.record("新一", "2022-12-20")
    town.record("连任一@township17", "2022-12-20")


@pytest.mark.parametrize(
    ("until", "shown"),
    [
        ("2021-12-31", "—"),  # before the year nobody was in office in it
        ("2022-01-01", "0.0%（0/17）"),
        ("2022-03-09", "0.0%（0/17）"),
        ("2022-03-10", "58.8%（10/17）"),  # the day itself counts
        ("2022-05-19", "70.6%（12/17）"),
        ("2022-05-31", "70.6%（12/17）"),  # who died in the year stays in the base with what he did
        ("2022-10-17", "70.6%（12/17）"),
        ("2022-10-18", "66.7%（12/18）"),  # by-elected on the day
        ("2022-12-14", "72.2%（13/18）"),
        ("2022-12-15", "59.1%（13/22）"),  # 4 new, 12 re-elected once each
        ("2022-12-31", "63.6%（14/22）"),
        ("2023-03-31", "63.6%（14/22）"),  # a cut-off after the year adds nobody
    ],
)
def test_the_active_rate_over_a_change_of_term(town: Town, until: str, shown: str) -> None:
    once(town)
    assert town.figure("performance.active_rate", until=until).words == shown


def test_who_is_in_office_counts_mandates_on_the_day(town: Town) -> None:
    told = {
        day: town.figure("deputies.in_office", until=day).by["level"]
        for day in ("2022-05-19", "2022-05-20", "2022-10-18", "2022-12-14", "2022-12-15")
    }
    assert told == {
        "2022-05-19": {"镇": 16, "县": 2},
        "2022-05-20": {"镇": 15, "县": 2},
        "2022-10-18": {"镇": 16, "县": 2},
        "2022-12-14": {"镇": 16, "县": 2},
        "2022-12-15": {"镇": 16, "县": 2},
    }


def test_a_deputy_of_two_levels_is_one_person_at_the_towns_level(town: Town) -> None:
    once(town)
    by = town.figure("performance.active_rate").by["level"]
    assert {name: (part["numerator"], part["denominator"]) for name, part in by.items()} == {"镇": (14, 21), "县": (0, 1)}  # fmt: skip


def test_the_next_year_begins_with_those_in_office_then(town: Town) -> None:
    town.record("新一", "2023-01-01")
    town.record("退一", "2023-01-01")
    assert town.figure("performance.active_rate", 2023, "2023-01-01").words == "5.9%（1/17）"
    assert town.figure("performance.records", 2023).value == 1


def test_who_left_on_new_years_day_was_not_in_office_in_the_year(empty: Town) -> None:
    empty.elect("甲", "乙")
    empty.event("甲", "resigned", "2022-01-01")
    empty.event("乙", "resigned", "2022-01-02")
    empty.record("甲", "2021-05-01")
    assert empty.figure("performance.active_rate").words == "0.0%（0/1）"


def test_what_nobody_keeps_a_register_of_is_no_nought(empty: Town) -> None:
    """Deputies alone: how many booklets, votes or reports there were, and which share acted, nobody wrote down."""

    def known() -> dict[str, str]:
        values = figures_of(empty.ledger, 2022)
        return {value.figure.key: value.words for value in values if value.words != NO_DATA}

    assert known() == {}
    empty.elect("甲", "乙")
    assert known() == {"deputies.in_office": "2名", "deputies.vacancies": "58名"}


def test_the_last_day_of_february(empty: Town) -> None:
    empty.elect("甲", "乙")
    empty.event("甲", "moved_away", "2024-02-29")
    empty.event("乙", "moved_away", "2024-02")  # known to the month: from its first day
    empty.record("甲", "2024-02-28")
    empty.record("甲", "2024-02-29")
    empty.record("乙", "2024-02-01")
    assert empty.figure("performance.records", 2024).value == 2  # on the 1st 乙 may still have been there
    assert empty.figure("performance.active_rate", 2024).words == "100.0%（2/2）"
    assert empty.figure("performance.active_rate", 2024, "2024-02-28").words == "100.0%（2/2）"
    assert empty.figure("performance.active_rate", 2024, "2024-01-31").words == "0.0%（0/2）"
    assert empty.figure("deputies.in_office", 2024, "2024-02-29").value == 0


def test_without_deputies_there_is_no_rate(empty: Town) -> None:
    for key in ("performance.active_rate", "receptions.deputy_participation"):
        value = empty.figure(key)
        assert (value.value, value.words, value.by) == (None, "—", {})


# Acts of somebody who was not in office or suspended on the day; re-elected, by either mandate.
@pytest.mark.parametrize(
    ("name", "day", "counts"),
    [
        ("甲@township16", "2022-05-31", 1), ("甲@township16", "2022-06-01", 0), ("甲@township16", "2022-08-31", 0), ("甲@township16", "2022-09-01", 1),
        ("亡一", "2022-05-19", 1), ("亡一", "2022-05-20", 0), ("补一", "2022-10-17", 0), ("补一", "2022-10-18", 1),
        ("退一", "2022-12-14", 1), ("退一", "2022-12-15", 0), ("甲@township16", "2022-12-15", 1), ("甲@township17", "2022-12-15", 1), ("甲@township17", "2022-12-14", 1),
        ("新一", "2022-12-14", 0), ("乙@county15", "2022-12-20", 1), ("没有这个人", "2022-03-01", 1),
    ],
)  # fmt: skip
def test_an_act_counts_where_its_deputy_could_act(town: Town, name: str, day: str, counts: int) -> None:
    town.record(name, day)
    assert town.figure("performance.records").value == counts
    numerator = counts if name in town.mandates else 0
    assert town.figure("performance.active_rate").numerator == numerator
    town.reception(day, [name])
    assert town.figure("receptions.deputy_times").value == counts
    assert town.figure("receptions.deputy_participation").numerator == numerator
    # the reception's own record of the deputy follows the same rule; a name linked to nobody has none
    assert town.figure("performance.records").value == (counts * 2 if name in town.mandates else 1)


@pytest.mark.parametrize(
    ("name", "day", "attendance"),
    [
        ("甲@township16", "2022-05-31", None), ("甲@township16", "2022-06-01", None),
        ("亡一", "2022-05-20", None), ("亡一", "2022-05-20", "on_leave"), ("月末", "2022-02-28", None), ("月末", "2022-03-01", None),
        ("甲@township17", "2022-06-01", None), ("退一", "2022-12-15", None), ("补一", "2022-10-17", None),
    ],
)  # fmt: skip
def test_what_is_left_out_is_what_is_doubted(town: Town, name: str, day: str, attendance: str | None) -> None:
    town.elect("月末")
    town.event("月末", "moved_away", "2022-02")
    row = town.ledger.rows("performance_records", [town.record(name, day, attendance)])[0]
    doubts = doubts_of(town.ledger, BY_KEY["performance_records"], row)
    doubted = any(doubt.problem.code == "not_in_office" for doubt in doubts)
    assert town.figure("performance.records").value == (0 if doubted else 1)


def test_an_absence_while_suspended_is_neither_counted_nor_doubted(town: Town) -> None:
    row = town.ledger.rows("performance_records", [town.record("甲@township16", "2022-06-01", "absent")])[0]
    assert doubts_of(town.ledger, BY_KEY["performance_records"], row) == []
    assert town.figure("performance.records").value == 0


def test_a_doubt_answered_at_the_reception_counts_for_its_deputies(town: Town) -> None:
    row = town.reception("2022-05-20", ["亡一", "退一"])
    assert town.figure("receptions.deputy_times").value == 1
    answer(town.ledger, "receptions", row, None, "not_in_office", "登记表上的日期是补登的日期。")
    assert town.figure("receptions.deputy_times").value == 2
    assert town.figure("performance.records").value == 2


def test_an_answered_doubt_lets_an_act_count(town: Town) -> None:
    row = town.record("亡一", "2022-05-20")
    town.record("亡一", "2022-05-21")
    answer(town.ledger, "performance_records", row, None, "not_in_office", "追悼会前已完成,日期按材料落款。")
    value = town.figure("performance.records")
    assert (value.value, value.counted.weights()) == (1, {row: 1})
    assert town.figure("performance.active_rate").numerator == 1


def test_a_reception_answered_for_lets_what_follows_from_it_count(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = town.reception("2022-05-20", ["亡一"])
    town.reception("2022-05-21", ["亡一"])
    assert town.figure("performance.records").value == 0
    rows = {"receptions": {answered}}
    monkeypatch.setattr("app.figures.source.answered_rows", lambda ledger, key, code: rows.get(key, set()))
    assert town.figure("performance.records").value == 1
    assert town.figure("receptions.deputy_times").value == 1
    assert town.figure("receptions.deputy_participation").numerator == 1


def test_every_figure_of_persons_says_so(town: Town) -> None:
    for key in ("performance.active_rate", "receptions.deputy_participation"):
        rule = town.figure(key).figure.rule
        assert "按人计" in rule and rule.count("。") == 1
    assert "按职务计" in town.figure("deputies.in_office").figure.rule


@pytest.mark.parametrize(
    ("until", "seats"),
    [("2022-05-19", 44), ("2022-05-20", 45), ("2022-12-14", 44), ("2022-12-15", 0), ("2023-02-01", 0)],
)
def test_vacant_seats_are_those_of_the_term_of_the_day(town: Town, until: str, seats: int) -> None:
    assert town.figure("deputies.vacancies", until=until).value == seats


def test_vacant_seats_are_unknown_without_a_quota(tmp_path: Path) -> None:
    town = Town(tmp_path / "data", quota=None)
    town.elect("甲")
    assert town.figure("deputies.vacancies").words == "—"
    town.ledger.close()


def test_sessions_of_other_levels_stand_beside_the_towns(town: Town) -> None:
    term = {**town.terms, ("none", 0): Ref(None, "第十六届")}
    for ordinal, (level, number, day) in enumerate(
        [("township", 16, "2022-01-20"), ("county", 15, "2022-02-28"), ("township", 17, "2022-12-15"), ("township", 17, "2022-12-16"), ("none", 0, "2022-03-01"), ("township", 16, "2021-12-31")],
        start=1,
    ):  # fmt: skip
        town.add("sessions", term=term[level, number], ordinal=ordinal, opened_on=date.fromisoformat(day))
    value = town.figure("sessions.held", until="2022-12-15")
    assert (value.value, value.by) == (3, {"level": {"镇": 2, "未填": 1, "县": 1}})
    assert len(value.counted.weights()) == 3


# A plain count, day by day and without anything of the program: term of each mandate, its events, the acts.
TERMS = {16: (date(2016, 11, 10), date(2022, 12, 15)), 17: (date(2022, 12, 15), date.max)}
ENDS = ("died", "resigned")


def state_on(day: date, term: int, events: list[tuple[date, str]]) -> str:
    first, following = TERMS[term]
    begun = min((on for on, kind in events if kind == "by_elected"), default=first)
    ended = min((on for on, kind in events if kind in ENDS), default=date.max)
    if not max(first, begun) <= day < min(following, ended):
        return "out"
    turns = [
        (on, kind == "suspended") for on, kind in events if kind in ("suspended", "resumed") and on <= day
    ]
    return "suspended" if turns and max(turns)[1] else "in"


def could_act(name: str, day: date, events: dict[str, list[tuple[date, str]]]) -> bool:
    """By any of the person's mandates: whoever was re-elected is a deputy before and after."""
    return any(
        state_on(day, int(key[-2:]), happened) == "in"
        for key, happened in events.items()
        if key.split("@")[0] == name
    )


def generated(
    town: Town, chance: random.Random
) -> tuple[dict[str, list[tuple[date, str]]], list[tuple[str, date]]]:
    """Ten people with a mandate of one or both terms, their events, and acts; entered and given as they are."""
    town.term("township", 17, date(2022, 12, 15))
    events: dict[str, list[tuple[date, str]]] = {}
    for name in (f"人{number}" for number in "一二三四五六七八九十"):
        for term in chance.choice(((16,), (17,), (16, 17))):
            town.elect(name, term=term)
            happened = chance.sample(
                ("by_elected", "suspended", "resumed", *ENDS), chance.choice((0, 0, 1, 2))
            )
            events[key := f"{name}@township{term}"] = [(chance.choice(DAYS), kind) for kind in happened]
            for on, kind in events[key]:
                town.event(key, kind, on.isoformat())
    acts = [(chance.choice(list(events)), chance.choice(DAYS)) for _ in range(40)]
    for key, on in acts:
        town.record(key, on.isoformat())
        town.reception(on.isoformat(), [key])
    return events, acts


DAYS = [date(2022, 1, 1) + timedelta(days=number) for number in range(365)]


@pytest.mark.parametrize("seed", range(6))
def test_a_generated_town_is_counted_the_same_day_by_day(empty: Town, seed: int) -> None:
    chance = random.Random(seed)
    events, acts = generated(empty, chance)
    for until in (
        date(2022, 2, 28),
        date(2022, 12, 14),
        date(2022, 12, 15),
        date(2022, 12, 31),
        chance.choice(DAYS),
    ):
        was_there = {
            key.split("@")[0]
            for key, happened in events.items()
            if any(state_on(day, int(key[-2:]), happened) != "out" for day in DAYS if day <= until)
        }
        able = [key for key, on in acts if on <= until and could_act(key.split("@")[0], on, events)]
        value = empty.figure("performance.active_rate", until=until.isoformat())
        active = {key.split("@")[0] for key in able}
        assert (value.numerator or 0, value.denominator or 0) == (len(active), len(was_there)), (seed, until)
        assert empty.figure("receptions.deputy_participation", until=until.isoformat()).words == value.words
        assert empty.figure("receptions.deputy_times", until=until.isoformat()).value == len(able)
