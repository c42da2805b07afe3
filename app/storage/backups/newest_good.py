"""The newest backup that would bring a ledger back, looked for beside it and in the second places that are here."""

from __future__ import annotations

import contextlib
from pathlib import Path

from app.storage.backups import catalogue
from app.storage.backups.catalogue import Backup
from app.storage.backups.restoring import id_of
from app.storage.ledger import DATABASE
from app.storage.second_places import second_places


def newest_good(folder: Path) -> Backup | None:
    """The newest backup of the ledger in ``folder`` that is whole; reads each one until it is found.

    A ledger too damaged to say its name is taken for that of the backups beside it.
    """
    beside = _backups_in(folder / catalogue.FOLDER)
    ledger_id = id_of(folder / DATABASE) or next((one.label.get("ledger_id") for one in beside), None)
    elsewhere = [one for place in second_places(ledger_id) for one in _backups_in(place.folder)]
    own = catalogue.of_ledger([*beside, *elsewhere], ledger_id) if ledger_id else []
    return next(filter(catalogue.is_whole, sorted(own, key=lambda one: one.number, reverse=True)), None)


def _backups_in(folder: Path) -> list[Backup]:
    with contextlib.suppress(OSError):
        return catalogue.backups_in(folder)
    return []
