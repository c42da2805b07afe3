"""Whether what a program handed in (JSON above all) can be a value of a field at all, before a kind reads it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Field, Lookup, Private, Problem, Ref
from app.domain.kinds import Lines
from app.domain.register import Register
from app.domain.texts import refused_characters

MASK = str(Private(0, ""))  # how a private value is listed
LARGEST = 2**63 - 1  # the largest id that SQLite keeps
_PLAIN = (str, int, float, date, PartialDate, Private)


def unknown(register: Register, name: str) -> Problem:
    """The problem of a key that is no field of the register."""
    return Problem(name, "error", "unknown_field", f"{register.label}没有「{name}」这一栏。")


def unreadable(field: Field, cell: Any, lookup: Lookup) -> Problem | None:
    """Why a cell cannot be a value of the field: computed, of a wrong shape, unkeepable, or a link to nothing."""
    if field.computed or (field.by_program and cell not in (None, "", MASK)):
        return field.problem("computed", f"「{field.label}」由程序算出,不用填写。")
    if not _has_shape(field, cell):
        return field.problem(
            "wrong_type", f"{field.label}的写法不对:{_SHAPES.get(field.kind.name, _SHAPES[''])}。"
        )
    for text in _texts(cell):
        refusal = refused_characters(text)
        if refusal:
            return field.problem("characters", f"{field.label}:{refusal}")
    if field.kind.name == "link":
        return _dangling(field, [cell], lookup)
    if field.kind.name == "links" and isinstance(cell, list | tuple):
        return _dangling(field, cell, lookup)
    return None


_SHAPES = {
    "": "要填文字或数字",
    "flag": "要填 true 或 false(是或否)",
    "link": '要填名称,或 {"id": 记录号}',
    "links": '要填名称的列表,或 [{"id": 记录号}]',
    "lines": '要填列表,每行写成 {"栏目": 值}',
}


def _has_shape(field: Field, cell: Any) -> bool:
    kind = field.kind
    if cell is None:
        return True
    if kind.name == "flag" and isinstance(cell, bool):
        return True
    if kind.name == "link":
        return _is_link(cell)
    if kind.name == "links" and isinstance(cell, list | tuple):
        return all(_is_link(one) for one in cell)
    if isinstance(kind, Lines) and isinstance(cell, list | tuple):
        return all(_is_line(kind, line) for line in cell)
    return _is_plain(cell)


def _is_plain(cell: Any) -> bool:
    if isinstance(cell, bool) or (isinstance(cell, float) and not math.isfinite(cell)):
        return False
    return isinstance(cell, _PLAIN) and not (isinstance(cell, int) and abs(cell) > LARGEST)


def _is_line(kind: Lines, line: Any) -> bool:
    known = {column.key for column in kind.columns}
    return (
        isinstance(line, Mapping)
        and line.keys() <= known
        and all(_has_shape(column, line.get(column.key)) for column in kind.columns)
    )


def _is_link(cell: Any) -> bool:
    if isinstance(cell, Mapping):
        named = cell.get("name") is None or isinstance(cell["name"], str)
        return cell.keys() <= {"id", "name"} and bool(cell) and _is_id(cell.get("id")) and named
    if isinstance(cell, Ref):
        return _is_id(cell.id)
    if isinstance(cell, Sequence) and not isinstance(cell, str):
        return len(cell) == 2 and _is_id(cell[0]) and isinstance(cell[1], str)
    return isinstance(cell, str) or (_is_id(cell) and cell is not None)


def _is_id(number: Any) -> bool:
    if number is None:
        return True
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= LARGEST


def _dangling(field: Field, cells: Sequence[Any], lookup: Lookup) -> Problem | None:
    for cell in cells:
        if isinstance(cell, Mapping):
            row_id = cell.get("id")
        else:
            row_id = cell[0] if isinstance(cell, Sequence) and not isinstance(cell, str) else None
        if row_id is not None and lookup.row(field.kind.to, row_id) is None:
            return field.problem("unknown_reference", f"{field.label}里没有记录号 {row_id},请核对。")
    return None


def _texts(cell: Any) -> Iterator[str]:
    if isinstance(cell, str):
        yield cell
    elif isinstance(cell, Mapping):
        for value in cell.values():
            yield from _texts(value)
    elif isinstance(cell, list | tuple):
        for value in cell:
            yield from _texts(value)
