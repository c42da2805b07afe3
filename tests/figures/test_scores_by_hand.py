"""Scores of a small town counted by hand: by-election, suspension, two mandates, a scheme changed in mid-year."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.audiences import PUBLIC
from app.domain.fields import Ref
from app.exporting import export_ledger
from app.figures.performance_scores import ScoresOfYear, scores_of_year
from app.figures.score_tables import public_list, score_lines, score_sheet
from app.storage.refusals import Refused
from app.work.score_presets import adopt_preset, presets
from app.work.score_publishing import publish_scores, withdraw_scores
from tests.figures.town import Town

NEXT_TERM = date(2022, 12, 15)
OLD, NEW = "旧办法", "新办法"


def scheme(town: Town, name: str, valid_from: date, **more: Any) -> Ref:
    grades = ({"grade": "优秀", "least": 100}, {"grade": "一般", "least": 0})
    values = {"year_kind": "calendar", "grades": grades} | more
    row = town.add("score_schemes", name=name, valid_from=valid_from, **values)
    return Ref(row, name)


def item(town: Town, of: Ref, number: int, name: str, **more: Any) -> int:
    values = {"category": "履职", "basis": "per_event", "counted": "inspection", "points": 20} | more
    return town.add("score_items", scheme=of, no=number, name=name, **values)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Four inspections are the least; 留任 made four, by two mandates; the others had less time."""
    town = Town(tmp_path / "data", today=date(2023, 6, 30))
    town.term("township", 17, NEXT_TERM)
    town.term("county", 15, date(2021, 11, 1))
    town.elect("留任", "停职", "补选", "未任满")
    town.event("补选", "by_elected", "2022-10-18")
    town.event("停职", "suspended", "2022-06-01")
    town.event("停职", "resumed", "2022-08-01")
    town.event("未任满", "resigned", "2022-01-02")
    town.elect("留任", level="county", term=15)
    town.elect("留任", "停职", "补选", term=17)
    old = scheme(town, OLD, date(2022, 1, 1), base=10)
    item(town, old, 1, "视察", required_count=4)
    item(town, old, 2, "暂停", basis="veto", counted="suspended", category="否决")
    for day in ("2022-02-01", "2022-03-01", "2022-04-01"):
        town.record("留任@township16", day)
    town.record("留任@township17", "2022-12-20")
    town.record("留任@county15", "2022-05-01")  # of another level: counted there
    for day in ("2022-02-01", "2022-07-01", "2022-09-01", "2022-09-02"):  # July lies in the suspension
        town.record("停职@township16", day)
    town.record("补选@township16", "2022-09-01")  # before the by-election
    yield town
    town.ledger.close()


def scores(town: Town, year: int = 2022) -> ScoresOfYear:
    of_year = scores_of_year(town.ledger, "calendar", year)
    assert of_year is not None
    return of_year


def told(town: Town, year: int = 2022) -> dict[str, tuple[int, int, str]]:
    return {one.deputy.name: (one.score.total, one.place, one.grade) for one in scores(town, year).scores}


def test_four_years_that_are_not_alike(town: Town) -> None:
    assert told(town) == {
        "留任": (90, 1, "一般"),  # 10 + 4 × 2: the mandates of both terms, none of the county's
        "停职": (70, 2, "一般"),  # 304 of 365 days ask for 3 of 4; three of her four days count
        "补选": (10, 3, "一般"),  # 75 days ask for none; the one record lies before the by-election
        "未任满": (10, 3, "一般"),
    }
    assert [one.deputy.name for one in scores(town).scores if one.score.vetoes] == ["停职"]
    days = {one.deputy.name: one.deputy.able_days for one in scores(town).scores}
    assert days == {"留任": 365, "停职": 304, "补选": 75, "未任满": 1}


def test_a_scheme_changed_in_mid_year_waits_for_the_next_one(town: Town) -> None:
    before = told(town)
    new = scheme(town, NEW, date(2022, 7, 1), base=500)
    item(town, new, 1, "视察")
    assert told(town) == before
    assert told(town, 2023)["留任"] == (500, 1, "优秀")
    assert scores_of_year(town.ledger, "calendar", 2021) is None  # neither was in force
    assert scores_of_year(town.ledger, "register", 2022) is None  # both are for calendar years


def test_the_first_scheme_of_a_town_serves_the_year_in_which_it_began(town: Town) -> None:
    with town.ledger.act("改") as act:
        act.change("score_schemes", 1, {"valid_from": date(2022, 9, 1)})
    assert scores(town).scheme_row["name"] == OLD


def test_what_is_published_stands_whatever_comes_after(town: Town) -> None:
    before = told(town)
    assert publish_scores(town.ledger, "calendar", 2022) == 4
    assert not any("评定" in note for note in public_list(town.ledger, scores(town)).notes)
    sheet, public = score_sheet(town.ledger, scores(town)), public_list(town.ledger, scores(town))
    town.record("补选@township16", "2022-11-01")
    town.event("留任@township16", "resigned", "2022-02-15")
    after = score_sheet(town.ledger, scores(town))
    assert [[cell.text for cell in line] for line in after.lines] == [[cell.text for cell in line] for line in sheet.lines]  # fmt: skip
    assert public_list(town.ledger, scores(town)).lines == public.lines
    assert "补选公布 1 分，按现在的记录是 3 分；公布的不变。" in after.notes
    for register, values in (("score_schemes", {"base": 20}), ("score_items", {"points": 50})):
        with pytest.raises(Refused, match="已按这个办法公布"), town.ledger.act("改") as act:
            act.change(register, 1, values)
    with pytest.raises(Refused, match="已按这个办法公布"):
        item(town, Ref(1, OLD), 9, "新项目")
    kept = scores(town).published[0]["id"]
    with pytest.raises(Refused, match="已经公布"), town.ledger.act("改") as act:
        act.change("performance_scores", kept, {"note": "改"})
    with pytest.raises(Refused, match="已经公布"), town.ledger.act("删") as act:
        act.remove("performance_scores", kept, "删")
    assert {row["deputy"].name: row["points"] for row in scores(town).published} == {n: v[0] for n, v in before.items()}  # fmt: skip
    assert withdraw_scores(town.ledger, "calendar", 2022) == 4
    assert told(town)["补选"][0] == 30
    with pytest.raises(Refused, match="没有公布"):
        withdraw_scores(town.ledger, "calendar", 2022)


def test_a_published_congress_year_keeps_its_days_and_its_scheme(town: Town) -> None:
    ours = scheme(town, "会议年度办法", date(2022, 1, 1), year_kind="congress")
    assert scores_of_year(town.ledger, "congress", 2021) is None  # no session began it
    session = town.add("sessions", term=town.terms["township", 16], ordinal=7, opened_on=date(2022, 3, 1))
    published = scores_of_year(town.ledger, "congress", 2022)
    assert published is not None and published.published_on is None
    publish_scores(town.ledger, "congress", 2022)
    with town.ledger.act("改") as act:
        act.why = "会期登记错了"
        act.change("sessions", session, {"opened_on": date(2022, 3, 20)})
    scheme(town, "更新的办法", date(2022, 3, 1), year_kind="congress")
    after = scores_of_year(town.ledger, "congress", 2022)
    assert after is not None
    assert (after.year, after.scheme_row["id"]) == (published.year, ours.id)
    assert after.published_on == date(2023, 6, 30)


def test_the_published_lines_add_up_and_are_recomputed_from_other_orders(town: Town) -> None:
    cap = ({"category": "履职", "cap": 50},)
    with town.ledger.act("改") as act:
        act.change("score_schemes", 1, {"categories": cap})
    publish_scores(town.ledger, "calendar", 2022)
    rows = scores(town).published
    assert all(sum(line["points"] for line in row["lines"]) == row["points"] for row in rows)
    assert {row["deputy"].name: row["points"] for row in rows}["留任"] == 60  # 10 + 8 cut off at 5
    with town.ledger.act("再录") as act:  # the same records entered again, the other way round
        ids = town.ledger.ids("performance_records")
        kept = town.ledger.rows("performance_records", sorted(ids, reverse=True))
        for row in kept:
            act.remove("performance_records", row["id"], "再录")
        for row in kept:
            act.add(
                "performance_records", {key: row[key] for key in ("deputy", "kind", "occurred_on", "title")}
            )
    now = {one.deputy.name: one.score.total for one in scores(town).scores}
    assert now == {row["deputy"].name: row["points"] for row in rows}


def test_the_presidium_decides_and_hands_give_points(town: Town) -> None:
    by_hand = item(town, Ref(1, OLD), 3, "评优", basis="manual", counted=None, points=None, cap=30)
    for name, points in (("留任@township16", 20), ("留任@township17", 20), ("补选@township17", 5)):
        town.add("score_entries", deputy=town.mandates[name], item=Ref(by_hand, "评优"), for_year=2022, points=points, reason=name)  # fmt: skip
    town.add("score_entries", deputy=town.mandates["补选@township17"], item=Ref(by_hand, "评优"), for_year=2021, points=30, reason="上一年")  # fmt: skip
    town.add("performance_scores", deputy=town.mandates["停职@township17"], year_kind="calendar", for_year=2022, presidium_grade="优秀", self_grade="好")  # fmt: skip
    assert told(town) == {"留任": (120, 1, "优秀"), "停职": (70, 2, "优秀"), "补选": (15, 3, "一般"), "未任满": (10, 4, "一般")}  # fmt: skip
    for table in (public_list(town.ledger, scores(town)), score_sheet(town.ledger, scores(town))):
        assert "主席团评定了等次的按评定，其余的按总分。" in table.notes
    headings = [heading.text for heading in public_list(town.ledger, scores(town)).headings]
    assert headings == ["代表", "代表小组", "总分", "名次", "等次"]
    lines = score_lines(town.ledger, scores(town), town.mandates["留任@township17"].id or 0)
    assert lines is not None
    assert [line[2].text for line in lines.lines] == ["人人都有", "4次 × 2分", "2＋2，最高3分", "0天"]


def test_points_by_hand_say_of_which_kind_their_year_is(town: Town) -> None:
    for kind in ("calendar", "register", "congress"):
        own = scheme(town, kind, date(2022, 1, 1), year_kind=kind)
        by_hand = item(town, own, 1, "评优", basis="manual", counted=None, points=None)
        town.add("score_entries", deputy=town.mandates["留任@township17"], item=Ref(by_hand, "评优"), for_year=2022, points=1, reason=kind)  # fmt: skip
    rows = town.ledger.rows("score_entries", town.ledger.ids("score_entries"))
    assert {row["year_kind"] for row in rows} == {"calendar", "register", "congress"}
    assert all(row["year_kind"] == row["reason"] for row in rows)


def test_a_year_is_hers_by_whichever_mandate_she_was_named(town: Town) -> None:
    by_hand = item(town, Ref(1, OLD), 3, "评优", basis="manual", counted=None, points=None)
    for name, points in (("留任@township16", 20), ("留任@county15", 90)):  # the mandate before, another level
        town.add("score_entries", deputy=town.mandates[name], item=Ref(by_hand, "评优"), for_year=2023, points=points, reason=name)  # fmt: skip
    town.add("performance_scores", deputy=town.mandates["停职@township16"], year_kind="calendar", for_year=2023, presidium_grade="优秀")  # fmt: skip
    assert told(town, 2023) == {"留任": (30, 1, "一般"), "停职": (10, 2, "优秀"), "补选": (10, 2, "一般")}


def test_a_year_is_published_when_it_is_over_and_once(town: Town) -> None:
    with pytest.raises(Refused, match="结束后再公布"):
        publish_scores(town.ledger, "calendar", 2023)
    with pytest.raises(Refused, match="没有可用的积分办法"):
        publish_scores(town.ledger, "calendar", 2021)
    publish_scores(town.ledger, "calendar", 2022)
    with pytest.raises(Refused, match="已经公布"):
        publish_scores(town.ledger, "calendar", 2022)
    town.ledger.undo()
    assert scores(town).published_on is None


def test_every_preset_can_be_taken_over(town: Town) -> None:
    for number, preset in enumerate(presets()):
        row = adopt_preset(town.ledger, preset["name"], "register", date(2010 + number, 4, 1))
        kept = town.ledger.row("score_schemes", row)
        assert kept is not None and kept["basis"] and kept["year_kind"] == "register"
        assert town.ledger.count("score_items") == 2 + sum(
            len(one["items"]) for one in presets()[: number + 1]
        )
    year = scores_of_year(town.ledger, "register", 2022)
    assert year is not None and year.scheme_row["name"] == presets()[-1]["name"]
    with pytest.raises(Refused):
        adopt_preset(town.ledger, presets()[0]["name"], "register", date(2010, 4, 1))
    with pytest.raises(KeyError):
        adopt_preset(town.ledger, "没有的", "register", date(2010, 4, 1))


def test_the_public_gets_what_was_published_and_no_appraisal(town: Town, tmp_path: Path) -> None:
    town.add("performance_scores", deputy=town.mandates["停职@township17"], year_kind="calendar", for_year=2022, presidium_grade="优秀", self_grade="谦虚")  # fmt: skip
    path = tmp_path / "公开.json"
    export_ledger(town.ledger, "performance_scores", path, "json", audience=PUBLIC)
    assert json.loads(path.read_text("utf-8")) == []  # nothing is published yet
    publish_scores(town.ledger, "calendar", 2022)
    export_ledger(town.ledger, "performance_scores", path, "json", audience=PUBLIC)
    rows = {row["deputy"]: row for row in json.loads(path.read_text("utf-8"))}
    assert rows["停职"]["points"] == 7 and rows["停职"]["grade"] == "优秀" and len(rows) == 4
    assert not {"self_grade", "group_grade", "presidium_grade", "note", "lines"} & rows["停职"].keys()
    assert "谦虚" not in path.read_text("utf-8")
