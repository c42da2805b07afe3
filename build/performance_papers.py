"""The tables of a year's performance for the contact sheet: matrix, reminders, a deputy's year, scores."""

from __future__ import annotations

from collections.abc import Iterator

from app.figures.deputy_year import deputy_year
from app.figures.performance_acts import year_of
from app.figures.performance_gaps import gaps_table
from app.figures.performance_matrix import column_forms, performance_matrix
from app.figures.performance_scores import scores_of_year
from app.figures.score_tables import public_list, score_lines, score_sheet
from app.paper.sheet import Paper
from app.paper.tabulation import tabulation_paper
from app.storage.ledger import Ledger


def performance_papers(ledger: Ledger) -> Iterator[tuple[str, list[Paper]]]:
    """The tables of a year's performance: matrix, reminders, a deputy's year, scores."""
    year = year_of(ledger, "calendar", 2022)
    scores = scores_of_year(ledger, "calendar", 2022)
    assert year is not None
    assert scores is not None
    tables = {
        f"matrix-{number}": performance_matrix(ledger, year, form=form)
        for number, form in enumerate(("", *column_forms(ledger)))
    }
    tables |= {
        "gaps": gaps_table(ledger, year),
        "scores": score_sheet(ledger, scores),
        "public": public_list(ledger, scores),
    }
    for one in scores.scores[:1]:
        lines = score_lines(ledger, scores, one.deputy.mandate)
        months = deputy_year(ledger, year, one.deputy.person, "township")
        assert lines is not None
        assert months is not None
        tables |= {"score-lines": lines, "deputy-year": months}
    for name, table in tables.items():
        yield f"performance-{name}", [tabulation_paper(table)]
