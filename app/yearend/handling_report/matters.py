"""The single matters of the report: what is late and why, what was promised, and how each was handled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.contact_codes import SATISFACTION
from app.domain.fields import Row
from app.domain.handling_rounds import first_reply, rounds_of
from app.domain.registers.suggestions import SUGGESTIONS
from app.domain.suggestion_course import STATUS_WORDS
from app.figures.handling import Handled
from app.figures.source import Source
from app.storage.lists.listing import filed_listings

NO_REASON = "〔没有写明原因，请补写〕"


@dataclass(frozen=True)
class Matter:
    """One matter as these readers get it, in the state of the day that the report is of."""

    row: Row
    state: str
    facts: dict[str, Any]
    until: date

    @property
    def name(self) -> str:
        """Its number and its title."""
        return " ".join(part for part in (self.row.get("no"), self.row.get("matter")) if part)

    @property
    def handler(self) -> str:
        """Who handles it in the first place."""
        return self.row["lead_handler"].name if self.row.get("lead_handler") else ""

    @property
    def replied_on(self) -> date | None:
        """The day of the first reply, by the day of the report; of what was solved on the spot the same day."""
        number = first_reply(self.row, self.until)
        if number is not None:
            return rounds_of(self.row)[number]["replied_on"]
        return self.row["raised_on"] if "solved_on_spot" in self.facts else None

    @property
    def due_on(self) -> date | None:
        """The last day against which the first reply counts."""
        day = self.facts.get("answer_due") or self.facts.get("owed_by")
        return date.fromisoformat(day) if day else None

    @property
    def days_late(self) -> int:
        """By how many days the reply was late, or is by the day of the report."""
        due = self.due_on
        return ((self.replied_on or self.until) - due).days if due else 0

    @property
    def feedback(self) -> str:
        """What was said of it last."""
        code = self.facts.get("feedback")
        return SATISFACTION.label(code) if code else ""

    @property
    def status(self) -> str:
        """Its state in words."""
        return STATUS_WORDS[self.state]


def matters_for(source: Source, handled: Sequence[Handled], audience: str) -> list[Matter]:
    """The matters that these readers get, in their filed order; for the public without petitioners (settled 40)."""
    by_row = dict(handled)
    listing = filed_listings(source.ledger, SUGGESTIONS, ids=list(by_row), audience=audience)[0]
    return [
        Matter(row, by_row[row["id"]].state, by_row[row["id"]].facts, source.until) for row in listing.rows()
    ]


def reason_of(matter: Matter) -> str:
    """Why it is late, as somebody wrote it down: of an extension, a date of her own, or a way back."""
    return "；".join(dict.fromkeys(_reasons(matter))) or NO_REASON


def _reasons(matter: Matter) -> Iterator[str]:
    for one in rounds_of(matter.row):
        for key in ("extended_reason", "due_reason", "returned_reason"):
            if one.get(key):
                yield str(one[key]).rstrip("。；")
    for line in matter.row.get("steps") or ():
        if line.get("is_back") and line.get("why") and line.get("on") and line["on"] <= matter.until:
            yield str(line["why"]).rstrip("。；")


def promises_of(matter: Matter) -> Iterator[tuple[str, str, str]]:
    """What was promised, by when, and whether it was kept by the day of the report."""
    for line in matter.row.get("promises") or ():
        kept = line.get("kept_on")
        is_kept = kept is not None and kept <= matter.until
        due = f"{line['due_on']:%Y.%m.%d}" if line.get("due_on") else ""
        overdue = not is_kept and line.get("due_on") and line["due_on"] < matter.until
        words = f"{kept:%Y.%m.%d}已兑现" if is_kept and kept else "逾期未兑现" if overdue else "尚未兑现"
        yield line.get("what") or "", due, words
