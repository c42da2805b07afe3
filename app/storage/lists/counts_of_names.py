"""The counts that a kept row would show while its names are changed: what a form shows before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.line_fields import counts_of, with_computed
from app.domain.registers import BY_KEY
from app.storage.open_ledger import OpenLedger


def counts_with(ledger: OpenLedger, key: str, row_id: int, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The counts of a row if this were typed into it, of those that its names give; by field key."""
    register = BY_KEY[key]
    with ledger.busy:
        row = ledger.core.revealed_row(key, row_id)
        counts = [f.key for f in counts_of(register) if row.get(f.key) is None and f.key not in raw]
        if not counts:
            return {}
        values, _ = ledger.read_values(key, raw, row_id=row_id)
        shown = with_computed(register, {**row, **values}, ledger.core.context())
        return {count: shown.get(count) for count in counts}
