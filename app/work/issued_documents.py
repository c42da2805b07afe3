"""A decision of the congress gets its number: its document is entered among those that go out, and the number kept with it."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.document_numbers import document_number
from app.domain.fields import Row
from app.paper.decisions.occasion import congress_of
from app.paper.decisions.published import announcement, resolution
from app.storage.ledger import Ledger
from app.storage.query import Query

DOCUMENTS = "outgoing_documents"


def _of_vote(ledger: Ledger, row: Row) -> Row:
    return {"issued_on": row["voted_on"], "title": resolution(ledger, row["id"]).title}


def _of_election(ledger: Ledger, row: Row) -> Row:
    paper = announcement(ledger, row["id"])
    title = f"{paper.title}（{row['elected']}当选）"
    return {"issued_on": row["announced_on"] or row["voted_on"], "title": title}


def _of_projects(ledger: Ledger, row: Row) -> Row:
    title = f"{congress_of(ledger, row)}关于{row['planned_on'].year}年民生实事项目票决结果的公告"
    return {"issued_on": row["held_on"], "title": title}


# Register of the decision → day and title of what goes out; raises ``NotDecided`` while there is nothing to publish.
CONTENTS: dict[str, Callable[[Ledger, Row], Row]] = {
    "votes": _of_vote,
    "elections": _of_election,
    "project_ballots": _of_projects,
}


def document_of(ledger: Ledger, key: str, row_id: int) -> int | None:
    """The entry that a decision went out under; None where its number is blank or not entered there."""
    number = document_number((ledger.row(key, row_id) or {}).get("document_no") or "")
    ids = ledger.ids(DOCUMENTS, Query(equals={"no": number})) if number else []
    return ids[0] if ids else None


def enter_document(ledger: Ledger, key: str, row_id: int) -> int:
    """The entry of a decision, made with the next number (or with the one it has) where there is none yet; gives its id.

    KeyError when there is no such row; NotDecided while there is nothing to publish; Refused when a rule says no.
    """
    entered = document_of(ledger, key, row_id)
    if entered is not None:
        return entered
    row = ledger.row(key, row_id)
    if row is None:
        raise KeyError(f"{key} {row_id}")
    values = {**CONTENTS[key](ledger, row), "no": row["document_no"]}
    with ledger.act(f"登记发文：{values['title']}") as act:
        document = int(act.add(DOCUMENTS, values))
        number = (ledger.row(DOCUMENTS, document) or {})["no"]
        if number != row["document_no"]:
            act.change(key, row_id, {"document_no": number})
    return document
