""".xls, .ods and Excel 2003 XML: values, and what the values alone do not tell."""

from __future__ import annotations

import json
import struct
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from app.excel.reading import UnreadableFile, child, read_workbook
from app.excel.reading.beginnings import COMPOUND_FILE
from app.excel.reading.biff import scan
from app.excel.reading.cells import GrowingSheet
from app.excel.reading.child import read
from app.excel.reading.compound_file import CompoundFile
from tests.excel.raw_files import write_zip


def styled(code: str) -> xlwt.XFStyle:
    style = xlwt.XFStyle()
    style.num_format_str = code
    return style


def test_an_xls_comes_back_through_the_child(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    roster, hidden = book.add_sheet("镇代表"), book.add_sheet("底稿")
    hidden.visibility = 2
    hidden.write(3, 2, "甲")
    roster.write_merge(0, 0, 0, 3, "名册")
    for column, value in enumerate(["999999197503120019", 441284197503121000.0, 1970.1, True, "𠮷田\r\n注"]):
        roster.write(2, column, value, styled("0.00" if column == 2 else "General"))
    roster.write(3, 0, date(1975, 3, 1), styled('yyyy"年"m"月"'))
    roster.write(3, 1, datetime(2021, 9, 1, 8, 30), styled("yyyy-mm-dd h:mm"))
    roster.write(3, 2, time(8, 30), styled("h:mm"))
    roster.write(4, 0, xlwt.Formula("1/0"))
    roster.row(2).hidden = True
    roster.col(1).hidden = True
    book.save(str(tmp_path / "名册.xls"))

    read_book = read_workbook(tmp_path / "名册.xls")

    sheet, other = read_book.sheets
    assert (read_book.kind, sheet.name, sheet.hidden, other.name, other.hidden) == (
        "xls",
        "镇代表",
        False,
        "底稿",
        True,
    )
    assert other.rows == [[], [], [], [None, None, "甲"]]
    assert sheet.rows == [
        ["名册"],
        [],
        ["999999197503120019", 441284197503121000, 1970.1, True, "𠮷田\n注"],
        [date(1975, 3, 1), datetime(2021, 9, 1, 8, 30), time(8, 30)],
        [],
    ]
    assert sheet.merges == [(0, 0, 0, 3)]
    assert (sheet.formats[2, 2], sheet.formats[3, 0]) == ("0.00", 'yyyy"年"m"月"')
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {1})
    assert (sheet.formulas, sheet.unvalued) == ({(4, 0): ""}, {(4, 0): "formula"})


def test_days_of_an_xls_of_the_1904_system_are_the_same_days(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("a").write(0, 0, 25992, styled("yyyy-mm-dd"))
    book.save(str(tmp_path / "a.xls"))
    [sheet] = read(str(tmp_path / "a.xls"))[2]
    assert (sheet.rows, sheet.date_1904) == ([[date(1975, 3, 1)]], True)


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def test_error_codes_and_results_of_formulas_are_read_from_the_records() -> None:
    begin, end = record(0x809, struct.pack("<HH", 0x600, 5) + bytes(12)), record(0x0A, b"")
    name = b"\x02\x00ab"
    cells = b"".join(
        [
            begin,
            record(0x205, struct.pack("<HHHBB", 0, 0, 0, 0x2A, 1)),  # #N/A
            record(0x205, struct.pack("<HHHBB", 0, 1, 0, 1, 0)),  # TRUE
            record(0x06, struct.pack("<HHH", 1, 0, 0) + b"\x02\0\x17\0\0\0\xff\xff" + bytes(8)),  # #REF!
            record(0x06, struct.pack("<HHH", 1, 1, 0) + b"\x03\0\0\0\0\0\xff\xff" + bytes(8)),  # no result
            record(
                0x06, struct.pack("<HHH", 1, 2, 0) + b"\x03\0\0\0\0\0\xff\xff" + bytes(8) + b"\x17\0"
            ),  # ""
            record(0x06, struct.pack("<HHHd", 1, 3, 1, 27454.0) + bytes(8)),  # a number
            record(0xBD, struct.pack("<HHHIHIH", 2, 0, 0, 0, 1, 0, 1)),  # two numbers in one record
            begin + record(0x205, struct.pack("<HHHBB", 9, 9, 0, 7, 1)) + end,  # a chart inside
            end,
        ]
    )
    start = begin + record(0xE0, bytes(20)) + record(0xE0, struct.pack("<HH", 0, 57) + bytes(16))
    at = len(start) + 4 + 6 + len(name) + len(end)
    [sheet] = scan(start + record(0x85, struct.pack("<IBB", at, 0, 0) + name) + end + cells)
    assert sheet.name == "ab"
    assert sheet.unvalued == {(0, 0): "error:#N/A", (1, 0): "error:#REF!", (1, 1): "formula"}
    assert sorted(sheet.formulas) == [(1, 0), (1, 1), (1, 2), (1, 3)]
    assert sheet.formats == {(1, 3): 'yyyy"年"m"月"', (2, 1): 'yyyy"年"m"月"'}


def test_an_xls_with_a_stray_cell_in_the_last_corner_is_refused_before_it_takes_the_memory() -> None:
    begin, end = record(0x809, struct.pack("<HH", 0x600, 5) + bytes(12)), record(0x0A, b"")
    cells = record(0xFD, struct.pack("<HHHI", 0, 0, 0, 0)) + record(
        0xFD, struct.pack("<HHHI", 65535, 255, 0, 0)
    )
    tab = record(0x85, struct.pack("<IBB", len(begin) + 13 + len(end), 0, 0) + b"\x01\0a")
    with pytest.raises(UnreadableFile) as refusal:
        scan(begin + tab + end + begin + cells + end)
    assert refusal.value.code == "too_large"


def test_an_xls_of_excel_95_is_read_in_its_own_code_page(tmp_path: Path) -> None:
    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHH", 0x500, kind, 0, 0))

    def text(row: int, said: str) -> bytes:
        raw = said.encode("gb18030")
        return record(0x204, struct.pack("<HHHH", row, 0, 0, len(raw)) + raw)

    name = "镇代表".encode("gb18030")
    style = record(0xE0, bytes(16)) + record(0xE0, struct.pack("<HH", 0, 164) + bytes(12))
    start = begin(5) + record(0x42, struct.pack("<H", 936)) + record(0x41E, b"\xa4\0\x040.00") + style
    at = len(start) + 4 + 7 + len(name) + 4
    tab = record(0x85, struct.pack("<IBBB", at, 0, 0, len(name)) + name)
    sheet = (
        begin(0x10) + text(0, "姓名") + text(1, "王芳") + record(0x203, struct.pack("<HHHd", 1, 1, 1, 1970.1))
    )
    XlsDoc().save(str(tmp_path / "95.xls"), start + tab + record(0x0A, b"") + sheet + record(0x0A, b""))
    raw = (tmp_path / "95.xls").read_bytes()
    renamed = "Book".encode("utf-16-le").ljust(16, b"\0")
    (tmp_path / "95.xls").write_bytes(
        raw.replace("Workbook".encode("utf-16-le") + bytes(48) + b"\x12", renamed + bytes(48) + b"\x0a")
    )
    kind, _, [found], _ = read(str(tmp_path / "95.xls"))
    assert (kind, found.name, found.rows) == ("xls", "镇代表", [["姓名"], ["王芳", 1970.1]])
    assert found.formats == {(1, 1): "0.00"}


def test_chinese_built_in_formats_of_an_xls_are_days(tmp_path: Path) -> None:
    begin, end = record(0x809, struct.pack("<HH", 0x600, 5) + bytes(12)), record(0x0A, b"")
    sheet_begin = record(0x809, struct.pack("<HH", 0x600, 0x10) + bytes(12))
    start = begin + record(0xE0, bytes(20)) + record(0xE0, struct.pack("<HH", 0, 57) + bytes(16))
    at = len(start) + 4 + 9 + len(end)
    number = record(0x203, struct.pack("<HHHd", 0, 0, 1, 27454.0))
    tab = record(0x85, struct.pack("<IBB", at, 0, 0) + b"\x01\0a")
    XlsDoc().save(str(tmp_path / "a.xls"), start + tab + end + sheet_begin + number + end)
    [sheet] = read(str(tmp_path / "a.xls"))[2]
    assert sheet.rows == [[date(1975, 3, 1)]]
    assert sheet.formats == {(0, 0): 'yyyy"年"m"月"'}


def test_an_xls_under_another_name_is_read(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "甲")
    book.save(str(tmp_path / "a.xlsx"))
    assert read(str(tmp_path / "a.xlsx"))[2][0].rows == [["甲"]]


def test_a_password_in_an_xls_is_recognised() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        scan(record(0x809, struct.pack("<HH", 0x600, 5) + bytes(12)) + record(0x2F, bytes(6)))
    assert refusal.value.code == "encrypted"


def test_every_cut_of_an_xls_is_refused_with_a_sentence(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row in range(300):
        sheet.write(row, 0, f"甲{row}")
    book.save(str(tmp_path / "a.xls"))
    whole = (tmp_path / "a.xls").read_bytes()
    for length in range(8, len(whole) - 512, 997):
        (tmp_path / "cut.xls").write_bytes(whole[:length])
        with pytest.raises(UnreadableFile) as refusal:
            read(str(tmp_path / "cut.xls"))
        assert refusal.value.code == "truncated"


@pytest.mark.parametrize("at", ["directory", "stream", "table"])
def test_a_ring_of_sectors_ends_in_a_sentence_or_is_passed_over(tmp_path: Path, at: str) -> None:
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "甲")
    book.save(str(path))
    raw = bytearray(path.read_bytes())
    [table] = struct.unpack_from("<I", raw, 76)
    [directory] = struct.unpack_from("<I", raw, 48)
    sector = {"directory": directory, "stream": 0, "table": table}[at]
    struct.pack_into("<I", raw, (table + 1) * 512 + 4 * sector, sector)
    path.write_bytes(raw)
    answer = json.loads(child.answer(str(path)))
    assert answer.get("refused", ["truncated"])[0] == "truncated"
    assert "refused" in answer or answer["sheets"][0]["rows"] == [["甲"]]


def entry(name: str, kind: int, right: int, child: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", 0xFFFFFFFF, right, child)
    return raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1) + links + bytes(36) + bytes(12)


def test_a_directory_that_is_one_long_branch_ends_in_a_sentence() -> None:
    count, tables = 3_000, 7
    entries = entry("Root Entry", 5, 0xFFFFFFFF, 1) + b"".join(
        entry(f"a{at}", 2, at + 1 if at < count else 0xFFFFFFFF, 0xFFFFFFFF) for at in range(1, count + 1)
    )
    entries += bytes(-len(entries) % 512)
    last = tables + len(entries) // 512 - 1
    chain = [0xFFFFFFFD] * tables + [*range(tables + 1, last + 1), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512 * tables, b"\xff")
    header = COMPOUND_FILE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<8I", 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE) + bytes(4)
    header += struct.pack("<109I", *range(tables), *[0xFFFFFFFF] * (109 - tables))
    with pytest.raises(UnreadableFile) as refusal:
        CompoundFile(header + table + entries)
    assert refusal.value.code == "truncated"


def ods_sheet(path: Path, inside: str, styles: str = "", table: str = 't:name="镇代表"') -> GrowingSheet:
    spaces = 'xmlns:o="office" xmlns:t="table" xmlns:s="style" xmlns:n="number" xmlns:p="text"'
    content = f"<o:d {spaces}><o:automatic-styles>{styles}</o:automatic-styles><t:table {table}>{inside}</t:table></o:d>"
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    kind, _, [sheet], _ = read(str(write_zip(path, {"mimetype": mime, "content.xml": content})))
    assert kind == "ods"
    return sheet


def test_an_ods_keeps_repetitions_merges_and_empties(tmp_path: Path) -> None:
    sheet = ods_sheet(
        tmp_path / "a.ods",
        '<t:table-column/><t:table-column t:visibility="collapse" t:number-columns-repeated="2"/>'
        '<t:table-row><t:table-cell t:number-columns-spanned="3"><p:p>名册</p:p></t:table-cell>'
        '<t:covered-table-cell t:number-columns-repeated="2"/></t:table-row>'
        '<t:table-row t:number-rows-repeated="2"><t:table-cell t:number-columns-repeated="1024"/></t:table-row>'
        '<t:table-row t:number-rows-repeated="2" t:visibility="filter"><t:table-cell><p:p>甲</p:p><p:p>乙</p:p>'
        '</t:table-cell><t:table-cell t:number-columns-repeated="2"><p:p>丙</p:p></t:table-cell></t:table-row>'
        '<t:table-row t:number-rows-repeated="1048570"><t:table-cell t:number-columns-repeated="16384"/></t:table-row>',
    )
    assert sheet.rows == [["名册"], [], [], ["甲\n乙", "丙", "丙"], ["甲\n乙", "丙", "丙"]]
    assert (sheet.merges, sheet.hidden_columns, sheet.hidden_rows) == ([(0, 0, 0, 2)], {1, 2}, {3, 4})


ODS_STYLES = (
    '<n:number-style s:name="N2"><n:number n:decimal-places="2" n:min-integer-digits="1"/></n:number-style>'
    '<n:date-style s:name="D1"><n:year n:style="long"/><n:text>年</n:text><n:month/><n:text>月</n:text></n:date-style>'
    '<s:style s:name="ta1" s:family="table"><s:table-properties t:display="false"/></s:style>'
    '<s:style s:name="ce1" s:family="table-cell" s:data-style-name="N2"/>'
    '<s:style s:name="ce2" s:family="table-cell" s:data-style-name="D1"/>'
)
ODS_CELLS = (
    '<t:table-cell o:value-type="float" o:value="1970.1"><p:p>1970.10</p:p></t:table-cell>'
    '<t:table-cell o:value-type="float" o:value="441284197503121000"><p:p>4.41E+17</p:p></t:table-cell>'
    '<t:table-cell o:value-type="date" o:date-value="1975-03-01" t:style-name="ce2"><p:p>1975年3月</p:p></t:table-cell>'
    '<t:table-cell o:value-type="boolean" o:boolean-value="true"><p:p>TRUE</p:p></t:table-cell>'
    '<t:table-cell o:value-type="time" o:time-value="PT08H30M00S"><p:p>8:30</p:p></t:table-cell>'
    '<t:table-cell o:value-type="string"><o:annotation><p:p>批注</p:p></o:annotation><p:p>王芳</p:p></t:table-cell>'
    '<t:table-cell o:value-type="string"><p:p>李<p:s p:c="2"/><p:span>四</p:span></p:p></t:table-cell>'
    '<t:table-cell o:value-type="float" o:value="0"><p:p>0</p:p></t:table-cell>'
    '<t:table-cell t:formula="of:=1+1"/>'
)


def test_an_ods_keeps_kinds_formats_and_hidden_sheets(tmp_path: Path) -> None:
    columns = '<t:table-column t:number-columns-repeated="2" t:default-cell-style-name="ce1"/>'
    inside = f"{columns}<t:table-row>{ODS_CELLS}</t:table-row>"
    sheet = ods_sheet(tmp_path / "a.ods", inside, ODS_STYLES, 't:name="底稿" t:style-name="ta1"')
    assert sheet.hidden
    assert sheet.rows == [[1970.1, 441284197503121000, date(1975, 3, 1), True, "8:30", "王芳", "李  四", 0]]
    assert sheet.formats == {(0, 0): "0.00", (0, 1): "0.00", (0, 2): 'yyyy"年"m"月"'}
    assert (sheet.formulas, sheet.unvalued) == ({(0, 8): "1+1"}, {(0, 8): "formula"})


def test_error_codes_of_an_ods_are_told(tmp_path: Path) -> None:
    content = (
        '<d xmlns:t="table" xmlns:o="office" xmlns:c="calcext"><t:table t:name="a"><t:table-row>'
        '<t:table-cell t:formula="of:=NA()" o:value-type="string" c:value-type="error"><p>#N/A</p></t:table-cell>'
        '<t:table-cell o:value-type="string"><p>甲<tab/>乙<line-break/>丙<annotation>注</annotation></p></t:table-cell>'
        "</t:table-row></t:table></d>"
    )
    [sheet] = read(str(write_zip(tmp_path / "a.ods", {"content.xml": content})))[2]
    assert sheet.rows == [[None, "甲\t乙\n丙"]]
    assert (sheet.unvalued, sheet.formulas) == ({(0, 0): "error:#N/A"}, {(0, 0): "NA()"})


SPREADSHEET_XML = """<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
 <Styles><Style ss:ID="s1"><NumberFormat ss:Format="0.00"/></Style></Styles>
 <Worksheet ss:Name="镇代表"><Table ss:ExpandedColumnCount="1"><Column ss:Index="2" ss:Hidden="1" ss:Span="1"/>
  <Row ss:Index="2" ss:Hidden="1"><Cell ss:MergeAcross="2"><Data ss:Type="String">名册</Data></Cell>
   <Cell><Data ss:Type="String">旁</Data></Cell></Row>
  <Row><Cell ss:Index="2" ss:StyleID="s1"><Data ss:Type="Number">1970.1</Data></Cell>
   <Cell><Data ss:Type="DateTime">1975-03-01T00:00:00.000</Data></Cell>
   <Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>王</B>芳&#10;女</ss:Data></Cell>
   <Cell ss:Formula="=NA()"><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=1+1"/></Row></Table></Worksheet>
 <Worksheet ss:Name="底稿"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


def test_excel_2003_xml_is_read_as_an_xls(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_text(SPREADSHEET_XML, encoding="utf-8")
    kind, _, [sheet, other], _ = read(str(tmp_path / "a.xls"))
    assert (kind, sheet.name, other.name, other.hidden) == ("xls", "镇代表", "底稿", True)
    assert sheet.rows == [[], ["名册", None, None, "旁"], [None, 1970.1, date(1975, 3, 1), "王芳\n女"]]
    assert (sheet.merges, sheet.hidden_rows, sheet.hidden_columns) == ([(1, 0, 1, 2)], {1}, {1, 2})
    assert sheet.formats == {(2, 1): "0.00"}
    assert sheet.unvalued == {(2, 4): "error:#N/A", (2, 5): "formula"}
    assert sheet.formulas == {(2, 4): "NA()", (2, 5): "1+1"}
