"""联系分工: the generic list, and who is left out of it as a list of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.domain.register import Register
from app.work.contact_coverage import DEPUTIES, DISTRICTS, ContactCoverage, contact_coverage
from ui.dialogs.questions import ask
from ui.lists.papers_page import PapersPage
from ui.open_ledger.workspace import Workspace

# What each list is called, of which register, and its rows.
LEFT_OUT: tuple[tuple[str, str, Callable[[ContactCoverage], tuple[int, ...]]], ...] = (
    ("没有人联系的代表", DEPUTIES, lambda coverage: coverage.alone),
    ("没有联系选民的代表", DEPUTIES, lambda coverage: coverage.without_voters),
    ("没有代表联系的选区", DISTRICTS, lambda coverage: coverage.districts),
)


class ContactDutiesPage(PapersPage):
    """A button for each list; it opens the rows in their register, from where they are printed and exported."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register, {})
        for words, key, rows_of in LEFT_OUT:
            self.add_to_strip(words, partial(self.show_left_out, words, key, rows_of))

    def show_left_out(
        self, words: str, key: str, rows_of: Callable[[ContactCoverage], tuple[int, ...]]
    ) -> None:
        """The rows as of today; a sentence where nobody is left out."""
        rows = rows_of(contact_coverage(self.workspace.ledger))
        if rows:
            self.workspace.show_rows(key, rows, words)
        else:
            ask(self, "没有遗漏", f"今天“{words}”一个也没有。", ("知道了",))
