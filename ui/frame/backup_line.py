"""One line over every page: when the ledger was backed up last, and since when the sticks lack something."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.storage.backups.state import NO_SECOND, REMINDED, State, state_of
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

PAGE = "backups"
SHARE = 0.22  # of the bar's width for the longest line: the search box keeps the most
LEAST = 40  # points of width
UNREADABLE = "备份情况读不出来"
CHOOSE = "电脑坏了，旁边的备份也会一起坏。点这里，选 U 盘或移动硬盘放第二份。"


class BackupLine(QPushButton):
    """A link to the page of backups; empty until the window is on screen, so that it opens sooner."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._state: State | None = None
        self._looked = False
        self.setProperty("role", "link")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: workspace.visit.emit(PAGE, None, None))
        workspace.backed_up.connect(self._look)

    def minimumSizeHint(self) -> QSize:
        """It gives way: a window can be made narrower than the words want."""
        return QSize(dp(LEAST), super().minimumSizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the backups once the window is painted."""
        super().showEvent(event)
        if not self._looked:
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        self._looked = True
        try:
            self._state = state_of(self._workspace.ledger)
        except OSError:
            self._state = None
        self.refresh()

    def refresh(self) -> None:
        """The same state in the words of this moment, as far as there is room."""
        if not self._looked:
            return
        words = short = UNREADABLE
        tone = REMINDED
        if self._state is not None:
            ledger = self._workspace.ledger
            moment = ledger.now(), ledger.last_change
            words, short, tone = (
                self._state.words(*moment),
                self._state.in_short(*moment),
                self._state.urgency(*moment),
            )
        room, metrics = int(self.parentWidget().width() * SHARE), self.fontMetrics()
        fitting = words if metrics.horizontalAdvance(words) <= room else short
        self.setText(metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, room))
        self.setToolTip(f"{words}。{CHOOSE}" if words.endswith(NO_SECOND) else words)
        self.setAccessibleName(words)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)  # the style sheet asks for the property only then
            self.style().polish(self)
