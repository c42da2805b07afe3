"""Asks for whom a ledger is printed or exported, with what each of these readers gets beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QCheckBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from app.domain.audiences import AUDIENCE_WORDS, INTERNAL
from app.domain.register import Register
from ui.look.theme import dp

INDENT = 24  # points: the sentence begins below the first character of its button


def private_tick(register: Register) -> QCheckBox:
    """Whether the private values go along, for this once; not shown for a register without any."""
    private = [field.label for field in register.fields if field.private]
    tick = QCheckBox(f"包含{'、'.join(private)}（只限这一次，文件名会注明）")
    if not private:
        tick.hide()
    return tick


class AudienceChoice(QWidget):
    """给谁看; ``chosen`` carries the audience that the clerk picked.  One below the other, or side by side."""

    chosen = Signal(str)

    def __init__(self, direction: QBoxLayout.Direction = QBoxLayout.Direction.TopToBottom) -> None:
        super().__init__()
        self.buttons: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        heading = QLabel("给谁看")
        heading.setProperty("role", "section")
        beside = direction == QBoxLayout.Direction.LeftToRight
        offered = QBoxLayout(direction)
        offered.setSpacing(dp(8))
        for audience, (label, meaning) in AUDIENCE_WORDS.items():
            offered.addLayout(self._offer(audience, label, meaning), 1 if beside else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(4))
        column.addWidget(heading)
        column.addLayout(offered)
        column.addStretch()
        self.choose(INTERNAL)

    def _offer(self, audience: str, label: str, meaning: str) -> QVBoxLayout:
        button = QRadioButton(label)
        button.setAccessibleName(f"给谁看：{label}")
        button.setAccessibleDescription(meaning)
        button.clicked.connect(lambda: self.chosen.emit(audience))
        self.buttons[audience] = button
        self._group.addButton(button)
        sentence = QLabel(meaning)
        sentence.setProperty("role", "quiet")
        sentence.setIndent(dp(INDENT))
        sentence.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(dp(1))
        column.addWidget(button)
        column.addWidget(sentence)
        column.addStretch()
        return column

    def audience(self) -> str:
        """The audience picked."""
        return next(audience for audience, button in self.buttons.items() if button.isChecked())

    def choose(self, audience: str) -> None:
        """Show an audience as picked, without telling anyone."""
        self.buttons[audience].setChecked(True)
