"""The line above the cards: which round, compared or not, judged anew; and the ways to the small ledgers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QWidget

from app.domain import registers
from app.storage.query import Query
from ui.look.flow import FlowLayout
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace
from ui.pages.board.board_facts import BoardFacts

HUB = (
    "liaison_sites", "site_checks", "site_equipment", "stock_counts", "fund_entries", "posted_rules", "site_activities",
)  # fmt: skip
GAP = 8


class BoardTools(QWidget):
    """``round_chosen`` carries a round's name, ``compared`` whether the round before is shown too."""

    round_chosen = Signal(str)
    compared = Signal(bool)
    refreshed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.rounds = QComboBox()
        self.rounds.setAccessibleName("自查轮次")
        self.rounds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.rounds.activated.connect(lambda number: self.round_chosen.emit(self.rounds.itemData(number)))
        self.compare_button = QPushButton("与上一轮对比")
        self.compare_button.setCheckable(True)
        self.compare_button.setProperty("role", "toggle")
        self.compare_button.toggled.connect(self.compared)
        self.refresh_button = QPushButton("按台账核对")
        self.refresh_button.setToolTip("补齐记录后,把这一轮的结果按台账重新核对一遍")
        self.refresh_button.clicked.connect(self.refreshed)
        self.hub_button = QPushButton("各项台账")
        self.hub_menu = QMenu(self.hub_button)
        self.hub_button.setMenu(self.hub_menu)
        self._flow = FlowLayout(self, gap=dp(GAP))
        for widget in (self.rounds, self.compare_button, self.refresh_button, self.hub_button):
            self._flow.addWidget(widget)
        self.hub = {key: self._way(key) for key in HUB}

    def _way(self, key: str) -> QPushButton:
        button = QPushButton(registers.BY_KEY[key].label)
        button.setProperty("role", "hub")
        button.clicked.connect(lambda: self._workspace.visit.emit(key, None, None))
        self.hub_menu.addAction(registers.BY_KEY[key].label, button.click)
        self._flow.addWidget(button)
        return button

    def show_facts(self, facts: BoardFacts) -> None:
        """The rounds there are, and how many rows each small ledger holds."""
        self.rounds.clear()
        for one in facts.rounds:
            self.rounds.addItem(f"{one.name} · {one.day.isoformat()}", one.name)
        if facts.round is not None:
            self.rounds.setCurrentIndex(self.rounds.findData(facts.round.name))
        self.rounds.setVisible(facts.round is not None)
        self.refresh_button.setVisible(facts.round is not None)
        self.compare_button.setVisible(facts.before is not None)
        for key, button in self.hub.items():
            year = self._workspace.year if registers.BY_KEY[key].year_field else None
            count = self._workspace.ledger.count(key, Query(year=year))
            button.setText(f"{registers.BY_KEY[key].label} {count}")
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ways to the small ledgers follow the room there is."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """The small ledgers one by one, or behind one button where the line would break."""
        first = [self.rounds, self.compare_button, self.refresh_button]
        widgets = [widget for widget in first if not widget.isHidden()] + list(self.hub.values())
        whole = sum(widget.sizeHint().width() + dp(GAP) for widget in widgets) - dp(GAP) <= self.width()
        self.hub_button.setVisible(not whole)
        for button in self.hub.values():
            button.setVisible(whole)
