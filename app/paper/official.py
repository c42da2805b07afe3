"""An official paper in running text: 22 lines of 28 characters, organ and date below (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.paper.sheet import Block, Margins, Paper, Paragraph
from app.paper.typeset import typeset

# 22 lines of 28 characters on a page; the organ centred over the date, which stands four characters from the
# right and is about seven wide (GB/T 9704-2012, 5.2.3 and 7.3.5.1).
_FROM_RIGHT, _DAY = 4, 7
_PITCH, _TRACKING = 28.95, 156 / 25.4 * 72 / 28 - 16
_ON_A_LINE = 28
_UNDER_SIGNATURE = _ON_A_LINE - 2 * (_FROM_RIGHT + _DAY / 2)
MARGINS = Margins(top=37, right=26, bottom=35, left=28)
BODY_LINE = Paragraph("", size=16, face="form", leading=_PITCH, tracking=_TRACKING)  # a line of running text


def official_paper(
    title: str,
    paragraphs: Sequence[str],
    *,
    organ: str,
    signed_on: date | None,
    name: str,
    author: str,
    number: str = "",
    addressed: str = "",
) -> Paper:
    """Title, number, whom it is addressed to, the paragraphs, organ and day; nobody signs without an organ.

    Where there is no day yet, room is left to write it.
    """
    line = BODY_LINE
    blocks: list[Block] = []
    if number:
        blocks += [replace(line, text=number, align="center", tracking=0), line]
    if addressed:
        blocks.append(replace(line, text=addressed))
    last = len(paragraphs) - 1
    for place, words in enumerate(paragraphs):
        blocks.append(replace(line, text=words, indent=2, keep=bool(organ) and place == last))
    if organ:
        day = f"{signed_on.year}年{signed_on.month}月{signed_on.day}日" if signed_on else "　　年　月　日"
        blocks += [replace(line, keep=True), *_signature(organ, day)]
    return typeset(
        Paper(
            title=title,
            blocks=tuple(blocks),
            margins=MARGINS,
            title_size=22,
            numbered=False,
            foot="dashes",
            name=name,
            author=author,
        )
    )


def _signature(organ: str, day: str) -> tuple[Block, Block]:
    """The organ over the day; one too long to be centred there stands two characters from the right, the day below its middle."""
    line = BODY_LINE
    if len(organ) < _ON_A_LINE - _UNDER_SIGNATURE:
        centred = replace(line, text=organ, align="center", left=_UNDER_SIGNATURE, keep=True)
        return centred, replace(line, text=day, align="right", right=_FROM_RIGHT)
    indent = min(2, max(0, _ON_A_LINE - 1 - len(organ)))
    right = indent + max(0, (len(organ) - _DAY) / 2)
    return (
        replace(line, text=organ, align="right", right=indent, keep=True),
        replace(line, text=day, align="right", right=right),
    )
