"""The head of a list: columns dragged wider or elsewhere, and a funnel where rows can be chosen by value."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView

from ui.look import icons
from ui.look.theme import COLOURS, colour, dp

FUNNEL = 20  # points of the square at the right of a heading
ARROW = 28  # points that the arrow of the order takes, with the air that the style leaves around it


class TableHead(QHeaderView):
    """``filter_wanted`` carries the column whose funnel was pressed.

    ``resized`` and ``reordered`` come once the mouse has let go of a column that was dragged.
    """

    filter_wanted = Signal(int)
    resized = Signal()
    reordered = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._funnels: Collection[int] = ()
        self._chosen: Collection[int] = ()
        self._hovered = -1
        self._widths_before: list[int] = []
        self.setMouseTracking(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(dp(40))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def show_funnels(self, columns: Collection[int], chosen: Collection[int]) -> None:
        """Columns that can be chosen by, seen under the mouse; those that are chosen by, seen always."""
        self._funnels, self._chosen = columns, chosen
        self.viewport().update()

    def funnel_of(self, column: int) -> QRect:
        """Where the funnel of a column stands."""
        right = self.sectionViewportPosition(column) + self.sectionSize(column)
        return QRect(right - dp(FUNNEL) - dp(2), 0, dp(FUNNEL), self.height())

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        """The heading, and over its right end the funnel."""
        painter.save()  # the style leaves the painter clipped to the words
        super().paintSection(painter, rect, column)
        painter.restore()
        is_chosen = column in self._chosen
        if not is_chosen and (column != self._hovered or column not in self._funnels):
            return
        place, side = self.funnel_of(column), dp(14)
        painter.fillRect(place.adjusted(0, dp(2), 0, -dp(2)), colour("head"))
        ink = COLOURS["accent" if is_chosen else "quiet"]
        picture = icons.pixmap("funnel", ink, side, self.devicePixelRatioF())
        painter.drawPixmap(place.center().x() - side // 2 + 1, place.center().y() - side // 2 + 1, picture)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The funnel of the heading under the mouse comes up."""
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """No heading is under the mouse."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, column: int) -> None:
        if column != self._hovered:
            self._hovered = column
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A funnel is pressed, or a heading or border is taken hold of."""
        place = event.position().toPoint()
        column = self.logicalIndexAt(place)
        on_border = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        if column in self._funnels and not on_border and self.funnel_of(column).contains(place):
            if event.button() == Qt.MouseButton.LeftButton:
                self.filter_wanted.emit(column)
                return
        self._widths_before = self._widths()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was dragged is told."""
        super().mouseReleaseEvent(event)
        if self._widths_before and self._widths() != self._widths_before:
            self.resized.emit()
        self._widths_before = []
        if any(self.visualIndex(column) != column for column in range(self.count())):
            self.reordered.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A border pressed twice fits its column."""
        before = self._widths()
        super().mouseDoubleClickEvent(event)
        if self._widths() != before:
            self.resized.emit()

    def marks_width(self, column: int) -> int:
        """The room beside the words of a column that its arrow and its funnel take."""
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == column
        return (dp(ARROW) if is_sorted else 0) + (dp(FUNNEL) if column in self._chosen else 0)

    def in_order(self) -> list[int]:
        """The columns as they stand from left to right."""
        return [self.logicalIndex(place) for place in range(self.count())]

    def put_back(self) -> None:
        """The columns in the order of the model again."""
        for column in range(self.count()):
            self.moveSection(self.visualIndex(column), column)

    def _widths(self) -> list[int]:
        return [self.sectionSize(column) for column in range(self.count())]
