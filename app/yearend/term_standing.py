"""How a change of term stands: who is there of the new term, what goes on as it is, and which sites name former deputies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.fields import Ref, Row
from app.domain.registers import BY_KEY
from app.storage.ledger import Ledger
from app.storage.query import Query

SITES, DEPUTIES = "liaison_sites", "deputies"
# What goes on over the change of term and names deputies: the clerk says who follows them, with which day.
ONGOING = (
    ("contact_duties", "current", ("deputy", "deputies")),
    ("livelihood_projects", "to_do", ("supervisors",)),
)
YOUNG = 4  # years: a term has five (组织法), and nobody prepares the next one before the last of them


@dataclass(frozen=True)
class TermStanding:
    """The newest term of a level beside the one before.

    ``again`` and ``new``: persons with a mandate of it who had one in the term before, and who had none.
    ``former_at_sites``: open sites by id that name deputies whose term is over; ``still_former``: by register
    what else goes on and names such deputies.
    """

    term: Row
    former: Row
    districts: int
    again: int
    new: int
    former_deputies: int
    sites: int
    open_suggestions: int
    former_at_sites: Mapping[int, tuple[str, ...]]
    still_former: Mapping[str, tuple[int, ...]]

    @property
    def missing(self) -> int | None:
        """Seats for which nobody is entered; None where the quota is not known."""
        return max(self.term["quota"] - self.again - self.new, 0) if self.term["quota"] else None

    def has_begun(self, today: date) -> bool:
        """Whether the first meeting of the newest term was held."""
        started = self.term["started_on"]
        return started is not None and started <= today

    def is_young(self, today: date) -> bool:
        """Whether the newest term has begun, and the next one is years away."""
        return self.has_begun(today) and today.year - self.term["started_on"].year < YOUNG


def standing_of(ledger: Ledger, level: str) -> TermStanding | None:
    """The standing on this day; None where no term of the level follows another."""
    with ledger.busy:
        ids = ledger.ids("terms", Query(equals={"level": level}, order=("-ordinal",)))[:2]
        if len(ids) < 2:
            return None
        term, former = ledger.rows("terms", ids)
        persons, before = _persons(ledger, term["id"]), _persons(ledger, former["id"])
        sites = _open_sites(ledger)
        return TermStanding(
            term, former, ledger.count("electoral_districts", Query(equals={"term": term["id"]})),
            len(persons & before), len(persons - before), len(before), len(sites), _open_suggestions(ledger),
            {site["id"]: names for site in sites if (names := _former_names(ledger, site["deputies"], level))},
            {one[0]: rows for one in ONGOING if (rows := _still_former(ledger, level, *one))},
        )  # fmt: skip


def _persons(ledger: Ledger, term: int) -> set[int]:
    ids = ledger.ids(DEPUTIES, Query(equals={"term": term}))
    return {row["person"] for row in ledger.rows(DEPUTIES, ids, bare=True)}


def _open_sites(ledger: Ledger) -> list[Row]:
    return ledger.rows(SITES, ledger.ids(SITES, Query(filter="open")))


def _open_suggestions(ledger: Ledger) -> int:
    course = BY_KEY["suggestions"].course
    open_states = course.open if course else ()
    return sum(state in open_states for _, state, _, _ in ledger.stages_on("suggestions", ledger.today))


def _still_former(
    ledger: Ledger, level: str, key: str, filter_key: str, fields: Sequence[str]
) -> tuple[int, ...]:
    rows = ledger.rows(key, ledger.ids(key, Query(filter=filter_key)))
    return tuple(
        row["id"] for row in rows if any(_former_names(ledger, row[field], level) for field in fields)
    )


def _former_names(ledger: Ledger, deputies: Ref | Sequence[Ref] | None, level: str) -> tuple[str, ...]:
    refs = [deputies] if isinstance(deputies, Ref) else deputies or ()
    return tuple(ref.name for ref in refs if _is_former(ledger, ref, level))


def _is_former(ledger: Ledger, ref: Ref, level: str) -> bool:
    """Whether a link points to a mandate of that level whose term is over today."""
    row = ledger.row(DEPUTIES, ref.id) if ref.id is not None else None
    return row is not None and row["level"] == level and row["state"] == "past_term"


def renew_sites(ledger: Ledger, level: str) -> int:
    """Put the new mandates of the re-elected in the place of the former ones at the sites, and take the others off.

    One act, to be done once the new term has begun; gives the number of sites that changed.
    """
    with ledger.busy:
        in_office = ledger.ids(DEPUTIES, Query(filter="in_office", equals={"level": level}))
        now = {row["person"]: Ref(row["id"], row["name"]) for row in ledger.rows(DEPUTIES, in_office)}
        changes = {
            site["id"]: _renewed(ledger, site, level, now)
            for site in _open_sites(ledger)
            if _former_names(ledger, site["deputies"], level)
        }
        if changes:
            with ledger.act(f"驻站代表换成新一届（{len(changes)} 个联络站）") as act:
                for site_id, values in changes.items():
                    act.change(SITES, site_id, values)
    return len(changes)


def _renewed(ledger: Ledger, site: Row, level: str, now: Mapping[int, Ref]) -> dict[str, Any]:
    refs: dict[Any, Ref] = {}
    for ref in site["deputies"]:
        if _is_former(ledger, ref, level):
            row = ledger.row(DEPUTIES, ref.id)
            follower = now.get(row["person"]) if row else None
            if follower is None:
                continue
            ref = follower
        refs.setdefault(ref.id or ref.name, ref)
    return {"deputies": tuple(refs.values()) or None}
