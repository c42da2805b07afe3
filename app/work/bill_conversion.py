"""How a bill begins, with what a deputy said, and how it goes on as a suggestion where it is not put on the agenda."""

from __future__ import annotations

from app.domain.fields import Row
from app.domain.vote_codes import BILL_SOURCES
from app.storage.ledger import Ledger
from app.storage.refusals import LedgerRefused


def convert(ledger: Ledger, bill_id: int) -> int:
    """Enter the suggestion that a bill becomes, and note it with the bill; gives the suggestion's id.

    KeyError when there is no such bill; LedgerRefused where it is a suggestion already, where its presidium put
    it on the agenda or its movers withdrew it (组织法 art. 22), and where it is no deputies' bill: suggestions are
    made by deputies.  Refused when a rule says no.
    """
    bill = ledger.row("bills", bill_id)
    if bill is None:
        raise KeyError(f"bills {bill_id}")
    if bill["suggestion"] is not None:
        raise LedgerRefused(f"“{bill['title']}”已经转为建议 {bill['suggestion'].name}，请打开那一件办理。", 2)
    stays = _why_it_stays(bill)
    if stays:
        raise LedgerRefused(f"“{bill['title']}”{stays}", 2)
    with ledger.act(f"议案转为建议：{bill['title']}") as act:
        suggestion = act.add("suggestions", _suggestion_of(bill))
        link = {"id": suggestion, "name": ledger.names("suggestions", [suggestion])[suggestion]}
        values, _ = ledger.read_values("bills", {"suggestion": link}, row_id=bill_id)
        decided = bill["decided_on"] or bill["raised_on"]
        act.change("bills", bill_id, {**values, "decision": "as_suggestion", "decided_on": decided})
    return suggestion


def bill_begun_by(ledger: Ledger, speech_id: int) -> Row:
    """What a bill begins with that a deputy spoke for: session, day, the speaker who leads, the words as its grounds.

    Its title, way out and the other movers are for the clerk to enter.  KeyError without the speech.
    """
    speech = ledger.row("speeches", speech_id)
    if speech is None:
        raise KeyError(f"speeches {speech_id}")
    return {
        "session": speech["session"],
        "raised_on": speech["spoken_on"],
        "source": "deputies",
        "deputies": (speech["deputy"],),
        "grounds": speech["content"],
    }


def _why_it_stays(bill: Row) -> str:
    """Why a bill does not become a suggestion, as the rest of a sentence; empty where it may."""
    if bill["decision"] == "on_agenda":
        return "已经列入议程，不能转为建议。改变决定的，请先修改“主席团决定”。"
    if bill["decision"] == "withdrawn":
        return "已经撤回，不能转为建议。没有撤回的，请先修改“主席团决定”。"
    if bill["source"] != "deputies":
        source = BILL_SOURCES.label(bill["source"])
        return f"是{source}提出的，不是代表提出的，不能转为代表建议。提案人选错了的，请先修改“提案人”。"
    return ""


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
