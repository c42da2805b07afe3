"""What was done of a year plan: the events of the records, given to the lines of the plan that they fulfil."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.domain.days import PartialDate
from app.domain.fields import Lookup, Row
from app.domain.texts import without_blanks

_MOST_DAYS = 24  # in one cell: two a month; more would fill pages and tell nothing


class Event(NamedTuple):
    """Something that took place: a day, and what it was called."""

    on: date
    title: str = ""


@dataclass
class Line:
    """A line of the plan: when at the latest, how often, and what was done of it."""

    row: int
    planned: PartialDate
    title: str
    times: int
    events: list[Event] = field(default_factory=list)

    @property
    def lacks(self) -> bool:
        """Whether it was done less often than planned."""
        return len(self.events) < self.times

    def holds(self, day: date) -> bool:
        """Whether the day lies in the planned time."""
        return self.planned.first_day <= day <= self.planned.last_day

    def state(self, today: date) -> str:
        """How the line stands on a day, a code of ``PLAN_STATES``."""
        done = sorted(one.on for one in self.events if one.on <= today)
        if len(done) >= self.times:
            return "done" if done[self.times - 1] <= self.planned.last_day else "done_late"
        if today > self.planned.last_day:
            return "partly" if done else "not_done"
        return "under_way" if done else "planned"


def days_in_words(events: Sequence[Event]) -> str:
    """Each day once; of more than ``_MOST_DAYS`` the first and the last, and how many they are."""
    days = list(dict.fromkeys(f"{event.on:%Y.%m.%d}" for event in events))
    if len(days) > _MOST_DAYS:
        return f"{days[0]}至{days[-1]}，共{len(days)}天"
    return "、".join(days)


def give_out(lines: Sequence[Line], events: Iterable[Event]) -> list[Event]:
    """Give every event to one line of its kind; gives those that no line planned.

    First by the name, then to a line whose time it lies in, then to the earliest one that is overdue, then
    to the next one to come.  What is more than planned stays with the line in whose time it lies.
    """
    ordered = sorted(lines, key=lambda line: (line.planned.first_day, line.planned.last_day, line.row))
    rest = [event for event in sorted(events) if not _given_by_name(ordered, event)]
    return [event for event in rest if not _given_by_day(ordered, event)]


def _given_by_name(lines: Sequence[Line], event: Event) -> bool:
    alike_lines = [line for line in lines if _alike(line.title, event.title)]
    return _put(event, [line for line in alike_lines if line.lacks and line.holds(event.on)]) or _put(
        event, [line for line in alike_lines if line.lacks]
    )


def _given_by_day(lines: Sequence[Line], event: Event) -> bool:
    lacking = [line for line in lines if line.lacks]
    inside = [line for line in lines if line.holds(event.on)]
    overdue = [line for line in lacking if line.planned.last_day < event.on]
    to_come = [line for line in lacking if line.planned.first_day > event.on]
    return any(
        _put(event, choice) for choice in ([line for line in inside if line.lacks], overdue, to_come, inside)
    )


def _put(event: Event, lines: Sequence[Line]) -> bool:
    if lines:
        lines[0].events.append(event)
    return bool(lines)


def _alike(planned_name: str, held_name: str) -> bool:
    """Whether one name is part of the other."""
    one, other = without_blanks(planned_name), without_blanks(held_name)
    return len(min(one, other, key=len)) > 1 and (one in other or other in one)


# -- where the records of a kind stand ------------------------------------------------------------------

_FORMS = {  # forms of a site's activity by kind of plan
    "training": ("study",),
    "inspection": ("inspection",),
    "group_activity": ("group_activity",),
    "report_to_voters": ("report_to_voters",),
}
_RECORDED = (
    "inspection",
    "research",
    "enforcement_check",
    "appraisal",
    "training",
    "group_activity",
    "report_to_voters",
)
# Registers that are kept of a kind of plan: the register, its day and its name; and its own kinds that are meant.
_REGISTERS = {
    "presidium_meeting": ("presidium_meetings", "held_on", ""),
    "inspection": ("inspections", "held_on", "title"),
    "research": ("inspections", "held_on", "title"),
    "enforcement_check": ("inspections", "held_on", "title"),
    "appraisal": ("inspections", "held_on", "title"),
    "training": ("trainings", "held_on", "title"),
}
_KINDS_OF = {
    "inspection": ("inspection",),
    "research": ("research",),
    "enforcement_check": ("enforcement_check",),
    "appraisal": ("appraisal", "special_report"),
}
RECORDED_KINDS = ("session", "presidium_meeting", "theme_day", "reception", "site_check", *_RECORDED)


def events_of(kind: str, year: int, lookup: Lookup) -> list[Event]:
    """What the registers hold of a kind of plan in a year: each event once, however many took part."""
    events: set[Event] = set()
    if kind == "session":
        events |= {Event(row["opened_on"], _text(row, "note")) for row in lookup.where("sessions", {}, year)}
    elif kind in ("reception", "theme_day"):
        # One event a reception (批次): two sites on one day are two.
        rows = lookup.where("receptions", {"is_theme_day": True} if kind == "theme_day" else {}, year)
        return [Event(row["held_on"], "") for row in rows]
    elif kind == "site_check":
        rounds: dict[str, date] = {}
        for row in lookup.where("site_checks", {}, year):
            rounds[row["round"]] = min(row["checked_on"], rounds.get(row["round"], row["checked_on"]))
        events |= {Event(day, name) for name, day in rounds.items()}
    events |= _of_register(kind, year, lookup)
    for form in _FORMS.get(kind, ()):
        rows = lookup.where("site_activities", {"form": form}, year)
        events |= {Event(row["held_on"], _text(row, "theme")) for row in rows}
    if kind in _RECORDED:
        events |= {_of_record(row) for row in lookup.where("performance_records", {"kind": kind}, year)}
    return sorted(events)


def _of_register(kind: str, year: int, lookup: Lookup) -> set[Event]:
    """The events of a kind in the register that is kept of it."""
    if kind not in _REGISTERS:
        return set()
    key, day, title = _REGISTERS[kind]
    choices = [{"kind": code} for code in _KINDS_OF.get(kind, ())] or [{}]
    rows = [row for choice in choices for row in lookup.where(key, choice, year)]
    return {Event(row[day], _text(row, title) if title else "") for row in rows}


def _of_record(row: Row) -> Event:
    return Event(row["occurred_on"], _text(row, "title"))


def _text(row: Row, key: str) -> str:
    return str(row.get(key) or "")
