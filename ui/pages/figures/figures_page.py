"""The figures of a year: each with its rule and cut-off day, split on demand, and open to its rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.days import read_typed_day
from app.domain.registers import BY_KEY
from app.domain.tabulation import Tabulation
from app.figures.catalogue import TOPICS, figures_of
from app.figures.figure import DIMENSIONS, Value
from app.figures.figures_table import figures_table
from ui.lists.tabulation_acts import TabulationActs
from ui.look.theme import dp
from ui.open_ledger.fresh_page import FreshPage
from ui.open_ledger.workspace import Workspace

WIDE = 900  # points of width from which two cards stand side by side


class FigureLine(QWidget):
    """One figure: its words, the number as a link to its rows, and on demand rule and splits."""

    def __init__(self, workspace: Workspace, value: Value) -> None:
        super().__init__()
        self._workspace = workspace
        self.value = value
        self.number = QPushButton(value.words)
        self.number.setProperty("role", "link")
        self.number.setToolTip("打开这个数字是从哪些记录数出来的")
        self.number.setAccessibleName(f"{value.figure.label} {value.words}")
        self.number.setEnabled(bool(value.counted.entries))
        self.number.clicked.connect(self.open_rows)
        self.rest = QPushButton(f"其余 {len(value.counted.rest())}", self)
        self.rest.setProperty("role", "link")
        self.rest.setToolTip("打开没有算进去的记录")
        self.rest.setAccessibleName(f"{value.figure.label} 没有算进去的记录")
        if not value.counted.rest():
            self.rest.hide()
        self.rest.clicked.connect(self.open_rest)
        self.more = QPushButton("口径")
        self.more.setProperty("role", "small")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._toggle)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(dp(4))
        row = QHBoxLayout()
        row.setSpacing(dp(10))
        row.addWidget(QLabel(value.figure.label), 1)
        row.addWidget(self.number)
        row.addWidget(self.rest)
        row.addWidget(self.more)
        self._column.addLayout(row)
        self.details: QLabel | None = None

    def open_rows(self) -> None:
        """The list of the register, narrowed to the rows behind the number."""
        self._open(self.value.counted.weights(), f"{self.value.figure.label} {self.value.words}")

    def open_rest(self) -> None:
        """The list narrowed to what belongs to the base of a rate and was not counted."""
        rest = self.value.counted.rest()
        self._open(rest, f"{self.value.figure.label}：其余 {len(rest)}")

    def _open(self, rows: Iterable[int], words: str) -> None:
        narrowed: dict[str, Any] = {"words": words, "among": tuple(rows)}
        self._workspace.visit.emit(self.value.counted.register, None, narrowed)

    def _toggle(self, shown: bool) -> None:
        if self.details is None:
            self.details = QLabel(self._explanation())
            self.details.setProperty("role", "quiet")
            self.details.setWordWrap(True)
            self._column.addWidget(self.details)
        self.details.setVisible(shown)

    def _explanation(self) -> str:
        """Rule, register, cut-off day and splits, a line each."""
        value = self.value
        lines = [
            value.rule,
            f"统计截至 {value.until.isoformat()}，来自“{BY_KEY[value.counted.register].label}”。",
        ]
        for dimension, parts in value.by.items():
            shares = "、".join(f"{name} {_share_words(part)}" for name, part in parts.items())
            lines.append(f"按{DIMENSIONS[dimension]}：{shares}")
        return "\n".join(lines)


def _share_words(part: Any) -> str:
    if isinstance(part, dict):
        return f"{part['value']}%（{part['numerator']}/{part['denominator']}）"
    return str(part)


class FiguresPage(FreshPage):
    """All figures of the year looked at, in cards by topic."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.lines: dict[str, FigureLine] = {}
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.acts = TabulationActs(self, workspace, self._table)
        self.until = QLineEdit()
        self.until.setFixedWidth(dp(130))
        self.until.setAccessibleName("统计截至")
        self.until.editingFinished.connect(self._judge_day)
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        self._cards: list[QFrame] = []
        self._shown_for: tuple[int, date] | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(dp(10))
        head.addWidget(self.title, 1)
        head.addWidget(QLabel("统计截至"))
        head.addWidget(self.until)
        head.addLayout(self.acts.buttons())
        body = QWidget()
        body.setProperty("role", "body")
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, dp(4), 0)
        self._grid.setSpacing(dp(14))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)
        explanation = QLabel("点数字看它是从哪些记录数出来的；没有记录的显示“—”。")
        explanation.setProperty("role", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(20), dp(16), dp(20), dp(14))
        column.setSpacing(dp(10))
        column.addLayout(head)
        column.addWidget(explanation)
        column.addWidget(self.problem)
        column.addWidget(self._scroll, 1)

    @property
    def year(self) -> int:
        """The year looked at, else this one."""
        return self.workspace.year or self.workspace.ledger.today.year

    def _year_changed(self) -> None:
        self.until.clear()
        super()._year_changed()

    def _judge_day(self) -> None:
        try:
            self._day()
        except ValueError as wrong:
            self.problem.setText(str(wrong))
            self.problem.show()
            return
        self.problem.hide()
        if self._shown_for != (self.year, self._day()):
            self.reload()

    def _day(self) -> date:
        words = self.until.text().strip()
        if not words:
            return date(self.year, 12, 31)
        return read_typed_day(words, self.workspace.ledger.today, self.year)

    def reload(self) -> None:
        """Count and show: some hundredths of a second for a town, half a second for 100,000 matters."""
        super().reload()
        year, day, ledger = self.year, self._day(), self.workspace.ledger
        self._shown_for = (year, day)
        self.title.setText(f"{year} 年统计数字")
        if not self.until.text():
            self.until.setText(day.isoformat())
        self.show_values(figures_of(ledger, year, day))

    def _table(self) -> Tabulation | None:
        values = [line.value for line in self.lines.values()]
        return figures_table(self.workspace.ledger, values) if values else None

    def do(self, action: str) -> None:
        """Ctrl+P and Ctrl+E."""
        self.acts.do(action)

    def show_values(self, values: list[Value]) -> None:
        """The figures in cards, in the order of the work report."""
        for card in self._cards:
            self._grid.removeWidget(card)
            card.deleteLater()
        self._cards = []
        self.lines = {}
        for topic, group in groupby(values, key=lambda value: TOPICS[value.figure.key]):
            self._cards.append(self._card(topic, list(group)))
        self._place()

    def _card(self, topic: str, values: list[Value]) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(dp(20), dp(14), dp(20), dp(16))
        column.setSpacing(dp(8))
        heading = QLabel(topic)
        heading.setProperty("role", "heading")
        column.addWidget(heading)
        for value in values:
            line = FigureLine(self.workspace, value)
            self.lines[value.figure.key] = line
            column.addWidget(line)
        column.addStretch()
        return card

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def,override]
        """One or two columns of cards by the room there is."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        columns = 2 if self.width() >= dp(WIDE) else 1
        for number, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
