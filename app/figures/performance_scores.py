"""The scores of a year: read from the records by the scheme in force, and beside them what was published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.booklet_years import BookletYear, year_name
from app.domain.fields import Row
from app.domain.scoring.grades import grades, ranks
from app.domain.scoring.score import score_of
from app.domain.scoring.shapes import Course, Deed, Scheme, Score, ScoreItem
from app.figures.performance_acts import DeputyOfYear, year_of
from app.figures.performance_gaps import sessions_missed
from app.figures.performance_matrix import PerformanceYear
from app.storage.ledger import Ledger
from app.storage.lists.columns import column_values
from app.storage.query import Query

SCHEMES, ITEMS, ENTRIES, PUBLISHED = "score_schemes", "score_items", "score_entries", "performance_scores"


@dataclass(frozen=True)
class DeputyScore:
    """One deputy's score as the records say it now; ``appraisal``: the row of her appraisal, if there is one."""

    deputy: DeputyOfYear
    score: Score
    place: int
    grade_by_points: str
    appraisal: Mapping[str, Any]

    @property
    def grade(self) -> str:
        """The presidium's grade where it gave one, else that of the points."""
        return self.appraisal.get("presidium_grade") or self.grade_by_points


@dataclass(frozen=True)
class ScoresOfYear:
    """The scores of all deputies of the town in a year, by one scheme; ``published``: what was published of it."""

    kind: str
    number: int
    year: BookletYear
    scheme_row: Row
    scheme: Scheme
    counted: PerformanceYear
    scores: Sequence[DeputyScore]
    published: Sequence[Row]

    @property
    def published_on(self) -> date | None:
        """The day on which they were published; None while they are not."""
        return self.published[0]["published_on"] if self.published else None


def scores_of_year(ledger: Ledger, kind: str, number: int) -> ScoresOfYear | None:
    """The scores of a year of that kind; None without a scheme for it, or for a congress year without a session."""
    with ledger.busy:
        year, scheme_row = _published(ledger, kind, number)
        year = year or year_of(ledger, kind, number)
        if year is None:
            return None
        schemes = ledger.rows(SCHEMES, ledger.ids(SCHEMES, Query(equals={"year_kind": kind})))
        scheme_row = scheme_row or scheme_in_force(schemes, year)
        return _scores(ledger, kind, number, year, scheme_row) if scheme_row else None


def scheme_in_force(schemes: Sequence[Row], year: BookletYear) -> Row | None:
    """The newest scheme in force when the year began, else the first one that began within it; None without either.

    So a scheme changed in mid-year waits for the next year: nobody is judged by rules that came after the deed.
    """
    by_age = sorted(schemes, key=lambda row: (row["valid_from"], row["id"]))
    before = [row for row in by_age if row["valid_from"] <= year.first]
    if before:
        return before[-1]
    return next((row for row in by_age if row["valid_from"] <= year.last), None)


def _published(ledger: Ledger, kind: str, number: int) -> tuple[BookletYear | None, Row | None]:
    """The days of a published year and the scheme by which it was; a session moved later changes neither."""
    ids = ledger.ids(PUBLISHED, Query(equals={"year_kind": kind, "for_year": number}, filter="published"))
    if not ids:
        return None, None
    row = ledger.rows(PUBLISHED, ids)[0]  # all of a year were published together
    year = BookletYear(year_name(kind, number), row["first_on"], row["last_on"])
    return year, ledger.row(SCHEMES, row["scheme"].id)


def scheme_of(row: Row, items: Sequence[Row]) -> Scheme:
    """A scheme as arithmetic needs it, from its row and those of its items; what is left blank is nothing."""
    return Scheme(
        [_item(item) for item in items],
        [(line["grade"], line.get("least", 0)) for line in row.get("grades") or ()],
        row.get("base") or 0,
        {
            line["category"]: line["cap"]
            for line in row.get("categories") or ()
            if line.get("cap") is not None
        },
        row.get("max_total"),
        row.get("best_share"),
    )


def _item(row: Row) -> ScoreItem:
    return ScoreItem(
        row["id"],
        row["name"],
        row["category"],
        row["basis"],
        row.get("counted"),
        row.get("role"),
        row.get("attendance"),
        row.get("counted_by") == "days",
        row.get("points") or 0,
        row.get("step") or 0,
        row.get("required_count"),
        row.get("cap"),
    )


def _scores(ledger: Ledger, kind: str, number: int, year: BookletYear, scheme_row: Row) -> ScoresOfYear:
    items = ledger.rows(ITEMS, ledger.ids(ITEMS, Query(equals={"scheme": scheme_row["id"]})))
    scheme, counted = scheme_of(scheme_row, items), PerformanceYear(ledger, year)
    owners = _owners(counted)
    by_hand, missed = _by_hand(ledger, number, owners), sessions_missed(ledger, year.first, year.last)
    appraisals = _appraisals(ledger, kind, number)
    appraisal_of = {owners.get(mandate, 0): row for mandate, row in appraisals.items()}
    scores = {
        deputy.person: score_of(scheme, _course(counted, deputy, by_hand, missed))
        for deputy in counted.deputies
    }
    places = ranks({person: score.total for person, score in scores.items()})
    grade_of = grades(scheme, scores)
    return ScoresOfYear(
        kind, number, year, scheme_row, scheme, counted,
        [
            DeputyScore(
                deputy, scores[deputy.person], places[deputy.person], grade_of[deputy.person],
                next(
                    (appraisals[mandate.id] for mandate in deputy.mandates if mandate.id in appraisals),
                    appraisal_of.get(deputy.person, {}),
                ),
            )
            for deputy in counted.deputies
        ],
        [row for row in appraisals.values() if row["published_on"]],
    )  # fmt: skip


def _course(
    counted: PerformanceYear,
    deputy: DeputyOfYear,
    by_hand: Mapping[int, Mapping[int, Sequence[int]]],
    missed: Mapping[int, Mapping[int, tuple[int, ...]]],
) -> Course:
    return Course(
        [
            Deed(act.row, act.kind, act.day, act.times, act.role, act.attendance)
            for act in counted.records_of(deputy)
        ],
        by_hand.get(deputy.person, {}),
        counted.year.length,
        deputy.able_days,
        deputy.suspended_days,
        sum(len(missed.get(mandate.id, {})) for mandate in deputy.mandates),
    )


def _owners(counted: PerformanceYear) -> dict[int, int]:
    """Mandate → person, of the level that is scored, whichever term: what is given by hand names a year of its own."""
    return {one.id: one.person for one in counted.source.mandates.values() if one.level == counted.level}


def _by_hand(ledger: Ledger, number: int, owners: Mapping[int, int]) -> dict[int, dict[int, list[int]]]:
    """Person → item → the points given by hand for the year, by whichever of her mandates the clerk named her."""
    hand_points: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for _, deputy, item, year, points in column_values(
        ledger, ENTRIES, ("deputy", "item", "for_year", "points")
    ):
        if year == number and deputy in owners and item is not None:
            hand_points[owners[deputy]][item].append(points)
    return hand_points


def _appraisals(ledger: Ledger, kind: str, number: int) -> dict[int, Row]:
    """By mandate the row of the year's appraisal."""
    ids = ledger.ids(PUBLISHED, Query(equals={"year_kind": kind, "for_year": number}))
    return {row["deputy"].id: row for row in ledger.rows(PUBLISHED, ids)}
