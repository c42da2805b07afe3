"""履职一览: deputies × kinds of a year, every number open to its records, every name to the deputy's year."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from app.domain.booklet_years import BookletYear
from app.domain.tabulation import Tabulation
from app.figures.performance_matrix import column_forms, performance_matrix
from ui.open_ledger.workspace import Workspace
from ui.pages.performance.year_table_page import YearTablePage, choice, offer

BY_KIND = "按履职类别"


class MatrixPage(YearTablePage):
    """``form``: the columns of an upper level in place of the kinds."""

    heading = "履职一览"
    concerns = YearTablePage.concerns | {"kind_columns"}

    def __init__(self, workspace: Workspace) -> None:
        self.form = choice("表式", {"": BY_KIND})
        super().__init__(workspace)

    def boxes(self) -> Sequence[QComboBox]:
        """The form beside year and level."""
        return (*super().boxes(), self.form)

    def reload(self) -> None:
        """The forms there are, and the table."""
        offer(self.form, {"": BY_KIND, **{form: form for form in column_forms(self.workspace.ledger)}}, "")
        super().reload()

    def table(self, year: BookletYear) -> Tabulation | None:
        """Deputies × kinds."""
        return performance_matrix(
            self.workspace.ledger, year, self.level.currentData(), self.form.currentData()
        )
