"""The jobs at the left: in groups that fold, each entry with icon, word and count; a slimmer column when narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.jobs import FOOT, Job
from app.storage.machine import machine_settings, remember
from ui.look import icons
from ui.look.theme import COLOURS, colour, dp

WIDE, NARROW = 208, 108
_SMALL = 12  # points of the words in the slim column
FOLDED_GROUPS = "folded_groups"  # in the settings of the machine


@dataclass(frozen=True)
class Place:
    """One entry: a job, the word and the icon it is shown with, and the register counted at the right."""

    job: Job
    label: str
    icon: str
    counts: str = ""


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
        words = painter.fontMetrics().elidedText(self.place.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if not self._folded:
            self._paint_count(painter)

    def _paint_count(self, painter: QPainter) -> None:
        room = self.rect().adjusted(dp(38), 0, -dp(10), 0)
        painter.setFont(self.font())
        painter.setPen(colour("accent" if self.isChecked() else "quiet"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count)


class GroupHeading(QPushButton):
    """The heading of a group; a click folds its entries away or brings them back."""

    def __init__(self, group: str) -> None:
        super().__init__(group)
        self.setProperty("role", "group")
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._show_way)
        self._show_way(True)

    def _show_way(self, is_open: bool) -> None:
        self.setIcon(icons.icon("chevron-down" if is_open else "chevron-right", COLOURS["quiet"]))
        self.setToolTip(f"{'收起' if is_open else '展开'}“{self.text()}”")


class Navigation(QFrame):
    """The column of entries; ``opened`` carries the job wanted.

    The jobs of no group that stand in ``FOOT`` stay below the rest and never scroll away.
    """

    opened = Signal(object)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.entries: dict[Job, Entry] = {}
        self.headings: dict[str, GroupHeading] = {}
        self._slim = False
        self._buttons = QButtonGroup(self)
        body, foot = QWidget(), QWidget()
        body.setObjectName("navigation_body")
        self._column, self._foot = QVBoxLayout(body), QVBoxLayout(foot)
        for place in places:
            self._add(place)
        self._column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        line = QFrame()
        line.setProperty("role", "rule")
        whole.addWidget(self._scroll, 1)
        whole.addWidget(line)
        whole.addWidget(foot)
        self._restore_groups()
        self.fold(False)

    def _add(self, place: Place) -> None:
        group = place.job.group
        if group and group not in self.headings:
            heading = GroupHeading(group)
            heading.toggled.connect(self._turn_group)
            self.headings[group] = heading
            self._column.addWidget(heading)
        entry = Entry(place)
        entry.clicked.connect(lambda: self.opened.emit(place.job))
        self._buttons.addButton(entry)
        self.entries[place.job] = entry
        (self._foot if place.job in FOOT else self._column).addWidget(entry)

    # --- groups ------------------------------------------------------------------------------------

    def _restore_groups(self) -> None:
        for group in machine_settings().get(FOLDED_GROUPS, ()):
            if group in self.headings:
                self.headings[group].setChecked(False)

    def _turn_group(self) -> None:
        folded_groups = [group for group, heading in self.headings.items() if not heading.isChecked()]
        remember(**{FOLDED_GROUPS: folded_groups})
        self._show_entries()

    def _show_entries(self) -> None:
        """The slim column has no headings, so nothing is folded away in it."""
        for heading in self.headings.values():
            heading.setVisible(not self._slim)
        for job, entry in self.entries.items():
            entry.setVisible(self._slim or not job.group or self.headings[job.group].isChecked())

    def mark(self, job: Job) -> None:
        """Show which job is open; a group that hides it unfolds."""
        entry = self.entries[job]
        entry.setChecked(True)
        if job.group and not self.headings[job.group].isChecked():
            self.headings[job.group].setChecked(True)
        self._scroll.ensureWidgetVisible(entry)

    def fold(self, folded: bool) -> None:
        """A slim column with small words, or the wide one with headings and counts."""
        self._slim = folded
        self.setFixedWidth(dp(NARROW if folded else WIDE))
        side = dp(4 if folded else 8)
        self._column.setContentsMargins(side, dp(4 if folded else 8), side, 0)
        self._foot.setContentsMargins(side, dp(3), side, dp(4 if folded else 6))
        for column in (self._column, self._foot):
            column.setSpacing(0)
        for entry in self.entries.values():
            entry.fold(folded)
        self._show_entries()
