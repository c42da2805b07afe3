"""Two rows that change places: the third item of an agenda becomes the fourth, and the fourth the third."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.domain.fields import Field
from app.domain.kinds import Number
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.storage.ledger import Act, Ledger
from app.storage.query import Query


class TakenPlace(NamedTuple):
    """The number that a row was to get, the id of the row that has it, and the number that it would get instead."""

    field: Field
    other: int
    left: Any


def taken_place(ledger: Ledger, key: str, row_id: int, values: Mapping[str, Any]) -> TakenPlace | None:
    """What stands where a row is to be, when its number alone tells it from the other one; else None.

    ``values``: what is changed.  Such a number counts within something, as that of an item within its session.
    """
    register, row = BY_KEY[key], ledger.row(key, row_id)
    for keys in register.identity if row is not None else ():
        moved = [k for k in keys if k in values]
        if len(keys) < 2 or len(moved) != 1 or not isinstance(register.field(moved[0]).kind, Number):
            continue
        wanted = _stored(register, {**(row or {}), **values}, keys)
        others = [one for one in ledger.ids(key, Query(equals=wanted)) if one != row_id]
        if row and row[moved[0]] is not None and len(others) == 1:
            return TakenPlace(register.field(moved[0]), others[0], row[moved[0]])
    return None


def give_way(act: Act, key: str, taken: TakenPlace) -> None:
    """The other row gets the number that is left; within the act that changes the one, which then asks ``refuse_doubles``."""
    act.doubles_at_end = True
    act.change(key, taken.other, {taken.field.key: taken.left})


def _stored(register: Register, row: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """The values of these keys as the table holds them."""
    stored: dict[str, Any] = {}
    for key in keys:
        kind, value = register.field(key).kind, row.get(key)
        stored[key] = value if value is None else value.id if kind.is_link else kind.to_stored(value)
    return stored
