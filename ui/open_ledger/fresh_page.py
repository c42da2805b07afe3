"""Pages that ask the ledger again when something changed, at once when seen, else when shown next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace


class FreshPage(QWidget):
    """A page whose ``reload`` shows what the ledger holds now.

    ``concerns``: the registers whose changes it shows; empty for all.
    """

    concerns: frozenset[str] = frozenset()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.workspace = workspace
        self._stale = True
        workspace.changed.connect(self._something_changed)
        workspace.year_changed.connect(self._year_changed)

    def reload(self) -> None:
        """Ask the ledger again; whoever derives shows the answer, after this."""
        self._stale = False

    def _something_changed(self, registers: set[str]) -> None:
        if not self.concerns or not self.concerns.isdisjoint(registers):
            self._mark_stale()

    def _year_changed(self) -> None:
        self._mark_stale()

    def _mark_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self.reload()


class CardsPage(FreshPage):
    """A title, a sentence, and below them cards from top to bottom."""

    def __init__(self, workspace: Workspace, title: str, words: str) -> None:
        super().__init__(workspace)
        heading = QLabel(title)
        heading.setProperty("role", "title")
        explanation = QLabel(words)
        explanation.setProperty("role", "quiet")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(dp(24), dp(18), dp(24), dp(16))
        self.column.setSpacing(dp(4))
        self.column.addWidget(heading)
        self.column.addWidget(explanation)
        self.column.addSpacing(dp(8))
        self.column.addWidget(self._scroll, 1)

    def show_cards(self, cards: list[QWidget]) -> None:
        """Show these in place of the former ones; where the page was scrolled to, it stays."""
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, dp(4), 0)
        column.setSpacing(dp(8))
        for card in cards:
            column.addWidget(card)
        column.addStretch()
        bar = self._scroll.verticalScrollBar()
        scrolled_to = bar.value()
        self._scroll.setWidget(body)
        bar.setValue(scrolled_to)
