"""Opinions that were raised at an occasion: how many are registered of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.fields import Lookup, Row


def opinions_by_record(link: str, rows: Sequence[Row], lookup: Lookup) -> Mapping[int, int]:
    """How many opinions point to each row through their field ``link``, by the row's id."""
    opinions = lookup.related("suggestions", link, [row["id"] for row in rows])
    return {row["id"]: len(opinions.get(row["id"], ())) for row in rows}
