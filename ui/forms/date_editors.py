"""Dates as clerks type them, with a calendar on request, and times of day."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget

from app.domain.fields import Field
from ui.forms.editors import TextEditor
from ui.look import icons
from ui.look.theme import COLOURS
from ui.open_ledger.workspace import Workspace


class DayEditor(TextEditor):
    """``4.15``, ``20220415``, ``4月15日``, ``1975.3``; the calendar opens with Alt+Down or its icon."""

    example = "如 4.15、20220415"

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self.line.setPlaceholderText(self.hint or self.example)
        self._calendar: QCalendarWidget | None = None
        action = QAction(icons.icon("calendar", COLOURS["quiet"]), "日历（Alt+↓）", self.line)
        action.setShortcut("Alt+Down")
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self.show_calendar)
        self.line.addAction(action, self.line.ActionPosition.TrailingPosition)

    def show_calendar(self) -> None:
        """A month to click a day in."""
        if self._calendar is None:
            self._calendar = QCalendarWidget(self.line)
            self._calendar.setWindowFlags(Qt.WindowType.Popup)
            self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            self._calendar.clicked.connect(self._take_day)
            self._calendar.activated.connect(self._take_day)
        day = self._shown_day() or self.workspace.ledger.today
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        self._calendar.show()
        self._calendar.setFocus()

    def _shown_day(self) -> date | None:
        value: Any = self.field.read(self.raw(), self.workspace.context()).value
        return getattr(value, "first_day", value)

    def _take_day(self, day: QDate) -> None:
        self.line.setText(day.toString("yyyy-MM-dd"))
        if self._calendar is not None:
            self._calendar.hide()
        self.line.setFocus()
        self.edited.emit()
        self.left.emit()


class KnownDayEditor(DayEditor):
    """A day that may be known to the month or the year alone."""

    example = "如 1975.3、2022年4月"


class TimeEditor(TextEditor):
    """A time of day as it is spoken or written."""

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self.line.setPlaceholderText(self.hint or "如 9:00、9点半")
