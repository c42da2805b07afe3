"""Rules for every register that names deputies who act on a day: in office, able to act, each named once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Context, Lookup, Problem, Ref
from app.domain.law.citations import citation
from app.domain.law.mandates import Event, state_on
from app.domain.register import Rule
from app.domain.registers.terms import period_of

NOT_IN_OFFICE = "not_in_office"
GONE = "gone"
AWAY = ("on_leave", "absent")  # somebody who did not come has not acted
SUSPENDED = "suspended"  # a roll says so of whoever may not act


def deputies_in_office(field: str, day: str, *, acting: bool = True, of_term: bool = False) -> Rule:
    """A rule: whoever ``field`` names is in office and may act on the date ``day`` (代表法 art. 61, 62).

    Not ``acting``: those named stayed away, which somebody suspended may.  ``of_term``: it must be the very
    mandate that ran that day; else whoever was re-elected is in office by either.  Of a date known to the month
    or year any day will do.
    """

    def in_office(row: Mapping[str, Any], context: Context) -> Problem | None:
        """Nobody performs duties before the mandate begins, after it ends or while suspended."""
        on = row.get(day)
        if on is None or row.get("derived_from"):
            return None  # what follows from another record is doubted there
        refs = refs_of(row.get(field))
        standing = {ref.name: standing_of_person(ref, on, context.lookup) for ref in refs}
        gone = [name for name, state in standing.items() if state == GONE]
        other = [ref.name for ref in refs if of_term and _by_another_term(ref, on, context.lookup)]
        barred = [name for name, state in standing.items() if state == SUSPENDED]
        if not acting or row.get("attendance") in (*AWAY, SUSPENDED):
            barred = []
        begins, words = (on.first_day, on.iso) if isinstance(on, PartialDate) else (on, on.isoformat())
        sentences = [f"{'、'.join(gone)}在 {words} 不在任"] if gone else []
        if other:
            sentences.append(f"{'、'.join(other)}在 {words} 任的是另一届代表")
        if barred:
            law = citation("suspension", begins)
            sentences.append(f"{'、'.join(barred)}在 {words} 暂停执行代表职务（{law}）")
        return (
            Problem(day, "warning", NOT_IN_OFFICE, f"{'，'.join(sentences)}，请核对日期或姓名。")
            if sentences
            else None
        )

    return in_office


def still_in_office(*fields: str, begins: str, ends: str, what_next: str) -> Rule:
    """A rule: nobody whom ``fields`` name for as long as a list holds has left office by today.

    ``begins`` and ``ends``: the dates between which the list holds; ``what_next``: what the clerk does then.
    """

    def still_there(row: Mapping[str, Any], context: Context) -> Problem | None:
        """A list that hangs on the wall names deputies of today."""
        begun, ended = row.get(begins), row.get(ends)
        day = context.today
        if (isinstance(begun, date) and begun > day) or (ended is not None and ended <= day):
            return None
        refs = [ref for field in fields for ref in refs_of(row.get(field))]
        gone = [ref.name for ref in refs if _has_left(ref, day, context.lookup)]
        if not gone:
            return None
        return Problem(
            fields[-1], "warning", "left", f"{'、'.join(dict.fromkeys(gone))}已经不在任，{what_next}"
        )

    return still_there


def _has_left(ref: Ref, day: date, lookup: Lookup) -> bool:
    """Whether a deputy is none any more, nor by another mandate: whoever was re-elected is still there."""
    if standing_on(ref, day, lookup) != GONE:
        return False
    person = (lookup.row("deputies", ref.id) or {}).get("person") if ref.id is not None else None
    others = lookup.where("deputies", {"person": person}) if person is not None else ()
    return all(standing_on(Ref(row["id"], ref.name), day, lookup) == GONE for row in others)


def standing_of_person(ref: Ref, on: date | PartialDate, lookup: Lookup) -> str:
    """How whoever holds a mandate stands on a day, by this or another mandate of the same level.

    A record that is moved over a change of term, or whose term turns out to begin on another day, still names
    the same person: re-elected, she was in office before and after.
    """
    own = standing_on(ref, on, lookup)
    mandate = lookup.row("deputies", ref.id) if own == GONE and ref.id is not None else None
    if not mandate:
        return own
    same = {"person": mandate["person"], "level": mandate["level"]}
    states = {standing_on(Ref(row["id"], ref.name), on, lookup) for row in lookup.where("deputies", same)}
    return next((state for state in ("able", SUSPENDED) if state in states), GONE)


def _by_another_term(ref: Ref, on: date | PartialDate, lookup: Lookup) -> bool:
    return standing_on(ref, on, lookup) == GONE != standing_of_person(ref, on, lookup)


def named_once(field: str) -> Rule:
    """A rule: nobody stands twice in a list of deputies, not even by two mandates."""

    def once(row: Mapping[str, Any], context: Context) -> Problem | None:
        """One person takes part once."""
        refs = refs_of(row.get(field))
        counts = Counter(_person(ref, context.lookup) for ref in refs)
        unknown = Counter(ref.name for ref in refs if ref.id is None)
        twice = [
            ref.name
            for ref in refs
            if counts[_person(ref, context.lookup)] > 1
            or (ref.name in unknown and sum(other.name == ref.name for other in refs) > 1)
        ]
        if not twice:
            return None
        names = "、".join(dict.fromkeys(twice))
        return Problem(field, "warning", "twice", f"{names}在名单里出现了不止一次，请核对。")

    return once


def refs_of(value: Any) -> Sequence[Ref]:
    """The links of a field that holds one, several or none."""
    return () if not value else (value,) if isinstance(value, Ref) else tuple(value)


def able_on(value: Any, on: date, lookup: Lookup) -> int:
    """How many of the deputies named may act on a day, each counted once (代表法 art. 61, 62).

    Whose name is linked to nobody is taken at her word; the doubt about the name stands by itself.
    """
    able = (ref for ref in refs_of(value) if standing_of_person(ref, on, lookup) == "able")
    return len({_person(ref, lookup) for ref in able})


def _person(ref: Ref, lookup: Lookup) -> Any:
    mandate = lookup.row("deputies", ref.id) if ref.id is not None else None
    return (mandate or {}).get("person") or ref


def standing_on(ref: Ref, on: date | PartialDate, lookup: Lookup) -> str:
    """How a deputy stands on a day: ``able``, ``suspended`` or ``GONE``; where a day is not known, what speaks for the deputy."""
    if ref.id is None:
        return "able"
    term = (lookup.row("deputies", ref.id) or {}).get("term")
    first, following = period_of(term.id, lookup) if term and term.id else (None, None)
    events = lookup.where("mandate_changes", {"mandate": ref.id})
    days = {on.first_day, on.last_day} if isinstance(on, PartialDate) else {on}
    states = {
        state_on(day, each, term_started=first, next_term_started=following)
        for each in (_events(events, last=False), _events(events, last=True))
        for day in days
    }
    return "able" if "in_office" in states else "suspended" if "suspended" in states else GONE


def _events(rows: Sequence[Mapping[str, Any]], *, last: bool) -> list[Event]:
    """The events, each on the first or the last day that its date may mean."""
    return [Event(row["kind"], _day(row["occurred_on"], last=last)) for row in rows]


def _day(on: PartialDate, *, last: bool) -> date:
    return on.last_day if last else on.first_day
