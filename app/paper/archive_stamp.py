"""归档章 as an overlay: a page for each item, to be printed onto the first page of what is filed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import Any, NamedTuple

from app.domain.archival_codes import fonds_and_organ
from app.domain.audiences import RETENTIONS
from app.domain.fields import Row
from app.domain.ledger_head import presidium_of
from app.paper.sheet import SIDES, Form, FormCell, Margins, Paper, PaperSize

# DA/T 22-2015: 45 × 16 mm, two rows of three equal cells, in red at the top of the first page.
WIDTH, ROW_HEIGHT = 45.0, 8.0
TOP, RIGHT = 12.0, 20.0  # mm from the edges; the words of an official paper begin at 37 (GB/T 9704-2012)
_EDGE = 1.0  # mm at the lower edge that stay white
# Points inside a cell of 15 × 8 mm, without the white of 1.1 mm at each side.
_CELL_WIDTH, _CELL_HEIGHT = 36.0, 16.4
_LINE = 1.36  # the pitch of lines over the type size
_LATIN, _CAPITAL = 0.6, 1.1  # of the type size: how wide a figure or small letter, and a W, runs at most
_SIZES = (9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.5, 3.0)


class StampPlace(NamedTuple):
    """Where it goes on the first page of what is filed: mm from the upper and the right edge of a page of that size."""

    top: float = TOP
    right: float = RIGHT
    size: PaperSize = "A4"
    landscape: bool = False

    @property
    def farthest(self) -> tuple[float, float]:
        """The most that ``top`` and ``right`` can be, so that all of the stamp stands on the page."""
        width, height = SIDES[self.size][:: -1 if self.landscape else 1]
        return height - 2 * ROW_HEIGHT - _EDGE, width - WIDTH

    @property
    def margins(self) -> Margins:
        """The white around it on the page; a place beyond an edge is brought back onto it."""
        lowest, leftmost = self.farthest
        right = min(self.right, leftmost)
        return Margins(min(self.top, lowest), right, 0, leftmost - right)


ON_A4 = StampPlace()
PageSize = tuple[PaperSize, bool]  # and whether it lies on its side


def stamps(
    office: Mapping[str, Any],
    items: Sequence[Row],
    place: StampPlace = ON_A4,
    pages: Mapping[int, PageSize] = MappingProxyType({}),
) -> list[Paper]:
    """A page for each item in the order of the 档号, as large as the page that is stamped.

    ``pages``: by their ids, the items that begin on another page than that of ``place``.  What an item has not
    got yet stays blank, to be written by hand; those without a 档号 come last.
    """
    ordered = sorted(items, key=lambda item: (not item["archival_code"], item["archival_code"] or ""))
    return [_stamp(office, item, _on_page(place, pages.get(item["id"]))) for item in ordered]


def _on_page(place: StampPlace, page: PageSize | None) -> StampPlace:
    return place if page is None else place._replace(size=page[0], landscape=page[1])


def _stamp(office: Mapping[str, Any], item: Row, place: StampPlace) -> Paper:
    cells = [
        FormCell(number // 3, number % 3, text, align="center", size=fitting_size(text))
        for number, text in enumerate(_texts(office, item))
    ]
    return Paper(
        "",
        (Form((1, 1, 1), tuple(cells), ROW_HEIGHT),),
        margins=place.margins,
        size=place.size,
        landscape=place.landscape,
        numbered=False,
        name=f"归档章（{item['archival_code'] or '未编档号'}）",
        author=presidium_of(office),
        records=1,
        red=True,
    )


def _texts(office: Mapping[str, Any], item: Row) -> tuple[str, ...]:
    year, period, code = item["filed_for"].year, item["retention_period"], item["archival_code"]
    if code:
        fonds_no, organ = fonds_and_organ(code, year, period)
    else:
        fonds_no, organ = str(office.get("fonds_no") or ""), str(office.get("organ_code") or "")
    number, pages = str(item["item_no"] or ""), str(item["page_count"] or "")
    return fonds_no, str(year), number, organ, RETENTIONS[period], pages


def fitting_size(text: str) -> float:
    """The largest type, in points, in which the text stays inside its cell; a number or code keeps to one line."""
    return next((size for size in _SIZES if _fits(text, size)), _SIZES[-1])


def _fits(text: str, size: float) -> bool:
    ems = sum(map(_ems, text))
    if text.isascii():
        return ems * size <= _CELL_WIDTH
    lines = ceil(ems / int(_CELL_WIDTH / size))
    return lines * size * _LINE <= _CELL_HEIGHT


def _ems(character: str) -> float:
    if not character.isascii():
        return 1.0
    return _CAPITAL if character.isupper() else _LATIN
