"""A page that shows one derived table of a year of performance: the kind of year is chosen on the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.domain.booklet_years import KINDS, BookletYear
from app.domain.codes import LEVELS
from app.domain.tabulation import Tabulation
from app.figures.people_of_year import OWN_LEVEL
from app.figures.performance_acts import year_of
from app.storage.lists.columns import column_values
from ui.lists.tabulation_view import TabulationView
from ui.look.choices import choice, offer, with_label
from ui.look.flow import FlowLayout
from ui.look.theme import dp
from ui.open_ledger.fresh_page import FreshPage
from ui.open_ledger.workspace import Workspace

NO_SESSION = "{year} 年没有登记人代会，会议年度无从算起。请先在“人代会”里登记，或选别的年度种类。"


class YearTablePage(FreshPage):
    """``table`` gives what is shown; None for nothing, with the reason in ``problem``."""

    heading = ""
    page_of_names = "deputy_year"
    concerns = frozenset(
        {
            "performance_records", "deputies", "people", "mandate_changes", "deputy_groups", "terms", "sessions",
            "session_meetings", "session_attendance", "suggestions", "booklets", "doubt_answers", "office",
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.kind = choice("年度", KINDS)
        self.level = choice("级别", {})
        self.days = QLabel()
        self.days.setProperty("role", "quiet")
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.view = TabulationView(workspace, self.page_of_names)
        self._lay_out()
        self.first_place = self.view.grid

    def boxes(self) -> Sequence[QComboBox]:
        """The choices above the table, in their order."""
        return (self.kind, self.level)

    def acts(self) -> Sequence[QPushButton]:
        """Buttons that only this page has, beside those of every derived table."""
        return ()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(dp(10))
        head.addWidget(self.title)
        head.addWidget(
            self.days, 1
        )  # beside the title: among the choices they would take a line of the table's rows
        for button in self.acts():
            head.addWidget(button)
        head.addLayout(self.view.acts.buttons())
        choices = FlowLayout(gap=dp(10))
        for box in self.boxes():
            choices.addWidget(with_label(box))
            box.activated.connect(lambda _: self.show_chosen())
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(20), dp(16), dp(20), dp(14))
        column.setSpacing(dp(8))
        column.addLayout(head)
        column.addLayout(choices)
        column.addWidget(self.problem)
        column.addWidget(self.view, 1)
        column.addStretch()

    @property
    def number(self) -> int:
        """The year looked at, else this one: the calendar year in which the chosen one begins."""
        return self.workspace.year or self.workspace.ledger.today.year

    def year(self) -> BookletYear | None:
        """The year that is chosen; None for a congress year without a session."""
        return year_of(self.workspace.ledger, self.kind.currentData(), self.number)

    def reload(self) -> None:
        """The choices that the ledger offers, and the table."""
        super().reload()
        ledger = self.workspace.ledger
        levels = {level for _, level in column_values(ledger, "deputies", ("level",))} | {OWN_LEVEL}
        offer(self.level, {code: LEVELS.label(code) for code in LEVELS.codes() if code in levels}, OWN_LEVEL)
        self.show_chosen()

    def show_chosen(self) -> None:
        """The table that was chosen, or why there is none."""
        year = self.year()
        self.title.setText(f"{self.heading} · {year.name if year else self.number}")
        self.days.setText(year.days if year else "")
        table = self.table(year) if year else None
        if table is None:
            self.problem.setText(self.why_nothing() if year else NO_SESSION.format(year=self.number))
        self.problem.setVisible(table is None)
        self.view.show_table(table)

    def table(self, year: BookletYear) -> Tabulation | None:
        """What is shown of that year."""
        raise TypeError(f"{type(self).__name__} shows no table")

    def why_nothing(self) -> str:
        """The sentence in place of a table."""
        return "这个年度没有代表任职，请先在“代表”里登记，或者选别的年度、级别。"

    def do(self, action: str) -> None:
        """Ctrl+P and Ctrl+E."""
        self.view.acts.do(action)
