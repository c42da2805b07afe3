"""One figure on the page: its words, the number as a link to its rows, and on demand rule, splits and a written number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.registers import BY_KEY
from app.figures.figure import DIMENSIONS, Value
from app.figures.typed_figures import compare
from ui.look.cards import plain_label
from ui.look.lines import Line
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

EXAMPLE = "例如 90%"


class FigureLine(QWidget):
    """One figure: its words, the number as a link to its rows, and on demand rule and splits."""

    def __init__(self, workspace: Workspace, value: Value, year: int) -> None:
        super().__init__()
        self._workspace = workspace
        self.value = value
        self._year = year
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
        self.details: FigureDetails | None = None

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
            self.details = FigureDetails(self._workspace, self.value, self._year)
            self._column.addWidget(self.details)
        self.details.setVisible(shown)


class FigureDetails(QWidget):
    """Rule, register, cut-off day and splits, and a field for the number that a report says."""

    def __init__(self, workspace: Workspace, value: Value, year: int) -> None:
        super().__init__()
        self._workspace, self._value, self._year = workspace, value, year
        self.words = plain_label(_explanation(value), "quiet")
        self.written = Line()
        self.written.setPlaceholderText(EXAMPLE)
        self.written.setFixedWidth(dp(150))
        self.written.setAccessibleName(f"报告里写的{value.figure.label}")
        self.written.returnPressed.connect(self.compare)
        button = QPushButton("比较")
        button.setProperty("role", "small")
        button.setAccessibleName(f"比较{value.figure.label}")
        button.clicked.connect(self.compare)
        self.comparison = plain_label("", "")
        self.comparison.hide()
        row = QHBoxLayout()
        row.setSpacing(dp(8))
        row.addWidget(QLabel("报告里写的数"))
        row.addWidget(self.written)
        row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, dp(4))
        column.setSpacing(dp(4))
        column.addWidget(self.words)
        column.addLayout(row)
        column.addWidget(self.comparison)

    def compare(self) -> None:
        """The written number beside the counted one: whether it is the same, else where it may come from."""
        words = self.written.text().strip()
        if not words:
            self.comparison.hide()
            return
        try:
            outcome = compare(self._workspace.ledger, self._value, words, self._year)
            sentence, role = outcome.sentence, "" if outcome.agrees else "problem"
        except ValueError as unreadable:
            sentence, role = str(unreadable), "problem"
        self.comparison.setText(sentence)
        self.comparison.setProperty("role", role)
        self.comparison.style().polish(self.comparison)
        self.comparison.show()


def _explanation(value: Value) -> str:
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
