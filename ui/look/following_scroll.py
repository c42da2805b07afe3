"""A scrolled area in which whatever has the keyboard is in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.look.theme import dp

AROUND = (
    40  # points that stay in sight above and below what has the keyboard: its label, and the words below it
)


class FollowingScroll(QScrollArea):
    """Qt follows Tab alone; here also Enter, a click, and the cells of tables inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        body = self.widget()
        if now is not None and body is not None and body.isAncestorOf(now):
            # Once the layout has taken in what grew with it, e.g. a new row of a table.
            QTimer.singleShot(0, now, lambda: self._show(now))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What grew, e.g. a table by the row that waits, does not push out of sight what has the keyboard."""
        result = super().eventFilter(watched, event)
        now = QApplication.focusWidget()
        if event.type() == QEvent.Type.Resize and watched is self.widget() and now is not None:
            self._follow(None, now)
        return result

    def _show(self, widget: QWidget) -> None:
        body = self.widget()
        if body is not None and body.isAncestorOf(widget):
            self.ensureWidgetVisible(widget, 0, dp(AROUND))
