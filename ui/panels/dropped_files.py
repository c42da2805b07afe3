"""What was dropped onto a place for files: whoever keeps them says why a folder or a device is none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent


def welcome(event: QDragEnterEvent) -> None:
    """Let what lies on this computer be dropped; an address of the network is no file."""
    if any(url.isLocalFile() for url in event.mimeData().urls()):
        event.acceptProposedAction()


def dropped_files(event: QDropEvent) -> list[Path]:
    """The paths that were dropped, whatever they lead to."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
