"""The years that work was recorded in, and a word about one without: a mistyped year is handed in for nothing."""

from __future__ import annotations

from app.domain.jobs import FILING, SETTINGS
from app.domain.register import Register
from app.domain.registers import SHOWN
from app.storage.ledger import Ledger

MOST = 6  # years named in a sentence


def of_work() -> list[Register]:
    """The registers of the work itself, without those of its filing and of settings."""
    return [register for register in SHOWN if register.job not in (FILING, SETTINGS)]


def recorded_years(ledger: Ledger) -> list[int]:
    """The calendar years in which work was recorded, ascending."""
    registers = [register for register in of_work() if register.year_field]
    return sorted({year for register in registers for year in ledger.years(register.key)})


def without_records(ledger: Ledger, year: int) -> str:
    """That nothing was recorded in ``year``, and which years there are; empty where something was."""
    years = recorded_years(ledger)
    if year in years:
        return ""
    newest = "、".join(map(str, years[-MOST:]))
    there = f"有记录的年份是 {'……' if len(years) > MOST else ''}{newest}" if years else "哪一年的记录都还没有"
    return f"{year} 年一条工作记录也没有（{there}），请核对年份。"
