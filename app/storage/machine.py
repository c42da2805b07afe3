"""What this machine remembers: the last folder, the look of the window, and the newest head of history.

The head is kept outside the ledger so that a ledger put back to an older state is noticed.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.storage import os_lock
from app.storage.files import RETRIES, SETTINGS_LOCK, complete_file, sweep

FILE = "machine.json"


def profile_folder() -> Path:
    """The folder of machine settings: ``PRESIDIUM_PROFILE``, else the system's usual place."""
    chosen = os.environ.get("PRESIDIUM_PROFILE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "PresidiumLedger"
    return Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config")) / "presidium-ledger"


def data_folder() -> Path:
    """Where the window keeps its ledger unless told otherwise."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "PresidiumLedger" / "data"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "presidium-ledger"


def machine_settings() -> dict[str, Any]:
    """The settings of this machine; empty when there are none or they cannot be read."""
    try:
        return _read(profile_folder())
    except OSError:
        return {}


def settings_in(name: str) -> dict[str, Any]:
    """The entries of a setting that has some; anything else that stands there counts as nothing."""
    entries = machine_settings().get(name)
    return entries if isinstance(entries, dict) else {}


def _read(folder: Path) -> dict[str, Any]:
    """Raises ``OSError`` where a file that is there cannot be read now."""
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def idle_minutes() -> float:
    """Minutes without a sign of life after which private values are locked; ten unless this machine says otherwise."""
    minutes = machine_settings().get("idle_minutes")
    return float(minutes) if isinstance(minutes, int | float) and minutes > 0 else 10.0


def remember(**settings: Any) -> None:
    """Keep settings of this machine.  A profile that cannot be written costs comfort, not records."""
    _write(lambda kept: kept | settings)


def remember_in(name: str, entries: Mapping[str, Any]) -> None:
    """Keep entries of a setting beside those that it has; one that is None goes."""

    def merged(kept: dict[str, Any]) -> dict[str, Any]:
        former = kept.get(name)
        both = {**(former if isinstance(former, dict) else {}), **entries}
        return kept | {name: {key: value for key, value in both.items() if value is not None}}

    _write(merged)


def _write(change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Read, change and write under one lock: threads and other windows write their settings too.

    What cannot be read now is not written over: it holds the heads by which an older ledger is noticed.
    """
    folder = profile_folder()
    for _ in range(
        2
    ):  # a disk that failed for a moment is asked once more: the head of a restored ledger is among it
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _locked(folder):
                sweep(folder, depth=1)
                settings = change(_read(folder))
                with complete_file(folder / FILE, own=True) as temporary:
                    text = json.dumps(settings, ensure_ascii=False, indent=1)
                    temporary.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock on the settings; raises ``OSError`` when others do not let go of it within two seconds."""
    handle = os.open(folder / SETTINGS_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        for pause in RETRIES:
            with contextlib.suppress(OSError):
                os_lock.take(handle)
                break
            time.sleep(pause)
        else:
            os_lock.take(handle)
        yield
    finally:
        os.close(handle)


def log_fault(kind: str, places: list[str]) -> None:
    """Add a fault to the log: its kind and where it happened, never a value of a record."""
    folder = profile_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / "faults.log", "a", encoding="utf-8") as log:
            log.write(json.dumps({"fault": kind, "at": places}, ensure_ascii=False) + "\n")
    except OSError:
        return
