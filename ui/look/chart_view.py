"""A chart on the screen: a line for each name, its bars told apart without colours, each number open to its rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.chart import Bar, Chart, short_names
from ui.look.theme import colour, dp

HIGH, LEAST = 12, 2  # points of a bar's height, and of the width of the smallest that is not zero
_BRUSHES = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern)
Open = Callable[[Bar, int], object]


class BarStrip(QWidget):
    """One bar: ``share`` of the width there is; the second series is hatched."""

    def __init__(self, share: float, series: int = 0) -> None:
        super().__init__()
        self._share, self._series = share, series
        self.setFixedHeight(dp(HIGH))
        self.setMinimumWidth(dp(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A framed box from the left edge."""
        painter = QPainter(self)
        ink = colour("link")
        painter.setPen(QPen(ink, 1))
        if self._share:
            width = max(self._share * (self.width() - 1), dp(LEAST))
            painter.setBrush(QBrush(ink, _BRUSHES[self._series % len(_BRUSHES)]))
            painter.drawRect(QRectF(0.5, 0.5, width - 1, self.height() - 1))
        else:
            painter.drawLine(0, 0, 0, self.height())


class ChartView(QWidget):
    """The bars of a chart; ``open_rows`` is called with a bar and a series when its number is pressed."""

    def __init__(self, chart: Chart, open_rows: Open) -> None:
        super().__init__()
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.in_words)
        self._chart, self._open = chart, open_rows
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(4))
        if len(chart.series) > 1:
            column.addLayout(self._legend())
        grid = QGridLayout()
        grid.setHorizontalSpacing(dp(10))
        grid.setVerticalSpacing(dp(2))
        grid.setColumnStretch(1, 1)
        for number, (bar, name) in enumerate(zip(chart.bars, short_names(chart), strict=True)):
            self._add(grid, number * len(chart.series), bar, name)
        column.addLayout(grid)

    def _legend(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(dp(8))
        for number, name in enumerate(self._chart.series):
            sample = BarStrip(1.0, number)
            sample.setFixedWidth(dp(28))
            sample.setMinimumWidth(dp(28))
            row.addWidget(sample)
            row.addWidget(QLabel(name))
        row.addStretch()
        return row

    def _add(self, grid: QGridLayout, line: int, bar: Bar, words: str) -> None:
        name = QLabel(words)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setToolTip(bar.name)
        grid.addWidget(name, line, 0, len(bar.values), 1)
        for series, value in enumerate(bar.values):
            grid.addWidget(BarStrip(value / self._chart.most, series), line + series, 1)
            grid.addWidget(self._number(bar, series, value), line + series, 2)

    def _number(self, bar: Bar, series: int, value: int) -> QPushButton:
        number = QPushButton(str(value))
        number.setProperty("role", "link")
        number.setAccessibleName(f"{bar.name} {self._chart.series[series]} {value}{self._chart.unit}")
        number.setEnabled(bool(bar.rows[series]))
        number.clicked.connect(lambda: self._open(bar, series))
        return number
