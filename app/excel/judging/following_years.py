"""Days without a year that would lie before the record's own: the work went on into the next year, asked once a column."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime

from app.domain.fields import Field
from app.domain.register import Register
from app.domain.texts import half_width
from app.excel.judging.asking import Asking
from app.excel.judging.records import Record
from app.excel.layout.tables import Table
from app.excel.questions import NO, YES, Option

FOLLOWING = "following_year"
SURE = 0.8
FEWEST = 2  # rows that show the custom of a column; a single one is told in its row
MONTH_AND_DAY = 2  # figures of a day without its year
_YEAR = re.compile(r"\d{4}|\d\d年|[次翌来]年")


def with_following_years(
    records: Sequence[Record], table: Table, register: Register, today: date, asking: Asking
) -> list[Record]:
    """The records of one table: a reply of 1月5日 to what was raised in December is one of the next year."""
    completed = list(records)
    keys = [field.key for field in register.input_fields]
    first = register.year_field
    if first not in keys or not register.field(first).kind.is_full_day:
        return completed
    for field in register.input_fields[keys.index(first) + 1 :]:
        if not field.kind.is_full_day:
            continue
        days = [_in_next_year(record, field, first, today) for record in completed]
        rows = sum(day is not None for day in days)
        doubted = register.field(first).label if rows < FEWEST else ""
        if rows and (doubted or _are_of_next_year(field, register.field(first), rows, table, asking)):
            completed = [
                _moved(record, field, day, doubted) if day else record
                for record, day in zip(completed, days, strict=True)
            ]
    return completed


def _in_next_year(record: Record, field: Field, first: str, today: date) -> date | None:
    """The day a year later, where it was written without its year, lies before the record's own and may be so late."""
    day, own = record.values.get(field.key), record.values.get(first)
    written = half_width(record.written.get(field.key, ""))
    figures = len(re.findall(r"\d+", written))
    bare = not _YEAR.search(written) and 0 < figures <= MONTH_AND_DAY
    if not bare or not isinstance(day, date) or not isinstance(own, date) or isinstance(day, datetime):
        return None
    if day >= own or day.year != own.year or field.key in record.amended:
        return None
    last = monthrange(day.year + 1, day.month)[1]  # of 2月底 another day than a year before
    later = date(day.year + 1, day.month, last if figures < MONTH_AND_DAY else min(day.day, last))
    near = later - own < own - day  # two days too early are a slip, and stay a doubt
    return later if near and (field.kind.future or later <= today) else None


def _moved(record: Record, field: Field, day: date, doubted: str) -> Record:
    """The record with its day a year later; ``doubted``: the label of the day before which it would lie, where its row
    is to be confirmed.
    """
    words = f"{field.label}写的是“{record.written[field.key]}”，早于{doubted}，先按 {day} 读取，请核对。"
    return record.having({field.key: day}, [field.warning(FOLLOWING, words)] if doubted else ())


def _are_of_next_year(field: Field, first: Field, rows: int, table: Table, asking: Asking) -> bool:
    message = f"{field.label}没有写年份，有 {rows} 行早于{first.label}，先按下一年读取，对吗？"
    options = (Option(YES, "对，是下一年"), Option(NO, "不对，是同一年"))
    return asking.answered(FOLLOWING, table, field, message, YES, SURE, options) != NO
