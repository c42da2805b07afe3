"""A short message in the bar at the top, over the search box: nothing that is read or pressed lies below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.frame.top_bar import TopBar
from ui.look.theme import dp

STAYS = 6000  # milliseconds, long enough to read two lines


class Toast(QFrame):
    """Says what happened; ``undo`` comes when the clerk wants it taken back."""

    undo = Signal()

    def __init__(self, parent: QWidget, bar: TopBar) -> None:
        super().__init__(parent)
        self._bar = bar
        self.setObjectName("toast")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._button = QPushButton("撤销")
        self._button.setProperty("role", "small")
        self._button.clicked.connect(self._take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(16), dp(4), dp(10), dp(4))
        row.setSpacing(dp(14))
        row.addWidget(self._words)
        row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self.hide)
        for watched in (parent, bar.search):
            watched.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, undoable: bool) -> None:
        """Show a sentence for six seconds."""
        self._words.setText(sentence)
        self._button.setVisible(undoable)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def _take_back(self) -> None:
        self.hide()
        self.undo.emit()

    def _place(self) -> None:
        room = self._bar.room_for_words()
        button = 0 if self._button.isHidden() else self._button.sizeHint().width() + dp(14)
        words = self._words.fontMetrics().horizontalAdvance(self._words.text()) + dp(4)
        # As wide as the box below it at least, whose words would be read in pieces; what is longer goes on in the next line.
        beside = button + dp(26)
        box = self._bar.search
        self._words.setFixedWidth(max(dp(120), min(max(words, box.width() - beside), room.width() - beside)))
        self.adjustSize()
        left = box.mapTo(self.window(), QPoint(0, 0)).x() + (box.width() - self.width()) // 2
        left = min(max(left, room.left()), room.right() - self.width())
        self.move(left, max(0, room.center().y() - self.height() // 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pressed beside its button it goes, and what lies below it is there."""
        self.hide()
        self._bar.search.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size, or the box below its place."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return False
