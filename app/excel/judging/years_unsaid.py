"""The year of days that a sheet writes without one: its titles say it, else the rest of the file; asked once a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from app.domain.texts import half_width
from app.excel.judging.asking import SURE_ENOUGH, Asking
from app.excel.judging.days_without_year import Calendar, short_day
from app.excel.judging.setting import ImportSetting
from app.excel.judging.sittings import year_of_title
from app.excel.layout.tables import Table
from app.excel.layout.vocabulary import vocabulary_of
from app.excel.questions import YEAR, Option

OFFERED = 4  # years, the last of which is the ledger's own
SURE = 0.7  # the file says it elsewhere
GUESSED = 0.4  # each row waits for the clerk, as long as nothing was answered
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)(?:[年./\-](?P<month>\d{1,2}))?")


class UnsaidYears:
    """Gives the tables of one file the year of their days."""

    def __init__(self, tables: Sequence[Table], setting: ImportSetting, asking: Asking) -> None:
        self._setting, self._asking = setting, asking
        self._field = next((f for f in setting.register.fields if f.kind.is_full_day), None)
        self._kind_of = vocabulary_of(setting.register).kind_of
        self._tables = [self._titled(table) for table in tables]

    def tables(self) -> list[Table]:
        """The tables, each with the year of its days where it needs one and nothing but its days says none."""
        return [table if table.facts.year else self._completed(table) for table in self._tables]

    def _titled(self, table: Table) -> Table:
        """The table with the year that was said beforehand, or that its titles say."""
        year = self._setting.year or table.facts.year or year_of_title(table, self._setting)
        return table if year == table.facts.year else replace(table, facts=replace(table.facts, year=year))

    def _completed(self, table: Table) -> Table:
        if self._field is None or table.own or not self._needs_year(table):
            return table
        answer = _YEAR.search(half_width(self._asking.answer(YEAR, table, self._field) or ""))
        year = int(answer["year"]) if answer else self._ask(table)
        guessed = not answer and self._likely[1] < SURE_ENOUGH
        return replace(table, facts=replace(table.facts, year=year), guessed_year=guessed)

    def _needs_year(self, table: Table) -> bool:
        """Whether days lack their year, or the month does of which all rows are: a sheet called 三月份."""
        is_dated = any(self._is_full_day(key) for key in table.columns.whole)
        of_month = bool(table.facts.month or table.facts.begins) and not is_dated
        return of_month or any(self._bare_days(table, future=True))

    def _ask(self, table: Table) -> int:
        assert self._field is not None
        year, sure = self._likely
        last = max(year, self._setting.context.today.year)
        years = dict.fromkeys((year, *range(last, last - OFFERED, -1)))
        message = f"日期没有写年份，先按 {year} 年读取，对吗？"
        options = [Option(str(one), f"{one}年") for one in years]
        self._asking.ask(YEAR, table, self._field, message, str(year), sure, options)
        return year

    @cached_property
    def _likely(self) -> tuple[int, float]:
        """The year that the rest of the file says, else the one at hand, and how sure it is."""
        years = {table.facts.year for table in self._tables if table.facts.year}
        years |= set() if years else {day for table in self._tables for day in self._years_written(table)}
        named = [int(match["year"]) for match in _YEAR.finditer(self._setting.file_name)]
        if len(years) == 1 or (not years and len(named) == 1):
            return (*(years or named),)[0], SURE
        today = self._setting.context.today
        if self._setting.likely_year not in (None, today.year):
            return self._setting.likely_year or today.year, GUESSED
        days = (day for table in self._tables for day in self._bare_days(table))
        return today.year - any(day > today for day in days), GUESSED

    def _bare_days(self, table: Table, future: bool = False) -> Iterator[date]:
        """The days without a year in the running one; those of what may be yet to come only where asked for."""
        calendar = Calendar(None, table.facts.month, self._setting.context.today.year)
        for key, cells in self._cells(table):
            if future or not self._kind_of(key).future:
                days = (short_day(cell, None, calendar) for cell in cells)
                yield from (day.day for day in days if day and day.day)

    def _years_written(self, table: Table) -> Iterator[int]:
        """The years of the days that its cells and the lines above it write in full."""
        for match in (match for words in table.facts.words for match in _YEAR.finditer(half_width(words))):
            month = int(match["month"] or 0)  # 十二月份 is of the year before 报送时间:2026年1月4日
            yield int(match["year"]) - (0 < month < (table.facts.month or 0))
        for _, cells in self._cells(table):
            for cell in cells:
                yield from (int(match["year"]) for match in _YEAR.finditer(half_width(str(cell))))

    def _cells(self, table: Table) -> Iterator[tuple[str, set[Any]]]:
        """By field of a full day what its columns and the lines above its records hold, each cell once."""
        lines = [line for line in table.lines if line.year is None]
        keys = {*table.columns.whole, *(key for line in lines for key in line.words)}
        keys |= {key for line in lines for key in line.places or {}}
        for key in sorted(keys):
            if self._is_full_day(key):
                places = (place for line in lines for place in table.places_of(line, key))
                cells = {table.view.raw(*place) for place in places}
                yield key, {*cells, *(line.words.get(key) for line in lines)} - {None}

    def _is_full_day(self, key: str) -> bool:
        try:
            return self._kind_of(key).is_full_day
        except KeyError:
            return False
