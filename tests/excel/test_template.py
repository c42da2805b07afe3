"""The blank template: its drop-downs refuse other words, its cells are texts, it imports as nothing."""

from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest

from app.domain.register import Register
from app.domain.registers import BY_KEY, SHOWN
from app.excel.importing import ImportOptions, preview_workbook
from app.excel.ledger_sheets import FileHeld
from app.excel.template import INSTRUCTIONS, template_fields, way_to_fill, write_template
from tests.data.small_ledger import small_ledger

pytestmark = pytest.mark.usefixtures("reading_here")


@cache
def template(register: str) -> bytes:
    """The file written for a register."""
    with TemporaryDirectory() as folder:
        write_template(BY_KEY[register], Path(folder) / "模板.xlsx")
        return (Path(folder) / "模板.xlsx").read_bytes()


def written(register: Register) -> Any:
    return openpyxl.load_workbook(BytesIO(template(register.key)))


def test_it_imports_cleanly_as_no_rows(tmp_path: Path) -> None:
    with small_ledger(tmp_path / "ledger") as ledger:
        for register in SHOWN:
            (tmp_path / "模板.xlsx").write_bytes(template(register.key))
            report = preview_workbook(ledger, register.key, tmp_path / "模板.xlsx", ImportOptions()).report()
            assert report["rows"] == []
            assert sum(report["counts"].values()) == 0
            assert [sheet["sheet"] for sheet in report["sheets"]] == [register.label]
            assert INSTRUCTIONS in [sheet["sheet"] for sheet in report["skipped_sheets"]], register.key
            understood = set(report["sheets"][0]["columns"].values())
            assert {field.key for field in template_fields(register) if field.required} <= understood


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_drop_downs_offer_every_choice_and_refuse_the_rest(register: Register) -> None:
    book = written(register)
    sheet = book[register.label]
    checks = {str(check.sqref).split(":")[0]: check for check in sheet.data_validations.dataValidation}
    for number, field in enumerate(template_fields(register), 1):
        check = checks.pop(sheet.cell(4, number).coordinate, None)
        assert (check is None) == (not list(field.kind.choices()))
        if check is not None:
            assert check.showErrorMessage
            assert field.label in check.error
            assert offered(check.formula1, book) == list(field.kind.choices())
    assert not checks


def offered(formula: str, book: Any) -> list[str]:
    if formula.startswith('"'):
        assert len(formula) <= 257
        return formula.strip('"').split(",")
    return [cell.value for (cell,) in book[INSTRUCTIONS][formula.split("!")[1].replace("$", "")]]


def test_a_list_too_long_for_a_drop_down_stands_beside_the_instructions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.excel.template._LONGEST_LIST", 12)
    register = BY_KEY["deputies"]
    book = openpyxl.load_workbook(BytesIO(template.__wrapped__(register.key)))  # made anew, with that limit
    checks = book[register.label].data_validations.dataValidation
    lists = {check.errorTitle: offered(check.formula1, book) for check in checks}
    assert lists == {
        field.label: list(field.kind.choices())
        for field in template_fields(register)
        if list(field.kind.choices())
    }
    assert {check.formula1[0] for check in checks} == {'"', "'"}


def test_numbers_that_are_names_are_typed_into_text_cells() -> None:
    sheet = written(BY_KEY["deputies"])["代表名册"]
    formats = {sheet.cell(3, c.column).value: sheet.cell(20, c.column).number_format for c in sheet[3]}
    assert formats["公民身份号码"] == formats["联系电话"] == formats["代表证号"] == formats["出生年月"] == "@"
    assert formats["得票数"] == "0"


def test_required_columns_are_marked() -> None:
    sheet = written(BY_KEY["deputies"])["代表名册"]
    headings = [cell.value for cell in sheet[3]]
    assert "姓名*" in headings
    assert "性别" in headings
    assert not [heading for heading in headings if heading.startswith("届次")]


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_the_instructions_have_a_line_for_every_column(register: Register) -> None:
    guide = written(register)[INSTRUCTIONS]
    lines = {guide.cell(row, 1).value: guide.cell(row, 3).value for row in range(3, guide.max_row + 1)}
    for field in template_fields(register):
        assert lines[f"“{field.label}”"] == way_to_fill(field)
        assert field.hint in way_to_fill(field)


def test_a_filled_template_imports(tmp_path: Path) -> None:
    book = written(BY_KEY["deputies"])
    sheet = book["代表名册"]
    at = {cell.value: cell.column for cell in sheet[3]}
    for heading, words in {"姓名*": "新代表", "性别": "女", "出生年月": "1990.03", "级别*": "镇"}.items():
        sheet.cell(4, at[heading], words)
    book.save(tmp_path / "filled.xlsx")
    with small_ledger(tmp_path / "ledger") as ledger:
        report = preview_workbook(ledger, "deputies", tmp_path / "filled.xlsx", ImportOptions()).report()
    assert [(row["row"], row["values"]["name"]) for row in report["rows"]] == [(4, "新代表")]


def test_a_template_open_in_wps_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(source: Path, place: Path) -> None:
        raise PermissionError(13, "held", str(place))

    monkeypatch.setattr("app.storage.files.os.replace", held)
    monkeypatch.setattr("app.storage.files.RETRIES", (0.0,))
    with pytest.raises(FileHeld, match=r"模板\.xlsx"):
        write_template(BY_KEY["terms"], tmp_path / "模板.xlsx")


def test_a_number_with_decimals_may_have_them() -> None:
    assert "最多 2 位小数" in way_to_fill(BY_KEY["site_checks"].field("score"))
    assert "填整数" in way_to_fill(BY_KEY["electoral_districts"].field("population"))


@pytest.mark.parametrize(("key", "pages"), [("deputies", 2), ("local_words", 1)])
def test_a_printed_template_can_be_read(key: str, pages: int, tmp_path: Path) -> None:
    """Type is printed at half its size at the least; the title stands on the first page."""
    sheet = written(BY_KEY[key]).worksheets[0]
    widths = [column.width for column in sheet.column_dimensions.values()]
    assert (sheet.page_setup.fitToWidth, sheet.print_title_cols) == (pages, "$A:$A" if pages > 1 else None)
    assert pages * 143 / sum(widths) >= 0.5
    titled = [cell for cell in sheet[1] if cell.alignment.horizontal == "centerContinuous"]
    assert 0.8 * sum(widths) / pages <= sum(widths[: len(titled)]) <= 1.2 * sum(widths) / pages
    assert sheet.print_title_rows == "$3:$3"
