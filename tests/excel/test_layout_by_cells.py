"""What stands below a heading, or beside it, says what the heading leaves open; sheets and parts belong together."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.sheets import Layout, lay_out
from app.excel.layout.titles import Office
from app.excel.layout.view import column_letter

PEOPLE = "伍国栋 关小梅 陈大文 李秀英 黄志强 何丽华 梁建国 张玉兰".split()
Rows = list[list[Any]]


def read(register: str, *sheets: Rows, merges: tuple[tuple[int, int, int, int], ...] = ()) -> Layout:
    pages = [Sheet(f"表{n}", rows=rows, merges=list(merges)) for n, rows in enumerate(sheets, 1)]
    return lay_out(
        Workbook(Path("x.xlsx"), "xlsx", sheets=pages),
        BY_KEY[register],
        Office("迳口镇", "四会市", ""),
        in_ledger=lambda to, name: to == "deputies" and (not name or name in PEOPLE),
    )


def fields(layout: Layout) -> dict[str, str]:
    (table,) = layout.tables
    return {column_letter(column): key for column, key in table.columns.used().items()}


RECEIVED: Rows = [
    ["1月5日", "东村联络站", "伍国栋、关小梅", 2, 3, 4],
    ["2月6日", "西村联络站", "陈大文", 1, 2, 1],
    ["3月8日", "东村联络站", "李秀英、黄志强", 2, 5, 2],
]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["接待时间", "接待地点", "参加接待的代表", None, "接待群众（人次）", "收集意见（条）"], ["姓名", "人数"]),
        (["日期", "站点", "代表", None, "群众", None], ["名单", "人次", "人次", "意见数"]),
        (["接访日期", "联络站", "接访代表", None, "接访群众", "意见建议"], ["谁", "几人", "（人次）", "（条）"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("merged", [True, False])
def test_a_second_row_of_headings_is_one_merged_or_not(
    above: list[Any], below: list[Any], merged: bool
) -> None:
    rows = [["2022年接待统计表"], above, [None, None, *below], *RECEIVED]
    layout = read("receptions", rows, merges=((1, 2, 1, 3),) if merged else ())
    assert fields(layout) == {
        "A": "held_on", "B": "site", "C": "deputies", "D": "deputy_count", "E": "visitor_count", "F": "opinion_count",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["日期", "会议名称", "实到（人）", "出席人员", "未出席人员", None], ["请假", "缺席"]),
        (["时间", "活动", "实到人数", "到会代表", "未到会代表", None], ["请假的", "缺席的"]),
    ],
)
@pytest.mark.parametrize("merged", [True, False])
def test_people_below_parted_headings_are_each_what_theirs_says(
    above: list[Any], below: list[Any], merged: bool
) -> None:
    events: Rows = [
        ["2021.1.4", "镇八届人大七次会议", 3, "伍国栋、关小梅、陈大文", "李秀英、黄志强", "何丽华"],
        ["2021.1.9", "代表培训班", 2, "伍国栋、关小梅", "陈大文", "无"],
        ["2021.3.9", "视察水利工程", 3, "伍国栋、关小梅、张玉兰", "无", "李秀英"],
    ]
    rows = [["2021年代表出勤登记"], above, [None, None, None, None, *below], *events]
    layout = read("performance_records", rows, merges=((1, 4, 1, 5),) if merged else ())
    (table,) = layout.tables
    assert [words for _, words in table.columns.apart.values()] == ["出席", "请假", "缺席"]
    assert "count" not in table.columns.whole  # how many came is no number of deeds


@pytest.mark.parametrize(
    ("headings", "keys"),
    [
        (["案由", "提出人", "交办", "答复", "类别"], {"C": "assigned_on", "D": "replied_on"}),
        (["案由", "代表", "交办情况", "答复情况", "答复类别"], {"C": "assigned_on", "D": "replied_on"}),
        (["案由", "代表", "下发", "办理结果", "类别"], {"C": "assigned_on", "D": "concluded_on"}),
    ],
)
def test_days_below_words_of_an_act_are_its_days(headings: list[str], keys: dict[str, str]) -> None:
    rows = [
        [f"关于修缮第{n}条路的建议", name, f"3.{n}", f"6月{n}日", "B类"]
        for n, name in enumerate(PEOPLE[:4], 1)
    ]
    assert keys.items() <= fields(read("suggestions", [headings, *rows])).items()


def test_code_words_are_nobodys_names_and_a_column_of_states_is_no_class() -> None:
    head = ["建议内容", "领衔代表", "第一次答复", None, "第二次答复", None, "办理结果"]
    below = [None, None, "日期", "代表态度", "日期", "代表态度", None]
    states = ["已落实", "已办结", "正在落实", "已答复"] * 2
    rows: Rows = [
        [
            f"关于修缮第{n}条路的建议",
            PEOPLE[n],
            f"2022年6月{n + 1}日",
            "不满意",
            f"2022年8月{n + 1}日",
            "满意",
            state,
        ]
        for n, state in enumerate(states)
    ]
    layout = read("suggestions", [head, below, *rows], merges=((0, 2, 0, 3), (0, 4, 0, 5)))
    read_as = fields(layout)
    assert read_as["B"] == "deputies"
    assert (read_as["F"], read_as["G"]) == ("rework_feedback", "status")


@pytest.mark.parametrize("turned", [False, True])
def test_replies_in_a_sheet_of_their_own_go_to_their_matters(turned: bool) -> None:
    matters = [["2023年代表建议交办清单"], ["编号", "题目", "建议代表", "承办部门", "交办日期"]]
    matters += [
        [f"BSA-{n}", f"关于修缮第{n}条路的建议", PEOPLE[n], "规建办", f"2023.4.{n + 1}"] for n in range(7)
    ]
    replies = [["建议编号", "答复时间", "答复类型", "代表反馈", "答复人"]]
    replies += [[f"BSA-{n}", f"2023年6月{n + 1}日", "A类", "满意", "何兰香"] for n in (3, 1, 5, 2, 6)]
    layout = read("suggestions", *((replies, matters) if turned else (matters, replies)))
    (table,) = layout.tables
    assert len(table.lines) == 7
    assert table.lines[3].words == {"replied_on": "2023年6月4日", "reply_class": "A类", "feedback": "满意"}
    assert table.lines[4].words == {}  # the title says the class, no sheet's name does
    assert [q.column for q in layout.questions if q.sheet != table.view.sheet.name] == ["E"]


def test_a_group_heading_is_no_place() -> None:
    head = ["案由", "提出人", "承办单位", "时间节点", None, None]
    rows = [
        [f"修缮第{n}条路", name, "规建办", f"3月{n}日", f"6月{n}日", f"7月{n}日"]
        for n, name in enumerate(PEOPLE, 1)
    ]
    below = [None, None, None, "交办", "答复", "办结"]
    for merges in (((0, 3, 0, 5),), ()):
        layout = read("suggestions", [head, below, *rows], merges=merges)
        read_as = fields(layout)
        assert [read_as[letter] for letter in "DEF"] == ["assigned_on", "replied_on", "concluded_on"]
        assert layout.tables[0].lines[0].words == {}


def test_titles_with_their_replies_belong_to_the_matters_of_those_titles() -> None:
    matters: Rows = [["代表建议交办清单"], ["建议标题", "建议代表", "提出日期", "承办部门"]]
    matters += [[f"关于修缮第{n}条路的建议", PEOPLE[n], "2023.3.1", "规建办"] for n in range(7)]
    replies: Rows = [["答复情况"], ["序号", "建议标题", "答复时间", "代表反馈"]]
    replies += [[n, f"关于修缮第{n}条路的建议", "2023年6月1日", "满意"] for n in (3, 1, 5, 2, 9)]
    (table,) = read("suggestions", matters, replies).tables
    assert [n for n, line in enumerate(table.lines) if line.words.get("replied_on")] == [1, 2, 3, 5]
    assert table.notes == (
        "“表2”第 7 行在“表1”里找不到对应的记录，没有读入。请在表格里核对这几行，改好后重新导入。",
    )
    alone = [["意见登记"], ["反映人", "意见内容", "日期"], ["甲某", "关于修缮第3条路的建议", "2023年6月1日"]]
    assert (
        len(read("suggestions", matters, alone).tables) == 2
    )  # what has a day of its own is a matter of its own


@pytest.mark.parametrize("label", [("代表姓名", ""), ("姓名：", ""), ("姓名", "性别")])
@pytest.mark.parametrize("titled", [True, False])
def test_a_table_below_each_of_several_names_is_that_deputys(label: tuple[str, str], titled: bool) -> None:
    rows: Rows = []
    for name in PEOPLE[:4]:
        rows += [["代表履职登记卡（2022年）"]] if titled else []
        rows += [
            [label[0], name, *([label[1], "男"] if label[1] else [])],
            ["日期", "履职类型", "履职内容", "证明人"],
        ]
        rows += [[f"{month}月2日", "视察", "视察蓄水池", "村委会"] for month in (4, 7, 9)]
        rows += [["小计", "3次"], []] if titled else [[]]
    layout = read("performance_records", rows)
    (table,) = layout.tables
    assert Counter(line.words["deputy"] for line in table.lines) == dict.fromkeys(PEOPLE[:4], 3)
    assert "not_understood" not in {left.why for left in layout.left_out}
