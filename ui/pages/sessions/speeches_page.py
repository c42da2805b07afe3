"""The page of speeches: the list, and suggestions made of what was said."""

from __future__ import annotations

from collections.abc import Sequence

from app.storage.refusals import LedgerRefused, Refused
from app.work.session_agenda import raise_suggestions
from ui.dialogs import faults
from ui.lists.list_page import ListPage
from ui.lists.selection_bar import Act
from ui.open_ledger.correction_reason import with_reason


class SpeechesPage(ListPage):
    """The generic list with one more act for the rows selected."""

    def bulk_acts(self) -> Sequence[Act]:
        """What was said becomes suggestions."""
        return (("转为代表建议", self.raise_selected),)

    def raise_selected(self) -> None:
        """A suggestion of each selected speech that has none yet."""
        try:
            count = with_reason(
                self,
                self.workspace,
                "speeches",
                lambda: raise_suggestions(self.workspace.ledger, self.selected_ids()),
            )
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return
        self.workspace.said.emit(f"已转为代表建议 {count} 件", True)
