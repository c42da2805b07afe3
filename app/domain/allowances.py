"""What deputies are owed for days of duty: rates by kind and day; nothing here is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from app.domain.patterns import pattern

LOST_WORK, TRAVEL = "lost_work", "travel"
_STRETCH = pattern(r"(\d{4})年(\d{1,2})月(\d{1,2})日至(\d{4})年(\d{1,2})月(\d{1,2})日")


class Duty(NamedTuple):
    """One act of duty; ``row``: its performance record."""

    kind: str
    day: date
    row: int


class Due(NamedTuple):
    """What one deputy is owed of one allowance for one kind: the days, the sum in fen, the records behind it."""

    days: int
    amount: int
    rows: tuple[int, ...]


def stretch_words(first: date, last: date) -> str:
    """2022年7月1日至2022年9月30日."""
    return "至".join(f"{day.year}年{day.month}月{day.day}日" for day in (first, last))


def days_named(words: str) -> tuple[date, date] | None:
    """The first and the last day of the stretch that words name as ``stretch_words`` writes it; None without one."""
    match = _STRETCH.search(words)
    if not match:
        return None
    numbers = [int(part) for part in match.groups()]
    try:
        first, last = date(*numbers[:3]), date(*numbers[3:])
    except ValueError:
        return None
    return first, last


def rate_on(rates: Iterable[Mapping[str, Any]], allowance: str, kind: str, day: date) -> int:
    """Fen for a day of that kind: by the newest rate that has begun, 0 where there is none."""
    in_force = [
        rate
        for rate in rates
        if (rate["allowance"], rate["kind"]) == (allowance, kind) and rate["valid_from"] <= day
    ]
    return max(in_force, key=lambda rate: rate["valid_from"])["amount"] if in_force else 0


def allowances_due(
    duties: Iterable[Duty], rates: Sequence[Mapping[str, Any]], *, has_fixed_income: bool
) -> dict[tuple[str, str], Due]:
    """By allowance and kind what is owed for these duties; several of one kind on one day count once.

    Lost work is made good to those alone who have no fixed income (代表法 art. 41).
    """
    rows: dict[tuple[str, date], list[int]] = defaultdict(list)
    for duty in duties:
        rows[duty.kind, duty.day].append(duty.row)
    allowances = (TRAVEL,) if has_fixed_income else (LOST_WORK, TRAVEL)
    due: dict[tuple[str, str], Due] = {}
    for (kind, day), own in sorted(rows.items()):
        for allowance in allowances:
            amount = rate_on(rates, allowance, kind, day)
            if amount:
                before = due.get((allowance, kind), Due(0, 0, ()))
                due[allowance, kind] = Due(before.days + 1, before.amount + amount, (*before.rows, *own))
    return due
