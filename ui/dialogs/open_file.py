"""Files and folders open in the program that the system has for them."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> None:
    """Open a file, or a folder to look into it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
