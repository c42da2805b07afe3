"""A rule for registers whose rows are numbered by hand: no two rows of one series bear one number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Context, Problem, Ref
from app.domain.register import Rule


def numbered_once(register: str, field: str, label: str, *within: str) -> Rule:
    """A rule: no other row of ``register`` with the same ``within`` has the number that stands in ``field``.

    ``label``: the number as its column is headed.  Rows of a sheet are held against the ledger alone, and
    only once they are kept: an import that is looked through again would doubt its own rows.
    """

    def once(row: Mapping[str, Any], context: Context) -> Problem | None:
        """The same number twice: the paper leads to the wrong record, and one of the two numbers is missing."""
        number = row.get(field)
        if number is None or row.get("id") is None:
            return None
        series = {key: _plain(row.get(key)) for key in (field, *within)}
        others = [one for one in context.lookup.where(register, series) if one["id"] != row["id"]]
        if not others:
            return None
        message = f"{label} {number} 有 {len(others) + 1} 条记录在用，请核对，号码写错的请更正。"
        return Problem(field, "warning", "number_twice", message)

    return once


def _plain(value: Any) -> Any:
    """As rows are looked for: a link by its id, a day known in part by its text."""
    if isinstance(value, PartialDate):
        return value.iso
    return value.id if isinstance(value, Ref) else value
