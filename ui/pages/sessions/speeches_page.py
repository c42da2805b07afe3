"""The page of speeches: the list, and suggestions and bills made of what was said."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.registers import BY_KEY
from app.storage.refusals import LedgerRefused, Refused
from app.work.bill_conversion import bill_begun_by
from app.work.session_agenda import raise_suggestions
from ui.dialogs import faults
from ui.dialogs.questions import ask
from ui.forms.typed_values import typed
from ui.lists.list_page import ListPage
from ui.lists.selection_bar import Act
from ui.open_ledger.correction_reason import with_reason


class SpeechesPage(ListPage):
    """The generic list with two more acts for the rows selected."""

    def bulk_acts(self) -> Sequence[Act]:
        """What was said becomes suggestions, or the beginning of a bill."""
        return (("转为代表建议", self.raise_selected), ("登记成议案", self.begin_bill))

    def begin_bill(self) -> None:
        """The form of a bill, begun with the one speech selected: its speaker leads, the others are entered there."""
        ids = self.selected_ids()
        if len(ids) != 1:
            ask(
                self,
                "请只选一条发言",
                "一件议案由一条发言开头，请在列表里只选一条，再点“登记成议案”。",
                ("知道了",),
            )
            return
        begin = typed(BY_KEY["bills"], bill_begun_by(self.workspace.ledger, ids[0]))
        self.workspace.wants_form.emit("bills", None, begin)

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
