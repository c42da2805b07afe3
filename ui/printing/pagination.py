"""Papers to pages: what stands where on each, with its number at the foot."""

from __future__ import annotations

from collections.abc import Generator, Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from app.paper.sheet import NO_PICTURE, Paper
from ui.printing.bands import SIDE, Band, Box
from ui.printing.filling import Filler, evened_sheets, page_size
from ui.printing.marks import MM, POINT, Grid, Page, Picture, Words, box_rules, joined
from ui.printing.pdf_properties import Section
from ui.printing.photos import can_be_shown
from ui.printing.type_faces import baseline, line_height, text_width

FOOT_SIZE = 9.0
OFF_THE_RULE = 1.2 * MM  # a number does not touch the next column
_DASHES_SIZE, _SMALL_DASHES = 14.0, 9.0  # 四号, and 小五 on A5


@dataclass
class Document:
    """All pages, on which of them (from 1) each key stands first, and where each paper begins."""

    pages: list[Page] = field(default_factory=list)
    page_of: dict[Hashable, int] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)


def laid_out(papers: Sequence[Paper]) -> Document:
    """The pages of the papers one after the other; each counts its own pages."""
    document = Document()
    for _ in laying_out(papers, document):
        pass
    return document


def laying_out(papers: Sequence[Paper], document: Document) -> Iterator[None]:
    """Fills ``document``, one page at each step.

    How many pages a paper has, and what moves between its last two, is known when it is done: until then its
    pages have no number, and the last of them may change.  Where all of them change, that takes further steps.
    """
    counted = 0
    for paper in papers:
        first, before = len(document.pages), counted if paper.counts_on else 0
        document.sections.append(Section(paper.called, first))
        filler = Filler(paper)
        for sheet in filler.sheets():
            document.pages.append(_page(paper, sheet, len(document.pages) - first + 1))
            yield
        sheets = yield from evened_sheets(filler)
        if sheets is not filler.filled:
            document.pages[first:] = yield from _anew(paper, sheets, filler.filled, document.pages[first:])
        for number, sheet in enumerate(sheets, 1):
            for band in sheet:
                if band.key is not None:
                    document.page_of.setdefault(band.key, first + number)
            if paper.numbered or (len(sheets) > 1 and paper.title and paper.foot == "none"):
                _put_foot(paper, number, len(sheets), document.pages[first + number - 1])
            elif paper.foot == "dashes" or (paper.foot == "later_dashes" and number > 1):
                _put_dashes(paper, before + number, document.pages[first + number - 1])
        counted = before + len(sheets)
        if paper.duplex and len(sheets) % 2:
            document.pages.append(_page(paper, (), len(sheets) + 1))
            yield


def _anew(
    paper: Paper, sheets: Sequence[list[Band]], filled: Sequence[list[Band]], pages: Sequence[Page]
) -> Generator[None, None, list[Page]]:
    """Returns the pages of ``sheets``: those of ``filled`` are ``pages``, only what became another sheet is laid out."""
    laid = []
    for number, (sheet, earlier, page) in enumerate(zip(sheets, filled, pages, strict=False), 1):
        if sheet is earlier:
            laid.append(page)
        else:
            laid.append(_page(paper, sheet, number))
            yield
    return laid


def _page(paper: Paper, bands: Sequence[Band], number: int) -> Page:
    """The page of that number, from 1: where it is the back of a leaf its margins are mirrored."""
    page, grid = Page(*page_size(paper), red=paper.red), Grid()
    mirrored = paper.duplex and number % 2 == 0
    x, y = (paper.margins.right if mirrored else paper.margins.left) * MM, paper.margins.top * MM
    for band in bands:
        if band.edges:
            grid.row(band.edges, x, y, y + band.height)
        for box in band.boxes:
            _put(box, x + box.x, y + box.y, page)
            if box.framed and not band.edges:
                page.rules.extend(box_rules(x + box.x, y + box.y, box.width, box.height))
        y += band.height
    grid.close()
    page.rules = joined([*page.rules, *grid.rules])
    return page


def _put(box: Box, x: float, y: float, page: Page) -> None:
    """The words and the picture of a box."""
    pitch = line_height(box.size)
    top = y + (box.height - pitch * len(box.lines)) / 2
    inset = SIDE if box.framed else 0.0
    for number, line in enumerate(box.lines):
        if line:
            left = x + inset + _shift(line, box, box.width - 2 * inset) + (0 if number else box.indent)
            page.words.append(
                Words(left, top + number * pitch + baseline(box.size), line, box.role, box.size, box.tracking)
            )
    if box.picture is not None and not can_be_shown(box.picture):
        words = box._replace(lines=NO_PICTURE, picture=None, size=FOOT_SIZE, align="center")
        _put(words, x, y, page)
    elif box.picture is not None:
        white = 0.8 * MM
        page.pictures.append(
            Picture(x + white, y + white, box.width - 2 * white, box.height - 2 * white, box.picture)
        )


def _shift(line: str, box: Box, room: float) -> float:
    if box.align == "left":
        return 0.0
    spare = max(room - text_width(line, box.role, box.size, box.tracking), 0.0)
    return spare / 2 if box.align == "center" else max(spare - (OFF_THE_RULE if box.framed else 0.0), 0.0)


def _put_foot(paper: Paper, number: int, count: int, page: Page) -> None:
    y = page.height - paper.margins.bottom * MM + 6 * MM
    words = f"第 {number} 页 共 {count} 页"
    width = text_width(words, "body", FOOT_SIZE)
    left, x = paper.margins.left * MM, (page.width - width) / 2
    if number > 1:  # the first page has the title itself
        title = _shortened(paper.called, page.width - 2 * left - width - 2 * FOOT_SIZE * POINT)
        page.words.append(Words(left, y, title, "body", FOOT_SIZE))
        if x < left + text_width(title, "body", FOOT_SIZE) + FOOT_SIZE * POINT:
            x = page.width - paper.margins.right * MM - width
    page.words.append(Words(x, y, words, "body", FOOT_SIZE))


def _shortened(title: str, room: float) -> str:
    """The title with （续） behind it, as much of it as stands beside the number."""
    words = f"{title}（续）"
    while title and text_width(words, "body", FOOT_SIZE) > room:
        title = title[:-1]
        words = f"{title}…（续）"
    return words


def _put_dashes(paper: Paper, number: int, page: Page) -> None:
    """— 1 —, 7 mm below the text and one character from its outer edge (GB/T 9704-2012, 7.5)."""
    words = f"— {number} —"
    size = _DASHES_SIZE if paper.size == "A4" else _SMALL_DASHES
    em = size * POINT
    if number % 2:
        x = page.width - paper.margins.right * MM - em - text_width(words, "body", size)
    else:
        outer = paper.margins.right if paper.duplex else paper.margins.left
        x = outer * MM + em
    y = (
        page.height - paper.margins.bottom * MM + 7 * MM + em / 2
    )  # the dashes stand in the middle of the type
    page.words.append(Words(x, y, words, "body", size))
