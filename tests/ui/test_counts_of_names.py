"""A count that the names give: the box follows them, and a count that is typed beside fewer names is kept."""

from __future__ import annotations

import pytest

from app.domain.registers import BY_KEY
from app.storage.ledger import Ledger
from tests.kept_ledgers import enter
from tests.ui.conftest import enter_deputy
from ui.frame.window import Window

VISITORS = [{"name": name} for name in ("张一", "李二", "赵三")]
# Register, the rest of its record, the list and what it holds, the count.
CASES = [
    ("receptions", {"site": "联络室", "kind": "接访"}, "visitors", VISITORS, "visitor_count"),
    (
        "inspections",
        {"kind": "视察", "title": "视察道路"},
        "deputies",
        ["王芳", "李明", "赵四"],
        "deputy_count",
    ),
    ("trainings", {"title": "学习组织法"}, "deputies", ["王芳", "李明", "赵四"], "deputy_count"),
]
EACH = pytest.mark.parametrize(
    ("key", "rest", "names", "listed", "count"), CASES, ids=[case[0] for case in CASES]
)


@pytest.fixture
def deputies(ledger: Ledger) -> None:
    for name in ("王芳", "李明", "赵四"):
        enter_deputy(ledger, name)


def shown(ledger: Ledger, key: str, row: int, count: str) -> tuple[int | None, int | None]:
    """What the list shows, and what is kept of it."""
    kept = ledger.core.records.documents(BY_KEY[key], [row])[row].get(count)
    return (ledger.row(key, row) or {})[count], kept


@EACH
@pytest.mark.usefixtures("deputies")
def test_what_is_said_beside_fewer_names_is_kept(ledger: Ledger, key, rest, names, listed, count) -> None:
    """Also where as many were shown before; a stale count beside more names is none."""
    row = enter(ledger, key, held_on="2022-03-01", **rest, **{names: listed})
    assert shown(ledger, key, row, count) == (3, None)
    change(ledger, key, row, {names: listed[:1], count: 3})
    assert shown(ledger, key, row, count) == (3, 3)
    change(ledger, key, row, {names: listed[:2], count: None})
    assert shown(ledger, key, row, count) == (2, None)
    change(ledger, key, row, {names: listed, count: 2})  # as it was listed before the third was named
    assert shown(ledger, key, row, count) == (3, None)


def change(ledger: Ledger, key: str, row: int, typed: dict[str, object]) -> None:
    values, problems = ledger.read_values(key, typed, row_id=row)
    assert not [problem for problem in problems if problem.severity == "error"]
    with ledger.act("改") as act:
        act.change(key, row, values)


@EACH
@pytest.mark.usefixtures("deputies")
def test_the_box_follows_the_names_until_it_is_typed_in(
    window: Window, ledger: Ledger, key, rest, names, listed, count
) -> None:
    row = enter(ledger, key, held_on="2022-03-01", **rest, **{names: listed})
    form = opened(window, key, row)
    assert form[count].raw() == "3"
    whole = form[names].raw()
    form[names].restore(whole[:2])
    form[names].left.emit()
    assert form[count].raw() == "2"
    window._form.save()
    assert shown(ledger, key, row, count) == (2, None)
    form = opened(window, key, row)
    form[names].restore(whole[:1])
    form[names].left.emit()
    assert form[count].raw() == "1"
    form[count].restore("2")  # two came, one is named
    window._form.save()
    assert shown(ledger, key, row, count) == (2, 2)
    form = opened(window, key, row)
    form[names].restore([] if key == "receptions" else "")
    form[names].left.emit()
    assert form[count].raw() == "2"  # it is hers now
    window._form.save()
    assert shown(ledger, key, row, count) == (2, 2)


def opened(window: Window, key: str, row: int):
    window.open_form(key, row, None)
    return {field: line.editor for field, line in window._form.fields.rows.items()}
