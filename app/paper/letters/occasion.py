"""What a letter is about and to whom it goes: the round of handling, and each person who is answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from app.domain import handling_rounds as rounds
from app.domain.fields import Context, Ref, Row
from app.storage.ledger import Ledger
from app.storage.query import Query

KEY = "suggestions"
# By which of its values a round is one that the letter can be about.
_MARKS = {"reply": ("replied_on", "reply_text"), "consultation": ("replied_on",)}
_SINGLY = ("reply",)  # letters of which everybody gets his own
_COLUMNS = tuple(column.key for column in rounds.ROUND_COLUMNS)


class Occasion(NamedTuple):
    """One letter: ``row`` is the matter as its round ``number`` stands, ``own`` what the addressee raised.

    ``own`` differs from the matter where it was merged into it.  ``to``: the deputy, or None for a visitor.
    """

    row: Row
    number: int
    own: Row
    to: Ref | None


def round_number(kind: str, row: Mapping[str, Any]) -> int:
    """The place of the newest round that a letter can be about, the last one where there is none; -1 without."""
    marks = _MARKS.get(kind, ("assigned_on",))
    lines = rounds.rounds_of(row)
    fitting = [number for number, one in enumerate(lines) if any(one.get(key) for key in marks)]
    return fitting[-1] if fitting else len(lines) - 1


def round_seen(kind: str, row: Row, context: Context) -> tuple[Row, int]:
    """The matter with the values of the round that a letter is about, and that round's place."""
    number, lines = round_number(kind, row), rounds.rounds_of(row)
    if number in (-1, len(lines) - 1):
        return row, number
    one = lines[number]
    later = any(line.get("assigned_on") for line in lines[number + 1 :])  # somebody else may handle it since
    handler = Ref(None, one["handler"]) if later and one.get("handler") else row.get("lead_handler")
    own = {key: one.get(key) for key in _COLUMNS if key != "handler"}
    return {**row, **own, "due_on": rounds.due_of(row, number, context), "lead_handler": handler}, number


def occasions(ledger: Ledger, kind: str, row: Row) -> list[Occasion]:
    """The letters of one kind about one matter: a reply for everybody who raised it, else one."""
    seen, number = round_seen(kind, row, ledger.context())
    if kind not in _SINGLY:
        return [Occasion(seen, number, row, None)]
    return [Occasion(seen, number, own, to) for own, to in _answered(ledger, row)]


def _answered(ledger: Ledger, row: Row) -> Iterator[tuple[Row, Ref | None]]:
    """Each sponsor once, those of what was merged into the matter among them; a visitor where there is none."""
    sponsors: set[Any] = set()
    for own in (row, *merged_rows(ledger, row)):
        people: tuple[Ref | None, ...] = tuple(own.get("deputies") or ()) or (None,)
        for to in people:
            person = (to.id or to.name) if to else ("visitor", own.get("visitor") or "")
            if person not in sponsors:
                sponsors.add(person)
                yield own, to


def merged_rows(ledger: Ledger, row: Row) -> list[Row]:
    """The matters merged into this one, and those merged into them, by number."""
    merged: list[Row] = []
    reached, waiting = {row["id"]}, [row["id"]]
    while waiting:
        ids = ledger.ids(KEY, Query(equals={"merged_into": waiting.pop()}))
        for other in ledger.rows(KEY, [i for i in ids if i not in reached]):
            if other.get("exit_kind") == "merged":
                reached.add(other["id"])
                waiting.append(other["id"])
                merged.append(other)
    return sorted(merged, key=lambda other: (other["raised_on"], other["id"]))
