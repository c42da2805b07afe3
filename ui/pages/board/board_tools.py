"""The line above the cards: which round, compared or not, judged anew."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from ui.look.calm_boxes import CalmBox
from ui.look.flow import FlowLayout
from ui.look.theme import dp
from ui.pages.board.board_facts import BoardFacts

GAP = 8


class BoardTools(QWidget):
    """``round_chosen`` carries a round's name, ``compared`` whether the round before is shown too."""

    round_chosen = Signal(str)
    compared = Signal(bool)
    refreshed = Signal()
    site_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rounds = CalmBox()
        self.rounds.setAccessibleName("自查轮次")
        self.rounds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.rounds.activated.connect(lambda number: self.round_chosen.emit(self.rounds.itemData(number)))
        self.compare_button = QPushButton("与上一轮对比")
        self.compare_button.setCheckable(True)
        self.compare_button.setProperty("role", "toggle")
        self.compare_button.toggled.connect(self.compared)
        self.refresh_button = QPushButton("按台账核对")
        self.refresh_button.setToolTip("补齐记录后，把这一轮的结果按台账重新核对一遍")
        self.refresh_button.clicked.connect(self.refreshed)
        self.new_site_button = QPushButton("+ 新增联络站")
        self.new_site_button.clicked.connect(self.site_wanted)
        flow = FlowLayout(self, gap=dp(GAP))
        for widget in (self.rounds, self.compare_button, self.refresh_button, self.new_site_button):
            flow.addWidget(widget)

    def show_facts(self, facts: BoardFacts) -> None:
        """The rounds there are, the one shown chosen."""
        self.rounds.clear()
        for one in facts.rounds:
            self.rounds.addItem(f"{one.name} · {one.day.isoformat()}", one.name)
        if facts.round is not None:
            self.rounds.setCurrentIndex(self.rounds.findData(facts.round.name))
        self.rounds.setVisible(facts.round is not None)
        self.refresh_button.setVisible(facts.round is not None)
        self.compare_button.setVisible(facts.before is not None)
