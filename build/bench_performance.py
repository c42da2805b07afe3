"""Measures counting and scoring: 160 deputies, five years, 20,000 records; the matrix and the scores of one year."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

from bench_contact import timed

TODAY = date(2021, 12, 31)
DEPUTIES, RECORDS, YEARS = 160, 20_000, 5
KINDS = ("meeting", "speech", "suggestion", "inspection", "reception", "visit", "training", "good_deed")


def prepare(folder: Path) -> None:
    """A town of 160 deputies with 20,000 performance records of five years and a scheme of twenty items."""
    from app.domain.fields import Ref
    from app.storage.ledger import Ledger
    from app.work.score_presets import adopt_preset, presets

    office = {"town": "迳口镇", "county": "四会市"}
    Ledger.create(folder, office, term=16, term_started=date(2016, 11, 10), today=TODAY).close()
    with Ledger.open(folder, today=TODAY) as ledger, ledger.act("录入") as act:
        term = Ref(1, "镇 第十六届")
        mandates = [
            act.add("deputies", {"name": f"代表{number:03}", "level": "township", "term": term})
            for number in range(DEPUTIES)
        ]
        for number in range(RECORDS):
            mandate = mandates[number * 7 % DEPUTIES]
            values = {
                "deputy": Ref(mandate, "代表"),
                "kind": KINDS[number % len(KINDS)],
                "occurred_on": date(2017, 1, 1) + timedelta(number * 13 % (365 * YEARS)),
                "title": f"履职{number}",
                "attendance": "on_leave" if number % 40 == 0 else None,
            }
            act.add("performance_records", values)
        adopt_preset(ledger, presets()[0]["name"], "calendar", date(2017, 1, 1))


def measure(folder: Path) -> None:
    """Print the table."""
    from app.figures.performance_acts import year_of
    from app.figures.performance_gaps import gaps_table
    from app.figures.performance_matrix import performance_matrix
    from app.figures.performance_scores import scores_of_year
    from app.figures.score_tables import score_sheet
    from app.storage.ledger import Ledger

    with Ledger.open(folder, today=TODAY) as ledger:
        year = year_of(ledger, "calendar", 2021)
        assert year is not None

        def scored() -> object:
            scores = scores_of_year(ledger, "calendar", 2021)
            assert scores is not None
            return score_sheet(ledger, scores)

        timed("matrix of a year, 160 deputies, 20,000 records", 300, lambda: performance_matrix(ledger, year))
        timed("scores of a year, with their sheet", 300, scored)
        timed("who has not", 300, lambda: gaps_table(ledger, year))


if __name__ == "__main__":
    place = Path(sys.argv[1])
    if not place.exists():
        prepare(place)
    measure(place)
