"""Books of deputies' activities in the words of further clerks: legends, periods, counts and deeds as they write them."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.contact_codes import ATTENDANCE, PERFORMANCE_KINDS
from app.excel.grid import Sheet
from app.excel.layout.days_and_periods import first_day_of, months_in
from app.excel.layout.days_of_month import days_joined
from app.excel.layout.headed_codes import code_headed
from app.excel.layout.legends import legend_of
from app.excel.layout.marks import deeds_in, meaning_of_mark
from app.excel.layout.view import View
from app.storage.ledger import Ledger
from tests.excel.importing_cases import PEOPLE, read, told, values

TITLE = "柳坪镇第九届人大代表2025年履职情况统计表"
REGISTER = "performance_records"


@pytest.mark.parametrize(
    ("legend", "meanings"),
    [
        ("注：√—到会，×—无故不到，○—请假", {"√": "出席", "×": "缺席", "○": "请假"}),
        ("说明：●参加 ▲请假 ×缺席", {"●": "出席", "▲": "请假", "×": "缺席"}),
        ("到会打“√”，请假写“假”，无故缺席写“旷”", {"√": "出席", "假": "请假", "旷": "缺席"}),
        ("参加（√）、请假（○）、没来（×）", {"√": "出席", "○": "请假", "×": "缺席"}),
        ("注：出席√  请假△  缺席×", {"√": "出席", "△": "请假", "×": "缺席"}),
        ("填写办法：出席打√；迟到写“迟”；未请假不到的画○。", {"√": "出席", "迟": "迟到", "○": "缺席"}),
        ("注：Y=到会，N=缺席，L=请假", {"Y": "出席", "N": "缺席", "L": "请假"}),
    ],
)
def test_a_legend_is_read_in_the_words_of_its_clerk(legend: str, meanings: dict[str, str]) -> None:
    shown = legend_of(View(Sheet("表", rows=[[legend]])), ATTENDANCE)
    codes = {mark: ATTENDANCE.read(shown.get(mark, mark)) for mark in meanings}
    assert {mark: ATTENDANCE.label(code or "") for mark, code in codes.items()} == meanings


def test_words_that_explain_nothing_are_no_legend() -> None:
    rows = [["集中视察"], ["说明：本表年底由小组长填报"], ["空格为尚未当选"], ["3次"]]
    assert legend_of(View(Sheet("表", rows=[*rows])), ATTENDANCE) == {}


@pytest.mark.parametrize(
    ("words", "day", "months"),
    [
        ("2025.3", "2025年3月1日", 1), ("1—3月", "1月1日", 3), ("7-12月份", "7月1日", 6), ("二季度（4—6月）", "4月1日", 3),
        ("2025.3.8", None, 0), ("12-10月", None, 0), ("1-3", None, 0),
    ],
)  # fmt: skip
def test_periods_in_own_dialects(words: str, day: str | None, months: int) -> None:
    assert (first_day_of(words), months_in(words)) == (day, months)


def test_a_bare_day_below_its_month_is_one_day() -> None:
    assert days_joined(["2月", "26日", "视察水厂"]) == ["2月26日", "视察水厂"]
    assert days_joined(["2月", "视察"]) == ["2月", "视察"]
    assert days_joined(["一季度", "26日"]) == ["一季度", "26日"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("外出视察", "视察"), ("入户走访", "走访联系选民"), ("下村调研", "专题调研"), ("会上发言", "审议发言"), ("领衔建议", "提出建议"),
        ("视察时间", None), ("培训人数", None), ("参加人数", None), ("履职项目", None), ("代表小组", None), ("职务", None),
    ],
)  # fmt: skip
def test_headings_name_a_kind_by_one_of_their_words(words: str, kind: str | None) -> None:
    code = code_headed(words, PERFORMANCE_KINDS)
    assert (PERFORMANCE_KINDS.label(code) if code else None) == kind


@pytest.mark.parametrize(
    ("text", "count"),
    [("共5次", "5"), ("3（含视察1）", "3"), ("2+1", "3"), ("2次/4分", "2"), ("3月5日", None), ("3", None)],
)
def test_counts_in_own_dialects(text: str, count: str | None) -> None:
    assert meaning_of_mark(text, {}) == count


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("视察2次、培训1次", [("视察", "2"), ("学习培训", "1")]),
        ("走访选民(3)；接访", [("走访联系选民", "3"), ("接待选民", "")]),
        ("①⑤", [("视察", ""), ("接待选民", "")]),
        ("视察水厂、培训1次", []),
    ],
)
def test_cells_say_what_was_done_and_how_often(text: str, deeds: list[tuple[str, str]]) -> None:
    assert deeds_in(text, {"①": "视察", "⑤": "接待选民"}, PERFORMANCE_KINDS) == deeds


def people(*cells: list[Any]) -> list[list[Any]]:
    return [[name, *own] for name, own in zip(PEOPLE, cells, strict=False)]


def test_codes_of_a_legend_below_months_are_a_record_each(ledger: Ledger) -> None:
    rows = [
        [TITLE],
        ["写法：会—出席人代会、视—视察、走—走访选民；当月无活动画“/”。"],
        ["姓名", "1月", "2月", "3月"],
    ]
    body = people(["会", "走2", "/"], ["会、走", "视", "走 视"], ["/", "走", "视"])
    shown = read(ledger, REGISTER, *rows, *body, ["全年次数", 3, 4, 3])
    done = [(PEOPLE[0], "出席人大会议", "2025-01-01"), (PEOPLE[0], "走访联系选民", "2025-02-01")]
    assert values(shown, "deputy", "kind", "occurred_on")[:2] == done
    assert len(told(shown)) == 2 + 5 + 2


def test_a_small_grid_with_counts_in_words_is_read_whole(ledger: Ledger) -> None:
    rows = [[TITLE], ["代表名字", "外出视察", "入户走访", "会上发言", "备注"], ["第一代表小组"]]
    body = people([None, "共2次", "共1次"], ["1+1", None, "2（含县级1）"], ["3次", 1, None], [None, None, 1])
    shown = read(ledger, REGISTER, *rows, *body)
    assert values(shown, "deputy", "kind", "count") == [
        (PEOPLE[0], "走访联系选民", 2), (PEOPLE[0], "审议发言", 1), (PEOPLE[1], "视察", 2), (PEOPLE[1], "审议发言", 2),
        (PEOPLE[2], "视察", 3), (PEOPLE[2], "走访联系选民", 1), (PEOPLE[3], "审议发言", 1),
    ]  # fmt: skip


def test_what_was_done_stands_in_a_column_that_nobody_listed(ledger: Ledger) -> None:
    words = ["走访联系", "接待群众", "撰写建议"]
    body = [[name, word, 1, None, n + 1] for name in PEOPLE[:3] for n, word in enumerate(words)]
    shown = read(ledger, REGISTER, [TITLE], ["履职代表", "项目", "一月", "二月", "三月"], *body)
    assert {kind for (kind,) in values(shown, "kind")} == {"走访联系选民", "接待选民", "提出建议"}
    assert len(told(shown)) == 18


def test_years_above_kinds_and_plans_beside_what_came_of_them(ledger: Ledger) -> None:
    years = [["姓名", "2024年", None, "2025年", None], [None, "视察次数", "培训次数", "视察次数", "培训次数"]]
    merges = [(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)]
    shown = read(
        ledger,
        REGISTER,
        ["柳坪镇代表届内履职统计"],
        *years,
        *people([1, 2, 3, None], [1, 1, 1, 1]),
        merges=merges,
    )
    assert values(shown, "kind", "occurred_on", "count")[:3] == [
        ("视察", "2024-01-01", 1), ("学习培训", "2024-01-01", 2), ("视察", "2025-01-01", 3),
    ]  # fmt: skip
    planned = [["姓名", "选民接待日", None, "集中视察", None], [None, "应参加", "实参加", "应参加", "实参加"]]
    shown = read(ledger, REGISTER, [TITLE], *planned, *people([3, 2, 1, 1], [3, 3, 1, 0]), merges=merges)
    assert values(shown, "kind", "count") == [("接待选民", 2), ("视察", 1), ("接待选民", 3)]


def test_a_summary_is_of_its_period_and_not_of_the_day_on_which_it_was_written(ledger: Ledger) -> None:
    written = ["汇总单位：柳坪镇人大办", None, "2025年10月9日"]
    titled = ["柳坪镇人大代表2025年三季度履职情况汇总"]
    shown = read(ledger, REGISTER, titled, written, ["姓名", "视察", "走访选民"], *people([1, 2], [2, 1]))
    assert {day for (day,) in values(shown, "occurred_on")} == {"2025-07-01"}


def test_deeds_with_their_days_below_kinds_are_records_each(ledger: Ledger) -> None:
    heads = ["代表姓名", "出席会议", "参加视察", "走访选民"]
    first = [
        "2月25日镇九届人大五次会议；8月19日六次会议（请假）",
        "4月9日视察万亩梨园改造",
        "5月10日走访脱贫户，了解秋收",
    ]
    second = ["2月25日镇九届人大五次会议", "4月9日视察万亩梨园改造\n6月2日视察夏粮收储", None]
    shown = read(ledger, REGISTER, [TITLE], heads, *people(first, second))
    assert values(shown, "kind", "occurred_on", "attendance")[:2] == [
        ("出席人大会议", "2025-02-25", None), ("出席人大会议", "2025-08-19", "请假"),
    ]  # fmt: skip
    assert len(told(shown)) == 7


def test_a_deed_below_a_name_that_stands_once_is_that_deputys(ledger: Ledger) -> None:
    rows = [
        [PEOPLE[0], "第一小组", "2025-03-06", "视察", "视察水厂"], [None, "第一小组", "2025-04-07", "接待选民", "进站接待"],
        [PEOPLE[1], "第一小组", "2025-05-08", "视察", "视察校园"],
    ]  # fmt: skip
    shown = read(ledger, REGISTER, [TITLE], ["姓名", "代表小组", "日期", "类别", "内容"], *rows)
    assert values(shown, "deputy") == [(PEOPLE[0],), (PEOPLE[0],), (PEOPLE[1],)]
    assert [row["verdict"] for row in told(shown)].count("wrong") == 0
    assert "taken_from_above" in {problem["code"] for problem in told(shown)[1]["problems"]}


def test_a_month_without_a_year_is_of_the_year_in_which_it_was_reported(ledger: Ledger) -> None:
    rows = [["柳坪镇人大代表十二月份履职月报"], ["报送时间：2024年1月5日"], ["姓名", "视察", "走访选民"]]
    shown = read(ledger, REGISTER, *rows, *people([1, 2], [2, 1]))
    assert {day for (day,) in values(shown, "occurred_on")} == {"2023-12-01"}


def test_acts_whose_day_stands_below_their_month_keep_their_names(ledger: Ledger) -> None:
    heads = [
        ["姓名", "2月", "3月", "4月"],
        [None, "26日", "19日", "10日"],
        [None, "镇九届人大五次会议", "视察造林点", "代表履职培训班"],
    ]
    shown = read(
        ledger,
        REGISTER,
        [TITLE],
        *heads,
        *people(["●", "△", "●"], ["●", "●", "×"]),
        ["注：●出席，△请假，×缺席"],
    )
    assert values(shown, "title", "occurred_on", "attendance")[:2] == [
        ("镇九届人大五次会议", "2025-02-26", "出席"), ("视察造林点", "2025-03-19", "请假"),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["活动主题", "活动事项", "事项", "活动名称："])
def test_what_stands_behind_who_did_not_come_is_why_and_not_what_was_done(ledger: Ledger, label: str) -> None:
    rows = [
        ["铺前镇人大代表活动签到表"],
        [label, "视察春季备耕和农资供应"],
        ["活动时间", "2025年4月24日", None, "集合地点", "镇综合文化站"],
        ["召集人", "镇人大主席团", None, "带队", "镇人大主席钟海涛"],
        ["与会代表", "签到情况", "事由", "备注"],
        ["王大山", "到", None, None], ["周秋菊", "迟到", "9:20到", None], ["吴四海", "到", None, "代签"],
        ["郑小川", "请假", "身体不适", None], ["王大山", "到", None, None],
    ]  # fmt: skip
    merges = [(2, 1, 2, 2), (3, 1, 3, 2)]
    preview = read(ledger, REGISTER, *rows, merges=merges)
    shown = values(preview, "attendance", "title")[:4]
    assert shown == [(state, "视察春季备耕和农资供应") for state in ("出席", "迟到", "出席", "请假")]
    notes = [row["values"].get("note") or "" for row in told(preview)[:4]]
    assert ["9:20到" in notes[1], "身体不适" in notes[3], notes[0]] == [True, True, ""]


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("无故缺席集中视察", "缺席"), ("因病请假，未到执法检查现场", "请假"), ("请了事假", "请假"),
        ("视察缺席代表的选区", None), ("听取请假制度的汇报", None), ("集中视察", None),
    ],
)  # fmt: skip
def test_the_words_of_a_deed_say_that_somebody_stayed_away(
    ledger: Ledger, title: str, state: str | None
) -> None:
    head = ["日期", "姓名", "履职类别", "事由"]
    preview = read(ledger, REGISTER, [TITLE], head, ["2025-03-12", "王大山", "视察", title])
    assert values(preview, "title", "attendance") == [(title, state)]


def test_a_title_that_is_blank_beside_a_kind_stays_a_title(ledger: Ledger) -> None:
    head = ["日期", "姓名", "履职类别", "活动名称", "备注"]
    rows = [[f"2025-03-1{n}", "王大山", "出席人大会议", None, None] for n in range(4)]
    rows += [["2025-04-12", "周秋菊", "视察", "视察水厂", None]]
    preview = read(ledger, REGISTER, [TITLE], head, *rows)
    assert values(preview, "title")[-1] == ("视察水厂",)


def test_a_column_that_sums_up_a_row_is_not_asked_about(ledger: Ledger) -> None:
    head = ["姓名", "视察（次）", "走访选民（次）", "合计（次）"]
    preview = read(ledger, REGISTER, [TITLE], head, ["王大山", 1, 2, 3], ["周秋菊", 2, 2, 4])
    assert not [question for question in preview.questions if "合计" in question.message]
    assert len(told(preview)) == 4


def test_a_mark_and_a_reason_behind_somebody_are_no_line_about_those_below(ledger: Ledger) -> None:
    """事 for leave, and 外出 as its reason, are neither a label nor its value."""
    head = ["姓名", "所在单位", "8月21日\n第一次全体会议", "8月22日\n第二次全体会议", "缺会缘由"]
    rows = [
        [name, "水磨头村村民小组长", "√", "事" if n % 2 else "√", "外出" if n % 2 else None]
        for n, name in enumerate(PEOPLE)
    ]
    preview = read(ledger, REGISTER, ["柳坪镇第九届人民代表大会第五次会议出席登记（2025年）"], head, *rows)
    assert len(told(preview)) == 2 * len(PEOPLE)
