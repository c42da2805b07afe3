"""Paper onto PDF for the command line: Qt without a screen, and only when there is paper."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication


@cache
def _application() -> QGuiApplication:
    """The one of this process, kept until it ends: fonts live in it."""
    from PySide6.QtGui import QGuiApplication

    present = QGuiApplication.instance()
    return present if isinstance(present, QGuiApplication) else QGuiApplication([])


def paint(paper: Any, target: Any) -> Any:
    """Paint ``paper`` to ``target`` as ``ui.printing`` does; needs no display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application()
    from ui.printing.painting import paint as onto_pages

    return onto_pages(paper, target)
