"""Half-filled forms: the offer to go on with one at the start or in a panel, and the word that one was filled in again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.domain import registers
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace


class DraftBar(QFrame):
    """``resumed`` carries register key, row id (None for a new record or several) and part (empty: the form).

    It offers what lay there when the program started, never a form left since: that one was left on
    purpose, and shows itself again when it is opened.
    """

    resumed = Signal(str, object, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._waiting: list[str] = []
        workspace.draft_shown.connect(self._withdraw)
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
        self._waiting = [key for key in keys if self._has_record(key)]
        self.refresh()

    def _has_record(self, key: str) -> bool:
        """Whether the draft says what it is, and the record that it is about is still there."""
        register, row, part = parts_of(key)
        if register not in registers.BY_KEY or not (part == "" or self._called(key)):
            return False
        if row.isdigit():
            return self._workspace.ledger.row(register, int(row)) is not None
        return row == "new" or (row == "many" and bool(part))

    def _called(self, key: str) -> str:
        """What the draft is about in words: as it says itself, else by its register."""
        called = (self._workspace.ledger.drafts.load(key) or {}).get("called")
        register, row, part = parts_of(key)
        if called or part:
            return str(called or "")
        return f"{'新增' if row == 'new' else '修改'}{registers.BY_KEY[register].noun}"

    def refresh(self) -> None:
        """Show the newest of those offered that still wait; hide when there is none."""
        keys = self._workspace.ledger.drafts.keys()
        self._waiting = [key for key in self._waiting if key in keys]
        if self._waiting:
            self._words.setText(f"有一份没填完的表（{self._called(self._waiting[-1])}），是否继续？")
        self.setVisible(bool(self._waiting))

    def _withdraw(self, key: str) -> None:
        """Offer one no more: it was opened, by this bar or by going there."""
        self._waiting = [waiting for waiting in self._waiting if waiting != key]
        if self.isVisible():
            self.refresh()

    def _drop(self) -> None:
        self._workspace.ledger.drafts.drop(self._waiting[-1])
        self.refresh()

    def _later(self) -> None:
        self._waiting = []
        self.hide()

    def _resume(self) -> None:
        register, row, part = parts_of(self._waiting[-1])
        self.resumed.emit(register, int(row) if row.isdigit() else None, part)


class Unfinished(QFrame):
    """In the panel of a record: an act that was begun and not saved; ``resumed`` carries its part."""

    resumed = Signal(str)

    def __init__(self, workspace: Workspace, key: str, called: str) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        words = QLabel(f"没有填完：{called}")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.resume, self.drop = QPushButton("继续填写"), QPushButton("不要了")
        self.resume.clicked.connect(lambda: self.resumed.emit(parts_of(key)[2]))
        self.drop.clicked.connect(lambda: workspace.ledger.drafts.drop(key))
        self.drop.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.addStretch()
        for button in (self.drop, self.resume):
            button.setProperty("role", "small")
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(10), dp(6), dp(6), dp(6))
        column.addWidget(words)
        column.addLayout(row)


def unfinished(workspace: Workspace, register: str, row_id: int) -> list[Unfinished]:
    """The acts on a record that were begun and not saved."""
    drafts, place = workspace.ledger.drafts, f"{register}-{row_id}-"
    keys = filter(lambda key: key.startswith(place), drafts.keys())
    called = {key: (drafts.load(key) or {}).get("called") for key in keys}
    return [Unfinished(workspace, key, str(words)) for key, words in called.items() if words]


def parts_of(key: str) -> tuple[str, str, str]:
    """Register, row and part of the key of a draft; the part is empty for a whole form."""
    register, _, rest = key.partition("-")
    row, _, part = rest.partition("-")
    return register, row, part


class DraftNotice(QFrame):
    """Above a form that was filled in from its draft; ``unwanted`` comes when it shall be blank again."""

    unwanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        words = QLabel("上次没有填完的内容已经填在下面，请接着填。")
        words.setWordWrap(True)
        again = QPushButton("清空重填")
        again.setProperty("role", "small")
        again.setAutoDefault(
            False
        )  # else Enter in a field of a dialog presses it, and what was typed is gone
        again.clicked.connect(self.unwanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(12), dp(6), dp(8), dp(6))
        row.addWidget(words, 1)
        row.addWidget(again)
        self.hide()
