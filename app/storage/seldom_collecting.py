"""Seldom looking for rings of objects while thousands of records are made, none of which is part of one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

MADE = 1_000_000  # objects made until Python looks again; each look goes through all that were kept
_changing = Lock()
_usual: list[tuple[int, int, int]] = []  # as it was found, once for each that is under way


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Looks for rings only after many more objects than usual: a fifth of a preview, or of the
    figures of a year, went into looking.

    What was made counts as old afterwards, as after a look: else the next object made would set one off.
    Of several at a time, which need not end in the order in which they began, the last one ends it.
    """
    with _changing:
        _usual.append(_usual[0] if _usual else gc.get_threshold())
        gc.set_threshold(max(MADE, _usual[0][0]), *_usual[0][1:])
    try:
        yield
    finally:
        if not is_set_aside():  # what was set aside for good stays there
            gc.freeze()
            gc.unfreeze()
        with _changing:
            usual = _usual.pop()
            if not _usual:
                gc.set_threshold(*usual)


@cache
def is_set_aside() -> bool:
    """Whether objects were set aside for good; asked once, because it counts them one by one."""
    return gc.get_freeze_count() > 0
