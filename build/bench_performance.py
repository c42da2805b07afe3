"""What the bench measures of performance: 160 deputies, five years, 20,000 records; `bench_performance.py PART FOLDER`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench_parts import run_part, timed

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


def _ledger(folder: Path) -> Any:
    """The town, made when it is wanted first."""
    from app.storage.ledger import Ledger

    place = folder / "performance"
    if not place.exists():
        prepare(place)
    return Ledger.open(place, today=TODAY)


def _year(ledger: Any) -> Any:
    from app.figures.performance_acts import year_of

    return year_of(ledger, "calendar", 2021)


def matrix(folder: Path) -> None:
    """Deputies by kinds, of one year."""
    from app.figures.performance_matrix import performance_matrix

    with _ledger(folder) as ledger, timed():
        performance_matrix(ledger, _year(ledger))


def scores(folder: Path) -> None:
    """The scores of everybody with their sheet."""
    from app.figures.performance_scores import scores_of_year
    from app.figures.score_tables import score_sheet

    with _ledger(folder) as ledger, timed():
        found = scores_of_year(ledger, "calendar", 2021)
        assert found is not None
        score_sheet(ledger, found)


def gaps(folder: Path) -> None:
    """Who has not."""
    from app.figures.performance_gaps import gaps_table

    with _ledger(folder) as ledger, timed():
        gaps_table(ledger, _year(ledger))


def booklets_pdf(folder: Path) -> None:
    """The booklets of all deputies, 25 records each, as one PDF."""
    from PySide6.QtGui import QGuiApplication

    from ui.printing.painting import paint

    application = QGuiApplication.instance() or QGuiApplication([])
    with _ledger(folder) as ledger, timed():
        paint(list(_booklets(ledger)), folder / "booklets.pdf")
    del application


def booklets_xlsx(folder: Path) -> None:
    """The same booklets as one workbook."""
    from app.work.performance_papers.booklet_workbook import write_workbook

    with _ledger(folder) as ledger, timed():
        write_workbook(_booklets(ledger), folder / "booklets.xlsx")


def _booklets(ledger: Any) -> Iterator[Any]:
    from app.domain.booklet_years import calendar_year
    from app.work.performance_papers.booklet import booklets

    return booklets(ledger, ledger.ids("deputies"), calendar_year(2021, TODAY))


PARTS: tuple[Callable[[Path], None], ...] = (matrix, scores, gaps, booklets_pdf, booklets_xlsx)


if __name__ == "__main__":
    run_part(PARTS)
