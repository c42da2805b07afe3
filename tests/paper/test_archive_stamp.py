"""归档章: its size and place, what stands in its cells, and words of any length inside them."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import pypdf
import pytest

from app.domain.archival_codes import archival_code, fonds_and_organ
from app.domain.days import PartialDate
from app.paper.archive_stamp import StampPlace, fitting_size, stamps
from app.paper.sheet import SIDES, Form, Paper, PaperSize, Paragraph
from app.yearend import first_pages
from app.yearend.first_pages import pdf_page
from ui.printing import paint
from ui.printing.marks import MM
from ui.printing.pagination import laid_out

OFFICE = {"fonds_no": "0123", "organ_code": "RDB"}
BARE: dict[str, Any] = {"id": 0, "filed_for": PartialDate(2026), "retention_period": "D30", "item_no": None, "archival_code": None, "page_count": None}  # fmt: skip
LONGEST = "四会市迳口镇人民代表大会主席团办公室（代表联络工作委员会）𠮷"


def item(
    number: int, period: str = "Y", fonds_no: str = "0123", organ: str = "RDB", **more: Any
) -> dict[str, Any]:
    code = archival_code(fonds_no, 2026, period, organ, number)
    return {**BARE, "retention_period": period, "item_no": number, "archival_code": code, **more}


def texts(items: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    forms = [paper.blocks[0] for paper in stamps(OFFICE, items)]
    return [tuple(cell.text for cell in form.cells) for form in forms if isinstance(form, Form)]


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        (item(7, page_count=12), ("0123", "2026", "7", "RDB", "永久", "12")),
        (item(7, organ="", page_count=12), ("0123", "2026", "7", "", "永久", "12")),
        (item(7, fonds_no="9-9", organ="A-B"), ("9-9", "2026", "7", "A-B", "永久", "")),
        (BARE, ("0123", "2026", "", "RDB", "30年", "")),
    ],
)
def test_the_cells_say_what_the_code_was_given_with(values: dict[str, Any], cells: tuple[str, ...]) -> None:
    assert texts([values]) == [cells]


def test_the_pages_follow_the_codes_and_those_without_come_last() -> None:
    shown = texts([BARE, item(10), item(2), item(1, "D10")])
    assert [(cells[4], cells[2]) for cells in shown] == [
        ("10年", "1"),
        ("永久", "2"),
        ("永久", "10"),
        ("30年", ""),
    ]


@pytest.mark.parametrize("organ", ["", "RDB", "ABCDEFGHIJ", "人大办", LONGEST])
@pytest.mark.parametrize("fonds_no", ["0123", "0123456789", "WWWWWWWWWW"])
def test_it_is_45_by_16_millimetres_whatever_it_says(qapp: object, fonds_no: str, organ: str) -> None:
    papers = stamps(
        OFFICE, [item(12345, fonds_no=fonds_no, organ=organ, page_count=100_000)], StampPlace(10, 25)
    )
    (page,) = laid_out(papers).pages
    across = [x for rule in page.rules for x in (rule.x1, rule.x2)]
    down = [y for rule in page.rules for y in (rule.y1, rule.y2)]
    assert (min(across), max(across)) == pytest.approx((140 * MM, 185 * MM), abs=1)
    assert (min(down), max(down)) == pytest.approx((10 * MM, 26 * MM), abs=1)
    assert page.red
    assert fonds_no in {words.text for words in page.words}, "a number is never broken"


@pytest.mark.parametrize("size", ["A3", "A4", "A5"])
@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize(("top", "right"), [(12, 20), (400, 400)])
def test_it_stands_at_its_place_on_pages_of_any_size(
    qapp: object, tmp_path: Path, size: PaperSize, landscape: bool, top: int, right: int
) -> None:
    papers = stamps(OFFICE, [item(7, page_count=12)], StampPlace(top, right, size, landscape))
    width, height = sorted(SIDES[size], reverse=landscape)
    (page,) = laid_out(papers).pages
    assert (page.width / MM, page.height / MM) == pytest.approx((width, height))
    rightmost = max(max(rule.x1, rule.x2) for rule in page.rules) / MM
    highest = min(min(rule.y1, rule.y2) for rule in page.rules) / MM
    assert (width - rightmost, highest) == pytest.approx(
        (min(right, width - 45), min(top, height - 17)), abs=0.5
    )
    paint(papers, tmp_path / "stamp.pdf")
    box = pypdf.PdfReader(tmp_path / "stamp.pdf").pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(
        (width / 25.4 * 72, height / 25.4 * 72), abs=1
    )


def test_long_words_are_set_smaller() -> None:
    sizes = [fitting_size(text) for text in ("", "永久", "人大办公室", LONGEST)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


@pytest.mark.parametrize(
    "parts", [("0123", 2026, "Y", "RDB"), ("1-2", 2026, "D10", ""), ("0123", 2022, "D30", "A-1")]
)
def test_a_code_gives_back_what_it_was_made_of(parts: tuple[str, int, str, str]) -> None:
    fonds_no, year, period, organ = parts
    assert fonds_and_organ(archival_code(fonds_no, year, period, organ, 3), year, period) == (fonds_no, organ)


@pytest.mark.parametrize(
    ("words", "page"),
    [
        (b"<</Type/Page/MediaBox [0 0 595.3 841.9]>>", ("A4", False)),
        (b"<</Rotate 90 /Type/Page /MediaBox[0 0 595 842]>>", ("A4", True)),
        (b"<</MediaBox [ 0 0 1191 842 ] /Rotate 0>>", ("A3", True)),
        (b"<</MediaBox [10 10 430 605]>>", ("A5", False)),
        (b"<</MediaBox [0 0 612 792]>>", None),  # a sheet that no office here has
        (b"<</MediaBox [0 0 5.9.5 842]>>", None),  # no number
        (b"", None),
    ],
)
def test_the_page_of_a_pdf_is_read_from_it(tmp_path: Path, words: bytes, page: object) -> None:
    packed = b"1 0 obj\n<</Type /ObjStm /N 1>>\nstream\n" + zlib.compress(words) + b"endstream\nendobj"
    for raw in (b"%PDF-1.7\n3 0 obj\n" + words + b"\nendobj\n4 0 obj\n<</Rotate 270>>\nendobj", packed):
        path = tmp_path / "scan.pdf"
        path.write_bytes(raw)
        assert pdf_page(path) == page
    assert pdf_page(tmp_path / "none.pdf") is None


def test_a_pdf_that_would_fill_the_memory_is_unpacked_in_part() -> None:
    hostile = b"<</Type /ObjStm>>\nstream\n" + zlib.compress(bytes(1 << 21)) + b"endstream\n"
    _, *unpacked = first_pages._parts(hostile * 201)
    assert (len(unpacked), max(map(len, unpacked))) == (200, 1 << 20)


def test_what_this_program_writes_is_read_too(qapp: object, tmp_path: Path) -> None:
    for landscape in (False, True):
        paint([Paper("题", (Paragraph("文"),), landscape=landscape, lasting=True)], tmp_path / "own.pdf")
        assert pdf_page(tmp_path / "own.pdf") == ("A4", landscape)


def test_each_item_is_stamped_on_its_own_page() -> None:
    items = [item(1) | {"id": 1}, item(2) | {"id": 2}]
    papers = stamps(OFFICE, items, StampPlace(10, 25), {2: ("A3", True)})
    assert [(paper.size, paper.landscape, paper.margins.right) for paper in papers] == [
        ("A4", False, 25),
        ("A3", True, 25),
    ]
