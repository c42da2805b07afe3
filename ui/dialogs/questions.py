"""Dialogs that tell or ask one thing: two sentences, buttons with words, none pressed by a stray Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.look import icons
from ui.look.flow import FlowLayout
from ui.look.lines import Words
from ui.look.theme import COLOURS, dp


class Question(QDialog):
    """Shows ``heading`` and ``words``; ``answers`` are the buttons, the last one is the primary and
    has the keyboard: it must be one that loses nothing.  ``ways`` are further answers, as links below the words,
    however many.

    ``answer`` is the text of the button pressed, or an empty string after Esc.
    """

    def __init__(
        self,
        parent: QWidget | None,
        heading: str,
        words: str,
        answers: Sequence[str],
        details: str = "",
        icon: str = "info",
        ways: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self.answer = ""
        self.setWindowTitle("镇人大台账")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(dp(22), dp(20), dp(22), dp(16))
        layout.setSpacing(dp(12))
        layout.addLayout(_heading_row(heading, icon))
        if words:
            layout.addWidget(_wrapped(words))
        if details:
            layout.addWidget(_details(details))
        self.body = QVBoxLayout()
        layout.addLayout(self.body)
        self.buttons: dict[str, QPushButton] = {}
        if ways:
            layout.insertWidget(layout.count() - 1, self._links(ways))
        self._answers = self._buttons(answers)
        layout.addLayout(self._answers)
        self.buttons[answers[-1]].setFocus()  # a stray space bar goes on, it never throws anything away
        self.setMinimumWidth(dp(440))

    def showEvent(self, event: QShowEvent) -> None:
        """As wide as its buttons need, and as high as its words need at that width.

        By itself Qt stops at two thirds of the screen and cuts them off.
        """
        super().showEvent(event)
        width = max(self.width(), self._answers.sizeHint().width() + dp(44))
        self.resize(width, max(self.height(), self.layout().totalHeightForWidth(width)))

    def _links(self, ways: Sequence[str]) -> QWidget:
        links = QWidget()
        flow = FlowLayout(links)
        for words in ways:
            flow.addWidget(self._button(words, "link"))
        return links

    def _buttons(self, answers: Sequence[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(dp(10))
        row.addStretch()
        for words in answers:
            row.addWidget(self._button(words, "primary" if words == answers[-1] else ""))
        return row

    def _button(self, words: str, role: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setProperty("role", role)
        button.clicked.connect(lambda _=False: self._answered(words))
        self.buttons[words] = button
        return button

    def _answered(self, words: str) -> None:
        self.answer = words
        self.accept()


def ask(parent: QWidget | None, heading: str, words: str, answers: Sequence[str], **more: Any) -> str:
    """Ask and wait; the text of the button pressed, or an empty string."""
    question = Question(parent, heading, words, answers, **more)
    question.exec()
    answer = question.answer
    question.deleteLater()
    return answer


def _heading_row(heading: str, icon: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(dp(10))
    picture = QLabel()
    picture.setPixmap(icons.pixmap(icon, COLOURS["quiet"], dp(22), 2.0))
    label = QLabel(heading)
    label.setProperty("role", "heading")
    label.setWordWrap(True)
    row.addWidget(picture)
    row.addWidget(label, 1)
    return row


def _wrapped(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _details(words: str) -> QPlainTextEdit:
    box = Words(words)
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setMinimumHeight(dp(140))
    return box
