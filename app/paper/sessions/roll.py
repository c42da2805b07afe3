"""The roll of a meeting in the order of its sign-in sheet: who is due, and what was entered of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.fields import Ref, Row
from app.domain.registers.session_attendance import level_of_meeting
from app.domain.roll import RollCount, count_roll
from app.domain.session_codes import OF_ALL
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

ROLL = "session_attendance"


class RollLine(NamedTuple):
    """One deputy on the roll; ``row`` is None and ``state`` too while the roll was not called."""

    deputy: int
    name: str
    delegation: str
    row: int | None = None
    state: str | None = None
    reason: str = ""


def due_deputies(ledger: Ledger, meeting: Row) -> list[Row]:
    """Who is due at a meeting, in the order of the sign-in sheet: delegations as the congress ranks them, then strokes.

    All in office that day, suspended ones too (settled 43); of a delegation's meeting its own; of the
    presidium's, which keeps its own minutes, nobody.
    """
    if meeting["kind"] == "presidium":
        return []
    equals: dict[str, Any] = {
        "level": level_of_meeting({"meeting": Ref(meeting["id"], "")}, ledger.lookup) or "township"
    }
    if meeting["kind"] not in OF_ALL and meeting.get("delegation"):
        equals["delegation"] = meeting["delegation"]
    query = Query(filter="in_office", on=meeting["held_on"], equals=equals, order=("delegation", "name"))
    return ledger.rows("deputies", ledger.ids("deputies", query), on=meeting["held_on"])


def roll_of(ledger: Ledger, meeting: Row) -> list[RollLine]:
    """The roll in the order of the sign-in sheet: as it was called, or who would be due today."""
    with ledger.busy:
        entries = entries_of(ledger, meeting)
        if not entries:
            return [
                RollLine(row["id"], row["name"], row["delegation"] or "")
                for row in due_deputies(ledger, meeting)
            ]
        entry_of = {entry["deputy"].id: entry for entry in entries}
        ids = ledger.ids(
            "deputies", Query(among=tuple(i for i in entry_of if i), order=("delegation", "name"))
        )
        rows = ledger.rows("deputies", ids, bare=True)
    return [_line(row, entry_of[row["id"]]) for row in rows]


def _line(deputy: Row, entry: Row) -> RollLine:
    return RollLine(
        deputy["id"],
        deputy["name"],
        deputy["delegation"] or "",
        entry["id"],
        entry["attendance"],
        entry["reason"] or "",
    )


def entries_of(ledger: Ledger, meeting: Row) -> Sequence[Row]:
    """The rows of the roll, unsorted; none before it was called."""
    return ledger.lookup.where(ROLL, {"meeting": meeting["id"]})


def count_of(lines: Sequence[RollLine]) -> RollCount:
    """What the roll comes to."""
    return count_roll(line.state for line in lines)
