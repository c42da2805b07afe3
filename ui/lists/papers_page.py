"""The generic list with a strip of papers above it; each is of the selected rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout

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
LOW = 560  # points of a page's height below which the list needs the room of the strip
LIST = 160  # points for the heading of the list and some three rows, with what parts it from the strip


class PapersPage(ListPage):
    """``papers``: what each is called on its button, and what makes it of some rows.

    On a low page a strip of several lines, or one that leaves no room for the list, is folded into one button of the
    header, with the same acts in its menu.
    """

    def __init__(self, workspace: Workspace, register: Register, papers: Mapping[str, Compose]) -> None:
        super().__init__(workspace, register)
        self.buttons: dict[str, QPushButton] = {}  # of the papers
        self.acts: dict[str, QPushButton] = {}  # what else is done from the strip
        self._papers = papers
        self.folded = QPushButton("文书与登记")
        self.folded.setToolTip("选中的那一条的文书，和接着要登记的")
        self.folded.setMenu(QMenu(self.folded))
        self.folded.hide()
        self.header.take_in(self.folded)
        self._strip, self._flow = QFrame(), FlowLayout(gap=dp(10))
        self._strip.setProperty("role", "card")
        box = QVBoxLayout(self._strip)
        box.setContentsMargins(dp(14), dp(4), dp(14), dp(4))
        box.addLayout(self._flow)
        for words in self._papers:
            self.buttons[words] = self._added(words, partial(self.print_paper, words))
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self._strip)

    def add_to_strip(self, words: str, act: Callable[[], object]) -> QPushButton:
        """One more button behind those of the papers."""
        self.acts[words] = self._added(words, act)
        return self.acts[words]

    def _added(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: act())
        self._flow.addWidget(button)
        self.folded.menu().addAction(words, lambda: act())
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folded where the page is low, and one line does not hold the strip or the list has no room below it."""
        super().resizeEvent(event)
        outer, inner = self.layout().contentsMargins(), self._strip.layout().contentsMargins()
        width = self.width() - 2 * outer.left()
        high = self._flow.heightForWidth(width - 2 * inner.left())
        left = self.height() - self.header.heightForWidth(width) - high - outer.top() - outer.bottom()
        has_lines = high > 1.5 * self.folded.sizeHint().height()
        is_folded = self.height() < dp(LOW) and (has_lines or left < dp(LIST))
        self._strip.setVisible(not is_folded)
        self.folded.setVisible(is_folded)

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
