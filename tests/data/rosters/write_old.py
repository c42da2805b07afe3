"""Writes a grid as .xls, .ods, .csv, HTML and plain text: the older and odder files on a clerk's disk."""

from __future__ import annotations

from datetime import date
from html import escape as html_escape
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlwt  # type: ignore[import-untyped]

from tests.data.rosters.grid import Book, Formula, Sheet, Styled
from tests.data.rosters.write_modern import STAMP, write_zip  # noqa: F401  (one clock for all)

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def as_xls(book: Book, path: Path) -> None:
    """BIFF8 through xlwt."""
    wb = xlwt.Workbook(encoding="utf-8")
    wb.dates_1904 = bool(book.options.get("epoch1904"))
    styles: dict[str, Any] = {}
    for sheet in book.sheets:
        ws = wb.add_sheet(sheet.name, cell_overwrite_ok=True)
        ws.visibility = 1 if sheet.hidden else 0
        for (row, col), value in sorted(sheet.cells.items()):
            if value is not None:
                _xls_cell(ws, row - 1, col - 1, value, styles)
        for r1, c1, r2, c2 in sheet.merges:
            ws.merge(r1 - 1, r2 - 1, c1 - 1, c2 - 1)
        for row in sheet.hidden_rows:
            ws.row(row - 1).hidden = True
    wb.save(str(path))


def _xls_cell(ws: Any, row: int, col: int, value: Any, styles: dict[str, Any]) -> None:
    number_format = "yyyy/m/d" if isinstance(value, date) else None
    if isinstance(value, Styled):
        value, number_format = value.value, value.number_format
    if isinstance(value, Formula):
        value = xlwt.Formula(value.text)
    if number_format is None:
        ws.write(row, col, value)
        return
    if number_format not in styles:
        styles[number_format] = xlwt.easyxf(num_format_str=number_format)
    ws.write(row, col, value, styles[number_format])


def as_ods(book: Book, path: Path) -> None:
    """OpenDocument by hand, with repeated cells and rows as LibreOffice and WPS write them."""
    spaces = "".join(f' xmlns:{p}="{OFFICE}{p}:1.0"' for p in ("office", "table", "text", "style"))
    tables = "".join(_ods_table(s) for s in book.sheets)
    hidden = (
        '<office:automatic-styles><style:style style:name="gone" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.2">'
        f"{hidden}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        f'xmlns:manifest="{OFFICE}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{ODS_TYPE}"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    write_zip(path, {"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest})


def _ods_table(sheet: Sheet) -> str:
    spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in sheet.merges}
    covered = {
        (r, c) for r1, c1, r2, c2 in sheet.merges for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)
    } - set(spans)
    out = []
    for number, cells in enumerate(sheet.rows(), start=1):
        shown = ' table:visibility="collapse"' if number in sheet.hidden_rows else ""
        inner, gap = "", 0
        for col, value in enumerate(cells, start=1):
            if value is None and (number, col) not in covered and (number, col) not in spans:
                gap += 1
                continue
            inner += f'<table:table-cell table:number-columns-repeated="{gap}"/>' if gap else ""
            gap = 0
            inner += _ods_cell(value, spans.get((number, col)), (number, col) in covered)
        out.append(
            f"<table:table-row{shown}>{inner}<table:table-cell table:number-columns-repeated="
            f'"{16384 - len(cells)}"/></table:table-row>'
        )
    out.append(
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    style = ' table:style-name="gone"' if sheet.hidden else ""
    return f'<table:table table:name="{escape(sheet.name)}"{style}>{"".join(out)}</table:table>'


def _ods_cell(value: Any, span: tuple[int, int] | None, covered: bool) -> str:
    if covered:
        return "<table:covered-table-cell/>"
    attributes = ""
    if span:
        attributes = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
    if isinstance(value, Styled):
        value = value.value
    if isinstance(value, date):
        kind, shown = f' office:value-type="date" office:date-value="{value:%Y-%m-%d}"', f"{value:%Y/%m/%d}"
    elif isinstance(value, (int, float)):
        kind, shown = f' office:value-type="float" office:value="{value}"', str(value)
    else:
        kind, shown = ' office:value-type="string"', str(value or "")
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell{attributes}{kind}>{lines}</table:table-cell>"


def as_text(book: Book, path: Path) -> None:
    """Separated text; options: encoding, separator, newline."""
    separator = book.options.get("separator", ",")
    lines = []
    for cells in book.sheets[0].rows():
        lines.append(separator.join(_quoted(_shown(v), separator) for v in cells))
    newline = book.options.get("newline", "\r\n")
    path.write_bytes((newline.join(lines) + newline).encode(book.options.get("encoding", "utf-8")))


def _quoted(text: str, separator: str) -> str:
    if separator in text or '"' in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return str(value.value if isinstance(value, Styled) else value)


def as_html(book: Book, path: Path) -> None:
    """A web page that calls itself .xls, as government web systems export."""
    encoding = book.options.get("encoding", "utf-8")
    rows = []
    for sheet in book.sheets:
        spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in sheet.merges}
        covered = {
            (r, c) for r1, c1, r2, c2 in sheet.merges for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)
        } - set(spans)
        for number, cells in enumerate(sheet.rows(), start=1):
            inner = ""
            for col, value in enumerate(cells, start=1):
                if (number, col) in covered:
                    continue
                down, across = spans.get((number, col), (1, 1))
                span = f' rowspan="{down}" colspan="{across}"' if (down, across) != (1, 1) else ""
                shown = html_escape(_shown(value)).replace("\n", "<br>") or "&nbsp;"
                inner += f"<td{span} style=\"mso-number-format:'\\@'\">{shown}</td>"
            rows.append(f"<tr>{inner}</tr>")
    page = (
        f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" '
        f'content="text/html; charset={encoding}"><style>td {{ border: 1px solid }}</style></head><body>'
        f'<script>document.title="x"</script><table border=1>\n{chr(10).join(rows)}\n</table></body></html>'
    )
    path.write_bytes(page.encode(encoding, "xmlcharrefreplace"))
