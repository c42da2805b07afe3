"""A bill that is not put on the agenda goes on as a suggestion: one act makes it and links both."""

from __future__ import annotations

from app.domain.fields import Row
from app.storage.ledger import Ledger
from app.storage.refusals import LedgerRefused


def convert(ledger: Ledger, bill_id: int) -> int:
    """Enter the suggestion that a bill becomes, and note it with the bill; gives the suggestion's id.

    KeyError when there is no such bill; LedgerRefused where it is a suggestion already, or its presidium put
    it on the agenda (组织法 art. 22); Refused when a rule says no.
    """
    bill = ledger.row("bills", bill_id)
    if bill is None:
        raise KeyError(f"bills {bill_id}")
    if bill["suggestion"] is not None:
        raise LedgerRefused(f"“{bill['title']}”已经转为建议 {bill['suggestion'].name}，请打开那一件办理。", 2)
    if bill["decision"] == "on_agenda":
        raise LedgerRefused(
            f"“{bill['title']}”已经列入议程，不能转为建议。改变决定的，请先修改“主席团决定”。", 2
        )
    with ledger.act(f"议案转为建议：{bill['title']}") as act:
        suggestion = act.add("suggestions", _suggestion_of(bill))
        link = {"id": suggestion, "name": ledger.names("suggestions", [suggestion])[suggestion]}
        values, _ = ledger.read_values("bills", {"suggestion": link}, row_id=bill_id)
        decided = bill["decided_on"] or bill["raised_on"]
        act.change("bills", bill_id, {**values, "decision": "as_suggestion", "decided_on": decided})
    return suggestion


def _suggestion_of(bill: Row) -> Row:
    """What the suggestion takes over: session, sponsors, title, words."""
    words = [bill["title"], *(bill[key] for key in ("grounds",) if bill[key])]
    return {
        "class": "motion_converted",
        "source": "in_session",
        "raised_on": bill["raised_on"],
        "session": bill["session"],
        "deputies": bill["deputies"],
        "title": bill["title"],
        "content": "\n".join(words),
        "proposal": bill["proposal"],
    }
