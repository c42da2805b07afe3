"""Columns share the room of the list."""

import pytest

from tests.ui.conftest import enter_deputy
from ui.lists.table_model import TONE
from ui.lists.table_view import fitting, shared


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


@pytest.mark.parametrize(
    ("least", "room", "states", "blank", "shown"),
    [
        ([100, 50, 50], 200, {2}, set(), [0, 1, 2]),  # all fit
        ([100, 50, 50, 40], 200, {3}, set(), [0, 1, 3]),  # the last one but the state gives way
        ([100, 50, 50, 40], 120, {3}, set(), [0, 3]),  # the first and the state stay whatever happens
        ([100, 50, 50], 150, set(), set(), [0, 1]),
        ([100, 50, 50, 50], 200, {3}, {1, 3}, [0, 2, 3]),  # what is blank goes first, but for a state
        ([100, 50, 50, 50], 150, set(), {1}, [0, 2]),  # then the others from the right
    ],
)
def test_blank_columns_give_way_first_and_a_state_never(least, room, states, blank, shown) -> None:
    assert fitting(least, room, states, blank) == shown


def test_what_is_over_goes_to_the_columns_that_tell_most() -> None:
    assert shared([100] * 3, [50] * 3, 500, [1, 1, 2]) == [100, 100, 300]
    assert shared([100, 200, 100], [50] * 3, 700, [1, 2, 2]) == [100, 400, 200]


def test_the_last_rows_are_measured_too(window, ledger, qtbot) -> None:
    with ledger.act("新增") as act:
        for number in range(60):
            act.add("electoral_districts", {"no": number, "name": f"区{number}", "level": "township"})
        act.add(
            "electoral_districts", {"no": 99, "name": "四会市第二十三选区（迳口、下茆）", "level": "county"}
        )
    window.open_page("electoral_districts")
    table = window.list_shown().table
    qtbot.waitUntil(lambda: table.horizontalHeader().sectionSize(0) > 0)
    table.share_room()
    name = next(i for i, field in enumerate(window.list_shown().model.columns) if field.key == "name")
    last = table.model().index(table.model().rowCount() - 1, name)
    words = table.fontMetrics().horizontalAdvance(str(last.data()))
    assert "第二十三选区" in str(last.data())
    assert table.columnWidth(name) >= words


@pytest.mark.parametrize("width", [1366, 1110])
def test_the_state_of_a_roster_can_be_seen_without_scrolling(window, ledger, qtbot, width) -> None:
    for name in ("阿依古丽·买买提", "王芳"):
        enter_deputy(
            ledger, name, sex="女", birth_date="1971.11.2", ethnic_group="维吾尔族", political_status="中共党员",
            education="大学本科", employer_position="迳口镇下寮村党支部书记", delegation="下寮片代表团",
        )  # fmt: skip
    window.open_page("deputies")
    window.resize(width, 768)
    page = window.list_shown()
    page.reload()
    table = page.table
    qtbot.waitUntil(lambda: not table.horizontalScrollBar().isVisible())
    states = [c for c in range(page.model.columnCount()) if page.model.index(0, c).data(TONE)]
    assert states
    for column in states:
        right = table.columnViewportPosition(column) + table.columnWidth(column)
        assert 0 < right <= table.viewport().width()
