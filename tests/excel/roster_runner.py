"""Runs the importer over one workbook of the roster set and gives what it said."""

from __future__ import annotations

import contextlib
import io
import json
import time
from pathlib import Path
from typing import Any

from app.cli import main
from tests.data.contact.ledger import CONTACT, contact_ledger
from tests.data.rosters.judge import Outcome
from tests.kept_ledgers import in_pages

TODAY = "2026-11-23"


def import_report(folder: Path, truth: dict[str, Any], scratch: Path) -> Outcome:
    """Imports what the truth wants beforehand, then judges the workbook in a dry run.

    `scratch` is an empty or earlier used folder: ledgers that several workbooks start from are made there once.
    """
    data, report = _starting_ledger(folder, truth["ledger"], scratch), scratch / "report.json"
    report.unlink(missing_ok=True)
    options = [part for key, value in truth["args"].items() for part in (f"--{key}", str(value))]
    started = time.perf_counter()
    status, told = _presidium(
        "import",
        truth.get("register", "deputies"),
        folder / truth["file"],
        "--data",
        data,
        "--dry-run",
        "--report",
        report,
        *options,
    )
    seconds = time.perf_counter() - started
    said = json.loads(report.read_text(encoding="utf-8")) if report.exists() else None
    return Outcome(status, said, told, seconds)


def _starting_ledger(folder: Path, ledger: dict[str, Any], scratch: Path) -> Path:
    """A data folder of that town, with the workbooks named in `before` imported."""
    if ledger == CONTACT:
        return _contact_ledger(scratch / "ledger-contact")
    data = scratch / f"ledger-{ledger['county']}-{ledger['term']}-{'-'.join(ledger['before'])}"
    if not data.exists():
        town = ("--town", ledger["town"], "--county", ledger["county"], "--term", ledger["term"])
        _must("init", *town, "--data", data)
        in_pages(data)
        for before in ledger["before"]:
            _must("import", "deputies", folder / before, "--data", data, "--accept-flagged")
    return data


def _contact_ledger(data: Path) -> Path:
    if not data.exists():
        contact_ledger(data).close()
    return data


def _presidium(*arguments: object) -> tuple[int, str]:
    """Exit status and the words on stderr of one command, run inside this process."""
    told = io.StringIO()
    with contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
        status = main([*map(str, arguments), "--today", TODAY])
    return status, told.getvalue()


def _must(*arguments: object) -> None:
    status, told = _presidium(*arguments)
    if status:
        raise RuntimeError(f"{arguments[:2]} ended with {status}: {told}")
