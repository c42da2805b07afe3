"""Seldom looking for rings of objects while thousands of records are made, none of which is part of one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MADE = 1_000_000  # objects made until Python looks again; each look goes through all that were kept


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Looks for rings only after many more objects than usual: a fifth of a preview, or of the
    figures of a year, went into looking.

    What was made counts as old afterwards, as after a look: else the next object made would set one off.
    """
    usual = gc.get_threshold()
    gc.set_threshold(max(MADE, usual[0]), *usual[1:])
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # what somebody set aside for good stays there
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*usual)
