"""Opens the sample year: an invented town in a folder of its own, beside the clerk's own ledger."""

from __future__ import annotations

from datetime import date

from app.sample import fill_sample
from app.storage.ledger import Ledger
from app.storage.machine import data_folder

FOLDER = "示例年度"
SAMPLE_DAY = date(2022, 12, 31)


def sample_ledger() -> Ledger:
    """Make the sample anew and open it as on the last day of its year.  Raises what opening raises."""
    data = fill_sample(data_folder().parent / FOLDER)
    return Ledger.open(data, today=SAMPLE_DAY)
