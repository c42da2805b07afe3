"""The records of one year as figures read them, loaded once for all figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from app.domain.code_tables.contact import EXITS
from app.domain.contact_codes import RECEPTION_KINDS, SUGGESTION_CLASSES
from app.storage.columns import column_values, in_office_ids, linked
from app.storage.ledger import Ledger

QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
# A matter handed back is handed over again; the other exits end it without an answer of ours.
OUT_OF_BASE = tuple(kind for kind in EXITS if kind != "returned")


class Matters(NamedTuple):
    """Opinions or suggestions that are alike in everything figures ask, as of the cut-off.

    A year may hold 100,000 of them but only some hundred kinds of likeness.
    """

    ids: list[int]
    kind: str
    from_reception: bool
    replied: bool
    concluded: bool
    is_out: bool
    feedback: str | None
    splits: dict[str, str]


class Source:
    """One ledger, one calendar year, one cut-off day (``until``)."""

    def __init__(self, ledger: Ledger, year: int, until: date | None = None) -> None:
        self.ledger = ledger
        self.year = year
        self.until = until or date(year, 12, 31)

    def columns(self, key: str, names: Sequence[str], *, all_years: bool = False) -> list[tuple[Any, ...]]:
        """Id and stored values of rows, of this year unless ``all_years``."""
        return column_values(self.ledger, key, names, None if all_years else self.year)

    @lru_cache(maxsize=32)  # noqa: B019 -- a source lives as long as one evaluation
    def names(self, key: str) -> dict[int, str]:
        """How the rows of a small register are called, by id."""
        ids = self.ledger.ids(key)
        return self.ledger.rows_room.names(key, ids)

    def up_to(self, day: str | None) -> bool:
        """Whether an ISO day has come by the cut-off."""
        return day is not None and day <= self.until.isoformat()

    @cached_property
    def receptions(self) -> list[tuple[int, dict[str, str], int | None, int | None, str | None]]:
        """(id, splits, visitor count, deputy count, visitors as stored) of receptions up to the cut-off."""
        names = ("held_on", "site", "kind", "visitor_count", "deputy_count", "visitors")
        sites = self.names("liaison_sites")
        found = []
        for row, held_on, site, kind, visitors, deputies, lines in self.columns("receptions", names):
            if self.up_to(held_on):
                splits = {
                    "site": sites.get(site, "未填"),
                    "kind": RECEPTION_KINDS.label(kind),
                    "quarter": QUARTERS[(int(held_on[5:7]) - 1) // 3],
                }
                found.append((row, splits, visitors, deputies, lines))
        return found

    @cached_property
    def in_office(self) -> list[int]:
        """The mandates in office on the cut-off day."""
        return in_office_ids(self.ledger, self.until)

    @cached_property
    def named_deputies(self) -> dict[int, int]:
        """How many deputies each reception names."""
        counts: dict[int, int] = defaultdict(int)
        for row, _, _ in linked(self.ledger, "receptions", "deputies"):
            counts[row] += 1
        return counts

    @cached_property
    def matters(self) -> list[Matters]:
        """The cohort: what was raised in the year and by the cut-off, its state from dates alone."""
        names = (
            "class", "raised_on", "source", "reception", "replied_on", "concluded_on", "solved_on_spot",
            "exit_kind", "exit_on", "feedback", "feedback_on", "session", "category", "site",
        )  # fmt: skip
        until = self.until.isoformat()
        alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for (row, kind, raised_on, source, reception, replied_on, concluded_on, on_spot, exit_kind, exit_on,
             feedback, feedback_on, session, category, site) in self.columns("suggestions", names):  # fmt: skip
            if raised_on > until:
                continue
            told_on = feedback_on or concluded_on or replied_on
            likeness = (
                kind,
                reception is not None or source == "reception",
                bool(on_spot or (replied_on and replied_on <= until)),
                bool(on_spot or (concluded_on and concluded_on <= until)),
                bool(exit_kind in OUT_OF_BASE and exit_on and exit_on <= until),
                feedback if told_on and told_on <= until else None,
                session,
                category,
                site,
            )
            alike[likeness].append(row)
        return [
            Matters(ids, kind, received, replied, concluded, out, told, self._splits(kind, *place))
            for (kind, received, replied, concluded, out, told, *place), ids in alike.items()
        ]

    def _splits(
        self, kind: str, session: int | None, category: int | None, site: int | None
    ) -> dict[str, str]:
        splits = {"class": SUGGESTION_CLASSES.label(kind)}
        if kind == "opinion":
            splits["site"] = self.names("liaison_sites").get(site or 0, "未填")
        else:
            splits["session"] = self.names("sessions").get(session or 0, "闭会期间")
        splits["category"] = self.names("suggestion_categories").get(category or 0, "未分类")
        return splits
