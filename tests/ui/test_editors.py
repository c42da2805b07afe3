"""Each kind of field has an editor that shows a value and gives it back as it was."""

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

import ui
from app.domain import registers
from app.domain.days import PartialDate
from app.domain.fields import Field, Ref
from app.domain.kinds import Day, Flag, KnownDay, Lines, Link, Links, Money, Number, Prose, Text
from tests.ui.conftest import enter_deputy
from ui.forms.enter_goes_on import EnterGoesOn
from ui.forms.form_fields import FieldRow
from ui.forms.kind_editors import editor_for
from ui.forms.link_editors import Offers
from ui.look.calm_boxes import CalmBox, CalmSpinBox
from ui.look.lines import MOST_PASTED

RESUME = (Field("from_on", "起", KnownDay()), Field("what", "经历", Text()))
CASES = [
    (Text(), "迳口镇"),
    (Prose(), "第一行\n第二行"),
    (Number(unit="人"), 1200),
    (Money(), 123450),
    (Day(), date(2022, 4, 15)),
    (KnownDay(), PartialDate.from_iso("1975-03")),
    (Flag(), True),
    (Flag(), False),
    (Link("deputies"), Ref(7, "王芳")),
    (Links("deputies"), (Ref(7, "王芳"), Ref(8, "何秀兰"))),
    (Lines(RESUME), ({"from_on": PartialDate.from_iso("1990-09"), "what": "在村委会工作"},)),
    (registers.BY_KEY["people"].field("sex").kind, "2"),
]


@pytest.mark.parametrize(("kind", "value"), CASES, ids=lambda case: getattr(case, "name", ""))
def test_a_value_comes_back_as_it_was(kind, value, workspace, qtbot) -> None:
    field = Field("it", "栏目", kind)
    editor = editor_for(field, workspace)
    qtbot.addWidget(editor.widget)
    editor.fill(value)
    assert field.read(editor.raw(), workspace.context()).value == value
    again = editor_for(field, workspace)
    qtbot.addWidget(again.widget)
    again.restore(editor.raw())
    assert again.raw() == editor.raw()
    editor.fill(None)
    assert editor.raw() in ("", [])


def test_people_of_one_name_are_told_apart(ledger, workspace) -> None:
    enter_deputy(ledger, "王芳", birth_date="1975.3")
    enter_deputy(ledger, "王芳", birth_date="1982.11")
    register = registers.BY_KEY["deputies"]
    offers = Offers(workspace, register)
    offers.find("wf")
    shown = [offers.data(offers.index(line, 0)) for line in range(2)]
    assert len(set(shown)) == 2
    assert "1975.03" in "".join(shown)
    assert register.distinction({"name": "王芳", "level": "township"}) == "镇"


def test_names_typed_at_once_become_chips(ledger, workspace, qtbot) -> None:
    known = enter_deputy(ledger, "王芳")
    editor = editor_for(Field("deputies", "代表", Links("deputies")), workspace)
    qtbot.addWidget(editor.widget)
    editor.line.setText("王芳、李四")
    editor._leave()
    assert editor.refs == [Ref(known, "王芳"), Ref(None, "李四")]


def test_the_calendar_writes_the_day(workspace, qtbot) -> None:
    from PySide6.QtCore import QDate

    editor = editor_for(Field("on", "日期", Day()), workspace)
    qtbot.addWidget(editor.widget)
    editor.line.setText("4.15")
    editor.show_calendar()
    assert editor._calendar.selectedDate() == QDate(2022, 4, 15)
    editor._take_day(QDate(2022, 5, 1))
    assert editor.raw() == "2022-05-01"
    assert not editor._calendar.isVisible()


def test_the_wheel_changes_no_choice_that_is_merely_scrolled_past(workspace, qtbot) -> None:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent

    field = registers.BY_KEY["people"].field("sex")
    editor = editor_for(field, workspace)
    qtbot.addWidget(editor.widget)
    editor.fill_text("女")
    nothing = QPointF(), QPointF(), QPoint(), QPoint(0, -120)
    buttons = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(*nothing, *buttons, Qt.ScrollPhase.NoScrollPhase, False)
    editor.combo.wheelEvent(event)
    assert editor.raw() == "女"
    assert not event.isAccepted()


def test_half_of_a_character_in_a_note_is_refused_and_not_kept_as_a_question_mark(workspace, qtbot) -> None:
    editor = editor_for(Field("note", "备注", Prose()), workspace)
    qtbot.addWidget(editor.widget)
    editor.page.setPlainText("为什么?\n𠮷")
    assert editor.raw() == "为什么?\n𠮷"
    cursor = editor.page.textCursor()
    cursor.setPosition(6)  # between the halves of the last character
    cursor.deleteChar()
    reading = Field("note", "备注", Prose()).read(editor.raw(), workspace.context())
    assert [problem.severity for problem in reading.problems] == ["error"]
    assert "?" in editor.page.toPlainText(), "what Qt would have kept"
    drafts = workspace.ledger.drafts
    assert drafts.keep("trainings-new", {"note": editor.raw()})
    assert drafts.load("trainings-new") == {"note": editor.raw()}


@pytest.mark.parametrize("make", ["sex", "spin", "box"])
def test_a_real_turn_of_the_wheel_gives_no_box_the_keyboard_and_changes_nothing(
    make, workspace, qtbot
) -> None:
    """Qt gave it the keyboard first and then let the wheel change it: the figure was another one, unseen."""
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtTest import QTest

    editor = editor_for(registers.BY_KEY["people"].field("sex"), workspace)
    boxes = {"sex": editor.combo, "spin": CalmSpinBox(), "box": CalmBox()}
    box, page, first = boxes[make], QWidget(), QLineEdit()
    column = QVBoxLayout(page)
    column.addWidget(first)
    column.addWidget(box)
    qtbot.addWidget(page)
    box.setValue(5) if make == "spin" else box.addItems(["甲", "乙", "丙"])
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    first.setFocus()
    before = box.value() if make == "spin" else box.currentIndex()
    QTest.wheelEvent(page.windowHandle(), QPointF(box.geometry().center()), QPoint(0, -120))
    QApplication.processEvents()
    assert first.hasFocus()
    assert (box.value() if make == "spin" else box.currentIndex()) == before


def test_no_box_of_the_window_answers_a_wheel_that_scrolls_past() -> None:
    """Whoever adds a box takes one of ``ui.look.calm_boxes``."""
    bare = re.compile(r"\bQ(ComboBox|SpinBox|DoubleSpinBox|DateEdit|TimeEdit|Slider)\(\w*\)")
    lines = [
        f"{path.name}: {line.strip()}"
        for path in Path(ui.__path__[0]).rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if bare.search(line) and not line.startswith("class ")
    ]
    assert lines == []


def test_digits_stand_at_the_right_and_the_hint_of_an_empty_box_at_the_left(workspace, qtbot) -> None:
    editor = editor_for(Field("it", "人数", Number(), hint="不全时才填"), workspace)
    qtbot.addWidget(editor.widget)
    assert not editor.line.alignment() & Qt.AlignmentFlag.AlignRight
    editor.fill(12)
    assert editor.line.alignment() & Qt.AlignmentFlag.AlignRight
    editor.fill(None)
    assert not editor.line.alignment() & Qt.AlignmentFlag.AlignRight


@pytest.fixture
def people(window, ledger):
    for name in ("张三", "张世昌", "李秀英"):
        enter_deputy(ledger, name)
    return window


def test_a_picked_name_leaves_the_line_free_for_the_next(people, workspace, qtbot) -> None:
    editor = editor_for(Field("it", "代表", Links("deputies")), workspace)
    qtbot.addWidget(editor.widget)
    editor.widget.show()
    editor.line.setFocus()
    for typed, name in (("lxy", "李秀英"), ("zsc", "张世昌")):
        qtbot.keyClicks(editor.line, typed)
        qtbot.keyClick(editor.line.completer_.popup(), Qt.Key.Key_Return)  # the only one offered
        qtbot.waitUntil(lambda: editor.line.text() == "")
        assert editor.refs[-1].name == name
    assert [part["name"] for part in editor.raw()] == ["李秀英", "张世昌"]


def test_enter_goes_to_the_first_of_several_and_takes_it_when_pressed_again(people, workspace, qtbot) -> None:
    editor = editor_for(Field("it", "代表", Links("deputies")), workspace)
    qtbot.addWidget(editor.widget)
    editor.widget.show()
    editor.line.setFocus()
    qtbot.keyClicks(editor.line, "zs")
    popup = editor.line.completer_.popup()
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert editor.refs == []
    assert popup.currentIndex().row() == 0
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor.line.text() == "")
    assert len(editor.refs) == 1


def test_a_name_of_two_is_taken_only_after_a_look_and_its_chip_tells_which(ledger, workspace, qtbot) -> None:
    for birth in ("1975.3", "1982.11"):
        enter_deputy(ledger, "王芳", birth_date=birth)
    enter_deputy(ledger, "李秀英", birth_date="1990.1")
    editor = editor_for(Field("it", "代表", Links("deputies")), workspace)
    qtbot.addWidget(editor.widget)
    editor.widget.show()
    qtbot.keyClicks(editor.line, "wf")
    popup = editor.line.completer_.popup()
    popup.setCurrentIndex(popup.model().index(0, 0))  # as a list does that gets the keyboard when it opens
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert editor.refs == []
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    second = editor.line.offers.rows[popup.currentIndex().row()]
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert [ref.id for ref in editor.refs] == [second["id"]]
    editor.fill((*editor.refs, Ref(3, "李秀英")))
    chips = [
        label.text() for label in editor.widget.findChildren(QLabel) if label.parent() in chips_of(editor)
    ]
    assert chips == [f"王芳 {registers.BY_KEY['deputies'].distinction(second)}", "李秀英"]
    assert "镇" in chips[0]


def test_the_field_for_one_person_tells_which_of_two_it_holds(ledger, workspace, qtbot) -> None:
    first, second = (enter_deputy(ledger, "王芳", birth_date=birth) for birth in ("1975.3", "1982.11"))
    only = enter_deputy(ledger, "李秀英")
    editor = editor_for(Field("it", "代表", Link("deputies")), workspace)
    qtbot.addWidget(editor.widget)
    for chosen, shown in ((Ref(first, "王芳"), "1975.03"), (Ref(second, "王芳"), "1982.11")):
        editor.fill(chosen)
        assert shown in editor._which.text()
    editor.fill(Ref(only, "李秀英"))
    assert editor._which.isHidden()
    enter_deputy(ledger, "李秀英", birth_date="1990.1")
    editor.fill(Ref(only, "李秀英"))  # what is known of a name is not kept beyond a filling
    assert editor._which.text()
    editor.line.setText("")
    qtbot.keyClicks(editor.line, "l")
    assert editor._which.isHidden()


def test_enter_passes_the_chips_of_people_and_takes_one_out_only_upon_its_button(
    ledger, workspace, qtbot
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column, enter = QVBoxLayout(page), EnterGoesOn(page)
    people, next_one = (
        editor_for(Field(key, key, kind), workspace)
        for key, kind in (("people", Links("deputies")), ("next", Text()))
    )
    for editor in (people, next_one):
        column.addWidget(editor.widget)
        enter.watch(editor)
    people.fill((Ref(1, "王芳"), Ref(2, "李秀英")))
    page.show()
    people.line.setFocus()
    qtbot.keyClick(people.line, Qt.Key.Key_Return)
    assert page.focusWidget() is next_one.line
    button = chips_of(people)[0].findChild(QToolButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert people.refs == [Ref(2, "李秀英")]
    assert page.focusWidget() is people.line


def chips_of(editor) -> list[QWidget]:
    """The chips shown now, those on their way out left aside."""
    flow = editor._flow
    return [flow.itemAt(number).widget() for number in range(flow.count())]


def test_words_longer_than_their_box_are_seen_from_the_beginning(workspace, qtbot) -> None:
    editor = editor_for(Field("it", "名称", Text()), workspace)
    qtbot.addWidget(editor.widget)
    editor.fill("迳口镇人大代表中心联络站下寮村第十八村民小组联络点")
    assert editor.line.cursorPosition() == 0


def test_an_ordinal_says_its_unit_itself(workspace, qtbot) -> None:
    for ordinal, labels in ((True, []), (False, ["次"])):
        editor = editor_for(Field("it", "第几次", Number(unit="次", ordinal=ordinal)), workspace)
        qtbot.addWidget(editor.widget)
        assert [label.text() for label in editor.widget.findChildren(QLabel)] == labels


def test_a_megabyte_is_not_pasted_and_a_long_value_is_not_repeated_whole(
    workspace, qtbot, monkeypatch
) -> None:
    """Qt sets a million letters without a blank for minutes, and a sentence as long as the value hides the form."""
    field = Field("it", "内容", Prose())
    page = editor_for(field, workspace).page
    qtbot.addWidget(page)
    told: list[str] = []
    monkeypatch.setattr("ui.look.lines.QToolTip.showText", lambda _, words, *__: told.append(words))
    for count, kept in ((MOST_PASTED, MOST_PASTED), (MOST_PASTED + 1, 0)):
        data = QMimeData()
        data.setText("王" * count)
        page.clear()
        page.insertFromMimeData(data)
        assert len(page.toPlainText()) == kept
    assert [f"{MOST_PASTED + 1} 个字" in words for words in told] == [True]
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FieldRow(Field("on", "日期", Day()), editor_for(Field("on", "日期", Day()), workspace), holder)
    row.editor.restore("1" * 32_767)
    row.judge()
    assert "日期" in row.problem.text()
    assert len(row.problem.text()) < 120
