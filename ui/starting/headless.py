"""Paper onto PDF for the command line: Qt without a screen, and only when there is paper."""

from __future__ import annotations

import os
from typing import Any


def paint(paper: Any, target: Any) -> Any:
    """Paint ``paper`` to ``target`` as ``ui.printing`` does; needs no display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    # Kept until the process ends: fonts live in it.
    paint.application = QGuiApplication.instance() or QGuiApplication([])  # type: ignore[attr-defined]
    from ui.printing.painting import paint as onto_pages

    return onto_pages(paper, target)
