"""The original files kept with the records of a year, and where each lies in the package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.registers import BY_KEY
from app.storage.ledger import Ledger
from app.storage.lists.record_files import is_private
from app.storage.query import Query

ATTACHMENTS = "attachments"


@dataclass(frozen=True)
class AttachedFile:
    """One original: the bytes at ``source`` with their hash, its true name, and the record it is kept with."""

    register: str
    row: int
    name: str
    source: Path
    sha256: str
    size: int
    record: str
    attachment: int
    is_private: bool


def attached_files(ledger: Ledger, year: int) -> Iterator[AttachedFile]:
    """Those of the year's records, and of records that belong to no year (a deputy's form); in the order of the rows."""
    entries = ledger.rows(ATTACHMENTS, ledger.ids(ATTACHMENTS), bare=True)
    keys = dict.fromkeys(entry["register"] for entry in entries)
    of_year = {key: set(ledger.ids(key, Query(year=year))) for key in keys}
    wanted = [entry for entry in entries if entry["row"] in of_year[entry["register"]]]
    names = {
        key: ledger.names(key, sorted({e["row"] for e in wanted if e["register"] == key})) for key in keys
    }
    places: dict[tuple[str, int], dict[str, Path]] = {}
    for entry in wanted:
        key, row = entry["register"], entry["row"]
        if (key, row) not in places:
            places[key, row] = {file["sha256"]: file["path"] for file in ledger.attached(key, row)}
        record = f"{BY_KEY[key].noun} {names[key].get(row, row)}"
        yield AttachedFile(
            key, row, entry["name"], places[key, row][entry["sha256"]], entry["sha256"], entry["size"], record,
            entry["id"], is_private(entry),
        )  # fmt: skip
