"""The folders outside the data folder that hold backups too: sticks that come and go, as this machine remembers them."""

from __future__ import annotations

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
    """A folder, and what was kept there last: when, and up to which entry of the history (None: nothing yet)."""

    folder: Path
    made_at: datetime | None
    last_id: int | None

    @property
    def is_here(self) -> bool:
        """Whether the stick is plugged in: its folder is there, and so are backups.

        A folder alone tells nothing: the empty place where a stick was mounted stays on the computer's own disk when it
        is pulled, and the next stick, whosoever it is, gets the same drive letter.
        """
        return self.folder.is_dir() and (self.made_at is None or self._holds_backups)

    @property
    def is_another(self) -> bool:
        """Whether the folder is there without any of the backups that were put into it."""
        return self.folder.is_dir() and not self.is_here

    @property
    def _holds_backups(self) -> bool:
        try:
            return next(self.folder.glob(BACKUPS), None) is not None
        except OSError:  # pulled while it is looked at
            return False


def second_places(ledger_id: str | None = None) -> list[SecondPlace]:
    """The second places of a ledger (of all ledgers when None), in the order in which they were chosen."""
    places = []
    for folder, facts in _remembered().items():
        if ledger_id is None or facts.get("ledger_id") == ledger_id:
            places.append(SecondPlace(Path(folder), _moment(facts.get("made_at")), facts.get("last_id")))
    return places


def _remembered() -> dict[str, dict[str, Any]]:
    """What the machine's settings hold; anything else that stands there counts as nothing."""
    return {k: v for k, v in settings_in(SETTING).items() if isinstance(v, dict)}


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
    facts = {key: label[key] for key in ("ledger_id", "made_at", "last_id", "history_head")}
    remember_in(SETTING, {str(place.absolute()): facts})


def give_up(place: Path) -> None:
    """No longer keep backups in a folder; those that lie there stay."""
    remember_in(SETTING, {str(place): None})
