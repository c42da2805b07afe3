"""Whether what a program handed in (JSON above all) can be a value of a field at all, before a kind reads it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from app.domain.days import PartialDate
from app.domain.fields import Field, Kind, Lookup, Private, Problem, Ref
from app.domain.kind_table import KindTable
from app.domain.register import Register
from app.domain.texts import refused_characters

MASK = str(Private(0, ""))  # how a private value is listed
LARGEST = 2**63 - 1  # the largest id that SQLite keeps
_PLAIN = (str, int, float, date, PartialDate, Private)


def unknown(register: Register, name: str) -> Problem:
    """The problem of a key that is no field of the register."""
    return Problem(name, "error", "unknown_field", f"{register.label}没有“{name}”这一栏。")


def unreadable(field: Field, cell: Any, lookup: Lookup) -> Problem | None:
    """Why a cell cannot be a value of the field: computed, of a wrong shape, unkeepable, or a link to nothing."""
    if field.computed or (field.by_program and cell not in (None, "", MASK)):
        return field.problem("computed", f"“{field.label}”由程序算出，不用填写。")
    shape = _SHAPES[field.kind]
    if cell is not None and not shape.holds(field.kind, cell):
        return field.problem("wrong_type", f"{field.label}的写法不对：{shape.words}。")
    for text in _texts(cell):
        refusal = refused_characters(text)
        if refusal:
            return field.problem("characters", f"{field.label}：{refusal}")
    if field.kind.to:
        several = field.kind.several and isinstance(cell, list | tuple)
        return _dangling(field, cell if several else [cell], lookup)
    return None


def _is_plain(kind: Kind, cell: Any) -> bool:
    if isinstance(cell, bool) or (isinstance(cell, float) and not math.isfinite(cell)):
        return False
    return isinstance(cell, _PLAIN) and not (isinstance(cell, int) and abs(cell) > LARGEST)


def _is_flag(kind: Kind, cell: Any) -> bool:
    return isinstance(cell, bool) or _is_plain(kind, cell)


def _is_list_of_links(kind: Kind, cell: Any) -> bool:
    return all(map(_is_link, cell)) if isinstance(cell, list | tuple) else _is_plain(kind, cell)


def _is_list_of_lines(kind: Kind, cell: Any) -> bool:
    if isinstance(cell, list | tuple):
        return all(_is_line(kind, line) for line in cell)
    return _is_plain(kind, cell)


def _is_line(kind: Kind, line: Any) -> bool:
    columns = {column.key: column.kind for column in kind.columns}
    return (
        isinstance(line, Mapping)
        and line.keys() <= columns.keys()
        and all(c is None or _SHAPES[columns[key]].holds(columns[key], c) for key, c in line.items())
    )


def _is_link(cell: Any) -> bool:
    if isinstance(cell, Mapping):
        name_is_text = cell.get("name") is None or isinstance(cell["name"], str)
        return cell.keys() <= {"id", "name"} and bool(cell) and _is_id(cell.get("id")) and name_is_text
    if isinstance(cell, Ref):
        return _is_id(cell.id)
    if isinstance(cell, Sequence) and not isinstance(cell, str):
        return len(cell) == 2 and _is_id(cell[0]) and isinstance(cell[1], str)
    return isinstance(cell, str) or (_is_id(cell) and cell is not None)


def _is_id(number: Any) -> bool:
    if number is None:
        return True
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= LARGEST


class _Shape(NamedTuple):
    """Whether a cell can be a value of the kind, and in words what it should be."""

    holds: Callable[[Kind, Any], bool]
    words: str


_TEXT_OR_NUMBER = _Shape(_is_plain, "要填文字或数字")
_SHAPES: KindTable[_Shape] = KindTable(
    "shape of what a program hands in",
    __name__,
    {
        **dict.fromkeys(("text", "prose", "person", "id_number", "phone", "choice"), _TEXT_OR_NUMBER),
        **dict.fromkeys(("day", "known_day", "time", "number", "money"), _TEXT_OR_NUMBER),
        "flag": _Shape(_is_flag, "要填 true 或 false（是或否）"),
        "link": _Shape(lambda _, cell: _is_link(cell), '要填名称，或 {"id": 记录号}'),
        "links": _Shape(_is_list_of_links, '要填名称的列表，或 [{"id": 记录号}]'),
        "lines": _Shape(_is_list_of_lines, '要填列表，每行写成 {"栏目": 值}'),
    },
)


def _dangling(field: Field, cells: Sequence[Any], lookup: Lookup) -> Problem | None:
    for cell in cells:
        if isinstance(cell, Mapping):
            row_id = cell.get("id")
        else:
            row_id = cell[0] if isinstance(cell, Sequence) and not isinstance(cell, str) else None
        if row_id is not None and lookup.row(field.kind.to, row_id) is None:
            return field.problem("unknown_reference", f"{field.label}里没有记录号 {row_id}，请核对。")
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
