"""资格审查报告: the frame of the credentials report, with what changed and the numbers of the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from app.domain.codes import END_REASONS
from app.domain.fields import Ref, Row
from app.domain.law.citations import citation
from app.domain.law.full_names import with_full_names
from app.domain.law.mandates import reason_by_kind
from app.domain.registers.terms import period_of
from app.paper.official import official_paper
from app.paper.sessions.occasion import TO_BE_FILLED, Occasion, full_day, occasion_of
from app.paper.sheet import Paper
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

# Kind of change → how the report says it; what the committee found of a new deputy is left to its members.
_IN_WORDS = {
    "by_elected": "{on}，{district}补选{name}为代表，经审查，代表资格{found}。",
    "suspended": "{name}自{on}起暂时停止执行代表职务。",
    "resumed": "{name}自{on}起恢复执行代表职务。",
    "resigned": "{name}辞去代表职务，{on}被接受，代表资格终止。",
    "moved_away": "{name}于{on}迁出或者调离本行政区域，代表资格终止。",
    "died": "{name}于{on}去世，代表资格自行终止。",
    "recalled": "{name}于{on}被罢免，代表资格终止。",
}


def credentials_report(ledger: Ledger, session: int) -> list[Paper]:
    """The frame of the report with the numbers of the day; what the committee found is written by its members."""
    occasion = occasion_of(ledger, session)
    day, term = occasion.session["opened_on"], occasion.session["term"].id
    level = (ledger.row("terms", term) or {}).get("level") or "township"
    equals = {"level": level}
    present = ledger.count("deputies", Query(filter="in_office", on=day, equals=equals))
    changes = _changes_of(ledger, occasion, level)
    present += sum(row["occurred_on"].first_day == day and not _heard_by(row, day) for row in changes)
    suspended = ledger.count("deputies", Query(filter="suspended", on=day, equals=equals))
    quota = (ledger.row("terms", term) or {}).get("quota")
    barred = f"，其中暂停执行代表职务的 {suspended} 名" if suspended else ""
    seats = f"代表名额 {quota} 名，" if quota else ""
    sentences = [
        with_full_names(
            f"根据{citation('credentials', day)}和《选举法》《代表法》的有关规定，代表资格审查委员会对代表资格的变动情况进行了审查，报告如下："
        ),
        *_elected(ledger, occasion),
        *_changes_in_words(ledger, occasion, changes),
        f"截至{full_day(day)}，{seats}实有代表 {present} 名{barred}。",
        "以上报告，请予审议。",
    ]
    title = "关于代表资格的审查报告"
    return [
        official_paper(
            title,
            sentences,
            addressed=f"{occasion.name}：",
            organ="代表资格审查委员会",
            signed_on=day,
            name=title,
            author=occasion.organ,
        )
    ]


def _sessions_before(ledger: Ledger, occasion: Occasion) -> list[Row]:
    """The sessions of the term that had been opened before, in no order."""
    sessions = ledger.lookup.where("sessions", {"term": occasion.session["term"].id})
    return [row for row in sessions if row["opened_on"] < occasion.session["opened_on"]]


def _elected(ledger: Ledger, occasion: Occasion) -> list[str]:
    """To the first session of a term: how many deputies were elected (选举法 art. 47)."""
    if _sessions_before(ledger, occasion) or occasion.session["ordinal"] != 1:
        return []
    chosen = ledger.ids("deputies", Query(equals={"term": occasion.session["term"].id}))
    rows = [row for row in ledger.rows("deputies", chosen) if row["elected_how"] != "by_election"]
    return [f"本届换届选举选出代表 {len(rows)} 名，经审查，代表资格{TO_BE_FILLED}。"] if rows else []


def _changes_of(ledger: Ledger, occasion: Occasion, level: str) -> list[Row]:
    """The changes of mandates of the session's own congress, but for the elections it began with, by their days."""
    term = occasion.session["term"].id
    rows = ledger.rows("mandate_changes", ledger.ids("mandate_changes", Query(order=("occurred_on",))))
    return [
        row
        for row in rows
        if row["kind"] != "elected"
        and (deputy := ledger.lookup.row("deputies", row["mandate"].id or 0))
        and deputy["level"] == level
        and (deputy["term"] is None or deputy["term"].id in (None, term))
    ]


def _heard_by(row: Row, opened_on: date) -> bool:
    """Whether a change was there when the report to the session opened on that day was heard.

    The report comes before the votes: a resignation that the session itself accepts that day (选举法 art. 55)
    belongs to the report to the next one.
    """
    on = row["occurred_on"].first_day
    return bool(on < opened_on or (on == opened_on and row["kind"] != "resigned"))


def _changes_in_words(ledger: Ledger, occasion: Occasion, changes: list[Row]) -> list[str]:
    """What changed since the session before, or since the term began, one sentence a change."""
    day, earlier = occasion.session["opened_on"], _sessions_before(ledger, occasion)
    began = period_of(occasion.session["term"].id, ledger.lookup)[0]
    before = max((row["opened_on"] for row in earlier), default=began)
    sentences = [
        _change_in_words(row, ledger.lookup.row("deputies", row["mandate"].id or 0) or {})
        for row in changes
        if before and not _heard_by(row, before) and _heard_by(row, day)
    ]
    since = "自上次会议以来" if earlier else "本届代表选出以来"
    return sentences or [f"{since}，代表没有变动。"]


def _change_in_words(row: Row, deputy: Mapping[str, object]) -> str:
    """One change with its day and its ground (代表法 art. 61, 62)."""
    kind, reason, name, on = row["kind"], row["end_reason"], row["mandate"].name, row["occurred_on"].spoken
    if kind in _IN_WORDS and reason in (None, reason_by_kind(kind)):
        link = deputy.get("electoral_district")
        district = link.name if isinstance(link, Ref) and link.name else "原选区"
        return _IN_WORDS[kind].format(name=name, on=on, district=district, found=TO_BE_FILLED)
    ground = f"因{END_REASONS.label(reason)}，" if reason else ""
    return f"{name}{ground}代表资格于{on}终止。"
