"""A derived table on paper: title, unit line, table with running numbers, total, notes and signatures."""

from __future__ import annotations

from app.domain.column_widths import is_crowded, least_width, shared_widths, wished_width
from app.domain.ledger_head import NUMBERING
from app.domain.tabulation import Tabulation
from app.paper.ledger import LANDSCAPE_WIDTH, SMALL, USUAL
from app.paper.sheet import Block, Column, Margins, Paper, Paragraph, Spread, Table

_PADDING = 2.0
_NUMBERING = 5.0


def tabulation_paper(table: Tabulation) -> Paper:
    """The table on A4 landscape."""
    notes = [Paragraph(f"注:{note}", size=SMALL, face="form") for note in table.notes]
    blocks: tuple[Block, ...] = (_table(table), *notes, Spread(table.signatures, space_before=4))
    return Paper(
        title=table.title,
        unit_line=table.unit_line,
        blocks=blocks,
        landscape=True,
        margins=Margins(top=15, right=12, bottom=14, left=15),
    )


def _table(table: Tabulation) -> Table:
    wishes, least = [], []
    for place, heading in enumerate(table.headings):
        texts = table.column(place)
        wish = max(wished_width(heading.text, texts), heading.least)
        wishes.append(wish)
        least.append(min(least_width(heading.text, set(texts)), wish))
    beside = _NUMBERING + _PADDING * (len(wishes) + 1)
    size = SMALL if is_crowded(wishes, LANDSCAPE_WIDTH - beside) else USUAL
    elastic = [heading.elastic for heading in table.headings]
    widths = shared_widths(wishes, least, LANDSCAPE_WIDTH * USUAL / size - beside, elastic)
    columns = [Column(NUMBERING, _NUMBERING + _PADDING, "center")]
    columns += [
        Column(heading.text, width + _PADDING, heading.side, heading.group)
        for heading, width in zip(table.headings, widths, strict=True)
    ]
    rows = [(str(n), *(cell.text for cell in line)) for n, line in enumerate(table.lines, 1)]
    if table.total:
        rows.append(("", *(cell.text for cell in table.total)))
    return Table(tuple(columns), tuple(rows), size=size)
