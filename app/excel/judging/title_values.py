"""What a title settles for all rows of its table: 群众意见登记台账 says the class of every row."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.register import Register
from app.excel.layout.tables import Table


def values_of_title(table: Table, register: Register) -> dict[str, str | bool]:
    """Code by field, for fields that have no column of their own; the section of our own ledgers goes before words."""
    in_words: dict[str, str | bool] = {
        key: code
        for key, patterns in register.intake.titled.items()
        if key not in table.columns.whole and (code := _code_in(table.facts.words, patterns))
    }
    return in_words | {key: code for key, code in table.section.items() if key not in table.columns.whole}


def _code_in(words: Iterable[str], patterns: tuple[tuple[str, str | bool], ...]) -> str | bool | None:
    """The first code whose pattern a title holds; titles nearest to the table's own words come first."""
    for text in words:
        for pattern, code in patterns:
            if re.search(pattern, text):
                return code
    return None
