"""The handle at the right edge of a list that brings its detail panel back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPushButton, QWidget

from ui.look.theme import dp

WIDTH, HEIGHT = 18, 76  # points; no wider than the margin of the page, so that no row lies under it


class PanelHandle(QPushButton):
    """Stands on ``page`` while ``panel`` is away."""

    def __init__(self, page: QWidget, panel: QWidget) -> None:
        super().__init__("‹\n详\n情", page)
        self._page, self._panel = page, panel
        self.setProperty("role", "handle")
        self.setToolTip("显示所选这一条的详情（回车）")
        self.setAccessibleName("显示详情")
        for watched in (page, panel):
            watched.installEventFilter(self)
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the page, and the panel's coming and going."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """At the right edge, half way down; gone while the panel is there."""
        size = self._page.size()
        self.setGeometry(size.width() - dp(WIDTH), (size.height() - dp(HEIGHT)) // 2, dp(WIDTH), dp(HEIGHT))
        self.setVisible(self._panel.isHidden())
        self.raise_()
