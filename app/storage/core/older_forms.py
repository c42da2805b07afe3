"""Entries of the history that a former version wrote, read in today's form."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from app.domain.conversions import CONVERSIONS
from app.domain.fields import Context


class OlderForms:
    """Up to which entry of the history documents stand in an older form."""

    def __init__(self, connection: sqlite3.Connection, context: Callable[[], Context]) -> None:
        self._context = context
        sql = "SELECT key, value FROM meta WHERE key LIKE 'converted_%'"
        self._last = {
            int(key.removeprefix("converted_")): int(value) for key, value in connection.execute(sql)
        }

    def today(
        self, register: str, entry: int, document: Mapping[str, Any] | None
    ) -> Mapping[str, Any] | None:
        """The document of an entry in today's form."""
        if document is None or not self._last:
            return document
        for conversion in CONVERSIONS:
            if conversion.register == register and entry <= self._last.get(conversion.schema, 0):
                document = conversion.convert(document, self._context())
        return document
