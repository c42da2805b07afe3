"""What this program wrote itself comes back unedited as the same, row for row, from every register and format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.domain.register import Register
from app.domain.registers import SHOWN
from app.excel.importing import ImportOptions, commit_preview, preview_workbook
from app.excel.ledger_sheets import export_register
from app.exporting import export_ledger
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.storage.refusals import Refused
from tests.data.small_ledger import OFFICE, TODAY, small_ledger
from tests.kept_ledgers import new_ledger, nothing_written, sample_folder
from tests.random_rows import WORDS, RandomRows

pytestmark = pytest.mark.usefixtures("reading_here")

AWKWARD = (*WORDS, "、", "甲、乙，丙,丁", "+86", "１２３４", "123456789012", "姓名：甲", "“引”", "合计", "填表人：", "注：", "说明", "，", " 两 字 ", "长" * 1_900)  # fmt: skip
REGISTERS = [register.key for register in SHOWN]
WAYS = ("filed", "edited", "private", "archive", "public", "csv")


def write(ledger: Ledger, register: str, way: str, folder: Path, query: Query = Query()) -> tuple[Path, int]:
    """A workbook or text file of a register, and how many rows it holds."""
    path = folder / f"{register}-{way}.{'csv' if way == 'csv' else 'xlsx'}"
    match way:
        case "edited" | "private":
            private = way == "private"
            count = export_register(
                ledger, register, path, query=query, for_editing=True, include_private=private
            )
        case "archive" | "public":
            count = export_ledger(
                ledger, register, path, query=query, audience=way, include_private=way == "archive"
            )
        case _:
            count = export_ledger(ledger, register, path, "csv" if way == "csv" else "xlsx", query=query)
    return path, count


def assert_nothing_changes(ledger: Ledger, register: str, path: Path, count: int, **options: Any) -> None:
    preview = preview_workbook(ledger, register, path, ImportOptions(**options))
    odd = [
        (e.sheet, e.row, e.verdict, e.differences, e.problems) for e in preview.rows if e.verdict != "same"
    ]
    assert not odd, odd[:3]
    assert preview.counts["same"] == count
    assert len({entry.row_id for entry in preview.rows}) == count, "two lines were taken for one row"
    assert preview.recognised and not preview.creations
    with nothing_written(ledger):
        assert not any(commit_preview(ledger, preview, accept_flagged=True, on_changed="update").values())


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Random rows of every register, some nearly empty and some full, and every other one twice."""
    with small_ledger(tmp_path_factory.mktemp("awkward") / "ledger") as ledger:
        rows = RandomRows(ledger, 11, AWKWARD)
        for register in SHOWN:
            _fill(ledger, rows, register)
        yield ledger


def _fill(ledger: Ledger, rows: RandomRows, register: Register) -> None:
    for number in range(12):
        try:
            _, values = rows.add(register, fullness=(0.2, 0.5, 1.0)[number % 3])
        except AssertionError:  # its rules refuse what is nearly empty, or it has all that there can be
            continue
        if number % 2:
            _again(ledger, register.key, values)
    assert ledger.count(register.key) > 3


def _again(ledger: Ledger, register: str, values: dict[str, Any]) -> None:
    """The same once more, where the register keeps two alike."""
    try:
        with ledger.act("再录一遍") as act:
            act.add(register, values)
    except Refused:
        pass


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = sample_folder(tmp_path_factory.mktemp("sample") / "data")
    with Ledger.open(folder, today=TODAY) as opened:
        yield opened


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("register", REGISTERS)
def test_awkward_rows_come_back(awkward: Ledger, tmp_path: Path, register: str, way: str) -> None:
    path, count = write(awkward, register, way, tmp_path)
    assert_nothing_changes(awkward, register, path, count)


@pytest.mark.parametrize("register", REGISTERS)
def test_a_year_of_the_sample_comes_back(sample: Ledger, tmp_path: Path, register: str) -> None:
    for way in ("filed", "csv", "edited"):
        path, count = write(sample, register, way, tmp_path, Query(year=2022))
        assert_nothing_changes(sample, register, path, count)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("empty") / "ledger"
    with new_ledger(folder, OFFICE, term=16, today=TODAY) as ledger:
        yield ledger


@pytest.mark.parametrize("register", REGISTERS)
def test_an_empty_ledger_is_recognised_and_adds_nothing(empty: Ledger, tmp_path: Path, register: str) -> None:
    for way in ("filed", "csv", "edited"):
        path, count = write(empty, register, way, tmp_path)
        assert_nothing_changes(empty, register, path, count)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with small_ledger(tmp_path / "ledger", more=400) as opened:
        yield opened


def test_every_level_has_its_sheet_and_comes_back(ledger: Ledger, tmp_path: Path) -> None:
    path, count = write(ledger, "deputies", "filed", tmp_path)
    assert len(openpyxl.load_workbook(path).sheetnames) > 1
    assert_nothing_changes(ledger, "deputies", path, count)


def test_an_event_of_one_who_sits_at_two_levels_stays_with_its_mandate(
    ledger: Ledger, tmp_path: Path
) -> None:
    county = next(i for i in ledger.ids("deputies") if ledger.row("deputies", i)["level"] == "county")  # type: ignore[index]
    one = ledger.row("deputies", county)
    assert one is not None
    with ledger.act("两级代表") as act:
        town = act.add(
            "deputies", {"name": one["name"], "sex": one["sex"], "level": "township", "term": Ref(1, "")}
        )
        for deputy in (town, county):
            act.add("mandate_changes", {
                "mandate": Ref(deputy, one["name"]), "kind": "suspended", "occurred_on": PartialDate(2024, 3, 5),
            })  # fmt: skip
    for way in WAYS:
        path, count = write(ledger, "mandate_changes", way, tmp_path)
        assert_nothing_changes(ledger, "mandate_changes", path, count)


def test_two_who_read_the_same_are_two_and_stay_at_their_level(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.act("同名") as act:
        terms = {row["level"]: row["id"] for row in ledger.rows("terms", ledger.ids("terms"))}
        for level in ("county", "township", "township", "county"):
            act.add("deputies", {"name": "李同名", "sex": "1", "level": level, "term": Ref(terms[level], "")})
    for way in ("filed", "csv", "edited"):
        for level in ("township", "county"):
            path, count = write(ledger, "deputies", way, tmp_path, Query(equals={"level": level}))
            preview = preview_workbook(ledger, "deputies", path)
            if way == "csv":  # has no title that says the level
                assert preview.counts["same"] == count
                continue
            shown = {ledger.row("deputies", entry.row_id)["level"] for entry in preview.rows}  # type: ignore[index, arg-type]
            assert shown == {level}
            assert_nothing_changes(ledger, "deputies", path, count)


def test_visitors_keep_village_and_mark(ledger: Ledger, tmp_path: Path) -> None:
    visitors = (
        {"name": "王大明", "village": "东村"},
        {"name": "赵八斤", "village": "西村", "wants_confidential": True},
    )
    with ledger.act("接待") as act:
        site = act.add("liaison_sites", {"name": "东村联络站", "kind": "station"})
        act.add("receptions", {
            "held_on": date(2024, 3, 9), "site": Ref(site, ""), "kind": "walk_in", "visitors": visitors,
        })  # fmt: skip
    for way in WAYS:
        path, count = write(ledger, "receptions", way, tmp_path)
        assert_nothing_changes(ledger, "receptions", path, count)


@pytest.mark.parametrize("way", ["filed", "edited"])
def test_an_edited_cell_is_the_only_change_and_the_row_is_found(
    awkward: Ledger, tmp_path: Path, way: str
) -> None:
    for register in ("receptions", "mandate_changes", "stock_counts", "fund_entries"):
        path, count = write(awkward, register, way, tmp_path)
        book = openpyxl.load_workbook(path)
        sheet = book.active
        assert sheet is not None
        column = next(cell.column for cell in sheet[3] if cell.value == "备注")
        sheet.cell(4, column).value = "改过的话"
        book.save(path)
        preview = preview_workbook(awkward, register, path)
        changed = [entry for entry in preview.rows if entry.verdict != "same"]
        assert [(e.row, e.verdict, [d.field for d in e.differences]) for e in changed] == [
            (4, "changed", ["note"])
        ]
        assert len({entry.row_id for entry in preview.rows}) == count


def test_each_section_of_a_filed_ledger_comes_back_as_its_own(tmp_path: Path) -> None:
    """The unit line names the fund; the office of 主席团 in front of it says nothing of the money."""
    with small_ledger(tmp_path / "from") as ledger, small_ledger(tmp_path / "to") as other:
        with ledger.act("经费") as act:
            for number, fund in enumerate(("presidium", "deputies", "sites")):
                day = date(2022, 3, 1 + number)
                act.add(
                    "fund_entries",
                    {"fund": fund, "occurred_on": day, "summary": f"拨款{fund}", "income": 100_00},
                )
        for only in (None, "sites"):
            path = tmp_path / f"{only}.xlsx"
            export_register(ledger, "fund_entries", path, query=Query(equals={"fund": only} if only else {}))
            names = openpyxl.load_workbook(path).sheetnames
            assert not [name for name in names if "经费经费" in name]
            preview = preview_workbook(other, "fund_entries", path)
            funds = {entry.values["summary"]: entry.values["fund"] for entry in preview.rows}
            assert funds == {
                f"拨款{fund}": fund for fund in ((only,) if only else ("presidium", "deputies", "sites"))
            }
