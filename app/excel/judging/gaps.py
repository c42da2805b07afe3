"""What a record cannot do without and its sheet does not say: the row beside, the title or other days propose it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from app.domain.fields import Field
from app.domain.intake_habits import RecordForEach
from app.domain.register import Register
from app.domain.texts import half_width
from app.excel.judging.asking import SURE_ENOUGH, Asking
from app.excel.judging.periods import counted_in, with_months_begun
from app.excel.judging.records import Record
from app.excel.judging.setting import ImportSetting
from app.excel.judging.sittings import day_of_link, day_of_title, with_sittings
from app.excel.judging.title_says import day_of, days_of_titles
from app.excel.judging.values import MISSING
from app.excel.layout.tables import Table
from app.excel.layout.titles import is_of_writing
from app.excel.questions import DATE, Option

EACH_ROW = ""  # the answer that takes the first day of each row
FULL_SHARE = 0.75  # a column that is filled at least so far is full but for its gaps
FEWEST = 4  # records that a column needs for that
_FULL_DAY = re.compile(r"((?:19|20)\d\d)[年./\-](\d{1,2})[月./\-](\d{1,2})(?!\d)(?!日?[以之]?前)日?")
_MONTHS = re.compile(
    r"((?:19|20)\d\d)[年.](\d{1,2})月?[-~—–至到]+(?:((?:19|20)\d\d)[年.])?(\d{1,2})(?:月|(?![\d.日]))"
)
_PART_OF_YEAR = re.compile(r"第?[一二三四1-4]季度|[上下]半年")


class _Proposal(NamedTuple):
    day: date | None  # None: that of each row
    words: str
    sure: float


class _Stretch(NamedTuple):
    first: date
    words: str


def with_proposals(
    records: Sequence[Record], table: Table, setting: ImportSetting, asking: Asking
) -> list[Record]:
    """The records of one table with values proposed for required fields that they leave blank."""
    register, intake = setting.register, setting.register.intake
    completed = list(records)
    # Days first: the session of a row is looked for by its day.
    for field in sorted(register.input_fields, key=lambda field: not field.kind.is_full_day):
        if not field.required or field.key in (intake.level, intake.term):
            continue
        if all(record.values.get(field.key) is not None for record in completed):
            continue
        if field.key in table.columns.whole:
            if field.kind.is_full_day and field.key == register.year_field:
                completed = with_months_begun(completed, field, table, setting, asking)
            leads = field.key == register.anchor
            if leads and field.key != intake.habit(RecordForEach).field:
                continue
            needed = [
                f for f in register.input_fields if leads and f.required and f.key in table.columns.whole
            ]
            completed = _from_beside(completed, field, needed)
        elif field.kind.is_full_day:
            completed = _dated(completed, field, table, setting, asking)
        elif field.key == register.year_field and field.kind.is_day:
            completed = _of_year(completed, field, table, setting, asking)
        elif field.kind.to:
            completed = with_sittings(completed, field, table, setting, asking)
    return completed


def _from_beside(records: list[Record], field: Field, needed: Sequence[Field]) -> list[Record]:
    """A blank in a column: the value of the row above, of the row below where there is none; to be confirmed.

    Where the field tells records apart, only in a row that says all else that is ``needed``: a further deed of whom the row
    above names.
    """
    completed: list[Record] = []
    for number, record in enumerate(records):
        other_word = field.key in record.written and field.kind.table
        complete = all(f is field or f.key in record.written for f in needed)
        if record.values.get(field.key) is None and not other_word and complete:
            above = next((r for r in reversed(completed) if r.values.get(field.key) is not None), None)
            below = next((r for r in records[number:] if r.values.get(field.key) is not None), None)
            beside = above or below
            if beside is not None:
                record = _proposed(record, field, beside, "taken_from_above" if above else "taken_from_below")
        completed.append(record)
    return completed


def _proposed(record: Record, field: Field, beside: Record, code: str) -> Record:
    value = beside.values[field.key]
    problems = tuple(p for p in record.problems if (p.field, p.code) != (field.key, MISSING))
    record = replace(record, problems=problems)
    state = "看不清" if field.key in record.written else "没有写"
    words = f"{field.label}{state}，先按第 {beside.row} 行的“{field.text(value)}”读取，请核对。"
    return record.having({field.key: value}, [field.warning(code, words)])


def _dated(
    records: list[Record], field: Field, table: Table, setting: ImportSetting, asking: Asking
) -> list[Record]:
    """A sheet without a column of the day: that of its title, the first day of each row, or its period."""
    answer = asking.answer(DATE, table, field)
    answered = field.read(answer, setting.context).value if answer else None
    proposal = _Proposal(answered, "", 1) if answered else _proposal(records, field, table, setting)
    if answer is None:
        assumed = proposal.day.isoformat() if proposal.day else EACH_ROW
        blank = " " if proposal.words[-1:].isdigit() else ""
        message = f"没有{field.label}一栏，先按{proposal.words}{blank}读取，对吗？"
        options = [Option(assumed, proposal.words)]
        if assumed != EACH_ROW and any(_first_day(record, setting) for record in records):
            options.append(Option(EACH_ROW, "每行最早的日期"))
        asking.ask(DATE, table, field, message, assumed, proposal.sure, options)
    unsure = answer is None and proposal.sure < SURE_ENOUGH
    return [_on(record, field, proposal.day, table, setting, unsure=unsure) for record in records]


def _on(
    record: Record, field: Field, day: date | None, table: Table, setting: ImportSetting, *, unsure: bool
) -> Record:
    if record.values.get(field.key) is not None:
        return record
    begins, _, sure = _period(table, setting)
    own = day_of_link(record, setting) or day or _first_day(record, setting)
    unsure = unsure or (own is None and sure < SURE_ENOUGH)
    chosen = own or begins
    if chosen == begins:
        record = counted_in(record, setting.register, _called(chosen, table))
    has_one = record.without(record.doubts(field.key, MISSING))
    return has_one.having({field.key: chosen}, unsure=unsure)


def _of_year(
    records: list[Record], field: Field, table: Table, setting: ImportSetting, asking: Asking
) -> list[Record]:
    """A sheet without a column of the year that its rows belong to: that of its title, asked once."""
    year = table.facts.year or setting.likely_year
    if year is None:
        return records
    message = f"没有{field.label}一栏，先按{year}年读取，对吗？"
    options = [Option(str(year), f"{year}年")]
    answer = asking.answered(DATE, table, field, message, str(year), SURE_ENOUGH, options)
    value = field.read(answer or str(year), setting.context).value
    return [record.completed(field.key, value) for record in records]


def _proposal(records: list[Record], field: Field, table: Table, setting: ImportSetting) -> _Proposal:
    firsts = [first for record in records if (first := _first_day(record, setting))]

    def _is_past(day: date) -> bool:  # what rows were answered before is the day of writing
        return field.key == setting.register.year_field and any(first < day for first in firsts)

    others = {other.day for other in days_of_titles(table, setting) if other.field.key != field.key}
    for text in table.facts.words if not _counts_of_period(table, setting) else ():
        match = next((day for day in _FULL_DAY.finditer(half_width(text)) if not is_of_writing(day)), None)
        if match and (day := day_of(*map(int, match.groups()))) and day not in others and not _is_past(day):
            return _Proposal(day, f"标题里的 {day.isoformat()}", 0.7)
    if field.key == setting.register.year_field and (day := day_of_title(table, setting)):
        return _Proposal(day, f"标题里会议的日期 {day.isoformat()}", 0.7)
    if field.key == setting.register.year_field and any(day_of_link(record, setting) for record in records):
        return _Proposal(None, "每行会议的日期", 0.7)
    if any(_first_day(record, setting) for record in records):
        return _Proposal(None, "每行最早的日期", 0.6)
    day, words, sure = _period(table, setting)
    return _Proposal(day, f"{words} {day.isoformat()}", sure)


def _counts_of_period(table: Table, setting: ImportSetting) -> bool:
    """Whether the cells of a matrix count what was done: the day in its titles is that on which somebody added up."""
    quantities = (
        key for key in setting.register.intake.matrix.cells if setting.register.field(key).kind.is_quantity
    )
    return bool(table.columns.across) and any(key in table.columns.whole for key in quantities)


def _period(table: Table, setting: ImportSetting) -> tuple[date, str, float]:
    """The first day of the month or year that the sheet speaks of."""
    year = table.facts.year or setting.likely_year
    stretch = _stretch(table.facts.words)
    if stretch and setting.year in (None, stretch.first.year):
        return stretch.first, f"{stretch.words}的第一天", 0.4
    if year and (month := _month_of(table)):
        words = "这张表的月份" if table.facts.month else "这张表那一段的第一天"
        return date(year, month, 1), words, SURE_ENOUGH
    return date(year or setting.context.today.year, 1, 1), "这一年的第一天" if year else "今年的第一天", 0.4


def _month_of(table: Table) -> int | None:
    """The month that the sheet speaks of; the first of its quarter or half-year where the month lies outside: 2025年10月9日."""
    month, begins = table.facts.month, table.facts.begins
    length = 6 if any("半年" in words for words in table.facts.words) else 3
    return begins if begins and month not in range(begins, begins + length) else month


def _called(first: date, table: Table) -> str:
    """2022年4月至2023年3月, 2022年第二季度, 2022年5月, 2022年: what the titles say of a sheet whose first day that is."""
    stretch = _stretch(table.facts.words)
    if stretch and stretch.first == first:
        return stretch.words
    if table.facts.month:
        return f"{first.year}年{first.month}月"
    part = next((match[0] for match in map(_PART_OF_YEAR.search, table.facts.words) if match), "")
    return f"{first.year}年{part}"


def _stretch(titles: Iterable[str]) -> _Stretch | None:
    """The months from one to another that a title names."""
    for text in titles:
        match = _MONTHS.search(text)
        if match is None or is_of_writing(match):
            continue
        begun, ended = int(match[1]), int(match[3] or match[1])
        first, last = day_of(begun, int(match[2]), 1), day_of(ended, int(match[4]), 1)
        if first and last and first < last:
            until = f"{ended}年{last.month}月" if ended != begun else f"{last.month}月"
            return _Stretch(first, f"{begun}年{first.month}月至{until}")
    return None


def _first_day(record: Record, setting: ImportSetting) -> date | None:
    """The day of what a row belongs to by ordinals, else the first that it says."""
    register = setting.register
    days: list[Any] = [
        value
        for key, value in record.values.items()
        if key in register.by_key and register.field(key).kind.is_full_day and value is not None
    ]
    return day_of_link(record, setting) or min(days, default=None)


def with_gaps_named(records: Sequence[Record], table: Table, register: Register) -> list[Record]:
    """A blank in a column that is full otherwise, where the printed form wants a value, or everybody has one (a
    phone, an ID number): to be confirmed.  People listed in a record have phones, too.
    """
    records = _with_gaps_of_lists(records, table, register)
    if len(records) < FEWEST:
        return list(records)
    keys = [field.key for field in register.input_fields if _is_wanted(field, table)]
    blank = [_blank_ones(record, keys) for record in records]
    most = (1 - FULL_SHARE) * len(records)
    gaps = {
        key: register.field(key).warning("gap", f"{register.field(key).label}没有写，别的行都写了，请核对。")
        for key, count in Counter(chain.from_iterable(blank)).items()
        if count <= most
    }
    return [
        record.having(problems=[gaps[key] for key in keys_here if key in gaps]) if keys_here else record
        for record, keys_here in zip(records, blank, strict=True)
    ]


def _with_gaps_of_lists(records: Sequence[Record], table: Table, register: Register) -> Sequence[Record]:
    """The records, those in doubt that list somebody without what nearly all the others have."""
    for key in register.intake.lines:
        for column in register.field(key).kind.columns:
            if f"{key}.{column.key}" not in table.columns.whole or not _is_everybodys(column):
                continue
            people = [() if key in r.amended else r.values.get(key) or () for r in records]
            blank = [sum(one.get(column.key) is None for one in listed) for listed in people]
            if sum(map(len, people)) < FEWEST or sum(blank) > (1 - FULL_SHARE) * sum(map(len, people)):
                continue
            field = register.field(key)
            gap = field.warning("gap", f"{field.label}的{column.label}没有写，别的都写了，请核对。")
            records = [
                r.having(problems=[gap]) if count else r for r, count in zip(records, blank, strict=True)
            ]
    return records


def _is_everybodys(field: Field) -> bool:
    """Whether everybody has such a value: a phone, an ID number."""
    return field.kind.tells_birth or (field.kind.unbroken and field.kind.several)


def _is_wanted(field: Field, table: Table) -> bool:
    """Whether a column of the table holds what the printed form wants, or what everybody has."""
    return field.key in table.columns.whole and (field.expected or _is_everybodys(field))


def _blank_ones(record: Record, keys: Sequence[str]) -> Sequence[str]:
    """Those of the fields that a record leaves blank; what was emptied by hand is meant to be so."""
    values = record.values
    blank = [key for key in keys if values.get(key) is None]
    return [key for key in blank if key not in record.written and key not in record.amended]
