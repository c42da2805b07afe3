"""A blank workbook for a register: headings, drop-downs, text cells where needed, and instructions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.domain.column_widths import text_width
from app.domain.fields import Field
from app.domain.kind_table import KindTable
from app.domain.register import Register
from app.excel.ledger_sheets import FileHeld
from app.excel.writing.frame import BODY_FONT, FIRST_ROW, HEAD_FONT, HEAD_ROW, column_of, dress
from app.excel.writing.page import new_book, on_a4, pages_across
from app.excel.writing.whole_book import save_book
from app.storage.files import complete_file

INSTRUCTIONS = "填写说明"
ROWS = 300  # framed rows to fill in; more may be added below
_LAST_ROW = FIRST_ROW + 1999
_LONGEST_LIST = 255  # characters that a drop-down's own list may have
_WAYS: KindTable[str] = KindTable(
    "way to fill in a cell",
    __name__,
    {
        **dict.fromkeys(("text", "prose", "choice", "lines"), ""),  # what may be chosen is said anyway
        "day": "写到日，例如 2022-04-15 或 2022.4.15",
        "known_day": "写到月或日，例如 1975.03 或 1975-03-12",
        "time": "写成 9:00、14:30 或 9点半",
        "id_number": "18位，格子已设为文本，不要改成数字",
        "phone": "手机或带区号的固定电话，格子已设为文本",
        "number": "填整数",
        "money": "填金额（元），最多两位小数",
        "flag": "填“是”或“否”",
        "person": "姓名中间不加空格；少数民族姓名的间隔号用“·”",
        "link": "填台账里的名称；还没有登记的，导入时可一并新建",
        "links": "可填多个，用“、”隔开",
    },
)


def template_fields(register: Register) -> tuple[Field, ...]:
    """The columns a clerk fills in; lists need the form, a term told by the title is the import's (settled.md 2)."""
    return tuple(f for f in register.input_fields if not f.kind.columns and f.key != register.intake.term)


def write_template(register: Register, path: Path) -> None:
    """Write a blank workbook that the import of this register understands.

    Raises ``FileHeld`` when another program holds ``path``.
    """
    book = new_book(f"{register.label}填写模板")
    fields = template_fields(register)
    sheet = book.create_sheet(register.label)
    guide = book.create_sheet(INSTRUCTIONS)
    _guide(guide, register, fields)
    for number, field in enumerate(fields, 1):
        _column(sheet, guide, number, field)
    _headings(sheet, register, fields)
    try:
        with complete_file(path) as temporary:
            save_book(book, temporary)
    except PermissionError as cause:
        raise FileHeld(path) from cause


def _headings(sheet: Any, register: Register, fields: Sequence[Field]) -> None:
    sheet.cell(1, 1, f"{register.label}（填写模板）")
    widths = [column.width for column in sheet.column_dimensions.values()]
    first_page = len(fields) // pages_across(widths)
    for number in range(1, first_page + 1):  # centred over the table without merging, which fillers undo
        dress(sheet.cell(1, number), BODY_FONT, 20, "centerContinuous", bold=True, wrap=False)
    note = sheet.cell(
        2, 1, f"从第 {FIRST_ROW} 行起填写，一行一条；带 * 的栏目必填；填写方法见“{INSTRUCTIONS}”。"
    )
    dress(note, BODY_FONT, 10.5, "left", wrap=False)
    for number, field in enumerate(fields, 1):
        cell = sheet.cell(HEAD_ROW, number, f"{field.label}*" if field.required else field.label)
        dress(cell, HEAD_FONT, 10.5, "center", frame=True)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 36, 20
    sheet.row_dimensions[HEAD_ROW].height = 34
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 2)
    on_a4(sheet, f"{register.label}（填写模板）", f"{HEAD_ROW}:{HEAD_ROW}")


def _column(sheet: Any, guide: Any, number: int, field: Field) -> None:
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(number)
    column = column_of(field, max(field.kind.width, (text_width(field.label) + 1) / 1.2) + 2)
    sheet.column_dimensions[letter].width = column.width
    for row in range(FIRST_ROW, FIRST_ROW + ROWS):
        cell = sheet.cell(row, number)
        if row == FIRST_ROW:
            dress(cell, BODY_FONT, 10.5, column.side, frame=True)
            cell.number_format = column.number_format
        else:
            cell._style = sheet.cell(FIRST_ROW, number)._style
    _drop_down(sheet, guide, letter, field)


def _drop_down(sheet: Any, guide: Any, letter: str, field: Field) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    labels = field.kind.choices()
    if not labels:
        return
    joined = ",".join(labels)
    formula = f'"{joined}"' if len(joined) <= _LONGEST_LIST else _listed(guide, field, labels)
    check = DataValidation(type="list", formula1=formula, allow_blank=True)
    # Without this, WPS and Excel show the list but let anything else pass.
    check.showErrorMessage = True
    check.errorTitle, check.error = field.label, f"请从下拉列表里选择{field.label}。"
    sheet.add_data_validation(check)
    check.add(f"{letter}{FIRST_ROW}:{letter}{_LAST_ROW}")


def _listed(guide: Any, field: Field, labels: Sequence[str]) -> str:
    """Writes a long list into a column beside the instructions and gives the formula that points to it."""
    from openpyxl.utils import get_column_letter

    column = guide.max_column + 2
    dress(guide.cell(2, column, f"“{field.label}”的可选内容"), HEAD_FONT, 10.5, "center", frame=True)
    for row, label in enumerate(labels, 3):
        dress(guide.cell(row, column, label), BODY_FONT, 10.5, "left", frame=True)
    letter = get_column_letter(column)
    guide.column_dimensions[letter].width = 24
    return f"'{INSTRUCTIONS}'!${letter}$3:${letter}${len(labels) + 2}"


def _guide(guide: Any, register: Register, fields: Sequence[Field]) -> None:
    dress(guide.cell(1, 1, f"{register.label}怎么填"), BODY_FONT, 16, "left", bold=True, wrap=False)
    for number, (words, width) in enumerate((("栏目", 22), ("要求", 10), ("填写方法", 70)), 1):
        dress(guide.cell(2, number, words), HEAD_FONT, 10.5, "center", frame=True)
        guide.column_dimensions["ABC"[number - 1]].width = width
    for row, field in enumerate(fields, 3):
        wanted = "必填" if field.required else ("应填" if field.expected else "选填")
        words = way_to_fill(field)
        for number, (text, side) in enumerate(
            ((f"“{field.label}”", "left"), (wanted, "center"), (words, "left")), 1
        ):
            dress(guide.cell(row, number, text), BODY_FONT, 10.5, side, frame=True)
        guide.row_dimensions[row].height = 6 + 15 * max(1, -(-text_width(words) // 66))
    guide.row_dimensions[1].height, guide.row_dimensions[2].height = 30, 24
    guide.freeze_panes = "A3"
    on_a4(guide, f"{register.label}（{INSTRUCTIONS}）", "2:2")


def way_to_fill(field: Field) -> str:
    """One line on how to fill in a field: its own hint, the usual way of its kind, what may be chosen."""
    labels = field.kind.choices()
    offered = f"从下拉列表选择：{'、'.join(labels[:8])}{'等' if len(labels) > 8 else ''}" if labels else ""
    decimals = field.kind.decimals
    usual = f"填数字，最多 {decimals} 位小数" if decimals else _WAYS[field.kind]
    parts = (field.hint, offered or usual)
    return "；".join(part for part in parts if part) or "照实填写"
