"""Columns share the room of the list."""

import pytest

from ui.table_view import shared


@pytest.mark.parametrize(
    ("natural", "least", "room", "widths"),
    [
        ([100, 100], [50, 50], 200, [100, 100]),  # fits as it is
        ([100, 300], [100, 80], 300, [100, 200]),  # the widest gives
        ([100, 300, 280], [100, 80, 80], 400, [100, 150, 150]),  # the widest give until they are equal
        ([100, 300], [100, 280], 300, [100, 280]),  # never below the least: the list scrolls
        ([100, 100], [50, 50], 300, [150, 150]),  # what is over is shared
    ],
)
def test_columns_fill_the_room_and_keep_their_least(natural, least, room, widths) -> None:
    assert shared(natural, least, room) == widths
