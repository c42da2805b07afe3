"""A sheet without any heading is read by its cells where its first row is a record, and only there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.sheets import Layout, lay_out
from app.excel.layout.titles import Office

NAMES = ["伍国栋", "关小梅", "曾少雄", "单民"]
PEOPLE = [
    ["伍国栋", "男", "1975.03", "13800000001"],
    ["关小梅", "女", "1980.11", "13800000002"],
    ["曾少雄", "男", "1969.07", "13800000003"],
    ["单民", "女", "1988.01", "13800000004"],
]
Rows = list[list[Any]]


def read(register: str, **sheets: Rows) -> Layout:
    """The layout of a workbook whose ledger knows the people of ``NAMES``."""
    pages = [Sheet(name, rows=[list(row) for row in rows]) for name, rows in sheets.items()]
    return lay_out(
        Workbook(Path("x.xlsx"), "xlsx", sheets=pages),
        BY_KEY[register],
        Office("迳口镇", "四会市", ""),
        in_ledger=lambda register, name: register == "deputies" and (not name or name in NAMES),
    )


@pytest.mark.parametrize(
    ("register", "rows", "fields"),
    [
        ("deputies", PEOPLE, ["name", "sex", "birth_date", "phone"]),
        ("deputies", [["迳口镇代表名单"], *([n, *row] for n, row in enumerate(PEOPLE, 1))], ["name", "sex", "birth_date", "phone"]),
        ("deputies", [[row[1], row[0], "汉族" if n else "壮族", row[2]] for n, row in enumerate(PEOPLE)], ["sex", "name", "ethnic_group", "birth_date"]),
        ("performance_records", [[name, f"2025-03-0{n}", "视察" if n % 2 else "走访", "到各村查看饮水工程进展"] for n, name in enumerate(NAMES, 1)],
         ["deputy", "occurred_on", "kind", "title"]),
    ],
)  # fmt: skip
def test_columns_without_headings_are_told_by_their_cells(
    register: str, rows: Rows, fields: list[str]
) -> None:
    table = read(register, Sheet1=rows).tables[0]
    assert [field for _, field in sorted(table.columns.used().items())] == fields
    assert [line.row for line in table.lines] == [n for n, row in enumerate(rows) if len(row) > 1]


@pytest.mark.parametrize(
    ("register", "rows"),
    [
        ("deputies", [["谁", "男女", "几时生", "怎么找"], *PEOPLE]),  # a first row that is no record
        ("deputies", [["伍国栋", "迳口村", "水电"], ["关小梅", "下寮村", "木工"], ["单民", "水口村", "务农"]]),
        ("deputies", [["2025-03-01", "会议室", "13800000001"], ["2025-03-02", "村委会", "13800000002"], ["2025-03-03", "学校", "13800000003"]]),
    ],
)  # fmt: skip
def test_a_sheet_that_is_no_record_from_its_first_row_on_is_not_headless(register: str, rows: Rows) -> None:
    assert all(table.header.headings for table in read(register, Sheet1=rows).tables)


def test_beside_a_headed_table_only_its_own_columns_go_without() -> None:
    head = ["姓名", "性别", "出生年月", "联系电话"]
    more = [[name, f"2025-03-0{n}", "13800000009"] for n, name in enumerate(NAMES, 1)]
    assert len(read("deputies", 一=[head, *PEOPLE[:2]], 二=PEOPLE[1:]).tables) == 2
    stranger = read("deputies", 一=[head[:2], *(row[:2] for row in PEOPLE)], 二=more)
    assert [table.view.sheet.name for table in stranger.tables] == ["一"]
    assert [name for name, _ in stranger.skipped] == ["二"]
