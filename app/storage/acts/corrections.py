"""A year that was signed for, and a term that is over: what is closed in them changes with a reason only.

The reason stands in the history.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain import jobs
from app.domain.fields import Row
from app.domain.hooks import LocksYears
from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.domain.texts import says_nothing_readable
from app.storage import second_places
from app.storage.core.changes import code_of
from app.storage.core.core import Core
from app.storage.refusals import ReasonNeeded, Refused

LOCKING = tuple(register for register in REGISTERS if register.hook(LocksYears))
NO_SECOND_COPY = (
    "登记签收以前，要有一份核对过的备份放在第二个位置（U 盘或移动硬盘）；现在那里没有，或者以后又有改动。"
    "没有作任何改动，请插好 U 盘，在“设置”的“备份”里备份到第二个位置，再来登记。"
)
NEVER_LOCKED = (None, jobs.FILING, jobs.SETTINGS)  # the lists of the filing itself, and settings


def refuse_without_copy(core: Core, register: Register, values: Mapping[str, Any]) -> None:
    """Raise ``Refused`` when the values close a year and no second place holds all that was entered before this act."""
    if (
        register.hook(LocksYears)
        and values.get(register.year_field or "") is not None
        and not is_copied(core)
    ):
        raise Refused(NO_SECOND_COPY)


def is_copied(core: Core) -> bool:
    """Whether a verified backup in a second place holds all that is kept."""
    last_id, head = core.chain.kept
    return second_places.hold_all(core.ledger_id, last_id, code_of(head))


def refuse_without_reason(core: Core, register: Register, row: Row, why: str) -> None:
    """Raise ``ReasonNeeded`` when no reason is given for a row that its register, or its year, has closed.

    A file is closed with the record that it is kept with.
    """
    if not says_nothing_readable(why):
        return
    if register.key == "attachments" and row.get("register") in BY_KEY:
        refuse_file_without_reason(core, row["register"], row["row"], why)
    over = register.corrected(row, core.context())
    if over:
        raise ReasonNeeded(over)
    _refuse_filed_year(core, register, row)


def refuse_file_without_reason(core: Core, key: str, row_id: int, why: str) -> None:
    """Raise ``ReasonNeeded`` when no reason is given for a file of a row that its register, or its year, has closed."""
    for row in core.records.rows(key, [row_id], bare=True):
        refuse_without_reason(core, BY_KEY[key], row, why)


def refuse_late_without_reason(
    core: Core, register: Register, row: Mapping[str, Any], why: str, before: Row | None = None
) -> None:
    """Raise ``ReasonNeeded`` when no reason is given for a row that comes to a year after it was signed for.

    Its figures are in what was signed; so this holds for what is still open too, and for a row ``before`` which
    stood in another year.
    """
    year = _closing_year(core, register, row)
    if year is None or not says_nothing_readable(why) or not _is_filed(core, year):
        return
    if _closing_year(core, register, before or {}) != year:
        raise ReasonNeeded(_filed_words(year), is_new=before is None)


def refuse_leaving_without_reason(core: Core, register: Register, row: Row, why: str) -> None:
    """Raise ``ReasonNeeded`` when no reason is given for taking a row, open or not, out of a year that was signed for."""
    year = _closing_year(core, register, row)
    if year is not None and says_nothing_readable(why) and _is_filed(core, year):
        raise ReasonNeeded(_filed_words(year))


def _filed_words(year: int) -> str:
    return f"{year} 年度已经移交签收"


def _closing_year(core: Core, register: Register, row: Mapping[str, Any]) -> int | None:
    """The calendar year that a row belongs to and can be closed with; None where it belongs to none.

    What has no day of its own goes with what it must belong to: a paper with its session.
    """
    if register.job in NEVER_LOCKED or not register.locks.with_year:
        return None
    if register.locks.closing_year:
        return register.locks.closing_year(row, core.context())
    day = row.get(register.year_field) if register.year_field else _day_above(core, register, row)
    return day.year if day is not None else None


def _day_above(core: Core, register: Register, row: Mapping[str, Any]) -> Any:
    for field in register.own_fields:
        above = BY_KEY[field.kind.to] if field.required and field.kind.is_link else None
        if above and above.year_field and row.get(field.key) and row[field.key].id is not None:
            rows = core.records.rows(above.key, [row[field.key].id], bare=True)
            return rows[0][above.year_field] if rows else None  # without rows it went in the same act
    return None


def _refuse_filed_year(core: Core, register: Register, row: Row) -> None:
    """What belongs to a year that was signed for is closed, unless something is still open in it."""
    year = _closing_year(core, register, row)
    if year is not None and _is_filed(core, year) and not _is_open(core, register, row):
        raise ReasonNeeded(_filed_words(year))


def _is_filed(core: Core, year: int) -> bool:
    for register in LOCKING:
        sql = f"SELECT 1 FROM {register.stored_in} WHERE substr({register.year_field}, 1, 4) = ?"
        if core.connection.execute(sql, (f"{year:04d}",)).fetchone():
            return True
    return False


def _is_open(core: Core, register: Register, row: Row) -> bool:
    """Whether something is still to be done, as of today."""
    course = register.course
    if course is None or not course.open:
        return False
    stages = [stage for stage in course.stages(row, core.context()) if stage.since <= core.today]
    return bool(stages) and stages[-1].state in course.open
