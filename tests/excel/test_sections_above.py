"""What stands above a table speaks for its records only where it says for which field."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.sheets import lay_out
from app.excel.layout.titles import Office

HEAD = ["序号", "提出日期", "意见内容", "承办单位"]
ROWS = [[1, "2025.3.1", "修路灯", "规划建设办公室"], [2, "2025.3.9", "修水渠", "农业农村办公室"]]


def is_deputy(register: str, name: str) -> bool:
    """A ledger that knows one deputy."""
    return register == "deputies" and name in ("", "吴敏")


@pytest.mark.parametrize(
    ("above", "deputies"),
    [
        (["站点名称:", "梧桐村联络站", "站长:", "吴敏", "联系电话:", "19900001234"], None),
        (["站点名称", "梧桐村联络站", "站长", "吴敏"], None),
        (["联系人", "吴敏"], None),
        (["填表人:", "吴敏"], None),
        (["吴敏"], "吴敏"),
        (["提出代表:", "吴敏"], "吴敏"),
        (["提出代表:吴敏"], "吴敏"),
    ],
)
def test_a_name_beside_another_label_is_no_deputy(above: list[str], deputies: str | None) -> None:
    sheet = Sheet("一季度", rows=[["意见建议收集表"], above, HEAD, *ROWS])
    office = Office("柳坪镇", "东岭县", "")
    layout = lay_out(
        Workbook(Path("a.xlsx"), "xlsx", sheets=[sheet]), BY_KEY["suggestions"], office, in_ledger=is_deputy
    )
    lines = [line for table in layout.tables for line in table.lines]
    assert [line.words.get("deputies") for line in lines] == [deputies] * len(ROWS)


def read(*rows: list[object], register: str = "performance_records", name: str = "代表履职"):
    """(deputy, kind, title) of each record of one sheet."""
    workbook = Workbook(Path("a.xlsx"), "xlsx", sheets=[Sheet(name, rows=list(rows))])
    layout = lay_out(workbook, BY_KEY[register], Office("柳坪镇", "东岭县", ""), in_ledger=is_deputy)
    found = []
    for table in layout.tables:
        for line in table.lines:
            places = table.places(line)
            cells = {key: table.view.text(*where[0]) for key, where in places.items() if where}
            found.append(tuple({**cells, **line.words}.get(key) for key in ("deputy", "kind", "title")))
    return found


DEEDS = ["序号", "日期", "活动内容", "地点"]
BOOKLET = [
    ["2025年履职登记册"],
    ["姓名", "吴敏", "所在选区", "第一选区"],
    ["一、视察"],
    DEEDS,
    [1, "2025.3.1", "视察水利设施", "石鼓村"],
    [2, "2025.3.2", "视察学校", "石鼓村"],
    ["二、学习培训(1次)"],
    DEEDS,
    [1, "2025.5.1", "学习代表法", "镇政府"],
]


def test_a_booklet_is_read_by_its_head_and_the_lines_over_its_tables() -> None:
    assert read(*BOOKLET) == [
        ("吴敏", "视察", "视察水利设施"),
        ("吴敏", "视察", "视察学校"),
        ("吴敏", "学习培训", "学习代表法"),
    ]


def test_the_name_of_a_sheet_is_no_kind_of_deed() -> None:
    rows = [
        ["序号", "姓名", "日期", "活动内容"],
        [1, "吴敏", "2025.3.1", "视察水利设施"],
        [2, "吴敏", "2025.3.9", "调研"],
    ]
    assert [kind for _, kind, _ in read(*rows, name="视察")] == [None, None]


def test_a_card_of_one_person_is_still_a_card() -> None:
    card = [
        ["姓名", "吴敏", "性别", "女"],
        ["出生年月", "1975.3", "民族", "汉族"],
        ["工作单位", "石鼓村", "电话", "19900001234"],
    ]
    assert len(read(*card, register="deputies")) == 1
