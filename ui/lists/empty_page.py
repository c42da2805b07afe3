"""What an empty list shows: what belongs there, and the two ways to begin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.register import Register
from ui.look import icons
from ui.look.theme import COLOURS, dp

ROOM_FOR_PICTURE = 250  # points of height


class EmptyPage(QFrame):
    """Says that there is nothing yet, or nothing that matches."""

    wanted = Signal(str)

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self.setProperty("role", "card")
        self._picture = QLabel()
        self._picture.setPixmap(icons.pixmap(register.icon, COLOURS["faint"], dp(44), 2.0))
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.words = QLabel()
        self.words.setProperty("role", "quiet")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setFixedWidth(dp(420))
        self._add = self._button("add", f"新增{register.noun}", "primary")
        self._import = self._button("import", "导入 Excel", "")
        self._ways = [self._add, self._import]
        self._instead = ""
        self._everything = self._button("everything", "查看全部", "")
        self._all_years = self._button("all years", "查看全部年度", "")
        row = self._row = QHBoxLayout()
        row.setSpacing(dp(12))
        row.addStretch()
        for button in (self._everything, self._all_years, self._import):
            row.addWidget(button)
        row.addWidget(self._add)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(24), dp(24), dp(24), dp(24))
        column.setSpacing(dp(12))
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)
        column.addStretch(3)

    def _button(self, action: str, words: str, role: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", role)
        button.clicked.connect(lambda: self.wanted.emit(action))
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words come before the picture where there is not room for both."""
        super().resizeEvent(event)
        self._picture.setVisible(self.height() >= dp(ROOM_FOR_PICTURE))

    def offer(self, words: str, act: Callable[[], None], instead: str = "") -> QPushButton:
        """One more way to begin, before the others; with a sentence of its own it is the only one."""
        button = QPushButton(words)
        button.clicked.connect(lambda _=False: act())
        if instead:
            self._instead = instead
            self._add.hide()
            self._import.hide()
            self._ways, self._add = [], button
            button.setProperty("role", "primary")
        self._ways.append(button)
        self._row.insertWidget(1, button)
        return button

    @property
    def first_place(self) -> QWidget:
        """Where the keyboard begins: at the way to enter something, where one is offered."""
        return self if self._add.isHidden() else self._add

    def explain(self, nothing_at_all: bool, year: int | None) -> None:
        """Nothing kept yet, nothing in that year, or nothing that matches the filter."""
        for button in self._ways:
            button.setVisible(nothing_at_all)
        self._everything.setVisible(not nothing_at_all)
        self._all_years.setVisible(year is not None)
        label = self._register.label
        if not nothing_at_all:
            self.heading.setText("没有符合条件的记录")
            self.words.setText("换一个筛选词，或者查看全部。")
        elif year:
            self.heading.setText(f"{year} {self._register.year_named}的{label}还是空的")
            self.words.setText(self._instead or "可以在右上角换一个年度，或者现在开始登记。")
        else:
            self.heading.setText(f"{label}还是空的")
            fields = "、".join(
                field.label for field in self._register.columns(self._register.list_columns)[:5]
            )
            self.words.setText(
                self._instead or f"这里登记{fields}等。已有 Excel 表的，直接导入最快；没有的，逐条填写。"
            )
        # A centered label is given the height of one line unless it says how many it needs.
        self.words.setMinimumHeight(self.words.heightForWidth(dp(420)))
