"""The roll of a meeting: called once for all who are due, then the exceptions, then announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.fields import Ref, Row
from app.domain.registers.acting_deputies import AWAY
from app.domain.registers.deputy_leaves import leave_covering
from app.domain.registers.session_attendance import contradiction_of_leave, sessions_missed
from app.domain.registers.session_meetings import announced_count
from app.domain.roll import warning_of_absences
from app.domain.session_steps import meeting_name
from app.paper.sessions.roll import ROLL, RollLine, count_of, due_deputies, entries_of, roll_of
from app.storage.ledger import Act, Ledger
from app.storage.refusals import Refused

MEETINGS = "session_meetings"
NAMED = 5  # more are told by their number


def call_roll(ledger: Ledger, meeting: Row) -> str:
    """Enter everybody of whom nothing is said yet as present, those on leave as on leave; gives the act's name.

    A leave of which nobody said that it was not approved counts as approved.  Raises ``Refused`` when nobody is due.
    """
    name = f"点名：{meeting_name(meeting)}"
    with ledger.act(name) as act:
        for row_id in _rows_entered(ledger, act, meeting).values():
            if (ledger.row(ROLL, row_id) or {}).get("attendance") is None:
                act.change(ROLL, row_id, {"attendance": "present"})
    return name


def _rows_entered(ledger: Ledger, act: Act, meeting: Row) -> dict[int, int]:
    """The row of the roll by deputy; who was due is entered with the first of them, and stays the roll's N (settled 1).

    Who comes into office later that day, or is entered afterwards, changes nothing in it.
    """
    entries = entries_of(ledger, meeting)
    if entries:
        return {entry["deputy"].id: entry["id"] for entry in entries}
    due = due_deputies(ledger, meeting)
    if not due:
        raise Refused("这次会议没有应到的代表。请核对会议日期和代表名册里的在任代表。")
    return {deputy["id"]: act.add(ROLL, _entry(ledger, meeting, deputy)) for deputy in due}


def _entry(ledger: Ledger, meeting: Row, deputy: Row) -> Row:
    values: Row = {
        "meeting": Ref(meeting["id"], ledger.names(MEETINGS, [meeting["id"]])[meeting["id"]]),
        "deputy": Ref(deputy["id"], deputy["name"]),
    }
    if deputy.get("state") == "suspended":
        return values | {"attendance": "suspended"}
    leave = leave_covering(deputy["id"], meeting["held_on"], ledger.lookup)
    if leave is None:
        return values
    if leave.get("is_approved") is False:
        return values | {"attendance": "absent", "reason": leave["reason"]}
    return values | {"attendance": "on_leave", "reason": leave["reason"], "approved_by": leave["approved_by"]}


def mark(ledger: Ledger, meeting: Row, deputy: int, values: Mapping[str, Any]) -> str:
    """Say how one deputy stands on the roll (``attendance``, ``reason`` …); gives the act's name.

    Before the roll was called the others stay open: sheets filled in by hand are keyed in one by one.
    """
    name = f"登记出席：{ledger.names('deputies', [deputy])[deputy]}"
    with ledger.act(name) as act:
        act.change(ROLL, _rows_entered(ledger, act, meeting)[deputy], values)
    return name


def announce(ledger: Ledger, meeting: Row) -> str:
    """Keep the counts that the chair reads out; later corrections stand beside them.  Gives the act's name.

    Raises ``Refused`` before the roll was called, and once they were announced.
    """
    lines = roll_of(ledger, meeting)
    count = count_of(lines)
    if not lines or count.unmarked:
        raise Refused(
            f"还有 {len(lines) and count.unmarked} 名代表没有登记出席情况，人数还不能宣布。请先登记。"
        )
    if announced_count(ledger.row(MEETINGS, meeting["id"]) or {}):
        raise Refused("这次会议的人数已经宣布过；以后的更正写在旁边，宣布的不再改动。")
    counts = {key: getattr(count, key) for key in ("due", "present", "on_leave", "absent")}
    name = f"宣布出席人数：{meeting_name(meeting)}"
    with ledger.act(name) as act:
        act.change(MEETINGS, meeting["id"], {f"announced_{key}": value for key, value in counts.items()})
    return name


def warnings(ledger: Ledger, lines: Sequence[RollLine], meeting: Row) -> list[str]:
    """A sentence for each deputy who missed sessions of the term without approval or whose leave says otherwise.

    Before them whom the roll leaves out.
    """
    day, lookup = meeting["held_on"], ledger.lookup
    entry = {"held_on": day, "meeting": Ref(meeting["id"], "")}
    sentences = _left_out(ledger, lines, meeting)
    for line in lines:
        if line.state == "absent" and (count := sessions_missed(line.deputy, entry, lookup)):
            sentences.append(f"{line.name}{warning_of_absences(count, day)}")
        if line.state in AWAY and (
            words := contradiction_of_leave(line.state, leave_covering(line.deputy, day, lookup))
        ):
            sentences.append(f"{line.name}：{words}")
    return sentences


def _left_out(ledger: Ledger, lines: Sequence[RollLine], meeting: Row) -> list[str]:
    """Who was entered in the roster after the roll was called: its N stays, but nobody is passed over in silence."""
    called = {line.deputy for line in lines if line.row is not None}
    names = [row["name"] for row in due_deputies(ledger, meeting) if called and row["id"] not in called]
    if not names:
        return []
    some = "、".join(names[:NAMED]) + (f"等 {len(names)} 名" if len(names) > NAMED else "")
    return [f"名册上当日在任、这次会议的出席登记里没有：{some}。应到的，请在“出席登记”里新增。"]
