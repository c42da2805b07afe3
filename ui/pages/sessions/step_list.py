"""The steps of a session at the left of its page: done or not, by when, and the papers of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import Row
from app.domain.session_codes import SESSION_PAPERS
from app.domain.session_steps import PAPER_DAYS, StepState
from app.paper.sessions import PAPERS
from ui.look.theme import dp

_DAY_WORDS = {
    "made_on": "记为今天拟稿",
    "printed_on": "记为今天印发",
    "signed_on": "记为今天签字",
    "filed_on": "记为今天归档",
}


class StepList(QScrollArea):
    """``printed``: the kind of paper to show; ``dated``: a kind and the field of its life that is today."""

    printed = Signal(str)
    dated = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(dp(220))
        self.paper_buttons: dict[str, QPushButton] = {}
        self._states: list[StepState] = []

    def show_states(self, states: Sequence[StepState]) -> None:
        """Show every step in its order; what stands already stays."""
        if list(states) == self._states:
            return
        self._states = list(states)
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, dp(6), 0)
        column.setSpacing(dp(8))
        self.paper_buttons = {}
        for number, state in enumerate(states, 1):
            column.addWidget(self._step(number, state))
        column.addStretch()
        self.setWidget(body)

    def _step(self, number: int, state: StepState) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(dp(10), dp(8), dp(10), dp(8))
        lines.setSpacing(dp(3))
        title = QLabel(f"{'✓' if state.is_done else number}　{state.step.label}")
        title.setProperty("role", "good" if state.is_done else "section")
        title.setWordWrap(True)
        lines.addWidget(title)
        words = state.done_on.isoformat() if state.done_on else ""
        if state.due_on and not state.done_on:
            words = f"最晚 {state.due_on.isoformat()}"
        if words:
            day = QLabel(words)
            day.setProperty("role", "quiet")
            lines.addWidget(day)
        for kind in state.step.papers:
            lines.addLayout(self._paper(kind, state.paper_rows.get(kind)))
        return card

    def _paper(self, kind: str, row: Row | None) -> QHBoxLayout:
        """The paper's name opens its preview; beside it what has been done with it, and the rest to be noted."""
        line = QHBoxLayout()
        line.setSpacing(dp(4))
        button = QPushButton(SESSION_PAPERS.label(kind))
        button.setProperty("role", "link")
        button.setEnabled(kind in PAPERS)
        button.clicked.connect(lambda: self.printed.emit(kind))
        self.paper_buttons[kind] = button
        done = [word for field, word in PAPER_DAYS if row and row.get(field)][-1:]
        dates = QPushButton("".join(done) or "登记")
        dates.setProperty("role", "record")
        dates.setAccessibleName(f"{SESSION_PAPERS.label(kind)}的办理日期")
        dates.setToolTip("拟稿、印发、签字、归档：点开登记日期")
        menu = QMenu(dates)
        for field, _ in PAPER_DAYS:
            menu.addAction(_DAY_WORDS[field], lambda kind=kind, field=field: self.dated.emit(kind, field))
        dates.setMenu(menu)
        line.addWidget(button)
        line.addStretch()
        line.addWidget(dates)
        return line
