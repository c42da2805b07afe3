"""Cards: a heading, a sentence, and the first of many lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.look.flow import FlowLayout
from ui.look.theme import dp

SHOWN = 40  # lines of one kind shown before the rest is only counted


def card(title: str, words: str, lines: Iterable[QWidget], of: int) -> QFrame:
    """A card with a heading, a sentence, and the first of ``of`` lines; what is too much is only counted.

    ``lines`` are asked for one by one: thousands of findings make no thousands of widgets.
    """
    frame, column = card_frame()
    column.addWidget(plain_label(title, "section"))
    if words:
        column.addWidget(plain_label(words, "quiet"))
    _fill(column, lines, of)
    return frame


def folded_card(
    title: str, words: str, lines: Iterable[QWidget], of: int, is_open: bool, turn: Callable[[], object]
) -> QFrame:
    """A card of which only the heading shows until ``turn`` is asked to open it."""
    frame, column = card_frame()
    head = QHBoxLayout()
    head.addWidget(plain_label(title, "section"), 1)
    button = QPushButton("收起" if is_open else "展开")
    button.setProperty("role", "small")
    button.setAccessibleName(f"{button.text()}{title}")
    button.clicked.connect(lambda: turn())
    head.addWidget(button)
    column.addLayout(head)
    if is_open:
        if words:
            column.addWidget(plain_label(words, "quiet"))
        _fill(column, lines, of)
    return frame


def card_frame() -> tuple[QFrame, QVBoxLayout]:
    """An empty card and its column."""
    frame = QFrame()
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
    column.setSpacing(dp(6))
    return frame, column


def _fill(column: QVBoxLayout, lines: Iterable[QWidget], of: int) -> None:
    for line in islice(lines, SHOWN):
        column.addWidget(line)
    if of > SHOWN:
        column.addWidget(plain_label(f"……另有 {of - SHOWN} 处，处理完上面的就会出现。", "quiet"))


def plain_label(words: str, role: str) -> QLabel:
    """Words over the width, never taken for markup."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label


def button_row(*acts: tuple[str, Callable[[], object]]) -> QWidget:
    """Buttons beside each other, and below where the room ends."""
    holder = QWidget()
    row = FlowLayout(holder)
    for words, act in acts:
        button = QPushButton(words)
        button.setAutoDefault(False)  # in a dialog a stray Enter would press it
        button.clicked.connect(lambda _=False, act=act: act())
        row.addWidget(button)
    return holder


def line_with_act(words: str, label: str, act: Callable[[], object]) -> QWidget:
    """Words over the width and one small button at their right, which screen readers name together."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(dp(8))
    row.addWidget(plain_label(words, ""), 1)
    button = QPushButton(label)
    button.setAutoDefault(False)
    button.setProperty("role", "small")
    button.setAccessibleName(f"{label} {words}")
    button.clicked.connect(lambda: act())
    row.addWidget(button)
    return holder
