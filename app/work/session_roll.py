"""The roll of a meeting: called once for all who are due, then the exceptions, then announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from app.domain.fields import Ref, Row
from app.domain.registers.session_attendance import level_of_meeting, sessions_missed
from app.domain.registers.session_meetings import announced_count
from app.domain.roll import RollCount, count_roll, warning_of_absences
from app.domain.session_codes import OF_ALL
from app.domain.session_steps import meeting_name
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.storage.refusals import Refused

MEETINGS, ROLL = "session_meetings", "session_attendance"


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
        entries = _entries(ledger, meeting)
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


def _entries(ledger: Ledger, meeting: Row) -> Sequence[Row]:
    return ledger.lookup.where(ROLL, {"meeting": meeting["id"]})


def count_of(lines: Sequence[RollLine]) -> RollCount:
    """What the roll comes to."""
    return count_roll(line.state for line in lines)


def call_roll(ledger: Ledger, meeting: Row) -> str:
    """Enter everybody who is due and not on the roll yet as present, those on approved leave as on leave; gives the act's name.

    A leave of which nobody said that it was not approved counts as approved.  Raises ``Refused`` when nobody is due.
    """
    with ledger.busy:
        due = due_deputies(ledger, meeting)
        entered = {entry["deputy"].id for entry in _entries(ledger, meeting)}
        rows = [_entry(ledger, meeting, deputy) for deputy in due if deputy["id"] not in entered]
    if not due:
        raise Refused("这次会议没有应到的代表。请核对会议日期和代表名册里的在任代表。")
    name = f"点名：{meeting_name(meeting)}"
    with ledger.act(name) as act:
        for row in rows:
            act.add(ROLL, row)
    return name


def _entry(ledger: Ledger, meeting: Row, deputy: Row) -> Row:
    values: Row = {
        "meeting": Ref(meeting["id"], ledger.names(MEETINGS, [meeting["id"]])[meeting["id"]]),
        "deputy": Ref(deputy["id"], deputy["name"]),
        "attendance": "present",
    }
    if deputy.get("state") == "suspended":
        return values | {"attendance": "suspended"}
    leave = leave_on(ledger, deputy["id"], meeting)
    if leave is None:
        return values
    if leave.get("is_approved") is False:
        return values | {"attendance": "absent", "reason": leave["reason"]}
    return values | {"attendance": "on_leave", "reason": leave["reason"], "approved_by": leave["approved_by"]}


def leave_on(ledger: Ledger, mandate: int, meeting: Row) -> Row | None:
    """The leave of a deputy that covers the day of a meeting."""
    leaves = ledger.lookup.where("deputy_leaves", {"deputy": mandate})
    return next((row for row in leaves if row["from_on"] <= meeting["held_on"] <= row["until_on"]), None)


def mark(ledger: Ledger, meeting: Row, line: RollLine, values: Mapping[str, Any]) -> str:
    """Say how one deputy stands on the roll (``attendance``, ``reason`` …); gives the act's name.

    Before the roll was called only this one is entered: sheets filled in by hand are keyed in one by one.
    """
    name = f"登记出席：{line.name}"
    with ledger.act(name) as act:
        if line.row is None:
            deputy = ledger.row("deputies", line.deputy) or {"id": line.deputy, "name": line.name}
            act.add(ROLL, {**_entry(ledger, meeting, deputy), **values})
        else:
            act.change(ROLL, line.row, values)
    return name


def announce(ledger: Ledger, meeting: Row) -> str:
    """Keep the counts that the chair reads out; later corrections stand beside them.  Gives the act's name.

    Raises ``Refused`` before the roll was called, and once they were announced.
    """
    lines = roll_of(ledger, meeting)
    count = count_of(lines)
    if not lines or any(line.row is None for line in lines):
        raise Refused("还没有点名，没有可以宣布的人数。请先登记出席。")
    if announced_count(ledger.row(MEETINGS, meeting["id"]) or {}):
        raise Refused("这次会议的人数已经宣布过；以后的更正写在旁边，宣布的不再改动。")
    counts = {key: getattr(count, key) for key in ("due", "present", "on_leave", "absent")}
    name = f"宣布出席人数：{meeting_name(meeting)}"
    with ledger.act(name) as act:
        act.change(MEETINGS, meeting["id"], {f"announced_{key}": value for key, value in counts.items()})
    return name


def warnings(ledger: Ledger, lines: Sequence[RollLine], meeting: Row) -> list[str]:
    """A sentence for each deputy on the roll who missed sessions of the term without approval."""
    sentences = []
    for line in lines:
        if line.state == "absent":
            count = sessions_missed(line.deputy, {"held_on": meeting["held_on"]}, ledger.lookup)
            if count:
                sentences.append(f"{line.name}{warning_of_absences(count, meeting['held_on'])}")
    return sentences
