"""The figures of a year: each with its rule and cut-off day, split on demand, and open to its rows."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.days import read_typed_day
from app.domain.tabulation import Tabulation
from app.figures.catalogue import TOPICS, figures_of
from app.figures.figure import Value
from app.figures.figures_table import figures_table
from app.storage.refusals import LedgerRefused, Refused
from app.work.figure_freezing import freeze
from ui.dialogs import faults
from ui.lists.tabulation_acts import TabulationActs
from ui.look.lines import WordsLine
from ui.look.theme import dp
from ui.open_ledger.fresh_page import FreshPage
from ui.open_ledger.workspace import Workspace
from ui.pages.figures.figure_line import FigureLine
from ui.pages.figures.year_cards import YearCards

WIDE = 900  # points of width from which two cards stand side by side


class FiguresPage(FreshPage):
    """All figures of the year looked at, in cards by topic."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.lines: dict[str, FigureLine] = {}
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.acts = TabulationActs(self, workspace, self._table)
        self.until = WordsLine()
        self.until.setFixedWidth(dp(130))
        self.until.setAccessibleName("统计截至")
        self.until.editingFinished.connect(self._judge_day)
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        self.year_cards = YearCards(workspace)
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
        freezing = QPushButton("定稿")
        freezing.setToolTip("把现在的数字留一份，以后记录再改，改了哪些看得出来")
        freezing.clicked.connect(self.freeze)
        head.addWidget(freezing)
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, dp(4), 0)
        column.setSpacing(dp(14))
        column.addWidget(self.year_cards)
        self._grid = QGridLayout()
        self._grid.setSpacing(dp(14))
        column.addLayout(self._grid)
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
        if self._shown_for != (self.year, self._readable_day()):
            self.reload()

    def _day(self) -> date:
        words = self.until.text().strip()
        if not words:
            return date(self.year, 12, 31)
        return read_typed_day(words, self.workspace.ledger.today, self.year)

    def _readable_day(self) -> date:
        """The day typed; while that is none, the day of the figures that are shown, and a word above them."""
        self.problem.hide()
        try:
            return self._day()
        except ValueError as wrong:
            year, day = self._shown_for or (self.year, date(self.year, 12, 31))
            day = day if year == self.year else date(self.year, 12, 31)
            self.problem.setText(f"{wrong}下面的数字截至 {day.isoformat()}。")
            self.problem.show()
            return day

    def reload(self) -> None:
        """Count and show: some hundredths of a second for a town, half a second for 100,000 matters."""
        super().reload()
        year, day, ledger = self.year, self._readable_day(), self.workspace.ledger
        self._shown_for = (year, day)
        self.title.setText(f"{year} 年统计数字")
        if not self.until.text():
            self.until.setText(day.isoformat())
        self.show_values(figures_of(ledger, year, day))
        self.year_cards.look(year, day)

    def freeze(self) -> None:
        """Keep the figures that are shown, as one act that can be undone."""
        values = [line.value for line in self.lines.values()]
        try:
            is_new = freeze(self.workspace.ledger, self.year, values)
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        words = (
            "已定稿，以后记录再改，会在这一页上面列出来"
            if is_new
            else "与上一份定稿的数字完全相同，没有重复留"
        )
        self.workspace.said.emit(words, is_new)

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
            line = FigureLine(self.workspace, value, self.year)
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
