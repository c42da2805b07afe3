"""The pages at the left: five groups, each entry with icon, word and count; a slimmer column when narrow."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.look import icons
from ui.look.theme import COLOURS, colour, dp

GROUPS = ("工作台", "代表与联络", "会议与监督", "履职管理", "年终")
WIDE, NARROW = 208, 108
_SMALL = 12  # points of the words in the slim column


@dataclass(frozen=True)
class Place:
    """One entry: ``key`` names the page, ``group`` one of GROUPS or empty for the foot.

    ``counts``: the register whose rows are counted at the right, where it is not the page's own.
    """

    key: str
    label: str
    icon: str
    group: str = ""
    counts: str = ""

    @property
    def short(self) -> str:
        """The word in the slim column: 联络站 · 八有 is 联络站 there."""
        return self.label.split(" · ")[0]


class Entry(QAbstractButton):
    """One line of the navigation."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self._count = ""
        self._folded = False
        self._hovered = False
        self.setText(place.label)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A line of 34 points, of 26 in the slim column."""
        return QSize(dp(NARROW) - dp(8), dp(26)) if self._folded else QSize(dp(WIDE) - dp(16), dp(34))

    def show_count(self, count: int | None) -> None:
        """The number at the right; None for none."""
        self._count = "" if count is None else str(count)
        self.setAccessibleName(f"{self.place.label} {self._count}".strip())
        self._tip()
        self.update()

    def fold(self, folded: bool) -> None:
        """A small icon and the word in small type; the count on hover."""
        self._folded = folded
        self._tip()
        self.updateGeometry()
        self.update()

    def _tip(self) -> None:
        self.setToolTip(f"{self.place.label} {self._count}".strip() if self._folded else "")

    def enterEvent(self, event: QEnterEvent) -> None:
        """Remember the mouse."""
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        self._hovered = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through the entries, Enter opens one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, word and count; the open page on a red-tinted ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        ink = COLOURS["accent"] if self.isChecked() else COLOURS["ink"]
        side, left = (dp(16), dp(6)) if self._folded else (dp(18), dp(10))
        picture = icons.pixmap(self.place.icon, ink, side, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - side) // 2, picture)
        self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self._hovered:
            painter.setBrush(colour("accent_paper" if self.isChecked() else "hover"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(frame, dp(6), dp(6))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(frame, dp(6), dp(6))

    @property
    def words(self) -> str:
        """What stands beside the icon."""
        return self.place.short if self._folded else self.place.label

    def words_font(self) -> QFont:
        """The type of the words: bold for the open page, small in the slim column."""
        font = self.font()
        font.setBold(self.isChecked())
        if self._folded:
            font.setPixelSize(dp(_SMALL))
        return font

    def words_room(self) -> QRect:
        """The room of the words between the icon and the count."""
        if self._folded:
            return self.rect().adjusted(dp(27), 0, -dp(2), 0)
        count_width = self.fontMetrics().horizontalAdvance(self._count) + dp(6) if self._count else 0
        return self.rect().adjusted(dp(38), 0, -dp(10) - count_width, 0)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(self.words_font())
        painter.setPen(colour("accent") if self.isChecked() else colour("ink"))
        room = self.words_room()
        words = painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if not self._folded:
            self._paint_count(painter)

    def _paint_count(self, painter: QPainter) -> None:
        room = self.rect().adjusted(dp(38), 0, -dp(10), 0)
        painter.setFont(self.font())
        painter.setPen(colour("accent" if self.isChecked() else "quiet"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count)


class Navigation(QFrame):
    """The column of entries; ``opened`` carries the key of the page wanted.

    The pages of no group stand below the rest and never scroll away.
    """

    opened = Signal(str)

    def __init__(self, places: list[Place]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.entries: dict[str, Entry] = {}
        self._headings: list[QLabel] = []
        self._buttons = QButtonGroup(self)
        body, foot = QWidget(), QWidget()
        body.setObjectName("navigation_body")
        self._column, self._foot = QVBoxLayout(body), QVBoxLayout(foot)
        for group in GROUPS:
            self._add_group(group, [place for place in places if place.group == group])
        self._column.addStretch()
        for place in places:
            if place.group not in GROUPS:
                self._add_entry(place, self._foot)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(foot)
        self.fold(False)

    def _add_group(self, group: str, places: list[Place]) -> None:
        if not places:
            return
        if group != GROUPS[0]:
            heading = QLabel(group)
            heading.setProperty("role", "quiet")
            heading.setContentsMargins(dp(10), dp(9), 0, dp(3))
            self._headings.append(heading)
            self._column.addWidget(heading)
        for place in places:
            self._add_entry(place, self._column)

    def _add_entry(self, place: Place, column: QVBoxLayout) -> None:
        entry = Entry(place)
        entry.clicked.connect(lambda: self.opened.emit(place.key))
        self._buttons.addButton(entry)
        self.entries[place.key] = entry
        column.addWidget(entry)

    def mark(self, key: str) -> None:
        """Show which page is open."""
        if key in self.entries:
            self.entries[key].setChecked(True)
            self._scroll.ensureWidgetVisible(self.entries[key])

    def fold(self, folded: bool) -> None:
        """A slim column with small words, or the wide one with headings and counts."""
        self.setFixedWidth(dp(NARROW if folded else WIDE))
        side = dp(4 if folded else 8)
        self._column.setContentsMargins(side, dp(4 if folded else 8), side, 0)
        self._foot.setContentsMargins(side, 0, side, dp(4 if folded else 10))
        for column in (self._column, self._foot):
            column.setSpacing(0)
        for heading in self._headings:
            heading.setVisible(not folded)
        for entry in self.entries.values():
            entry.fold(folded)
