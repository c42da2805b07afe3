"""Half-filled forms: the offer to go on with one at the start, and the word in a form that it was filled in again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.domain import registers
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace


class DraftBar(QFrame):
    """``resumed`` carries register key and row id (None for a new record).

    It offers what lay there when the program started, never a form left since: that one was left on
    purpose, and shows itself again when it is opened.
    """

    resumed = Signal(str, object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._waiting: list[str] = []
        self.setProperty("role", "banner")
        self._words = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(20), dp(5), dp(12), dp(5))
        row.setSpacing(dp(8))
        row.addWidget(self._words, 1)
        self.buttons: dict[str, QPushButton] = {}
        for words, action in (("不要了", self._drop), ("以后再说", self._later), ("继续填写", self._resume)):
            button = QPushButton(words)
            button.setProperty("role", "small")
            button.clicked.connect(action)
            self.buttons[words] = button
            row.addWidget(button)
        self.hide()

    def offer(self) -> None:
        """Offer what is kept now, the newest first."""
        keys = self._workspace.ledger.drafts.keys()
        self._waiting = [key for key in keys if self._known(key)]
        self.refresh()

    def _known(self, key: str) -> bool:
        """Whether the record that the form was about is still there."""
        register, _, row = key.partition("-")
        if register not in registers.BY_KEY or not (row == "new" or row.isdigit()):
            return False
        return row == "new" or self._workspace.ledger.row(register, int(row)) is not None

    def refresh(self) -> None:
        """Show the newest of those offered that still wait; hide when there is none."""
        keys = self._workspace.ledger.drafts.keys()
        self._waiting = [key for key in self._waiting if key in keys]
        if self._waiting:
            register, _, row = self._waiting[-1].partition("-")
            verb = "新增" if row == "new" else "修改"
            self._words.setText(f"有一份没填完的表({verb}{registers.BY_KEY[register].noun}),是否继续?")
        self.setVisible(bool(self._waiting))

    def _drop(self) -> None:
        self._workspace.ledger.drafts.drop(self._waiting[-1])
        self.refresh()

    def _later(self) -> None:
        self._waiting = []
        self.hide()

    def _resume(self) -> None:
        register, _, row = self._waiting[-1].partition("-")
        self.resumed.emit(register, None if row == "new" else int(row))


class DraftNotice(QFrame):
    """Above a form that was filled in from its draft; ``unwanted`` comes when it shall be blank again."""

    unwanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        again = QPushButton("清空重填")
        again.setProperty("role", "small")
        again.clicked.connect(self.unwanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(12), dp(6), dp(8), dp(6))
        row.addWidget(QLabel("上次没有填完的内容已经填在下面,请接着填。"), 1)
        row.addWidget(again)
        self.hide()
