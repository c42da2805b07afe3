"""The pages as they will be printed, one below the other, at any zoom."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.look.theme import colour, dp
from ui.printing.marks import Page
from ui.printing.painting import UNITS_PER_INCH, draw_page

GAP = 16  # points between two pages
SMALLEST, LARGEST = 0.25, 4.0
_KEPT = 6  # pages kept as pictures, so that scrolling is smooth


class PageView(QAbstractScrollArea):
    """Shows pages; ``zoom`` 1.0 is the size on paper, None fits the width of the view."""

    page_changed = Signal(int)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Sequence[Page] = ()
        self._zoom: float | None = None
        self._sizes: list[tuple[int, int]] = []  # of each page, in pixels
        # Of each page from the top of all, and of the one that would follow.
        self._tops: list[int] = [dp(GAP)]
        self._kept: OrderedDict[int, QPixmap] = OrderedDict()
        self._current = 1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("打印预览的页面")
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Show ``pages``, which may grow while the rest is laid out, from the first."""
        self._pages = pages
        self._current = 1
        self.verticalScrollBar().setValue(0)
        self._arrange()

    def zoom(self) -> float:
        """The zoom in force."""
        return self._zoom or self._fitting()

    def set_zoom(self, zoom: float | None) -> None:
        """Zoom, keeping the same part of the page in view; None fits the width."""
        bar = self.verticalScrollBar()
        part = bar.value() / max(bar.maximum(), 1)
        self._zoom = None if zoom is None else min(max(zoom, SMALLEST), LARGEST)
        self._arrange()
        bar.setValue(round(part * bar.maximum()))
        self.zoomed.emit(self.zoom())

    def grown(self, *, whole: bool) -> None:
        """More pages have come; ``whole``: the last ones are settled, so that all are drawn anew."""
        if whole:
            self._kept.clear()
        self._set_ranges()

    def current_page(self) -> int:
        """The number of the page in the middle of the view, from 1."""
        return self._current

    def go_to(self, number: int) -> None:
        """Bring a page (from 1) to the top."""
        self.verticalScrollBar().setValue(self._tops[number - 1] - dp(GAP))

    def _fitting(self) -> float:
        widest = max((page.width for page in self._pages), default=1.0)
        room = self.viewport().width() - 2 * dp(GAP)
        fitting = room / widest * UNITS_PER_INCH / self.logicalDpiX()
        return min(max(fitting, SMALLEST), LARGEST)

    def _scale(self) -> float:
        return self.zoom() * self.logicalDpiX() / UNITS_PER_INCH

    def _measure(self) -> None:
        """Once for all pages, whenever some have come or the zoom is another: there may be thousands."""
        scale = self._scale()
        self._sizes = [(round(page.width * scale), round(page.height * scale)) for page in self._pages]
        self._tops = list(accumulate((height + dp(GAP) for _, height in self._sizes), initial=dp(GAP)))

    def _arrange(self) -> None:
        self._kept.clear()
        self._set_ranges()

    def _set_ranges(self) -> None:
        self._measure()
        whole = self._tops[-1]
        widest = max((width for width, _ in self._sizes), default=0) + 2 * dp(GAP)
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, whole - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(dp(48))
        self.horizontalScrollBar().setRange(0, max(0, widest - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.viewport().update()
        self._tell_page()

    def _first_reaching(self, y: int) -> int:
        """The index of the first page that ends at ``y`` or below it, in pixels of the view; their count if none does."""
        end = y + self.verticalScrollBar().value() + dp(GAP) + 1
        return bisect_left(self._tops, end, lo=1) - 1

    def _places(self, highest: int, lowest: int) -> Iterator[tuple[int, QRect]]:
        """Each page that shows between two heights of the view, by its index, and where it lies there."""
        down, right = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        for index in range(self._first_reaching(highest), len(self._sizes)):
            width, height = self._sizes[index]
            top = self._tops[index] - down
            if top > lowest:
                return
            left = max((self.viewport().width() - width) // 2, dp(GAP)) - right
            yield index, QRect(left, top, width, height)

    def _tell_page(self) -> None:
        index = self._first_reaching(self.viewport().height() // 3)
        number = index + 1 if index < len(self._sizes) else 1
        if number != self._current:
            self._current = number
            self.page_changed.emit(number)

    def _picture(self, index: int) -> QPixmap:
        if index in self._kept:
            self._kept.move_to_end(index)
            return self._kept[index]
        picture = picture_of(self._pages[index], self._scale(), self.devicePixelRatioF())
        self._kept[index] = picture
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return picture

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("edge"))
        for index, place in self._places(event.rect().top(), event.rect().bottom()):
            painter.fillRect(place.translated(dp(2), dp(2)), colour("edge_dark"))
            painter.drawPixmap(place.topLeft(), self._picture(index))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        self._arrange()
        if self._zoom is None:
            self.zoomed.emit(self.zoom())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom, the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom() * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages, Home and End go to the first and last."""
        turns = {
            Qt.Key.Key_PageDown: self._current + 1,
            Qt.Key.Key_PageUp: self._current - 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: len(self._pages),
        }
        if event.key() in turns:
            self.go_to(min(max(turns[Qt.Key(event.key())], 1), max(len(self._pages), 1)))
        else:
            super().keyPressEvent(event)


def picture_of(page: Page, scale: float, ratio: float) -> QPixmap:
    """A page as a picture: ``scale`` logical pixels to a unit, ``ratio`` device pixels to each of them."""
    picture = QPixmap(round(page.width * scale * ratio), round(page.height * scale * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill("white")
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(scale, scale)
    draw_page(painter, page)
    painter.end()
    return picture
