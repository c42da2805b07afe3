"""The allowances of a stretch posted into the fund ledger: one entry for each, as one act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.booklet_codes import ALLOWANCES
from app.domain.fields import Problem
from app.figures.allowances import Allowances
from app.storage.query import Query
from app.storage.refusals import Refused

FUNDS = "fund_entries"


def summary_of(allowances: Allowances, allowance: str) -> str:
    """What the entry says: 代表误工补贴（2022年7月1日至2022年9月30日）; by it a second posting is known."""
    return f"代表{ALLOWANCES.label(allowance)}（{allowances.stretch}）"


def post(allowances: Allowances, values: Mapping[str, Any]) -> int:
    """Enter what was paid; gives the number of entries.

    ``values``: fund, day, voucher and whoever handled it.  Raises ``Refused`` where nothing is owed, and
    where an allowance of the same stretch stands in the ledger already.
    """
    ledger = allowances.ledger
    owed = [code for code in ALLOWANCES.codes() if allowances.total(code)]
    if not owed:
        words = "这一段时间没有要发的补贴，请核对起止日期和补贴标准。"
        raise Refused([Problem("occurred_on", "error", "nothing", words)])
    with ledger.act("登记补贴支出") as act:
        for code in owed:
            summary = summary_of(allowances, code)
            if ledger.count(FUNDS, Query(equals={"summary": summary})):
                words = f"“{summary}”已经登记过支出，没有再记。要更正的请到经费台账修改。"
                raise Refused([Problem("summary", "error", "posted", words)])
            entry = {
                "summary": summary,
                "category": ALLOWANCES.label(code),
                "expense": allowances.total(code),
            }
            act.add(FUNDS, {**values, **entry})
    return len(owed)
