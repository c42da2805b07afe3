"""The list of bills: one that is not put on the agenda becomes a suggestion at one press."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from app.domain.register import Register
from app.storage.refusals import LedgerRefused, Refused
from app.work.bill_conversion import convert
from ui.dialogs import faults
from ui.dialogs.questions import ask
from ui.lists.list_page import ListPage
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.workspace import Workspace


class BillsPage(ListPage):
    """The generic list with the one act that only bills have."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register)
        self.convert_button = QPushButton("转为建议")
        self.convert_button.setToolTip("在意见建议里登记一件“议案转建议”，题目、内容、代表都带过去")
        self.convert_button.clicked.connect(self.convert_chosen)
        self.header.take_in(self.convert_button)

    def convert_chosen(self) -> None:
        """The selected bill becomes a suggestion, whose page is shown next."""
        ids = self.selected_ids()
        if len(ids) != 1:
            ask(self, "请先选一件议案", "在列表里选一件，再点“转为建议”。", ("知道了",))
            return
        try:
            suggestion = with_reason(
                self, self.workspace, "bills", lambda: convert(self.workspace.ledger, ids[0])
            )
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        self.workspace.said.emit("已转为建议", True)
        self.workspace.visit.emit("suggestions", suggestion, None)
