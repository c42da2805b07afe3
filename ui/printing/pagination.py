"""Bands fill pages: rows whole, headings repeated, what is taller than a page split by lines."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.paper.sheet import Block, Form, PageBreak, Paper, Paragraph, Spread, Table
from ui.printing.bands import ABOVE, SIDE, Band, Box, form_bands, paragraph_bands, spread_band, table_bands
from ui.printing.last_page import evened, is_scant, tighter
from ui.printing.marks import A4, MM, POINT, Grid, Page, Picture, Words, box_rules, joined
from ui.printing.type_faces import baseline, line_height, text_width

FOOT_SIZE = 9.0
OFF_THE_RULE = 1.2 * MM  # a number does not touch the next column
_DASHES_SIZE = 14.0  # 四号
_FEWEST_LINES = 5  # of a text taller than a page, to begin on a page that is already in use


@dataclass
class Document:
    """All pages, and on which of them (from 1) each key stands first."""

    pages: list[Page] = field(default_factory=list)
    page_of: dict[Hashable, int] = field(default_factory=dict)


def laid_out(papers: Sequence[Paper]) -> Document:
    """The pages of the papers one after the other; each counts its own pages."""
    document = Document()
    for _ in laying_out(papers, document):
        pass
    return document


def laying_out(papers: Sequence[Paper], document: Document) -> Iterator[None]:
    """Fills ``document``, one page at each step.

    How many pages a paper has, and what moves between its last two, is known when it is done: until then its
    pages have no number, and the last of them may change.
    """
    for paper in papers:
        first = len(document.pages)
        filler = _Filler(paper)
        for sheet in filler.sheets():
            document.pages.append(_page(paper, sheet))
            yield
        sheets = _evened(filler)
        if sheets != filler.filled:
            document.pages[first:] = [_page(paper, sheet) for sheet in sheets]
        for number, sheet in enumerate(sheets, 1):
            for band in sheet:
                if band.key is not None:
                    document.page_of.setdefault(band.key, first + number)
            if paper.numbered:
                _put_foot(paper, number, len(sheets), document.pages[first + number - 1])
            elif paper.foot == "dashes" or (paper.foot == "later_dashes" and number > 1):
                _put_dashes(paper, number, document.pages[first + number - 1])


def _evened(filler: _Filler) -> list[list[Band]]:
    """The sheets; a last one with next to nothing is saved by lower rows, or gets more rows."""
    if not is_scant(filler.filled):
        return filler.filled
    closer = filler.with_lower_rows()
    return closer if len(closer) < len(filler.filled) else evened(filler.filled, text_area(filler.paper)[1])


class _Filler:
    """Distributes the bands of one paper over sheets; ``tight`` with a little less white in its tables."""

    def __init__(self, paper: Paper, tight: bool = False, bands: Iterable[Band | None] | None = None) -> None:
        self.paper = paper
        self.filled: list[list[Band]] = []
        self._tight = tight
        self._width, self._room = text_area(paper)
        self._bands = self._made() if bands is None else bands
        self._used: list[Band | None] = []
        self._sheet: list[Band] = []
        self._left = self._room

    def sheets(self) -> Iterator[list[Band]]:
        """Each sheet as soon as it is full; all of them stand in ``filled`` at the end."""
        handed = 0
        for group in _kept_together(self._bands):
            self._used += group
            if _keeps(group[0]):
                self._turn_before(group)
            for band in group:
                self._take(band)
            yield from self.filled[handed:]
            handed = len(self.filled)
        self.filled.append(self._sheet)
        yield self._sheet

    def with_lower_rows(self) -> list[list[Band]]:
        """The same bands with a little less white in their tables."""
        tight = _Filler(self.paper, tight=True, bands=self._used)
        return list(tight.sheets())

    def _take(self, band: Band | None) -> None:
        if band is None:
            self._turn()
            return
        if self._tight:
            band = tighter(band)
        if band.height > self._room - _head_height(band):
            self._add_in_pieces(band)
        else:
            self._add(band)

    def _turn_before(self, group: Sequence[Band | None]) -> None:
        """Begin a new page, where the bands that belong together fit on one but not on what is left."""
        height = sum(band.height for band in group if band is not None)
        if self._left < height <= self._room:
            self._turn_for(group, height)

    def _made(self) -> Iterator[Band | None]:
        yield from _title_bands(self.paper, self._width)
        below_table = False
        for block in self.paper.blocks:
            yield from _block_bands(block, self._width, clings=below_table)
            below_table = isinstance(block, Table | Form) or (below_table and isinstance(block, Paragraph))

    def _turn(self) -> None:
        self.filled.append(self._sheet)
        self._sheet = []
        self._left = self._room

    def _turn_for(self, group: Sequence[Band | None], height: float) -> None:
        """Begin a new page for bands of this height; those that cling take along what stands before them."""
        clinging = any(band is not None and band.clings for band in group)
        along = self._taken_along(height) if clinging else []
        self._turn()
        for band in along:
            self._place(band)

    def _taken_along(self, height: float) -> list[Band]:
        """The last row of the page with the notes below it, unless a title or heading would be left without rows."""
        sheet = self._sheet
        at = max((place for place, band in enumerate(sheet) if _is_row(band)), default=0)
        if not at or not _is_row(sheet[at - 1]) or sheet[at - 1] is sheet[at].head:
            return []
        taken = sheet[at:]
        if sum(band.height for band in taken) + _head_height(sheet[at]) + height > self._room:
            return []
        del sheet[at:]
        return taken

    def _add(self, band: Band) -> None:
        if band.height + self._head_due(band) > self._left:
            self._turn_for([band], band.height)
        self._place(band)

    def _place(self, band: Band) -> None:
        if self._head_due(band) and band.head is not None:
            self._sheet.append(band.head)
            self._left -= band.head.height
        self._sheet.append(band)
        self._left -= band.height

    def _head_due(self, band: Band) -> float:
        """The height of the heading, where this band is the first of its table on the sheet."""
        before = self._sheet[-1] if self._sheet else None
        stands = before is not None and (before is band.head or before.head is band.head)
        return 0.0 if band.head is None or stands else band.head.height

    def _add_in_pieces(self, band: Band) -> None:
        pitch = max(line_height(box.size) for box in band.boxes)
        while band.boxes:
            room = self._left - self._head_due(band) - 2 * ABOVE
            count = int(room // pitch)
            if count < _FEWEST_LINES and self._sheet:
                self._turn()
                continue
            piece, band = _cut(band, max(count, 1), pitch)
            self._place(piece)


def _kept_together(bands: Iterable[Band | None]) -> Iterator[list[Band | None]]:
    """Runs of bands that stand on the same page; alone, where nothing keeps a band."""
    run: list[Band | None] = []
    for band in bands:
        run.append(band)
        if not _keeps(band):
            yield run
            run = []
    if run:
        yield run


def _cut(band: Band, count: int, pitch: float) -> tuple[Band, Band]:
    """The first ``count`` lines of a band, and a band of what is left (empty when nothing is)."""
    longest = max(len(box.lines) for box in band.boxes)
    taken = min(count, longest)
    height = taken * pitch + 2 * ABOVE
    piece = tuple(box._replace(y=0, height=height, lines=box.lines[:count]) for box in band.boxes)
    if count >= longest:
        return band._replace(height=height, boxes=piece), Band(0)
    rest = tuple(box._replace(y=0, lines=box.lines[count:]) for box in band.boxes)
    return band._replace(height=height, boxes=piece), band._replace(boxes=rest, key=None)


def _keeps(band: Band | None) -> bool:
    """Whether the band stands on the same page as the next."""
    return band is not None and band.keeps


def _is_row(band: Band) -> bool:
    """Whether the band is a row of a table or of a form."""
    return any(box.framed for box in band.boxes)


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


def _page(paper: Paper, bands: Sequence[Band]) -> Page:
    width, height = reversed(A4) if paper.landscape else A4
    page, grid = Page(width, height), Grid()
    x, y = paper.margins.left * MM, paper.margins.top * MM
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
    if box.picture is not None:
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
    page.words.append(Words((page.width - width) / 2, y, words, "body", FOOT_SIZE))
    if number > 1:  # the first page has the title itself
        page.words.append(Words(paper.margins.left * MM, y, f"{paper.title}（续）", "body", FOOT_SIZE))


def _put_dashes(paper: Paper, number: int, page: Page) -> None:
    """— 1 —, 7 mm below the text and one character from its outer edge (GB/T 9704-2012, 7.5)."""
    words = f"— {number} —"
    em = _DASHES_SIZE * POINT
    if number % 2:
        x = page.width - paper.margins.right * MM - em - text_width(words, "body", _DASHES_SIZE)
    else:
        x = paper.margins.left * MM + em
    y = (
        page.height - paper.margins.bottom * MM + 7 * MM + em / 2
    )  # the dashes stand in the middle of the type
    page.words.append(Words(x, y, words, "body", _DASHES_SIZE))
