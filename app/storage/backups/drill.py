"""The drill: the newest backup is restored into a scratch folder and compared, as a real restore would do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.storage.backups import catalogue, kept_files
from app.storage.backups.catalogue import Backup
from app.storage.backups.restoring import unpacked
from app.storage.backups.scratch import one_at_a_time, scratch
from app.storage.files import sweep
from app.storage.ledger import Ledger
from app.storage.machine import remember_in, settings_in
from app.storage.refusals import DAMAGED, WORLD, LedgerRefused

DRILL_EVERY = timedelta(days=30)  # either way: a clock that was wrong puts no drill off for years
NONE_YET = "还没有备份，演练没有做。请先备份一次。"


@dataclass(frozen=True)
class Drill:
    """A drill that went well: which backup, and how many rows and files came back from it."""

    backup: Backup
    row_count: int
    file_count: int


def drill(place: Path, now: datetime, ledger_id: str | None = None) -> Drill:
    """Restore the newest backup in ``place``, of a ledger where it is given, into a scratch folder there and compare; remembers the day.

    Raises ``LedgerRefused``: 3 when there is no backup, 4 when the newest one is bad.
    """
    backups = own_in(place, ledger_id)
    if not backups:
        raise LedgerRefused(NONE_YET, WORLD)
    newest = max(backups, key=lambda backup: (_number_of(backup), backup.path.name))
    with one_at_a_time:
        sweep(place)
        with scratch(place) as work:
            contents = unpacked(newest.path, work)
            pool = place / kept_files.FOLDER
            bad = [file for file in contents.files if not kept_files.is_sound(pool, file)]
    if bad:
        names = kept_files.names_of(bad)
        raise LedgerRefused(f"备份里的附件{names}找不到或已损坏，演练没有通过。请马上再备份一次。", DAMAGED)
    remember_in("drills", {contents.ledger_id: f"{now:%Y-%m-%dT%H:%M}"})
    return Drill(newest, sum(contents.statistics["rows"].values()), len(contents.files))


def drill_when_due(ledger: Ledger) -> Drill | None:
    """The drill with the newest backup beside the ledger, when there is one and the last drill was a month ago.

    Raises ``LedgerRefused`` as ``drill`` does.
    """
    last, now = last_drill(ledger.ledger_id), ledger.now()
    home = ledger.folder / catalogue.FOLDER
    if (last is not None and abs(now - last) < DRILL_EVERY) or not own_in(home, ledger.ledger_id):
        return None
    return drill(home, now, ledger.ledger_id)


def own_in(place: Path, ledger_id: str | None) -> list[Backup]:
    """The backups in a folder, without those that are another ledger's."""
    backups = catalogue.backups_in(place)
    return [backup for backup in backups if not catalogue.is_of_another(backup, ledger_id)]


def _number_of(backup: Backup) -> int:
    """The running number, by the file's name where the file itself cannot be read: a bad newest one is no older."""
    return catalogue.number_in_name(backup.path) or backup.number


def last_drill(ledger_id: str) -> datetime | None:
    """When a drill last went well on this machine."""
    try:
        return datetime.fromisoformat(settings_in("drills")[ledger_id])
    except (KeyError, ValueError, TypeError):
        return None
