"""The meetings of a session across the top of its page: a button each, or one list where the window is low."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import Row
from app.domain.session_steps import meeting_name
from app.paper.sessions.occasion import time_of
from ui.look.calm_boxes import CalmBox
from ui.look.flow import FlowLayout
from ui.look.theme import dp


class MeetingChoice(QWidget):
    """``chosen`` gives the id of the meeting that shall be open; ``wanted``: a session without any shall get its first."""

    chosen = Signal(int)
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[int, QPushButton] = {}
        self._is_low = False
        self.list = CalmBox()
        self.list.setAccessibleName("本次会议的各次会议")
        self.list.activated.connect(lambda place: self.chosen.emit(list(self.buttons)[place]))
        self.list.hide()
        self.first_button = QPushButton("登记第一次会议")
        self.first_button.clicked.connect(self.wanted)
        self._row = QWidget()
        self._flow = FlowLayout(self._row, gap=dp(6))
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        column.addWidget(self.list)
        column.addWidget(self.first_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_meetings(self, meetings: Sequence[Row], open_id: int | None) -> None:
        """The meetings in their order; the day stands before the hour where there are several days."""
        one_day = len({meeting["held_on"] for meeting in meetings}) < 2
        labels = {meeting["id"]: _label(meeting, one_day) for meeting in meetings}
        if labels != {row: button.text() for row, button in self.buttons.items()}:
            self._build(labels)
        self.first_button.setVisible(not meetings)
        self.save_height(self._is_low)
        if open_id in self.buttons:
            self.buttons[open_id].setChecked(True)
            self.list.setCurrentIndex(list(self.buttons).index(open_id))

    def save_height(self, is_low: bool) -> None:
        """On a low window six buttons would take the lines of the roll."""
        self._is_low = is_low
        self._row.setVisible(not is_low)
        self.list.setVisible(
            is_low and bool(self.buttons)
        )  # an empty list would ask for what cannot be chosen

    def _build(self, labels: dict[int, str]) -> None:
        for button in self.buttons.values():
            self._group.removeButton(button)
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for row_id, label in labels.items():
            button = QPushButton(label)
            button.setProperty("role", "pill")
            button.setCheckable(True)
            button.clicked.connect(partial(self.chosen.emit, row_id))
            self._group.addButton(button)
            self._flow.addWidget(button)
            self.buttons[row_id] = button
        self.list.clear()
        self.list.addItems(list(labels.values()))


def _label(meeting: Row, one_day: bool) -> str:
    day = "" if one_day else f"{meeting['held_on']:%m-%d} "
    return f"{day}{time_of(meeting)} {meeting_name(meeting)}"
