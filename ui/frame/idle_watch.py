"""Notices that nobody is at the window any more, or that the computer slept."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOOKS = 10  # seconds between two looks
ASLEEP = 90  # seconds between two looks after which the computer must have slept
_SIGNS = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    )
)


class IdleWatch(QObject):
    """``idle`` after so many minutes without a key or the mouse, in whichever window of the program.

    It listens at the windows of the system, not at every widget: few events pass there.  Going by the wall clock
    it notices a pause in which no timer ran.
    """

    idle = Signal()

    def __init__(self, parent: QObject, minutes: float, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self.minutes = minutes
        self._clock = clock
        self._last = self._looked = clock()
        self._timer = QTimer(self, interval=LOOKS * 1000)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to count from now."""
        self._last = self._looked = self._clock()
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen)
            self._listen(application.focusWindow())

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._listen)

    @property
    def is_on(self) -> bool:
        """Whether it counts."""
        return self._timer.isActive()

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once more moves it to the front: it stays one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of signs of life; nothing is kept from anybody."""
        if event.type() in _SIGNS:
            self._last = self._clock()
        return False

    def look(self) -> None:
        """See whether it is time."""
        now = self._clock()
        slept = abs(now - self._looked) > ASLEEP
        self._looked = now
        if slept or abs(now - self._last) >= self.minutes * 60:  # abs: a clock put back is no sign of life
            self._last = now
            self.idle.emit()
