"""A short message over the lower edge of the window, with a way to take the act back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.look.theme import dp

STAYS = 6000  # milliseconds, long enough to read two lines


class Toast(QFrame):
    """Says what happened; ``undo`` comes when the clerk wants it taken back."""

    undo = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._button = QPushButton("撤销")
        self._button.setProperty("role", "small")
        self._button.clicked.connect(self._take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(16), dp(9), dp(12), dp(9))
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
        ground = self.parentWidget()
        room = max(dp(200), ground.width() - dp(160))
        words = self._words.fontMetrics().horizontalAdvance(self._words.text()) + dp(4)
        self._words.setFixedWidth(min(words, room))  # what is longer goes on in the next line
        self.adjustSize()
        self.move((ground.width() - self.width()) // 2, ground.height() - self.height() - dp(46))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
