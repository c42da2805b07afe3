"""A sheet of paper as a description: what stands where, in millimetres, points and shares; no pixels."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.domain.fields import Side

PaperSize = Literal["A3", "A4", "A5"]
#: width and height of an upright page, in millimetres
SIDES: dict[PaperSize, tuple[float, float]] = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210)}


@dataclass(frozen=True)
class Margins:
    """The white around a page, in millimetres; the wide left side is for the binding."""

    top: float = 18
    right: float = 15
    bottom: float = 18
    left: float = 20


@dataclass(frozen=True)
class Column:
    """One column of a table.

    ``share``: its part of the width.  ``group``: neighbours with the same word stand under one heading.
    """

    heading: str
    share: float
    align: Side = "left"
    group: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of text under a heading that every page repeats.

    A row of a single text is a heading over the whole width.  ``keys`` name the rows, so that the
    painter can tell on which page each came to stand; empty when nobody asks.  The key of a sum is a text.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[Hashable, ...] = ()
    size: float = 10.5


#: what stands in the place of a picture that cannot be shown, a line each
NO_PICTURE = ("照片太大，", "或读不出来，", "没有印上")


@dataclass(frozen=True)
class FormCell:
    """One box of a form: ``row`` and ``column`` from 0, ``rows`` × ``columns`` merged.

    ``size``: points, where they are not those of the form.
    """

    row: int
    column: int
    text: str = ""
    rows: int = 1
    columns: int = 1
    role: Literal["label", "value", "picture"] = "value"
    align: Side = "left"
    picture: Path | None = None
    size: float = 0


@dataclass(frozen=True)
class Form:
    """Boxes on a grid: ``shares`` of the width, least height of every row in millimetres.

    ``keep``: its rows stand on one page.
    """

    shares: tuple[float, ...]
    cells: tuple[FormCell, ...]
    row_height: float = 10
    heights: tuple[tuple[int, float], ...] = ()
    size: float = 12
    key: Hashable = None
    keep: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Words over the width of the page; ``indent`` in characters for the first line.

    ``leading``: points from line to line; 0 for the usual pitch of the type size.  ``keep``: it stands
    on the same page as the block after it.  ``left`` and ``right``: white at the sides, in characters.
    ``tracking``: points added to the width of each character.  ``rule_above``, ``rule_below``: a line over
    the width of the page.
    """

    text: str
    size: float = 12
    align: Side = "left"
    face: Literal["title", "heading", "body", "form"] = "body"
    indent: int = 0
    space_after: float = 0
    leading: float = 0
    keep: bool = False
    left: float = 0
    right: float = 0
    tracking: float = 0
    rule_above: bool = False
    rule_below: bool = False


@dataclass(frozen=True)
class Spread:
    """Short texts side by side over the width: a unit line, a line for signatures.

    ``indent``: white at both sides, in characters; the others as in a ``Paragraph``.
    """

    texts: tuple[str, ...]
    size: float = 10.5
    space_before: float = 0
    space_after: float = 0
    face: Literal["title", "heading", "body", "form"] = "body"
    indent: float = 0
    leading: float = 0
    rule_above: bool = False
    rule_below: bool = False
    keep: bool = False


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Table | Form | Paragraph | Spread | PageBreak


@dataclass(frozen=True)
class Paper:
    """A document of pages: its title, the line below it, and the blocks in their order.

    The foot of each page names the document and counts its pages when ``numbered``, and where a paper with a
    title and without other numbers goes on; ``foot`` dashes gives the number as official papers have it, — 1 —, right on odd pages and left on even ones, ``later_dashes`` not on the first; ``counts_on``: its dashes go on from the paper before.  ``private``: it
    shows ID numbers, phones or addresses, so the name of its file says so.  ``records``: rows of a register
    that it shows.  ``name``: what it is called beside others of its kind, or where no title stands on it.
    ``imprint``: lines at the foot of its last page (版记), which is an even one where it has official numbers on all
    (GB/T 9704-2012 7.4).  ``duplex``: printed on both sides, so the wide margin lies at the fold of every page and
    the pages are an even number.  ``author``: the organ that makes it.  ``lasting``: it goes to the archive, so its PDF must last (PDF/A).
    ``red``: its frames are red, as those of a stamp.
    """

    title: str
    blocks: tuple[Block, ...]
    unit_line: tuple[str, ...] = ()
    landscape: bool = False
    margins: Margins = Margins()
    title_size: float = 20
    numbered: bool = True
    subtitle: str = ""
    private: bool = False
    records: int = 0
    foot: Literal["none", "dashes", "later_dashes"] = "none"
    counts_on: bool = False
    imprint: tuple[Paragraph | Spread, ...] = ()
    size: PaperSize = "A4"
    duplex: bool = False
    name: str = ""
    author: str = ""
    lasting: bool = False
    red: bool = False

    @property
    def called(self) -> str:
        """Its name, which by itself is its title."""
        return self.name or self.title


def document_name(papers: Sequence[Paper]) -> str:
    """What the document of these papers is called: its title, and its file's name without the ending.

    By the one there is, by the title they share, or by the first; private values are always said.
    """
    if not papers:
        return ""
    first, titles = papers[0], {paper.title for paper in papers}
    if len(papers) == 1:
        name = first.called
    else:
        name = first.title if first.title and len(titles) == 1 else f"{first.called}等{len(papers)}份"
    return f"{name}（含个人信息）" if any(paper.private for paper in papers) else name
