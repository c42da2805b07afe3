"""A state as a small rounded label."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.look.theme import TONES, dp


class Pill(QLabel):
    """A label in the colours of a tone; the words carry the meaning, the colour helps."""

    def __init__(self, words: str = "", tone: str = "plain") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        if words:
            self.show_state(words, tone)

    def show_state(self, words: str, tone: str) -> None:
        """Show a state."""
        ink, paper = TONES[tone]
        self.setText(words)
        self.setStyleSheet(
            f"color: {ink}; background: {paper}; border-radius: {dp(11)}px; "
            f"padding: {dp(2)}px {dp(10)}px; font-size: {dp(13)}px;"
        )
