"""有活动 on the days around the end of a month and a quarter, and the small parts that every judge uses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref, Row
from app.domain.site_standard.activities import activities
from app.domain.site_standard.judgement import (
    Gap,
    Scene,
    day_words,
    keys,
    lacking,
    points,
    points_words,
    result_of,
    score_of,
    sentence,
)
from tests.written_rows import WrittenRows

HERE = Ref(1, "联络室")


def rows(*days: str, site: Ref = HERE) -> list[Row]:
    """Rows of a site by days of 2022: 1.15, or 2021.1.15."""
    parts = [[int(part) for part in day.split(".")] for day in days]
    dates = [date(*numbers) if len(numbers) == 3 else date(2022, *numbers) for numbers in parts]
    return [{"id": number, "site": site, "held_on": day} for number, day in enumerate(dates, start=1)]


def scene(until: str, *, hours: str = "每月15日", threshold: int | None = None, **more: Any) -> Scene:
    place = {"id": 1, "name": "联络室", "opening_hours": hours, "founded_on": more.pop("founded_on", None),
             "closed_on": more.pop("closed_on", None)}  # fmt: skip
    month, day = map(int, until.split("."))
    return Scene(WrittenRows(more), place, {"id": 1, "threshold": threshold}, 2022, date(2022, month, day))


MONTHS = rows("1.15", "2.15", "3.15")
FOUND = [
    (scene("3.31"), "missing", "没有接待、活动记录"),
    (scene("3.31", receptions=MONTHS, site_activities=rows("2.20")), "met", "接待 3/3 · 活动 1/1"),
    (scene("3.31", receptions=MONTHS), "partly", "接待 3/3 · 活动 0/1，第一季度缺活动"),
    (scene("3.31", receptions=rows("1.15", "2.15"), site_activities=rows("2.20")), "partly", "接待 2/3 · 活动 1/1，3月缺接待"),
    (scene("3.31", receptions=rows("1.15", "3.1", "3.31", "4.1"), site_activities=rows("3.31")), "partly", "接待 3/3 · 活动 1/1，2月缺接待"),
    # on the day before its end neither the month nor the quarter is over
    (scene("3.30", receptions=rows("1.15", "2.15")), "met", "接待 2/2"),
    (scene("3.30", receptions=rows("1.15", "2.15"), site_activities=rows("2.20")), "met", "接待 2/2 · 活动 1/1"),
    # other sites and years do not help
    (scene("3.31", receptions=[*MONTHS, *rows("3.16", site=Ref(2, "")), *rows("2021.3.1")], site_activities=rows("2021.2.1")), "partly", "接待 3/3 · 活动 0/1，第一季度缺活动"),
    (scene("6.30", hours="每季度第二个月15日", receptions=rows("2.15"), site_activities=rows("2.1", "5.1")), "partly", "接待 1/2 · 活动 2/2，第二季度缺接待"),
    (scene("12.31", hours="每季", receptions=rows("1.1", "6.30", "9.30", "12.31"), site_activities=rows("3.31", "4.1", "7.1", "10.1")), "met", "接待 4/4 · 活动 4/4"),
    (scene("3.31", hours="", receptions=rows("1.15"), site_activities=rows("1.2")), "partly", "接待 1 批次 · 活动 1/1，没有接待安排"),
    (scene("3.31", hours="", site_activities=rows("1.2")), "partly", "接待 0 批次 · 活动 1/1，没有接待安排"),
    # a rota is the plan: what was planned by the day
    (scene("3.31", receptions=rows("1.12", "2.10"), reception_duties=rows("1.10", "1.20", "2.10", "3.31", "4.10", "2021.1.1"), site_activities=rows("1.2")),
     "partly", "接待 2/4 · 活动 1/1，1月缺接待、3月缺接待"),
    (scene("3.31", receptions=rows("1.12"), reception_duties=rows("1.10"), site_activities=rows("1.2")), "met", "接待 1/1 · 活动 1/1"),
    # only months that were over and all of which the site was in use
    (scene("4.30", receptions=rows("3.1", "4.1"), founded_on=PartialDate(2022, 2, 2)), "met", "接待 2/2"),
    (scene("4.30", receptions=rows("3.1", "4.1"), founded_on=PartialDate(2022, 2)), "partly", "接待 2/3，2月缺接待"),
    (scene("4.30", receptions=rows("1.1", "2.1", "3.1"), site_activities=rows("1.1"), closed_on=date(2022, 4, 30)), "met", "接待 3/3 · 活动 1/1"),
    (scene("4.30", receptions=rows("1.1", "2.1", "3.1"), site_activities=rows("1.1"), closed_on=date(2022, 5, 1)), "partly", "接待 3/4 · 活动 1/1，4月缺接待"),
    # as many activities a quarter as the item asks for
    (scene("3.31", receptions=MONTHS, site_activities=rows("2.20"), threshold=2), "partly", "接待 3/3 · 活动 0/1，第一季度缺活动"),
    (scene("3.31", receptions=MONTHS, site_activities=rows("2.20", "2.21"), threshold=2), "met", "接待 3/3 · 活动 1/1"),
    (scene("3.31", receptions=MONTHS, threshold=0), "met", "接待 3/3 · 活动 1/1"),
]  # fmt: skip


@pytest.mark.parametrize(("at", "result", "words"), FOUND)
def test_activities_are_what_was_held_by_the_day_against_what_was_due(
    at: Scene, result: str, words: str
) -> None:
    finding = activities(at)
    assert (finding.result, finding.words) == (result, words)


def test_a_finding_shows_what_it_was_judged_from() -> None:
    rota = rows("1.10", "1.20", "2.10", "4.10")
    finding = activities(
        scene("3.31", receptions=rows("1.12"), reception_duties=rota, site_activities=rows("2.1"))
    )
    planned = tuple(("reception_duties", number) for number in (1, 2, 3))
    assert finding.rows == (("receptions", 1), ("site_activities", 1), *planned)
    assert [gap.rows for gap in finding.gaps] == [planned[:2], planned[2:]]
    assert activities(scene("3.31", reception_duties=rota)).rows == planned


def test_evidence_is_the_pictures_of_the_role_and_of_the_checks_by_the_day() -> None:
    def file(number: int, register: str, row: int, name: str, role: str | None = None) -> Row:
        return {"id": number, "register": register, "row": row, "name": name, "role": role}

    files = [
        file(1, "liaison_sites", 1, "门牌.JPG", "sign"), file(2, "liaison_sites", 1, "说明.pdf", "sign"), file(3, "liaison_sites", 1, "场所.png", "venue"),
        file(4, "liaison_sites", 2, "别处.png", "sign"), file(5, "site_checks", 1, "查.png"), file(6, "site_checks", 2, "后.png"),
        file(7, "site_checks", 3, "它.png"),
    ]  # fmt: skip
    checks = [
        {"id": number, "site": HERE, "item": Ref(item, ""), "checked_on": day}
        for number, item, day in (
            (1, 1, date(2022, 3, 31)),
            (2, 1, date(2022, 4, 1)),
            (3, 2, date(2022, 3, 1)),
        )
    ]
    at = scene("3.31", attachments=files, site_checks=checks)
    assert [one["id"] for one in at.evidence("sign")] == [1, 5]
    assert [one["id"] for one in at.evidence("sign", "venue")] == [1, 3, 5]


def test_rows_without_a_day_are_those_of_every_year() -> None:
    at = scene(
        "3.31",
        receptions=rows("2021.1.1", "1.1", "12.1"),
        site_equipment=[{"id": 4, "site": HERE, "name": "桌"}],
    )
    assert [row["id"] for row in at.rows("receptions")] == [1, 2, 3]
    assert [row["id"] for row in at.rows("receptions", day="held_on")] == [2]
    assert [row["id"] for row in at.rows("site_equipment", name="桌")] == [4]
    assert at.rows("site_equipment", name="椅") == []


@pytest.mark.parametrize(
    ("needed", "names"),
    [
        (None, []), (" 、", []), ("桌椅/桌凳,电脑\n打印机、 ", [("桌椅", "桌凳"), ("电脑",), ("打印机",)]),
    ],
)  # fmt: skip
def test_what_an_item_needs_is_a_list_with_other_names(
    needed: str | None, names: list[tuple[str, ...]]
) -> None:
    at = scene("3.31")
    assert Scene(at.lookup, at.site, {"needed": needed}, 2022, at.until).needed() == names


def test_the_small_parts() -> None:
    needed = [("桌椅", "桌凳"), ("电脑",), ("打印机",)]
    assert lacking(needed, ["会议桌凳", "惠普打印机"]) == ["电脑"]
    assert lacking(needed, []) == ["桌椅", "电脑", "打印机"]
    gap = Gap("缺照片")
    assert [result_of(*case) for case in ((0, []), (0, [gap]), (1, [gap]), (1, []))] == [
        "missing",
        "missing",
        "partly",
        "met",
    ]
    assert sentence(("6 件", "", "已盘点"), (gap, Gap("缺清单"))) == "6 件 · 已盘点，缺照片、缺清单"
    assert (sentence((), (gap,)), sentence(("齐全",), ()), sentence((), ())) == ("缺照片", "齐全", "")
    assert keys("receptions", rows("1.1", "1.2")) == (("receptions", 1), ("receptions", 2))
    days = [date(2022, month, 15) for month in (9, 8, 9, 10, 11)]
    assert day_words(days[:4]) == "08.15、09.15、10.15"
    assert day_words(days) == "08.15、09.15、10.15等 4 天"


@pytest.mark.parametrize(
    ("weight", "result", "score", "words"),
    [
        (125, "met", 1250, "12.50"), (125, "partly", 625, "6.25"), (125, "missing", 0, "0.00"), (125, "", 0, "0.00"), (3, "partly", 15, "0.15"),
    ],
)  # fmt: skip
def test_points_are_the_share_of_the_weight(weight: int, result: str, score: int, words: str) -> None:
    assert score_of({"weight": weight}, result) == score
    assert points_words(score) == words


def test_a_check_without_points_counts_by_its_result() -> None:
    items = {1: {"weight": 100}, 2: {"weight": 50}}
    checks = [
        {"item": Ref(1, ""), "score": None, "result": "partly"}, {"item": Ref(1, ""), "score": 0, "result": "met"},
        {"item": Ref(2, ""), "score": 120, "result": "missing"}, {"item": Ref(9, ""), "score": None, "result": "met"},
    ]  # fmt: skip
    assert points(checks, items) == 500 + 0 + 120
    assert points([], items) == 0
