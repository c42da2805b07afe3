"""From a file to the ledger and back: one act, what comes with it, what is left over, what is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.excel.importing import Correction, ImportOptions, commit_preview, preview_of, preview_workbook
from app.excel.ledger_sheets import export_register
from app.excel.mappings import forget, mapping_of, remember, remembered
from app.excel.questions import WHY_REJECTED
from app.excel.reading import UnreadableFile, read_workbook
from app.excel.rejected import write_rejected
from app.storage.ledger import Ledger
from tests.excel.importing_cases import HEAD, LI, TITLE, WANG, previewed, told, verdicts, workbook
from tests.kept_ledgers import new_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    office = {"town": "迳口镇", "county": "四会市"}
    with new_ledger(tmp_path / "data", office, term=17, today=date(2026, 11, 23)) as made:
        yield made


def saved(path: Path, *rows: list[Any]) -> Path:
    """A real .xlsx with the given rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_file_is_imported_as_one_act_and_undone_as_one(ledger: Ledger, tmp_path: Path) -> None:
    path = saved(tmp_path / "名册.xlsx", [TITLE], HEAD, LI, WANG)
    preview = preview_workbook(ledger, "deputies", path)
    assert commit_preview(ledger, preview) == {"added": 2, "changed": 0}
    assert preview.report()["committed"] is True
    assert ledger.count("deputies") == 2
    assert ledger.count("electoral_districts") == 2
    assert ledger.undoable().name == "导入代表名册（名册.xlsx）"
    ledger.undo()
    assert (ledger.count("deputies"), ledger.count("electoral_districts"), ledger.count("people")) == (
        0,
        0,
        0,
    )


def test_an_unreadable_file_is_refused_with_a_sentence(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(UnreadableFile, match="文件"):
        preview_workbook(ledger, "deputies", path)


def test_a_file_without_a_header_is_not_recognised(ledger: Ledger) -> None:
    preview = previewed(ledger, ["品名", "数量"], ["档案盒", 3])
    assert not preview.recognised
    assert preview.report()["skipped_sheets"] == [{"sheet": "名册", "why": "没有找到表头"}]
    assert commit_preview(ledger, preview) == {"added": 0, "changed": 0}


def test_flagged_rows_wait_for_the_clerk(ledger: Ledger) -> None:
    rows = [[TITLE], HEAD, LI, [2, "王芳", "女", 1975.1, "第二选区", "19900000002"]]
    preview = previewed(ledger, *rows)
    assert verdicts(preview) == ["new", "flagged"]
    assert commit_preview(ledger, preview)["added"] == 1
    preview = previewed(ledger, *rows)
    assert commit_preview(ledger, preview, accepted_rows={1})["added"] == 1
    assert ledger.count("deputies") == 2


def test_changed_rows_are_written_only_when_that_is_wished(ledger: Ledger) -> None:
    commit_preview(ledger, previewed(ledger, [TITLE], HEAD, LI))
    rows = [[TITLE], [*HEAD, "文化程度"], [*LI, "高中"]]
    assert commit_preview(ledger, previewed(ledger, *rows)) == {"added": 0, "changed": 0}
    assert commit_preview(ledger, previewed(ledger, *rows), on_changed="update") == {"added": 0, "changed": 1}
    assert verdicts(previewed(ledger, *rows)) == ["same"]


def test_two_levels_in_one_row_are_one_person_with_two_mandates(ledger: Ledger) -> None:
    preview = previewed(ledger, ["名册"], ["姓名", "性别", "市代表", "镇代表"], ["李四", "男", "√", "√"])
    assert commit_preview(ledger, preview) == {"added": 2, "changed": 0}
    assert (ledger.count("people"), ledger.count("terms")) == (1, 2)


def test_nothing_is_kept_when_the_clerk_stops(ledger: Ledger) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, whole: int) -> None:
        raise Stopped

    preview = preview_of(ledger, "deputies", workbook([TITLE], HEAD, LI))
    with pytest.raises(Stopped):
        commit_preview(ledger, preview, progress=stop)
    assert ledger.count("deputies") == 0


def test_rejected_rows_come_back_in_the_clerks_layout(ledger: Ledger, tmp_path: Path) -> None:
    rows = [
        [TITLE],
        HEAD[:4] + HEAD[5:],
        ["第一选区(2名)"],
        [1, "李四", "男", "1970.01", "19900000001"],
        [2, "=1+1", "男", "〃", "〃"],
    ]
    path = tmp_path / "未导入.xlsx"
    assert write_rejected(previewed(ledger, *rows), path) == 1
    sheet = openpyxl.load_workbook(path).active
    lines = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert lines[0][0] == TITLE
    assert lines[1] == ["序号", "姓名", "性别", "出生年月", "联系电话", WHY_REJECTED]
    assert lines[2][0] == "第一选区"
    assert lines[3][:5] == [2, "=1+1", "男", "1970.01", "19900000001"]
    assert "姓名" in str(lines[3][5])
    assert sheet.cell(4, 2).data_type == "s"
    again = preview_workbook(ledger, "deputies", path)
    assert [(row["row"], row["values"].get("electoral_district")) for row in told(again)] == [(4, "第一选区")]


@pytest.mark.parametrize("length", [300, 2_000, 3_000])
def test_a_long_text_of_a_rejected_row_is_shown_to_its_end(
    ledger: Ledger, tmp_path: Path, length: int
) -> None:
    rows = [[TITLE], ["序号", "姓名", "性别", "家庭住址"], [1, "", "男", "长" * length]]
    path = tmp_path / "未导入.xlsx"
    assert write_rejected(previewed(ledger, *rows), path) == 1
    sheet = openpyxl.load_workbook(path).worksheets[0]
    height, width = sheet.row_dimensions[3].height, sheet.column_dimensions["D"].width
    assert sheet["D3"].value == "长" * length
    assert 2 * length / (width - 2) * 14 <= height <= 409
    assert sheet["D3"].alignment.vertical == "top"
    whole = sum(column.width for column in sheet.column_dimensions.values())
    assert sheet.page_setup.fitToWidth * 143 / whole >= 0.5


def test_rejected_rows_look_like_our_ledgers_and_hide_no_digit(ledger: Ledger, tmp_path: Path) -> None:
    head = ["序号", "姓名", "性别", "出生年月", "身份证号码", "家庭住址"]
    rows = [
        [TITLE],
        head,
        [1, "", "男", "1970.01", "44010119700101123X", "长" * 300],
        [2, "李四", "男", "1970.01", 440101197001011234, "乙村"],
    ]
    path = tmp_path / "未导入.xlsx"
    assert write_rejected(previewed(ledger, *rows), path) == 2
    book = openpyxl.load_workbook(path)
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("镇人大台账", "镇人大台账")
    assert book.properties.title == "代表名册没有导入的行"
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert {cell.font.name for row in sheet for cell in row} <= {"宋体", "黑体"}
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2, max_col=7):
        assert all(cell.border.left.style == cell.border.bottom.style == "thin" for cell in row)
    assert sheet.column_dimensions["E"].width >= 18 * 1.3
    assert sheet["E4"].number_format == "0"
    assert sheet.row_dimensions[3].height > 15 * 14
    assert str(sheet["G3"].value).startswith("不能导入")


def test_the_reason_of_a_wide_sheet_stands_on_the_page_of_its_row(ledger: Ledger, tmp_path: Path) -> None:
    texts = ["工作单位及职务", "家庭住址", "毕业院校及专业", "选区", "代表团", "备注"]
    rows = [
        [TITLE],
        ["序号", "姓名", "性别", "身份证号码", "联系电话", *texts],
        [1, "", "男", "44010119700101123X", "19900000001", *["长" * 60] * 6],
    ]
    path = tmp_path / "未导入.xlsx"
    assert write_rejected(previewed(ledger, *rows), path) == 1
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.column_dimensions["D"].width >= 18 * 1.3
    assert sheet.column_dimensions["E"].width >= 11 * 1.3


def test_an_export_for_editing_changes_its_own_rows_and_an_emptied_cell_counts(
    ledger: Ledger, tmp_path: Path
) -> None:
    commit_preview(ledger, previewed(ledger, [TITLE], [*HEAD, "备注"], [*LI, "连任"], [*WANG, None]))
    path = tmp_path / "编辑.xlsx"
    export_register(ledger, "deputies", path, for_editing=True, include_private=True)
    assert set(verdicts(preview_workbook(ledger, "deputies", path))) == {"same"}
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value in ("连任", "王芳"):
                cell.value = {"王芳": "王小芳"}.get(cell.value)
    book.save(path)
    edited = preview_workbook(ledger, "deputies", path)
    said = {row["values"]["name"]: [d["field"] for d in row.get("differences", [])] for row in told(edited)}
    assert said == {"李四": ["note"], "王小芳": ["name"]}
    commit_preview(ledger, edited, on_changed="update", accept_flagged=True)
    assert ledger.count("deputies") == 2
    assert {row["name"]: row["note"] for row in ledger.rows("deputies", ledger.ids("deputies"))} == {
        "李四": None,
        "王小芳": None,
    }


def test_a_corrected_mapping_is_remembered_for_files_of_its_shape(ledger: Ledger, tmp_path: Path) -> None:
    rows = [["迳口镇"], ["编号", "昃", "罅"], [1, "李四", "第一选区"]]
    assert not previewed(ledger, *rows).recognised
    columns = {"A": None, "B": "name", "C": "electoral_district"}
    options = ImportOptions(corrections={"名册": Correction((2, 2), columns)})
    corrected = previewed(ledger, *rows, options=options)
    assert told(corrected)[0]["values"]["electoral_district"] == "第一选区"
    remember(ledger.folder, mapping_of("村里的表", "deputies", corrected.sheets[0].table.header, columns))
    again = previewed(ledger, ["某年"], *rows)
    assert told(again)[0]["values"]["electoral_district"] == "第一选区"
    assert "村里的表" in str(again.report()["sheets"][0]["notes"])
    forget(ledger.folder, "deputies", "村里的表")
    assert remembered(ledger.folder, "deputies") == []


def test_the_report_tells_what_the_contract_promises(ledger: Ledger, tmp_path: Path) -> None:
    path = saved(tmp_path / "名册.xlsx", [TITLE], [*HEAD, "衣服尺码"], [*LI, "XL"])
    report = preview_workbook(ledger, "deputies", path).report()
    assert (report["file"], report["register"], report["committed"]) == ("名册.xlsx", "deputies", False)
    assert report["sheets"][0]["header_rows"] == [2]
    assert report["sheets"][0]["columns"] == {
        "B": "name", "C": "sex", "D": "birth_date", "E": "electoral_district", "F": "phone"
    }  # fmt: skip
    assert report["sheets"][0]["unused_columns"] == {"A": "序号", "G": "衣服尺码"}
    assert report["counts"] == {"new": 1, "same": 0, "changed": 0, "double": 0, "flagged": 0, "wrong": 0}


def test_a_workbook_read_once_may_be_judged_again(ledger: Ledger, tmp_path: Path) -> None:
    book = read_workbook(saved(tmp_path / "名册.xlsx", [TITLE], HEAD, LI))
    assert verdicts(preview_of(ledger, "deputies", book)) == ["new"]
    assert verdicts(preview_of(ledger, "deputies", book, ImportOptions(sheets=("没有",)))) == []
