"""The generic list with a strip of papers above it; each is of the selected rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton

from app.domain.register import Register
from app.paper.sheet import Paper
from app.storage.ledger import Ledger
from ui.dialogs import tasks
from ui.dialogs.questions import ask
from ui.lists.act_strip import ActStrip
from ui.lists.list_page import ListPage
from ui.open_ledger.workspace import Workspace

Compose = Callable[[Ledger, Sequence[int]], list[Paper]]


class PapersPage(ListPage):
    """``papers``: what each is called on its button, and what makes it of some rows."""

    def __init__(self, workspace: Workspace, register: Register, papers: Mapping[str, Compose]) -> None:
        super().__init__(workspace, register)
        self.buttons: dict[str, QPushButton] = {}  # of the papers
        self.acts: dict[str, QPushButton] = {}  # what else is done from the strip
        self._papers = papers
        self._strip = ActStrip((), "文书与登记", "选中的那一条的文书，和接着要登记的")
        for words in self._papers:
            self.buttons[words] = self._strip.add(words, partial(self.print_paper, words))
        self.place_strip(self._strip)

    def add_to_strip(self, words: str, act: Callable[[], object]) -> QPushButton:
        """One more button behind those of the papers."""
        self.acts[words] = self._strip.add(words, act)
        return self.acts[words]

    def print_paper(self, words: str, *_: object) -> None:
        """One kind of paper for the selected rows; without any it asks for some."""
        from ui.printing.preview import show_preview

        ids, name = self.selected_ids(), words.removeprefix("打印")
        if not ids:
            ask(self, "请先选一条", f"在列表里选一条或几条，再打印{name}。", ("知道了",))
            return
        papers = self.composed(words, ids)
        if papers is None:
            return
        tasks.run(self, f"正在排版{name}", lambda _: papers, lambda ready: show_preview(self.window(), ready))

    def composed(self, words: str, ids: Sequence[int]) -> list[Paper] | None:
        """The papers of these rows; None where a page has told why there are none."""
        return self._papers[words](self.workspace.ledger, ids)
