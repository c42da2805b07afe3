"""Files of records that are missing, empty or altered, and the record that each belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.registers import BY_KEY
from app.storage.open_ledger import OpenLedger


@dataclass(frozen=True)
class LostFile:
    """A file that is not what was attached: the row of the attachment, its record, and what is wrong in a sentence."""

    attachment: int
    register: str
    row: int
    sentence: str


def lost_files(ledger: OpenLedger) -> tuple[LostFile, ...]:
    """Every lost file; reads the bytes only of those that were written since they were looked at last."""
    with ledger.busy:
        lost = ledger.core.attachments.lost(deep=True, again=False)
        return tuple(_described(ledger, row, what) for row, what in lost)


def _described(ledger: OpenLedger, row: dict[str, object], what: str) -> LostFile:
    key, number = str(row["register"]), int(str(row["row"]))
    name = ledger.names(key, [number]).get(number, str(number))
    sentence = f"{BY_KEY[key].label}“{name}”的附件“{row['name']}”{what}。"
    return LostFile(int(str(row["id"])), key, number, sentence)
