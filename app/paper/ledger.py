"""A register as a printed ledger: title, unit line, table with running numbers, line for signatures."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from app.domain.audiences import ARCHIVE, INTERNAL
from app.domain.column_widths import ColumnNeed, shared_widths
from app.domain.fields import Field, Row, Side
from app.domain.further_values import in_annex
from app.domain.ledger_head import EMPTY, NUMBERING, paper_text, presidium_of
from app.domain.register import Register
from app.domain.sums import SumLine, sum_lines
from app.domain.type_sizes import SMALL, USUAL, type_size
from app.paper.sheet import Block, Column, Margins, Paper, Paragraph, Spread, Table
from app.storage.lists.listing import Listing, column_needs, filed_listings
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

LANDSCAPE_WIDTH = 145.0  # half-width characters of 10.5 pt in 270 mm
_OFF_THE_TABLE = 22.0  # points of a line below a table: half of what is more than the type is white above it
_NUMBERED = 4.4  # half-width characters: room for 合计 in small type, where the white of a box weighs more
_PADDING = 1.3  # half-width characters of white beside a text
_OFF_THE_RULE = 0.8  # half-width characters between a number and the rule at its right
_WHITE_OF_BOX = 12.5  # 2.2 mm as twice its points: over the type size it is in half-width characters
_LATIN = 0.14  # digits of the Noto and Source Han faces are that much wider than half a square


def ledger_paper(
    ledger: Ledger,
    register: Register,
    query: Query = Query(),
    *,
    ids: Sequence[int] | None = None,
    audience: str = INTERNAL,
    columns: Sequence[str] | None = None,
    include_private: bool = False,
) -> Paper:
    """The rows that ``query`` asks for (or ``ids``, in their order) as pages.

    ``audience`` is ``internal``, ``public`` or ``archive``.  Private columns appear only with
    ``include_private`` and never for ``public``.
    """
    return _paper_of(
        Listing(
            ledger,
            register,
            query,
            ids=ids,
            columns=columns,
            audience=audience,
            include_private=include_private,
        )
    )


def filed_papers(
    ledger: Ledger,
    register: Register,
    query: Query = Query(),
    *,
    ids: Sequence[int] | None = None,
    audience: str = INTERNAL,
    include_private: bool = False,
) -> list[Paper]:
    """The ledger as it is filed: one paper, or one for each section of the register (镇, 县 …).

    A selection, words to find or another filter print as they are seen (``filed_listings``).
    """
    listings = filed_listings(
        ledger, register, query, ids=ids, audience=audience, include_private=include_private
    )
    return [_paper_of(listing) for listing in listings]


def _paper_of(listing: Listing) -> Paper:
    register, rows = listing.register, list(listing.rows())
    head = listing.head(rows)
    fields = listing.fields_for(rows)
    texts = [[paper_text(field, row.get(field.key)) for row in rows] for field in fields]
    keys = [(register.key, row["id"]) for row in rows]
    annex = listing.annex_fields(rows)
    closing = [
        Paragraph(words, USUAL, face="form", leading=_OFF_THE_TABLE, keep=True) for words in head.closing
    ]
    return Paper(
        title=head.title,
        unit_line=head.unit_line,
        blocks=(
            _table(fields, texts, sum_lines(register, fields, rows), range(1, len(rows) + 1), keys),
            *closing,
            *_annex(annex, rows),
            Spread(head.signatures, space_before=4),
        ),
        landscape=True,
        margins=Margins(top=15, right=12, bottom=14, left=15),
        private=any(field.private for field in (*fields, *annex)),
        records=len(rows),
        author=presidium_of(listing.office),
        lasting=listing.audience == ARCHIVE,
    )


def _annex(fields: Sequence[Field], rows: Sequence[Row]) -> tuple[Block, ...]:
    """What was recorded beside the columns of the table, by the numbers of its rows."""
    if not fields:
        return ()
    numbered = in_annex(rows)
    texts = [[paper_text(field, row.get(field.key)) for _, row in numbered] for field in fields]
    words = f"附：{fields[-1].label}"
    heading = Paragraph(words, 12, face="heading", leading=_OFF_THE_TABLE, keep=True)
    return heading, _table(fields, texts, (), [number for number, _ in numbered], ())


def _table(
    fields: Sequence[Field],
    texts: Sequence[Sequence[str]],
    sums: Sequence[SumLine],
    places: Sequence[int],
    keys: Sequence[tuple[str, int]],
) -> Table:
    sum_texts = [[paper_text(field, line.values.get(field.key)) for field in fields] for line in sums]
    columns = (
        [[*column, *below] for column, below in zip(texts, zip(*sum_texts, strict=True), strict=True)]
        if sums
        else texts
    )
    numbers = [str(place) for place in places]
    needs = column_needs(fields, columns)
    numbering = max(_NUMBERED, float(len(numbers[-1])) if numbers else 0.0) + _PADDING
    size, widths = fitted(
        needs,
        numbering,
        [white_beside(need, field.kind.align) for field, need in zip(fields, needs, strict=True)],
    )
    heads = [Column(NUMBERING, numbering, "center")]
    heads += [Column(f.label, width, f.kind.align) for f, width in zip(fields, widths, strict=True)]
    rows = list(zip(numbers, *texts, strict=True))
    marks: list[Hashable] = [*keys]
    for line, words in reversed([*zip(sums, sum_texts, strict=True)]):
        rows.insert(line.below, (line.label, *words))
        marks.insert(line.below, f"{line.label}{line.below}")
    return Table(tuple(heads), tuple(rows) or ((EMPTY,),), tuple(marks), size)


def white_beside(need: ColumnNeed, side: Side) -> float:
    """The width beside the text of a column; a number keeps off the rule at its right."""
    return _PADDING + _LATIN * need.least + (_OFF_THE_RULE if side == "right" else 0.0)


def fitted(
    needs: Sequence[ColumnNeed], numbering: float, white: Sequence[float]
) -> tuple[float, list[float]]:
    """The size of type and the widths of the columns, with what is ``white`` beside each text."""
    size, room = type_size(
        needs, LANDSCAPE_WIDTH, lambda size: numbering + sum(white) + len(needs) * _more_white(size)
    )
    widths, more = shared_widths(needs, room), _more_white(size)
    return size, [width + around + more for width, around in zip(widths, white, strict=True)]


def _more_white(size: float) -> float:
    """What the white inside a box, which does not shrink, takes beyond ``_PADDING`` of the smallest types."""
    return max(0.0, _WHITE_OF_BOX / size - _PADDING) if size < SMALL else 0.0
