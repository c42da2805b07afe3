"""A derived table on paper: title, unit line, table with running numbers, total, notes and signatures."""

from __future__ import annotations

from app.domain.ledger_head import NUMBERING
from app.domain.tabulation import Tabulation, heading_need
from app.domain.type_sizes import SMALL
from app.paper.ledger import fitted
from app.paper.sheet import Block, Column, Margins, Paper, Paragraph, Spread, Table

_PADDING = 2.0
_NUMBERING = 5.0


def tabulation_paper(table: Tabulation) -> Paper:
    """The table on A4 landscape."""
    table = table.as_filed().with_names_printed()
    notes = [Paragraph(f"注：{note}", size=SMALL, face="form") for note in table.notes]
    blocks: tuple[Block, ...] = (_table(table), *notes, Spread(table.signatures, space_before=4))
    return Paper(
        title=table.title,
        unit_line=table.unit_line,
        blocks=blocks,
        landscape=True,
        margins=Margins(top=15, right=12, bottom=14, left=15),
        author=table.author,
    )


def _table(table: Tabulation) -> Table:
    needs = [
        heading_need(heading, table.column(place), heading.text)
        for place, heading in enumerate(table.headings)
    ]
    size, widths = fitted(needs, _NUMBERING + _PADDING, [_PADDING] * len(needs))
    columns = [Column(NUMBERING, _NUMBERING + _PADDING, "center")]
    columns += [
        Column(heading.text, width, heading.side, heading.group)
        for heading, width in zip(table.headings, widths, strict=True)
    ]
    rows = [(str(n), *(cell.text for cell in line)) for n, line in enumerate(table.lines, 1)]
    if table.total:
        rows.append(("", *(cell.text for cell in table.total)))
    return Table(tuple(columns), tuple(rows), size=size)
