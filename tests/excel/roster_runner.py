"""Runs the importer over one workbook of the roster set and gives what it said."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.data.rosters.judge import Outcome

ROOT = Path(__file__).parents[2]


def import_report(folder: Path, truth: dict[str, Any]) -> Outcome:
    """Imports what the truth wants beforehand, then judges the workbook in a dry run."""
    with tempfile.TemporaryDirectory() as scratch:
        data, report = Path(scratch) / "data", Path(scratch) / "report.json"
        ledger = truth["ledger"]
        _must(
            _presidium(
                "init",
                "--town",
                ledger["town"],
                "--county",
                ledger["county"],
                "--term",
                str(ledger["term"]),
                "--data",
                str(data),
            )
        )
        for before in ledger["before"]:
            _must(
                _presidium(
                    "import", "deputies", str(folder / before), "--data", str(data), "--accept-flagged"
                )
            )
        options = [part for key, value in truth["args"].items() for part in (f"--{key}", str(value))]
        started = time.perf_counter()
        done = _presidium(
            "import",
            "deputies",
            str(folder / truth["file"]),
            "--data",
            str(data),
            "--dry-run",
            "--report",
            str(report),
            *options,
        )
        seconds = time.perf_counter() - started
        said = json.loads(report.read_text(encoding="utf-8")) if report.exists() else None
        return Outcome(done.returncode, said, done.stderr, seconds)


def _presidium(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def _must(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        raise RuntimeError(f"{done.args[3:]} ended with {done.returncode}: {done.stderr}")
