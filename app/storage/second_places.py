"""The folders outside the data folder that hold backups too: sticks that come and go, as this machine remembers them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.storage.machine import remember_in, settings_in

SETTING = "second_places"
BACKUPS = "backup-*.zip"  # how backups are called; their labels are read where it matters


@dataclass(frozen=True)
class SecondPlace:
    """A folder, and what was kept there last: when, and up to which entry of the history (None: nothing yet).

    ``mount``: the top of the medium on which the folder lay then; empty where that is not known.
    """

    folder: Path
    made_at: datetime | None
    last_id: int | None
    mount: str = ""

    @property
    def is_here(self) -> bool:
        """Whether the stick is plugged in: its folder is there, on a medium, and so are backups.

        A folder alone tells nothing: the empty place where a stick was mounted stays on the computer's own disk when it
        is pulled, and the next stick, whosoever it is, gets the same drive letter.
        """
        return self._is_mounted and (self.made_at is None or self._holds_backups)

    @property
    def is_another(self) -> bool:
        """Whether a medium is there without any of the backups that were put into its folder."""
        return self._is_mounted and not self.is_here

    @property
    def _is_mounted(self) -> bool:
        return self.folder.is_dir() and (not self.mount or os.path.ismount(self.mount))

    @property
    def _holds_backups(self) -> bool:
        try:
            return next(self.folder.glob(BACKUPS), None) is not None
        except OSError:  # pulled while it is looked at
            return False


def second_places(ledger_id: str | None = None) -> list[SecondPlace]:
    """The second places of a ledger (of all ledgers when None), in the order in which they were chosen."""
    places = {}
    for facts in _remembered().values():
        if ledger_id is None or facts.get("ledger_id") == ledger_id:
            folder, mount = Path(str(facts["folder"])), str(facts.get("mount") or "")
            places[folder] = SecondPlace(folder, _moment(facts.get("made_at")), facts.get("last_id"), mount)
    return list(places.values())


def _remembered() -> dict[str, dict[str, Any]]:
    """What the machine's settings hold; anything else that stands there counts as nothing.

    Up to 0.2 an entry was called by its folder alone, so that two ledgers could not share a stick.
    """
    entries = {name: facts for name, facts in settings_in(SETTING).items() if isinstance(facts, dict)}
    return {name: {"folder": name, **facts} for name, facts in entries.items()}


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def hold_all(ledger_id: str, last_id: int, code: str) -> bool:
    """Whether a second place was given a verified backup of the history up to this entry and its 20-character code."""
    newest = {"ledger_id": ledger_id, "last_id": last_id, "history_head": code}
    return any(newest.items() <= facts.items() for facts in _remembered().values())


def remember_backup(place: Path, label: Mapping[str, Any]) -> None:
    """Keep in mind what was put into a second place, for the days when the stick lies in a drawer."""
    folder, ledger_id = place.absolute(), label["ledger_id"]
    facts = {key: label[key] for key in ("ledger_id", "made_at", "last_id", "history_head")}
    facts |= {"folder": str(folder), "mount": _mount_of(folder)}
    remember_in(SETTING, {**_former(folder, ledger_id), f"{ledger_id} {folder}": facts})


def _mount_of(folder: Path) -> str:
    resolved = folder.resolve()
    return next((str(above) for above in (resolved, *resolved.parents) if os.path.ismount(above)), "")


def give_up(place: Path, ledger_id: str) -> None:
    """No longer keep backups of a ledger in a folder; those that lie there stay."""
    remember_in(SETTING, _former(place, ledger_id))


def _former(folder: Path, ledger_id: str) -> dict[str, None]:
    """The entries of one ledger's place, as they are taken away: another ledger keeps its own."""
    wanted = {"folder": str(folder), "ledger_id": ledger_id}
    return {name: None for name, facts in _remembered().items() if wanted.items() <= facts.items()}
