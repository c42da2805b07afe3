"""A year that was signed for: what is closed in it changes with a reason only, which stands in the history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain import jobs
from app.domain.hooks import LocksYears
from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.core.core import Core
from app.storage.refusals import YearFiled

LOCKING = tuple(register for register in REGISTERS if register.hook(LocksYears))
NEVER_LOCKED = (None, jobs.FILING, jobs.SETTINGS)  # the lists of the filing itself, and settings


def refuse_filed_year(core: Core, register: Register, row: Mapping[str, Any], why: str) -> None:
    """Raise ``YearFiled`` when the row belongs to a year that was signed for, nothing is open in it, and no reason is given."""
    if why.strip() or not register.year_field or register.job in NEVER_LOCKED:
        return
    day = row.get(register.year_field)
    if day is not None and _is_filed(core, day.year) and not _is_open(core, register, row):
        raise YearFiled(day.year)


def _is_filed(core: Core, year: int) -> bool:
    for register in LOCKING:
        sql = f"SELECT 1 FROM {register.stored_in} WHERE substr({register.year_field}, 1, 4) = ?"
        if core.connection.execute(sql, (f"{year:04d}",)).fetchone():
            return True
    return False


def _is_open(core: Core, register: Register, row: Mapping[str, Any]) -> bool:
    """Whether something is still to be done, as of today."""
    course = register.course
    if course is None or not course.open:
        return False
    stages = [stage for stage in course.stages(row, core.context()) if stage.since <= core.today]
    return bool(stages) and stages[-1].state in course.open
