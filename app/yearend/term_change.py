"""Change of term (换届): the old term ends on the first day of the new one, and everything that was there stays as it is.

Only rows are added: the new term, its districts, groups and the mandates of the re-elected.  That nothing else moved
is proved by the digests of all rows before and after, inside the act.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.codes import MANDATE_STATES
from app.domain.fields import Ref, Row
from app.domain.registers import BY_KEY
from app.storage.backups import catalogue
from app.storage.backups.making import make_backup
from app.storage.checks.untouched import digests_of
from app.storage.ledger import Act, Ledger, Refused
from app.storage.query import Query
from app.yearend.term_plan import Candidate, OldTerm, Reelected, TermPlan, objections

_CARRIED = ("scope", "polling_place")  # of a district that goes by the same name; voters are counted anew
Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Proof:
    """Rows by register key before and after; that no row there was before differs was compared in the act."""

    before: Mapping[str, int]
    after: Mapping[str, int]

    @property
    def added(self) -> dict[str, int]:
        """By how many rows each register grew."""
        return {
            key: count - self.before[key] for key, count in self.after.items() if count != self.before[key]
        }


def old_term(ledger: Ledger, level: str) -> OldTerm | None:
    """The newest term of a level and who may be elected again; None without any term."""
    with ledger.busy:
        ids = ledger.ids("terms", Query(equals={"level": level}, order=("-ordinal",)))
        if not ids:
            return None
        row = ledger.rows("terms", ids[:1])[0]
        sessions = ledger.lookup.where("sessions", {"term": row["id"]})
        return OldTerm(
            row,
            tuple(_candidates(ledger, row["id"])),
            max((session["opened_on"] for session in sessions), default=None),
        )


def _candidates(ledger: Ledger, term: int) -> list[Candidate]:
    """One for each person, by the mandate that is in office, else the newest; nobody who died.

    In the order of the districts' numbers: by their names 第七 would stand before 第三.
    """
    died = {row["mandate"].id for row in ledger.lookup.where("mandate_changes", {"kind": "died"})}
    dead = {row["person"] for row in ledger.rows("deputies", sorted(died - {None}), bare=True)}
    ids = ledger.ids("deputies", Query(equals={"term": term}))
    places = {district["id"]: place for place, district in enumerate(districts_of(ledger, term))}
    by_person: dict[int, Row] = {}
    for row in sorted(ledger.rows("deputies", ids), key=lambda row: (row["state"] == "in_office", row["id"])):
        by_person[row["person"]] = row
    return [
        Candidate(
            row["id"],
            row["person"],
            row["name"],
            _name(row["electoral_district"]),
            MANDATE_STATES.label(row["state"]),
        )
        for row in sorted(
            by_person.values(),
            key=lambda row: (_place(row["electoral_district"], places), ids.index(row["id"])),
        )
        if row["person"] not in dead
    ]


def _name(ref: Ref | None) -> str:
    return ref.name if ref else ""


def _place(district: Ref | None, places: Mapping[int, int]) -> int:
    """Where a district stands among those of the term; behind them all without one."""
    return places.get(district.id or 0, len(places)) if district else len(places)


def change_term(ledger: Ledger, plan: TermPlan, progress: Progress = lambda done, of: None) -> Proof:
    """Back the ledger up, then enter the new term as one act that can be taken back; gives the proof.

    Raises ``Refused`` with every objection, ``LedgerRefused`` when no backup can be made; nothing is changed then.
    """
    with ledger.busy:
        problems = objections(plan, old_term(ledger, plan.level))
    if problems:
        raise Refused(problems)
    make_backup(ledger, catalogue.BEFORE_TERM, progress=progress)
    with ledger.busy:
        before = digests_of(ledger)
        with ledger.act(f"换届：{plan.called}") as act:
            _Writer(ledger, act, plan).write()
            if digests_of(ledger, before) != before:
                raise Refused("换届会改动以前的记录，没有办，资料没有改动。请把日志文件发给技术人员。")
            after = digests_of(ledger)  # once the act is kept nothing is read that could fail and deny it
    return Proof(_counts(before), _counts(after))


def _counts(digests: Mapping[str, Any]) -> dict[str, int]:
    return {key: digest.rows for key, digest in digests.items()}


class _Writer:
    """Enters what a plan says, within one act."""

    def __init__(self, ledger: Ledger, act: Act, plan: TermPlan) -> None:
        self._ledger, self._act, self._plan = ledger, act, plan
        old = old_term(ledger, plan.level)
        self._old_id = old.row["id"] if old else 0
        self._groups: dict[int, Ref] = {}  # the new group by the id of the old one
        self._mandates: dict[int, Ref] = {}  # the new mandate by the id of the old one

    def write(self) -> None:
        plan = self._plan
        term_id = self._act.add(
            "terms",
            {
                "level": plan.level,
                "ordinal": plan.ordinal,
                "started_on": plan.started_on,
                "quota": plan.quota,
            },
        )
        self._term = Ref(term_id, plan.called)
        districts = self._add_districts()
        groups = self._old_groups() if plan.keeps_groups else []
        for group in groups:
            self._add_group(group)
        olds = {
            row["id"]: row for row in self._ledger.rows("deputies", [one.mandate for one in plan.reelected])
        }
        for one in plan.reelected:
            self._add_mandate(one, olds[one.mandate], districts)
        for group in groups:
            leader = self._mandates.get(group["leader"].id) if group["leader"] else None
            if leader:
                self._act.change("deputy_groups", self._groups[group["id"]].id or 0, {"leader": leader})

    def _add_districts(self) -> dict[str, Ref]:
        """The districts of the new term by name."""
        old = {row["name"]: row for row in districts_of(self._ledger, self._old_id)}
        new: dict[str, Ref] = {}
        for line in self._plan.districts:
            carried = {key: value for key in _CARRIED if (value := old.get(line["name"], {}).get(key))}
            values = {**carried, **line, "level": self._plan.level, "term": self._term}
            new[line["name"]] = Ref(self._act.add("electoral_districts", values), line["name"])
        return new

    def _old_groups(self) -> list[Row]:
        """The groups of the old term; a group that names no term goes on as it is."""
        return list(self._ledger.lookup.where("deputy_groups", {"term": self._old_id}))

    def _add_group(self, old: Row) -> None:
        values = {key: old[key] for key in ("no", "name", "area") if old.get(key)}
        self._groups[old["id"]] = Ref(
            self._act.add("deputy_groups", {**values, "term": self._term}), old["name"]
        )

    def _add_mandate(self, one: Reelected, old: Row, districts: Mapping[str, Ref]) -> None:
        parts = {part.link: old[part.link] for part in BY_KEY["deputies"].parts}
        values = {
            **parts, "name": old["name"], "level": self._plan.level, "term": self._term, "elected_how": "general",
            "electoral_district": districts.get(one.district), "elected_on": self._plan.elected_on, "is_reelected": True,
        }  # fmt: skip
        if self._plan.keeps_groups:
            group = old["deputy_group"]
            values |= {
                "delegation": old["delegation"],
                "deputy_group": self._groups.get(group.id, group) if group else None,
            }
        row_id = self._act.add("deputies", {key: value for key, value in values.items() if value is not None})
        self._mandates[one.mandate] = Ref(row_id, old["name"])


def districts_of(ledger: Ledger, term: int) -> list[Row]:
    """The districts of a term, by number."""
    return ledger.rows("electoral_districts", ledger.ids("electoral_districts", Query(equals={"term": term})))
