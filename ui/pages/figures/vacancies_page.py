"""出缺台账: the vacant seats of a term on a day, what has to be done by when, and who filled the earlier ones."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.domain.days import read_typed_day
from app.domain.numerals import chinese_number
from app.domain.registers.terms import current_term
from app.figures.vacancy_ledger import levels_with_terms, vacancy_ledger
from ui.lists.tabulation_view import TabulationView
from ui.look.calm_boxes import CalmBox
from ui.look.lines import Line
from ui.look.theme import dp
from ui.open_ledger.fresh_page import FreshPage
from ui.open_ledger.workspace import Workspace

NOTHING = "还没有登记届次。请先在“设置 → 届次”里填首次会议日期和代表名额。"


class VacanciesPage(FreshPage):
    """The table of one term as of a day; today and the town's current term to begin with."""

    concerns = frozenset(
        {"deputies", "people", "mandate_changes", "electoral_districts", "terms", "sessions", "office"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.title = QLabel("出缺台账")
        self.title.setProperty("role", "title")
        self.balance = QLabel()
        self.balance.setProperty("role", "quiet")
        self.term = CalmBox()
        self.term.setAccessibleName("届次")
        self.day = Line()
        self.day.setFixedWidth(dp(130))
        self.day.setAccessibleName("截至")
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.term_button = QPushButton("新增届次")
        self.term_button.clicked.connect(lambda: workspace.wants_form.emit("terms", None, None))
        self.view = TabulationView(workspace)
        self._lay_out()
        self.term.activated.connect(lambda _: self.show_chosen())
        self.day.editingFinished.connect(self.show_chosen)
        self.first_place = self.view.grid

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(dp(10))
        head.addWidget(self.title, 1)
        head.addWidget(self.term)
        head.addWidget(QLabel("截至"))
        head.addWidget(self.day)
        head.addLayout(self.view.acts.buttons())
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(20), dp(16), dp(20), dp(14))
        column.setSpacing(dp(8))
        column.addLayout(head)
        column.addWidget(self.balance)
        column.addWidget(self.problem)
        column.addWidget(self.term_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.view, 1)
        column.addStretch()

    def reload(self) -> None:
        """The terms there are, and the table."""
        super().reload()
        ledger = self.workspace.ledger
        chosen = self.term.currentData()
        self.term.clear()
        for level, label, ordinal in levels_with_terms(ledger):
            self.term.addItem(f"{label}第{chinese_number(ordinal)}届", (level, ordinal))
        self.term.setCurrentIndex(max(self.term.findData(chosen), 0) if chosen else self._current())
        if not self.day.text():
            self.day.setText(ledger.today.isoformat())
        self.show_chosen()

    def _current(self) -> int:
        """The town's term of today: a newer one may be entered before it begins."""
        ledger = self.workspace.ledger
        with ledger.busy:
            term = current_term("township", ledger.context())
            row = ledger.lookup.row("terms", term.id) if term and term.id else None
        return max(self.term.findData(("township", row["ordinal"])) if row else 0, 0)

    def show_chosen(self) -> None:
        """The table of the chosen term and day; a day that is none is told."""
        ledger = self.workspace.ledger
        try:
            day = self._day()
        except ValueError as wrong:
            self._tell(str(wrong))
            return
        chosen = self.term.currentData()
        table = vacancy_ledger(ledger, day, *chosen) if chosen else None
        self._tell("" if table else NOTHING)
        self.term_button.setVisible(table is None)
        self.balance.setText(table.unit_line[2] if table else "")
        self.view.show_table(table, doubtful=True)

    def _day(self) -> date:
        words, today = self.day.text().strip(), self.workspace.ledger.today
        return read_typed_day(words, today, self.workspace.chosen_year) if words else today

    def _tell(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def do(self, action: str) -> None:
        """Ctrl+P and Ctrl+E."""
        self.view.acts.do(action)
