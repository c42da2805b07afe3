"""F1: the help of what is on screen, beside it; Esc goes back to where the keyboard was."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace
from ui.pages.upkeep.help_text import HelpText
from ui.panels.side_panel import SidePanel

BESIDE = 1200  # points of window width from which the help stands beside the page


class HelpPanel(SidePanel):
    """The right edge of the window; it is made once and comes and goes with F1."""

    def __init__(self, workspace: Workspace, window: QWidget, row: QHBoxLayout) -> None:
        super().__init__(window)
        self._row = row
        self._came_from: QWidget | None = None
        self._topic = ""
        self._title.setText("帮助")
        self._pill.hide()
        self.text = HelpText(margin=10)
        self.text.followed.connect(self._show_topic)
        self._scroll.setWidget(self.text)
        whole = QPushButton("全部帮助")
        whole.clicked.connect(lambda: workspace.visit.emit("help", None, None))
        self._foot.addWidget(whole, 1)
        self.closed.connect(self.close_help)
        self.hide()

    def open_help(self, topic: str) -> None:
        """Show a topic, or put the panel away where it shows that one already."""
        if self.isVisible() and topic == self._topic:
            self.close_help()
            return
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._show_topic(topic)
        self.settle()
        self.show()
        self.raise_()
        self.text.setFocus()

    def _show_topic(self, topic: str) -> None:
        self._topic = topic
        self.text.show_topic(topic)

    def settle(self) -> None:
        """Beside the page where the window is wide enough, else over its right edge."""
        self.place(self._row, self.window().width() >= dp(BESIDE))

    def close_help(self) -> None:
        """Put the panel away; the keyboard goes back to where it was."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self._came_from = None
