"""The generic list with a strip of papers above it; each is of the selected rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from app.domain.register import Register
from app.paper.sheet import Paper
from app.storage.ledger import Ledger
from ui.dialogs import tasks
from ui.dialogs.questions import ask
from ui.lists.list_page import ListPage
from ui.look.flow import FlowLayout
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

Compose = Callable[[Ledger, Sequence[int]], list[Paper]]


class PapersPage(ListPage):
    """``papers``: what each is called on its button, and what makes it of some rows."""

    def __init__(self, workspace: Workspace, register: Register, papers: Mapping[str, Compose]) -> None:
        super().__init__(workspace, register)
        self.buttons: dict[str, QPushButton] = {}
        self._papers = papers
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self._strip())

    def _strip(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        box = QVBoxLayout(frame)
        box.setContentsMargins(dp(14), dp(4), dp(14), dp(4))
        flow = FlowLayout(gap=dp(10))
        box.addLayout(flow)
        self._flow = flow
        for words in self._papers:
            self.buttons[words] = self.add_to_strip(words, partial(self.print_paper, words))
        return frame

    def add_to_strip(self, words: str, act: Callable[[], object]) -> QPushButton:
        """One more button behind the others."""
        button = QPushButton(words)
        button.clicked.connect(lambda: act())
        self._flow.addWidget(button)
        return button

    def print_paper(self, words: str, *_: object) -> None:
        """One kind of paper for the selected rows; without any it asks for some."""
        from ui.printing.preview import show_preview

        ids = self.selected_ids()
        if not ids:
            ask(self, "请先选一条", f"在列表里选一条或几条，再打印{words}。", ("知道了",))
            return
        papers = self.composed(words, ids)
        if papers is None:
            return
        tasks.run(
            self, f"正在排版{words}", lambda _: papers, lambda ready: show_preview(self.window(), ready)
        )

    def composed(self, words: str, ids: Sequence[int]) -> list[Paper] | None:
        """The papers of these rows; None where a page has told why there are none."""
        return self._papers[words](self.workspace.ledger, ids)
