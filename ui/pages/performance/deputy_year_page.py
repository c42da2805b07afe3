"""代表年历: one deputy's year by kind and month, beside the middle of her group and of all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from app.domain.booklet_years import BookletYear
from app.domain.tabulation import Tabulation
from app.figures.deputy_year import deputy_year
from app.figures.performance_matrix import PerformanceYear
from ui.look.choices import choice, offer
from ui.open_ledger.workspace import Workspace
from ui.pages.performance.year_table_page import YearTablePage


class DeputyYearPage(YearTablePage):
    """The deputy is chosen by name; typing a name's first character goes to it."""

    heading = "代表年历"
    page_of_names = ""  # the first column names kinds

    def __init__(self, workspace: Workspace) -> None:
        self.deputy = choice("代表", {})
        super().__init__(workspace)

    def boxes(self) -> Sequence[QComboBox]:
        """The deputy first."""
        return (self.deputy, *super().boxes())

    def reveal(self, mandate: int) -> None:
        """Go to the deputy of a mandate."""
        held = self.workspace.ledger.row("deputies", mandate)
        if held is None:
            return
        self.level.setCurrentIndex(self.level.findData(held["level"]))
        self._offer_deputies()
        self.deputy.setCurrentIndex(self.deputy.findData(held["person"]))
        self.show_chosen()

    def show_chosen(self) -> None:
        """Whoever was a deputy in the chosen year can be chosen."""
        self._offer_deputies()
        super().show_chosen()

    def _offer_deputies(self) -> None:
        year = self.year()
        if year is not None:
            counted = PerformanceYear(self.workspace.ledger, year, self.level.currentData())
            offer(self.deputy, {one.person: one.name for one in counted.deputies})

    def table(self, year: BookletYear) -> Tabulation | None:
        """Kinds × months of the chosen deputy."""
        person = self.deputy.currentData()
        if person is None:
            return None
        return deputy_year(self.workspace.ledger, year, person, self.level.currentData())
