"""履职提醒: who has no suggestion, no reception, no report to voters this term, or missed two sessions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from app.domain.booklet_years import BookletYear
from app.domain.tabulation import Tabulation
from app.figures.performance_gaps import gaps_table
from app.figures.performance_matrix import PerformanceYear
from ui.dialogs import tasks
from ui.dialogs.questions import ask
from ui.pages.performance.year_table_page import YearTablePage


class GapsPage(YearTablePage):
    """One line for each deputy with a gap."""

    heading = "履职提醒"

    def table(self, year: BookletYear) -> Tabulation | None:
        """Who has not; nothing where nobody was a deputy."""
        ledger, level = self.workspace.ledger, self.level.currentData()
        return gaps_table(ledger, year, level) if PerformanceYear(ledger, year, level).deputies else None

    def acts(self) -> Sequence[QPushButton]:
        """A slip for each of them."""
        button = QPushButton("打印提醒单")
        button.clicked.connect(self.print_slips)
        return (button,)

    def print_slips(self) -> None:
        """One slip a deputy, for nobody else's eyes."""
        from app.work.performance_papers.gap_slips import gap_slips
        from ui.printing.preview import show_preview

        ledger, level, year = self.workspace.ledger, self.level.currentData(), self.year()
        if self.view.table is None or year is None or not self.view.table.lines:
            ask(self, "没有要打印的提醒单", "这个年度没有要提醒的代表。", ("知道了",))
            return
        count = len(self.view.table.lines)

        def compose(progress: tasks.Progress) -> list[object]:
            slips: list[object] = []
            for paper in gap_slips(ledger, year, level):
                slips.append(paper)
                progress(len(slips), count)
            return slips

        tasks.run(self, "正在排版提醒单", compose, lambda papers: show_preview(self.window(), papers))
