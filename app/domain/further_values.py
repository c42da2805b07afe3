"""What was recorded of a row beside what a paper has boxes or columns for: the archive gets everything (settled 40)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from app.domain.fields import Field, Row
from app.domain.kinds import Prose, Text
from app.domain.ledger_head import dotted_days, paper_text
from app.domain.register import Register

FURTHER_VALUES = Field("further_values", "其余登记内容", Prose())
_ENDS = "。；，"  # others join what follows
CALLED = Field("called", "名称", Text())  # of the row that they belong to


def further_values(
    register: Register, row: Row, shown: Collection[str], *, include_private: bool = False
) -> str | None:
    """The filled-in fields that are not ``shown``, each under its label; None where there are none.

    What the program works out or keeps for itself is no record of the clerk's, unless it is what somebody confided,
    which it moves out of her fields; a flag that is not set says nothing.  Private values have to be revealed already.
    """
    return "；".join(_labelled(register, row, shown, include_private)) or None


def in_annex(rows: Sequence[Row]) -> list[tuple[int, Row]]:
    """The rows of a table of which there is more to tell, with their numbers in it."""
    return [(number, row) for number, row in enumerate(rows, 1) if row.get(FURTHER_VALUES.key)]


def _labelled(register: Register, row: Row, shown: Collection[str], include_private: bool) -> Iterator[str]:
    recorded = (field for field in register.input_fields if field.private or not field.by_program)
    for field in recorded:
        hidden = field.key in shown or (field.private and not include_private)
        if not hidden and not _stands_elsewhere(register, field, row):
            text = _in_words(field, row.get(field.key), include_private)
            if text:
                yield f"{field.label}：{text.rstrip(_ENDS)}"


def _stands_elsewhere(register: Register, field: Field, row: Row) -> bool:
    """A list of one line and the fields that show its values hold the same; of several lines the list holds all."""
    if field.key in register.folded_lists:
        return len(row.get(field.key) or ()) < 2
    return bool(field.in_line and len(row.get(field.in_line.lines) or ()) > 1)


def _in_words(field: Field, value: Any, include_private: bool) -> str:
    if value is None or (field.kind.is_flag and not value):
        return ""
    if field.kind.to:  # the names of records begin with their days
        return dotted_days(paper_text(field, value))
    if not field.kind.columns:
        return paper_text(field, value)
    lines = [words for line in value if (words := _line_in_words(field, line, include_private))]
    if len(lines) < 2:
        return "".join(lines)
    return "".join(f"（{number}）{words}" for number, words in enumerate(lines, 1))


def _line_in_words(field: Field, line: Row, include_private: bool) -> str:
    columns = [column for column in field.kind.columns if include_private or not column.private]
    texts = ((column.label, _in_words(column, line.get(column.key), include_private)) for column in columns)
    return "，".join(f"{label}{text.rstrip(_ENDS)}" for label, text in texts if text)
