"""A process of this program beside this one, from the source tree and from the packaged program alike."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]


def child_command(flag: str, module: str, *words: str) -> list[str]:
    """How the child is started: the packaged program knows it by ``flag``, Python by the module's name."""
    is_packaged = getattr(sys, "frozen", False)
    return [sys.executable, *([flag] if is_packaged else ["-m", module]), *words]


def child_surroundings() -> dict[str, Any]:
    """What a child is started with, as keywords of ``subprocess``.

    It starts in the program's own folder: beside a foreign file one named json.py would be run.
    """
    return {
        "stderr": subprocess.DEVNULL,  # a traceback could hold a person's data
        "cwd": _ROOT if _ROOT.is_dir() else None,
        "env": {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
        "creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0),
    }
