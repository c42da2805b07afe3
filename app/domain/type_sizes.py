"""The size of type of a table: small where that keeps texts whole or spares paper, smaller still so that no number breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.column_widths import ColumnNeed, is_crowded, spares_paper

USUAL, SMALL = 10.5, 9.0  # points: 五号, and 小五 where many columns share the page
SIZES = (USUAL, SMALL, 7.5, 6.5, 5.5)  # 六号, 小六 and 七号 only where a number would break otherwise


def type_size(
    needs: Sequence[ColumnNeed], width: float, taken: Callable[[float], float]
) -> tuple[float, float]:
    """The size in points, and the room of all columns together at that size, in half-width characters.

    ``width``: of the page at the usual size; ``taken``: what numbering and white take of it at a size.
    Small type where many columns share the page, or where it spares texts so many second lines that the
    ledger takes much less paper; smaller still where numbers, dates and names would break.
    """
    rooms = {size: width * USUAL / size - taken(size) for size in SIZES}
    whole, least = sum(need.widest for need in needs), sum(need.least for need in needs)
    size = next((size for size in SIZES if least <= rooms[size]), SIZES[-1])
    if size == USUAL and (
        is_crowded(needs, rooms[USUAL])
        or rooms[USUAL] < whole <= rooms[SMALL]
        or (whole > rooms[USUAL] and spares_paper(needs, rooms[USUAL], rooms[SMALL]))
    ):
        size = SMALL
    return size, rooms[size]
