"""Which columns a list shows, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import Field
from app.domain.register import Register
from ui.dialogs.questions import Question
from ui.look.theme import dp

GO, RESET = "就这样显示", "恢复原样"
KEY = Qt.ItemDataRole.UserRole


class ColumnChooser(Question):
    """Ticks and order; ``fields`` are those chosen, as long as one is."""

    def __init__(self, parent: QWidget, register: Register, shown: Sequence[Field]) -> None:
        super().__init__(
            parent,
            f"{register.label}显示哪些列",
            "勾选要看的列，拖动或用右边的按钮调整次序。只影响这台电脑上的列表，记录不变。",
            ("取消", RESET, GO),
            icon="columns",
        )
        self._register = register
        self.list = QListWidget()
        self.list.setProperty("role", "ticks")
        self.list.setAccessibleName("各列")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setMinimumHeight(dp(260))
        others = [field for field in register.fields if field not in shown]
        for field in (*shown, *others):
            item = QListWidgetItem(field.label)
            item.setData(KEY, field.key)
            item.setCheckState(Qt.CheckState.Checked if field in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(lambda _: self._judge())
        row = QHBoxLayout()
        row.setSpacing(dp(12))
        row.addWidget(self.list, 1)
        row.addLayout(self._movers())
        self.body.addLayout(row)
        self.list.setFocus()

    def _movers(self) -> QVBoxLayout:
        self.up, self.down = QPushButton("上移"), QPushButton("下移")
        column = QVBoxLayout()
        for button, step in ((self.up, -1), (self.down, 1)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, step=step: self._move(step))
            column.addWidget(button)
        column.addStretch()
        return column

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentItem(item)

    def _judge(self) -> None:
        self.buttons[GO].setEnabled(bool(self.fields()))

    def fields(self) -> tuple[Field, ...]:
        """The fields ticked, in the order of the list."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [item.data(KEY) for item in items if item.checkState() == Qt.CheckState.Checked]
        return self._register.columns(tuple(ticked)) if ticked else ()
