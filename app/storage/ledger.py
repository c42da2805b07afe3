"""Opening a ledger, and making one: what the rest of the program begins with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.storage.acts.act import Act
from app.storage.acts.undo import Step
from app.storage.core.attachments import BroughtFile
from app.storage.core.changes import Change
from app.storage.core.core import Clock
from app.storage.core.lock import NAME as LOCK
from app.storage.core.lock import FolderLock
from app.storage.core.schema import DATABASE
from app.storage.open_ledger import OLDER, OpenLedger
from app.storage.opening import creating, examination
from app.storage.opening.database_file import refuse_absent, refuse_inside_ledger
from app.storage.refusals import LedgerRefused, Refused

__all__ = [
    "DATABASE",
    "OLDER",
    "Act",
    "BroughtFile",
    "Change",
    "Ledger",
    "LedgerRefused",
    "Refused",
    "Step",
    "refuse_absent",
    "refuse_in_use",
    "refuse_inside_ledger",
]


def refuse_in_use(folder: Path) -> None:
    """Raise ``LedgerRefused`` while somebody has the ledger in ``folder`` open."""
    if (folder / LOCK).exists():  # else nobody has, and a folder that is no ledger's stays as it is
        FolderLock(folder).release()


class Ledger(OpenLedger):
    """An open ledger.  Open with ``Ledger.open`` or ``Ledger.create``, close with ``close``."""

    @classmethod
    def open(
        cls, folder: Path, *, today: date | None = None, now: Clock = datetime.now, inspect: bool = False
    ) -> Ledger:
        """Open the ledger in ``folder``.  Raises ``LedgerRefused`` with a sentence and a status.

        ``inspect`` opens a damaged ledger too, for reading only, with what was found in ``faults``.
        """
        refuse_absent(folder)
        lock = FolderLock(folder)
        try:
            return examination.examined(cls, folder, lock, now, today, inspect=inspect)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def create(
        cls,
        folder: Path,
        office: Mapping[str, Any],
        *,
        term: int | None = None,
        term_started: date | None = None,
        quota: int | None = None,
        today: date | None = None,
        now: Clock = datetime.now,
    ) -> Ledger:
        """Make a ledger in ``folder`` for an office.

        Raises ``LedgerRefused`` (status 2) for a folder that holds one, ``Refused`` for values that
        cannot be kept; nothing is left behind then.
        """
        first_term = None
        if term is not None:
            first_term = {"level": "township", "ordinal": term, "started_on": term_started, "quota": quota}
        creating.create(cls, folder, office, first_term, now, today)
        return cls.open(folder, today=today, now=now)
