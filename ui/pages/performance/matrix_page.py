"""履职一览: deputies × kinds of a year, every number open to its records, every name to the deputy's year."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QPushButton

from app.domain.booklet_years import BookletYear
from app.domain.tabulation import Tabulation
from app.figures.performance_lists import group_tables, public_list
from app.figures.performance_matrix import column_forms, performance_matrix
from ui.dialogs import tasks
from ui.dialogs.questions import ask
from ui.look.choices import choice, offer
from ui.open_ledger.workspace import Workspace
from ui.pages.performance.year_table_page import YearTablePage

BY_KIND = "按履职类别"
PUBLIC, PUBLIC_WORDS = "public", "公示名单（代表法第五十八条）"
GROUP = "group:"  # and the number of the table


class MatrixPage(YearTablePage):
    """``form``: the columns of an upper level in place of the kinds, the list for the notice board, or one group."""

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
        ledger = self.workspace.ledger
        groups = ledger.names("deputy_groups", ledger.ids("deputy_groups")).values()
        forms: dict[object, str] = {
            "": BY_KIND,
            PUBLIC: PUBLIC_WORDS,
            **{f"{GROUP}{name}": f"小组：{name}" for name in sorted({*groups})},
            **{form: form for form in column_forms(ledger)},
        }
        offer(self.form, forms, "")
        super().reload()

    def table(self, year: BookletYear) -> Tabulation | None:
        """Deputies × kinds; nothing where nobody is in it."""
        table = self._chosen(year)
        return table if table is not None and table.lines else None

    def _chosen(self, year: BookletYear) -> Tabulation | None:
        ledger, level, form = self.workspace.ledger, self.level.currentData(), self.form.currentData()
        if form == PUBLIC:
            return public_list(ledger, year, level)
        if form.startswith(GROUP):
            return group_tables(ledger, year, level).get(form.removeprefix(GROUP))
        return performance_matrix(ledger, year, level, form)

    def acts(self) -> Sequence[QPushButton]:
        """All groups at once."""
        button = QPushButton("打印各小组")
        button.clicked.connect(self.print_groups)
        return (button,)

    def print_groups(self) -> None:
        """A table for each group, one after the other."""
        from app.paper.tabulation import tabulation_paper
        from ui.printing.preview import show_preview

        ledger, level, year = self.workspace.ledger, self.level.currentData(), self.year()
        tables = list(group_tables(ledger, year, level).values()) if year else []
        if not tables:
            ask(self, "没有要打印的", self.why_nothing(), ("知道了",))
            return
        tasks.run(
            self,
            "正在排版各小组履职情况",
            lambda _: [tabulation_paper(table) for table in tables],
            lambda papers: show_preview(self.window(), papers),
        )
