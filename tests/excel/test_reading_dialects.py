"""What old and careless systems write under the names of workbooks: each dialect made here, byte by byte."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlwt

from app.excel.reading.cells import GrowingSheet
from app.excel.reading.child import PICTURES, read
from app.excel.reading.compound_file import CompoundFile, container_of
from tests.excel.raw_files import (
    MAIN,
    OFFICE,
    RELATIONS,
    sheet_xml,
    styles_xml,
    write_xlsx,
    write_zip,
)

PEOPLE = [["姓名", "性别"], ["王芳", "女"]]


def only_sheet(path: Path, raw: bytes | None = None) -> GrowingSheet:
    if raw is not None:
        path.write_bytes(raw)
    [sheet] = read(str(path))[2]
    return sheet


# --- cells that stand for something else, in every kind of file


def as_xlsx(path: Path, text: str) -> GrowingSheet:
    inside = text.replace('"', "&quot;")
    cell = f'<c r="A1" t="inlineStr"><is><t>{inside}</t></is></c>'
    beside = '<c r="B1" t="str"><v>旁</v></c>'
    return only_sheet(write_xlsx(path, sheet_xml(f'<row r="1">{cell}{beside}</row>')))


def as_html(path: Path, text: str) -> GrowingSheet:
    return only_sheet(path, f"<table><tr><td>{text}</td><td>旁</td></tr></table>".encode())


def as_xls(path: Path, text: str) -> GrowingSheet:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, text)
    sheet.write(0, 1, "旁")
    book.save(str(path))
    return only_sheet(path)


def as_csv(path: Path, text: str) -> GrowingSheet:
    quoted = text.replace('"', '""')
    return only_sheet(path, f'"{quoted}",旁\n'.encode())


def as_2003(path: Path, text: str) -> GrowingSheet:
    cells = "".join(f'<Cell><Data ss:Type="String">{words}</Data></Cell>' for words in (text, "旁"))
    return only_sheet(path, spreadsheet_xml(cells).encode())


def spreadsheet_xml(cells: str, declaration: str = '<?xml version="1.0"?>') -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'{declaration}\n<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="镇代表"><Table>'
        f"<Row>{cells}</Row></Table></Worksheet></Workbook>"
    )


@pytest.mark.parametrize("written", [as_xlsx, as_html, as_xls, as_csv, as_2003])
@pytest.mark.parametrize(
    ("text", "value", "unvalued"),
    [
        ('="0190"', "0190", None),
        ('="甲""乙"', '甲"乙', None),
        ('=""', None, None),
        ('="甲"&"乙"', '="甲"&"乙"', None),
        ("#N/A", None, "error:#N/A"),
        ("#DIV/0!", None, "error:#DIV/0!"),
        ("########", None, "error:########"),
        ("#", "#", None),
        ("#1栋", "#1栋", None),
    ],
)
def test_a_text_that_stands_for_a_formula_or_an_error_is_not_taken_for_words(
    tmp_path: Path, written: Callable[[Path, str], GrowingSheet], text: str, value: str | None, unvalued: str
) -> None:
    sheet = written(
        tmp_path / "a.xls", text.replace("&", "&amp;") if written in (as_xlsx, as_html, as_2003) else text
    )
    assert sheet.rows == [[value, "旁"]]
    assert sheet.unvalued.get((0, 0)) == unvalued


@pytest.mark.parametrize("written", [as_xlsx, as_html, as_xls, as_csv, as_2003])
@pytest.mark.parametrize("text", ['=DISPIMG("ID_0A1B",1)', '=_xlfn.DISPIMG("ID_0A1B",1)', '=IMAGE("x")'])
def test_a_picture_in_a_cell_is_no_text_but_a_note(
    tmp_path: Path, written: Callable[[Path, str], GrowingSheet], text: str
) -> None:
    sheet = written(tmp_path / "a.xls", text)
    notes = read(str(tmp_path / "a.xls"))[3]
    assert (sheet.rows, sheet.unvalued) == ([[None, "旁"]], {})
    assert notes == [PICTURES.format(sheet.name, 1, 1, 1)]


@pytest.mark.parametrize(
    ("cell", "value", "unvalued", "pictures"),
    [
        ('<c r="A1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>', None, None, 1),
        ('<c r="A1"><f>DISPIMG("ID_1",1)</f></c>', None, None, 1),
        ('<c r="A1" t="e"><f>DISPIMG("ID_1",1)</f><v>#NAME?</v></c>', None, None, 1),
        ('<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>', None, None, 1),
        ("<c r='A1' t='e' vm='1'><v>#VALUE!</v></c>", None, None, 1),
        ('<c r="A1" t="e"><v>#VALUE!</v></c>', None, "error:#VALUE!", 0),
        ('<c r="A1"><f>"0190"</f></c>', "0190", None, 0),
        ('<c r="A1"><f>"0190"</f><v></v></c>', "0190", None, 0),
        ('<c r="A1"><f>A2&amp;"0"</f></c>', None, "formula", 0),
        ('<c r="A1"><v>NaN</v></c>', None, "error:#NUM!", 0),
        ('<c r="A1"><v>-INF</v></c>', None, "error:#NUM!", 0),
        ('<c r="A1"><v>-1.#IND</v></c>', None, "error:#NUM!", 0),
        ('<c r="A1" t="str"><v>NaN</v></c>', "NaN", None, 0),
        ('<c r="A1" t="b"><v>TRUE</v></c>', True, None, 0),
        ('<c r="A1" t="d"><v>2021-09-01T16:00:00+08:00</v></c>', datetime(2021, 9, 1, 16), None, 0),
        ('<c r="A1" t="d"><v>08:30:00</v></c>', time(8, 30), None, 0),
        ('<c r="A1" t="str"><v>甲_x0000_乙</v></c>', "甲\ufffd乙", None, 0),
        ('<c r="A1" t="str"><v>_x005F_x000D_</v></c>', "_x000D_", None, 0),
        ('<c r="A1" t="inlineStr"><is><t>王芳</t><rPh sb="0" eb="1"><t>wang</t></rPh></is></c>', "王芳", None, 0),
    ],
)  # fmt: skip
def test_cells_of_an_xlsx_as_odd_programs_write_them(
    tmp_path: Path, cell: str, value: object, unvalued: str | None, pictures: int
) -> None:
    sheet = only_sheet(write_xlsx(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{cell}</row>')))
    assert [found for row in sheet.rows for found in row] == ([] if value is None else [value])
    assert (sheet.unvalued.get((0, 0)), len(sheet.pictures)) == (unvalued, pictures)


# --- .xlsx


def test_a_workbook_of_the_strict_dialect_keeps_days_and_their_formats(tmp_path: Path) -> None:
    cells = '<c r="A1" t="d" s="1"><v>1975-03-01</v></c>'
    path = write_xlsx(
        tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{cells}</row>'), styles=styles_xml("yyyy/m")
    )
    strict = {
        MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    parts = rewritten(path, strict)
    sheet = only_sheet(write_zip(path, parts))
    assert (sheet.rows, sheet.formats) == ([[date(1975, 3, 1)]], {(0, 0): "yyyy/m"})


def rewritten(path: Path, words: dict[str, str]) -> dict[str, str | bytes]:
    parts: dict[str, str | bytes] = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            for old, new in words.items():
                text = text.replace(old, new)
            parts[name] = text
    return parts


@pytest.mark.parametrize(
    ("declared", "encoding"), [("GB2312", "gbk"), ("gb18030", "gb18030"), ("utf8", "utf-8")]
)
@pytest.mark.parametrize("quote", ['"', "'"])  # the second is not written plainly: the XML parser reads it
def test_parts_in_a_declared_encoding_are_read(
    tmp_path: Path, declared: str, encoding: str, quote: str
) -> None:
    text = sheet_xml(f'<row r="1"><c r={quote}A1{quote} t="str"><v>王芳</v></c></row>').replace(
        "UTF-8", declared
    )
    name = "xl/worksheets/sheet1.xml"
    path = write_xlsx(tmp_path / "a.xlsx", {"a": ""}, without=[name], extra={name: text.encode(encoding)})
    assert only_sheet(path).rows == [["王芳"]]


@pytest.mark.parametrize(
    "target", ["worksheets/sheet%201.xml", "./worksheets/sheet 1.xml", "/xl/worksheets/sheet%201.xml", "..\\xl\\worksheets\\Sheet 1.xml"]
)  # fmt: skip
def test_every_way_to_point_at_a_part_leads_there(tmp_path: Path, target: str) -> None:
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{target}"/>'
    name = "xl/_rels/workbook.xml.rels"
    extra = {
        name: f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>',
        "xl/worksheets/sheet 1.xml": sheet_xml('<row r="1"><c r="A1"><v>7</v></c></row>'),
    }
    path = write_xlsx(tmp_path / "a.xlsx", {"a": ""}, without=[name, "xl/worksheets/sheet1.xml"], extra=extra)
    assert only_sheet(path).rows == [[7]]


# --- .xls


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


@pytest.mark.parametrize("page", [0, 367, 936, 950, 1200, 1252, 10008, 21010, 65001])
def test_the_code_page_of_an_xls_says_nothing_about_its_texts(tmp_path: Path, page: int) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("镇代表")
    for row, cells in enumerate(PEOPLE):
        for column, text in enumerate(cells):
            sheet.write(row, column, text)
    book.save(str(tmp_path / "a.xls"))
    stream = bytearray(CompoundFile((tmp_path / "a.xls").read_bytes()).stream("workbook"))
    struct.pack_into("<H", stream, stream.index(record(0x42, b"\xb0\x04")) + 4, page)
    found = only_sheet(tmp_path / "a.xls", container_of("Workbook", bytes(stream)))
    assert (found.name, found.rows) == ("镇代表", PEOPLE)


def excel_95(encoding: str, page: int) -> bytes:
    """A stream as Perl and PHP libraries write it: bytes as they came, and a code page of their own."""
    name = "镇代表".encode(encoding)
    start = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + record(0x42, struct.pack("<H", page))
    tab = record(0x85, struct.pack("<IHB", len(start) + 11 + len(name) + 4, 0, len(name)) + name)
    sheet = b"".join(
        record(
            0x204, struct.pack("<HHHH", row, column, 0, len(text.encode(encoding))) + text.encode(encoding)
        )
        for row, cells in enumerate(PEOPLE)
        for column, text in enumerate(cells)
    )
    word = "合计二人".encode(encoding)
    formula = record(0x06, struct.pack("<HHH", 2, 0, 0) + b"\0\0\0\0\0\0\xff\xff" + bytes(8))
    result = record(0x207, struct.pack("<H", len(word)) + word)
    begin = record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0))
    return start + tab + record(0x0A, b"") + begin + sheet + formula + result + record(0x0A, b"")


@pytest.mark.parametrize("page", [936, 1252, 65001])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_texts_of_excel_95_show_their_encoding_themselves(tmp_path: Path, encoding: str, page: int) -> None:
    found = only_sheet(tmp_path / "a.xls", container_of("Book", excel_95(encoding, page)))
    assert (found.name, found.rows) == ("镇代表", [*PEOPLE, ["合计二人"]])


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_bare_sheet_as_php_pages_write_it_is_read(tmp_path: Path, encoding: str) -> None:
    cells = b"".join(
        record(0x204, struct.pack("<4H", row, column, 0, len(text.encode(encoding))) + text.encode(encoding))
        for row, line in enumerate(PEOPLE)
        for column, text in enumerate(line)
    )
    number = record(0x203, struct.pack("<HHHd", 1, 2, 0, 52))
    raw = struct.pack("<6H", 0x809, 8, 0, 0x10, 0, 0) + cells + number + record(0x0A, b"")
    assert only_sheet(tmp_path / "a.xls", raw).rows == [PEOPLE[0], [*PEOPLE[1], 52]]


def test_an_xls_gives_the_days_that_an_xlsx_gives(tmp_path: Path) -> None:
    serials = [60, 59, 61, 1, 81, 0, -5, 2_958_466, 0.5, 27_454.5, 1e10]
    codes = ["yyyy/m/d", "[h]:mm", "h:mm", 'yyyy"年"m"月"']
    book = xlwt.Workbook()
    old = book.add_sheet("a")
    rows = ""
    for row, code in enumerate(codes):
        style = xlwt.XFStyle()
        style.num_format_str = code
        for column, serial in enumerate(serials):
            old.write(row, column, serial, style)
        cells = "".join(
            f'<c r="{chr(65 + at)}{row + 1}" s="{row + 1}"><v>{n}</v></c>' for at, n in enumerate(serials)
        )
        rows += f'<row r="{row + 1}">{cells}</row>'
    book.save(str(tmp_path / "a.xls"))
    styles = styles_xml(*(code.replace('"', "&quot;") for code in codes))
    new = only_sheet(write_xlsx(tmp_path / "a.xlsx", sheet_xml(rows), styles=styles))
    assert only_sheet(tmp_path / "a.xls").rows == new.rows
    assert new.rows[0][:3] == [60, date(1900, 2, 28), date(1900, 3, 1)]


def test_a_number_that_is_none_costs_one_cell(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for column, value in enumerate([float("nan"), float("inf"), 7.0]):
        sheet.write(0, column, value)
    book.save(str(tmp_path / "a.xls"))
    found = only_sheet(tmp_path / "a.xls")
    assert found.rows == [[None, None, 7]]
    assert found.unvalued == {(0, 0): "error:#NUM!", (0, 1): "error:#NUM!"}


@pytest.mark.parametrize("length", [1, 4096, 5000, 5_000_000])
def test_a_container_of_our_own_gives_the_stream_back(length: int) -> None:
    content = bytes(range(1, 251)) * (length // 250 + 1)
    container = CompoundFile(container_of("Workbook", content[:length]))
    assert container.names() == {"workbook"}
    assert container.stream("workbook").rstrip(b"\0") == content[:length]
