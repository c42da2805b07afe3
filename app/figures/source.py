"""The records of one year as figures read them, loaded once for all figures."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from app.domain.codes import LEVELS, POLITICAL_STATUS, SEX
from app.domain.contact_codes import CONCLUDED_MEANINGS, RECEPTION_KINDS, SOURCES, SUGGESTION_CLASSES
from app.domain.registers.acting_deputies import NOT_IN_OFFICE
from app.domain.registers.performance_records import ALSO_DERIVED, KEY
from app.domain.suggestion_course import OPEN
from app.figures.people_of_year import Mandate, mandates_of, people_of_year
from app.storage.checks.doubts import answered_rows
from app.storage.ledger import Ledger
from app.storage.lists.columns import column_values, linked
from app.storage.query import Query

QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
UNNAMED = "未填"


def quarter_of(day: str) -> str:
    """The quarter of an ISO day."""
    return QUARTERS[(int(day[5:7]) - 1) // 3]


class HeldReception(NamedTuple):
    """One reception as figures read it; ``visitors`` is JSON, ``confidential`` the id of a private value."""

    row: int
    held_on: date
    splits: dict[str, str]
    visitor_count: int | None
    deputy_count: int | None
    visitors: str | None
    confidential: int | None


class Matters(NamedTuple):
    """Opinions or suggestions that are alike in everything figures ask, as of the cut-off.

    ``state`` and ``facts`` are those of their course on that day (``suggestion_course``).
    """

    ids: list[int]
    kind: str
    from_reception: bool
    state: str
    facts: dict[str, Any]
    splits: dict[str, str]


class Source:
    """One ledger, one calendar year, one cut-off day (``until``).

    ``concluded_means``: what counts as concluded, a code of ``CONCLUDED_MEANINGS``; that of the office unless given.
    """

    def __init__(
        self, ledger: Ledger, year: int, until: date | None = None, concluded_means: str = ""
    ) -> None:
        self.ledger = ledger
        self.year = year
        self.until = until or date(year, 12, 31)
        usual = ledger.office.get("concluded_means") or CONCLUDED_MEANINGS.codes()[0]
        self.concluded_means = concluded_means or str(usual)

    @property
    def concluded_in_words(self) -> str:
        """The same as a figure's rule prints it."""
        return f"{CONCLUDED_MEANINGS.label(self.concluded_means)}算办结，当场解决的计入"

    def columns(self, key: str, names: Sequence[str], *, all_years: bool = False) -> list[tuple[Any, ...]]:
        """Id and stored values of rows, of this year unless ``all_years``."""
        return column_values(self.ledger, key, names, None if all_years else self.year)

    @lru_cache(maxsize=32)  # noqa: B019 -- a source lives as long as one evaluation
    def is_kept(self, key: str) -> bool:
        """Whether anything was ever entered in a register: one that nobody keeps says nothing, not none."""
        return self.ledger.count(key) > 0

    @lru_cache(maxsize=32)  # noqa: B019 -- a source lives as long as one evaluation
    def names(self, key: str) -> dict[int, str]:
        """How the rows of a small register are called, by id."""
        ids = self.ledger.ids(key)
        return self.ledger.names(key, ids)

    def up_to(self, day: str | None) -> bool:
        """Whether an ISO day has come by the cut-off."""
        return day is not None and day <= self.until.isoformat()

    @cached_property
    def receptions(self) -> list[HeldReception]:
        """The receptions of the year up to the cut-off."""
        names = (
            "held_on",
            "site",
            "site_name",
            "kind",
            "visitor_count",
            "deputy_count",
            "visitors",
            "confidential",
        )
        sites = self.names("liaison_sites")
        receptions = []
        for row, held_on, site, site_as_written, kind, *more in self.columns("receptions", names):
            if self.up_to(held_on):
                splits = {
                    "site": sites.get(site) or site_as_written or UNNAMED,
                    "kind": RECEPTION_KINDS.label(kind),
                    "quarter": quarter_of(held_on),
                }
                receptions.append(HeldReception(row, date.fromisoformat(held_on), splits, *more))
        return receptions

    @cached_property
    def in_office(self) -> list[int]:
        """The mandates in office on the cut-off day."""
        return self.ledger.ids("deputies", Query(filter="in_office", on=self.until))

    @cached_property
    def mandates(self) -> dict[int, Mandate]:
        """Every mandate by its id."""
        return mandates_of(self.ledger)

    @cached_property
    def _mandates_of_person(self) -> dict[tuple[int, str], list[Mandate]]:
        """By person and level the mandates that were held."""
        mandates_of_person = defaultdict(list)
        for mandate in self.mandates.values():
            mandates_of_person[mandate.person, mandate.level].append(mandate)
        return mandates_of_person

    @cached_property
    def split_values_of_mandates(self) -> dict[int, tuple[str, str, str, str]]:
        """By mandate what figures of deputies are split by: level, sex, party and group, as they are called."""
        persons = {
            row: (SEX.label(sex) if sex else UNNAMED, POLITICAL_STATUS.label(party) if party else UNNAMED)
            for row, sex, party in self.columns("people", ("sex", "political_status"), all_years=True)
        }
        groups = self.names("deputy_groups")
        mandates = self.columns("deputies", ("person", "level", "deputy_group"), all_years=True)
        return {
            row: (LEVELS.label(level), *persons[person], groups.get(group, "未编组"))
            for row, person, level, group in mandates
        }

    @cached_property
    def people_of_year(self) -> dict[int, tuple[Mandate, ...]]:
        """Who was a deputy at any time of the year up to the cut-off: person → mandates, the one counted last."""
        return people_of_year(self.mandates, self.year, self.until)

    @lru_cache(maxsize=32)  # noqa: B019 -- a source lives as long as one evaluation
    def answered(self, key: str) -> set[int]:
        """Rows of a register about which the clerk has said why an act of somebody not in office may stand."""
        return answered_rows(self.ledger, key, NOT_IN_OFFICE)

    @cached_property
    def done_twice(self) -> set[int]:
        """Records by hand of which the clerk has said that another ledger's of the same day and kind is another act."""
        return answered_rows(self.ledger, KEY, ALSO_DERIVED)

    def acting_mandate(self, mandate: int, day: date) -> int | None:
        """The mandate by which whoever holds ``mandate`` could act on a day: this one, or one of another term.

        A record moved over a change of term still names the same person (``acting_deputies.standing_of_person``).
        """
        named = self.mandates.get(mandate)
        if named is None:
            return None
        if named.could_act_on(day):
            return mandate
        others = self._mandates_of_person[named.person, named.level]
        return next((other.id for other in others if other.could_act_on(day)), None)

    def may_count(self, mandate: int, day: date, *rows: tuple[str, int]) -> bool:
        """Whether an act counts: its deputy could act on the day, or one of the rows answers why it may."""
        able = self.acting_mandate(mandate, day) is not None
        return able or any(row in self.answered(key) for key, row in rows)

    @lru_cache(maxsize=32)  # noqa: B019 -- a source lives as long as one evaluation
    def deputies_named(self, key: str, field: str) -> dict[int, list[tuple[int | None, str]]]:
        """By row of a register the deputies that a field names as (mandate or None, name as written), in order."""
        deputies: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
        for row, mandate, name in linked(self.ledger, key, field):
            deputies[row].append((mandate, name))
        return deputies

    @cached_property
    def withdrawn(self) -> set[tuple[str, int]]:
        """The matters that were taken back by the cut-off, as (register, row)."""
        return {("suggestions", row) for row, (state, _) in self._courses.items() if state == "withdrawn"}

    @cached_property
    def _courses(self) -> dict[int, tuple[str, str]]:
        """By matter its state on the cut-off day and the facts of it."""
        stages = self.ledger.stages_on("suggestions", self.until)
        return {row: (state, facts) for row, state, _, facts in stages}

    @cached_property
    def matters(self) -> list[Matters]:
        """The cohort: what was raised in the year and by the cut-off, as its course stood on that day."""
        return self._grouped(self.year)

    @cached_property
    def carried_over(self) -> list[Matters]:
        """What was raised before the year and was still open when it began, as it stands on the cut-off day."""
        eve = date(self.year - 1, 12, 31)
        waiting = {row for row, state, _, _ in self.ledger.stages_on("suggestions", eve) if state in OPEN}
        return self._grouped(None, waiting) if waiting else []

    def _grouped(self, year: int | None, among: set[int] | None = None) -> list[Matters]:
        """Matters that are alike in all that figures ask; a year may hold 100,000, but only some hundred kinds."""
        courses = self._courses
        through = {
            row: (site, kind)
            for row, site, kind in self.columns("receptions", ("site", "kind"), all_years=True)
        }
        alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        names = ("class", "source", "reception", "session", "category", "site")
        for row, kind, source, reception, session, category, site in column_values(
            self.ledger, "suggestions", names, year
        ):
            if row in courses and (among is None or row in among):
                place = site if site is not None else through.get(reception, (None,))[0]
                received = reception is not None or source == "reception"
                values = (
                    kind,
                    received,
                    "reception" if received else source,
                    session,
                    category,
                    place,
                    courses[row],
                )
                alike[values].append(row)
        return [
            Matters(
                ids,
                kind,
                received,
                state,
                json.loads(facts),
                self._splits(kind, source, session, category, site),
            )
            for (kind, received, source, session, category, site, (state, facts)), ids in alike.items()
        ]

    def _splits(
        self, kind: str, source: str | None, session: int | None, category: int | None, site: int | None
    ) -> dict[str, str]:
        """Under which names a matter counts: every matter has each of them, so that the parts add up."""
        return {
            "class": SUGGESTION_CLASSES.label(kind),
            "site": self.names("liaison_sites").get(site or 0, UNNAMED),
            "session": self.names("sessions").get(session or 0) or _without_session(kind, source),
            "source": SOURCES.label(source) if source else UNNAMED,
            "category": self.names("suggestion_categories").get(category or 0, "未分类"),
        }


def _without_session(kind: str, source: str | None) -> str:
    """Where a matter counts among the sessions that is linked to none."""
    if source == "in_session":
        return UNNAMED  # which one was not entered
    if kind == "opinion":
        return "不属会议"
    return SOURCES.label("out_of_session") if source else UNNAMED
