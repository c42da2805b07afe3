"""Rings of objects that nobody holds any more are taken away in the window's own thread, and in no other.

Python looks for them in whatever thread happens to make objects.  A dialog that was closed is often part of such a
ring, and a window's parts that are destroyed in a worker thread, while the window's thread paints or sends events,
bring the whole program down.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 500  # milliseconds; what is made in that time is looked through in a few more


def collect_in_this_thread(owner: QObject) -> QTimer:
    """Look for rings here from now on, and in no other thread; gives the timer, which goes with its owner."""
    gc.disable()
    timer = QTimer(owner)
    timer.setInterval(EVERY)
    timer.timeout.connect(_collect)
    timer.start()
    return timer


def _collect() -> None:
    """The youngest first, the older ones as seldom as Python itself would, by its thresholds."""
    for generation, threshold in enumerate(gc.get_threshold()):
        if gc.get_count()[generation] <= threshold:
            break
        gc.collect(generation)
