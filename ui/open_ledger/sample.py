"""The sample year in the window: an invented town in a folder of its own, seen as on the last day of its year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.sample import ENTERED_AT, MARK, fill_sample
from app.storage.ledger import Ledger
from app.storage.machine import data_folder

FOLDER = "示例年度"


def sample_ledger() -> Ledger:
    """Make the sample anew beside the clerk's own folder and open it.  Raises what making and opening raise."""
    folder = fill_sample(data_folder().parent / FOLDER)
    return Ledger.open(folder, today=sample_day(folder))


def is_sample(folder: Path) -> bool:
    """Whether a ledger's folder is that of the sample."""
    return (folder / MARK).exists()


def sample_day(folder: Path) -> date | None:
    """The day on which the sample is looked at; None for a real ledger, which goes by the clock."""
    return ENTERED_AT.date() if is_sample(folder) else None
