"""A derived table as a workbook: one page wide, its notes over the whole width, days as papers have them."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.column_widths import text_width
from app.domain.law.full_names import FULL_NAMES
from app.domain.tabulation import Cell, Heading, Tabulation
from app.excel.tabulation import export_tabulation
from app.excel.writing.page import pages_across
from app.paper.sheet import Paragraph, Table
from app.paper.tabulation import tabulation_paper
from ui.printing.pagination import laid_out

pytestmark = pytest.mark.usefixtures("qapp")
LONG = "迳口镇人民政府办公室主任，" * 20
NAMES = ("王芳", "阿卜杜热合曼·买买提依明")
TABLE = Tabulation(
    "公示",
    "迳口镇人大代表履职情况公示",
    (
        Heading("代表", least=8, names=True),
        Heading("工作单位及职务", least=16),
        *[Heading("次数", "right")] * 18,
    ),
    tuple(
        (Cell(NAMES[n % 2]), Cell(LONG if n == 3 else "村民"), *[Cell(str(n), n)] * 18) for n in range(1, 9)
    ),
    (Cell("合计"), Cell(""), *[Cell("36", 36)] * 18),
    notes=("截至2022-12-31，依照代表法公开。", "次数按履职登记统计，" * 12),
)


def test_a_long_text_wraps_and_the_sheet_stays_one_page_wide(tmp_path: Path) -> None:
    export_tabulation(TABLE, tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx").active
    widths = [column.width for column in sheet.column_dimensions.values()]
    assert pages_across(widths) == sheet.page_setup.fitToWidth == 1
    long = next(cell for row in sheet.iter_rows() for cell in row if cell.value == LONG)
    height = sheet.row_dimensions[long.row].height
    assert long.alignment.wrap_text
    assert height >= 10.5 * text_width(LONG) / sheet.column_dimensions[long.column_letter].width


def test_notes_run_over_the_table_and_say_what_paper_says(tmp_path: Path) -> None:
    export_tabulation(TABLE, tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx").active
    notes = [row[0] for row in sheet.iter_rows() if str(row[0].value).startswith("注：")]
    printed = [block.text for block in tabulation_paper(TABLE).blocks if isinstance(block, Paragraph)]
    assert [cell.value for cell in notes] == printed
    assert printed[0] == "注：截至2022.12.31，依照《代表法》公开。"
    assert printed[-1] == f"注：《代表法》是《{FULL_NAMES['代表法']}》的简称。"
    merged = {area.min_row: area.max_col for area in sheet.merged_cells.ranges}
    assert {merged[cell.row] for cell in notes} == {sheet.max_column}


def test_days_stand_as_papers_have_them() -> None:
    table = Tabulation(
        "缺额", "出缺台账", (Heading("出缺日期"),), ((Cell("2022-04-03"),),), notes=("2022-05-01 公告。",)
    )
    paper = tabulation_paper(table)
    (body,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert body.rows == (("1", "2022.04.03"),)
    assert "注：2022.05.01 公告。" in [block.text for block in paper.blocks if isinstance(block, Paragraph)]


def test_names_are_not_broken(tmp_path: Path) -> None:
    export_tabulation(TABLE, tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet.column_dimensions["B"].width > text_width(NAMES[1])
    (body,) = [block for block in tabulation_paper(TABLE).blocks if isinstance(block, Table)]
    assert {row[1] for row in body.rows} == {"王\u3000芳", "阿卜杜热合曼·\n买买提依明", "合计"}
    page, *_ = laid_out([tabulation_paper(TABLE)]).pages
    assert {"阿卜杜热合曼·", "买买提依明"} <= {words.text for words in page.words}
