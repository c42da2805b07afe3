"""Writes a grid as .xlsx: through openpyxl, or as hand-made XML like the web systems that need no library."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.data.rosters.grid import Book, Formula, Sheet, Styled

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STAMP = (2021, 9, 1, 8, 0, 0)
STAMPED = datetime(*STAMP)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def with_openpyxl(book: Book, path: Path) -> None:
    """The file as an honest library writes it."""
    wb = Workbook()
    wb.properties.created = wb.properties.modified = STAMPED
    if book.options.get("epoch1904"):
        wb.epoch = CALENDAR_MAC_1904
    wb.remove(wb.active)
    for sheet in book.sheets:
        ws = wb.create_sheet(sheet.name)
        for (row, col), value in sorted(sheet.cells.items()):
            if value is not None:
                _openpyxl_cell(ws.cell(row, col), value, book.options.get("date_format"))
        for r1, c1, r2, c2 in sheet.merges:
            ws.merge_cells(start_row=r1, start_column=c1, end_row=r2, end_column=c2)
        for row in sheet.hidden_rows:
            ws.row_dimensions[row].hidden = True
        for col in sheet.hidden_columns:
            ws.column_dimensions[get_column_letter(col)].hidden = True
        ws.sheet_state = "hidden" if sheet.hidden else "visible"
    wb.save(path)


def _openpyxl_cell(cell: Any, value: Any, date_format: str | None) -> None:
    if isinstance(value, Formula):
        cell.value = "=" + value.text
    elif isinstance(value, Styled):
        cell.value, cell.number_format = value.value, value.number_format
    else:
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        if isinstance(value, date):
            cell.number_format = date_format or "yyyy/m/d"


def with_raw_xml(book: Book, path: Path) -> None:
    """The hand-made parts as a file."""
    write_zip(path, raw_parts(book))


def zip_bytes(content: Book | dict[str, str | bytes]) -> bytes:
    """A hand-made workbook or loose parts as the bytes of a zip."""
    buffer = io.BytesIO()
    write_zip(buffer, raw_parts(content) if isinstance(content, Book) else content)
    return buffer.getvalue()


def raw_parts(book: Book) -> dict[str, str | bytes]:
    """Hand-made parts; options: refless, styleless, shared, dimension, epoch1904, extra (parts), vba."""
    options = book.options
    formats: list[str] = ["General", "yyyy/m/d"]
    strings: list[str] = []
    sheets = [_sheet_xml(s, options, formats, strings) for s in book.sheets]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(len(sheets), options),
        "_rels/.rels": _rels([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(book),
    }
    links = [("worksheet", f"worksheets/sheet{n + 1}.xml") for n in range(len(sheets))]
    for n, text in enumerate(sheets):
        parts[f"xl/worksheets/sheet{n + 1}.xml"] = text
    if options.get("shared"):
        links.append(("sharedStrings", "sharedStrings.xml"))
        items = "".join(f'<si><t xml:space="preserve">{escape(s)}</t></si>' for s in strings)
        parts["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'
    if not options.get("styleless"):
        links.append(("styles", "styles.xml"))
        parts["xl/styles.xml"] = _styles(formats)
    parts["xl/_rels/workbook.xml.rels"] = _rels(links)
    return {**parts, **options.get("extra", {})}


def write_zip(path: Path | io.BytesIO, parts: dict[str, str | bytes]) -> None:
    """Parts into a zip whose bytes do not depend on the clock."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def _types(count: int, options: dict[str, Any]) -> str:
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    main = f"{base}.sheet.main+xml"
    if options.get("vba"):
        main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    over = f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>'
    for n in range(count):
        over += f'<Override PartName="/xl/worksheets/sheet{n + 1}.xml" ContentType="{base}.worksheet+xml"/>'
    over += f'<Override PartName="/xl/sharedStrings.xml" ContentType="{base}.sharedStrings+xml"/>'
    over += f'<Override PartName="/xl/styles.xml" ContentType="{base}.styles+xml"/>'
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="'
        f'application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{over}</Types>'
    )


def _rels(links: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n + 1}" Type="{REL}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _workbook(book: Book) -> str:
    names = ""
    for n, sheet in enumerate(book.sheets):
        state = f' state="{book.options.get("hide_as", "hidden")}"' if sheet.hidden else ""
        names += f'<sheet name="{escape(sheet.name)}" sheetId="{n + 1}"{state} r:id="rId{n + 1}"/>'
    pr = '<workbookPr date1904="1"/>' if book.options.get("epoch1904") else ""
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}">{pr}<sheets>{names}</sheets></workbook>'


def _styles(formats: list[str]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{170 + n}" formatCode="{escape(f, {chr(34): "&quot;"})}"/>'
        for n, f in enumerate(formats)
    )
    xfs = "".join(
        f'<xf numFmtId="{0 if n == 0 else 170 + n}" fontId="0" fillId="0" borderId="0" xfId="0" '
        f'applyNumberFormat="1"/>'
        for n in range(len(formats))
    )
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(formats)}">{codes}</numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill>'
        '<patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats)}">{xfs}</cellXfs></styleSheet>'
    )


def _sheet_xml(sheet: Sheet, options: dict[str, Any], formats: list[str], strings: list[str]) -> str:
    dimension = f'<dimension ref="{options["dimension"]}"/>' if options.get("dimension") else ""
    cols = "".join(f'<col min="{c}" max="{c}" width="9" hidden="1"/>' for c in sorted(sheet.hidden_columns))
    body = []
    for number, cells in enumerate(sheet.rows(), start=1):
        inner = "".join(
            _cell_xml(number, c, v, options, formats, strings)
            for c, v in enumerate(cells, start=1)
            if v is not None or options.get("refless")
        )
        attributes = "" if options.get("refless") else f' r="{number}"'
        hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
        if inner or options.get("refless"):
            body.append(f"<row{attributes}{hidden}>{inner}</row>")
    merges = "".join(
        f'<mergeCell ref="{get_column_letter(c1)}{r1}:{get_column_letter(c2)}{r2}"/>'
        for r1, c1, r2, c2 in sheet.merges
    )
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}">{dimension}{f"<cols>{cols}</cols>" if cols else ""}'
        f"<sheetData>{''.join(body)}{options.get('tail_rows', '')}</sheetData>"
        f"{f'<mergeCells>{merges}</mergeCells>' if merges else ''}</worksheet>"
    )


def _cell_xml(
    row: int, col: int, value: Any, options: dict[str, Any], formats: list[str], strings: list[str]
) -> str:
    ref = "" if options.get("refless") else f' r="{get_column_letter(col)}{row}"'
    style = ""
    if isinstance(value, Styled):
        if value.number_format not in formats:
            formats.append(value.number_format)
        style, value = f' s="{formats.index(value.number_format)}"', value.value
    formula = ""
    if isinstance(value, Formula):
        formula, value = f"<f>{escape(value.text)}</f>", value.cached
    if value is None:
        return f"<c{ref}{style}>{formula}</c>"
    if isinstance(value, date):
        epoch = date(1904, 1, 1) if options.get("epoch1904") else date(1899, 12, 30)
        return f"<c{ref}{style or ' s=' + chr(34) + '1' + chr(34)}>{formula}<v>{(value - epoch).days}</v></c>"
    if isinstance(value, (int, float)):
        return f"<c{ref}{style}>{formula}<v>{value!r}</v></c>"
    return _text_xml(f"{ref}{style}", formula, str(value), options, strings)


def _text_xml(attributes: str, formula: str, text: str, options: dict[str, Any], strings: list[str]) -> str:
    if text.startswith("#") and formula:
        return f'<c{attributes} t="e">{formula}<v>{escape(text)}</v></c>'
    if formula:
        return f'<c{attributes} t="str">{formula}<v>{escape(text)}</v></c>'
    if options.get("shared"):
        strings.append(text)
        return f'<c{attributes} t="s"><v>{len(strings) - 1}</v></c>'
    return f'<c{attributes} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
