"""Where the printed pages of a sheet end: no signature stands alone, no page holds more than it has room for."""

from itertools import pairwise

import pytest

from app.excel.writing.continued import MOST_LINES, continued_texts, line_count
from app.excel.writing.paging import LINE, PADDING, PageFill, page_ends, row_height

ABOVE, HEADING, ROW, SIGNED = 90.0, 34.0, 20.0, (14.2, 26.0)
AS_WIDE_AS_THE_PAGE = [14.0] * 10

TALLEST = MOST_LINES * LINE + PADDING


@pytest.mark.parametrize("count", range(60))
@pytest.mark.parametrize("height", [ROW, 170.0, TALLEST])
def test_the_last_rows_stay_with_the_signatures(count: int, height: float) -> None:
    heights = [height] * count + [*SIGNED]
    fill = PageFill(AS_WIDE_AS_THE_PAGE, ABOVE, HEADING)
    ends = page_ends(heights, len(SIGNED), fill)
    bounds = [0, *ends, len(heights)]
    assert bounds == sorted(set(bounds))
    for page, (start, stop) in enumerate(pairwise(bounds)):
        assert (HEADING if page else ABOVE) + sum(heights[start:stop]) <= fill.room
    along = 2 if height <= 170 else 1
    assert not ends or len(heights) - ends[-1] >= min(along, count - 1) + len(SIGNED)


def ends_of(rows: int) -> list[int]:
    heights = [ROW] * rows + [*SIGNED]
    return page_ends(heights, len(SIGNED), PageFill(AS_WIDE_AS_THE_PAGE, ABOVE, HEADING))


def test_what_fits_on_a_page_is_not_parted() -> None:
    assert ends_of(18) == []
    assert ends_of(19) == [17]


def room_of(widths: list[float]) -> float:
    return PageFill(widths, ABOVE, HEADING).room


def test_a_sheet_wider_than_the_page_holds_more_rows() -> None:
    assert room_of([10.0] * 10) == room_of([10.0] * 14) < room_of([10.0] * 20)
    assert room_of([10.0] * 40) == pytest.approx(room_of([10.0] * 20))


@pytest.mark.parametrize("widths", [AS_WIDE_AS_THE_PAGE, [14.0] * 15, [14.0] * 20])
@pytest.mark.parametrize("length", [300, 800, 2_000, 9_000])
def test_a_long_row_fills_the_pages_that_it_takes(widths: list[float], length: int) -> None:
    texts, fill = ["字" * length, *[""] * (len(widths) - 1)], PageFill(widths, ABOVE, HEADING)
    heights = []
    for pieces in continued_texts(texts, widths, fill.lines_left):
        heights.append(row_height(pieces, widths))
        fill.put(heights[-1])
    ends = page_ends([*heights, *SIGNED], len(SIGNED), PageFill(widths, ABOVE, HEADING))
    for start, stop in pairwise([0, *fill.ends]):
        assert sum(heights[start:stop]) + ABOVE + PADDING + 3 * LINE > fill.room
    assert max(heights) <= 409
    assert not ends or ends[-1] < len(heights)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (
            "2022.01.15\u4ea4\u529e\uff0c2022.01.22\u7b54\u590d",
            14.0,
            4,
        ),  # a day is not broken, so its line stays short
        ("2022.01.15\u4ea4\u529e\uff0c2022.01.22\u7b54\u590d", 40.0, 1),
        ("\u4ea4\u529e\n2022.01.22\u7b54\u590d", 14.0, 3),
        ("A" * 45, 12.0, 5),  # what is wider than a line is broken
        ("\u5b57" * 45, 12.0, 9),
    ],
)
def test_a_row_has_room_for_the_lines_that_whole_numbers_take(text: str, width: float, lines: int) -> None:
    assert line_count(text, width) == lines
    rooms = [width]
    pieces = [piece for (piece,) in continued_texts([text * 40], rooms)]
    assert "".join(pieces) == text * 40
    assert max(line_count(piece.rstrip("\n"), width) for piece in pieces) <= MOST_LINES


def test_a_row_shows_its_last_line_also_in_a_face_with_high_lines() -> None:
    """The faces that stand in for \u5b8b\u4f53 where there is none take 1.448 of their size to a line."""
    for lines in range(1, MOST_LINES + 1):
        assert row_height(["\u5b57" * 5 * lines], [12.0]) >= 10.5 * 1.448 * lines
