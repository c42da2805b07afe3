"""Opinions that are collected at an occasion: what each takes over from its record, and how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.fields import Lookup, Ref, Row

if TYPE_CHECKING:
    from app.domain.register import Register

OPINIONS = "suggestions"  # where every opinion is kept, wherever it was raised


@dataclass(frozen=True)
class Collecting:
    """``source``: the code of what an opinion comes from; ``link``: its field that points to the record.

    ``day``, ``deputies``, ``site``: the record's fields that say when, by whom (one or several) and where it was
    raised; empty where the record has none.
    """

    source: str
    link: str
    day: str
    deputies: str = "deputies"
    site: str = ""

    def taken_over(self, record: Mapping[str, Any]) -> Row:
        """What an opinion takes over from a record, typed or kept, whose own link is not known yet."""
        values: Row = {"class": "opinion", "source": self.source, "raised_on": record.get(self.day)}
        deputies = record.get(self.deputies)
        if deputies:
            values["deputies"] = (deputies,) if isinstance(deputies, Ref | str | Mapping) else deputies
        if record.get(self.site):
            values["site"] = record[self.site]
        return values

    def following(self, record: Mapping[str, Any], itself: Ref) -> Row:
        """The same with the link to the record."""
        return {**self.taken_over(record), self.link: itself}


def opinions_by_record(register: Register, rows: Sequence[Row], lookup: Lookup) -> Mapping[int, int]:
    """How many opinions point to each row of a register that collects them, by its id."""
    counts: dict[int, int] = defaultdict(int)
    if register.collects is not None:
        opinions = lookup.related(OPINIONS, register.collects.link, [row["id"] for row in rows])
        counts.update({row_id: len(of_row) for row_id, of_row in opinions.items()})
    return counts
