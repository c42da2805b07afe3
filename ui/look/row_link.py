"""A line of text that opens something: it breaks into as many lines as it needs and never asks for more room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from ui.look.theme import colour, dp

# How a label takes part: a click or Enter on a link inside it, and Tab comes to it.
LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
SIDE, EDGE, ICON = 5, 3, 24  # points beside the words, above and below them, and of a picture before them
LEAST = 24  # points of height
MOST = 120  # characters: what is longer is told in its own record, which is one press away
_WRAPPED = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class RowLink(QPushButton):
    """A link whose words wrap, as no push button of Qt's does."""

    def __init__(self, words: str) -> None:
        super().__init__(words if len(words) <= MOST else f"{words[: MOST - 1]}…")
        self.setProperty("role", "link")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setToolTip(words)
        self.setAccessibleName(words)

    def heightForWidth(self, width: int) -> int:
        """The height of its lines at that width."""
        room = QRect(0, 0, self._words_room(width).width(), dp(4000))
        height = self.fontMetrics().boundingRect(room, _WRAPPED, self.text()).height()
        return max(height + 2 * dp(EDGE), dp(LEAST))

    def sizeHint(self) -> QSize:
        """As high as its lines are at the width it has."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * dp(SIDE) + dp(ICON)
        return QSize(width, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be."""
        return QSize(dp(40), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _words_room(self, width: int) -> QRect:
        left = dp(SIDE) + (0 if self.icon().isNull() else dp(ICON))
        return QRect(left, 0, max(dp(20), width - left - dp(SIDE)), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of the style, the picture, and the words in their lines."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        if not self.icon().isNull():
            side = self.iconSize().height()
            place = QRect(QPoint(dp(SIDE), (self.height() - side) // 2), self.iconSize())
            self.icon().paint(painter, place)
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(colour("link"))
        painter.drawText(self._words_room(self.width()), _WRAPPED, self.text())
