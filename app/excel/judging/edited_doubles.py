"""Rows of the ledger that an edited workbook would make the same as others: 2022-017 typed over 2022-018."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.fields import Row
from app.domain.register import Register
from app.excel.judging.entries import Entry
from app.excel.judging.identities import identities_of
from app.excel.judging.records import doubt


def with_edited_doubles(
    entries: Sequence[Entry], rows: Mapping[int, Row], register: Register
) -> tuple[Entry, ...]:
    """The entries, those in doubt whose changes leave two rows with one identity once all of the file is written.

    ``rows``: the ledger's, by id.  The ledger would refuse the whole import for one of them; lines that take each
    other's numbers are none.
    """
    telling = {key for keys in register.identity for key in keys}
    edited = {e.row_id: e for e in entries if e.row_id in rows and not telling.isdisjoint(e.changes)}
    if not edited:
        return tuple(entries)
    after = {row_id: {**row, **_changes(edited.get(row_id))} for row_id, row in rows.items()}
    holders: dict[Any, set[int]] = {}
    for row_id, row in after.items():
        for key in identities_of(row, register):
            holders.setdefault(key, set()).add(row_id)
    return tuple(
        _doubted(entry, after, holders, register) if entry.row_id in edited else entry for entry in entries
    )


def _changes(entry: Entry | None) -> Mapping[str, Any]:
    return {key: value for key, value in entry.changes.items() if key not in entry.unkept} if entry else {}


def _doubted(
    entry: Entry, after: Mapping[int, Row], holders: Mapping[Any, Iterable[int]], register: Register
) -> Entry:
    own = entry.row_id or 0
    met = {row_id for key in identities_of(after[own], register) for row_id in holders[key]} - {own}
    if not met or entry.verdict not in ("changed", "flagged"):
        return entry
    words = f"改了以后与台账里的“{register.name_of(after[min(met)])}”成了同一条，请核对。"
    changed = next(key for keys in register.identity for key in keys if key in entry.changes)
    return replace(
        entry, verdict="flagged", problems=(*entry.problems, doubt(changed, "same_identity", words))
    )
