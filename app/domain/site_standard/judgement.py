"""What an item of the standard was found to be, and what a judge of an item is handed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.fields import Lookup, Ref, Row
from app.domain.numerals import with_decimals

RANKS = {"missing": 0, "partly": 1, "met": 2}
SHARES = {"missing": (0, 1), "partly": (1, 2), "met": (1, 1)}  # of the item's weight; domain.md 3.6
PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif")
RowKey = tuple[str, int]


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, in a few words, and the rows in which it shows."""

    words: str
    rows: tuple[RowKey, ...] = ()


@dataclass(frozen=True)
class ItemFinding:
    """What a judge found: ``result`` is a code of the results, empty where only people can tell.

    ``words``: one Chinese sentence without its full stop.  ``rows``: (register, id) it was judged from.
    """

    result: str
    words: str
    rows: tuple[RowKey, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """An item of a site as of a day; ``score`` in hundredths of a point."""

    site: Ref
    item: Ref
    judged_by: str
    finding: ItemFinding
    score: int

    @property
    def result(self) -> str:
        """``met``, ``partly``, ``missing``, or empty where only people can tell."""
        return self.finding.result

    @property
    def words(self) -> str:
        """What was found, in one sentence."""
        return self.finding.words


@dataclass(frozen=True)
class Scene:
    """A site, an item, a calendar year and the last day looked at.

    ``voided``: numbers of removed records, which leave no gap; None when gaps in numbers are not asked for.
    """

    lookup: Lookup
    site: Row
    item: Row
    year: int
    until: date
    voided: frozenset[str] | None = None

    def rows(self, register: str, day: str = "", **equals: Any) -> list[Row]:
        """Rows of this site; with ``day`` those of the year whose date of that field has come."""
        values = {"site": self.site["id"], **equals}
        rows_of_year = self.lookup.where(register, values, self.year if day else None)
        return [row for row in rows_of_year if not day or row[day] <= self.until]

    def pictures(self, register: str, row_id: int) -> list[Row]:
        """The pictures kept with a row."""
        files = self.lookup.where("attachments", {"register": register, "row": row_id})
        return [file for file in files if str(file["name"]).lower().endswith(PICTURES)]

    def evidence(self, *roles: str) -> list[Row]:
        """Pictures of this item: those of the site in one of the roles, and those kept with its checks."""
        pictures = [
            file for file in self.pictures("liaison_sites", self.site["id"]) if file.get("role") in roles
        ]
        for check in self.lookup.where("site_checks", {"site": self.site["id"], "item": self.item["id"]}):
            if check["checked_on"] <= self.until:
                pictures += self.pictures("site_checks", check["id"])
        return pictures

    @property
    def threshold(self) -> int | None:
        """The least that the item asks for."""
        return self.item.get("threshold")

    def needed(self) -> list[tuple[str, ...]]:
        """What the item says must be there; each with the names that would do."""
        words = (
            str(self.item.get("needed") or "").replace(",", "、").replace("\uff0c", "、").replace("\n", "、")
        )
        return [
            tuple(name.strip() for name in entry.split("/")) for entry in words.split("、") if entry.strip()
        ]


def keys(register: str, rows: Iterable[Row]) -> tuple[RowKey, ...]:
    """The rows by register and id."""
    return tuple((register, row["id"]) for row in rows)


def result_of(present: int, gaps: Sequence[Gap]) -> str:
    """Met without gaps, missing where nothing is present, partly between."""
    if not present:
        return "missing"
    return "partly" if gaps else "met"


def sentence(facts: Sequence[str], gaps: Sequence[Gap]) -> str:
    """What is there, then what is not."""
    present = " · ".join(fact for fact in facts if fact)
    lacking = "、".join(gap.words for gap in gaps)
    return "，".join(part for part in (present, lacking) if part)


def lacking(needed: Sequence[tuple[str, ...]], names: Sequence[str]) -> list[str]:
    """The needed things of which no name is among ``names``."""
    return [
        names_of_one[0]
        for names_of_one in needed
        if not any(name in have for name in names_of_one for have in names)
    ]


def score_of(item: Mapping[str, Any], result: str) -> int:
    """Weight (tenths of a point) × share, in hundredths of a point; exact, since shares are 1, ½ and 0."""
    times, by = SHARES.get(result, (0, 1))
    return int(item["weight"]) * 10 * times // by


def points(checks: Iterable[Row], items: Mapping[int, Row]) -> int:
    """The points of one site in hundredths; a check without a score counts by its result."""
    total = 0
    for check in checks:
        item = items.get(check["item"].id)
        if check["score"] is not None:
            total += check["score"]
        elif item is not None:
            total += score_of(item, check["result"])
    return total


def points_words(hundredths: int) -> str:
    """Points with both decimals, so that what is printed adds up: 93.75."""
    return with_decimals(hundredths, 2)


def day_words(days: Iterable[date]) -> str:
    """Days of one year, short: 08.15、09.14."""
    listed = sorted(set(days))
    more = f"等 {len(listed)} 天" if len(listed) > 3 else ""
    return "、".join(f"{day:%m.%d}" for day in listed[:3]) + more
