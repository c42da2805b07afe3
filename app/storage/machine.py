"""What this machine remembers: the last folder, the look of the window, and the newest head of history.

The head is kept outside the ledger so that a ledger put back to an older state is noticed.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from app.storage.files import complete_file

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
        data = json.loads((profile_folder() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def idle_minutes() -> float:
    """Minutes without a sign of life after which private values are locked; ten unless this machine says otherwise."""
    minutes = machine_settings().get("idle_minutes")
    return float(minutes) if isinstance(minutes, int | float) and minutes > 0 else 10.0


def remember(**settings: Any) -> None:
    """Keep settings of this machine.  A profile that cannot be written costs comfort, not records."""
    folder = profile_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with complete_file(folder / FILE, own=True) as temporary:
            merged = machine_settings() | settings
            temporary.write_text(json.dumps(merged, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError:
        return


def log_fault(kind: str, places: list[str]) -> None:
    """Add a fault to the log: its kind and where it happened, never a value of a record."""
    folder = profile_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / "faults.log", "a", encoding="utf-8") as log:
            log.write(json.dumps({"fault": kind, "at": places}, ensure_ascii=False) + "\n")
    except OSError:
        return
