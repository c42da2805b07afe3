"""The one search box for everything (Ctrl+K): records, pages and acts by hanzi, pinyin initials, numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.domain import registers
from ui.frame.commands import Command, meant
from ui.look import icons
from ui.look.lines import WordsLine
from ui.look.theme import COLOURS, colour, dp
from ui.open_ledger.workspace import Workspace

PAUSE = 120  # milliseconds after the last key, so that a quick typist asks the ledger once
HIT = Qt.ItemDataRole.UserRole
MOST = 30
# What may be looked for; the longest that the box has room for.
INVITATIONS = (
    "搜姓名、事项、页面、操作（可输拼音首字母）  Ctrl+K",
    "搜姓名、事项、页面、操作  Ctrl+K",
    "搜索  Ctrl+K",
)
BESIDE = 30  # points that frame and margins take of the box


class Hit(NamedTuple):
    """One line: what it is called, what stands below in quiet ink, and what choosing it does."""

    icon: str
    name: str
    below: str
    choose: Callable[[], object]


class HitDelegate(QStyledItemDelegate):
    """A hit in two parts: what it is called, and in quiet ink the register and where it was found."""

    def sizeHint(self, option: QStyleOptionViewItem, index) -> QSize:  # type: ignore[no-untyped-def,override]
        """One line of 44 points."""
        return QSize(dp(300), dp(46))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index) -> None:  # type: ignore[no-untyped-def,override]
        """Icon, name, register and snippet."""
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(option.rect, colour("accent_paper"))
        hit: Hit = index.data(HIT)
        room = option.rect.adjusted(dp(42), dp(4), -dp(12), -dp(4))
        side = dp(18)
        picture = icons.pixmap(hit.icon, COLOURS["quiet"], side, painter.device().devicePixelRatioF())
        painter.drawPixmap(option.rect.left() + dp(14), option.rect.center().y() - side // 2, picture)
        half = room.height() // 2
        metrics = option.fontMetrics
        painter.setPen(colour("ink"))
        upper = QRect(room.left(), room.top(), room.width(), half)
        painter.drawText(
            upper,
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(hit.name, Qt.TextElideMode.ElideRight, room.width()),
        )
        painter.setPen(colour("quiet"))
        lower = QRect(room.left(), room.top() + half, room.width(), half)
        words = metrics.elidedText(hit.below, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, words)


class SearchBox(WordsLine):
    """Finds records of every register, pages and acts; ``chosen`` carries register key and row id.

    ``commands`` gives the pages and acts; whoever shows the box sets it.  ``escaped`` comes when it is left and what
    had the keyboard before is gone.
    """

    chosen = Signal(str, int)
    escaped = Signal()

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__()
        self._workspace = workspace
        self._window = window
        self._place_before: QWidget | None = None  # what had the keyboard
        self.commands: Callable[[], list[Command]] = list
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(dp(420))
        self.setAccessibleName("搜索全部台账")
        self._hits = QStandardItemModel(self)
        self._panel = self._make_panel()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._search)
        self.textChanged.connect(self._timer.start)

    def begin(self) -> None:
        """Take the keyboard, until it is given back on Esc."""
        place = self._window.focusWidget()
        self._place_before = self._place_before if place is self else place
        self.setFocus()
        self.selectAll()

    def _give_back(self) -> None:
        place, self._place_before = self._place_before, None
        if place is not None and isValid(place) and place.isVisible():
            place.setFocus()
        else:
            self.escaped.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No invitation is cut."""
        super().resizeEvent(event)
        room, width_of = self.width() - dp(BESIDE), self.fontMetrics().horizontalAdvance
        fitting = (words for words in INVITATIONS if width_of(words) <= room)
        self.setPlaceholderText(next(fitting, INVITATIONS[-1]))

    def _make_panel(self) -> QFrame:
        panel = QFrame(self._window)
        panel.setObjectName("results")
        column = QVBoxLayout(panel)
        column.setContentsMargins(dp(1), dp(6), dp(1), dp(6))
        column.setSpacing(0)
        self._list = QListView()
        self._list.setModel(self._hits)
        self._list.setItemDelegate(HitDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.clicked.connect(lambda index: self._choose(index.row()))
        self._nothing = QLabel("没有找到。可以只输姓名的拼音首字母，或编号里的几位数字。")
        self._nothing.setProperty("role", "quiet")
        self._nothing.setContentsMargins(dp(14), dp(8), dp(14), dp(8))
        self._nothing.setWordWrap(True)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        panel.hide()
        return panel

    def _search(self) -> None:
        words = self.text().strip()
        if not words:
            self._panel.hide()
            return
        self._hits.clear()
        for hit in self._hits_for(words):
            item = QStandardItem(hit.name)
            item.setData(hit, HIT)
            self._hits.appendRow(item)
        count = self._hits.rowCount()
        self._list.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        if count:
            self._list.setCurrentIndex(self._hits.index(0, 0))
        self._show_panel(count)

    def _hits_for(self, words: str) -> list[Hit]:
        """What is called like it first, then the records, then pages and acts that only hold the words."""
        first, others = meant(self.commands(), words)
        records = [
            Hit(
                register.icon,
                name,
                f"{register.label}  {snippet}".strip(),
                partial(self.chosen.emit, key, row_id),
            )
            for key, row_id, name, snippet in self._workspace.ledger.search(words, limit=MOST)
            for register in (registers.BY_KEY[key],)
        ]
        return [*map(_hit_of, first), *records, *map(_hit_of, others)]

    def _show_panel(self, count: int) -> None:
        corner = self.mapTo(self._window, QPoint(0, self.height() + dp(4)))
        height = dp(16) + (min(count, 8) * dp(46) if count else dp(52))
        self._panel.setGeometry(corner.x(), corner.y(), max(self.width(), dp(360)), height)
        self._panel.show()
        self._panel.raise_()

    def _choose(self, row: int) -> None:
        index = self._hits.index(row, 0)
        if not index.isValid():
            return
        hit: Hit = index.data(HIT)
        self._panel.hide()
        self.clear()
        hit.choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through the hits, Enter opens one; Esc takes the words out, and leaves an empty box."""
        row = self._list.currentIndex().row()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._panel.isVisible():
            row += 1 if event.key() == Qt.Key.Key_Down else -1
            self._list.setCurrentIndex(self._hits.index(max(0, min(row, self._hits.rowCount() - 1)), 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self._timer.stop()
                self._search()
                row = self._list.currentIndex().row()
            self._choose(row)
        elif event.key() == Qt.Key.Key_Escape and not self.text():
            self._give_back()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._panel.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event) -> None:  # type: ignore[no-untyped-def,override]
        """The hits go when the box is left."""
        super().focusOutEvent(event)
        self._panel.hide()


def _hit_of(command: Command) -> Hit:
    return Hit(command.icon, command.words, command.kind, command.run)
