"""The pills of registers in SQL: from the kept timeline of rows with a course, else from the pill's own condition."""

from __future__ import annotations

from app.domain.conditions import Blank, Both, Condition, Either, Is, Not, Reached
from app.domain.register import Register
from app.storage.core import stages


def condition_of(register: Register, key: str) -> str:
    """The SQL condition of a pill, ``t`` being the row's table and ``:today`` an ISO day; KeyError without it."""
    choice = register.pill(key)
    if register.course:
        return stages.condition(register, choice)
    if choice.where is None:
        raise KeyError(f"{register.key}.{key} says of no row that it is shown")
    return sql_of(choice.where)


def sql_of(condition: Condition) -> str:
    """A condition in SQL; never NULL, so that its contrary is what the rest meets."""
    match condition:
        case Is(field, value):
            return f"t.{field} IS {int(value) if isinstance(value, bool) else repr(value)}"
        case Blank(field):
            return f"t.{field} IS NULL"
        case Reached(field):
            return f"coalesce(t.{field} <= :today, 0)"
        case Both(one, other):
            return f"({sql_of(one)} AND {sql_of(other)})"
        case Either(one, other):
            return f"({sql_of(one)} OR {sql_of(other)})"
        case Not(one):
            return f"NOT {sql_of(one)}"
    raise TypeError(f"{type(condition).__name__} has no SQL in app/storage/core/predicates.py")
