"""One of a known list, and yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as declared
from typing import Any

from app.domain.codes import CodeTable
from app.domain.fields import Context, Field, Kind, Reading
from app.domain.kinds.texts import cell_words
from app.domain.local_words import local_code
from app.domain.orders import Orders

YES = {"是", "有", "√", "✓", "✔", "对", "1", "y", "yes", "true"}
NO = {"否", "无", "没有", "×", "✗", "0", "n", "no", "false", "-", "—"}


@dataclass(frozen=True)
class Choice(Kind):
    """A code of ``table``; stored as the code, read and shown as its label."""

    table: CodeTable = declared()  # no default: that of Kind is for the others
    width: int = 8
    name = "choice"
    align = "center"
    elastic = False
    wide = False

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """A label, an alias or a code; anything else is a warning with the list of what would do."""
        words = cell_words(cell).strip()
        if not words:
            return Reading(None)
        code = self.table.read(words)
        if code is None:
            code = local_code(self.table, words, context.lookup)
        if code is not None:
            return Reading(code)
        offered = "、".join(label for _, label in self.table.short[:8])
        message = f"{field.label}“{words}”不在可选范围内，可以填：{offered}等。"
        severity = "error" if context.typed else "warning"
        return Reading(None, (field.problem("unknown_code", message, severity),))

    def to_text(self, value: Any) -> str:
        """The label."""
        return "" if value is None else self.table.label(value)

    def on_screen(self, value: Any) -> str:
        """The label with its meaning."""
        return "" if value is None else self.table.explained(value)

    def to_order(self, value: Any, orders: Orders) -> str:
        """By the place of the code in its table."""
        return f"{self.table.codes().index(value):03d}"

    def choices(self) -> tuple[str, ...]:
        """The labels of the short list."""
        return tuple(label for _, label in self.table.short)


@dataclass(frozen=True)
class Flag(Kind):
    """Yes or no; blank is None, which reads as not stated."""

    width: int = 5
    name = "flag"
    column = "INTEGER"
    align = "center"
    elastic = False
    wide = False
    is_flag = True

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """是, 否, √, ×, 有, 无 and what programs write; anything else is not kept, so it is refused where it is typed."""
        if isinstance(cell, bool):
            return Reading(cell)
        words = cell_words(cell).strip().lower()
        if not words:
            return Reading(None)
        if words in YES:
            return Reading(True)
        if words in NO:
            return Reading(False)
        severity = "error" if context.typed else "warning"
        return Reading(None, (field.problem("yes_or_no", f"{field.label}请填“是”或“否”。", severity),))

    def to_stored(self, value: Any) -> Any:
        """1, 0 or None."""
        return None if value is None else int(value)

    def from_stored(self, stored: Any) -> Any:
        """True, False or None."""
        return None if stored is None else bool(stored)

    def to_text(self, value: Any) -> str:
        """是 or 否."""
        return "" if value is None else ("是" if value else "否")

    def to_plain(self, value: Any) -> Any:
        """A truth value."""
        return value

    def choices(self) -> tuple[str, ...]:
        """是 and 否."""
        return (self.to_text(True), self.to_text(False))
