"""The pills of a list as one button, where the page is too low for several lines of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QMenu, QPushButton

WORDS, TIP = "筛选", "这一页能看哪些记录"


class FoldedPills(QPushButton):
    """Says the words of the pill that is chosen; its menu offers them all."""

    def __init__(self, pills: Mapping[str, QPushButton]) -> None:
        super().__init__()
        self._pills = pills
        self.setToolTip(TIP)
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)
        self.hide()

    def follow(self) -> None:
        """The words of the pill chosen now."""
        words = next((pill.text() for pill in self._pills.values() if pill.isChecked()), WORDS)
        self.setText(f"{words} ▾")

    def _fill(self) -> None:
        self.menu().clear()
        for pill in self._pills.values():
            choice = self.menu().addAction(pill.text(), pill.click)
            choice.setCheckable(True)
            choice.setChecked(pill.isChecked())
