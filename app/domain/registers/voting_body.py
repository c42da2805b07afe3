"""Whose congress decides at a session, and how many deputies were in office on the day: frozen with each vote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from app.domain.fields import Context, Lookup, Problem, Row
from app.domain.register import Rule
from app.domain.registers.session_meetings import announced_count
from app.domain.session_codes import OF_ALL

OWN = "township"


def session_of(row: Mapping[str, Any], lookup: Lookup, key: str = "session") -> Row | None:
    """The session that a row links to by ``key``; None while it links to none."""
    link = row.get(key)
    return lookup.row("sessions", link.id) if link and link.id is not None else None


def level_of_session(row: Mapping[str, Any], lookup: Lookup) -> str | None:
    """The level of the congress at whose session something happened: its own deputies are meant."""
    session = session_of(row, lookup)
    term = lookup.row("terms", session["term"].id) if session and session["term"].id else None
    return term["level"] if term else None


def is_deputy(name: str, day: date, lookup: Lookup) -> bool:
    """Whether somebody of that name is a deputy of the town; where the ledger has none on that day, anybody may be."""
    level = {"level": OWN}
    if not lookup.count("deputies", "in_office", day, level):
        return True
    mandates = (
        lookup.row("deputies", ref.id) for ref in lookup.matches("deputies", name, {"day": day}) if ref.id
    )
    return any(mandate is not None and mandate["level"] == OWN for mandate in mandates)


def freeze_in_office(row: Row, context: Context) -> None:
    """Keep N and how many of them were suspended on the day of the vote, unless they were written down.

    What was announced at the meetings of the day is their N; a deputy entered or ended afterwards, as by a
    resignation that this very day accepts, does not change it (settled 1).
    """
    day = row.get("voted_on")
    if day is None or row.get("in_office") is not None:
        return
    in_office, suspended = _announced(row, day, context.lookup) or _standing_on(row, day, context.lookup)
    if in_office:
        row["in_office"], row["suspended_count"] = in_office, suspended or None


def _announced(row: Mapping[str, Any], day: date, lookup: Lookup) -> tuple[int, int] | None:
    """N and the suspended as announced at the meetings of all that day; None where nothing or not the same was."""
    link = row.get("session")
    if link is None or link.id is None:
        return None
    sittings = lookup.where("session_meetings", {"session": link.id, "held_on": day})
    counts = [announced_count(sitting) for sitting in sittings if sitting["kind"] in OF_ALL]
    numbers = {(count.due, count.suspended) for count in counts if count is not None}
    return numbers.pop() if len(numbers) == 1 else None


def in_office_during(day: date, level: str, lookup: Lookup) -> tuple[int, int]:
    """The least and the most deputies in office in the course of a day.

    Who leaves by what the congress accepts that day still sat in its meetings before.
    """
    equals = {"level": level}
    now = lookup.count("deputies", "in_office", day, equals)
    if lookup.where("terms", {"level": level, "started_on": day}):
        return now, now  # the evening before was another congress's
    before = lookup.count("deputies", "in_office", day - timedelta(days=1), equals)
    return min(before, now), max(before, now)


def _standing_on(row: Mapping[str, Any], day: date, lookup: Lookup) -> tuple[int, int]:
    level = {"level": level_of_session(row, lookup) or OWN}
    return (
        lookup.count("deputies", "in_office", day, level),
        lookup.count("deputies", "suspended", day, level),
    )


def frozen_number_holds(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A number that was announced and that the roster no longer bears out is told, never changed."""
    day, frozen = row.get("voted_on") or row.get("held_on"), row.get("in_office")
    if day is None or frozen is None or not context.stands_whole(row):
        return None
    now, _ = _standing_on(row, day, context.lookup)
    least, most = in_office_during(day, level_of_session(row, context.lookup) or OWN, context.lookup)
    if not now or least <= frozen <= most:
        return None
    message = (
        f"登记的全体代表是 {frozen} 名，按代表名册当日在任 {now} 名，请核对；以会上宣布的为准的，请写明理由。"
    )
    return Problem("in_office", "warning", "in_office", message)


def within_session(day_key: str, session_key: str = "session") -> Rule:
    """A rule: the date ``day_key`` lies between the opening and the close of the session linked by ``session_key``."""

    def held_then(row: Mapping[str, Any], context: Context) -> Problem | None:
        """What a session decides is decided while it sits."""
        session, day = session_of(row, context.lookup, session_key), row.get(day_key)
        if session is None or day is None:
            return None
        opened, closed = session["opened_on"], session.get("closed_on") or session["opened_on"]
        if opened <= day <= max(opened, closed):
            return None
        message = f"日期 {day} 不在会议期间（{opened} 至 {closed}），请核对日期或会议。"
        return Problem(day_key, "warning", "outside_session", message)

    return held_then
