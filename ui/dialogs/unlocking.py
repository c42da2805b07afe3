"""Unlocking a protected ledger: one line for the password or the recovery code, at the start and after a pause."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.texts import quoted_in_short
from app.storage.ledger import Ledger
from app.storage.protection.unlocking import unlock
from app.storage.refusals import LedgerRefused
from ui.dialogs.secret_questions import secret_line
from ui.look import icons
from ui.look.theme import COLOURS, dp

WORDS = "输入密码后可以查看和填写身份证号、电话、住址等。忘记密码的，照恢复页输入恢复码。"


@contextmanager
def wait_cursor() -> Iterator[None]:
    """Around the trial of a password, which takes up to a second."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


class UnlockForm(QWidget):
    """``unlocked`` once the ledger has its key; ``skipped`` when the clerk goes on without."""

    unlocked = Signal()
    skipped = Signal()

    def __init__(self, ledger: Ledger, heading: str, skip: str) -> None:
        super().__init__()
        self._ledger = ledger
        self.line = secret_line()
        self.line.setAccessibleName("密码或恢复码")
        self.line.setPlaceholderText("密码或恢复码")
        self.line.returnPressed.connect(self.try_it)
        self.shown = QCheckBox("显示输入的内容")
        self.shown.toggled.connect(self._show)
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        words = QLabel(WORDS)
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(12))
        column.addLayout(_head(heading))
        column.addWidget(words)
        column.addWidget(self.line)
        column.addWidget(self.shown)
        column.addWidget(self.problem)
        column.addLayout(self._buttons(skip))
        self.setFocusProxy(self.line)

    def _buttons(self, skip: str) -> QHBoxLayout:
        self.skip = QPushButton(skip)
        self.skip.setAutoDefault(False)
        self.skip.clicked.connect(self.skipped)
        self.go = QPushButton("解锁")
        self.go.setAutoDefault(False)
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(self.try_it)
        row = QHBoxLayout()
        row.setSpacing(dp(10))
        row.addStretch()
        row.addWidget(self.skip)
        row.addWidget(self.go)
        return row

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def try_it(self) -> None:
        """Unlock with what is typed, or say why not; what was typed is forgotten either way."""
        secret = self.line.text()
        self.line.clear()
        self.shown.setChecked(False)
        problem = "请先输入密码或恢复码。" if not secret else ""
        if secret:
            try:
                with wait_cursor():
                    unlock(self._ledger, secret)
            except LedgerRefused as refusal:
                problem = quoted_in_short(refusal.sentence)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if problem:
            self.line.setFocus()
        else:
            self.unlocked.emit()


class UnlockDialog(QDialog):
    """The form as a dialog of its own."""

    def __init__(self, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("镇人大台账")
        self.form = UnlockForm(ledger, "个人信息受密码保护", "不解锁，只看其余资料")
        self.form.unlocked.connect(self.accept)
        self.form.skipped.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(22), dp(20), dp(22), dp(16))
        column.addWidget(self.form)
        self.setMinimumWidth(dp(480))
        self.form.setFocus()


def ask_to_unlock(ledger: Ledger, parent: QWidget | None = None) -> bool:
    """Ask for the key of a ledger that is locked; whether it is unlocked now."""
    if not ledger.is_locked:
        return True
    dialog = UnlockDialog(ledger, parent)
    dialog.exec()
    dialog.deleteLater()
    return not ledger.is_locked


def _head(heading: str) -> QHBoxLayout:
    picture = QLabel()
    picture.setPixmap(icons.pixmap("shield", COLOURS["quiet"], dp(22), 2.0))
    label = QLabel(heading)
    label.setProperty("role", "heading")
    label.setWordWrap(True)
    row = QHBoxLayout()
    row.setSpacing(dp(10))
    row.addWidget(picture)
    row.addWidget(label, 1)
    return row
