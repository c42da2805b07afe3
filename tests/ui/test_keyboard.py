"""From the first field to the last without the mouse: a record of each register, by real key events."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from app.domain import registers
from app.domain.fields import Field
from app.domain.hooks import LocksYears
from app.domain.register import Register
from tests.kept_ledgers import copied_elsewhere, new_ledger
from tests.ui.conftest import enter, enter_deputy, let_go_of_keys
from tests.ui.hands import CONTROL, SHIFT, Hands
from tests.ui.surfaces import put_away
from ui.forms.following import carried_on
from ui.forms.form_fields import FieldRow, numbers_itself
from ui.frame.window import Window
from ui.open_ledger.workspace import Workspace

TODAY = date(2022, 11, 23)
# What is typed by the kind of field; a link takes the first row that is offered.
TYPED = {
    "text": "甲1", "prose": "道路积水", "number": "2", "money": "12.5", "day": "3.15", "known_day": "2021.3",
    "time": "9点半", "flag": "是", "person": "王芳", "phone": "19900001234",
}  # fmt: skip
# Where the kind alone does not tell what makes sense.
OWN: dict[str, dict[str, str]] = {
    "sessions": {"ordinal": "1", "opened_on": "2022.3.1"},
    "terms": {"ordinal": "17", "level": "镇"},
    "deputies": {"level": "镇"},
    "liaison_sites": {"kind": "联络室", "name": "镇联络室"},
    "fund_entries": {"income": "12.5"},
    "clock_rules": {"valid_from": "2022.1.1"},
    "score_items": {"basis": "手工评分"},
    "score_entries": {"for_year": "2022"},
    "performance_scores": {"for_year": "2022"},
}


def order() -> list[Register]:
    """The registers, those first that others must point to."""
    ordered: list[Register] = []

    def take(register: Register) -> None:
        if register in ordered:
            return
        for field in register.typed_fields:
            if field.required and field.kind.is_link and field.kind.to != register.key:
                take(registers.BY_KEY[field.kind.to])
        ordered.append(register)

    for register in registers.SHOWN:
        take(register)
    return ordered


@pytest.fixture(scope="module")
def desk(qapp: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """One window for all: what one register needs was entered in the one before."""
    folder: Path = tmp_path_factory.mktemp("desk") / "data"
    ledger = new_ledger(folder, today=TODAY, term=16, term_started=date(2016, 11, 10), quota=60)
    window = Window(Workspace(ledger))
    window.keeps_ledger = True
    window.resize(1366, 768)
    window.setUpdatesEnabled(False)  # nothing is looked at: painting would take most of the time
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    yield window
    put_away(window)
    ledger.close()


def row_of(window: Window, place: QWidget) -> FieldRow | None:
    return next((r for r in window._form.fields.rows.values() if r.isAncestorOf(place)), None)


def is_table_of_form(window: Window, place: QWidget) -> bool:
    """Whether the keyboard is in a table that is no field of the register: the opinions of a reception."""
    return window._form.fields.isAncestorOf(place) and not isinstance(place, QPushButton)


def is_in_sight(place: QWidget) -> bool:
    for _ in range(3):  # what grew is laid out, then followed
        QApplication.processEvents()
    return place.visibleRegion().boundingRect().height() >= min(place.height(), 26)


def typed(register: Register, field: Field) -> str:
    own = OWN.get(register.key, {})
    if field.key in own:
        return own[field.key]
    if field.kind.table:
        return field.kind.table.label(field.kind.table.codes()[0]) if field.required else ""
    return TYPED.get(field.kind.name, "") if field.required else ""


def fill(window: Window, hands: Hands, register: Register) -> list[str]:
    """Walk through the form; gives the fields in the order in which the keyboard came to them."""
    walked: list[str] = []
    for _ in range(200):
        row = row_of(window, hands.place)
        if row is None and is_table_of_form(window, hands.place):
            hands.press(Qt.Key.Key_Tab)
            continue
        if row is None or (walked and row.field.key in walked):
            break
        walked.append(row.field.key)
        assert is_in_sight(hands.place), row.field.key
        if row.field.kind.is_link and row.field.required:
            hands.press(Qt.Key.Key_Down)
            hands.press(Qt.Key.Key_Down)
        else:
            hands.write(typed(register, row.field))
        hands.press(Qt.Key.Key_Tab if row.field.kind.wide and row.field.kind.is_words else Qt.Key.Key_Return)
        if row_of(window, hands.place) is row:
            hands.press(Qt.Key.Key_Tab)
    return walked


def entered(register: Register, desk: Window) -> str:
    """Enter one record; gives what went wrong, empty for nothing."""
    hands, ledger = Hands(desk), desk.workspace.ledger
    desk.activateWindow()  # a window system does it when a list of offers closes; shortcuts need it
    QTest.qWaitForWindowActive(desk)
    desk.open_page(register.key)
    before = ledger.count(register.key)
    hands.press(Qt.Key.Key_N, CONTROL)
    form = desk._form
    if register.hook(LocksYears):
        copied_elsewhere(ledger)
    walked = fill(desk, hands, register)
    rows = {key: row for key, row in form.fields.rows.items() if row.isVisible()}
    # The keyboard begins below a number that is given by itself.
    missed = [k for k, row in rows.items() if k not in walked and not numbers_itself(register, row.field)]
    for _ in range(2):  # what is doubtful is saved on the second press
        if desk._form is not None:
            hands.press(Qt.Key.Key_Return, CONTROL)
    if desk._form is not None:
        problems = {k: r.problem.text() for k, r in form.fields.rows.items() if r.problem.text()}
        form.draft.drop()
        form.done.emit(None)
        return f"{register.key} was not saved: {problems}, missed {missed}"
    if missed:
        return f"{register.key}: the keyboard never came to {missed}"
    if ledger.count(register.key) != before + 1 or hands.place is not desk.list_shown().table:
        return f"{register.key}: {ledger.count(register.key) - before} records, keyboard in {hands.place}"
    return ""


@pytest.mark.timeout(180)  # one register after another, since later ones link to what was entered before
def test_a_record_of_each_register_is_entered_by_keyboard_alone(desk: Window) -> None:
    failures = [words for register in order() if (words := entered(register, desk))]
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("key", ["electoral_districts", "trainings", "holidays"])
def test_enter_comes_from_the_last_field_to_the_button_that_saves(key: str, window: Window) -> None:
    """Not to the one that leaves the form, on which Enter once more asks whether to throw away what was typed."""
    window.open_form(key, None, None)
    QApplication.processEvents()
    last = [row for row in window._form.fields.rows.values() if row.isVisible()][-1].editor
    last.focus.setFocus()
    last.went_on.emit()
    assert Hands(window).place is window._form.save_button


@pytest.fixture
def hands(window: Window) -> Hands:
    return Hands(window)


def begin(window: Window, key: str, field: str) -> FieldRow:
    window.open_form(key, None, None)
    QApplication.processEvents()
    row = window._form.fields.rows[field]
    row.editor.focus.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return row


def test_enter_in_a_choice_takes_it_and_goes_on(window, hands) -> None:
    row = begin(window, "deputies", "ethnic_group")
    following = window._form.fields.rows["political_status"]
    for typed, presses, kept in (
        ("少数民族预", 1, "少数民族预"), ("zhuang", 1, "壮族"), ("壮", 1, "壮族"), ("h", 2, "汉族"), ("", 1, ""),
    ):  # fmt: skip
        row.editor.restore("")
        row.editor.focus.setFocus()
        hands.write(typed)
        for _ in range(presses):
            hands.press(Qt.Key.Key_Return)
        assert row.editor.raw() == kept
        assert row_of(window, hands.place) is following, typed


def test_an_arrow_and_enter_take_what_the_arrow_came_to(window, hands) -> None:
    row = begin(window, "deputies", "ethnic_group")
    hands.write("h")
    offered = row.editor.combo.completer().completionModel()
    third = offered.index(2, 0).data()
    for _ in range(3):
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert row.editor.raw() == third
    assert row_of(window, hands.place) is window._form.fields.rows["political_status"]


def test_an_unknown_name_stays_and_says_so(window, ledger, hands) -> None:
    enter_deputy(ledger, "王芳")
    for key, field, raw in (
        ("deputy_leaves", "deputy", "不在册的"),
        ("receptions", "deputies", [{"id": None, "name": "不在册的"}]),
    ):
        row = begin(window, key, field)
        hands.write("不在册的")
        hands.press(Qt.Key.Key_Return)
        assert row.editor.raw() == raw
        assert row_of(window, hands.place) is not row
        assert "“不在册的”台账里还没有" in row.problem.text()
        window._put_away()


def lines_of(window: Window) -> Any:
    return window._form.fields.rows["visitors"].editor


def test_visitors_are_typed_row_by_row_and_stay_in_sight(window, hands) -> None:
    window.resize(911, 512)
    begin(window, "receptions", "visitors")
    editor = lines_of(window)
    for number in range(9):
        hands.write("贾")
        for _ in range(editor.table.columnCount()):
            assert editor.table.isAncestorOf(hands.place), number
            assert is_in_sight(hands.place), number
            hands.press(Qt.Key.Key_Return)
    assert [line["name"] for line in editor.raw()] == ["贾"] * 9
    assert is_in_sight(hands.place)
    hands.press(Qt.Key.Key_Tab)  # from the row that waits the keyboard goes on
    assert row_of(window, hands.place) is window._form.fields.rows["visitor_count"]
    hands.press(Qt.Key.Key_Backtab, SHIFT)
    assert editor.table.isAncestorOf(hands.place)


def test_a_cell_that_is_still_open_is_saved_with_the_form(window, ledger, hands) -> None:
    enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    row = begin(window, "receptions", "site")
    row.editor.restore("镇联络室")
    for key, words in (("held_on", "2022-03-01"), ("kind", "接访")):
        window._form.fields.rows[key].editor.restore(words)
    lines_of(window).table.setFocus(Qt.FocusReason.TabFocusReason)
    hands.write("贾")
    for _ in range(2):
        if window._form is not None:
            hands.press(Qt.Key.Key_Return, CONTROL)
    visitors = ledger.row("receptions", ledger.ids("receptions")[0])["visitors"]
    assert [line["name"] for line in visitors] == ["贾"]


def raws(window: Window, *keys: str) -> dict[str, Any]:
    return {key: window._form.fields.rows[key].editor.raw() for key in keys}


def test_the_next_record_keeps_site_and_day(window, ledger, hands) -> None:
    site = enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    begin(window, "receptions", "held_on")
    for key, words in (("site", "镇联络室"), ("held_on", "2022-03-01"), ("kind", "接访")):
        window._form.fields.rows[key].editor.restore(words)
    for _ in range(2):  # the deputies are missing, which is doubted once
        if not ledger.count("receptions"):
            hands.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert ledger.count("receptions") == 1
    assert raws(window, "site", "held_on", "kind") == {
        "site": "镇联络室",
        "held_on": "2022-03-01",
        "kind": "",
    }
    assert not window._form.is_changed()
    assert row_of(window, hands.place) is window._form.fields.rows["time_from"]
    assert site
    window._put_away()


@pytest.mark.parametrize(
    ("key", "raw", "kept"),
    [
        (
            "receptions",
            {"held_on": "3.1", "site": "站", "kind": "接访", "deputies": ["王芳"]},
            {"held_on", "site"},
        ),
        ("reception_duties", {"held_on": "3.1", "site": "站"}, {"held_on"}),
        ("deputy_leaves", {"deputy": "王芳", "from_on": "3.1"}, {"from_on"}),
        ("site_equipment", {"site": "站", "name": "桌"}, {"site"}),
        ("stock_counts", {"equipment": "桌", "counted_on": "3.1"}, {"counted_on"}),
        ("deputies", {"name": "王芳"}, set()),
    ],
)
def test_what_the_next_record_takes_over(key, raw, kept) -> None:
    assert carried_on(registers.BY_KEY[key], raw).keys() == kept


def test_after_copying_the_keyboard_is_where_something_is_to_be_typed(window, ledger, hands) -> None:
    enter(ledger, "deputy_groups", name="第一小组", area="东片")
    begin(window, "deputy_groups", "name")
    window._form.copy_last.setFocus()
    hands.press(Qt.Key.Key_Space)
    row = row_of(window, hands.place)
    assert row is not None and row.editor.raw() in ("", None)
    window._put_away()


def test_the_selection_stays_where_she_works(window, ledger) -> None:
    ids = [enter_deputy(ledger, name) for name in ("王一", "王二", "王三", "王四")]
    window.open_page("deputies")
    page = window.list_shown()
    page.header.pills["in_office"].click()
    page.choose(page.model.ids[1])
    leaving, following = page.model.ids[1:3]
    assert set(ids) == set(page.model.ids)
    enter(
        ledger,
        "mandate_changes",
        mandate={"id": leaving},
        kind="调离",
        occurred_on="2022-10-08",
        end_reason="moved_away",
    )
    assert page.selected_ids() == [following]
    page.table.selectAll()
    with ledger.act("改") as act:
        act.change("deputies", following, {"posts": "组长"})
    assert len(page.selected_ids()) == 3


def test_a_time_is_read_or_refused_when_the_field_is_left(window, hands) -> None:
    row = begin(window, "receptions", "time_from")
    for typed, kept, problem in (
        ("9点半", "9:30", ""), ("25:99", "25:99", "没有这个时间"), ("上午", "上午", "看不出是几点"),
    ):  # fmt: skip
        row.editor.restore("")
        row.editor.focus.setFocus()
        hands.write(typed)
        hands.press(Qt.Key.Key_Return)
        assert row.editor.raw() == kept
        assert problem in row.problem.text()
        assert bool(row.problem.text()) is bool(problem)
    window._put_away()


def test_a_key_held_as_its_window_goes_is_let_go_for_the_next_test(qapp: QApplication, qtbot: Any) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    QTest.keyPress(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert qapp.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    let_go_of_keys(qapp)
    assert qapp.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
