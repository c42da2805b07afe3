"""Where the value of a field stands in SQL: in the row, in a row that belongs to it, in a list of the row."""

from __future__ import annotations

from app.domain.fields import Field
from app.domain.register import Register
from app.storage.core import stages


def place_of(register: Register, field: Field, column: str = "") -> str:
    """The SQL expression of a kept field, ``t`` being the row's table; ``column``: another one of its table."""
    course = register.course
    if course and field.key == course.state:
        return stages.state_column(register)
    if field.in_line:
        return _line_column(register, field)
    if field.part:
        return _part_column(register, field.part, column or field.key)
    return f"t.{column or field.key}"


def _line_column(register: Register, field: Field) -> str:
    """A value inside a list of the row; the last day that is owed comes from the row's course."""
    course = register.course
    if course and field.key == course.due:
        return stages.due_column(register)
    assert field.in_line is not None
    place = "#-1" if field.in_line.number < 0 else str(field.in_line.number)
    return f"json_extract(t.{field.in_line.lines}, '$[{place}].{field.in_line.key}')"


def _part_column(register: Register, link: str, column: str) -> str:
    part = next(part for part in register.parts if part.link == link)
    return f"(SELECT p.{column} FROM {part.register.stored_in} p WHERE p.id = t.{link})"
