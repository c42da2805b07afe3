"""Bands fill sheets: rows whole, headings repeated, what is taller than a sheet split by lines."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from app.paper.sheet import Block, Form, PageBreak, Paper, Paragraph, Spread, Table
from app.paper.title_lines import title_lines
from ui.printing.bands import ABOVE, Band, form_bands, paragraph_bands, spread_band, stacked, table_bands
from ui.printing.last_page import evened, is_one_row, is_scant, tighter
from ui.printing.marks import MM, POINT, SIZES
from ui.printing.type_faces import line_height

_FEWEST_LINES = 5  # of a text taller than a page, to begin on a page that is already in use


def evened_sheets(filler: Filler) -> Generator[None, None, list[list[Band]]]:
    """Returns the sheets; a last one with next to nothing is saved by lower rows, or gets more rows.

    Filling them anew takes as long as the first time, so it halts after each one.
    """
    if not is_scant(filler.filled):
        return filler.filled
    closer = []
    for sheet in filler.lower_sheets():
        closer.append(sheet)
        yield
    return closer if len(closer) < len(filler.filled) else evened(filler.filled, text_area(filler.paper)[1])


class Filler:
    """Distributes the bands of one paper over sheets; ``tight`` with a little less white in its tables."""

    def __init__(self, paper: Paper, tight: bool = False, bands: Iterable[Band | None] | None = None) -> None:
        self.paper = paper
        self.filled: list[list[Band]] = []
        self._tight = tight
        self._width, self._room = text_area(paper)
        self._bands = self._laid_out() if bands is None else bands
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

    def lower_sheets(self) -> Iterator[list[Band]]:
        """The same bands with a little less white in their tables."""
        yield from Filler(self.paper, tight=True, bands=self._used).sheets()

    def _take(self, band: Band | None) -> None:
        if band is None:
            self._turn()
            return
        if band.at_foot:
            self._put_at_foot(band)
            return
        if self._tight:
            band = tighter(band)
        if band.height > self._room - _head_height(band):
            self._add_in_pieces(band)
        else:
            self._add(band)

    def _turn_before(self, group: Sequence[Band | None]) -> None:
        """Begin a new page, where the bands that belong together fit on one but not on what is left."""
        bands = [band for band in group if band is not None]
        last = self._sheet[-1] if self._sheet else None
        standing = (last, last.head) if last is not None else ()
        heads = [band.head for band in bands if band.head and not any(band.head is one for one in standing)]
        height = sum(band.height for band in (*bands, *heads[:1]))
        if self._left < height <= self._room:
            self._turn_for(group, height)

    def _laid_out(self) -> Iterator[Band | None]:
        yield from _title_bands(self.paper, self._width)
        below_table = directly = False
        for block, after in zip_longest(self.paper.blocks, self.paper.blocks[1:]):
            if isinstance(after, Spread) and isinstance(block, Paragraph | Spread):
                block = replace(block, keep=True)  # signatures are never alone on a page
            # One band after the other: a first page waits for no later row.
            bands = _block_bands(block, self._width)
            first = next(bands)
            clings = (directly and not _stands_alone(block)) or (below_table and isinstance(block, Spread))
            yield first._replace(clings=clings) if first is not None else None
            yield from bands
            directly = isinstance(block, Table | Form)
            below_table = directly or (below_table and isinstance(block, Paragraph))
        if self.paper.imprint:
            lines = [band for block in self.paper.imprint for band in _block_bands(block, self._width)]
            yield stacked([band for band in lines if band is not None])._replace(at_foot=True)

    def _put_at_foot(self, band: Band) -> None:
        """The imprint on the last lines of this page, or of the next that has room and, if asked for, is even."""
        if band.height > self._left:
            self._turn()
        if self.paper.foot == "dashes" and len(self.filled) % 2 == 0:
            self._turn()
        self._place(Band(self._left - band.height))
        self._place(band)

    def _turn(self) -> None:
        self.filled.append(self._sheet)
        self._sheet = []
        self._left = self._room

    def _add(self, band: Band) -> None:
        if band.height + self._head_due(band) > self._left:
            if self._is_first_row(band) or self._begins_here(band):
                self._add_in_pieces(band)
                return
            self._turn_for([band], band.height)
        self._place(band)

    def _is_first_row(self, band: Band) -> bool:
        """Whether nothing but a title stands above this row of a table: on the next page it would leave that alone."""
        is_bare = not any(map(_is_row, self._sheet)) and self._left > self._room / 2
        return band.head is not None and bool(self._sheet) and is_bare

    def _begins_here(self, band: Band) -> bool:
        """Whether the long text of a form begins on this page: on the next one it would leave much of this one white."""
        texts = [box for box in band.boxes if box.role != "heading"]
        is_one_text = band.head is None and len(texts) == 1 and is_one_row(band)
        much = self._room / 4
        return is_one_text and _lines(band) >= 2 * _FEWEST_LINES and min(self._left, band.height) > much

    def _turn_for(self, group: Sequence[Band | None], height: float) -> None:
        """Begin a new page for bands of this height; those that cling take along what stands before them."""
        clinging = any(band is not None and band.clings for band in group)
        along = self._taken_along(height) if clinging else []
        self._turn()
        for band in along:
            self._place(band)

    def _taken_along(self, height: float) -> list[Band]:
        """The last row of the page with its section's heading and the notes below it, or the last lines of a tall one.

        Nothing where a title or heading would be left without rows.
        """
        sheet = self._sheet
        at = max((place for place, band in enumerate(sheet) if _is_row(band)), default=0)
        if not at:
            return []
        row, lines = sheet[at], _lines(sheet[at])
        for start in (at - 1, at) if row.clings else (at,):  # a sum brings the row above it
            first = start - (start > 1 and sheet[start - 1].keeps)
            along, before = sheet[first:], sheet[first - 1]
            fits = height + sum(band.height for band in along) + _head_height(row) <= self._room
            if first > 0 and _is_row(before) and before is not row.head and fits:
                sheet[first:] = []
                return along
        if row.head is None or lines < 2 * _FEWEST_LINES:
            return []
        piece, rest = _cut(row, lines - _FEWEST_LINES, _pitch(row))
        along = [_cut(rest, _FEWEST_LINES, _pitch(row))[0], *sheet[at + 1 :]]
        if height + sum(band.height for band in along) + row.head.height > self._room:
            return []
        sheet[at:] = [piece]
        return along

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
        pitch = _pitch(band)
        while band.boxes:
            room = self._left - self._head_due(band) - 2 * ABOVE
            count = int(room // pitch)
            if count < _FEWEST_LINES and self._sheet:
                self._turn()
                continue
            if _lines(band) == count + 1 > _FEWEST_LINES:
                count -= 1  # a single line is not left for the next page
            piece, band = _cut(band, max(count, 1), pitch)
            self._place(piece)


def _kept_together(bands: Iterable[Band | None]) -> Iterator[list[Band | None]]:
    """Runs of bands that stand on the same page; alone, where nothing keeps a band."""
    run: list[Band | None] = []
    for band in bands:
        if band is None and run:  # nothing keeps over the beginning of a page
            yield run
            run = []
        run.append(band)
        if not _keeps(band):
            yield run
            run = []
    if run:
        yield run


def _stands_alone(block: Block) -> bool:
    """Whether the block may begin a page: the heading of a section, or one of several forms that are kept whole."""
    if isinstance(block, Form):
        return block.keep
    return isinstance(block, Paragraph) and block.face == "heading"


def _pitch(band: Band) -> float:
    return max(line_height(box.size) for box in band.boxes)


def _lines(band: Band) -> int:
    """How many lines its longest box has."""
    return max((len(box.lines) for box in band.boxes), default=0)


def _cut(band: Band, count: int, pitch: float) -> tuple[Band, Band]:
    """The first ``count`` lines of a band, and a band of what is left (empty when nothing is)."""
    longest = _lines(band)
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


def page_size(paper: Paper) -> tuple[float, float]:
    """Width and height of its pages, in units."""
    width, height = SIZES[paper.size]
    return (height, width) if paper.landscape else (width, height)


def text_area(paper: Paper) -> tuple[float, float]:
    """Width and height between the margins, in units."""
    width, height = page_size(paper)
    margins = paper.margins
    return width - (margins.left + margins.right) * MM, height - (margins.top + margins.bottom) * MM


def _title_bands(paper: Paper, width: float) -> list[Band]:
    bands: list[Band] = []
    if paper.title:
        most = width / (paper.title_size * POINT)
        title = Paragraph(
            "\n".join(title_lines(paper.title, most)),
            paper.title_size,
            "center",
            "title",
            space_after=1 if paper.subtitle else 2.5,
        )
        bands += paragraph_bands(title, width)
    if paper.subtitle:
        bands += paragraph_bands(Paragraph(paper.subtitle, 12, "center", "form", space_after=2.5), width)
    if paper.unit_line:
        bands.append(spread_band(Spread(paper.unit_line, space_after=1), width))
    return bands


def _block_bands(block: Block, width: float) -> Iterator[Band | None]:
    """At least one band."""
    match block:
        case Table():
            yield from table_bands(block, width)
        case Form():
            yield from form_bands(block, width)
        case Paragraph():
            yield from paragraph_bands(block, width)
        case Spread():
            yield spread_band(block, width)
        case PageBreak():
            yield None
