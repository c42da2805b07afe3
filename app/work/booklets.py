"""Booklets handed out to everybody at once, and taken back, each as one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.booklet_years import BookletYear
from app.domain.fields import Ref
from app.figures.people_of_year import Mandate, mandates_of, rank
from app.storage.ledger import Ledger
from app.storage.lists.columns import column_values
from app.storage.query import Query
from app.work.reach import Reach

KEY = "booklets"


def without_booklet(ledger: Ledger, year: BookletYear, day: date) -> list[Ref]:
    """Who is in office on ``day`` and has no booklet of that year: one mandate a person, in the roster's order.

    Somebody who sits in two congresses keeps one booklet, by the mandate of the town's own.
    """
    in_office = ledger.ids("deputies", Query(filter="in_office", on=day))
    mandates = mandates_of(ledger)
    chosen: dict[int, Mandate] = {}
    for mandate in (mandates[row] for row in in_office):
        rival = chosen.get(mandate.person)
        if rival is None or rank(mandate) > rank(rival):
            chosen[mandate.person] = mandate
    having = {mandates[row].person for row in _holders(ledger, year) if row in mandates}
    ids = {mandate.id for person, mandate in chosen.items() if person not in having}
    names = ledger.names("deputies", sorted(ids))
    return [Ref(row, names[row]) for row in in_office if row in ids]


def _holders(ledger: Ledger, year: BookletYear) -> list[int]:
    rows = column_values(ledger, KEY, ("deputy", "from_on"))
    return [deputy for _, deputy, from_on in rows if deputy and year.holds(date.fromisoformat(from_on))]


def issue(ledger: Ledger, year: BookletYear, issued_on: date) -> int:
    """A booklet of that year for everybody who has none, as one act; gives their number."""
    deputies = without_booklet(ledger, year, issued_on)
    if deputies:
        with ledger.act(f"发放{year.name}登记册") as act:
            for deputy in deputies:
                act.add(KEY, {"deputy": deputy, "from_on": year.first, "issued_on": issued_on})
    return len(deputies)


def reach_of_collecting(ledger: Ledger, ids: Sequence[int]) -> Reach:
    """Which of the booklets would be noted as returned, and why the others stay as they are."""
    rows = ledger.rows(KEY, ids)
    leaves = [(row["id"], reason) for row in rows if (reason := _hindrance(row))]
    left = {row_id for row_id, _ in leaves}
    return Reach(fills=tuple(row["id"] for row in rows if row["id"] not in left), leaves=tuple(leaves))


def _hindrance(row: Mapping[str, Any]) -> str:
    if row.get("collected_on"):
        return "已经收回"
    return "" if row.get("issued_on") else "还没有发放"


def collect(ledger: Ledger, ids: Sequence[int], values: Mapping[str, Any]) -> int:
    """Note the booklets as returned, as one act; ``values``: day, by whom, condition.  Gives their number.

    Those that were not issued or are back already stay as they are.
    """
    chosen = reach_of_collecting(ledger, ids).fills
    if chosen:
        with ledger.act("登记收回登记册") as act:
            for row_id in chosen:
                act.change(KEY, row_id, values)
    return len(chosen)


def owing(ledger: Ledger, year: BookletYear, day: date) -> list[int]:
    """The booklets of that year that are out on ``day``, in the filed order."""
    query = Query(filter="out", on=day, order=("no",))
    return [row["id"] for row in ledger.rows(KEY, ledger.ids(KEY, query)) if year.goes_by(row["from_on"])]
