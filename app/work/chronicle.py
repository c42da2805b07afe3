"""大事记 proposed from the other registers: what happened in a year and is not in the chronicle yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from app.domain.fields import Row
from app.domain.registers import BY_KEY
from app.domain.registers.reports_to_voters import meeting_of
from app.domain.session_steps import congress_name
from app.domain.supervision_codes import INSPECTION_KINDS
from app.domain.vote_codes import OFFICES
from app.storage.checks.source_gaps import source_of
from app.storage.ledger import Ledger
from app.storage.query import Query

KEY = "chronicle_entries"


class Happening(NamedTuple):
    """Something that belongs into the chronicle; ``source`` names the register and the row that tell of it."""

    occurred_on: date
    content: str
    source: str


def proposals(ledger: Ledger, year: int) -> list[Happening]:
    """What is new: nothing that was proposed before, even if it was reworded or removed since, or stands there by hand.

    Nor what an entry of that day tells whose own row was removed since: entered again, or another of one meeting.
    """
    kept = ledger.rows(KEY, ledger.ids(KEY))
    sources = {row["source"] for row in kept}
    sources |= {(change.before or {}).get("source") for change in ledger.bin(KEY)}
    entries = {(row["occurred_on"], row["content"]) for row in kept}
    orphaned = {
        (row["occurred_on"], _label(row["source"])) for row in kept if _is_gone(ledger, row["source"])
    }
    return [
        one
        for one in sorted(_happenings(ledger, year))
        if one.source not in sources
        and (one.occurred_on, one.content) not in entries
        and (one.occurred_on, _label(one.source)) not in orphaned
    ]


def _label(source: str) -> str:
    return source.rpartition("·")[0]


def _is_gone(ledger: Ledger, source: str | None) -> bool:
    named = source_of(ledger, source)
    return named is not None and named[1] is None


def propose(ledger: Ledger, year: int) -> int:
    """Enter what is new as one act, to be worded by the clerk; gives how many entries."""
    new = proposals(ledger, year)
    if new:
        with ledger.act(f"从台账提出 {year} 年大事记") as act:
            for happening in new:
                act.add(KEY, happening._asdict())
    return len(new)


def _happenings(ledger: Ledger, year: int) -> Iterator[Happening]:
    today = ledger.today
    for happening in (
        *_of_congress(ledger, year),
        *_of_supervision(ledger, year),
        *_of_reports(ledger, year),
    ):
        if happening.occurred_on <= today:
            yield happening


def _rows(ledger: Ledger, key: str, year: int) -> list[Row]:
    return ledger.rows(key, ledger.ids(key, Query(year=year)))


def _source(key: str, row: Row) -> str:
    """人代会·4: read by people, and the same for good, since ids are never used again."""
    return f"{BY_KEY[key].label}·{row['id']}"


def _of_congress(ledger: Ledger, year: int) -> Iterable[Happening]:
    town = str(ledger.office.get("town") or "")
    for row in _rows(ledger, "sessions", year):
        term = ledger.row("terms", row["term"].id) if row["term"].id is not None else None
        name = congress_name(town, term["ordinal"] if term else None, row["ordinal"])
        yield Happening(row["opened_on"], f"召开{name}。", _source("sessions", row))
    for row in _rows(ledger, "elections", year):
        if row["elected"]:
            words = f"选举{row['elected']}为{OFFICES.label(row['post'])}。"
            yield Happening(row["voted_on"], words, _source("elections", row))
    for row in _rows(ledger, "project_ballots", year):
        words = f"人代会票决{row['planned_on'].year}年民生实事项目，候选项目{row['candidate_count']}项。"
        yield Happening(row["held_on"], words, _source("project_ballots", row))


def _of_supervision(ledger: Ledger, year: int) -> Iterable[Happening]:
    for row in _rows(ledger, "presidium_meetings", year):
        ordinal = BY_KEY["presidium_meetings"].field("ordinal").text(row["ordinal"]) or "会议"
        topics = "、".join(str(topic.get("title") or "") for topic in row["topics"] or ())
        words = f"召开主席团{ordinal}{f'，研究{topics}' if topics else ''}。"
        yield Happening(row["held_on"], words, _source("presidium_meetings", row))
    for row in _rows(ledger, "inspections", year):
        words = f"开展{INSPECTION_KINDS.label(row['kind'])}“{row['title']}”{_attended(row)}。"
        yield Happening(row["held_on"], words, _source("inspections", row))
    for row in _rows(ledger, "trainings", year):
        yield Happening(
            row["held_on"], f"举办培训“{row['title']}”{_attended(row)}。", _source("trainings", row)
        )


def _attended(row: Row) -> str:
    return f"，参加代表{row['deputy_count']}名" if row["deputy_count"] else ""


def _of_reports(ledger: Ledger, year: int) -> Iterable[Happening]:
    """One entry for each meeting, told by its first row."""
    meetings: dict[object, list[Row]] = {}
    for row in sorted(_rows(ledger, "reports_to_voters", year), key=lambda row: int(row["id"])):
        meetings.setdefault(meeting_of(row["held_on"], row["place"], row["electoral_district"]), []).append(
            row
        )
    for rows in meetings.values():
        names = "、".join(row["deputy"].name for row in rows)
        place = f"在{rows[0]['place']}" if rows[0]["place"] else ""
        yield Happening(
            rows[0]["held_on"], f"{names}{place}向选民述职。", _source("reports_to_voters", rows[0])
        )
