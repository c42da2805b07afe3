"""A line of text that opens something; it never asks for more room than there is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.look.theme import dp

# How a label takes part: a click or Enter on a link inside it, and Tab comes to it.
LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


class RowLink(QPushButton):
    """A link on one line, cut short with … where the room ends; the whole text stands in the tool tip."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words
        self.setProperty("role", "link")
        self.setStyleSheet("text-align: left;")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(words)
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be."""
        return QSize(dp(40), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        icon = dp(24) if not self.icon().isNull() else 0
        room = self.width() - dp(12) - icon
        self.setText(self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room))
