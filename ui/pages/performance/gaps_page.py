"""履职提醒: who has no suggestion, no reception, no report to voters this term, or missed two sessions."""

from __future__ import annotations

from app.domain.booklet_years import BookletYear
from app.domain.tabulation import Tabulation
from app.figures.performance_gaps import gaps_table
from ui.pages.performance.year_table_page import YearTablePage


class GapsPage(YearTablePage):
    """One line for each deputy with a gap."""

    heading = "履职提醒"

    def table(self, year: BookletYear) -> Tabulation | None:
        """Who has not."""
        return gaps_table(self.workspace.ledger, year, self.level.currentData())
