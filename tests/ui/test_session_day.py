"""The session day: the roll with one key a person, counts as they change, what was announced stays."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain import jobs
from app.paper.sessions.roll import ROLL, RollLine
from app.storage.ledger import Ledger
from tests.conftest import Answers
from tests.kept_ledgers import copied_elsewhere, open_ledger, sample_folder
from tests.ui.conftest import enter, enter_deputy
from ui.frame.window import Window
from ui.open_ledger.workspace import Workspace
from ui.pages.sessions.roll_table import RollTable
from ui.pages.sessions.session_day import SessionDay

SIXTH = {"id": 6}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The sample year with one more plenary meeting, whose roll nobody has called."""
    opened = open_ledger(sample_folder(tmp_path / "data"), today=date(2022, 11, 23))
    enter(
        opened,
        "session_meetings",
        session=SIXTH,
        kind="全体会议",
        ordinal=3,
        held_on="2022-11-23",
        half_day="晚上",
    )
    yield opened
    opened.close()


class Day:
    """The page as a clerk uses it, counting what she does."""

    def __init__(self, window: Window) -> None:
        self.window, self.acts = window, 0

    @property
    def page(self) -> SessionDay:
        page = self.window.page("session_day")
        assert isinstance(page, SessionDay)
        return page

    def click(self, widget: Any) -> None:
        self.acts += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def press(self, key: Any) -> None:
        self.acts += 1
        QTest.keyClick(self.page.roll, key)

    def states(self) -> dict[str, str | None]:
        return {line.name: line.state for line in self.page.facts.lines}


@pytest.fixture
def day(window: Window, ledger: Ledger) -> Day:
    """The third plenary open, and a count that begins at the page."""
    here = Day(window)
    here.click(window.navigation.entries[jobs.SESSIONS])
    meeting = max(here.page.meetings.buttons)
    here.click(here.page.meetings.buttons[meeting])
    return here


class CountedRoll(RollTable):
    """Counts how often Qt measures a column over its rows."""

    measured = 0

    def sizeHintForColumn(self, column: int) -> int:
        self.measured += 1
        return super().sizeHintForColumn(column)


def test_a_whole_roll_is_measured_once_not_with_each_line(qtbot: Any) -> None:
    """160 lines took some six seconds: each cell had all the rows measured again."""
    roll = CountedRoll()
    qtbot.addWidget(roll)
    roll.resize(800, 400)
    roll.show_lines([RollLine(n, f"王芳{n}", "第一代表团") for n in range(60)])
    roll.show()
    roll.measured = 0
    roll.show_lines([RollLine(n, f"王芳{n}", "第一代表团", n, "present") for n in range(60)])
    QApplication.processEvents()
    assert 0 < roll.measured < 60


def test_the_roll_of_all_with_three_on_leave_within_the_budget(day: Day, workspace: Workspace) -> None:
    page = day.page
    assert (page.tiles["应到"].text(), page.tiles["实到"].text()) == ("58", "—")
    day.click(page.all_button)
    assert page.facts.sentence.startswith("应到代表 58 名，实到 57 名，请假 1 名")  # the slips of that day
    on_leave = [name for name, state in day.states().items() if state == "on_leave"]
    assert len(on_leave) == 1
    others = [row for row, line in enumerate(page.facts.lines) if line.state == "present"][:3]
    for row in others:
        day.acts += 1  # choosing the line
        page.roll.setCurrentCell(row, 2)
        day.press(Qt.Key.Key_2)
    assert day.acts <= 3 + 2 * 3
    assert page.facts.sentence == "应到代表 58 名，实到 54 名，请假 4 名，符合法定人数。"
    assert page.side.sentence.text() == page.facts.sentence


def test_a_key_marks_and_goes_on_and_letters_only_look(day: Day, ledger: Ledger) -> None:
    page = day.page
    day.click(page.all_button)
    page.roll.setCurrentCell(0, 2)
    first, second = page.facts.lines[0].name, page.facts.lines[1].name
    day.press(Qt.Key.Key_3)
    day.press(Qt.Key.Key_4)
    assert (day.states()[first], day.states()[second]) == ("absent", "late")
    batches = ledger.last_change
    day.press("z")
    assert page.facts.lines[page.roll.currentRow()].name[0] in "张钟植曾"
    assert ledger.last_change == batches
    ledger.undo()
    assert day.states()[second] == "present"


def test_sheets_filled_in_by_hand_are_keyed_in_in_their_order(day: Day) -> None:
    page = day.page
    for key in (Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_1):
        day.press(key)
    assert [line.state for line in page.facts.lines[:4]] == ["present", "present", "left_early", "present"]
    assert {line.state for line in page.facts.lines[4:]} == {None, "on_leave"}, (
        "slips are known, the rest is open"
    )
    assert (page.facts.count.due, page.facts.count.unmarked) == (58, 58 - 4 - 1)
    assert not page.side.announce_button.isEnabled()


def test_the_roll_of_a_year_that_was_signed_for_asks_for_the_reason_once(
    day: Day, ledger: Ledger, answers: Answers
) -> None:
    day.page.call_roll()
    copied_elsewhere(ledger)
    enter(ledger, "filed_years", filed_for="2022", signed_on="2023-01-10")
    begun: list[str] = []

    def reply(question: Any, answer: str, words: str = "") -> None:
        begun.append(question.reason.toPlainText())
        if words:
            question.reason.setPlainText(words)
        question.buttons[answer].click()

    before = day.states()
    answers.give("QDialog.exec", lambda question: reply(question, "不更正"))
    day.press(Qt.Key.Key_3)
    assert day.states() == before
    answers.give("QDialog.exec", lambda question: reply(question, "更正", "签到表上是病假"))
    day.press(Qt.Key.Key_3)
    answers.give("QDialog.exec", lambda question: reply(question, "更正"))
    day.press(Qt.Key.Key_3)
    assert begun == ["", "", "签到表上是病假"]
    assert len([name for name, state in day.states().items() if state != before[name]]) == 2
    assert ledger.history(ROLL)[0].why == "签到表上是病假"


def test_what_was_announced_stays_and_a_correction_stands_beside_it(day: Day, ledger: Ledger) -> None:
    page = day.page
    assert not page.side.announce_button.isEnabled()
    day.click(page.all_button)
    day.click(page.side.announce_button)
    announced = page.side.sentence.text()
    page.roll.setCurrentCell(0, 2)
    day.press(Qt.Key.Key_3)
    reason = page.roll.item(0, 4)
    assert reason is not None
    reason.setText("没有请假")
    assert page.facts.lines[0].reason == "没有请假"
    assert page.side.sentence.text() == announced
    assert page.facts.correction == "实到 57→56，缺席 0→1"
    assert "宣布后更正：实到 57→56，缺席 0→1。" in page.side.notes.text()
    assert page.tiles["实到"].text() == "56"


def test_an_agenda_that_was_issued_tells_what_has_changed_since(
    day: Day, ledger: Ledger, monkeypatch: Any
) -> None:
    page = day.page
    monkeypatch.setattr(page, "print_paper", lambda kind: None)
    page.issue_agenda()
    assert "第 1 版" in page.side.agenda_notes.text()
    enter(ledger, "session_agenda", session=SIXTH, number=3, title="通过公告")
    assert "第 3 项新增：通过公告" in page.side.agenda_notes.text()
    page.issue_agenda()
    assert "第 2 版" in page.side.agenda_notes.text()
    assert page.facts.agenda_changes == []
    page.steps.dated.emit("booklet", "made_on")
    step = next(state for state in page.facts.steps if "booklet" in state.step.papers)
    assert step.paper_rows["booklet"]["made_on"] == date(2022, 11, 23)


def test_speeches_become_suggestions_once(window: Window, ledger: Ledger) -> None:
    window.open_page("speeches")
    page: Any = window.page("speeches")
    before = ledger.count("suggestions")
    page.table.selectAll()
    page.raise_selected()
    count = ledger.count("speeches")
    assert ledger.count("suggestions") == before + count
    assert all(row["suggestion"] for row in ledger.rows("speeches", ledger.ids("speeches")))


def test_a_speech_begins_a_bill_and_one_at_a_time(
    window: Window, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.pages.sessions import speeches_page

    told: list[str] = []
    monkeypatch.setattr(speeches_page, "ask", lambda _, title, words, __: told.append(title))
    window.open_page("speeches")
    page: Any = window.page("speeches")
    page.table.selectAll()
    page.begin_bill()
    assert told == ["请只选一条发言"]
    row_id = ledger.ids("speeches")[0]
    page.choose(row_id)
    page.begin_bill()
    form: Any = window._form
    assert form.register.key == "bills"
    begun = {key: form.fields.rows[key].editor.raw() for key in ("grounds", "raised_on", "source")}
    said = ledger.row("speeches", row_id) or {}
    assert begun["grounds"] == said["content"] and begun["raised_on"] == said["spoken_on"].isoformat()
    assert form.fields.rows["deputies"].editor.raw() == [
        {"id": said["deputy"].id, "name": said["deputy"].name}
    ]


def test_what_was_decided_stands_beside_and_votes_are_one_press_away(day: Day, window: Window) -> None:
    decided = day.page.side.decisions.text()
    assert "关于推进镇区污水管网建设的决定：通过" in decided
    day.page.open_session(5)
    assert "选举镇长：选足（邓启明）" in day.page.side.decisions.text()
    day.click(day.page.side.vote_button)
    assert window.stack.currentWidget() is window.page("vote_entry")
    entry: Any = window.page("vote_entry")
    begun = {key: entry.rows[key].editor.raw() for key in ("session", "voted_on", "present")}
    assert (begun["session"]["id"], begun["voted_on"]) == (5, "2022-07-20")
    assert begun["present"] == day.page.tiles["实到"].text() != "—"
    assert not entry.drafted.is_changed()


def test_whom_the_roll_leaves_out_is_told(day: Day, ledger: Ledger) -> None:
    page = day.page
    day.click(page.all_button)
    assert "出席登记里没有" not in page.side.notes.text()
    enter_deputy(ledger, "补登记", elected_on="2022-11-20", elected_how="补选", deputy_card_no="补登记")
    assert "出席登记里没有：补登记。" in page.side.notes.text()
    assert page.facts.count.due == 58, "the N of the roll that was called stays"


def test_an_election_begins_with_the_sitting(day: Day, window: Window) -> None:
    day.click(day.page.all_button)
    day.click(day.page.side.election_button)
    form: Any = window._form
    begun = {key: form.fields.rows[key].editor.raw() for key in ("session", "voted_on", "present")}
    assert (begun["session"]["id"], begun["voted_on"], begun["present"]) == (6, "2022-11-23", "57")


def test_on_a_low_window_the_meetings_are_one_list(day: Day) -> None:
    page, first = day.page, next(iter(day.page.meetings.buttons))
    day.window.resize(911, 512)
    QApplication.sendPostedEvents()
    assert page.meetings.list.isVisible() and not page.meetings.buttons[first].isVisible()
    assert page.roll.viewport().height() > 4 * page.roll.rowHeight(0)
    page.meetings.list.activated.emit(0)
    assert page.facts.meeting is not None and page.facts.meeting["id"] == first
    day.window.resize(1366, 768)
    QApplication.sendPostedEvents()
    assert page.meetings.buttons[first].isVisible() and not page.meetings.list.isVisible()
