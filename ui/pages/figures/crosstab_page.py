"""交叉统计: the year's matters by two dimensions beside the year before, every number open to its rows."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from app.figures.crosstab import DIMENSIONS, MEASURES, SCOPES, crosstab
from ui.lists.tabulation_view import TabulationView
from ui.look.choices import choice, with_label
from ui.look.flow import FlowLayout
from ui.look.theme import dp
from ui.open_ledger.fresh_page import FreshPage
from ui.open_ledger.workspace import Workspace

ALONE = "不分列（三项并排）"


class CrosstabPage(FreshPage):
    """Rows, columns, what is counted, of which class."""

    concerns = frozenset(
        {
            "suggestions", "receptions", "suggestion_categories", "handlers", "liaison_sites", "sessions",
            "clock_rules", "holidays", "office",
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.rows = choice("行", DIMENSIONS)
        self.columns = choice("列", {"": ALONE, **DIMENSIONS})
        self.measure = choice("数字", MEASURES)
        self.scope = choice("范围", SCOPES)
        self.columns.setCurrentIndex(self.columns.findData("class"))
        self.problem = QLabel("行和列请选两个不同的项目。")
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        self.view = TabulationView(workspace)
        self._lay_out()
        self.first_place = self.view.grid

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addLayout(self.view.acts.buttons())
        choices = FlowLayout(gap=dp(10))
        for box in (self.rows, self.columns, self.measure, self.scope):
            choices.addWidget(with_label(box))
            box.activated.connect(lambda _: self.show_chosen())
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(20), dp(16), dp(20), dp(14))
        column.setSpacing(dp(10))
        column.addLayout(head)
        column.addLayout(choices)
        column.addWidget(self.problem)
        column.addWidget(self.view, 1)

    @property
    def year(self) -> int:
        """The year looked at, else this one."""
        return self.workspace.year or self.workspace.ledger.today.year

    def reload(self) -> None:
        """Count again."""
        super().reload()
        self.show_chosen()

    def show_chosen(self) -> None:
        """The table that was chosen."""
        rows, columns = self.rows.currentData(), self.columns.currentData()
        self.title.setText(f"{self.year} 年交叉统计")
        self.measure.setEnabled(bool(columns))
        self.problem.setVisible(rows == columns)
        measure, scope = self.measure.currentData(), self.scope.currentData()
        self.view.show_table(
            crosstab(self.workspace.ledger, self.year, rows, columns, measure=measure, scope=scope)
            if rows != columns
            else None
        )

    def do(self, action: str) -> None:
        """Ctrl+P and Ctrl+E."""
        self.view.acts.do(action)
