"""Where the printed pages of a sheet end: no signature stands alone, no page holds more than it has room for."""

from itertools import pairwise

import pytest

from app.excel.writing.continued import MOST_LINES
from app.excel.writing.paging import LINE, PADDING, page_ends, page_room

ABOVE, HEADING, ROOM, ROW, SIGNED = 90.0, 34.0, 490.0, 20.0, (14.2, 26.0)

TALLEST = MOST_LINES * LINE + PADDING


@pytest.mark.parametrize("count", range(60))
@pytest.mark.parametrize("height", [ROW, 170.0, TALLEST])
def test_the_last_rows_stay_with_the_signatures(count: int, height: float) -> None:
    heights = [height] * count + [*SIGNED]
    ends = page_ends(heights, len(SIGNED), ABOVE, HEADING, ROOM)
    bounds = [0, *ends, len(heights)]
    assert bounds == sorted(set(bounds))
    for page, (start, stop) in enumerate(pairwise(bounds)):
        assert (HEADING if page else ABOVE) + sum(heights[start:stop]) <= ROOM
    along = 2 if height <= 170 else 1
    assert not ends or len(heights) - ends[-1] >= min(along, count - 1) + len(SIGNED)


def test_what_fits_on_a_page_is_not_parted() -> None:
    assert page_ends([ROW] * 17 + [*SIGNED], 2, ABOVE, HEADING, ROOM) == []
    assert page_ends([ROW] * 18 + [*SIGNED], 2, ABOVE, HEADING, ROOM) == [16]


def test_a_sheet_wider_than_the_page_holds_more_rows() -> None:
    assert page_room([10.0] * 10, 1) == page_room([10.0] * 14, 1) < page_room([10.0] * 20, 1)
    assert page_room([10.0] * 40, 2) == pytest.approx(page_room([10.0] * 20, 1))
