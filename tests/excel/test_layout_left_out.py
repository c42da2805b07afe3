"""No filled row and no filled column of a workbook that is read disappears without a word."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.sheets import Layout, lay_out
from app.excel.layout.titles import Office
from app.excel.layout.view import View
from tests.data.contact.build_contact import books as contact_books
from tests.data.rosters.build_rosters import books as roster_books
from tests.data.rosters.grid import Book

pytestmark = pytest.mark.usefixtures("reading_here")

Row = Callable[[str, int], list[Any]]
OFFICE = Office("迳口镇", "四会市", "")
LARGE = 4_000  # cells; larger workbooks of the tests only say the same again
STRANGE = "昃 罅 叕 亖 燚 犇 猋 骉 麤 淼".split()  # words that are in no vocabulary
BOOKS = {
    f"{kind} {book.name}": book
    for kind, books in (("roster", roster_books()), ("contact", contact_books()))
    for book in books
    if book.sheets and max(len(page.cells) for page in book.sheets) < LARGE
}


def workbook(book: Book, reworded: int | None = None) -> Workbook:
    """The cells of a book of the tests; with ``reworded`` some cells of its first rows say strange words."""
    chance = random.Random(reworded)
    sheets = []
    for page in book.sheets:
        rows = page.rows()
        for row in rows[:4] if reworded is not None else ():
            for column, cell in enumerate(row):
                if isinstance(cell, str) and len(cell) < 12 and chance.random() < 0.3:
                    row[column] = chance.choice(STRANGE) * 2
        merges = [(a - 1, b - 1, c - 1, d - 1) for a, b, c, d in page.merges]
        plain = [[cell if isinstance(cell, str | int | float) else None for cell in row] for row in rows]
        sheets.append(Sheet(page.name, page.hidden, plain, merges))
    return Workbook(Path(book.name), "xlsx", sheets=sheets)


def unmentioned(layout: Layout) -> Iterator[str]:
    """The filled rows and columns of the sheets read that neither records nor the report name."""
    for table in layout.tables:
        view, sheet = table.view, table.view.sheet
        if view.turned:
            continue
        together = [one for one in layout.tables if one.view.sheet is sheet]
        rows = {left.row - 1 for left in layout.left_out if left.sheet == sheet.name}
        for one in together:
            for line in one.lines:
                rows |= {
                    line.row,
                    *line.more,
                    *(r for places in (line.places or {}).values() for r, _ in places),
                }
        yield from (
            f"{sheet.name} row {r + 1}" for r in range(view.height) if view.filled(r) and r not in rows
        )
        if not table.header.headings:
            continue
        named = {
            c for one in together for c in (*one.columns.used(), *one.columns.unused, *one.columns.apart)
        }
        named |= {one.columns.record_number for one in together if one.columns.record_number is not None}
        for line in table.lines:
            columns = set(view.filled(line.row)) - named
            yield from (f"{sheet.name} column {c} of row {line.row + 1}" for c in sorted(columns))


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("reworded", [None, 1])
def test_every_filled_row_and_column_is_an_entry_or_named(part: int, reworded: int | None) -> None:
    lost = []
    for name in sorted(BOOKS)[part::8]:
        book = BOOKS[name]
        register = BY_KEY[book.truth.get("register", "deputies")]
        lost += [
            f"{name}: {words}" for words in unmentioned(lay_out(workbook(book, reworded), register, OFFICE))
        ]
    assert lost == []


def test_a_cell_far_below_costs_no_look_at_the_blank_rows_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody typed by accident in the last row of a sheet, a million rows below the last entry."""
    rows = [["姓名", "性别", "级别"], ["王芳", "女", "镇"], *([] for _ in range(20_000)), [None, "。"]]
    looks: list[int] = []
    filled = View.filled

    def counted(view: View, row: int, *columns: int) -> list[int]:
        looks.append(row)
        return filled(view, row, *columns)

    monkeypatch.setattr(View, "filled", counted)
    layout = lay_out(
        Workbook(Path("名册.xlsx"), "xlsx", sheets=[Sheet("名册", rows=rows)]), BY_KEY["deputies"], OFFICE
    )
    assert [line.row for table in layout.tables for line in table.lines] == [1]
    assert len(looks) < 2_000


# What is bought, paid for or built is called like notes, totals, sections and headings below a table are.
THINGS = (
    "打印机 提示牌 附件柜 说明牌 日期牌 盖章机 签名册 签字笔 审核章 统计表架 负责人桌牌 联系人牌 主席台桌 时间牌 填表台 报送箱 "
    "以上设备 小计算器 合计算盘 共享充电器 例会桌 缺口钳 空调 总闸 其他 照片 站点 项目 代表"
).split()
TABLES: dict[str, tuple[str, list[str], Row]] = {
    "equipment": ("site_equipment", ["名称", "数量", "存放地点"], lambda thing, n: [thing, n % 5 + 1, "迳口站"]),
    "entries": ("fund_entries", ["日期", "摘要", "收入", "支出"], lambda thing, n: [f"2022-03-{n:02}", thing, None, 99 + n]),
    "entries, few columns in use": (
        "fund_entries",
        ["摘要", "日期", "经费", "收入", "支出", "结余", "经手人", "备注"],
        lambda thing, n: [thing, f"2022-03-{n:02}", None, None, 99 + n, None, None, None],
    ),
    "projects": ("livelihood_projects", ["项目名称", "责任单位", "总投资"], lambda thing, n: [thing, "农业办", 999 + n]),
}  # fmt: skip


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("table", TABLES)
def test_what_holds_a_day_or_an_amount_is_an_entry_whatever_it_is_called(table: str, numbered: bool) -> None:
    key, head, row = TABLES[table]
    rows = [row(thing, number) for number, thing in enumerate(THINGS, 1)]
    page = [head, *rows, ["备注：以上由统计员填写"], ["打印：2022年5月1日"]]
    if numbered:
        page = [["序号", *head], *([number, *one] for number, one in enumerate(rows, 1)), *page[-2:]]
    layout = lay_out(
        Workbook(Path("台账.xlsx"), "xlsx", sheets=[Sheet("台账", rows=page)]), BY_KEY[key], OFFICE
    )
    lines = [line for one in layout.tables for line in one.lines]
    assert [line.row for line in lines] == list(range(1, len(THINGS) + 1))
    assert not any(line.words for line in lines)  # and says nothing of those below it
    assert [(left.row, left.why) for left in layout.left_out] == [
        (1, "heading"),
        (len(THINGS) + 2, "note"),
        (len(THINGS) + 3, "note"),
    ]


OPINIONS = ["序号", "登记时间", "群众姓名", "诉求内容", "责任单位", "办结时间"]


def opinion(number: int) -> list[Any]:
    return [number, f"2024.{number}.19", "谢润泽", "学校门口早晚高峰拥堵", "水利站", f"2024.{number}.24"]


def whys(rows: list[list[Any]]) -> dict[str, str]:
    """What each line is that is no entry, by its words."""
    book = Workbook(Path("台账.xlsx"), "xlsx", sheets=[Sheet("台账", rows=rows)])
    return {one.text: one.why for one in lay_out(book, BY_KEY["suggestions"], OFFICE).left_out}


@pytest.mark.parametrize(
    "line", ["一月份", "茶山代表团（共17件）", "东部代表小组  18人", "（三）河东片", "上半年"]
)
def test_a_short_line_alone_above_records_is_a_section(line: str) -> None:
    assert whys([OPINIONS, [line], opinion(1), opinion(2), opinion(3)])[line] == "section"


@pytest.mark.parametrize("line", ["张建国", "以上人员的电话由村委会提供，请核对后再用。"])
def test_a_name_or_a_sentence_alone_is_no_section(line: str) -> None:
    assert whys([OPINIONS, opinion(1), opinion(2), [line], opinion(3)]).get(line) != "section"


@pytest.mark.parametrize(
    "total", [["全年", "22条"], ["一至六月", "共9件"], ["本站", "3条"], ["上半年收到36条"]]
)
def test_a_count_where_days_stand_is_no_opinion(total: list[Any]) -> None:
    assert whys([OPINIONS, *map(opinion, range(1, 7)), total])[" ".join(total)] == "total"
