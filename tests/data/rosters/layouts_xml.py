"""The same roster in the XML dialects of other programs: prefixes, rich text, ISO dates, strict names, 2003."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from tests.data.rosters.grid import STANDARD, TITLE, Book
from tests.data.rosters.layouts_files import BIRTH_CELL, tidy
from tests.data.rosters.people import crowd
from tests.data.rosters.write_modern import MAIN, raw_parts, zip_bytes

STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def _rewritten(book: Book, change: dict[str, str], prefix: bool = False) -> Book:
    """A hand-made workbook with its XML changed afterwards."""
    parts = raw_parts(book)
    for name, content in parts.items():
        text = str(content)
        for old, new in change.items():
            text = text.replace(old, new)
        if prefix and name.startswith("xl/") and not name.endswith(".rels"):
            text = re.sub(r"<(/?)(?=\w)", r"<\1x:", text).replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
        parts[name] = text
    book.kind, book.options = "bytes", {"bytes": zip_bytes(parts)}
    return book


def prefixed() -> Book:
    """Every element carries the prefix that .NET libraries write."""
    book = Book("f28_prefixed.xlsx", options={"shared": True})
    tidy(book, "f28", 6)
    return _rewritten(book, {}, prefix=True)


def absolute_targets() -> Book:
    """Relationships name their parts from the root of the archive."""
    book = Book("f29_absolute_targets.xlsx", options={"shared": True})
    tidy(book, "f29", 6)
    return _rewritten(
        book, {'Target="worksheets/': 'Target="/xl/worksheets/', 'Target="shared': 'Target="/xl/shared'}
    )


def strict_names() -> Book:
    """Strict Open XML: other names for everything; refused in a sentence or read rightly."""
    book = Book("f30_strict.xlsx", options={"shared": True}, truth={"exit": [0, 2], "rows_optional": True})
    tidy(book, "f30", 6)
    return _rewritten(book, STRICT)


def rich_text() -> Book:
    """Names in several fonts with reading aids, carriage returns as _x000D_, spaces kept."""
    book = Book("f31_rich_text.xlsx", options={"shared": True})
    tidy(book, "f31", 6)
    change = {">出生年月<": ">出生_x000D_\n年月<"}
    for promise in book.rows:
        name = promise["values"]["name"]
        plain = f'<t xml:space="preserve">{name}</t>'
        change[plain] = (
            f"<r><t>{name[0]}</t></r><r><rPr><b/><rFont val='黑体'/></rPr><t>{name[1:]}</t></r>"
            f'<rPh sb="0" eb="1"><t>DUYIN</t></rPh><phoneticPr fontId="0"/>'
        )
    return _rewritten(book, change)


def iso_dates() -> Book:
    """Dates as ISO text in cells of type d, without a style."""
    book = Book("f32_iso_dates.xlsx")
    people = crowd("f32", 6)
    sheet = tidy(book, "f32", 6)
    change = {}
    for index, person in enumerate(people):
        ref = f'r="E{index + 4}"'
        sheet.put(index + 4, 5, "ISO")
        change[f'{ref} t="inlineStr"><is><t xml:space="preserve">ISO</t></is>'] = (
            f'{ref} t="d"><v>{person.born:%Y-%m-%d}T00:00:00</v>'
        )
        book.rows[index]["values"]["birth_date"] = person.truth("birth_day")
    return _rewritten(book, change)


def spreadsheet_2003() -> Book:
    """XML Spreadsheet 2003 posing as .xls: refused in a sentence or read rightly."""
    book = Book("f33_xml2003.xls", truth={"exit": [0, 2], "rows_optional": True})
    tidy(book, "f33", 5)
    rows = ""
    for cells in book.sheets[0].rows():
        inner = "".join(f'<Cell><Data ss:Type="String">{escape(str(v or ""))}</Data></Cell>' for v in cells)
        rows += f"<Row>{inner}</Row>"
    text = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="代表名册"><Table>{rows}</Table></Worksheet></Workbook>'
    )
    book.kind, book.options = "bytes", {"bytes": text.encode()}
    return book


def date_cells_everywhere() -> Book:
    """LibreOffice's .ods with real dates in the birth column and a chart-like empty sheet before it."""
    book = Book("f34_dates.ods", "ods")
    book.sheet("Sheet1")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    columns = [BIRTH_CELL if c.key == "birth_date" else c for c in STANDARD]
    book.table(sheet, 2, crowd("f34", 6), columns)
    return book


BOOKS = (
    prefixed,
    absolute_targets,
    strict_names,
    rich_text,
    iso_dates,
    spreadsheet_2003,
    date_cells_everywhere,
)
