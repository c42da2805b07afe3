"""The agenda of a session as it was issued, as it stands now, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.fields import Row
from app.domain.registers.session_papers import AGENDA_LINE
from app.domain.session_steps import congress_name
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

PAPERS, AGENDA, KIND = "session_papers", "session_agenda", "agenda"


def papers_of(ledger: Ledger, session: int) -> list[Row]:
    """The papers kept of a session, by kind and edition."""
    return ledger.rows(PAPERS, ledger.ids(PAPERS, Query(equals={"session": session})))


def items_of(ledger: Ledger, session: int) -> tuple[Row, ...]:
    """The items as they stand now, each with what the paper shows of it."""
    rows = ledger.rows(AGENDA, ledger.ids(AGENDA, Query(equals={"session": session}, order=("number",))))
    keys = [field.key for field in AGENDA_LINE]
    return tuple({key: row[key] for key in keys if row.get(key) is not None} for row in rows)


def name_of_session(ledger: Ledger, session: Row, *, with_town: bool = True) -> str:
    """迳口镇第十六届人民代表大会第五次会议."""
    term = ledger.row("terms", session["term"].id) if session["term"].id is not None else None
    town = str(ledger.office.get("town") or "") if with_town else ""
    return congress_name(town, (term or {}).get("ordinal"), session["ordinal"])


def draft_agenda(ledger: Ledger, session: Row) -> Row:
    """What would be printed now: heading, occasion and items."""
    day = session["opened_on"]
    occasion = f"{day.year}年{day.month}月{day.day}日　{session['place'] or ''}".strip()
    return {
        "heading": f"{name_of_session(ledger, session)}议程",
        "occasion": occasion,
        "items": items_of(ledger, session["id"]) or None,
    }


def printed_agenda(ledger: Ledger, session: int) -> Row | None:
    """The newest edition that was printed; None before that."""
    editions = [row for row in papers_of(ledger, session) if row["kind"] == KIND and row["heading"]]
    return max(editions, key=lambda row: row["edition"], default=None)


def differences(printed: Row, now: Row) -> list[str]:
    """What has changed since the agenda was printed, a sentence an item; empty where it would be the same."""
    before, after = printed.get("items") or (), now.get("items") or ()
    changes = []
    for number in range(max(len(before), len(after))):
        old = before[number] if number < len(before) else None
        new = after[number] if number < len(after) else None
        if old == new:
            continue
        if old is None or new is None:
            changes.append(
                f"第 {number + 1} 项{'删去' if new is None else '新增'}：{(old or new or {})['title']}"
            )
        else:
            labels = [field.label for field in AGENDA_LINE if old.get(field.key) != new.get(field.key)]
            changes.append(f"第 {number + 1} 项的{'、'.join(labels)}改了")
    if (printed["heading"], printed["occasion"]) != (now["heading"], now["occasion"]):
        changes.append("标题或时间地点改了")
    return changes
