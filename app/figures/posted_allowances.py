"""Which allowances of a stretch were entered as spent already: known by the days that the entries name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.domain.allowances import days_named
from app.domain.booklet_codes import ALLOWANCES
from app.storage.ledger import Ledger
from app.storage.query import Query

FUNDS = "fund_entries"


class Posted(NamedTuple):
    """An entry of the fund ledger: which allowance it paid for which days, how much (fen), and when."""

    allowance: str
    first: date
    last: date
    paid: int
    on: date


def posted_within(ledger: Ledger, first: date, last: date) -> Iterator[Posted]:
    """The entries for any day from ``first`` to ``last``, by allowance, in the order of the fund ledger.

    An entry that names no days in its summary is not known.
    """
    for code in ALLOWANCES.codes():
        query = Query(equals={"category": ALLOWANCES.label(code)})
        for row in ledger.rows(FUNDS, ledger.ids(FUNDS, query)):
            days = days_named(row["summary"])
            if days and days[0] <= last and first <= days[1] and row["expense"] is not None:
                yield Posted(code, *days, row["expense"], row["occurred_on"])
