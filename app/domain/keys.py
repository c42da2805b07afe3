"""The hidden texts of a row: by which it is found, and by which it is sorted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from app.domain import stages
from app.domain.fields import Field
from app.domain.orders import Orders
from app.domain.register import Register
from app.domain.texts import search_key
from app.resources import resource

MAKING = 4  # raised by one whenever the same row would get another find or sort text than before
LAST = "~"  # sorts after digits and Latin letters: rows without the value come last
NEXT = "\x01"  # between the keys: sorts before everything
_COMPLEMENT = str.maketrans("0123456789", "9876543210")


def keys_version(registers: Iterable[Register]) -> str:
    """What the keys were made by: this module, the tables of strokes, and the definitions; 16 hex digits.

    Keys of another version are not those that the same rows would get today.
    """
    definitions = [
        (
            register.key,
            bool(register.job),
            register.order,
            register.called,
            [_facts(f) for f in register.fields],
        )
        for register in registers
    ]
    digest = hashlib.sha256(repr((MAKING, stages.MAKING, definitions)).encode())
    for name in ("strokes.txt", "strokes_overrides.tsv"):
        digest.update(resource(name).read_bytes())
    return digest.hexdigest()[:16]


def _facts(field: Field) -> tuple[str, str, bool, bool, tuple[str, ...]]:
    table = field.kind.table
    labels = tuple(f"{code}={table.label(code)}" for code in table.codes())
    return field.key, field.kind.name, field.private, field.computed, labels


def sort_text(register: Register, row: Mapping[str, Any], orders: Orders) -> str:
    """The key under which ``ORDER BY`` gives the register's own order."""
    return NEXT.join(_sort_piece(register, key, row, orders) for key in register.order)


def _sort_piece(register: Register, key: str, row: Mapping[str, Any], orders: Orders) -> str:
    descending = key.startswith("-")
    field = register.field(key.removeprefix("-"))
    value = row.get(field.key)
    if value is None:
        return LAST
    piece = field.kind.to_order(value, orders)
    return piece.translate(_COMPLEMENT) if descending else piece


def filed_texts(register: Register, sort: str) -> list[str]:
    """What a row with this sort text is filed by: a text for each key of its order, all of them ascending."""
    pieces = zip(register.order, sort.split(NEXT), strict=False)
    return [piece.translate(_COMPLEMENT) if key.startswith("-") else piece for key, piece in pieces]


def find_text(register: Register, row: Mapping[str, Any]) -> str | None:
    """Everything searchable of a row: its words, and the pinyin initials of names and titles.

    None for registers that nobody searches by themselves.
    """
    if not register.job:
        return None
    words: list[str] = []
    for field in _searched(register):
        value = row.get(field.key)
        if value is None:
            continue
        text = field.kind.to_words(value)
        words.append(text)
        sound = field.kind.to_sound(text, row.get("name_pinyin"))
        if sound is not None:
            words.append(sound)
    if any(register.by_key[key].kind.ordinal for key in register.called):
        words.append(register.name_of(row))  # 镇第十六届第四次会议 stands in no field
    return search_key("\n".join(words))


@cache
def _searched(register: Register) -> tuple[Field, ...]:
    # What stands in a line of a list is searched with the whole list.
    return tuple(f for f in register.fields if not (f.private or f.computed or f.in_line))
