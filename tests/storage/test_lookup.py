"""Who is meant by a name that was written: names, numbers, ordinals, what stands beside them, and what hints may decide."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.domain.registers.terms import period_of
from app.storage.ledger import Ledger
from tests.storage.conftest import TODAY, enter

FIRST, SECOND, COUNTY_DEPUTY, LEFT, STAYED = 1, 2, 3, 4, 5  # 王芳 three times, 李明 twice


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger: three 王芳 in two districts and at the county, two 李明 of whom one resigned, two levels of terms."""
    folder = Path(shutil.copytree(template, tmp_path_factory.mktemp("lookup") / "data"))
    with Ledger.open(folder, today=TODAY) as ledger:
        for ordinal, start in (("16", "2016-11-10"), ("17", "2021-11-10")):
            enter(ledger, "terms", {"level": "县", "ordinal": ordinal, "started_on": start})
        for ordinal, day in (("1", "2016-11-20"), ("2", "2018-01-10")):
            enter(ledger, "sessions", {"term": "镇第十六届", "ordinal": ordinal, "opened_on": day})
        for name, level in (("第一选区", "镇"), ("第二选区", "镇"), ("第三选区", "镇"), ("第一选区", "县")):
            with_number = {"no": "7"} if name == "第三选区" else {}
            enter(ledger, "electoral_districts", {"name": name, "level": level, **with_number})
        for number, more in enumerate(
            (
                {
                    "name": "王芳",
                    "level": "镇",
                    "electoral_district": "第一选区",
                    "note": "村委",
                    "sex": "男",
                },
                {
                    "name": "王芳",
                    "level": "镇",
                    "electoral_district": "第二选区",
                    "note": "学校",
                    "sex": "女",
                },
                {"name": "王芳", "level": "县", "term": "县第十七届"},
                {"name": "李明", "level": "镇", "elected_on": "2016-11-10"},
                {"name": "李明", "level": "镇", "elected_on": "2016-11-10"},
            )
        ):
            enter(ledger, "deputies", {"phone": f"1990000000{number}", **more})
        with ledger.act("辞职") as act:
            end = {"kind": "resigned", "occurred_on": PartialDate(2020, 5, 1)}
            act.add("mandate_changes", {"mandate": Ref(LEFT, "李明"), **end})
        vote = {"session": "镇第十六届第一次会议", "matter": "财政预算", "way": "举手"}
        enter(ledger, "votes", {**vote, "voted_on": "2016-11-20"})
        for title in ("修路", "十六届二次会议上提的修渠"):
            raw = {"class": "意见", "title": title, "content": "请修。", "raised_on": "2022-05-01"}
            enter(ledger, "suggestions", raw)
    return folder


@pytest.fixture
def ledger(filled: Path, tmp_path: Path) -> Iterator[Ledger]:
    folder = Path(shutil.copytree(filled, tmp_path / "data"))
    with Ledger.open(folder, today=TODAY) as opened:
        yield opened


def matching(ledger: Ledger, register: str, name: str, hints: dict[str, Any]) -> list[int | None]:
    return [ref.id for ref in ledger.lookup.matches(register, name, hints)]


DISTRICT = {2: Ref(2, "第二选区"), 3: Ref(3, "第三选区")}


@pytest.mark.parametrize(
    ("register", "name", "meant"),
    [
        ("deputies", "王芳", [FIRST, SECOND, COUNTY_DEPUTY]),
        ("deputies", "王 芳", [FIRST, SECOND, COUNTY_DEPUTY]),
        ("deputies", "王芳代表", [FIRST, SECOND, COUNTY_DEPUTY]),
        ("deputies", "王芳(第二选区)", [SECOND]),
        ("deputies", "王芳(第三选区)", []),
        ("deputies", "县王芳", [COUNTY_DEPUTY]),
        ("deputies", "镇王芳", [FIRST, SECOND]),
        ("deputies", "张三", []),
        ("deputies", "16", []),
        ("suggestions", "十六届二次会议", []),  # stands in a title: it only tells which of several is meant
        ("votes", "十六届一次会议", []),
        ("electoral_districts", "7", [3]),
        ("terms", "十六届", [1, 2]),
        ("terms", "镇第十六届", [1]),
        ("terms", "十六", [1, 2]),
        ("terms", "17", [3]),
        ("terms", "9" * 20, []),
        ("terms", "十八届", []),
        ("sessions", "十六届二次会议", [2]),
        ("sessions", "第二次会议", [2]),
        ("sessions", "2", [2]),
        ("sessions", "第一次全体会议", []),
        ("sessions", "主席团第二次会议", []),
        ("electoral_districts", "第1选区", [1, 4]),
        ("electoral_districts", "1", []),
        ("electoral_districts", "选区", []),
    ],
)
def test_a_row_is_meant_by_what_people_call_it(
    register: str, name: str, meant: list[int], ledger: Ledger
) -> None:
    assert sorted(filter(None, matching(ledger, register, name, {}))) == meant


@pytest.mark.parametrize(
    ("name", "hints", "meant"),
    [
        ("王芳", {"level": "county"}, [COUNTY_DEPUTY]),
        ("王芳", {"level": "township"}, [FIRST, SECOND]),
        ("李明", {"level": "county"}, []),
        ("王芳", {"level": "township", "electoral_district": DISTRICT[2]}, [SECOND]),
        # Of a name that is right nobody is ruled out by a district that is not: it may be what was mistyped.
        ("王芳", {"level": "township", "electoral_district": DISTRICT[3]}, [FIRST, SECOND]),
        ("王芳", {"electoral_district": DISTRICT[2]}, [SECOND, COUNTY_DEPUTY]),  # she has no district
        ("王芳(第二选区)", {"electoral_district": DISTRICT[3]}, [SECOND]),  # one alone needs no telling apart
        (
            "王芳",
            {"level": "township", "note": "学校"},
            [FIRST, SECOND],
        ),  # words tell nobody apart
        ("王芳", {"level": "township", "sex": "2"}, [SECOND]),
        ("王芳", {"leaning": "county"}, [COUNTY_DEPUTY]),
        ("李明", {"leaning": "county"}, [LEFT, STAYED]),
        ("王芳(第二选区)", {"leaning": "county"}, [SECOND]),
        ("李明", {"day": date(2022, 7, 1)}, [STAYED]),
        ("李明", {"day": date(2019, 7, 1)}, [LEFT, STAYED]),
        ("李明", {"day": date(2010, 7, 1)}, [LEFT, STAYED]),  # nobody was in office: the day is wrong
        ("李明", {"id": LEFT, "day": date(2022, 7, 1)}, [LEFT]),
        ("李明", {"id": SECOND}, [SECOND]),
        ("", {"id": SECOND}, [SECOND]),
        ("", {"id": 99}, []),
        ("", {}, [FIRST, SECOND, COUNTY_DEPUTY, LEFT, STAYED]),
        ("", {"level": "county"}, [COUNTY_DEPUTY]),
        ("", {"level": "township", "electoral_district": DISTRICT[2]}, [SECOND, LEFT, STAYED]),
        ("", {"level": "township", "electoral_district": None}, [FIRST, SECOND, LEFT, STAYED]),
    ],
)
def test_hints_tell_several_apart_and_choose_where_no_name_was_written(
    name: str, hints: dict[str, Any], meant: list[int], ledger: Ledger
) -> None:
    assert sorted(filter(None, matching(ledger, "deputies", name, hints))) == meant


def test_without_a_name_hints_that_fit_nothing_choose_nothing(ledger: Ledger) -> None:
    with ledger.act("编入选区") as act:
        for row in ledger.ids("deputies"):
            act.change("deputies", row, {"electoral_district": DISTRICT[2]})
    assert matching(ledger, "deputies", "", {"electoral_district": DISTRICT[3]}) == []
    assert sorted(matching(ledger, "deputies", "李明", {"electoral_district": DISTRICT[3]})) == [LEFT, STAYED]  # type: ignore[type-var]
    one = {"level": "county", "electoral_district": DISTRICT[3]}
    assert matching(ledger, "deputies", "", one) == []  # also where there is only one to choose
    assert matching(ledger, "electoral_districts", "第一选区", {"leaning": "county"}) == [4]
    on = {"day": date(2022, 7, 1)}  # a district is in no office
    assert matching(ledger, "electoral_districts", "第一选区", on) == [1, 4]
    assert matching(ledger, "suggestions", "", on) == matching(ledger, "suggestions", "", {}) != []
    (ref,) = ledger.lookup.matches("deputies", "", {"id": LEFT})
    assert ref == Ref(LEFT, "李明")


def test_a_record_is_found_by_the_number_that_it_was_given(ledger: Ledger) -> None:
    numbers = {row["no"]: row["id"] for row in ledger.rows("suggestions", ledger.ids("suggestions"))}
    assert len(numbers) == 2
    for number, row in numbers.items():
        assert matching(ledger, "suggestions", number, {}) == [row]
    assert matching(ledger, "suggestions", "2022-99", {}) == []


def test_what_was_looked_up_is_looked_up_again_after_each_act(ledger: Ledger) -> None:
    """Rows, names, numbers and answers are remembered until their register is written to, and of others still after it."""
    lookup, asked = ledger.lookup, []

    def counted() -> int:
        asked.append(1)
        return ledger.count("deputies")

    def seen() -> tuple[object, ...]:
        level = {"level": "township"}
        return (
            len(matching(ledger, "deputies", "李明", {})),
            len(lookup.where("deputies", level)),
            (lookup.row("deputies", STAYED) or {}).get("note"),
            lookup.remembered("deputies", "how many", counted),
            "李明" in set(ledger.core.lookup.names("deputies")),
        )

    assert seen() == seen() == (2, 4, None, 5, True) and len(asked) == 1
    with ledger.act("编组") as act:
        act.add("deputy_groups", {"name": "第一小组"})
    assert seen() == (2, 4, None, 5, True) and len(asked) == 1
    with ledger.act("改") as act:
        act.change("deputies", STAYED, {"note": "补"})
    assert seen() == (2, 4, "补", 5, True) and len(asked) == 2
    with ledger.act("改名") as act:
        act.change("deputies", LEFT, {"name": "李小明"})
        act.change("deputies", STAYED, {"name": "李大明"})
        act.add("deputies", {"name": "黎燕", "level": "township"})
    assert seen() == (0, 5, "补", 6, False)
    ledger.undo()
    assert seen() == (2, 4, "补", 5, True)


def test_the_first_row_is_all_of_a_register_of_one_row(ledger: Ledger) -> None:
    office = ledger.core.lookup.first("office")
    assert office is not None and office["town"] == "迳口镇"
    assert ledger.core.lookup.first("deputy_groups") is None
    term = ledger.core.lookup.first("terms")
    assert term is not None and (term["id"], term["level"]) == (1, "township")
    with ledger.act("改") as act:
        act.change("office", office["id"], {"town": "石狗镇"})
        act.add("deputy_groups", {"name": "第一小组"})
    for key, field, value in (("office", "town", "石狗镇"), ("deputy_groups", "name", "第一小组")):
        row = ledger.core.lookup.first(key)
        assert row is not None and row[field] == value


def test_rows_are_chosen_by_what_stands_in_them_and_by_their_year(ledger: Ledger) -> None:
    def chosen(register: str, equals: dict[str, Any], year: int | None = None) -> list[int]:
        return sorted(row["id"] for row in ledger.lookup.where(register, equals, year))

    assert chosen("deputies", {"level": "county"}) == [COUNTY_DEPUTY]
    assert chosen("suggestions", {}, 2022) == [1, 2] and chosen("suggestions", {}, 2021) == []
    assert chosen("suggestions", {"title": "修路"}, 2022) == [1]
    related = ledger.lookup.related("deputies", "electoral_district", [1, 2, 3])
    assert {target: [row["id"] for row in rows] for target, rows in related.items()} == {1: [1], 2: [2]}
    in_office = [
        ledger.lookup.count("deputies", "in_office", date(year, 7, 1), {"level": "township"})
        for year in (2019, 2022)
    ]
    assert in_office == [4, 3]
    assert "第二选区" in ledger.lookup.distinction("deputies", SECOND)
    assert ledger.lookup.distinction("deputies", 99) == ""


def test_surroundings_and_terms_are_those_of_now_also_within_an_act(ledger: Ledger) -> None:
    def seen() -> tuple[str, date, tuple[date | None, date | None]]:
        context = ledger.core.context()
        return context.county, context.today, period_of(1, ledger.core.lookup)

    office = ledger.office
    before = seen()
    assert before == (office["county"], TODAY, (date(2016, 11, 10), None))
    with ledger.act("换届") as act:
        act.change("office", office["id"], {"county": "高要区"})
        act.add("terms", {"level": "township", "ordinal": 17, "started_on": date(2021, 11, 20)})
        now = ("高要区", TODAY, (date(2016, 11, 10), date(2021, 11, 20)))
        assert seen() == now
    assert seen() == now
    ledger.undo()
    assert seen() == before
