"""The log of disclosures: whoever is shown private values, or takes them out of the ledger, is written down first.

An entry lies in the history of the row that it is about (of the office where it is about many) and changes
nothing there; so no digest depends on what was only looked at.
"""

from __future__ import annotations

from pathlib import Path

from app.domain.registers import BY_KEY
from app.storage.core.changes import Change
from app.storage.files import refuse_output_place
from app.storage.ledger import Ledger
from app.storage.refusals import KeyNeeded

SHOWN = "查看保密内容"
TAKEN_OUT = "取出保密内容"


def reveal(ledger: Ledger, key: str, row_id: int, field: str) -> str | None:
    """One private value in plain, written down first; None when nothing is kept.  Raises ``KeyNeeded``."""
    register = BY_KEY[key]
    if ledger.is_locked:
        raise KeyNeeded
    if ledger.reveal(key, row_id, field) is None:
        return None
    _note(ledger, SHOWN, key, row_id, register.field(field).label)
    return ledger.reveal(key, row_id, field)


def note_taken_out(ledger: Ledger, what: str, into: Path | None = None) -> None:
    """Write down that private values leave the ledger: ``what`` says in which file or on which paper.

    Raises ``KeyNeeded`` while they are locked, and ``OutputRefused`` or ``OSError`` when the file ``into``
    could not be written: what never left is not said to have left.
    """
    if ledger.is_locked:
        raise KeyNeeded
    if into is not None:
        refuse_output_place(into)
    _note(ledger, TAKEN_OUT, "office", ledger.office["id"], what)


def _note(ledger: Ledger, name: str, key: str, row_id: int, what: str) -> None:
    if ledger.faults is not None:
        return  # opened to be inspected: nothing is written, and what can be read may be saved
    with ledger.act(name, lasting=True) as act:
        act.note(key, row_id, what)


def disclosures(ledger: Ledger, limit: int = 100) -> list[Change]:
    """The entries of the log, newest first; ``why`` says what was shown or taken out."""
    with ledger.busy:
        entries = ledger.core.chain.select(
            "action IN (?,?)", (SHOWN, TAKEN_OUT), f"ORDER BY id DESC LIMIT {int(limit)}"
        )
        return list(entries)
