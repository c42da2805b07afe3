"""履职提醒单: a slip for each deputy of whom something is missing in a year, for the deputy alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.domain.booklet_years import BookletYear
from app.domain.numerals import chinese_number
from app.figures.people_of_year import OWN_LEVEL
from app.figures.performance_gaps import gaps_of, in_office_at_the_end
from app.figures.performance_matrix import PerformanceYear
from app.paper.sheet import Paper
from app.work.performance_papers.slip import slip, spoken

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_TITLE = "代表履职提醒单"


def gap_slips(ledger: Ledger, year: BookletYear, level: str = OWN_LEVEL) -> Iterator[Paper]:
    """In the order of the filed roster; whoever lacks nothing gets none."""
    with ledger.busy:
        counted = PerformanceYear(ledger, year, level)
        gaps = gaps_of(counted)
        missing = [
            (one.name, [gap.words for gap in gaps if one.person in gap.rows_by_person])
            for one in in_office_at_the_end(counted)
        ]
    for name, words in missing:
        if words:
            yield slip(ledger, _TITLE, name, _body(ledger, year, words), year.name)


def _body(ledger: Ledger, year: BookletYear, words: list[str]) -> list[str]:
    """What is missing, one line each, and what to do: while the year lasts it can still be done in it."""
    listed = [f"{chinese_number(number)}、{each}；" for number, each in enumerate(words, 1)]
    listed[-1] = f"{listed[-1][:-1]}。"
    lasts = ledger.today <= year.last
    by = f"请您在{spoken(year.last)}前作出安排。" if lasts else "请您在今后的履职中作出安排。"
    return [
        f"按履职登记，{year.in_full}您有下列情况：",
        *listed,
        f"{by}已经履职而没有登记的，请把时间、地点和内容告诉镇人大办公室，以便补记。",
    ]
