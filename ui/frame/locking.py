"""Locking the window after a pause: the key is forgotten, the pages are hidden, forms stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.storage.machine import idle_minutes
from app.storage.protection.unlocking import is_protected, lock
from ui.dialogs import tasks
from ui.dialogs.unlocking import UnlockForm
from ui.frame.idle_watch import IdleWatch
from ui.look.theme import dp
from ui.open_ledger.draft import Draft
from ui.open_ledger.workspace import Workspace

T = TypeVar("T", bound=QObject)


class Locking(QObject):
    """Locks and unlocks one window of a protected ledger."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self.screen: LockScreen | None = None
        self.watch = IdleWatch(self, idle_minutes())
        self.watch.idle.connect(self.lock)
        self._silenced: list[QShortcut] = []
        workspace.protection_changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Watch as long as there is a key to be forgotten."""
        ledger = self._workspace.ledger
        self.watch.minutes = idle_minutes()
        wanted = is_protected(ledger) and not ledger.is_locked
        if wanted != self.watch.is_on:
            (self.watch.start if wanted else self.watch.stop)()

    def lock(self) -> None:
        """Forget the key and cover the window; while a job runs it waits for the next look."""
        if self.screen is not None or tasks.are_running():
            return
        _put_away_what_lies_over(self._window)
        for draft in _all_of(Draft, self._window):
            draft.settle()  # what it must not name is known as long as the key is there
        lock(self._workspace.ledger)
        from ui.panels.attachments_view import forget_copies
        from ui.panels.detail_fields import PrivateValue

        for value in _all_of(PrivateValue, self._window):
            value.hide_value()
        forget_copies()
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        self._silenced = [each for each in _all_of(QShortcut, self._window) if each.isEnabled()]
        for shortcut in self._silenced:
            shortcut.setEnabled(False)
        self.screen = LockScreen(self._window, self._workspace)
        self.screen.form.unlocked.connect(self._open)
        self.screen.form.skipped.connect(self._open)
        self._workspace.protection_changed.emit()

    def _open(self) -> None:
        screen, self.screen = self.screen, None
        if screen is None:
            return
        for shortcut in self._silenced:
            shortcut.setEnabled(True)
        screen.go()
        self._workspace.protection_changed.emit()


class LockScreen(QFrame):
    """Lies over the whole window; what was there is hidden, keeps what was typed, and comes back as it was."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._focus = QApplication.focusWidget()
        children = [child for child in window.children() if isinstance(child, QWidget) and child is not self]
        self._hidden = [child for child in children if child.isVisible()]
        for child in self._hidden:
            child.hide()
        self.form = UnlockForm(workspace.ledger, "离开了一段时间，个人信息已锁上", "不解锁，只看其余资料")
        self.form.setFixedWidth(dp(480))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.form)
        row.addStretch()
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.form.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def go(self) -> None:
        """Give back what was hidden, and the keyboard to whoever had it."""
        self.hide()
        for child in self._hidden:
            child.show()
        if self._focus is not None:
            self._focus.setFocus()
        self.deleteLater()


def _all_of(kind: type[T], window: QWidget) -> list[T]:
    children: Iterable[QObject] = window.findChildren(QObject)
    return [child for child in children if isinstance(child, kind)]


def _put_away_what_lies_over(window: QWidget) -> None:
    """Menus and dialogs close: a preview may show what the key was for.  None of them may ask, since nobody is there.

    What was half typed in a dialog is kept as it goes out of sight (``Draft``), whoever overrides ``reject``.
    """
    popup = QApplication.activePopupWidget()
    while popup is not None:
        popup.close()
        popup = QApplication.activePopupWidget()
    for other in QApplication.topLevelWidgets():
        if isinstance(other, QDialog) and other.isVisible() and other is not window:
            other.done(QDialog.DialogCode.Rejected)
