"""A sheet with a label beside each value is one record, whatever its texts are like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.sheets import lay_out
from app.excel.layout.tables import Table
from app.excel.layout.titles import Office

OFFICE = Office("榕寨镇", "从江县", "")
CONTENTS = [
    "高坡村通组路缺护栏", "香禾糯加工没有烘干机", "鼓楼消防水池漏水", "寨内电线老化", "路灯", "12户", "2024年的问题",
    "饮水困难，请镇里尽快协调，" * 20,
]  # fmt: skip


def form(number: int, content: str) -> Sheet:
    rows = [
        ["榕寨镇人大代表收集社情民意办理单"],
        ["编号", f"RZ2024-{number:02}", "登记时间", "2024年3月9日"],
        ["反映人", "贾桂兰", "联系电话", "19900000435"],
        ["收集站点", "高坡村代表联络站", "接待代表", "石奶花"],
        ["反映内容", content],
        ["承办单位", "镇交通站", "交办时间", "2024年3月11日"],
        ["办理情况", "已安装波形护栏320米"],
        ["答复时间", "2024年4月5日", "群众满意度", "满意"],
        ["办结时间", "2024年4月10日", "办理状态", "已办结"],
        ["站长签字：", None, "联络员签字："],
    ]
    return Sheet(str(number), rows=[list(row) for row in rows], merges=[(4, 1, 4, 3), (6, 1, 6, 3)])


@pytest.mark.parametrize("content", CONTENTS, ids=[content[:8] for content in CONTENTS])
def test_a_form_is_one_record_alone_and_among_others(content: str) -> None:
    for contents in ([content], [CONTENTS[2], content, CONTENTS[3]]):
        sheets = [form(number, text) for number, text in enumerate(contents, 1)]
        layout = lay_out(Workbook(Path("x.xlsx"), "xlsx", sheets=sheets), BY_KEY["suggestions"], OFFICE)
        assert layout.skipped == []
        assert [table.view.sheet.name for table in layout.tables for _ in table.lines] == [
            sheet.name for sheet in sheets
        ]
        for table in layout.tables:
            assert {
                "no",
                "raised_on",
                "content",
                "assigned_on",
                "replied_on",
                "feedback",
            } <= table.columns.whole.keys()


def laid_out(register: str, *rows: list[Any]) -> list[Table]:
    book = Workbook(Path("x.xlsx"), "xlsx", sheets=[Sheet("表", rows=[list(row) for row in rows])])
    return lay_out(book, BY_KEY[register], OFFICE).tables


def read(table: Table) -> list[dict[str, str]]:
    return [
        {key: " ".join(table.view.text(*place) for place in own) for key, own in table.places(line).items()}
        for line in table.lines
    ]


def test_labels_that_no_field_knows_are_named_once_and_end_the_value_before() -> None:
    """Their values were lost without a word where others of the row were read; 陪同人:老李 became the deputy."""
    (card,) = laid_out(
        "deputies", ["代表登记表"], ["姓名", "贾桂兰", "性别", "女"], ["出生年月", "1970.03", "血型", "A"],
        ["选区", "第一选区", "联系电话", None, "微信号", "zs1"],
    )  # fmt: skip
    assert read(card)[0].keys() == {"name", "sex", "birth_date", "electoral_district"}  # 微信号 is no phone
    assert card.notes == ("“血型”“微信号”没有对应的栏，没有读入。",)
    (card,) = laid_out(
        "receptions", ["接待登记表"], ["接待日期:2024-03-05 接待代表:石奶花 陪同人:老李"],
        ["来访群众:张三 天气:晴"], ["反映问题:路灯不亮 原因:线断"],
    )  # fmt: skip
    assert read(card) == [
        {"held_on": "2024-03-05", "deputies": "石奶花", "visitors": "张三", "matter": "路灯不亮 原因:线断"}
    ]
    assert card.notes == ("“陪同人”“天气”没有对应的栏，没有读入。",)


def test_forms_side_by_side_whose_cells_hold_labels_keep_their_columns() -> None:
    (table,) = laid_out(
        "deputies", ["姓名:张三 性别:男", "姓名:李四 性别:女"], ["出生年月:1970.03", "出生年月:1971.03 民族:汉族"],
        ["选区:第一选区", "选区:第二选区"],
    )  # fmt: skip
    assert [(one["name"], one["birth_date"], one["electoral_district"]) for one in read(table)] == [
        ("张三", "1970.03", "第一选区"), ("李四", "1971.03", "第二选区"),
    ]  # fmt: skip
    columns = [table.view.original((line.row, line.column or 0))[1] for line in table.lines]
    assert columns == [0, 1]


@pytest.mark.parametrize("records", [1, 3])
def test_a_form_whose_first_labels_stand_above_its_anchor(records: int) -> None:
    """Labels below it that no field knows came as records: suggestions called 紧急程度 and 抄送."""
    rows: list[list[Any]] = [["提出日期"], ["提出代表"], ["建议内容"], ["承办单位"], ["紧急程度"], ["抄送"]]
    for number in range(records):
        for row, value in zip(
            rows, [f"2024-03-0{number + 1}", "石奶花", f"修{number}号路", "水务站", "急", "办"], strict=True
        ):
            row.append(value)
    (table,) = laid_out("suggestions", *rows)
    contents = [one["content"] for one in read(table)]
    assert contents == [f"修{number}号路" for number in range(records)]
    assert {one["raised_on"] for one in read(table)} >= {"2024-03-01"}
