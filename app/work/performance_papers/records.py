"""The performance records of a year as papers show them: by person, with what became of suggestions."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.booklet_years import BookletYear
from app.domain.fields import Row
from app.domain.ledger_head import paper_text
from app.domain.registers.performance_records import PERFORMANCE_RECORDS
from app.domain.registers.suggestions import SUGGESTIONS
from app.figures.performance_acts import acts_between
from app.figures.source import Source
from app.storage.lists.columns import column_values

if TYPE_CHECKING:
    from app.storage.ledger import Ledger


class PerformanceRecords:
    """The records of one year, found once for all deputies; the rows of a person are read when asked for."""

    def __init__(self, ledger: Ledger, year: BookletYear) -> None:
        self.ledger = ledger
        self.year = year

    def of(self, mandate: int) -> list[Row]:
        """What the person who holds the mandate did in the year, by day; her other mandates' records are hers."""
        person = self._persons.get(mandate)
        rows = self.ledger.rows(PERFORMANCE_RECORDS.key, [] if person is None else self._ids[person])
        return [self._with_outcome(row) for row in rows]

    @cached_property
    def _persons(self) -> dict[int, int]:
        return dict(column_values(self.ledger, "deputies", ("person",)))

    @cached_property
    def _ids(self) -> dict[int | None, list[int]]:
        """What counts in figures stands on paper, absences among it."""
        with self.ledger.busy:
            source = Source(self.ledger, self.year.last.year, self.year.last)
            acts = acts_between(source, self.year.first, self.year.last).counted
        ids: dict[int | None, list[int]] = defaultdict(list)
        for act in sorted(acts, key=lambda act: (act.day, act.row)):
            ids[act.person].append(act.row)
        return ids

    def _with_outcome(self, row: Row) -> Row:
        key, _, place = str(row.get("derived_from") or "").partition(":")
        if key != SUGGESTIONS.key or row.get("outcome"):
            return row
        matter = self.ledger.row(key, int(place.split(":")[0]))
        return {**row, "outcome": outcome_of(matter)} if matter else row


def title_with_count(record: Row) -> str:
    """What was done, and how often where one record stands for several times: 走访选民（5 次）."""
    count = record.get("count")
    times = f"（{count} 次）" if count not in (None, 1) else ""
    return paper_text(PERFORMANCE_RECORDS.field("title"), record.get("title")) + times


def outcome_of(matter: Row) -> str:
    """How far a suggestion has come: 2022.05.12 答复（A类），满意，已办结."""

    def text(key: str) -> str:
        return paper_text(SUGGESTIONS.field(key), matter.get(key))

    reply_class = f"（{text('reply_class')}类）" if matter.get("reply_class") else ""
    replied = f"{text('replied_on')} 答复{reply_class}" if matter.get("replied_on") else ""
    status = "" if matter.get("status") == "replied" and replied else text("status")
    return "，".join(words for words in (replied, text("feedback"), status) if words)
