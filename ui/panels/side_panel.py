"""The frame of what stands at the right of a page: a head with title, pill and 收起, a body that scrolls, a foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui.look import icons
from ui.look.following_scroll import FollowingScroll
from ui.look.pill import Pill
from ui.look.theme import COLOURS, dp

OVER = 380  # points of a panel that lies over its page, where the page has as much
LEFT_FREE = 40  # points of the page that stay in sight beside it


class SidePanel(QFrame):
    """``closed`` comes when it is put away by Esc or by its button; the page hides it."""

    closed = Signal()
    width_beside = 324  # points

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setProperty("role", "card")
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._subtitle = QLabel()
        self._subtitle.setProperty("role", "quiet")
        self._subtitle.setWordWrap(True)
        self._subtitle.hide()
        self._pill = Pill()
        self._scroll = FollowingScroll()
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held, self._body_column = body_of_panel(side=0)
        self._body_column.setContentsMargins(0, 0, 0, 0)
        self._scroll.setWidget(self._held)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(dp(18), dp(10), dp(18), dp(14))
        self._foot.setSpacing(dp(10))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addWidget(self._scroll, 1)
        column.addLayout(self._foot)

    def _make_head(self) -> QVBoxLayout:
        shut = QToolButton()
        shut.setIcon(icons.icon("close", COLOURS["quiet"]))
        shut.setToolTip("收起（Esc）")
        shut.setAccessibleName("收起")
        shut.clicked.connect(self.closed)
        line = QHBoxLayout()
        line.setSpacing(dp(8))
        line.addWidget(self._title, 1)
        line.addWidget(self._pill)
        line.addWidget(shut)
        head = QVBoxLayout()
        head.setContentsMargins(dp(18), dp(12), dp(10), dp(6))
        head.setSpacing(dp(2))
        head.addLayout(line)
        head.addWidget(self._subtitle)
        return head

    def place(self, row: QHBoxLayout, beside: bool) -> None:
        """Beside the page as the last of ``row``, or over the page's right edge, out of the row."""
        page = self.parentWidget()
        if beside:
            self.setFixedWidth(dp(self.width_beside))
            if row.indexOf(self) < 0:
                row.addWidget(self)
        else:
            row.removeWidget(self)
            width = min(dp(OVER), page.width() - dp(LEFT_FREE))
            self.setFixedWidth(width)
            self.setGeometry(page.width() - width, 0, width, page.height())

    def _show_body(self, body: QWidget, keep_place: bool = False) -> None:
        """Show ``body``; the one before may hold the very button that was pressed, so it goes later.

        Out of sight, and without taking the scrolled widget itself away: each label is dressed and laid out once less
        (a fifth of the time that a record takes to show).
        """
        bar = self._scroll.verticalScrollBar()
        place = bar.value() if keep_place else 0
        self._held.hide()
        while (item := self._body_column.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self._body_column.addWidget(body)
        self._held.show()
        bar.setValue(place)

    def _clear_foot(self) -> None:
        while (item := self._foot.takeAt(0)) is not None:
            item.widget().hide()  # one may be the very button that was pressed, so it goes later
            item.widget().deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def body_of_panel(side: int = 18, spacing: int = 8) -> tuple[QWidget, QVBoxLayout]:
    """An empty body and the column that its parts stand in; margins and spacing in points."""
    body = QWidget()
    body.setProperty("role", "body")
    column = QVBoxLayout(body)
    column.setContentsMargins(dp(side), dp(4), dp(side), dp(12))
    column.setSpacing(dp(spacing))
    return body, column
