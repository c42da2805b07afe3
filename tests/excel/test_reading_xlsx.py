"""What stands in an .xlsx comes out as it stands there, whoever wrote the file and whatever was left out."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook

from app.excel.reading import UnreadableFile, read_workbook
from app.excel.reading.archive import Archive
from app.excel.reading.cells import Census, GrowingSheet
from app.excel.reading.child import read
from app.excel.reading.xlsx import MISSING_SHEET
from app.excel.reading.xlsx_cells import CellReader, Shared
from app.excel.reading.xlsx_plain_sheet import read_plain_sheet
from app.excel.reading.xlsx_sheet import read_any_sheet
from tests.excel.raw_files import (
    MAIN,
    OFFICE,
    RELATIONS,
    sheet_xml,
    styles_xml,
    text_rows,
    write_xlsx,
    write_zip,
)


def only_sheet(path: Path) -> GrowingSheet:
    [sheet] = read(str(path))[2]
    return sheet


def rows_of(path: Path) -> list[list[object]]:
    return only_sheet(path).rows


def test_a_workbook_of_openpyxl_comes_back_through_the_child(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    roster, hidden = book.active, book.create_sheet("底稿")
    hidden.sheet_state = "veryHidden"
    roster.title = "镇代表"
    roster.append(["姓名", "出生年月", "手机", "选票"])
    roster.append(["王芳", date(1975, 3, 1), "19900000001", 21])
    roster["B2"].number_format = 'yyyy"年"m"月"'
    roster.append(["𠮷田", datetime(2021, 9, 1, 8, 30), None, 0.5])
    roster["D4"] = "=SUM(D2:D3)"
    roster.merge_cells("A5:C6")
    roster.row_dimensions[3].hidden = True
    roster.column_dimensions["C"].hidden = True
    book.save(tmp_path / "名册.xlsx")

    read_book = read_workbook(tmp_path / "名册.xlsx")

    sheet = read_book.sheets[0]
    assert (read_book.kind, sheet.name, sheet.hidden) == ("xlsx", "镇代表", False)
    assert [(one.name, one.hidden) for one in read_book.sheets[1:]] == [("底稿", True)]
    assert sheet.rows[0] == ["姓名", "出生年月", "手机", "选票"]
    assert sheet.rows[1] == ["王芳", date(1975, 3, 1), "19900000001", 21]
    assert sheet.rows[2] == ["𠮷田", datetime(2021, 9, 1, 8, 30), None, 0.5]
    assert sheet.formats[1, 1] == 'yyyy"年"m"月"'
    assert sheet.formulas == {(3, 3): "SUM(D2:D3)"}
    assert sheet.unvalued == {(3, 3): "formula"}
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="inlineStr"><is><t>王芳</t></is></c>', "王芳"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 王 芳 </t></is></c>', " 王 芳 "),
        ('<c r="A1" t="inlineStr"><is><r><t>王</t></r><r><rPr/><t>芳</t></r></is></c>', "王芳"),
        ('<c r="A1" t="inlineStr"><is><t><![CDATA[甲<乙]]></t></is></c>', "甲<乙"),
        ('<c r="A1" t="str"><v>甲&amp;乙&#x20BB7;&lt;</v></c>', "甲&乙𠮷<"),
        ('<c r="A1" t="str"><v>上_x000D_\n下</v></c>', "上\n下"),
        ('<c r="A1" t="str"><v>_x005F_x0041_</v></c>', "_x0041_"),
        ('<c r="A1" t="str"><v>_xD842__xDFB7_</v></c>', "𠮷"),
        ('<c r="A1" t="str"><v>_xD842_</v></c>', "\ufffd"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="d"><v>1975-03-01</v></c>', date(1975, 3, 1)),
        ('<c r="A1" t="d"><v>1975-03-01T00:00:00Z</v></c>', date(1975, 3, 1)),
        ('<c r="A1" t="d"><v>1975-03-01T08:30:00</v></c>', datetime(1975, 3, 1, 8, 30)),
        ('<c r="A1"><v>21</v></c>', 21),
        ('<c r="A1" t="n"><v>21.0</v></c>', 21),
        ('<c r="A1"><v>1970.1</v></c>', 1970.1),
        ('<c r="A1"><v>1974.1199999999999</v></c>', 1974.12),
        ('<c r="A1"><v>4.41284197503121E+17</v></c>', 441284197503121000),
        ('<c r="A1"><v>441284197503121000</v></c>', 441284197503121000),
        ('<c r="A1"><v>1E+400</v></c>', "1E+400"),
        ('<c r="A1" t="str"><v>999999197503120019</v></c>', "999999197503120019"),
    ],
)
def test_each_way_to_write_a_cell_gives_its_value(tmp_path: Path, cell: str, value: object) -> None:
    [[found]] = rows_of(write_xlsx(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{cell}</row>')))
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("code", "serial", "value"),
    [
        ("yyyy/m/d", "27454", date(1975, 3, 1)),
        ("yyyy&quot;年&quot;m&quot;月&quot;", "27454", date(1975, 3, 1)),
        ("[$-804]yyyy-mm-dd;@", "27454", date(1975, 3, 1)),
        ("m/d/yy h:mm", "27454.5", datetime(1975, 3, 1, 12)),
        ("yyyy-mm-dd", "1", date(1900, 1, 1)),
        ("yyyy-mm-dd", "59", date(1900, 2, 28)),
        ("yyyy-mm-dd", "60", 60),
        ("yyyy-mm-dd", "61", date(1900, 3, 1)),
        ("yyyy-mm-dd", "0", 0),
        ("yyyy-mm-dd", "-5", -5),
        ("yyyy-mm-dd", "2958466", 2958466),
        ("h:mm", "0.5", time(12)),
        ("[h]:mm", "30", 30),
        ("0.00", "1970.1", 1970.1),
        ("0.00E+00", "1970.1", 1970.1),
        ("&quot;共&quot;0&quot;名&quot;", "21", 21),
        ("[Red]0", "21", 21),
    ],
)
def test_the_number_format_decides_what_is_a_day(
    tmp_path: Path, code: str, serial: str, value: object
) -> None:
    sheet = only_sheet(
        write_xlsx(
            tmp_path / "a.xlsx",
            sheet_xml(f'<row r="1"><c r="A1" s="1"><v>{serial}</v></c></row>'),
            styles=styles_xml(code),
        )
    )
    assert sheet.rows == [[value]]
    assert sheet.formats == {(0, 0): code.replace("&quot;", '"')}


def test_chinese_built_in_formats_are_days(tmp_path: Path) -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="57"/><xf numFmtId="31"/></cellXfs></styleSheet>'
    )
    xml = sheet_xml('<row r="1"><c r="A1" s="0"><v>27454</v></c><c r="B1" s="1"><v>27454</v></c></row>')
    sheet = only_sheet(write_xlsx(tmp_path / "a.xlsx", xml, styles=styles))
    assert sheet.rows == [[date(1975, 3, 1), date(1975, 3, 1)]]
    assert sheet.formats[0, 0] == 'yyyy"年"m"月"'


def test_days_of_the_1904_system_are_the_same_days(tmp_path: Path) -> None:
    sheet = only_sheet(
        write_xlsx(
            tmp_path / "a.xlsx",
            sheet_xml('<row r="1"><c r="A1" s="1"><v>25992</v></c></row>'),
            styles=styles_xml("yyyy-mm-dd"),
            book_properties='<workbookPr date1904="1"/>',
        )
    )
    assert sheet.rows == [[date(1975, 3, 1)]]
    assert sheet.date_1904


def test_a_phonetic_guide_is_no_part_of_a_name(tmp_path: Path) -> None:
    strings = (
        '<si><t>欧阳</t><rPh sb="0" eb="2"><t>ouyang</t></rPh><phoneticPr fontId="1"/></si>'
        '<si><r><t>司</t></r><r><rPr><b/></rPr><t xml:space="preserve">马 </t></r><rPh sb="0" eb="1"><t>si</t></rPh></si>'
        "<si/><si><t/></si>"
    )
    cells = "".join(f'<c r="{letter}1" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABCDE"))
    sheet = only_sheet(
        write_xlsx(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{cells}</row>'), strings=strings)
    )
    assert sheet.rows == [["欧阳", "司马 "]]
    assert sheet.unvalued == {(0, 4): "error:#VALUE!"}


def test_plain_shared_strings_keep_spaces_and_come_in_order(tmp_path: Path) -> None:
    strings = '<si><t>姓名</t></si><si><t xml:space="preserve"> 王_x000D_\n芳</t></si><si><t>999999197503120019</t></si>'
    cells = "".join(f'<c r="{letter}1" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABC"))
    sheet = only_sheet(
        write_xlsx(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{cells}</row>'), strings=strings)
    )
    assert sheet.rows == [["姓名", " 王\n芳", "999999197503120019"]]


def test_error_codes_and_formulas_without_a_result_are_told(tmp_path: Path) -> None:
    cells = (
        '<c r="A1" t="e"><v>#N/A</v></c>'
        '<c r="B1" t="e"><f>VLOOKUP(A1,D:D,1,0)</f><v>#REF!</v></c>'
        '<c r="C1"><f>1+1</f></c>'
        '<c r="D1"><f t="shared" ref="D1:D2" si="0">A1&amp;"岁"</f><v>2</v></c>'
        '<c r="E1" t="str"><f>IF(1,"")</f><v></v></c>'
        '<c r="F1"><f>2+2</f><v></v></c><c r="G1"><f>3+3</f><v/></c><c r="H1"><v>1</v></c>'
    )
    more = '<row r="2"><c r="D2"><f t="shared" si="0"/><v>3</v></c></row>'
    sheet = only_sheet(write_xlsx(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{cells}</row>{more}')))
    assert sheet.rows == [[None, None, None, 2, None, None, None, 1], [None, None, None, 3]]
    assert sheet.unvalued == {
        (0, 0): "error:#N/A", (0, 1): "error:#REF!", (0, 2): "formula", (0, 5): "formula", (0, 6): "formula",
    }  # fmt: skip
    assert sheet.formulas == {
        (0, 1): "VLOOKUP(A1,D:D,1,0)", (0, 2): "1+1", (0, 3): 'A1&"岁"', (0, 4): 'IF(1,"")', (0, 5): "2+2",
        (0, 6): "3+3", (1, 3): 'A1&"岁"',
    }  # fmt: skip


def test_cells_and_rows_without_references_follow_one_another(tmp_path: Path) -> None:
    xml = sheet_xml(
        '<row><c t="inlineStr"><is><t>姓名</t></is></c><c/><c t="inlineStr"><is><t>性别</t></is></c></row>'
        '<row r="4"><c><v>1</v></c><c r="D4"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>',
        before="",
    )
    assert rows_of(write_xlsx(tmp_path / "a.xlsx", xml)) == [
        ["姓名", None, "性别"], [], [], [1, None, None, 2, 3], [4],
    ]  # fmt: skip


def test_a_workbook_of_a_web_system_without_styles_strings_and_relations_is_read(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {"一": sheet_xml(text_rows([["甲"]])), "二": sheet_xml(text_rows([["乙"]]))},
        without=["_rels/.rels", "xl/_rels/workbook.xml.rels"],
    )
    assert [(sheet.name, sheet.rows) for sheet in read(str(path))[2]] == [("一", [["甲"]]), ("二", [["乙"]])]


def test_prefixes_backslashes_capitals_and_utf_16_are_borne(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:cols><x:col min="2" max="2" hidden="true"/></x:cols><x:sheetData>'
        "<x:row r='1' hidden='1'><x:c r='A1' t='str'><x:v>甲</x:v></x:c><x:c r='C1'><x:v>1</x:v></x:c></x:row>"
        '</x:sheetData><x:mergeCells><x:mergeCell ref="C1:A1"/></x:mergeCells></x:worksheet>'
    )
    book = (
        f'<?xml version="1.0" encoding="UTF-16"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        '<sheets><sheet name="名册" sheetId="1" r:id="a"/></sheets></workbook>'
    )
    relation = f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="/XL/Sheets/One.xml"/>'
    path = write_zip(
        tmp_path / "a.xlsx",
        {
            "xl\\workbook.xml": book.encode("utf-16"),
            "xl\\_rels\\workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>',
            "xl\\sheets\\one.xml": sheet,
        },
    )
    sheet_read = only_sheet(path)
    assert (sheet_read.name, sheet_read.rows) == ("名册", [["甲", None, 1]])
    assert (sheet_read.merges, sheet_read.hidden_rows, sheet_read.hidden_columns) == (
        [(0, 0, 0, 2)],
        {0},
        {1},
    )


def test_sheets_come_in_the_order_of_their_tabs_and_charts_are_none(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([2])
    book.create_sheet("先", 0).append([1])
    book.create_chartsheet("图")
    book.active.cell(1, 1).font = Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    assert [(sheet.name, sheet.rows) for sheet in read(str(tmp_path / "a.xlsx"))[2]] == [
        ("先", [[1]]),
        ("Sheet", [[2]]),
    ]


def test_an_address_outside_the_file_is_not_followed(tmp_path: Path) -> None:
    relations = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
        'TargetMode="External" Target="file:///etc/passwd"/></Relationships>'
    )
    path = write_xlsx(
        tmp_path / "a.xlsx", sheet_xml(text_rows([["甲"]])), extra={"xl/_rels/workbook.xml.rels": relations},
        without=["xl/_rels/workbook.xml.rels"],
    )  # fmt: skip
    assert rows_of(path) == [["甲"]]  # the sheet inside, by its usual name


def test_macros_make_it_an_xlsm_and_are_left_alone(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xls", sheet_xml(text_rows([["甲"]])), extra={"xl/vbaProject.bin": b"\0"})
    assert read(str(path))[0] == "xlsm"


SAFE = st.characters(min_codepoint=33, exclude_categories=("Cs", "Cc"), exclude_characters="_\ufffe\uffff")
VALUES = st.none() | st.text(SAFE, min_size=1, max_size=8) | st.integers(-(10**14), 10**14) | st.booleans()


@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=6))
def test_both_ways_of_reading_and_calamine_agree(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]
) -> None:
    path = tmp_path_factory.mktemp("agree") / "a.xlsx"
    book = openpyxl.Workbook()
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            cell = book.active.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(path)

    quick, thorough = GrowingSheet("Sheet"), GrowingSheet("Sheet")
    with Archive(str(path)) as archive:
        part = "xl/worksheets/sheet1.xml"
        assert read_plain_sheet(archive, part, CellReader(quick, Shared({}, [], False, Census())), {})
        read_any_sheet(archive, part, CellReader(thorough, Shared({}, [], False, Census())))
    told = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)

    assert quick.finish().rows == thorough.finish().rows
    filled = {(r, c): v for r, row in enumerate(quick.rows) for c, v in enumerate(row) if v is not None}
    assert filled == {(r, c): v for r, row in enumerate(told) for c, v in enumerate(row) if v != ""}


def test_a_workbook_without_any_worksheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(str(write_xlsx(tmp_path / "a.xlsx", {})))
    assert refusal.value.code == "truncated"


def test_a_sheet_whose_part_is_missing_is_told(tmp_path: Path) -> None:
    sheets = {"镇代表": sheet_xml(text_rows([["甲"]])), "县代表": sheet_xml("")}
    path = write_xlsx(tmp_path / "a.xlsx", sheets, without=["xl/worksheets/sheet2.xml"])
    _, _, [sheet], notes = read(str(path))
    assert (sheet.name, notes) == ("镇代表", [MISSING_SHEET.format("县代表")])
