"""Values that live in a list of their row, seen and written as if they were fields of the row itself.

A clerk writes 答复日期 once; it belongs to the round of handling that is running, the last line of the
list of rounds.  Reading lifts it from there, writing folds it back, so that nothing is kept twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.fields import Context, Field, Row
from app.domain.register import Register


def lift(register: Register, row: Row) -> None:
    """Fill the fields of ``row`` that stand in its lists."""
    for field in register.line_fields:
        row[field.key] = value_in(field, row)


def value_in(field: Field, row: Mapping[str, Any]) -> Any:
    """The value of such a field; None where the list has no such line."""
    assert field.in_line is not None
    lines = row.get(field.in_line.lines) or ()
    number = field.in_line.number
    within = -len(lines) <= number < len(lines)
    return lines[number].get(field.in_line.key) if within else None


def with_computed(register: Register, row: Mapping[str, Any], context: Context) -> Row:
    """A row as lists show it: with the values that are computed."""
    whole = dict(row)
    if register.compute and "id" in row:
        register.compute([whole], context)
    return whole


def without_unchanged(register: Register, values: Mapping[str, Any], shown_row: Mapping[str, Any]) -> Row:
    """``values`` without those that only repeat what is shown of a row already."""
    followed = [field for field in register.fields if not field.computed]
    repeated = {
        f.key
        for f in followed
        if f.key in values and f.key in shown_row and values[f.key] == shown_row[f.key]
    }
    return {key: value for key, value in values.items() if key not in repeated}


def changed_values(
    register: Register, values: Mapping[str, Any], row_before: Mapping[str, Any], context: Context
) -> Row:
    """``values`` without those that only repeat what is shown of a row; a count that says more than the new names is said.

    Two came, one of them is no longer named: who writes 2 beside one name means two, though two were shown before.
    """
    changed = without_unchanged(register, values, with_computed(register, row_before, context))
    repeated = [field.key for field in counts_of(register) if values.get(field.key) is not None]
    repeated = [key for key in repeated if key not in changed]
    if not changed or not repeated:
        return changed
    followed = with_computed(register, {**row_before, **changed, **dict.fromkeys(repeated)}, context)
    return changed | {key: values[key] for key in repeated if values[key] > (followed.get(key) or 0)}


def counts_of(register: Register) -> list[Field]:
    """The counts that follow from the names of a row where nobody says another one."""
    return [field for field in register.fields if field.implied and field.kind.is_quantity]


def fold(register: Register, values: Row, before: Mapping[str, Any]) -> None:
    """Put the line fields among ``values`` into the lists they belong to, begun with those of ``before``.

    Afterwards ``values`` holds the whole lists, and the line fields as they stand in them.
    """
    for key in dict.fromkeys(field.in_line.lines for field in register.line_fields if field.in_line):
        fields = [field for field in register.line_fields if field.in_line and field.in_line.lines == key]
        line_fields = [field for field in fields if field.key in values]
        if not line_fields and key not in values:
            continue
        lines = [dict(line) for line in (values if key in values else before).get(key) or ()]
        # The last line first: a second round that is written beside the first makes a line of its own.
        for field in sorted(line_fields, key=lambda field: field.in_line.number if field.in_line else 0):
            _write(lines, field, values[field.key])
        values[key] = tuple(line for line in lines if line) or None
        for field in fields:
            values[field.key] = value_in(field, values)


def _write(lines: list[dict[str, Any]], field: Field, value: Any) -> None:
    assert field.in_line is not None
    number = field.in_line.number if field.in_line.number >= 0 else max(len(lines) - 1, 0)
    if number >= len(lines):
        if value is None:
            return
        lines.extend({} for _ in range(number + 1 - len(lines)))
    line = lines[number]
    if value is None:
        line.pop(field.in_line.key, None)
    else:
        line[field.in_line.key] = value
