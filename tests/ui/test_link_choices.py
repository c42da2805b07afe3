"""Open names in the form: offered beside the field once saving is tried, and never linked by themselves."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.domain.fields import Ref
from app.storage.ledger import Ledger
from tests.ui.conftest import enter, enter_deputy
from ui.panels.history_view import differences


@pytest.fixture
def two(ledger: Ledger) -> Ledger:
    """王芳 of two districts, and a site."""
    for district in ("第一选区", "第三选区"):
        enter(ledger, "electoral_districts", name=district, level="镇")
        enter_deputy(ledger, "王芳", electoral_district=district)
    enter(ledger, "liaison_sites", name="甲站", kind="联络站")
    return ledger


def opened(window: Any, row_id: int | None) -> Any:
    window.open_form("receptions", row_id, None)
    return window._form


def fill(form: Any, **texts: Any) -> None:
    for key, text in texts.items():
        form.fields.rows[key].editor.restore(text)


def offered(form: Any, key: str) -> list[QPushButton]:
    choices = form.fields.rows[key].choices
    return [] if choices is None else [b for b in choices.findChildren(QPushButton) if not b.isHidden()]


def test_saving_offers_both_and_one_click_takes_one(two, window, ledger, qtbot) -> None:
    form = opened(window, None)
    fill(form, held_on="2022-03-01", kind="接访", site="甲站", deputies=["王芳"])
    form.save()
    assert ledger.count("receptions") == 0
    assert [b.text() for b in offered(form, "deputies")] == ["王芳 第一选区 · 镇", "王芳 第三选区 · 镇"]
    qtbot.mouseClick(offered(form, "deputies")[1], Qt.MouseButton.LeftButton)
    assert not offered(form, "deputies")
    form.save()
    assert ledger.row("receptions", 1)["deputies"] == (Ref(2, "王芳"),)


def test_a_single_link_is_taken_by_the_keyboard(two, window, ledger, qtbot) -> None:
    form = opened(window, None)
    fill(form, held_on="2022-03-01", kind="接访", site="甲")
    form.save()
    (button,) = offered(form, "site")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    form.save()
    if ledger.count("receptions") == 0:
        form.save()  # doubts of other fields are confirmed by the second press
    assert ledger.row("receptions", 1)["site"] == Ref(1, "甲站")


def test_what_was_picked_is_not_taken_for_a_name_that_was_changed_meanwhile(two, window, qtbot) -> None:
    form = opened(window, None)
    fill(form, held_on="2022-03-01", kind="接访", site="甲")
    form.save()
    (button,) = offered(form, "site")
    form.fields.rows["site"].editor.line.setText("乙站")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert form.fields.rows["site"].editor.raw() == "乙站"


@pytest.mark.parametrize("walk", [False, True], ids=["note only", "through every field by Tab"])
def test_editing_the_note_leaves_every_link_as_it_was(two, window, ledger, qtbot, walk: bool) -> None:
    """Linked, open, of two of one name, and open although the ledger knows the name by now."""
    deputies = [{"id": 2}, "李一", "王芳"]
    row_id = enter(ledger, "receptions", held_on="2022-03-01", kind="接访", site="丁站", deputies=deputies)
    enter(ledger, "liaison_sites", name="丁站", kind="联络站")
    enter_deputy(ledger, "李一")
    before = ledger.row("receptions", row_id)
    assert before["site"] == Ref(None, "丁站")
    form = opened(window, row_id)
    if walk:
        for row in form.fields.rows.values():
            row.editor.focus.setFocus()
            qtbot.keyClick(row.editor.focus, Qt.Key.Key_Tab)
    note = form.fields.rows["note"].editor.focus
    note.setFocus()
    qtbot.keyClicks(note, "x")
    form.save()
    if ledger.row("receptions", row_id)["note"] is None:
        form.save()
    after = ledger.row("receptions", row_id)
    assert after["note"] == "x"
    assert (after["site"], after["deputies"]) == (before["site"], before["deputies"])


def test_adding_another_name_leaves_an_open_one_open(two, window, ledger, qtbot) -> None:
    row_id = enter(ledger, "receptions", held_on="2022-03-01", kind="接访", site="甲站", deputies=["李一"])
    enter_deputy(ledger, "李一")
    enter_deputy(ledger, "赵二")
    form = opened(window, row_id)
    line = form.fields.rows["deputies"].editor.focus
    line.setFocus()
    line.setText("赵二")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    form.save()
    if len(ledger.row("receptions", row_id)["deputies"]) == 1:
        form.save()
    assert ledger.row("receptions", row_id)["deputies"] == (
        Ref(None, "李一"),
        Ref(4, "赵二"),
    )


def test_the_history_tells_two_of_one_name_apart(two, ledger) -> None:
    row_id = enter(ledger, "receptions", held_on="2022-03-01", kind="接访", site="甲站", deputies=[{"id": 2}])
    with ledger.act("修改") as act:
        act.change("receptions", row_id, {"deputies": (Ref(1, "王芳"),)})
    newest = ledger.history("receptions", row_id)[0]
    assert differences(newest) == ["接待代表：王芳（记录号 2） → 王芳（记录号 1）"]
