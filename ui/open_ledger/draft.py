"""What is typed in one place and not saved yet, kept beside the ledger: one rule for forms, panels, pages and dialogs.

It is kept while it is typed and when its place is hidden, whatever hides it, and comes back when the place is
opened again.  Esc asks, since only there it could be thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.storage.refusals import KeyNeeded
from ui.dialogs.questions import ask
from ui.open_ledger.workspace import Workspace

KEEP_EVERY = 3000  # milliseconds after an edit until the draft is on the disk
THROW_AWAY, KEEP, GO_ON = "不保存，离开", "留下草稿，离开", "继续填写"


class Draft(QObject):
    """The draft of one place.

    ``key``: register, row (``new``, ``many`` or an id) and, for what is no whole form, the part, joined by
    ``-``.  ``typed`` gives what differs from the beginning, ready for JSON and without private values; empty
    when nothing does.  ``is_changed`` says whether anything typed would be lost, private values among it;
    ``left_out`` names those, since no draft holds them.
    """

    def __init__(
        self,
        place: QWidget,
        workspace: Workspace,
        key: str,
        typed: Callable[[], dict[str, Any]],
        is_changed: Callable[[], bool] | None = None,
        left_out: Callable[[], list[str]] = list,
    ) -> None:
        super().__init__(place)
        self.key = key
        self._drafts = workspace.ledger.drafts
        self._say = workspace.said.emit
        self._shown = workspace.draft_shown.emit
        self._trouble = False  # told once, not every three seconds
        self._typed = typed
        self._is_changed = is_changed or (lambda: bool(typed()))
        self._left_out = left_out
        self._touched = False
        self._timer = QTimer(self, singleShot=True, interval=KEEP_EVERY)
        self._timer.timeout.connect(self.keep)
        place.installEventFilter(self)

    def touch(self) -> None:
        """Something was typed; restarting the timer would wait for ever while somebody types on."""
        self._touched = True
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Write what was typed; what is as it was at the beginning needs no draft."""
        self._timer.stop()
        trouble = self._trouble_of_keeping()
        if trouble and not self._trouble:
            self._say(trouble, False)
        self._trouble = bool(trouble)
        self._touched = self._trouble

    def _trouble_of_keeping(self) -> str:
        try:
            typed = self._typed()
        except KeyNeeded:  # whom the draft must not name is locked: the one that was kept before stays
            return "草稿没有存下（个人信息已锁上），填的内容还在，请解锁后保存"
        if not typed:
            self._drafts.drop(self.key)
        elif not self._drafts.keep(self.key, typed):
            return "草稿没有存下（磁盘写不进去），填的内容还在，请尽快保存"
        return ""

    def settle(self) -> None:
        """Keep at once what was typed since: before its place is built anew or hidden, or the ledger is locked."""
        if self._touched:
            self.keep()

    def load(self) -> dict[str, Any]:
        """What was kept; empty when nothing was.  It is on screen from now on and need not be offered."""
        kept = self._drafts.load(self.key) or {}
        if kept:
            self._shown(self.key)
        return kept

    def drop(self) -> None:
        """Forget it: saved, or thrown away."""
        self._touched = False
        self._timer.stop()
        self._drafts.drop(self.key)

    def let_go(self, parent: QWidget) -> bool:
        """Whether the clerk leaves: asked when something typed would be lost; False when she goes on."""
        if not self._is_changed():
            self.drop()
            return True
        answer = ask_about_draft(parent, self._left_out())
        if answer == KEEP:
            self.keep()
            if self._trouble:  # it would be lost: she stays
                return False
            self._touched = False
        elif answer == THROW_AWAY:
            self.drop()
        return answer in (KEEP, THROW_AWAY)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was typed when its place goes out of sight."""
        if event.type() == QEvent.Type.Hide:
            self.settle()
        return False


def ask_about_draft(parent: QWidget, left_out: Sequence[str] = ()) -> str:
    """THROW_AWAY, KEEP or GO_ON; an empty string after Esc, which goes on too.

    ``left_out``: the labels of what was typed and no draft holds.
    """
    words = "现在离开，刚才填的内容不会记入台账。"
    if left_out:
        words += f"{'、'.join(left_out)}是个人信息，草稿里不留，下次要再填。"
    return ask(parent, "这里填的内容还没有保存", words, (THROW_AWAY, KEEP, GO_ON))
