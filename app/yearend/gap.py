"""What a year still lacks before it is handed in: one sentence, and where it shows."""

from __future__ import annotations

from typing import NamedTuple


class Gap(NamedTuple):
    """One sentence, and the rows of ``register`` in which it shows; without rows the register as a whole."""

    sentence: str
    register: str
    rows: tuple[int, ...] = ()
