"""The allowances of a stretch posted into the fund ledger: one entry for each, as one act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.booklet_codes import ALLOWANCES
from app.domain.fields import Problem
from app.figures.allowances import Allowances, posted_words
from app.figures.posted_allowances import FUNDS
from app.storage.refusals import Refused


def summary_of(allowances: Allowances, allowance: str) -> str:
    """What the entry says: 代表误工补贴（2022年7月1日至2022年9月30日）; by its days a second posting is known."""
    return f"代表{ALLOWANCES.label(allowance)}（{allowances.stretch}）"


def post(allowances: Allowances, values: Mapping[str, Any]) -> int:
    """Enter what was paid; gives the number of entries.

    ``values``: fund, day, voucher and whoever handled it.  An allowance of which any day of the stretch was
    entered before is left out.  Raises ``Refused`` where nothing is owed, and where nothing is left.
    """
    to_post = allowances.to_post
    if not to_post:
        words = (
            f"{posted_words(allowances, allowances.posted[0])}没有再记。"
            if allowances.posted
            else "这一段时间没有要发的补贴，请核对起止日期和补贴标准。"
        )
        code = "posted" if allowances.posted else "nothing"
        raise Refused([Problem("summary", "error", code, words)])
    with allowances.ledger.act("登记补贴支出") as act:
        for code in to_post:
            entry = {
                "summary": summary_of(allowances, code),
                "category": ALLOWANCES.label(code),
                "expense": allowances.total(code),
            }
            act.add(FUNDS, {**values, **entry})
    return len(to_post)
