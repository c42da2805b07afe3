"""Posts in the congress that only deputies hold: they end with the mandate, and the presidium announces it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.fields import Context, Lookup, Problem, Row
from app.domain.law.citations import citation
from app.domain.law.elections import OF_DEPUTIES, PRIMARY, outcome
from app.domain.law.mandates import ENDING_KINDS
from app.domain.registers.ballots_in_order import election_of
from app.domain.vote_codes import OFFICES

# The rule by which a post ends; by any other end it does because its holder must be a deputy.
_RULES = {"recalled": "post_of_recalled", "resigned": "post_of_resigned"}


def post_ends_with_the_mandate(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A chair or vice-chair who is no deputy any more holds the post no more; told until it was announced.

    选举法 art. 54 of the recalled, art. 56 of those who resigned; else 组织法 art. 18.
    """
    on, kind, link = row.get("occurred_on"), row.get("kind"), row.get("mandate")
    if kind not in ENDING_KINDS or row.get("announced_on") or not on or link is None or link.id is None:
        return None
    mandate = context.lookup.row("deputies", link.id)
    post = _post_of(mandate, on.last_day, context.lookup) if mandate else None
    if mandate is None or post is None:
        return None
    label, rule = OFFICES.label(post), _RULES.get(str(kind), "from_deputies")
    message = (
        f"{mandate['name']}当选为{label}，不再是代表的，{label}职务相应终止（{citation(rule, on.first_day)}），"
        "由主席团公告，请填写公告日期；已经不任这一职务的，请写明理由。"
    )
    return Problem("announced_on", "warning", "post_ends", message)


def _post_of(mandate: Row, until: date, lookup: Lookup) -> str | None:
    """The post of a deputy to which the term's congress had elected by a day: of several chairs the last one counts."""
    for post in sorted(OF_DEPUTIES):
        winners = [
            names
            for ballot in lookup.where("elections", {"post": post})  # the newest comes first
            if ballot["voted_on"] <= until and _term_of(ballot, lookup) == mandate["term"]
            if (names := _elected(ballot, lookup))
        ]
        if any(mandate["name"] in names for names in (winners[:1] if post == "chairperson" else winners)):
            return post
    return None


def _elected(ballot: Row, lookup: Lookup) -> list[str]:
    result = outcome(election_of(ballot, lookup))
    return [] if ballot["round"] == PRIMARY else [person.name for person in result.elected]


def _term_of(ballot: Row, lookup: Lookup) -> object:
    session = lookup.row("sessions", ballot["session"].id) if ballot["session"].id is not None else None
    return session["term"] if session else None
