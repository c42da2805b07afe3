"""A short message in the bar at the top, over the search box: nothing that is read or pressed lies below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
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
        parent.installEventFilter(self)
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
        # What is longer goes on in the next line.
        self._words.setFixedWidth(max(dp(120), min(words, room.width() - button - dp(26))))
        self.adjustSize()
        self.move(room.center().x() - self.width() // 2, max(0, room.center().y() - self.height() // 2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
