"""Backing up in every place that can be reached: beside the ledger, and on each stick that is plugged in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from app.storage.backups.catalogue import Backup
from app.storage.backups.making import STEPS, Progress, is_backed_up, make_backup
from app.storage.ledger import Ledger
from app.storage.refusals import LedgerRefused
from app.storage.second_places import second_places


class Everywhere(NamedTuple):
    """The backups that were made, and a sentence for each place where none could be made."""

    made_backups: list[Backup]
    troubles: list[str]


def reachable_places(ledger: Ledger) -> list[Path | None]:
    """Where a backup can be put now: None for the folder beside the ledger, and the second places that are here."""
    return [None, *(place.folder for place in second_places(ledger.ledger_id) if place.is_here)]


def back_up_everywhere(
    ledger: Ledger,
    kind: str,
    progress: Progress = lambda done, of: None,
    *,
    places: Sequence[Path | None] | None = None,
    even_unchanged: bool = False,
) -> Everywhere:
    """Back up where the newest backup lacks something that was entered; a place that fails stops no other.

    ``places``: some of the reachable ones; all when None.  ``even_unchanged``: in each of them, lacking or not.  What
    ``progress`` raises ends the work; the backups made until then stay.
    """
    places = reachable_places(ledger) if places is None else places
    outcome = Everywhere([], [])
    for number, place in enumerate(places):

        def moved(done: int, _: int, before: int = number * STEPS) -> None:
            progress(before + done, len(places) * STEPS)

        _back_up(ledger, kind, place, moved, outcome, even_unchanged=even_unchanged)
    return outcome


def _back_up(
    ledger: Ledger,
    kind: str,
    place: Path | None,
    progress: Progress,
    outcome: Everywhere,
    *,
    even_unchanged: bool,
) -> None:
    try:
        if even_unchanged or not is_backed_up(ledger, place):
            outcome.made_backups.append(make_backup(ledger, kind, place, progress))
    except LedgerRefused as refusal:
        outcome.troubles.append(refusal.sentence)
    except OSError:
        where = f"“{place}”" if place else "台账的备份文件夹"
        outcome.troubles.append(
            f"{where}现在写不进去，没有做成备份；台账和以前的备份都没有动。请检查后再试。"
        )
