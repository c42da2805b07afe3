"""Whoever was re-elected acted all year, counted by hand: a record that names her by the other term's mandate counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.domain.registers import BY_KEY
from app.domain.registers.acting_deputies import able_on
from app.figures.performance_acts import acts_between
from app.figures.source import Source
from app.storage.checks.doubts import doubts_of
from tests.figures.town import Town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """陈伟 of both terms, 李芳 of the 17th alone, 王强 of the 16th at the town and the 17th of the county."""
    town = Town(tmp_path_factory.mktemp("town") / "data", today=date(2021, 12, 31))
    town.term("township", 17, date(2021, 10, 20))
    town.term("county", 17, date(2021, 10, 20))
    town.elect("陈伟", "王强")
    town.elect("陈伟", "李芳", term=17)
    town.elect("王强", level="county", term=17)
    town.event("陈伟@township16", "suspended", "2021-03-01")
    town.event("陈伟@township16", "resumed", "2021-04-01")
    with town.ledger.act("试") as act:
        for name in ("陈伟@township16", "陈伟@township17", "李芳", "王强@township16"):
            for day in (date(2021, 3, 15), date(2021, 10, 15), date(2021, 10, 25)):
                values = {"held_on": day, "deputy": town.mandates[name], "place": f"{name}{day}"}
                act.add("reports_to_voters", values)
    yield town
    town.ledger.close()


def test_an_act_counts_by_the_mandate_that_ran_that_day(town: Town) -> None:
    acts = acts_between(Source(town.ledger, 2021), date(2021, 1, 1), date(2021, 12, 31))
    name_by_mandate = {ref.id: name for name, ref in town.mandates.items() if "@" in name}
    counted = sorted((name_by_mandate[act.mandate or 0], act.day.isoformat()[5:]) for act in acts.counted)
    assert counted == [
        ("李芳@township17", "10-25"),
        ("王强@township16", "03-15"),
        ("王强@township16", "10-15"),
        ("陈伟@township16", "10-15"),
        ("陈伟@township16", "10-15"),
        ("陈伟@township17", "10-25"),
        ("陈伟@township17", "10-25"),
    ]
    assert len(acts.barred) == 5, "suspended, not yet elected, or of another congress by then"
    coverage = town.figure("reports_to_voters.coverage", 2021)
    assert (coverage.numerator, coverage.denominator) == (2, 2), "both of the 17th term reported in it"


def test_nobody_is_told_that_a_re_elected_deputy_was_not_in_office(town: Town) -> None:
    register = BY_KEY["reports_to_voters"]
    said = {
        (str(row["deputy"].name), row["deputy"].id, row["held_on"].isoformat()[5:])
        for row in town.ledger.rows("reports_to_voters", town.ledger.ids("reports_to_voters"))
        if any(doubt.problem.code == "not_in_office" for doubt in doubts_of(town.ledger, register, row))
    }
    old, new, li, wang = (
        town.mandates[name].id for name in ("陈伟@township16", "陈伟@township17", "李芳", "王强@township16")
    )
    assert said == {
        ("陈伟", old, "03-15"),
        ("陈伟", new, "03-15"),
        ("李芳", li, "03-15"),
        ("李芳", li, "10-15"),
        ("王强", wang, "10-25"),
    }
    both = (town.mandates["陈伟@township16"], town.mandates["陈伟@township17"])
    assert able_on(both, date(2021, 10, 15), town.ledger.lookup) == 1


@pytest.mark.parametrize("key", ["session_attendance", "booklets", "deputy_cards"])
def test_what_belongs_to_one_term_names_its_mandate(town: Town, key: str) -> None:
    register = BY_KEY[key]
    day = {"session_attendance": "held_on"}.get(key, "issued_on")
    row = {"deputy": town.mandates["陈伟@township17"], day: date(2021, 10, 15)}
    (problem,) = [p for p in register.judge(row, town.ledger.context()) if p.code == "not_in_office"]
    assert problem.message == "陈伟在 2021-10-15 任的是另一届代表，请核对日期或姓名。"
