"""One window per ledger: a second start brings the first window forward and ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

WAIT = 400  # milliseconds to find the first window


def door_of(folder: Path) -> str:
    """The name of the local socket of a ledger's folder."""
    return "presidium-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]


def knock(folder: Path) -> bool:
    """Ask the window of that ledger to come forward; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(door_of(folder))
    if not socket.waitForConnected(WAIT):
        return False
    socket.write(b"show")
    socket.waitForBytesWritten(WAIT)
    socket.disconnectFromServer()
    return True


class Doorkeeper:
    """Listens for second starts while the window is open."""

    def __init__(self, folder: Path, window: Callable[[], QWidget]) -> None:
        self._window = window
        self._server = QLocalServer()
        name = door_of(folder)
        # A socket file left by a killed program would keep the name; the ledger's own lock is ours by now.
        QLocalServer.removeServer(name)
        self._server.listen(name)
        self._server.newConnection.connect(self._come_forward)

    def _come_forward(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
        window = self._window()
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()
