"""The agenda of a session: printed as an edition that stays as it was, beside the items as they stand now."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.fields import Ref, Row
from app.domain.registers.session_papers import AGENDA_LINE
from app.domain.session_steps import congress_name, paper_label
from app.storage.ledger import Act, Ledger
from app.storage.query import Query
from app.storage.refusals import Refused

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


def issue_agenda(ledger: Ledger, session: Row) -> Row:
    """Print the agenda: keep it as the next edition, or give the newest where nothing has changed.

    Raises ``Refused`` without items.
    """
    now, last = draft_agenda(ledger, session), printed_agenda(ledger, session["id"])
    if not now["items"]:
        raise Refused("这次会议还没有议题。请先在“会议议程”里登记。")
    if last is not None and not differences(last, now):
        return last
    planned = [row for row in papers_of(ledger, session["id"]) if row["kind"] == KIND and not row["heading"]]
    edition = last["edition"] + 1 if last else 1
    values = {**now, "printed_on": ledger.today}
    with ledger.act(f"印发{paper_label(KIND, edition)}") as act:
        if planned and last is None:
            row_id = planned[0]["id"]
            act.change(PAPERS, row_id, values)
        else:
            row_id = _new_paper(act, ledger, session["id"], KIND, edition, values)
    return ledger.row(PAPERS, row_id) or {}


def set_paper_day(ledger: Ledger, session: int, kind: str, field: str) -> str:
    """Note today as the day on which a paper was made, printed, signed or filed; gives the act's name."""
    kept = [row for row in papers_of(ledger, session) if row["kind"] == kind]
    name = f"登记会议材料：{paper_label(kind, 1)}"
    with ledger.act(name) as act:
        if kept:
            act.change(PAPERS, kept[-1]["id"], {field: ledger.today})
        else:
            _new_paper(act, ledger, session, kind, 1, {field: ledger.today})
    return name


def _new_paper(act: Act, ledger: Ledger, session: int, kind: str, edition: int, values: Row) -> int:
    link = Ref(session, ledger.names("sessions", [session])[session])
    return act.add(PAPERS, {"session": link, "kind": kind, "edition": edition, **values})


def raise_suggestions(ledger: Ledger, speeches: Sequence[int]) -> int:
    """Make a suggestion of each speech that has none yet, as one act; gives how many.

    Raises ``Refused`` when all have one.
    """
    rows = [row for row in ledger.rows("speeches", speeches) if row["suggestion"] is None]
    if not rows:
        raise Refused("选中的发言都已经转成建议了，没有改动。")
    with ledger.act(f"转为代表建议 {len(rows)} 件") as act:
        for row in rows:
            suggestion = act.add(
                "suggestions",
                {
                    "class": "suggestion",
                    "raised_on": row["spoken_on"],
                    "source": "in_session",
                    "session": row["session"],
                    "deputies": (row["deputy"],),
                    "content": row["content"],
                },
            )
            act.change("speeches", row["id"], {"suggestion": Ref(suggestion, ""), "kind": "suggestion"})
    return len(rows)
