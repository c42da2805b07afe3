"""The course of a livelihood project: candidate, adopted by the ballot, under way, completed; by votes and dates alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Context, Lookup, Row
from app.domain.law.project_ballots import ADOPTED, outcome
from app.domain.stages import Stage, timeline

KEY, BALLOTS = "livelihood_projects", "project_ballots"


def outcome_of(row: Mapping[str, Any], day: date, lookup: Lookup) -> str | None:
    """``adopted``, ``tied`` or ``not_adopted`` by the whole ballot; None while it was not voted on by ``day``.

    Where the votes are not known, the day on which the congress decided says it.
    """
    ballot = _ballot_of(row, lookup)
    if ballot is None or row.get("votes_for") is None:
        return ADOPTED if _by(row.get("adopted_on"), day) else None
    if ballot["held_on"] > day:
        return None
    projects = {one["id"]: one for one in lookup.where(KEY, {"ballot": ballot["id"]})} | {row.get("id"): row}
    votes, votes_again = (
        {key: one[field] for key, one in projects.items() if one.get(field) is not None}
        for field in ("votes_for", "votes_again")
    )
    return outcome(votes, ballot["in_office"], ballot.get("seats"), votes_again)[row.get("id")]


def state_of(row: Mapping[str, Any], day: date, lookup: Lookup) -> str:
    """The state on a day, a code of ``PROJECT_STATES``: from the votes and from dates."""
    verdict = outcome_of(row, day, lookup)
    if verdict != ADOPTED:
        return verdict or "candidate"
    if row.get("change_kind") == "stopped" and _by(row.get("changed_on"), day):
        return "stopped"
    if _by(row.get("completed_on"), day):
        return "completed"
    begun = any(_by(line.get("on"), day) for line in row.get("progress") or ())
    return "under_way" if begun or _by(row.get("started_on"), day) else "adopted"


def _by(on: date | PartialDate | None, day: date) -> bool:
    """Whether a day has come; one known to the month or year has with its first day."""
    first = _first_day(on)
    return first is not None and first <= day


def _first_day(on: date | PartialDate | None) -> date | None:
    return on.first_day if isinstance(on, PartialDate) else on


def _ballot_of(row: Mapping[str, Any], lookup: Lookup) -> Row | None:
    """The ballot that a project names; None where it names none, or one that is not in the ledger."""
    link = row.get("ballot")
    return lookup.row(BALLOTS, link.id) if link and link.id is not None else None


def project_stages(row: Mapping[str, Any], context: Context) -> list[Stage]:
    """A candidate from the first day of all; what follows by the ballot and by its own dates."""
    ballot = _ballot_of(row, context.lookup)
    days = [
        date.min, ballot["held_on"] if ballot else None,
        *(_first_day(row.get(key)) for key in ("adopted_on", "started_on", "completed_on", "changed_on")),
        *(line.get("on") for line in row.get("progress") or ()),
    ]  # fmt: skip
    return timeline(days, lambda day: Stage(day, state_of(row, day, context.lookup), None, _facts(row, day)))


def _facts(row: Mapping[str, Any], day: date) -> dict[str, bool]:
    adjusted = row.get("change_kind") == "adjusted" and _by(row.get("changed_on"), day)
    return {"adjusted": True} if adjusted else {}
