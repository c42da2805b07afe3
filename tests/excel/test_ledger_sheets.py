"""A register as a workbook: can be filed as it is, keeps every text, and comes back by import."""

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from app.domain.column_widths import text_width
from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.domain.registers import SHOWN
from app.excel.importing import ImportOptions, preview_workbook
from app.excel.ledger_sheets import FileHeld, export_register
from app.excel.reading.xlsx import read_xlsx
from app.excel.writing import rows_into
from app.excel.writing.cells import Unwritable, cell_xml
from app.excel.writing.frame import column_of
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.storage.refusals import Refused
from tests.data.small_ledger import ID_NUMBER, small_ledger

pytestmark = pytest.mark.usefixtures("reading_here")

CROWD = (
    "name", "sex", "ethnic_group", "birth_date", "education", "political_status", "employer_position",
    "electoral_district", "level", "delegation", "deputy_card_no", "id_number", "phone", "address", "elected_on", "note",
)  # fmt: skip
TOWN = Query(equals={"level": "township"})
NASTY = "=SUM(A1:A3)\n+86 <b>&amp; _x0041_ _x000D_  𠮷䶮𰻞 “引号” 'quote'"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with small_ledger(tmp_path / "ledger") as opened:
        yield opened


def exported(ledger: Ledger, path: Path, **more: Any) -> Any:
    export_register(ledger, "deputies", path, **more)
    return openpyxl.load_workbook(path).active


def column(sheet: Any, heading: str) -> list[Any]:
    """The cells below a heading of row 3, down to the line for signatures."""
    at = next(cell.column for cell in sheet[3] if cell.value == heading)
    rows = [row for row in range(4, sheet.max_row + 1) if isinstance(sheet.cell(row, 1).value, int)]
    return [sheet.cell(row, at) for row in rows]


def row_of(sheet: Any, name: str) -> int:
    return int(next(cell.row for cell in column(sheet, "姓名") if cell.value == name))


def test_the_sheet_carries_title_unit_line_heading_and_signatures(ledger: Ledger, tmp_path: Path) -> None:
    sheet = exported(ledger, tmp_path / "a.xlsx", query=TOWN)
    assert sheet["A1"].value == "四会市迳口镇第十六届人民代表大会代表名册"
    assert f"A1:{sheet.cell(3, sheet.max_column).column_letter}1" in [
        str(r) for r in sheet.merged_cells.ranges
    ]
    assert [cell.value for cell in sheet[2] if cell.value] == [
        "单位：迳口镇人大主席团",
        "按姓名笔画为序",
        "截至2026年11月23日 应有名额60名，实有4名，出缺56名",
    ]
    assert [cell.value for cell in sheet[3]][:4] == ["序号", "姓名", "性别", "民族"]
    mixed = exported(ledger, tmp_path / "b.xlsx", ids=ledger.ids("deputies"))
    assert [cell.value for cell in mixed[3]][:4] == ["序号", "姓名", "级别", "性别"]
    assert [cell.value for cell in sheet[sheet.max_row] if cell.value][:2] == [
        "填表人：陈小明",
        "审核人：李国强",
    ]


def test_columns_are_measured_by_digits_that_every_system_has(ledger: Ledger, tmp_path: Path) -> None:
    """In the place of 宋体 other systems put wider digits: sheets were shrunk, a quarter of each page stayed white."""
    export_register(ledger, "deputies", tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        styles = book.read("xl/styles.xml").decode()
    first = styles[styles.index("<fonts") : styles.index("</font>")]
    assert 'val="Arial"' in first and 'val="9.5"' in first


def test_it_prints_as_it_is_filed(ledger: Ledger, tmp_path: Path) -> None:
    sheet = exported(ledger, tmp_path / "a.xlsx")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == ("9", "landscape") or (
        sheet.page_setup.paperSize,
        sheet.page_setup.orientation,
    ) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.freeze_panes == "C4"


@pytest.mark.parametrize(
    ("columns", "width"),
    [(("name", "sex", "level", "note"), 143), (CROWD, 143 * 10.5 / 7.5)],  # else 第十九选区 would break
)
def test_the_columns_fill_the_width_of_the_page(
    ledger: Ledger, tmp_path: Path, columns: Any, width: float
) -> None:
    sheet = exported(ledger, tmp_path / "a.xlsx", columns=columns, include_private=True)
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[3]]
    assert sum(widths) == pytest.approx(width, abs=1)
    assert min(widths) >= 5


def test_numbers_that_are_names_stay_text_and_days_are_days(ledger: Ledger, tmp_path: Path) -> None:
    keys = ("name", "deputy_card_no", "id_number", "phone", "credential_confirmed_on", "birth_date")
    sheet = exported(ledger, tmp_path / "a.xlsx", columns=keys, include_private=True)
    row = row_of(sheet, "王芳")
    card, number, phone, day, birth = (sheet.cell(row, at) for at in range(3, 8))
    assert (card.value, card.number_format) == ("00012", "@")
    assert (number.value, number.number_format) == (ID_NUMBER, "@")
    assert (phone.value, phone.number_format) == ("19900001234", "@")
    assert (birth.value, birth.number_format) == ("1975.03", "@")
    assert day.is_date
    assert day.value.date() == date(2021, 9, 15)


def test_counts_are_numbers(ledger: Ledger, tmp_path: Path) -> None:
    export_register(ledger, "electoral_districts", tmp_path / "a.xlsx")
    cell = column(openpyxl.load_workbook(tmp_path / "a.xlsx").active, "人口")[0]
    assert (cell.value, cell.alignment.horizontal) == (3200, "right")


TEXTS = [NASTY, "=1+1", "+1", "-1", "@SUM(A1)", "中间  两格", "'撇号", "１２３", "0012", "\t制表", "_x000D_"]


def test_every_text_stays_the_text_it_was(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.act("备注") as act:
        districts = [
            act.add("electoral_districts", {"name": f"第{n}选区", "level": "township", "note": text})
            for n, text in enumerate(TEXTS, 2)
        ]
    export_register(ledger, "electoral_districts", tmp_path / "a.xlsx", ids=districts, columns=("note",))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert {
        (cell.data_type, bool(cell.quotePrefix), cell.number_format) for cell in column(sheet, "备注")
    } == {("s", False, "@")}
    for_people = [row[1] for row in read_xlsx(str(tmp_path / "a.xlsx"))[0][0].rows[3 : 3 + len(TEXTS)]]
    assert for_people == TEXTS
    for_others = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()[3:]
    assert [row[1] for row in for_others[: len(TEXTS)] if "_x" not in row[1]] == [
        t for t in TEXTS if "_x" not in t
    ]


def test_rows_are_as_high_as_their_longest_text(tmp_path: Path) -> None:
    with small_ledger(tmp_path / "ledger", note="困难群众。" * 30 + "\n第二段\n第三段") as ledger:
        sheet = exported(ledger, tmp_path / "a.xlsx")
        width = sheet.column_dimensions[column(sheet, "备注")[0].column_letter].width
        lines = -(-300 // (width - 1)) + 2
        assert sheet.row_dimensions[row_of(sheet, "王芳")].height >= lines * 14
        assert sheet.row_dimensions[row_of(sheet, "𠮷田䶮")].height < 40


def test_a_text_too_long_for_a_cell_is_refused_by_name(
    ledger: Ledger, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr("app.excel.writing.cells.LONGEST", 10)
    with pytest.raises(Refused, match=r"工作单位及职务有 .* 个字，表格的一个格子最多放 10 个"):
        export_register(ledger, "deputies", tmp_path / "a.xlsx")
    assert not list(tmp_path.glob("*.xlsx"))
    assert not list(tmp_path.glob(".*"))


def test_a_cell_holds_32767_units_and_not_one_more() -> None:
    assert "𠮷" in cell_xml("A1", 0, "𠮷" * 16_383 + "a")
    with pytest.raises(Unwritable):
        cell_xml("A1", 0, "𠮷" * 16_384)


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "\ud800", "a\ufffe", "\uffff"])
def test_characters_that_no_file_keeps_are_refused(text: str) -> None:
    with pytest.raises(Unwritable, match="无法保存"):
        cell_xml("A1", 0, text)


def test_a_filtered_view_is_exported_exactly_as_seen(ledger: Ledger, tmp_path: Path) -> None:
    view = Query(equals={"level": "township"}, order=("-birth_date",))
    sheet = exported(ledger, tmp_path / "a.xlsx", query=view, columns=("name", "birth_date"))
    assert [cell.value for cell in sheet[3]] == ["序号", "姓名", "出生年月"]
    names = [row["name"] for row in ledger.rows("deputies", ledger.ids("deputies", view))]
    assert [cell.value for cell in column(sheet, "姓名")] == names
    assert sheet["A2"].value.startswith("单位")


def test_private_columns_only_when_asked_for_and_never_in_public(ledger: Ledger, tmp_path: Path) -> None:
    def parts(**more: Any) -> bytes:
        exported(ledger, tmp_path / "a.xlsx", columns=("name", "phone", "id_number", "address"), **more)
        with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
            return b"".join(book.read(name) for name in book.namelist())

    assert ID_NUMBER.encode() in parts(include_private=True)
    for more in ({}, {"audience": "public"}, {"audience": "public", "include_private": True}):
        plain = parts(**more)  # type: ignore[arg-type]
        assert ID_NUMBER.encode() not in plain
        assert b"19900001234" not in plain


def test_an_export_for_editing_comes_back_as_the_same_rows(ledger: Ledger, tmp_path: Path) -> None:
    sheet = exported(ledger, tmp_path / "a.xlsx", for_editing=True)
    numbers = [cell.value for cell in column(sheet, "记录号")]
    assert numbers == [f"{ledger.ledger_id[:8]}-{row_id}" for row_id in ledger.ids("deputies")]
    report = preview_workbook(ledger, "deputies", tmp_path / "a.xlsx", ImportOptions()).report()
    assert report["counts"]["same"] == 5 == sum(report["counts"].values())


def test_a_filed_export_names_no_records_and_comes_back_too(ledger: Ledger, tmp_path: Path) -> None:
    sheet = exported(ledger, tmp_path / "a.xlsx", query=TOWN)
    assert "记录号" not in [cell.value for cell in sheet[3]]
    report = preview_workbook(ledger, "deputies", tmp_path / "a.xlsx", ImportOptions()).report()
    assert report["counts"]["same"] == 4 == sum(report["counts"].values())


def test_every_register_writes_a_sound_workbook(ledger: Ledger, tmp_path: Path) -> None:
    for register in SHOWN:
        count = export_register(ledger, register.key, tmp_path / "a.xlsx")
        assert count == ledger.count(register.key)
        rows = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
        columns = register.columns(register.print_columns or register.list_columns)
        assert {field.label for field in columns if not field.private} <= set(rows[2]), register.key


def test_progress_can_cancel_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, of: int) -> None:
        assert (done, of) == (4, 5)
        raise Stopped

    monkeypatch.setattr("app.excel.ledger_sheets._STEP", 4)
    with small_ledger(tmp_path / "ledger") as ledger, pytest.raises(Stopped):
        export_register(ledger, "deputies", tmp_path / "a.xlsx", progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["ledger"]


def test_a_file_open_in_wps_is_named_and_left_as_it_was(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "名册.xlsx"
    target.write_bytes(b"open in WPS")

    def held(source: Path, place: Path) -> None:
        raise PermissionError(13, "held", str(place))

    with monkeypatch.context() as while_held:
        while_held.setattr("app.storage.files.os.replace", held)
        while_held.setattr("app.storage.files.RETRIES", (0.0,))
        with pytest.raises(FileHeld, match=r"“名册\.xlsx”正被别的程序") as told:
            export_register(ledger, "deputies", target)
    assert told.value.filename == str(target)
    assert target.read_bytes() == b"open in WPS"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["名册.xlsx"]


def test_a_workbook_that_does_not_read_back_gets_no_name(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows_into.row_xml

    def lossy(number: int, *more: Any) -> str:
        return "" if number == 5 else whole(number, *more)

    monkeypatch.setattr("app.excel.ledger_sheets.row_xml", lossy)
    with pytest.raises(ValueError, match="read back"):
        export_register(ledger, "deputies", tmp_path / "a.xlsx")
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_broken_part_is_noticed_when_reading_back(ledger: Ledger, tmp_path: Path) -> None:
    exported(ledger, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as good, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as bad:
        for item in good.infolist():
            content = good.read(item)
            bad.writestr(
                item,
                content.replace("王芳".encode(), b"\xef\xbf\xbe") if "sheet1" in item.filename else content,
            )
    with pytest.raises(Exception, match=r"not well-formed|invalid"):
        rows_into.read_back(tmp_path / "b.xlsx", [4, 1])


def test_many_rows_keep_their_order_over_the_blocks(tmp_path: Path) -> None:
    with small_ledger(tmp_path / "ledger", more=620) as ledger:
        done: list[tuple[int, int]] = []
        count = export_register(ledger, "deputies", tmp_path / "a.xlsx", progress=lambda *at: done.append(at))
        names = [row["name"] for row in ledger.rows("deputies", ledger.ids("deputies", TOWN))]
    rows = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert count == 625
    assert [row[1] for row in rows[3 : 3 + 624]] == names
    assert done == [(500, 625)]


def test_each_level_has_its_own_sheet_and_comes_back_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    assert export_register(ledger, "deputies", tmp_path / "a.xlsx") == 5
    town, county = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert (town.title, county.title) == ("镇代表名册", "县代表名册")
    assert county["A1"].value == "四会市第十七届人民代表大会代表（迳口镇选出）名册"
    assert [cell.value for cell in column(county, "姓名")] == ["黄国强"]
    assert len(column(town, "姓名")) == 4
    report = preview_workbook(ledger, "deputies", tmp_path / "a.xlsx", ImportOptions()).report()
    assert report["counts"]["same"] == 5 == sum(report["counts"].values())


def test_only_those_in_office_are_filed_and_a_view_keeps_all(ledger: Ledger, tmp_path: Path) -> None:
    gone = ledger.ids("deputies", TOWN)[0]
    with ledger.act("辞职") as act:
        act.add(
            "mandate_changes",
            {"mandate": Ref(gone, ""), "kind": "resigned", "occurred_on": PartialDate(2024, 3, 1)},
        )
    assert export_register(ledger, "deputies", tmp_path / "a.xlsx") == 4
    for kept in ({"columns": ("name", "state")}, {"for_editing": True}):
        assert export_register(ledger, "deputies", tmp_path / "a.xlsx", **kept) == 5  # type: ignore[arg-type]


def test_numbers_look_as_they_do_on_paper(ledger: Ledger, tmp_path: Path) -> None:
    formats = {}
    for register in SHOWN:
        for field in register.fields:
            if field.kind.is_quantity:
                count = field.kind.fixed_decimals()
                decimals = "0." + "0" * count if count else "0"
                wanted = "#,##0.00" if field.kind.unit == "元" else decimals
                formats[register.key, field.key] = (column_of(field, 10).number_format, wanted)
    assert formats["site_checks", "score"] == ("0.00", "0.00")
    assert {pair for pair in formats.values() if pair[0] != pair[1]} == set()
    with ledger.act("项目") as act:
        act.change("checklist_items", ledger.ids("checklist_items")[0], {"weight": 75})
    export_register(ledger, "checklist_items", tmp_path / "a.xlsx")
    cells = column(openpyxl.load_workbook(tmp_path / "a.xlsx").active, "分值")
    assert {(cell.value, cell.number_format) for cell in cells} >= {(7.5, "0.0")}


def test_counts_stand_away_from_the_next_column(ledger: Ledger, tmp_path: Path) -> None:
    export_register(ledger, "electoral_districts", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    cell = column(sheet, "人口")[0]
    assert (cell.alignment.horizontal, cell.alignment.indent, bool(cell.alignment.wrap_text)) == (
        "right",
        1,
        False,
    )
    assert sheet.column_dimensions[cell.column_letter].width >= len("3200") + 4


def test_rows_whose_texts_fit_one_line_are_of_one_height(tmp_path: Path) -> None:
    with small_ledger(tmp_path / "ledger", more=20) as ledger:
        with ledger.act("选区") as act:
            for number, row_id in enumerate(ledger.ids("deputies", TOWN)):
                values = {
                    "employer_position": "四会市迳口恒发陶瓷厂车间主任"[number % 3 :],
                    "delegation": "圩镇片代表团",
                }
                act.change("deputies", row_id, values | {"name": f"李{chr(0x4E00 + number)}华"})
        sheet = exported(ledger, tmp_path / "a.xlsx", query=TOWN)
    heights = {sheet.row_dimensions[cell.row].height for cell in column(sheet, "姓名")}
    assert heights == {19.0}


def test_the_unit_line_has_room_for_its_words(ledger: Ledger, tmp_path: Path) -> None:
    sheet = exported(ledger, tmp_path / "a.xlsx", query=TOWN)
    for cells in (r for r in sheet.merged_cells.ranges if r.min_row == 2):
        width = sum(
            sheet.column_dimensions[get_column_letter(n)].width
            for n in range(cells.min_col, cells.max_col + 1)
        )
        assert width >= text_width(sheet.cell(2, cells.min_col).value or "")
