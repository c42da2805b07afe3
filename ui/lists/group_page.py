"""Several small registers on one page, each behind its tab."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.register import Register
from ui.lists.list_page import ListPage
from ui.look.flow import FlowLayout
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace


class GroupPage(QWidget):
    """The registers of one group that is no group of the navigation."""

    counted = Signal(str)

    def __init__(self, workspace: Workspace, registers: list[Register]) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace = workspace
        self._registers = {register.key: register for register in registers}
        self._pages: dict[str, ListPage] = {}
        self._stack = QStackedWidget()
        self._buttons = QButtonGroup(self)
        self.tabs: dict[str, QPushButton] = {}
        tabs = FlowLayout(gap=dp(8))
        for register in registers:
            tab = QPushButton(register.label)
            tab.setProperty("role", "pill")
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, key=register.key: self.show_register(key))
            self._buttons.addButton(tab)
            self.tabs[register.key] = tab
            tabs.addWidget(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        margin = QVBoxLayout()
        margin.setContentsMargins(dp(20), dp(12), dp(20), 0)
        margin.addLayout(tabs)
        column.addLayout(margin)
        column.addWidget(self._stack, 1)
        self.show_register(registers[0].key)

    @property
    def current(self) -> ListPage:
        """The list shown."""
        widget = self._stack.currentWidget()
        assert isinstance(widget, ListPage)
        return widget

    def show_register(self, key: str) -> None:
        """Show the list of a register."""
        if key not in self._pages:
            page = ListPage(self._workspace, self._registers[key])
            page.counted.connect(self.counted)
            self._pages[key] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[key])
        self.tabs[key].setChecked(True)
        self.setFocusProxy(self._pages[key])
