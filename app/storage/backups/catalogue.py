"""Which backups lie in a folder, in the order in which they were made, and which of them may go.

The order is that of a running number: clocks of old machines run wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.storage.backups import package
from app.storage.refusals import LedgerRefused

FOLDER = "backups"
NAME = re.compile(r"backup-(\d{6,9})-\d{8}-\d{6}\.zip")
HIGHEST = 999_999_999  # running number that fits into a name
(
    BY_HAND,
    AT_CLOSING,
    DAILY,
    BEFORE_IMPORT,
    BEFORE_RESTORE,
    BEFORE_MIGRATION,
    BEFORE_PROTECTION,
    BEFORE_TERM,
) = (
    "by_hand",
    "at_closing",
    "daily",
    "before_import",
    "before_restore",
    "before_migration",
    "before_protection",
    "before_term",
)
KINDS = {
    BY_HAND: "手动",
    AT_CLOSING: "关闭时",
    DAILY: "每天一次",
    BEFORE_IMPORT: "导入前",
    BEFORE_RESTORE: "恢复前",
    BEFORE_MIGRATION: "升级前",
    BEFORE_PROTECTION: "更换密钥前",
    BEFORE_TERM: "换届前",
}
# How many are kept: the newest; the first of each of the last days, weeks and months on which any was made; the
# newest of those made before something large.  The first of each year and those before a migration stay for good.
NEWEST, DAYS, WEEKS, MONTHS, BEFORE = 10, 14, 8, 24, 20


@dataclass(frozen=True)
class Backup:
    """A backup as its label tells; ``label`` is empty where the file cannot be read."""

    path: Path
    label: Mapping[str, Any]

    @property
    def number(self) -> int:
        """The running number; 0 for one that has none."""
        return int(self.label.get("number", 0))

    @property
    def is_readable(self) -> bool:
        """Whether the file carries a label of ours."""
        return bool(self.label)

    @property
    def made_at(self) -> datetime | None:
        """When it was made, by the clock of then."""
        try:
            return datetime.fromisoformat(self.label["made_at"])
        except (KeyError, ValueError):
            return None

    @property
    def kind(self) -> str:
        """Why it was made, a key of ``KINDS``."""
        return str(self.label.get("kind", BEFORE_MIGRATION))

    @property
    def row_count(self) -> int:
        """Rows of all registers."""
        return sum(count for count in self.label.get("rows", {}).values() if isinstance(count, int))


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a folder that go by their own names, newest first; files that cannot be read come last."""
    return _newest_first(path for path in _files(folder) if _is_named(path) or path.suffix == ".db")


def copies_in(folder: Path) -> list[Backup]:
    """The same with those that somebody renamed; a file that is no backup and is not called like one is left out."""
    copies = _newest_first(path for path in _files(folder) if path.suffix.lower() in (".zip", ".db"))
    return [one for one in copies if one.is_readable or _is_named(one.path)]


def _newest_first(paths: Iterable[Path]) -> list[Backup]:
    # Copies without a number, as before a migration, go by the time of the file.
    return sorted(
        map(_read, paths),
        key=lambda one: (one.number, str(one.label.get("made_at", "")), one.path.name),
        reverse=True,
    )


def _is_named(path: Path) -> bool:
    return NAME.fullmatch(path.name) is not None


def number_in_name(path: Path) -> int:
    """The running number that a file is called by; 0 for none."""
    name = NAME.fullmatch(path.name)
    return int(name[1]) if name else 0


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]


def _read(path: Path) -> Backup:
    try:
        if package.is_bare(path):
            moment = datetime.fromtimestamp(path.stat().st_mtime).isoformat(timespec="seconds")
            return Backup(path, {"number": 0, "made_at": moment, "kind": BEFORE_MIGRATION})
        return Backup(path, package.read_label(path))
    except (OSError, LedgerRefused):
        return Backup(path, {})


def is_whole(backup: Backup) -> bool:
    """Whether the file is byte for byte what was verified when it was made; reads all of it."""
    try:
        if backup.is_readable and not package.is_bare(backup.path):
            package.refuse_altered(backup.path)
    except (OSError, LedgerRefused):
        return False
    return backup.is_readable


def of_ledger(backups: Sequence[Backup], ledger_id: str) -> list[Backup]:
    """Those of one ledger that can be read, in the same order."""
    return [backup for backup in backups if backup.label.get("ledger_id") == ledger_id]


def is_of_another(backup: Backup, ledger_id: str | None) -> bool:
    """Whether its label names a ledger other than this one; where none is known, or named, it may be of any."""
    return bool(ledger_id) and backup.label.get("ledger_id", ledger_id) != ledger_id


def owner_words(backup: Backup, ledger_id: str | None) -> str:
    """Whose it is, where it is another ledger's: 另一本台账（迳口镇）的; nothing for one's own."""
    if not is_of_another(backup, ledger_id):
        return ""
    town = backup.label.get("town")
    return f"另一本台账（{town}）的" if town else "另一本台账的"


def highest_number(folder: Path) -> int:
    """The highest running number in a folder, readable or not."""
    return max(map(number_in_name, _files(folder)), default=0)


def superfluous(backups: Sequence[Backup]) -> list[Backup]:
    """Which of a ledger's backups (newest first) are kept by no rule, oldest first.

    Nothing is counted by the distance of dates, so that a clock that runs wrong makes none of them old: a day, week
    or month counts as one more, whatever it says.
    """
    keep = {backup.path for backup in backups[:NEWEST]}
    dated = [(backup, backup.made_at) for backup in backups]
    for pattern, most in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS), ("%Y", len(backups))):
        firsts: dict[str, Path] = {}
        for backup, moment in dated:
            if moment is not None:
                period = moment.strftime(pattern)
                if period in firsts or len(firsts) < most:
                    firsts[period] = backup.path  # the oldest of the period is looked at last
        keep |= set(firsts.values())
    large = (BEFORE_IMPORT, BEFORE_RESTORE, BEFORE_PROTECTION, BEFORE_TERM)
    before = [backup.path for backup in backups if backup.kind in large]
    keep |= set(before[:BEFORE])
    keep |= {backup.path for backup in backups if backup.kind == BEFORE_MIGRATION or backup.made_at is None}
    return [backup for backup in reversed(backups) if backup.path not in keep]
