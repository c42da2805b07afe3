"""What was entered lately, to be offered again."""

from __future__ import annotations

from app.domain.fields import Row
from app.domain.register import Register
from ui.open_ledger.workspace import Workspace

LOOKED_AT = 60  # newest rows whose texts are offered


def row_before(workspace: Workspace, register: Register) -> Row | None:
    """The row entered last."""
    ids = workspace.ledger.ids(register.key)
    row = workspace.ledger.row(register.key, max(ids)) if ids else None
    # In another record the name would stand where nobody knows that it is confidential.
    return workspace.ledger.concealed(register.key, row) if row else None


def recent_texts(workspace: Workspace, register: Register) -> dict[str, list[str]]:
    """Texts of the newest rows by field key, newest first, with the usual words of the field behind."""
    ids = sorted(workspace.ledger.ids(register.key), reverse=True)[:LOOKED_AT]
    ledger = workspace.ledger
    rows = ledger.concealed_rows(register.key, ledger.rows(register.key, ids))
    offered = {}
    for field in register.input_fields:
        if field.kind.is_words and not field.kind.wide and not field.private:
            texts = [field.text(row[field.key]) for row in rows if row.get(field.key)]
            offered[field.key] = list(dict.fromkeys([*texts, *field.kind.usual]))
    return {key: texts for key, texts in offered.items() if texts}
