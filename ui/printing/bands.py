"""Blocks of a paper become bands: full-width strips of known height that pages are filled with."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate, groupby
from pathlib import Path
from typing import NamedTuple

from app.paper.sheet import Column, Form, FormCell, Paragraph, Spread, Table
from ui.printing.marks import MM, POINT
from ui.printing.type_faces import line_height, text_width, wrapped

SIDE, ABOVE = 1.1 * MM, 1.1 * MM  # white inside a box
_SHORT = 3  # lines of a paragraph that is kept whole
_LAST_LINES = 2  # of a longer one, which go along with what follows, as word processors do it


class Box(NamedTuple):
    """One box of a band: its place in the band, its lines of text, and whether it has a frame."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...] = ()
    role: str = "body"
    size: float = 10.5
    align: str = "left"
    framed: bool = True
    picture: Path | None = None
    indent: float = 0
    tracking: float = 0


class Band(NamedTuple):
    """A strip as wide as the text area.

    ``key`` names what it shows.  ``head``: repeated on top of every page that continues it.
    ``clings``: never stands alone on a page, the strip before it comes along.  ``keeps``: it stands on the
    same page as the next one.  ``edges``: the uprights of a plain row, whose boxes are as high as itself.
    ``at_foot``: its lower edge is that of the page.
    """

    height: float
    boxes: tuple[Box, ...] = ()
    key: Hashable = None
    head: Band | None = None
    clings: bool = False
    keeps: bool = False
    edges: tuple[float, ...] = ()
    at_foot: bool = False


def stacked(bands: Sequence[Band]) -> Band:
    """The bands as one, each below the one before it."""
    boxes, height = list[Box](), 0.0
    for band in bands:
        boxes += [box._replace(y=box.y + height) for box in band.boxes]
        height += band.height
    return Band(height, tuple(boxes))


def table_bands(table: Table, width: float) -> Iterator[Band]:
    """One band for each row; every one knows the heading that goes above it.

    The last one, and a sum (its key is a text), never stand alone on a page.
    """
    whole = sum(column.share for column in table.columns)
    widths = [column.share / whole * width for column in table.columns]
    head = _heading(table, widths)
    if not table.rows:
        yield head
    keys: Sequence[Hashable] = table.keys or [None] * len(table.rows)
    aligns = [column.align for column in table.columns]
    edges = tuple(accumulate(widths, initial=0.0))
    over_all = (0.0, edges[-1])
    last = len(table.rows) - 1
    for place, (row, key) in enumerate(zip(table.rows, keys, strict=True)):
        if len(row) == 1:
            section = _section(row[0], over_all, table.size, key, head)
            yield section._replace(keeps=place < last and len(table.rows[place + 1]) > 1)
        else:
            band = _row(row, widths, edges, aligns, table.size, key, head)
            yield band._replace(clings=place == last > 0 or isinstance(key, str))


def _section(text: str, edges: tuple[float, ...], size: float, key: Hashable, head: Band) -> Band:
    """A row of one text that runs over all columns."""
    lines = tuple(wrapped(text, "heading", size, edges[-1] - 2 * SIDE))
    height = len(lines) * line_height(size) + 2 * ABOVE
    return Band(height, (Box(0, 0, edges[-1], height, lines, "heading", size),), key, head, edges=edges)


def _row(
    row: tuple[str, ...],
    widths: list[float],
    edges: tuple[float, ...],
    aligns: Sequence[str],
    size: float,
    key: Hashable,
    head: Band,
) -> Band:
    broken = [wrapped(text, "body", size, w - 2 * SIDE) for text, w in zip(row, widths, strict=True)]
    height = max(map(len, broken)) * line_height(size) + 2 * ABOVE
    boxes = []
    for text, lines, x, w, align in zip(row, broken, edges, widths, aligns, strict=False):
        boxes.append(Box(x, 0, w, height, tuple(lines), "body", size, _side(align, text, lines)))
    return Band(height, tuple(boxes), key, head, edges=edges)


def _heading(table: Table, widths: list[float]) -> Band:
    """The heading: one row, or two where columns stand under a common word."""
    edges = list(accumulate(widths, initial=0.0))
    over = [
        (first, stop, tuple(_balanced(group, table.size, edges[stop] - edges[first] - SIDE)))
        for group, first, stop in _groups(table.columns)
    ]
    broken = [
        tuple(_balanced(column.heading, table.size, w - SIDE))
        for column, w in zip(table.columns, widths, strict=True)
    ]
    lower = max(map(len, broken)) * line_height(table.size) + 2.4 * ABOVE
    upper = max((len(lines) for *_, lines in over), default=0) * line_height(table.size) + 2 * ABOVE
    upper = upper if over else 0.0
    boxes = []
    for number, column in enumerate(table.columns):
        top = upper if column.group else 0.0
        place = (edges[number], top, widths[number], upper + lower - top)
        boxes.append(Box(*place, broken[number], "heading", table.size, "center"))
    for first, stop, lines in over:
        width = edges[stop] - edges[first]
        boxes.append(Box(edges[first], 0, width, upper, lines, "heading", table.size, "center"))
    return Band(upper + lower, tuple(boxes))


def _groups(columns: Sequence[Column]) -> Iterator[tuple[str, int, int]]:
    """The words that neighbours stand under, each with its first column and the one behind its last."""
    for group, members in groupby(enumerate(columns), key=lambda each: each[1].group):
        places = [place for place, _ in members]
        if group:
            yield group, places[0], places[-1] + 1


def _balanced(heading: str, size: float, room: float) -> list[str]:
    """A heading in as few lines as needed, all about equally long: 文化/程度, not 文化程/度; brackets stay whole."""
    lines = wrapped(heading, "heading", size, room)
    if len(lines) < 2 or "\n" in heading:
        return lines
    parts = re.findall(r"（[^（）]*）|[^（）]+", heading)
    if 1 < len(parts) <= len(lines) + 1 and all(text_width(part, "heading", size) <= room for part in parts):
        return parts
    even = text_width(heading, "heading", size) / len(lines) + size * POINT / 2
    evened = wrapped(heading, "heading", size, min(even, room))
    return evened if len(evened) == len(lines) else lines


def form_bands(form: Form, width: float) -> list[Band]:
    """One band for each run of rows that merged boxes tie together."""
    whole = sum(form.shares)
    edges = [0.0]
    for share in form.shares:
        edges.append(edges[-1] + share / whole * width)
    heights, lines = _form_heights(form, edges)
    bands: list[Band] = []
    start = 0
    while start < len(heights):
        stop = _tied_rows(form, start)
        boxes = [
            _form_box(cell, lines[number], edges, heights, start, cell.size or form.size)
            for number, cell in enumerate(form.cells)
            if start <= cell.row < stop
        ]
        keeps = form.keep and stop < len(heights)
        bands.append(Band(sum(heights[start:stop]), tuple(boxes), None if start else form.key, keeps=keeps))
        start = stop
    return bands


def _form_heights(form: Form, edges: list[float]) -> tuple[list[float], list[tuple[str, ...]]]:
    count = max(cell.row + cell.rows for cell in form.cells)
    heights = [form.row_height * MM] * count
    for row, height in form.heights:
        heights[row] = height * MM
    lines: list[tuple[str, ...]] = []
    tall: list[tuple[int, int, float]] = []
    for cell in form.cells:
        room = edges[cell.column + cell.columns] - edges[cell.column] - 2 * SIDE
        broken, size = _balanced if cell.role == "label" else _wrapped_words, cell.size or form.size
        lines.append(tuple(broken(cell.text, size, room)))
        needed = len(lines[-1]) * line_height(size) + 2 * ABOVE
        tall.append((cell.rows, cell.row, needed))
    # A merged box last: what it needs more is shared by all its rows.
    for rows, first, needed in sorted(tall):
        missing = needed - sum(heights[first : first + rows])
        if missing > 0:
            heights[first : first + rows] = [
                height + missing / rows for height in heights[first : first + rows]
            ]
    return heights, lines


def _wrapped_words(text: str, size: float, room: float) -> list[str]:
    return wrapped(text, "form", size, room)


def _tied_rows(form: Form, start: int) -> int:
    stop = start + 1
    while True:
        reach = max((c.row + c.rows for c in form.cells if start <= c.row < stop), default=stop)
        if reach <= stop:
            return stop
        stop = reach


def _form_role(cell: FormCell) -> str:
    return "heading" if cell.role == "label" else "form"


def _form_box(
    cell: FormCell, lines: tuple[str, ...], edges: list[float], heights: list[float], first: int, size: float
) -> Box:
    top, height = sum(heights[first : cell.row]), sum(heights[cell.row : cell.row + cell.rows])
    x, width = edges[cell.column], edges[cell.column + cell.columns] - edges[cell.column]
    shown = () if cell.picture else lines
    side = cell.align if cell.role == "label" else _side(cell.align, cell.text, lines)
    return Box(x, top, width, height, shown, _form_role(cell), size, side, True, cell.picture)


def _side(align: str, text: str, lines: Sequence[str]) -> str:
    """Where the lines of a box begin: short ones stand in the middle, a text that had to be wrapped at the left."""
    return "left" if align == "center" and len(lines) > 1 + text.count("\n") else align


def paragraph_bands(paragraph: Paragraph, width: float) -> list[Band]:
    """One band for each line, so that a long text flows over pages; its first lines stay together, and its last ones."""
    em = paragraph.size * POINT
    left, indent = paragraph.left * em, paragraph.indent * em
    room = width - left - paragraph.right * em
    lines = wrapped(paragraph.text, paragraph.face, paragraph.size, room, indent, paragraph.tracking)
    height = paragraph.leading * POINT or line_height(paragraph.size)
    box = Box(
        left, 0, room, height, (), paragraph.face, paragraph.size, paragraph.align, False,
        tracking=paragraph.tracking,
    )  # fmt: skip
    bands = [
        Band(
            height,
            (box._replace(lines=(line,), indent=0 if number else indent),),
            keeps=_keeps_line(number, len(lines), paragraph.keep),
        )
        for number, line in enumerate(lines)
    ]  # fmt: skip
    if paragraph.rule_above:
        bands[0] = _ruled(bands[0], 0, width)
    if paragraph.rule_below:
        bands[-1] = _ruled(bands[-1], height, width)
    return [*bands, Band(paragraph.space_after * MM)] if paragraph.space_after else bands


def _keeps_line(number: int, count: int, keep: bool) -> bool:
    """Whether a line stands on the page of the next one: never a single line of a paragraph on either page."""
    if number == count - 1:
        return keep
    ends = number == 0 or number >= count - _LAST_LINES
    return count <= _SHORT or ends


def _ruled(band: Band, y: float, width: float) -> Band:
    """The band with a level line over the width of the page."""
    return band._replace(boxes=(*band.boxes, Box(0, y, width, 0)))


def spread_band(spread: Spread, width: float) -> Band:
    """Short texts from edge to edge: the first left, the last right, the others between them.

    Where they have no room side by side, each begins a line of its own.
    """
    top, inset = spread.space_before * MM, spread.indent * spread.size * POINT
    rows = _rows_of_spread(spread, width - 2 * inset)
    height = spread.leading * POINT or line_height(spread.size)
    boxes = [
        Box(inset + x, top + number * height, room, height, (text,), spread.face, spread.size, "left", False)
        for number, row in enumerate(rows)
        for x, room, text in row
    ]
    bottom = top + height * len(rows)
    band = Band(bottom + spread.space_after * MM, tuple(boxes), keeps=spread.keep)
    if spread.rule_above:
        band = _ruled(band, top, width)
    return _ruled(band, bottom, width) if spread.rule_below else band


def _rows_of_spread(spread: Spread, room: float) -> list[list[tuple[float, float, str]]]:
    """The lines of a spread, each with the places, widths and texts in it; at least a character stands between two."""
    taken = [text_width(text, spread.face, spread.size) for text in spread.texts]
    gaps = max(len(taken) - 1, 1)
    gap = (room - sum(taken)) / gaps
    if gap < (spread.size * POINT if len(taken) > 1 else 0):
        broken = (wrapped(text, spread.face, spread.size, room) for text in spread.texts if text)
        return [[(0, room, line)] for lines in broken for line in lines]
    places = accumulate((w + gap for w in taken[:-1]), initial=0.0)
    return [list(zip(places, taken, spread.texts, strict=True))]
