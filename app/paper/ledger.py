"""A register as a printed ledger: title, unit line, table with running numbers, line for signatures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.column_widths import is_crowded, shared_widths
from app.domain.fields import Field
from app.domain.ledger_head import NUMBERING, paper_text
from app.domain.register import Register
from app.paper.sheet import Column, Margins, Paper, Spread, Table
from app.storage.lists.listing import Listing, column_measures, filed_listings
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

LANDSCAPE_WIDTH = 145.0  # half-width characters of 10.5 pt in 270 mm
USUAL, SMALL = 10.5, 9.0  # points: 五号, and 小五 where many columns share the page
_PADDING = 1.3  # half-width characters of white beside a text
_LATIN = 0.14  # digits of the Noto and Source Han faces are that much wider than half a square


def ledger_paper(
    ledger: Ledger,
    register: Register,
    query: Query = Query(),
    *,
    ids: Sequence[int] | None = None,
    audience: str = "internal",
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
    audience: str = "internal",
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
    table = _table(fields, texts, [(register.key, row["id"]) for row in rows])
    return Paper(
        title=head.title,
        unit_line=head.unit_line,
        blocks=(table, Spread(head.signatures, space_before=4)),
        landscape=True,
        margins=Margins(top=15, right=12, bottom=14, left=15),
        private=any(field.private for field in fields),
    )


def _table(fields: Sequence[Field], texts: Sequence[Sequence[str]], keys: Sequence[tuple[str, int]]) -> Table:
    wishes, least, elastic = column_measures(fields, texts)
    numbers = [str(number) for number in range(1, len(keys) + 1)]
    numbering = max(4.0, float(len(numbers[-1])) if numbers else 0.0)
    white = [_PADDING + _LATIN * floor for floor in least]
    beside = numbering + _PADDING + sum(white)
    size = _type_size(wishes, beside)
    room = LANDSCAPE_WIDTH * USUAL / size - beside
    widths = shared_widths(wishes, least, room, elastic)
    shares = [width + around for width, around in zip(widths, white, strict=True)]
    columns = [Column(NUMBERING, numbering + _PADDING, "center")]
    columns += [Column(f.label, share, f.kind.align) for f, share in zip(fields, shares, strict=True)]
    return Table(tuple(columns), tuple(zip(numbers, *texts, strict=True)), tuple(keys), size)


def _type_size(wishes: Sequence[float], beside: float) -> float:
    """Small type where many columns share the page, or where it spares nearly every text a second line."""
    fits_small = sum(wishes) <= LANDSCAPE_WIDTH * USUAL / SMALL - beside
    fits_usual = sum(wishes) <= LANDSCAPE_WIDTH - beside
    if is_crowded(wishes, LANDSCAPE_WIDTH - beside) or (fits_small and not fits_usual):
        return SMALL
    return USUAL
