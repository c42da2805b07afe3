"""Bands fill pages: rows whole, headings repeated, what is taller than a page split by lines."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.paper.sheet import Block, Form, PageBreak, Paper, Paragraph, Spread, Table
from ui.printing.bands import ABOVE, SIDE, Band, Box, form_bands, paragraph_bands, spread_band, table_bands
from ui.printing.last_page import evened, is_scant, tighter
from ui.printing.marks import A4, MM, Page, Picture, Words, box_rules, joined
from ui.printing.type_faces import baseline, line_height, text_width

FOOT_SIZE = 9.0
_FEWEST_LINES = 5  # of a text taller than a page, to begin on a page that is already in use


@dataclass
class Document:
    """All pages, and on which of them (from 1) each key stands first."""

    pages: list[Page] = field(default_factory=list)
    page_of: dict[Hashable, int] = field(default_factory=dict)


def laid_out(papers: Sequence[Paper]) -> Document:
    """The pages of the papers one after the other; each counts its own pages."""
    document = Document()
    for paper in papers:
        sheets = _filled(paper)
        for number, sheet in enumerate(sheets, 1):
            for band in sheet:
                if band.key is not None:
                    document.page_of.setdefault(band.key, len(document.pages) + 1)
            document.pages.append(_page(paper, sheet, number, len(sheets)))
    return document


def _filled(paper: Paper) -> list[list[Band]]:
    """The bands by sheet; a last one with next to nothing is saved by lower rows, or gets more rows."""
    sheets = _Filler(paper).filled()
    if not is_scant(sheets):
        return sheets
    closer = _Filler(paper, tight=True).filled()
    return closer if len(closer) < len(sheets) else evened(sheets, text_area(paper)[1])


class _Filler:
    """Distributes the bands of one paper over sheets; ``tight`` with a little less white in its tables."""

    def __init__(self, paper: Paper, tight: bool = False) -> None:
        self._paper = paper
        self._tight = tight
        self._width, self._room = text_area(paper)
        self._sheets: list[list[Band]] = [[]]
        self._left = self._room

    def filled(self) -> list[list[Band]]:
        bands = list(self._bands())
        for number, band in enumerate(bands):
            if band is None:
                self._turn()
                continue
            if band.keeps and not (number and _keeps(bands[number - 1])):
                self._turn_before(bands[number:])
            if self._tight:
                band = tighter(band)
            if band.height > self._room - _head_height(band):
                self._add_in_pieces(band)
            else:
                self._add(band)
        return self._sheets

    def _turn_before(self, bands: Sequence[Band | None]) -> None:
        """Begin a new page, where the bands that belong together fit on one but not on what is left."""
        height = 0.0
        for band in bands:
            height += band.height if band is not None else 0.0
            if not _keeps(band):
                break
        if self._left < height <= self._room:
            self._turn()

    def _bands(self) -> Iterator[Band | None]:
        yield from _title_bands(self._paper, self._width)
        last: Block | None = None
        for block in self._paper.blocks:
            yield from _block_bands(block, self._width, clings=isinstance(last, Table | Form))
            last = block

    def _turn(self) -> None:
        self._sheets.append([])
        self._left = self._room

    def _add(self, band: Band) -> None:
        if band.height + self._head_due(band) > self._left:
            before = self._sheets[-1]
            along = before.pop() if band.clings and len(before) > 2 and before[-1].key is not None else None
            self._turn()
            if along is not None:
                self._place(along)
        self._place(band)

    def _place(self, band: Band) -> None:
        if self._head_due(band) and band.head is not None:
            self._sheets[-1].append(band.head)
            self._left -= band.head.height
        self._sheets[-1].append(band)
        self._left -= band.height

    def _head_due(self, band: Band) -> float:
        """The height of the heading, where this band is the first of its table on the sheet."""
        before = self._sheets[-1][-1] if self._sheets[-1] else None
        stands = before is not None and (before is band.head or before.head is band.head)
        return 0.0 if band.head is None or stands else band.head.height

    def _add_in_pieces(self, band: Band) -> None:
        pitch = max(line_height(box.size) for box in band.boxes)
        while band.boxes:
            room = self._left - self._head_due(band) - 2 * ABOVE
            count = int(room // pitch)
            if count < _FEWEST_LINES and self._sheets[-1]:
                self._turn()
                continue
            piece, band = _cut(band, max(count, 1), pitch)
            self._place(piece)


def _cut(band: Band, count: int, pitch: float) -> tuple[Band, Band]:
    """The first ``count`` lines of a band, and a band of what is left (empty when nothing is)."""
    longest = max(len(box.lines) for box in band.boxes)
    taken = min(count, longest)
    height = taken * pitch + 2 * ABOVE
    piece = tuple(replace(box, y=0, height=height, lines=box.lines[:count]) for box in band.boxes)
    if count >= longest:
        return replace(band, height=height, boxes=piece), Band(0)
    rest = tuple(replace(box, y=0, lines=box.lines[count:]) for box in band.boxes)
    return replace(band, height=height, boxes=piece), replace(band, boxes=rest, key=None)


def _keeps(band: Band | None) -> bool:
    """Whether the band stands on the same page as the next."""
    return band is not None and band.keeps


def _head_height(band: Band) -> float:
    return band.head.height if band.head is not None else 0.0


def text_area(paper: Paper) -> tuple[float, float]:
    """Width and height between the margins, in units."""
    width, height = reversed(A4) if paper.landscape else A4
    margins = paper.margins
    return width - (margins.left + margins.right) * MM, height - (margins.top + margins.bottom) * MM


def _title_bands(paper: Paper, width: float) -> list[Band]:
    bands: list[Band] = []
    if paper.title:
        title = Paragraph(
            paper.title, paper.title_size, "center", "title", space_after=1 if paper.subtitle else 2.5
        )
        bands += paragraph_bands(title, width)
    if paper.subtitle:
        bands += paragraph_bands(Paragraph(paper.subtitle, 12, "center", "form", space_after=2.5), width)
    if paper.unit_line:
        bands.append(spread_band(Spread(paper.unit_line, space_after=1), width, clings=False))
    return bands


def _block_bands(block: Block, width: float, clings: bool) -> list[Band | None]:
    match block:
        case Table():
            return list(table_bands(block, width))
        case Form():
            return list(form_bands(block, width))
        case Paragraph():
            return list(paragraph_bands(block, width))
        case Spread():
            return [spread_band(block, width, clings)]
        case PageBreak():
            return [None]


def _page(paper: Paper, bands: Sequence[Band], number: int, count: int) -> Page:
    width, height = reversed(A4) if paper.landscape else A4
    page = Page(width, height)
    x, y = paper.margins.left * MM, paper.margins.top * MM
    for band in bands:
        for box in band.boxes:
            _put(box, x + box.x, y + box.y, page)
        y += band.height
    page.rules = joined(page.rules)
    if paper.numbered:
        _put_foot(paper, number, count, page)
    return page


def _put(box: Box, x: float, y: float, page: Page) -> None:
    pitch = line_height(box.size)
    top = y + (box.height - pitch * len(box.lines)) / 2
    inset = SIDE if box.framed else 0.0
    for number, line in enumerate(box.lines):
        if line:
            left = x + inset + _shift(line, box, box.width - 2 * inset) + (0 if number else box.indent)
            page.words.append(
                Words(left, top + number * pitch + baseline(box.size), line, box.role, box.size)
            )
    if box.framed:
        page.rules.extend(box_rules(x, y, box.width, box.height))
    if box.picture is not None:
        white = 0.8 * MM
        page.pictures.append(
            Picture(x + white, y + white, box.width - 2 * white, box.height - 2 * white, box.picture)
        )


def _shift(line: str, box: Box, room: float) -> float:
    if box.align == "left":
        return 0.0
    spare = max(room - text_width(line, box.role, box.size), 0.0)
    return spare / 2 if box.align == "center" else spare


def _put_foot(paper: Paper, number: int, count: int, page: Page) -> None:
    y = page.height - paper.margins.bottom * MM + 6 * MM
    words = f"第 {number} 页 共 {count} 页"
    width = text_width(words, "body", FOOT_SIZE)
    page.words.append(Words((page.width - width) / 2, y, words, "body", FOOT_SIZE))
    if number > 1:  # the first page has the title itself
        page.words.append(Words(paper.margins.left * MM, y, paper.title, "body", FOOT_SIZE))
