"""The tabs of the job that is open, each with its count, and the way back to the page one came from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from ui.frame.page_kinds import PAGE_OF, PageKind, pages_of
from ui.look.flow import FlowLayout
from ui.look.theme import dp


class TabRow(QWidget):
    """``chosen`` carries the key of the page wanted, ``back`` comes when the clerk wants to return."""

    chosen = Signal(str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tabs: dict[str, QPushButton] = {}
        self.back_button = QPushButton()
        self.back_button.setProperty("role", "back")
        self.back_button.setToolTip("Alt+←")
        self.back_button.clicked.connect(self.back)
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(gap=dp(4))
        self._flow.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(16), dp(8), dp(16), 0)
        column.addLayout(self._flow)

    def show_page(self, page: PageKind, came_from: PageKind | None) -> None:
        """The tabs of the page's job, its own chosen; ``came_from`` is offered as the way back."""
        if page.key not in self.tabs:
            self._renew(pages_of(page.job))
        self.tabs[page.key].setChecked(True)
        several = len(self.tabs) > 1
        for tab in self.tabs.values():
            tab.setVisible(several)
        self.back_button.setVisible(came_from is not None)
        if came_from is not None:
            self.back_button.setText(f"‹ 返回“{came_from.label}”")
        self.setVisible(several or came_from is not None)

    def _renew(self, pages: tuple[PageKind, ...]) -> None:
        for tab in self.tabs.values():
            self._group.removeButton(tab)
            self._flow.removeWidget(tab)
            tab.hide()  # it goes with the next turn of the event loop; until then it would stand over the new ones
            tab.deleteLater()
        self.tabs = {page.key: self._tab(page) for page in pages}

    def _tab(self, page: PageKind) -> QPushButton:
        tab = QPushButton(page.tab)
        tab.setProperty("role", "tab")
        tab.setCheckable(True)
        tab.setCursor(Qt.CursorShape.PointingHandCursor)
        tab.setAccessibleName(page.label)
        tab.clicked.connect(lambda: self.chosen.emit(page.key))
        self._group.addButton(tab)
        self._flow.addWidget(tab)
        return tab

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """The number of rows behind each tab that has any to count."""
        for key, count in counts.items():
            self.tabs[key].setText(f"{PAGE_OF[key].tab} {count}")
