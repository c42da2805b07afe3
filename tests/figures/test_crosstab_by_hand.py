"""交叉统计 over seven matters of three years, every number counted by hand.

matter  class    raised      category  village  unit              course
水渠    建议     2022.1.5    水利      大坪村   规划建设办公室    答复A 满意, 办结3.1
校车    意见     2022.1.20   教育      (空白)   没有这个单位      未答复
路灯    意见     2022.2.10   –         石咀村   –                 当场解决
清淤    议案转   2022.12.31  水利      大坪村   –                 撤回
旧路    意见     2021.1.31   教育      大坪村   –                 答复B 基本满意
旧渠    建议     2021.12.31  水利      上坪村   –                 –
更早    建议     2020.12.31  水利      大坪村   –                 –
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.tabulation import Cell, Tabulation
from app.figures.catalogue import figure_of
from app.figures.crosstab import crosstab
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.kept_ledgers import new_ledger

OPINION, SUGGESTION = {"class": "群众意见", "source": "接待"}, {"class": "代表建议", "source": "闭会期间"}
MATTERS: list[dict[str, Any]] = [
    {**SUGGESTION, "title": "水渠", "raised_on": "2022-01-05", "category": "水利", "village": "大坪村", "lead_handler": "规划建设办公室",
     "assigned_on": "2022-01-06", "replied_on": "2022-02-01", "reply_class": "A", "feedback_on": "2022-02-03", "feedback": "满意",
     "concluded_on": "2022-03-01"},
    {**OPINION, "title": "校车", "raised_on": "2022-01-20", "category": "教育", "village": "  ", "lead_handler": "没有这个单位",
     "assigned_on": "2022-01-21"},
    {**OPINION, "title": "路灯", "raised_on": "2022-02-10", "village": "石咀村", "solved_on_spot": True},
    {"class": "议案转建议", "source": "会议期间", "title": "清淤", "raised_on": "2022-12-31", "category": "水利", "village": "大坪村",
     "exit_kind": "撤回", "exit_on": "2022-12-31", "exit_reason": "本人要求"},
    {**OPINION, "title": "旧路", "raised_on": "2021-01-31", "category": "教育", "village": "大坪村",
     "assigned_on": "2021-01-31", "replied_on": "2021-02-10", "reply_class": "B", "feedback_on": "2021-02-12", "feedback": "基本满意"},
    {**SUGGESTION, "title": "旧渠", "raised_on": "2021-12-31", "category": "水利", "village": "上坪村"},
    {**SUGGESTION, "title": "更早", "raised_on": "2020-12-31", "category": "水利", "village": "大坪村"},
]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("crosstab") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        office = {"town": "迳口镇", "county": "四会市", "clerk": "蓝晓晴", "chair": "陈志强"}
        with new_ledger(
            folder, office, term=16, term_started=date(2016, 11, 10), today=date(2023, 2, 1)
        ) as made:
            with made.act("录入") as act:
                for matter in MATTERS:
                    values, problems = made.read_values("suggestions", {"content": matter["title"], **matter})
                    assert [problem for problem in problems if problem.severity == "error"] == []
                    act.add("suggestions", values)
            yield made


def words(table: Tabulation) -> list[list[str]]:
    return [[cell.text for cell in line] for line in table.all_lines()]


def test_all_measures_of_a_dimension_beside_the_year_before(ledger: Ledger) -> None:
    table = crosstab(ledger, 2022, "category")
    assert [(heading.text, heading.group, heading.least, heading.side) for heading in table.headings] == [
        ("分类", "", 12, "left"),
        ("2022年", "收到", 6, "right"), ("2021年", "收到", 6, "right"),
        ("2022年", "办结", 6, "right"), ("2021年", "办结", 6, "right"),
        ("2022年", "办结率", 14, "right"), ("2021年", "办结率", 14, "right"),
    ]  # fmt: skip
    assert words(table) == [
        ["水利", "2", "1", "1", "0", "100.0%（1/1）", "0.0%（0/1）"],  # what was withdrawn is received, not in the base
        ["教育", "1", "1", "0", "0", "0.0%（0/1）", "0.0%（0/1）"],
        ["未分类", "1", "0", "1", "0", "100.0%（1/1）", "—"],
        ["合计", "4", "2", "2", "0", "66.7%（2/3）", "0.0%（0/2）"],
    ]  # fmt: skip
    assert (table.title, table.unit_line) == (
        "迳口镇2022年度意见建议按分类统计表",
        ("单位：件", "意见建议合计 收到、办结和办结率", "截至2022年12月31日，上年为同期"),
    )
    assert table.signatures == ("填表人：蓝晓晴", "审核人：陈志强", "日期：      年   月   日")
    figures = [
        figure_of(ledger, f"all.{key}", 2022).figure for key in ("received", "concluded", "conclusion_rate")
    ]
    assert table.notes == tuple(f"口径与统计数字“{one.label}”相同：{one.rule}" for one in figures)


def test_two_dimensions_stand_in_their_order_and_cross(ledger: Ledger) -> None:
    """By how many of this year, those of the year before alone behind them; classes in their own order."""
    table = crosstab(ledger, 2022, "village", "class")
    groups = ["群众意见", "代表建议", "议案转建议", "合计"]
    assert [heading.group for heading in table.headings] == ["", *(one for one in groups for _ in range(2))]
    assert words(table) == [
        ["大坪村", "0", "1", "1", "0", "1", "0", "2", "1"],
        ["石咀村", "1", "0", "0", "0", "0", "0", "1", "0"],
        ["上坪村", "0", "0", "0", "1", "0", "0", "0", "1"],
        ["未填", "1", "0", "0", "0", "0", "0", "1", "0"],
        ["合计", "2", "1", "1", "1", "1", "0", "4", "2"],
    ]
    assert table.title == "迳口镇2022年度意见建议按涉及村（社区）、性质统计表"
    assert table.unit_line[1] == "意见建议合计 收到"
    rates = crosstab(ledger, 2022, "village", "class", measure="rate", scope="suggestions")
    assert words(rates)[-1] == [
        "合计",
        *("100.0%（1/1）", "0.0%（0/1）"),
        *("—", "—"),
        *("100.0%（1/1）", "0.0%（0/1）"),
    ]


@pytest.mark.parametrize(
    ("until", "received"),
    [("2022-01-31", ["2", "1"]), ("2022-01-30", ["2", "0"]), ("2022-12-30", ["3", "1"])],
)
def test_both_years_end_on_the_same_day(ledger: Ledger, until: str, received: list[str]) -> None:
    table = crosstab(ledger, 2022, "class", until=date.fromisoformat(until))
    assert words(table)[-1][1:3] == received


def test_categories_stand_as_the_office_lists_them_and_units_by_their_present_name(ledger: Ledger) -> None:
    january = crosstab(ledger, 2022, "category", until=date(2022, 1, 31))
    assert [line[0].text for line in january.lines] == ["水利", "教育"]
    (unit,) = ledger.ids("handlers", Query(equals={"name": "规划建设办公室"}))
    with ledger.act("改名") as act:
        act.change("handlers", unit, {"name": "城乡建设办公室"})
    names = [line[0].text for line in crosstab(ledger, 2022, "handler").lines]
    ledger.undo()
    assert names == ["城乡建设办公室", "没有这个单位", "未填主办单位", "未交办"]


NAMES = {
    "month": {"1月": 2, "2月": 1, "12月": 1},
    "handler": {"没有这个单位": 1, "规划建设办公室": 1, "未填主办单位": 0, "未交办": 2},
    "reply_class": {"A类": 1, "B类": 0, "未答复": 3},
    "satisfaction": {"满意": 1, "基本满意": 0, "未反馈": 3},
    "source": {"会议期间": 1, "闭会期间": 1, "接待": 2},
    "session": {"不属会议": 2, "闭会期间": 1, "未填": 1},
    "site": {"未填": 4},
}


@pytest.mark.parametrize("dimension", NAMES)
def test_every_dimension_names_its_matters_in_order(ledger: Ledger, dimension: str) -> None:
    table = crosstab(ledger, 2022, dimension)
    assert [(line[0].text, line[1].value) for line in table.lines] == list(NAMES[dimension].items())


def test_a_number_opens_its_matters_and_a_rate_its_base(ledger: Ledger) -> None:
    titles = {row["id"]: row["title"] for row in ledger.rows("suggestions", ledger.ids("suggestions"))}

    def opened(cell: Cell) -> list[str]:
        assert cell.register == ("suggestions" if cell.rows else "")
        return [titles[row] for row in cell.rows]

    water, education, none = (line[1:] for line in crosstab(ledger, 2022, "category").lines)
    assert [opened(cell) for cell in water] == [["水渠", "清淤"], ["旧渠"], ["水渠"], [], ["水渠"], ["旧渠"]]
    assert [opened(cell) for cell in education] == [["校车"], ["旧路"], [], [], ["校车"], ["旧路"]]
    assert [opened(cell) for cell in none] == [["路灯"], [], ["路灯"], [], ["路灯"], []]
