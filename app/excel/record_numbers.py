"""The 记录号 column of an export meant for editing: which ledger and which row a line came from."""

from __future__ import annotations

import re

_FORM = re.compile(r"^([0-9a-f]{8,32})[-:](\d{1,9})$")


def record_number(ledger_id: str, row_id: int) -> str:
    """The text of the cell: the ledger's own name, shortened, and the row's id."""
    return f"{ledger_id[:8]}-{row_id}"


def row_of(text: str, ledger_id: str) -> int | None:
    """The row id that a cell names in this ledger; None for another ledger's number or any other text."""
    match = _FORM.match(text.strip().lower())
    return int(match.group(2)) if match and ledger_id.startswith(match.group(1)) else None
