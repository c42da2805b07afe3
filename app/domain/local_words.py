"""What a town's own words mean in a list of codes: data of the ledger, learnt from answers and edited by the clerk."""

from __future__ import annotations

from app.domain.codes import CodeTable
from app.domain.fields import Lookup
from app.domain.texts import search_key

KEY = "local_words"


def local_code(table: CodeTable, word: str, lookup: Lookup) -> str | None:
    """The code of ``table`` that a local word stands for; None where the ledger holds no such word."""

    def codes() -> dict[str, str | None]:
        rows = lookup.where(KEY, {"list_name": table.name})
        return {search_key(row["word"]): table.read(row["meaning"]) for row in rows}

    codes_by_word: dict[str, str | None] = lookup.remembered(KEY, table.name, codes)
    return codes_by_word.get(search_key(word))
