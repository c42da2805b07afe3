"""What an opinion begins with that was raised at an inspection or a report to voters: it goes the way of suggestions."""

from __future__ import annotations

from app.domain.fields import Ref, Row
from app.storage.ledger import Ledger

# Register → class of what is raised there, the field that points back to it, the field in which it was written down.
RAISED_AT = {
    "inspections": ("suggestion", "inspection", "findings"),
    "reports_to_voters": ("opinion", "report_to_voters", "questions"),
}


def opinion_of(ledger: Ledger, key: str, row_id: int) -> Row:
    """The values of a suggestion or opinion; KeyError without the row.

    Deputies make suggestions (代表法 art. 31), voters opinions.  What was written down may hold several matters:
    she keeps one of them and begins another for the next.
    """
    row = ledger.row(key, row_id)
    if row is None:
        raise KeyError(f"{key} {row_id}")
    kind, link, words = RAISED_AT[key]
    name = ledger.names(key, [row_id])[row_id]
    return {
        "class": kind,
        "raised_on": row["held_on"],
        "source": link,
        link: Ref(row_id, name),
        "content": row.get(words),
    }
