"""Days of which a sheet gives the month, the quarter or the half year alone: the first or the last one, asked once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.domain.days import read_day
from app.domain.fields import Field
from app.domain.register import Register
from app.excel.judging.asking import Asking
from app.excel.judging.records import Record
from app.excel.judging.setting import ImportSetting
from app.excel.layout.days_and_periods import first_day_of, months_in
from app.excel.layout.tables import Table
from app.excel.questions import Option

PERIOD = "period"
_FIRST, _LAST = Option("first", "第一天"), Option("last", "最后一天")
_SURE = 0.5  # any day of it is as likely; which one is a matter of habit


def with_months_begun(
    records: Sequence[Record], field: Field, table: Table, setting: ImportSetting, asking: Asking
) -> list[Record]:
    """The records of one table; those that say but a month or a quarter where a day is needed are of its first day."""
    year = table.facts.year
    begun = {
        number: period
        for number, record in enumerate(records)
        if record.values.get(field.key) is None
        and (period := _period(record.written.get(field.key, ""), year, setting))
    }
    if not begun:
        return list(records)
    last, completed = _asked(field, table, asking), list(records)
    for number, (first, months) in begun.items():
        record = records[number].without(records[number].doubts(field.key))
        completed[number] = record.having({field.key: _last_day(first, months) if last else first})
    return completed


def _period(words: str, year: int | None, setting: ImportSetting) -> tuple[date, int] | None:
    """The first day and the months of what says no day: 2024年4月, 2024.4, 一季度 of the sheet's year."""
    begins = first_day_of(words)
    if begins and begins[:1].isdigit() and "年" not in begins:
        begins = f"{year}年{begins}" if year else None
    read = read_day(begins or words, today=setting.context.today).value if words else None
    if read is None or read.month is None or (begins is None and read.day is not None):
        return None
    return read.first_day, months_in(words) or 1


def _asked(field: Field, table: Table, asking: Asking) -> bool:
    """Whether the last day of a period was answered; asked where nothing was."""
    words = f"{field.label}只写到月份、季度或半年，先按那一段的{_FIRST.label}读取，对吗？"
    return asking.answered(PERIOD, table, field, words, _FIRST.value, _SURE, [_FIRST, _LAST]) == _LAST.value


def with_periods(records: Sequence[Record], table: Table, register: Register, asking: Asking) -> list[Record]:
    """The records of one table; those of a period are of its first day, or of its last where that was answered."""
    key = register.intake.matrix.day or register.year_field
    if not key or not any(line.months for line in table.lines):
        return list(records)
    field = register.field(key)
    last = _asked(field, table, asking)
    noted = [_noted(record, field, table, register) for record in records]
    if not last:
        return noted
    return [_on_last_day(record, field, table) for record in noted]


def counted_in(record: Record, register: Register, period: str) -> Record:
    """A bare number of a cell is of the whole period, not of the day it is kept under: its remark says so."""
    intake = register.intake
    counts = [key for key in intake.matrix.cells if register.field(key).kind.is_quantity]
    if not intake.remarks or record.values.get(intake.remarks) or not any(map(record.values.get, counts)):
        return record
    return record.having({intake.remarks: f"{period}合计，表里没有写到日"})


def _noted(record: Record, field: Field, table: Table, register: Register) -> Record:
    months, first = table.lines[record.line].months, record.values.get(field.key)
    return counted_in(record, register, _called(first, months)) if months and first else record


def _called(first: date, months: int) -> str:
    """2022年, 2022年上半年, 2022年第二季度, 2022年5月."""
    if months == 12:
        return f"{first.year}年"
    if months == 6 and first.month in (1, 7):
        return f"{first.year}年{'下' if first.month > 6 else '上'}半年"
    if months == 3 and first.month % 3 == 1:
        return f"{first.year}年第{'一二三四'[(first.month - 1) // 3]}季度"
    last = _last_day(first, months).month
    return f"{first.year}年{first.month}月" + (f"至{last}月" if months > 1 else "")


def _on_last_day(record: Record, field: Field, table: Table) -> Record:
    months = table.lines[record.line].months
    first = record.values.get(field.key)
    return record.having({field.key: _last_day(first, months)}) if months and first else record


def _last_day(first: date, months: int) -> date:
    """The last day of so many months from a first day of a month."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1) - timedelta(days=1)
