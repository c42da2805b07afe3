"""The look of every list: calm rows, pills for states, columns that share the room."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.lists.table_head import TableHead
from ui.lists.table_model import ELASTIC, TONE
from ui.look.theme import TONES, colour, dp

# Characters of text that a shrinking column keeps at least, by its parts of the room; where that is too
# much, columns give way.  Names of sites and units begin alike: five characters would not tell them apart.
LEAST_CHARACTERS = {0: 0, 1: 7, 2: 14}
SAMPLE, TAIL = 30, 15  # first and last rows looked at when columns are fitted


class CellDelegate(QStyledItemDelegate):
    """Paints states as pills and shows where the keyboard is."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground and text by the style; a pill over the ground."""
        tone = index.data(TONE)
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:  # the style sheet's own ground, and that of a chosen row, would hide it
            painter.fillRect(option.rect.adjusted(0, 0, 0, -1), ground)
            option.state &= ~QStyle.StateFlag.State_Selected
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if tone:
            style = QStyleOptionViewItem(option)
            self.initStyleOption(style, index)
            words, style.text = style.text, ""
            option.widget.style().drawControl(
                QStyle.ControlElement.CE_ItemViewItem, style, painter, option.widget
            )
            paint_pill(painter, option, words, tone)
        else:
            super().paint(painter, option, index)
        if focused and option.widget.hasFocus():
            bar = option.rect.adjusted(0, 0, 0, -1)
            bar.setWidth(dp(3))
            painter.fillRect(bar, colour("focus"))


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
    elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()) - dp(12))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, elided)
    painter.restore()


class Table(QTableView):
    """A list of rows; ``opened`` comes on Enter.

    ``copied`` carries whether the one cell is wanted instead of the rows; ``left_out_changed`` comes when
    other columns than before have no room.  ``own_widths``, in pixels by column, are kept whatever room there is.
    """

    opened = Signal(int)
    copied = Signal(bool)
    left_out_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._widths: tuple[list[int], list[int], list[int]] | None = None
        self._pills: set[int] = set()  # columns that show a state
        self._blank: set[int] = set()  # columns without a value in the rows looked at
        self.leaves_out = False  # what has no room is left to the panel, instead of scrolling sideways
        self.left_out: list[int] = []
        self.own_widths: dict[int, int] = {}
        self._room_timer = QTimer(self, singleShot=True, interval=0)
        self._room_timer.timeout.connect(self.share_room)
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

    def _set_headers(self) -> None:
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(dp(38))
        self.head = TableHead()
        self.head.setResizeContentsPrecision(SAMPLE)
        self.setHorizontalHeader(self.head)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row the keyboard is on; Ctrl+C copies the rows, Ctrl+Shift+C its cell.

        Alt+Down opens the values to choose by in its column, as in WPS.
        """
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.head.filter_wanted.emit(self.currentIndex().column())
        elif event.key() == Qt.Key.Key_C and event.modifiers() == both:
            self.copied.emit(True)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._room_timer.start()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Measure the columns anew whenever the model is filled."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._room_timer.start)
            model.modelReset.connect(self._forget_widths)

    def _forget_widths(self) -> None:
        self._widths = None

    def share_room(self) -> None:
        """Widths from the rows looked at; what lacks is taken from the widest, what is over goes to them."""
        model = self.model()
        # The heading is as wide as the viewport; asked for that, Qt would make a class of every widget it knows.
        room = self.horizontalHeader().width()
        if model is None or not model.columnCount() or room < dp(200):
            return
        if self._widths is None:
            self._widths = self._measured(model)
        natural, least, parts = self._widths
        columns = list(range(model.columnCount()))
        if self.own_widths:
            widths = [self.own_widths.get(column, natural[column]) for column in columns]
        else:
            if self.leaves_out:
                columns = fitting(least, room, self._pills, self._blank)
            natural, least, parts = ([part[column] for column in columns] for part in self._widths)
            widths = shared(natural, least, room, parts)
        self._show(columns, widths)

    def _show(self, columns: list[int], widths: list[int]) -> None:
        left_out = [column for column in range(self.model().columnCount()) if column not in columns]
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column in left_out)
        for column, width in zip(columns, widths, strict=True):
            self.setColumnWidth(column, width)
        if left_out != self.left_out:
            self.left_out = left_out
            self.left_out_changed.emit()

    def _measured(self, model: QAbstractItemModel) -> tuple[list[int], list[int], list[int]]:
        """Wished and least widths of the columns and their parts of the room, from heads, first and last rows."""
        cells = self.fontMetrics()
        self._pills, self._blank = set(), set()
        rows = model.rowCount()  # a roster ends with those of other levels: other names, other districts
        lines = sorted({*range(min(rows, SAMPLE)), *range(max(0, rows - TAIL), rows)})
        natural, least, parts = [], [], []
        for column in range(model.columnCount()):
            words = str(model.headerData(column, Qt.Orientation.Horizontal))
            # Qt cuts a heading by the type of the table, which is larger than that of the style sheet.
            head = cells.horizontalAdvance(words) + dp(20) + self.head.marks_width(column)
            indexes = [model.index(line, column) for line in lines]
            texts = [str(index.data() or "")[:40] for index in indexes]
            pill = dp(16) if any(index.data(TONE) for index in indexes[:1]) else 0
            self._pills |= {column} if pill else set()
            self._blank |= set() if any(texts) else {column}
            ticks = any(index.data(Qt.ItemDataRole.CheckStateRole) is not None for index in indexes)
            more = dp(16) + pill + (dp(10) if ticks else 0)
            widest = max((cells.horizontalAdvance(text) for text in texts), default=0) + more
            natural.append(min(max(head, widest), dp(320)))
            elastic = int(model.headerData(column, Qt.Orientation.Horizontal, ELASTIC) or 0)
            floor = cells.horizontalAdvance("字" * LEAST_CHARACTERS[elastic]) + dp(16)
            least.append(min(natural[-1], max(floor, head)) if elastic else natural[-1])
            parts.append(max(elastic, 1))
        return natural, least, parts


def fitting(least: list[int], room: int, states: set[int], blank: set[int]) -> list[int]:
    """The columns that have room: blank ones give way first, then the others from the right, never the
    first and never a state.
    """
    columns = list(range(len(least)))
    from_right = [column for column in reversed(columns[1:]) if column not in states]
    for column in sorted(from_right, key=lambda column: column not in blank):
        if sum(least[column_shown] for column_shown in columns) <= room:
            break
        columns.remove(column)
    return columns


def shared(natural: list[int], least: list[int], room: int, parts: list[int] | None = None) -> list[int]:
    """Widths that fill ``room``: where it lacks the widest shrink to one cap, never below ``least``;
    a column of two ``parts`` to twice that cap.  What is over goes to the columns of most parts.
    """
    share = parts or [1] * len(natural)

    def capped(cap: int) -> list[int]:
        columns = zip(natural, least, share, strict=True)
        return [min(width, max(cap * part, floor)) for width, floor, part in columns]

    low, high = 0, max(natural, default=0)
    while low < high:  # the largest cap under which everything fits
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(capped(middle)) <= room else (low, middle - 1)
    widths = capped(low)
    over = room - sum(widths)
    if over > 0 and widths:
        takers = [column for column, part in enumerate(share) if part == max(share)]
        total = sum(widths[column] for column in takers)
        for column in takers:
            widths[column] += over * widths[column] // total
        widths[takers[-1]] += room - sum(widths)
    return widths
