"""Harder harm: bombs in other encodings and parts, repeated cells without end, references that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.data.rosters.grid import TITLE, Book
from tests.data.rosters.hostile import PASSWD, SURVIVED, loose, tidy_raw
from tests.data.rosters.layouts_files import tidy
from tests.data.rosters.write_modern import MAIN, raw_parts, zip_bytes
from tests.data.rosters.write_old import ODS_TYPE, OFFICE

Parts = dict[str, str | bytes]


def _laughs(letter: str, levels: int = 9) -> str:
    first = f'<!ENTITY {letter}0 "哈哈哈哈哈哈哈哈哈哈">'
    return first + "".join(
        f'<!ENTITY {letter}{n} "{f"&{letter}{n - 1};" * 10}">' for n in range(1, levels + 1)
    )


def _changed(name: str, change: Callable[[Parts], None], **truth: Any) -> Book:
    """A good small roster with one part exchanged; what can still be read must be right."""
    book = Book(name, options={"shared": True}, truth={**SURVIVED, **truth})
    tidy(book, name[:3], 5)
    parts = raw_parts(book)
    change(parts)
    book.kind, book.options = "bytes", {"bytes": zip_bytes(parts)}
    return book


def entity_in_utf16() -> Book:
    """The outside entity hides from a search for its bytes in UTF-16."""

    def change(parts: Parts) -> None:
        evil = '<!DOCTYPE sst [<!ENTITY leak SYSTEM "file:///etc/passwd">]>'
        text = (
            f'<?xml version="1.0" encoding="UTF-16"?>{evil}<sst xmlns="{MAIN}"><si><t>&leak;</t></si></sst>'
        )
        parts["xl/sharedStrings.xml"] = text.encode("utf-16")

    return _changed("x35_entity_utf16.xlsx", change, forbidden_text=[PASSWD])


def bomb_in_utf16() -> Book:
    def change(parts: Parts) -> None:
        text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE s [{_laughs("a")}]><sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>'
        parts["xl/sharedStrings.xml"] = text.encode("utf-16")

    return _changed("x36_bomb_utf16.xlsx", change)


def bombs_in_other_parts() -> tuple[Book, ...]:
    """The same laughs in the list of sheets, the styles, the relationships, the types."""
    made = []
    names = ("xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml")
    for number, part in enumerate(names):

        def change(parts: Parts, part: str = part) -> None:
            text = str(parts[part])
            head, body = text.split("?>\n", 1)
            root_end = body.index(">") + 1
            parts[part] = f"{head}?><!DOCTYPE x [{_laughs('b')}]>{body[:root_end]}&b9;{body[root_end:]}"

        made.append(_changed(f"x37_bomb_part_{number + 1}.xlsx", change))
    return tuple(made)


def quadratic_bomb() -> Book:
    """One long entity, used thirty thousand times."""

    def change(parts: Parts) -> None:
        text = f'<!DOCTYPE s [<!ENTITY l "{"长" * 100_000}">]><sst xmlns="{MAIN}"><si><t>{"&l;" * 30_000}</t></si></sst>'
        parts["xl/sharedStrings.xml"] = text

    return _changed("x38_quadratic.xlsx", change)


def _ods(name: str, body: str, **truth: Any) -> Book:
    spaces = "".join(f' xmlns:{p}="{OFFICE}{p}:1.0"' for p in ("office", "table", "text"))
    content = (f'<?xml version="1.0"?><office:document-content{spaces}><office:body><office:spreadsheet>{body}'
               "</office:spreadsheet></office:body></office:document-content>")  # fmt: skip
    return loose(name, zip_bytes({"mimetype": ODS_TYPE, "content.xml": content}), **truth)


def repeated_cells_ods() -> Book:
    """A row of a thousand equal cells, a million times: a billion cells in four hundred bytes."""
    cell = '<table:table-cell table:number-columns-repeated="1000" office:value-type="string"><text:p>合计</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    return _ods("x39_repeated_cells.ods", f'<table:table table:name="名册">{row}</table:table>', exit=[0, 2])


def wide_spans_html() -> Book:
    page = f"<html><table><tr><td rowspan=99999999 colspan=99999999>{TITLE}</td></tr><tr><td>姓名</td></tr></table>"
    return loose("x40_spans.xls", page.encode(), exit=[0, 2], rows_optional=True)


def commas() -> Book:
    return loose("x41_commas.csv", lambda: b"," * 3_000_000, exit=2)


def short_lines() -> Book:
    return loose("x42_lines.csv", lambda: b"1\r\n" * 1_000_000, exit=2)


def impossible_references() -> Book:
    """Cells at A0, ZZZZZZ9, row minus five, row four billion."""

    def change(parts: Parts) -> None:
        cell = '<c r="{}" t="inlineStr"><is><t>x</t></is></c>'
        rows = "".join(f'<row r="{r}">{cell.format(ref)}</row>' for r, ref in (
            ("-5", "A-5"), ("0", "A0"), ("4294967296", "A4294967296"), ("12", "ZZZZZZZZ12"), ("x", "12A"), ("13", "")))  # fmt: skip
        sheet = str(parts["xl/worksheets/sheet1.xml"])
        parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", rows + "</sheetData>")

    return _changed("x43_references.xlsx", change)


def missing_sheet_part() -> Book:
    def change(parts: Parts) -> None:
        del parts["xl/worksheets/sheet1.xml"]

    book = _changed("x44_missing_sheet.xlsx", change, exit=2)
    book.rows.clear()
    return book


def nested_elements() -> Book:
    """Two hundred thousand elements inside each other in the sheet."""

    def change(parts: Parts) -> None:
        parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>' + "<a>" * 200_000

    book = _changed("x45_nested.xlsx", change, exit=2)
    book.rows.clear()
    return book


def many_names_for_one_sheet() -> Book:
    """Two hundred sheets in the list, all one and the same empty part of ten thousand formatted rows."""
    rows = "".join(f'<row r="{n}" s="0" customFormat="1"><c r="A{n}" s="0"/></row>' for n in range(1, 10_001))

    def change(parts: Parts) -> None:
        workbook, links = str(parts["xl/workbook.xml"]), str(parts["xl/_rels/workbook.xml.rels"])
        names = "".join(f'<sheet name="s{n}" sheetId="{n + 10}" r:id="rId99"/>' for n in range(200))
        parts["xl/workbook.xml"] = workbook.replace("</sheets>", names + "</sheets>")
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        link = f'<Relationship Id="rId99" Type="{kind}" Target="worksheets/empty.xml"/>'
        parts["xl/_rels/workbook.xml.rels"] = links.replace("</Relationships>", link + "</Relationships>")
        parts["xl/worksheets/empty.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )

    return _changed("x46_many_names.xlsx", change)


def link_to_outside() -> Book:
    """The sheet's relationship points to an address and to a file of this machine."""

    def change(parts: Parts) -> None:
        links = str(parts["xl/_rels/workbook.xml.rels"])
        outside = links.replace(
            'Target="worksheets/sheet1.xml"', 'TargetMode="External" Target="file:///etc/passwd"'
        )
        parts["xl/_rels/workbook.xml.rels"] = outside

    return _changed("x47_outside_link.xlsx", change, forbidden_text=[PASSWD])


def many_strings() -> Book:
    """Two hundred thousand shared strings, five used."""
    book = tidy_raw("x48_many_strings.xlsx", {})
    parts = raw_parts(book)
    items = "<si><t>无</t></si>" * 200_000
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
    link = ('<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'sharedStrings" Target="sharedStrings.xml"/></Relationships>')  # fmt: skip
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>", link
    )
    book.kind, book.options = "bytes", {"bytes": lambda: zip_bytes(parts)}
    return book


BOOKS = (
    entity_in_utf16,
    bomb_in_utf16,
    bombs_in_other_parts,
    quadratic_bomb,
    repeated_cells_ods,
    wide_spans_html,
    commas,
    short_lines,
    impossible_references,
    missing_sheet_part,
    nested_elements,
    many_names_for_one_sheet,
    link_to_outside,
    many_strings,
)
