"""Quarters that are over and in which nothing was recorded of what takes place at least once a quarter."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from app.domain.hooks import Quarterly
from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.open_ledger import OpenLedger
from app.storage.query import Query

QUARTERS = "一二三四"


def quarterly_gaps(ledger: OpenLedger) -> list[tuple[str, str]]:
    """For each register and year with such quarters the register, and a sentence that names them.

    Asked from the quarter of the oldest row on: what was before the ledger was kept is not its matter.
    """
    gaps = []
    for register in REGISTERS:
        regular = register.hook(Quarterly)
        if regular is None:
            continue
        for year, quarters in sorted(_empty_quarters(ledger, register, regular).items()):
            words = "、".join(f"第{QUARTERS[quarter]}季度" for quarter in quarters)
            gaps.append((register.key, f"{regular.words}，{year} 年{words}没有登记，请补登记或核对。"))
    return gaps


def _empty_quarters(ledger: OpenLedger, register: Register, regular: Quarterly) -> dict[int, list[int]]:
    rows = ledger.rows(register.key, ledger.ids(register.key, Query()))
    past = [row for row in rows if row[regular.day] <= ledger.today]
    held = {_quarter(row[regular.day]) for row in past if regular.counts(row)}
    empty: dict[int, list[int]] = defaultdict(list)
    if past:
        first = min(_quarter(row[regular.day]) for row in past)
        for number in range(first, _quarter(ledger.today)):
            if number not in held:
                empty[number // 4].append(number % 4)
    return empty


def _quarter(day: date) -> int:
    """Quarters counted through all years."""
    return day.year * 4 + (day.month - 1) // 3
