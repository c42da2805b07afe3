"""The list of the chronicle: one press proposes what the other registers tell of the year."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from app.domain.register import Register
from app.storage.refusals import LedgerRefused, Refused
from app.work.chronicle import propose
from ui.dialogs import faults
from ui.lists.list_page import ListPage
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.workspace import Workspace


class ChroniclePage(ListPage):
    """The generic list with the one act that only the chronicle has."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__(workspace, register)
        self.propose_button = QPushButton("从台账提出大事记")
        self.propose_button.setToolTip(
            "把这一年的会议、选举、视察、培训、述职等还没有记的加进来，文字可以再改"
        )
        self.propose_button.clicked.connect(self.propose_year)
        self.header.take_in(self.propose_button)

    def propose_year(self) -> None:
        """What is new of the year looked at, else of this one; undone like any act."""
        ledger = self.workspace.ledger
        year = self.workspace.year or ledger.today.year
        try:
            count = with_reason(self, self.workspace, "chronicle", lambda: propose(ledger, year))
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return
        words = f"提出了 {year} 年大事 {count} 条，请修改文字" if count else f"{year} 年没有要补记的大事"
        self.workspace.said.emit(words, bool(count))
