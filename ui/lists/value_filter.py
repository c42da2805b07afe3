"""The values of a column to choose rows by, as in the head of a WPS table: a tick works at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import Field
from app.domain.numerals import natural
from app.storage.ledger import Ledger
from app.storage.query import Query, Stored
from ui.look.lines import Line
from ui.look.theme import dp

BLANK = "（空白）"
MANY = 10  # values from which a box to narrow them is offered
HEIGHT = 280  # points of the list at most
VALUE = Qt.ItemDataRole.UserRole
Choice = tuple[Stored, str, int]  # the value as it is kept, its words, how many rows have it


class ValueFilter(QFrame):
    """A small window below a heading; ``chosen`` carries the values ticked, none for no choice."""

    chosen = Signal(object)

    def __init__(
        self, parent: QWidget, label: str, choices: Sequence[Choice], ticked: Sequence[Stored]
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

    def _fill(self, choices: Sequence[Choice], ticked: Sequence[Stored]) -> None:
        for value, words, count in choices:
            item = QListWidgetItem(f"{words}  {count}")
            item.setData(VALUE, value)
            is_ticked = value in ticked
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        rows = min(dp(HEIGHT), (self.list.sizeHintForRow(0) + dp(1)) * len(choices) + dp(6))
        self.list.setFixedHeight(rows)
        self.list.setMinimumWidth(min(dp(360), max(dp(180), self.list.sizeHintForColumn(0) + dp(40))))

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def ticked(self) -> tuple[Stored, ...]:
        """The values that are ticked."""
        return tuple(i.data(VALUE) for i in self._items() if i.checkState() == Qt.CheckState.Checked)

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


def choices_of(ledger: Ledger, key: str, field: Field, query: Query) -> list[Choice]:
    """The values of a column among the rows of ``query``, in their order; blank ones last."""
    counted = ledger.values_in(key, field.key, query)
    names = words_of(ledger, field, [value for value, _ in counted])
    choices = [(value, names[value], count) for value, count in counted]
    codes = list(field.kind.table.codes())
    order = {code: number for number, code in enumerate(codes)}
    return sorted(choices, key=lambda c: (c[0] is None, order.get(str(c[0]), len(codes)), natural(c[1])))


def words_of(ledger: Ledger, field: Field, values: Sequence[Stored]) -> dict[Stored, str]:
    """What people read of values as ``values_in`` gives them."""
    kind = field.kind
    if kind.to:
        names = ledger.names(kind.to, [value for value in values if isinstance(value, int)])
        return {value: _name(value, names) for value in values}
    return {value: BLANK if value is None else kind.on_screen(kind.from_stored(value)) for value in values}


def _name(value: Stored, names: dict[int, str]) -> str:
    if value is None:
        return BLANK
    return names.get(value, "") if isinstance(value, int) else str(value)
