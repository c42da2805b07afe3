"""The running number of a ledger's backups: the next one is higher than any before, in whichever place that lies.

Backups of several places are told apart by it (which is newer), so it goes on after a restore on another computer,
and after backups that only a stick got.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.storage.backups import catalogue
from app.storage.machine import remember_in, settings_in

SETTING = "backup_numbers"  # of this machine: by ledger the highest number that was given or restored


def next_number(ledger_id: str, places: Iterable[Path]) -> int:
    """One more than the highest in these folders, and than what this machine remembers."""
    return max(_remembered(ledger_id), *map(catalogue.highest_number, places)) + 1


def remember_number(ledger_id: str, number: int) -> None:
    """Keep a number in mind, unless a higher one was; more digits than a name has are nobody's."""
    if _remembered(ledger_id) < number <= catalogue.HIGHEST:
        remember_in(SETTING, {ledger_id: number})


def _remembered(ledger_id: str) -> int:
    number = settings_in(SETTING).get(ledger_id, 0)
    return number if isinstance(number, int) and 0 <= number < catalogue.HIGHEST else 0
