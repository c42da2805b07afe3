"""What can be done with a derived table: print it, export it, copy it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.tabulation import Tabulation
from app.exporting import write_tabulation
from ui.dialogs import tasks
from ui.dialogs.questions import ask
from ui.dialogs.save_place import EXCEL, ask_save_place, write_to
from ui.lists.rows_for_paste import paste_data
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace


class TabulationActs:
    """``table`` gives what the page shows now, None for nothing; ``page`` asks and waits."""

    def __init__(self, page: QWidget, workspace: Workspace, table: Callable[[], Tabulation | None]) -> None:
        self._page, self._workspace, self._table = page, workspace, table

    def _asked_table(self, act: str) -> Tabulation | None:
        """The table; where there is none, that is said: the page tells why."""
        table = self._table()
        if table is None:
            words = f"现在没有列出表，没有可以{act}的。请先按页上的提示办理，或者选别的年度、级别。"
            ask(self._page.window(), f"没有要{act}的", words, ("知道了",))
        return table

    def print_table(self) -> None:
        """The preview of the table on paper."""
        from app.paper.tabulation import tabulation_paper
        from ui.printing.preview import show_preview

        table = self._asked_table("打印")
        if table is not None:
            tasks.run(
                self._page,
                f"正在排版{table.label}",
                lambda _: [tabulation_paper(table)],
                lambda papers: show_preview(self._page.window(), papers),
            )

    def export_table(self) -> None:
        """The table as a workbook."""
        table = self._asked_table("导出")
        if table is None:
            return
        target = ask_save_place(self._page, f"导出{table.label}", table.title, EXCEL)
        if target:
            write_to(
                self._page,
                f"正在导出{table.label}",
                target,
                lambda path, _: write_tabulation(table, path),
                lambda path, _: self._workspace.said.emit(f"已存为“{path.name}”", False),
            )

    def copy_table(self) -> None:
        """The table on the clipboard, with its headings."""
        table = self._asked_table("复制")
        if table is None:
            return
        lines = [[cell.text for cell in line] for line in table.all_lines()]
        are_numbers = [heading.side == "right" for heading in table.headings]
        data = paste_data([[heading.in_full for heading in table.headings], *lines], are_numbers)
        QGuiApplication.clipboard().setMimeData(data)
        self._workspace.said.emit(f"已复制{table.label}，可以粘贴到 WPS 表格", False)

    def do(self, action: str) -> None:
        """What the keys of the window ask for: Ctrl+P prints, Ctrl+E exports."""
        if action == "print":
            self.print_table()
        elif action == "export":
            self.export_table()

    def buttons(self) -> QHBoxLayout:
        """复制, 导出 and 打印 for the head of a page."""
        row = QHBoxLayout()
        row.setSpacing(dp(10))
        acts = (("复制", self.copy_table), ("导出 Excel", self.export_table), ("打印", self.print_table))
        for words, act in acts:
            button = QPushButton(words)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        return row
