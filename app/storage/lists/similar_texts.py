"""Rows that hold many of some pieces of text: what was said before about the same matter."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.registers import BY_KEY
from app.storage.open_ledger import OpenLedger

NEWEST = 20_000  # rows looked at: twenty years of a busy town, in less time than a key press


def alike(
    ledger: OpenLedger, key: str, columns: Sequence[str], pieces: Sequence[str], least: int, limit: int
) -> list[int]:
    """Ids of rows whose ``columns`` hold at least ``least`` of ``pieces``, most pieces first, then newest."""
    register = BY_KEY[key]
    text = "||' '||".join(f"coalesce({register.field(column).key},'')" for column in columns)
    score = "+".join(f"(instr(words, :p{number}) > 0)" for number in range(len(pieces)))
    sql = (
        f"SELECT id FROM (SELECT id, {score} AS score FROM (SELECT id, {text} AS words "
        f"FROM {register.stored_in} ORDER BY id DESC LIMIT {NEWEST})) "
        "WHERE score >= :least ORDER BY score DESC, id DESC LIMIT :limit"
    )
    values = {f"p{number}": piece for number, piece in enumerate(pieces)}
    with ledger.busy:
        matches = ledger.core.connection.execute(sql, {**values, "least": least, "limit": limit})
        return [row_id for (row_id,) in matches]
