"""Links of rows to other rows of the same file: 并入2021-42号 names the row whose number that is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from app.domain.fields import Field, Ref
from app.domain.register import Register
from app.excel.judging.records import REFERENCE, Record

_SERIAL = re.compile(r"(?<!\d)0*(\d+)(?!\d)\D{0,3}$")  # the last figures of a number: 17 of 2026-017号


def own_links(register: Register) -> list[Field]:
    """The fields of a register that link to rows of its own."""
    return [f for f in register.input_fields if f.kind.to == register.key and not f.kind.several]


def linked_within(records: list[Record], register: Register) -> list[Record]:
    """The records with their links to rows of the file under the very words by which these are called."""
    fields, called = own_links(register), register.called[0]
    open_ones = [f for f in fields if any(_is_open(record, f) for record in records)]
    if not open_ones:
        return records
    names = [str(record.values[called]) for record in records if record.values.get(called)]
    names = [name for name in names if names.count(name) == 1]
    for field in open_ones:
        records = [_linked(record, field, called, names) for record in records]
    return records


def _is_open(record: Record, field: Field) -> bool:
    value = record.values.get(field.key)
    return isinstance(value, Ref) and value.id is None


def _linked(record: Record, field: Field, called: str, names: Sequence[str]) -> Record:
    if not _is_open(record, field):
        return record
    name = _named(record.values[field.key].name, [n for n in names if n != record.values.get(called)])
    if not name:
        return record
    return record.having({field.key: Ref(None, name)}).without(record.doubts(field.key, REFERENCE))


def _named(words: str, names: Collection[str]) -> str:
    """The one name that words are or hold, or whose serial is the figure at their end; empty for none or several."""
    if words in names:
        return words
    held = {n for n in names if re.search(rf"(?<!\d){re.escape(n.removesuffix('号'))}(?!\d)", words)}
    if not held and (serial := _SERIAL.search(words)) and not re.search(r"\d\D+\d", words):
        held = {n for n in names if (own := _SERIAL.search(n)) and own[1] == serial[1]}
    return held.pop() if len(held) == 1 else ""
