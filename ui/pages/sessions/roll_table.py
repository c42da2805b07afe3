"""The roll on the session page: a line a deputy in the order of the sign-in sheet, one key marks and goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.domain.pinyin import pinyin_search
from app.domain.session_codes import ROLL_STATES
from app.paper.sessions.roll import RollLine
from ui.look.measured_once import measured_once
from ui.look.theme import TONES, dp

COLUMNS = ("序号", "代表团", "姓名", "出席情况", "事由")
DELEGATION, STATE, REASON = 1, 3, 4
# The key on the keyboard → the state it marks; the words stand above the table.
KEYS = {
    Qt.Key.Key_1: "present",
    Qt.Key.Key_2: "on_leave",
    Qt.Key.Key_3: "absent",
    Qt.Key.Key_4: "late",
    Qt.Key.Key_5: "left_early",
}
_TONES = {
    "present": "good",
    "on_leave": "info",
    "absent": "bad",
    "late": "warn",
    "left_early": "warn",
    "suspended": "plain",
}


class RollTable(QTableWidget):
    """``marked``: line and state; ``explained``: line and reason.

    Letters look for a name by its pinyin initials, so that no key but a digit marks anybody.
    """

    marked = Signal(int, str)
    explained = Signal(int, str)

    def __init__(self) -> None:
        super().__init__(0, len(COLUMNS))
        self.lines: list[RollLine] = []
        self._typed = ""
        self.setAccessibleName("出席登记")
        self.setHorizontalHeaderLabels(list(COLUMNS))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(dp(34))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # Tab leaves the roll, as it leaves every list
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setAttribute(
            Qt.WidgetAttribute.WA_InputMethodEnabled, False
        )  # letters come as letters, not as Chinese
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (
            DELEGATION,
            REASON,
        ):  # a long one gives way, so that name and state are always in sight
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.cellChanged.connect(self._explain)

    def show_lines(self, lines: Sequence[RollLine]) -> None:
        """Show the roll; the line that was chosen stays chosen."""
        place = max(self.currentRow(), 0)
        before, self.lines = self.lines, list(lines)
        with measured_once(self):
            self.setRowCount(len(self.lines))
            for row, line in enumerate(self.lines):
                # Only what has changed, so that a key is answered at once.
                if row >= len(before) or before[row] != line:
                    self._show_line(row, line)
        if self.lines:
            self.setCurrentCell(min(place, len(self.lines) - 1), STATE)

    def _show_line(self, row: int, line: RollLine) -> None:
        state = ROLL_STATES.label(line.state) if line.state else "未登记"
        for column, words in enumerate((str(row + 1), line.delegation, line.name, state, line.reason)):
            item = QTableWidgetItem(words)
            if column in (DELEGATION, REASON):
                item.setToolTip(words)
            if column != REASON or line.row is None:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            if column == STATE:
                ink, paper = TONES[_TONES.get(line.state or "", "plain")]
                item.setForeground(QColor(ink))
                item.setBackground(QColor(paper))
            self.setItem(row, column, item)

    def _explain(self, row: int, column: int) -> None:
        item = self.item(row, column)
        if column == REASON and item is not None:
            self.explained.emit(row, item.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 mark the line and go to the next one; letters look for a name; Enter goes on."""
        state = KEYS.get(Qt.Key(event.key()))
        row = self.currentRow()
        if state and row >= 0 and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._typed = ""
            self.marked.emit(row, state)
            self._go_on(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on(row)
        elif event.text().isalpha() and event.text().isascii():
            self._look_for(event.text().lower())
        else:
            self._typed = ""
            super().keyPressEvent(event)

    def _go_on(self, row: int) -> None:
        if row + 1 < self.rowCount():
            self.setCurrentCell(row + 1, STATE)

    def _look_for(self, letter: str) -> None:
        """The first name whose initials begin with what was typed; a letter that leads nowhere begins anew."""
        for typed in (self._typed + letter, letter):
            for row, line in enumerate(self.lines):
                if any(word.startswith(typed) for word in pinyin_search(line.name).split()):
                    self._typed = typed
                    self.setCurrentCell(row, STATE)
                    return
        self._typed = ""
