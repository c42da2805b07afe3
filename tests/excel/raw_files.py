"""Workbooks written part by part, so that a test can leave out, break or blow up any of them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sheet_xml(rows: str, *, before: str = '<dimension ref="A1"/>', after: str = "") -> str:
    """A worksheet part around rows of XML, with WPS's dimension `A1`."""
    return f'{XML}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def text_rows(rows: Iterable[Iterable[object]]) -> str:
    """Rows of inline texts and numbers with references, as openpyxl writes them."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(_cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return "".join(lines)


def _cell(reference: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'


def styles_xml(*codes: str) -> str:
    """A style sheet whose cell style 0 is General and whose styles 1, 2 … have the given number formats."""
    own = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(codes))
    used = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(codes)))
    return f'{XML}<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'


def write_xlsx(
    path: Path,
    sheets: Mapping[str, str] | str,
    *,
    strings: str | None = None,
    styles: str | None = None,
    states: Mapping[str, str] | None = None,
    book_properties: str = "",
    without: Iterable[str] = (),
    extra: Mapping[str, str | bytes] | None = None,
) -> Path:
    """An .xlsx from sheet parts by name; `strings` is the inside of sst; `without` names parts to leave out."""
    by_name = {"Sheet1": sheets} if isinstance(sheets, str) else dict(sheets)
    tabs, relations, parts = "", "", {}
    for number, (name, xml) in enumerate(by_name.items(), start=1):
        state = f' state="{states[name]}"' if states and name in states else ""
        tabs += f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>'
        target = f"worksheets/sheet{number}.xml"
        relations += f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="{target}"/>'
        parts[f"xl/{target}"] = xml
    parts["xl/workbook.xml"] = (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book_properties}<sheets>{tabs}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'{XML}<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
    )
    start = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    parts["_rels/.rels"] = f'{XML}<Relationships xmlns="{RELATIONS}">{start}</Relationships>'
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'{XML}<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        parts["xl/styles.xml"] = styles
    left = {name: part for name, part in parts.items() if name not in set(without)}
    return write_zip(path, {**left, **(extra or {})})


def write_zip(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """An archive of parts by name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path
