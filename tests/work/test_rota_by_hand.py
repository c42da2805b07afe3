"""The rota of a small town by hand: who is asked for which site, days at the borders of leave, theme days, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref, Row
from app.work import rota
from tests.figures.town import Town

YEAR = 2023
FEBRUARY, MAY, AUGUST, NOVEMBER = (date(YEAR, month, 15) for month in (2, 5, 8, 11))  # working days all
LEAVES = [("2023-02-01", "2023-02-14"), ("2023-05-15", "2023-05-20"), ("2023-08-10", "2023-08-15"),
          ("2023-11-16", "2023-11-20")]  # fmt: skip


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One deputy belongs to 自有站 and to the room; two of five came into office or left it in the year."""
    folder = tmp_path_factory.mktemp("rota") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        town = Town(folder, today=date(2022, 12, 31))
        town.elect("甲", "乙", "丙", "丁", "戊")
        own = (town.mandates["甲"],)
        sites = {"联络室": ("room", own), "自有站": ("station", own), "无人站": ("station", None)}
        for name, (kind, deputies) in sites.items():
            town.sites[name] = Ref(town.add("liaison_sites", name=name, kind=kind, deputies=deputies), name)
        town.add("liaison_sites", name="旧站", kind="station", closed_on=date(YEAR, 1, 1))
        town.add("liaison_sites", name="新站", kind="station", founded_on=PartialDate(YEAR, 12, 31))
        for first, last in LEAVES:
            days = {"from_on": date.fromisoformat(first), "until_on": date.fromisoformat(last)}
            town.add("deputy_leaves", deputy=town.mandates["甲"], **days)
        yield town
        town.ledger.close()


def drafted(town: Town, site: str, **more: object) -> rota.Plan:
    rules = rota.usual_rules(town.ledger, YEAR)
    chosen = tuple(rule for rule in rules.sites if rule.site == town.sites[site].id)
    return rota.draft(town.ledger, replace(rules, sites=chosen, **more))  # type: ignore[arg-type]


def test_each_site_has_its_usual_rule(town: Town) -> None:
    names = {
        row["id"]: row["name"] for row in town.ledger.rows("liaison_sites", town.ledger.ids("liaison_sites"))
    }
    rules = rota.usual_rules(town.ledger, YEAR).sites
    assert {names[one.site]: (len(one.days.months), one.deputy_count, one.own_only) for one in rules} == {
        "联络室": (12, 4, False), "自有站": (4, 2, True), "无人站": (4, 2, False), "新站": (4, 2, False),
    }  # fmt: skip


def test_a_site_asks_its_own_deputies_on_the_days_they_are_there(town: Town) -> None:
    plan = drafted(town, "自有站")
    asked = {row["held_on"]: [ref.name for ref in row["deputies"] or ()] for row in plan.rows}
    assert asked == {FEBRUARY: ["甲"], MAY: [], AUGUST: [], NOVEMBER: ["甲"]}
    assert plan.rows[1]["deputies"] is None
    assert plan.remarks == [f"{day} 自有站还差 {count} 名代表。" for day, count in
                            ((FEBRUARY, 1), (MAY, 2), (AUGUST, 2), (NOVEMBER, 1))]  # fmt: skip


def test_a_site_without_deputies_of_its_own_asks_everybody(town: Town) -> None:
    plan = drafted(town, "无人站")
    assert [len(row["deputies"]) for row in plan.rows] == [2, 2, 2, 2]
    assert {ref.name for row in plan.rows for ref in row["deputies"]} == set("甲乙丙丁戊")


def test_theme_days_take_the_themes_in_turn(town: Town) -> None:
    rows = drafted(town, "联络室", themes=("民生", "环境", "教育"), contact="0758-1").rows
    themes = {row["held_on"].month: (row["is_theme_day"], row["theme"]) for row in rows}
    assert {month: theme for month, theme in themes.items() if theme != (None, None)} == {
        2: (True, "民生"), 5: (True, "环境"), 8: (True, "教育"), 11: (True, "民生"),
    }  # fmt: skip
    assert {row["contact"] for row in rows} == {"0758-1"}
    (plain,) = {(row["theme"], row["contact"]) for row in drafted(town, "无人站").rows}
    assert plain == (None, None)


@pytest.mark.parametrize(
    ("duty", "sentences"),
    [
        ({"held_on": FEBRUARY, "deputies": "甲"}, []),
        ({"held_on": MAY, "deputies": "甲"}, ["当日请假"]),
        ({"held_on": date(YEAR, 5, 22), "deputies": "甲"}, []),
        ({"held_on": AUGUST, "deputies": "甲乙"}, ["当日请假"]),
        ({"held_on": AUGUST, "deputies": ""}, ["还没有安排代表"]),
        (
            {"held_on": AUGUST, "deputies": "外"},
            [],
        ),  # a name that the roster does not know is asked elsewhere
        ({"held_on": date(YEAR, 8, 13), "deputies": "乙"}, ["这一天休息"]),
        ({"held_on": AUGUST, "deputies": "乙", "site": Ref(None, "没有登记的站")}, []),
        ({"held_on": AUGUST, "deputies": "乙", "site": "新站"}, ["还没有成立或已经撤销"]),
    ],
)
def test_what_contradicts_itself_is_named(town: Town, duty: Row, sentences: list[str]) -> None:
    people = tuple(town.mandates.get(name, Ref(None, name)) for name in duty["deputies"])
    site = duty.get("site", "无人站")
    place = site if isinstance(site, Ref) else town.ledger.lookup.matches("liaison_sites", site, {})[0]
    town.add("reception_duties", held_on=duty["held_on"], site=place, deputies=people or None)
    named = [sentence for _, sentence in rota.contradictions(town.ledger, YEAR)]
    town.ledger.undo()
    assert [words for words in sentences if any(words in one for one in named)] == sentences
    assert len(named) == len(sentences)


def test_nothing_new_is_no_act(town: Town) -> None:
    plan = drafted(town, "自有站")
    assert rota.keep(town.ledger, plan, YEAR) == 4
    newest = town.ledger.history(None, None, 1)
    assert rota.keep(town.ledger, plan, YEAR) == 0
    assert town.ledger.history(None, None, 1) == newest
    assert town.ledger.undo() == f"生成 {YEAR} 年接待安排"
