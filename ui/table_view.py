"""The look of every list: calm rows, pills for states, columns that share the room."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.table_model import ELASTIC, TONE
from ui.theme import TONES, colour, dp

# Characters of text that a shrinking column keeps at least; below that the list scrolls sideways.
LEAST_CHARACTERS = 5
SAMPLE = 30  # rows looked at when columns are fitted


class CellDelegate(QStyledItemDelegate):
    """Paints states as pills and shows where the keyboard is."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground and text by the style; a pill over the ground."""
        tone = index.data(TONE)
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:  # the style sheet's own ground would hide it
            painter.fillRect(option.rect.adjusted(0, 0, 0, -1), ground)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if tone:
            shown = QStyleOptionViewItem(option)
            self.initStyleOption(shown, index)
            words, shown.text = shown.text, ""
            option.widget.style().drawControl(
                QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget
            )
            paint_pill(painter, option, words, tone)
        else:
            super().paint(painter, option, index)
        if focused and option.widget.hasFocus():
            bar = option.rect.adjusted(0, 0, 0, -1)
            bar.setWidth(dp(3))
            painter.fillRect(bar, colour("focus"))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Pills need a little more than their words."""
        size = super().sizeHint(option, index)
        return size + QSize(dp(16), 0) if index.data(TONE) else size


def paint_pill(painter: QPainter, option: QStyleOptionViewItem, words: str, tone: str) -> None:
    """A rounded label in the colours of its tone."""
    if not words:
        return
    ink, paper = TONES[tone]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(option.font)
    font.setPixelSize(dp(13))
    painter.setFont(font)
    metrics = painter.fontMetrics()
    width = min(metrics.horizontalAdvance(words) + dp(20), option.rect.width() - dp(8))
    height = metrics.height() + dp(5)
    box = QRectF(option.rect.left() + dp(3), option.rect.center().y() - height / 2 + 0.5, width, height)
    painter.setBrush(QColor(paper))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(QColor(ink))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()) - dp(12))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


class Table(QTableView):
    """A list of rows; ``opened`` comes on Enter and on a click."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self._set_headers()
        self._fitted = False
        self._room_timer = QTimer(self, singleShot=True, interval=0)
        self._room_timer.timeout.connect(self.share_room)
        self.clicked.connect(lambda index: self.opened.emit(index.row()))

    def _set_headers(self) -> None:
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(dp(38))
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(SAMPLE)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(dp(40))
        header.setTextElideMode(Qt.TextElideMode.ElideRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row the keyboard is on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._room_timer.start()

    def share_room(self) -> None:
        """Widths from the first rows; what lacks is taken from the widest, what is over goes to them."""
        model = self.model()
        if model is None or not model.columnCount():
            return
        columns = range(model.columnCount())
        natural = [min(self._natural(column), dp(320)) for column in columns]
        least = [min(width, self._least(column)) for column, width in zip(columns, natural, strict=True)]
        for column, width in zip(columns, shared(natural, least, self.viewport().width()), strict=True):
            self.setColumnWidth(column, width)

    def _natural(self, column: int) -> int:
        return max(self.sizeHintForColumn(column) + dp(2), self._header_width(column))

    def _least(self, column: int) -> int:
        if not self.model().headerData(column, Qt.Orientation.Horizontal, ELASTIC):
            return dp(400)
        return max(self._header_width(column), self.fontMetrics().horizontalAdvance("字" * LEAST_CHARACTERS))

    def _header_width(self, column: int) -> int:
        font = QFont(self.font())
        font.setPixelSize(dp(13))
        font.setBold(True)
        words = self.model().headerData(column, Qt.Orientation.Horizontal)
        return QFontMetrics(font).horizontalAdvance(str(words)) + dp(20)


def shared(natural: list[int], least: list[int], room: int) -> list[int]:
    """Widths that fill ``room``: where it lacks the widest shrink to one cap, never below ``least``;
    what is over is shared out.
    """

    def capped(cap: int) -> list[int]:
        return [min(width, max(cap, floor)) for width, floor in zip(natural, least, strict=True)]

    low, high = 0, max(natural, default=0)
    while low < high:  # the largest cap under which everything fits
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(capped(middle)) <= room else (low, middle - 1)
    widths = capped(low)
    over, total = room - sum(widths), sum(widths)
    if over > 0 and total:
        widths = [width + over * width // total for width in widths]
        widths[-1] += room - sum(widths)
    return widths
