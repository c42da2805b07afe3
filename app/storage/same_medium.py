"""A medium that is pulled while something is written to it.

Where it was mounted an empty folder may stay, on the computer's own disk; and the next stick gets the letter of the
last.  What is written there afterwards succeeds, and is not where it was promised to be.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.storage.refusals import WORLD, LedgerRefused, Refused


class MediumGone(LedgerRefused, OSError):
    """The medium that was written to is not there any more, or another one is; what was begun has no final name.

    Also an OSError, since that is what whoever writes files expects.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"写到一半，“{folder}”所在的 U 盘或磁盘不见了，没有写完，台账没有改动。请插好后再做一次。", WORLD
        )
        self.filename = str(folder)

    def __str__(self) -> str:
        return self.sentence


@contextmanager
def same_medium(folder: Path) -> Iterator[Callable[[], None]]:
    """Gives a check for just before a final name: it raises ``MediumGone`` when ``folder`` is on another medium by then.

    What the disk refuses within the block is that too when the medium has gone.
    """
    before = _medium_of(folder)

    def refuse_pulled() -> None:
        if _medium_of(folder) != before:
            raise MediumGone(folder)

    try:
        yield refuse_pulled
    except (OSError, sqlite3.DatabaseError, LedgerRefused) as cause:
        if not _says_its_own(cause):
            refuse_pulled()
        raise


def _says_its_own(cause: BaseException) -> bool:
    """Refusals that are OSErrors too: a place where nothing may be written, or what is complete under its name."""
    return isinstance(cause, OSError) and isinstance(cause, LedgerRefused | Refused)


def _medium_of(folder: Path) -> int | None:
    try:
        return folder.stat().st_dev
    except OSError:
        return None
