"""What became of records after an entry of the history: which fields read otherwise now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from app.domain.registers import BY_KEY
from app.storage.open_ledger import OpenLedger

Document = Mapping[str, Any]


def entry_now(ledger: OpenLedger) -> tuple[int, str]:
    """The newest durable entry of the history: its number and its hash."""
    with ledger.busy:
        return ledger.core.chain.kept


def fields_changed_since(
    ledger: OpenLedger, key: str, rows: Collection[int], entry: tuple[int, str]
) -> dict[int, tuple[str, ...]]:
    """By row that is still there the labels of the fields with another value than at ``entry``.

    What was changed and taken back is no change.
    Nothing where the entry is of another history: a ledger that was read out of a damaged one begins anew.
    """
    number, code = entry
    before: dict[int, Document] = {}
    after: dict[int, Document | None] = {}
    with ledger.busy:
        chain = ledger.core.chain
        if not any(change.hash == code for change in chain.select("id=?", (number,))):
            return {}
        for change in chain.select("register=? AND id>?", (key, number), "ORDER BY id"):
            if change.row in rows and change.before is not None:
                before.setdefault(change.row, change.before)
                after[change.row] = change.after
    labels = {field.key: field.label for field in BY_KEY[key].fields}
    pairs = ((row, document, after[row]) for row, document in before.items())
    changed = {row: _differing(old, new, labels) for row, old, new in pairs if new is not None}
    return {row: names for row, names in changed.items() if names}


def _differing(before: Document, after: Document, labels: Mapping[str, str]) -> tuple[str, ...]:
    keys = [key for key in labels if before.get(key) != after.get(key)]
    return tuple(labels[key] for key in keys)
