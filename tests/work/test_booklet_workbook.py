"""Booklets in a workbook say what the paper says, and lie on the same sheets."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.booklet_years import register_year
from app.domain.fields import Ref
from app.paper.photo_bytes import LARGEST
from app.paper.sheet import Form, FormCell, Paper, Paragraph, Spread, Table
from app.storage.ledger import Ledger
from app.work.performance_papers.booklet import STYLES, booklets, holder_of
from app.work.performance_papers.booklet_workbook import write_workbook
from tests.data.sites import PNG
from tests.data.small_ledger import small_ledger

TODAY = date(2022, 12, 31)
LONG = "请核对田头水利渠道清淤和村道路灯维修的进展情况。" * 40


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Paper]]:
    """The booklets of two deputies; one has a long record and one that looks like a formula."""
    with small_ledger(tmp_path_factory.mktemp("booklet") / "ledger") as ledger:
        ids = ledger.ids("deputies")[:2]
        for day, title, detail in ((1, "走访", LONG), (2, "=1+1", "")):
            _record(ledger, ids[0], occurred_on=date(2022, 5, day), title=title, detail=detail)
        year = register_year(2022, TODAY)
        yield [
            paper
            for style in ("a4_twelve", "a5_eight")
            for paper in booklets(ledger, ids, year, STYLES[style])
        ]


def _record(ledger: Ledger, mandate: int, **values: Any) -> None:
    with ledger.act("履职") as act:
        act.add("performance_records", {"deputy": Ref(mandate, ""), "kind": "visit", **values})


def words_of(paper: Paper) -> str:
    texts: list[str] = []
    for block in paper.blocks:
        match block:
            case Paragraph():
                texts.append(block.text)
            case Spread():
                texts += block.texts
            case Form():
                texts += [cell.text for cell in block.cells]
            case Table():
                texts += [column.heading for column in block.columns]
                texts += [text for row in block.rows for text in row]
    return in_order("".join(texts))


def in_order(text: str) -> str:
    """Its characters sorted: a long text goes on in the row below, behind those beside it."""
    return "".join(sorted("".join(text.split())))


@pytest.fixture(scope="module")
def book(papers: list[Paper], tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = Path(tmp_path_factory.mktemp("out")) / "登记册.xlsx"
    write_workbook(papers, path)
    return openpyxl.load_workbook(path)


def test_each_sheet_holds_the_words_of_its_paper(papers: list[Paper], book: Any) -> None:
    for paper, sheet in zip(papers, book.worksheets, strict=True):
        cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert in_order("".join(cells)) == words_of(paper), sheet.title


def test_a_long_text_goes_on_below_and_no_row_is_higher_than_can_be(book: Any) -> None:
    sheet = book.worksheets[0]
    pieces = [
        str(cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value or "") in LONG and len(str(cell.value)) > 60
    ]
    assert len(pieces) > 1
    assert "".join(pieces) == LONG
    for each in book.worksheets:
        assert all(0 < (line.height or 0) <= 409 for line in each.row_dimensions.values())


def test_what_looks_like_a_formula_is_a_text(book: Any) -> None:
    (cell,) = (cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "=1+1")
    assert cell.data_type == "s"


def test_sheets_are_called_by_their_deputies(papers: list[Paper], book: Any) -> None:
    first, second = holder_of(papers[0]), holder_of(papers[1])
    assert book.sheetnames == [first, second, f"{first}（2）", f"{second}（2）"]


def test_they_lie_on_the_paper_of_their_style_with_its_pages(papers: list[Paper], book: Any) -> None:
    for paper, sheet in zip(papers, book.worksheets, strict=True):
        size = {"A4": sheet.PAPERSIZE_A4, "A5": sheet.PAPERSIZE_A5}[paper.size]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (int(size), "portrait")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert len(sheet.row_breaks.brk) == sum(type(block).__name__ == "PageBreak" for block in paper.blocks)
        width = sum(column.width for column in sheet.column_dimensions.values())
        sides = {"A4": 210, "A5": 148}[paper.size] - paper.margins.left - paper.margins.right
        assert width * 5.25 == pytest.approx(sides / 25.4 * 72, rel=0.01)


def test_boxes_do_not_cover_each_other(book: Any) -> None:
    for sheet in book.worksheets:
        taken: set[tuple[int, int]] = set()
        for box in sheet.merged_cells.ranges:
            own = {
                (row, column)
                for row in range(box.min_row, box.max_row + 1)
                for column in range(box.min_col, box.max_col + 1)
            }
            assert not own & taken, box
            taken |= own


def test_a_file_that_cannot_be_written_leaves_nothing(papers: list[Paper], tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_workbook([replace(papers[1])], tmp_path / "没有" / "登记册.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "is_shown"),
    [(PNG, True), (b"\x89PNG and so on", False), (b"", False), (PNG + bytes(LARGEST), False)],
)
def test_a_photo_stands_in_its_box_or_the_box_says_so(tmp_path: Path, content: bytes, is_shown: bool) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(content)
    box = FormCell(0, 1, "照片\n（2寸）", role="picture", align="center", picture=photo)
    cover = Paper("登记册", (Form((1.0, 2.0, 1.0), (box,), row_height=40),), name="代表履职登记册 王芳")
    write_workbook([cover, cover], tmp_path / "册.xlsx")
    with zipfile.ZipFile(tmp_path / "册.xlsx") as book:
        media = [name for name in book.namelist() if name.startswith("xl/media/")]
        assert [book.read(name) for name in media] == [content, content] * is_shown
        if is_shown:
            drawing = book.read("xl/drawings/drawing1.xml").decode()
            ((width, height),) = re.findall(r'ext cx="(\d+)" cy="(\d+)"', drawing)
            assert width == height, "as upright as the picture itself, and no wider than its box"
            assert int(height) == pytest.approx(40 * 36_000, rel=0.01)  # EMU to a millimetre
    words = [cell.value for row in openpyxl.load_workbook(tmp_path / "册.xlsx").worksheets[0] for cell in row]
    assert ("照片\n（2寸）" in words) is not is_shown
