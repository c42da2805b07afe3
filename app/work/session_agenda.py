"""The agenda of a session: printed as an edition that stays as it was, beside the items as they stand now."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.fields import Ref, Row
from app.domain.session_steps import paper_label
from app.paper.sessions.agenda_editions import (
    KIND,
    PAPERS,
    differences,
    draft_agenda,
    papers_of,
    printed_agenda,
)
from app.storage.ledger import Act, Ledger
from app.storage.refusals import Refused


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
