"""An official paper in running text: 22 lines of 28 characters, organ and date below (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.paper.sheet import Block, Margins, Paper, Paragraph
from app.paper.typeset import typeset

# 22 lines of 28 characters on a page; the organ centred over the date, which stands four characters from the
# right and is about seven wide (GB/T 9704-2012, 5.2.3 and 7.3.5.1).
_PITCH, _TRACKING = 28.95, 156 / 25.4 * 72 / 28 - 16
_UNDER_SIGNATURE = 28 - 2 * (4 + 7 / 2)
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
        blocks += [
            replace(line, keep=True),
            replace(line, text=organ, align="center", left=_UNDER_SIGNATURE, keep=True),
            replace(line, text=day, align="right", right=4),
        ]
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
