"""The values of a column to choose rows by, as in the head of a WPS table: a tick works at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ui.lists.column_choices import Choice, Chosen
from ui.look.lines import Line
from ui.look.theme import dp

MANY = 10  # values from which a box to narrow them is offered
HEIGHT = 280  # points of the list at most
NUMBER = Qt.ItemDataRole.UserRole  # of a choice: Qt would make a list of a span


class ValueFilter(QFrame):
    """A small window below a heading; ``chosen`` carries the values ticked, none for no choice."""

    chosen = Signal(object)

    def __init__(
        self, parent: QWidget, label: str, choices: Sequence[Choice], ticked: Sequence[Chosen]
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("results")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setProperty("role", "ticks")
        self.list.setAccessibleName(f"{label}的内容")
        self.box = Line()
        self.box.setPlaceholderText("输入几个字找")
        self.box.setVisible(len(choices) >= MANY)
        self.box.textChanged.connect(self._narrow)
        self.clear_button = QPushButton("不按这一列选")
        self.clear_button.setProperty("role", "small")
        self.clear_button.clicked.connect(self._clear)
        heading = QLabel(f"{label}：勾选要看的")
        heading.setProperty("role", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(10), dp(8), dp(10), dp(10))
        column.setSpacing(dp(6))
        for widget in (heading, self.box, self.list, self.clear_button):
            column.addWidget(widget)
        self._fill(choices, ticked)
        self.list.itemChanged.connect(lambda _: self.chosen.emit(self.ticked()))

    def _fill(self, choices: Sequence[Choice], ticked: Sequence[Chosen]) -> None:
        self._values = [value for value, _, _ in choices]
        for number, (value, words, count) in enumerate(choices):
            item = QListWidgetItem(f"{words}  {count}")
            item.setData(NUMBER, number)
            is_ticked = value in ticked
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        rows = min(dp(HEIGHT), (self.list.sizeHintForRow(0) + dp(1)) * len(choices) + dp(6))
        self.list.setFixedHeight(rows)
        self.list.setMinimumWidth(min(dp(360), max(dp(180), self.list.sizeHintForColumn(0) + dp(40))))

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def ticked(self) -> tuple[Chosen, ...]:
        """The values that are ticked."""
        ticked = (i for i in self._items() if i.checkState() == Qt.CheckState.Checked)
        return tuple(self._values[item.data(NUMBER)] for item in ticked)

    def _narrow(self, words: str) -> None:
        for item in self._items():
            item.setHidden(words.strip() not in item.text())

    def _clear(self) -> None:
        self.list.blockSignals(True)
        for item in self._items():
            item.setCheckState(Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.chosen.emit(())
        self.close()

    def open_below(self, corner: QPoint) -> None:
        """Show it with its upper left corner at a point of the screen; the keyboard is in the list."""
        self.adjustSize()
        room = self.parentWidget().screen().availableGeometry()
        left = max(room.left(), min(corner.x(), room.right() - self.width()))
        top = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.list.setFocus()
