"""Who is left out of 联系分工: deputies whom nobody keeps contact with, who keep none, districts without either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.fields import Context, Ref, Row
from app.domain.registers.terms import current_term
from app.figures.people_of_year import OWN_LEVEL
from app.storage.ledger import Ledger
from app.storage.query import Query

DUTIES, DEPUTIES, DISTRICTS, MEMBERS = (
    "contact_duties", "deputies", "electoral_districts", "presidium_members",
)  # fmt: skip


@dataclass(frozen=True)
class ContactCoverage:
    """Ids of today: ``alone`` and ``without_voters`` of mandates, ``districts`` of those of the present term."""

    alone: tuple[int, ...]
    without_voters: tuple[int, ...]
    districts: tuple[int, ...]


def contact_coverage(ledger: Ledger) -> ContactCoverage:
    """Of the town's deputies in office today.

    A presidium keeps contact with deputies (组织法 art. 18), so its members of the newest session, and whoever
    is given deputies, need nobody.  A deputy keeps contact with voters (组织法 art. 43): a district has nobody
    where none of its deputies in office does.
    """
    with ledger.busy:
        deputies = ledger.rows(
            DEPUTIES, ledger.ids(DEPUTIES, Query(filter="in_office", equals={"level": OWN_LEVEL})), bare=True
        )
        contacted, contacting, of_voters = _duties(ledger)
        exempt = contacted | contacting | _presidium(ledger)
        districts = _districts(ledger)
        reached = {_id_of(row["electoral_district"]) for row in deputies if row["id"] in of_voters}
    return ContactCoverage(
        tuple(row["id"] for row in deputies if row["id"] not in exempt),
        tuple(row["id"] for row in deputies if row["id"] not in of_voters),
        tuple(row for row in districts if row not in reached),
    )


def _id_of(ref: Ref | None) -> int | None:
    """The row that a link points to; None where there is none."""
    return ref.id if ref else None


def _duties(ledger: Ledger) -> tuple[set[int | None], set[int | None], set[int | None]]:
    """Who is contacted, who was given deputies, who was given voters, by the division that holds today."""
    rows = [row for row in _rows(ledger, DUTIES, Query(filter="current")) if row["from_on"] <= ledger.today]
    of_deputies = [row for row in rows if row["circle"] == "deputies"]
    return (
        {ref.id for row in of_deputies for ref in row["deputies"] or ()},
        {_id_of(row["deputy"]) for row in of_deputies},
        {_id_of(row["deputy"]) for row in rows if row["circle"] == "voters"},
    )


def _presidium(ledger: Ledger) -> set[int | None]:
    """The members elected last; a presidium is elected anew at every session (组织法 art. 19)."""
    members = list(_rows(ledger, MEMBERS, Query()))
    newest = _id_of(members[0]["session"]) if members else None
    return {_id_of(row["deputy"]) for row in members if _id_of(row["session"]) == newest}


def _districts(ledger: Ledger) -> list[int]:
    """The town's own of the present term, and those entered before any term was."""
    term = _id_of(current_term(OWN_LEVEL, Context(today=ledger.today, lookup=ledger.lookup)))
    rows = _rows(ledger, DISTRICTS, Query(equals={"level": OWN_LEVEL}))
    return [row["id"] for row in rows if _id_of(row["term"]) in (term, None)]


def _rows(ledger: Ledger, key: str, query: Query) -> Iterator[Row]:
    yield from ledger.rows(key, ledger.ids(key, query), bare=True)
