"""A page of ballots: twice the same with a line to cut along exactly at half; a taller one stands alone."""

from __future__ import annotations

from dataclasses import dataclass

from app.paper.sheet import Block, Form, FormCell, Margins, Paper, Paragraph, Spread
from app.paper.typeset import typeset

PAGE = Margins(top=9, right=18, bottom=6, left=18)
HALF = 297 / 2  # millimetres
MM_OF_POINT = 25.4 / 72
ROW = 8.5  # millimetres
_TITLE, _TITLE_PITCH, _SMALL, _SMALL_PITCH = 17.0, 27.0, 10.5, 16.0  # points


@dataclass(frozen=True)
class Ballot:
    """What stands on one ballot: its titles, the grid, the words below it."""

    titles: tuple[str, str]
    form: Form
    notes: tuple[str, ...]

    @property
    def height(self) -> float:
        """Millimetres from its title to its seal."""
        rows = max(cell.row + cell.rows for cell in self.form.cells)
        heights = dict(self.form.heights)
        grid = sum(heights.get(row, self.form.row_height) for row in range(rows))
        lines = len(self.notes) + 2  # and the seal
        return grid + (2 * _TITLE_PITCH + lines * _SMALL_PITCH) * MM_OF_POINT


def heading_cell(row: int, column: int, words: str) -> FormCell:
    """A box of the line of headings."""
    return FormCell(row, column, words, role="label", align="center")


def page_of_ballots(ballot: Ballot, author: str, name: str) -> Paper:
    """Twice the same, the cut exactly at half of the page; one that is taller stands alone on its page."""
    blocks = list(_blocks(ballot, author))
    left = HALF - PAGE.top - ballot.height
    cut = "┄" * 24 + "　沿此线裁开　" + "┄" * 24
    cut_height = 8.0  # millimetres
    if left > cut_height / 2:
        blocks += [
            Paragraph("", _SMALL, leading=(left - cut_height / 2) / MM_OF_POINT),
            Paragraph(cut, 8, "center", leading=cut_height / MM_OF_POINT),
            Paragraph("", _SMALL, leading=(PAGE.top - cut_height / 2) / MM_OF_POINT),
            *_blocks(ballot, author),
        ]
    return typeset(Paper("", tuple(blocks), margins=PAGE, numbered=False, name=name, author=author))


def _blocks(ballot: Ballot, author: str) -> tuple[Block, ...]:
    titles = [
        Paragraph(words, _TITLE, "center", "title", leading=_TITLE_PITCH, keep=True)
        for words in ballot.titles
    ]
    notes = [
        Paragraph(note, _SMALL, face="form", leading=_SMALL_PITCH, keep=True, left=2 if place else 0)
        for place, note in enumerate(ballot.notes)
    ]  # those after the first stand below its number, behind 注：
    seal = Spread(("", f"{author}（盖章）"), _SMALL, face="form", leading=2 * _SMALL_PITCH)
    return (*titles, ballot.form, *notes, seal)
