"""Headings that are values: the columns of a matrix are headed by deputies, kinds, months, or meetings with their day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from app.domain.codes import CodeTable
from app.domain.intake import Matrix
from app.domain.texts import half_width, heading_key, without_blanks
from app.excel.layout.concepts import concepts_of
from app.excel.layout.days_and_periods import DAY, day_apart, first_day_of, is_day
from app.excel.layout.days_of_month import days_joined, with_month
from app.excel.layout.evidence import ANYBODY, InLedger, looks_of
from app.excel.layout.headed_codes import SUMS, code_headed, words_of_many
from app.excel.layout.headers import Header, Heading
from app.excel.layout.likely_codes import likely_code
from app.excel.layout.natures import names_in, nature_of
from app.excel.layout.titles import NUMERALS
from app.excel.layout.view import View
from app.excel.layout.vocabulary import Vocabulary

Values = Mapping[str, str]
"""Field → what the headings of one column say of all records in it."""

_NEAR, _FAR = 2, 40  # texts of a title row, and rows right above; rows at the top of a sheet
_STATED = re.compile(r":.*\S")
MONTHS = ("月", "月份", "按月")
_LEAST = 2  # columns that count something
_GROUPS = 2  # different upper headings that group the lower ones
STRANGERS = 3  # people as headings whom the ledger does not know
_POINTS = "points"  # the concept of 得分
_TOTALS = re.compile(r"[合总小共累]计|全年|总[分数次]|排名|名次|备注|说明")
_TIMES_OF_ALL = re.compile(r"^(?:活动|履职|参加|参与|出席)次数$")  # and not of 小组活动
_OF_POINTS, _OF_TIMES = re.compile(r"^(?!.*次).*(?:积分|得分|评分|分数)"), re.compile("次")
_BRACKETED = re.compile(r"[(\[【].*?[)\]】]")
_IN_BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]")
_UNIT = re.compile(r"(?P<named>.{2,})(?P<unit>次数|件数|场次|得分|积分|分值|分数)")
_COUNTING = re.compile(r"^(?:次数?|户?次|人次|件数?|场次?|班次?|批次?|项数?|篇数?|趟)$")  # units of deeds
_TURN = re.compile(rf"第[{NUMERALS}]+[次期回场轮]$")  # numbers what the headings below it name
_HALF_DAY = re.compile(r"[(]\s*(?:[上下中]午|晚上?|全天)?\s*[)]")


class HeadingValues:
    """Reads headings as values of the fields that a register's matrices may have across."""

    def __init__(self, view: View, vocabulary: Vocabulary, matrix: Matrix, ledger: InLedger) -> None:
        self._view, self._vocabulary, self._matrix, self._in_ledger = view, vocabulary, matrix, ledger
        kinds = {key: vocabulary.kind_of(key) for key in matrix.across}
        self._codes = {key: kind.table for key, kind in kinds.items() if kind.table}
        self._people = {
            key: kind.to for key, kind in kinds.items() if kind.to and looks_of(kind.to) == "names"
        }
        self._words = [key for key in kinds if key not in self._codes and key not in self._people]

    def certain(self, header: Header) -> dict[int, Values]:
        """Column → values where the headings can be nothing else: codes, people, periods and days."""
        across = {c: values for c in header.headings if (values := self._certain(header, c))}
        across = self._without_acts(header, self._without_strangers(across))
        return _once_a_group(header, across | self._counted(header, across))

    def _without_acts(self, header: Header, across: dict[int, Values]) -> dict[int, Values]:
        """Nothing is certain of days across where one of them says by what it is called, and not only of which kind it was:
        固废法执法检查 above 6月5日.
        """
        if not self._words or not self._matrix.day:
            return across
        acts = {
            c: act
            for c in header.headings
            if self._is_dated(header, c) and (act := self._name_and_day(header, c))
        }
        names = [
            without_blanks(act[self._words[0]])
            for act in acts.values()
            if len(act) > 1 and self._words[0] in act
        ]
        called = any(all(table.read(name) is None for table in self._codes.values()) for name in names)
        return {c: values for c, values in across.items() if not called or c not in acts}

    def _is_dated(self, header: Header, column: int) -> bool:
        """Whether a heading holds a day, by itself or among its words."""
        path = days_joined(header.headings[column].path)
        return bool(self._day_of_cells(header, column)) or any(day_apart(words)[0] for words in path)

    def _counted(self, header: Header, across: Mapping[int, Values]) -> dict[int, Values]:
        """Further columns that count what nobody listed: 进网格(次), 为民小事 above 次数, or between columns of codes."""
        key = next(iter(self._codes), "")
        coded = [c for c, values in across.items() if key in values]
        words = {c: self._counted_words(header.headings[c]) for c in header.headings if c not in across}
        united = {c for c, (counts, _) in words.items() if counts}
        if not key or len(coded) + len(united) < _LEAST:
            return {}
        between = range(min(coded), max(coded)) if len(coded) > 1 and not united else ()
        days = {c: day for c, one in header.headings.items() if (day := self._period_of(one))}
        in_periods = not days.keys().isdisjoint(coded)  # the last kind of all months stands behind the others
        return {
            c: {key: word, **({self._matrix.day: days[c]} if c in days else {})}
            for c, (counts, word) in words.items()
            if word and (counts or c in between or (in_periods and c in days))
        }

    def _period_of(self, heading: Heading) -> str | None:
        """The first day of the period that one of the headings of a column says; None without one."""
        periods = map(first_day_of, heading.path) if self._matrix.day else ()
        return next((day for day in periods if day), None)

    def _counted_words(self, heading: Heading) -> tuple[bool, str]:
        """Whether a heading says by a unit that it counts something, and of what; empty where it may not."""
        path = [words for text in heading.path if not first_day_of(words := without_blanks(half_width(text)))]
        units = {unit for words in path for unit in (words, *_IN_BRACKETS.findall(words))}
        named = [bare for words in path if (bare := _BRACKETED.sub("", words)) and not _COUNTING.match(bare)]
        free = len(named) == 1 and self._vocabulary.match(named[0]) is None
        if not free or any(map(SUMS.search, named)) or any(map(_TOTALS.search, named)):
            return False, ""
        return any(map(_COUNTING.match, units)), named[0]

    def worded(self, header: Header) -> dict[int, Values]:
        """Column → values where any words may be meant: what a meeting is called, with its day beside it."""
        across = {
            c: self._name_and_day(header, c)
            for c, heading in header.headings.items()
            if self._may_name(heading, dated=self._is_dated(header, c))
        }
        return {column: values for column, values in across.items() if values}

    def _may_name(self, heading: Heading, *, dated: bool) -> bool:
        """Whether a heading may be what a meeting or an item is called; beside its day any words may: 检查贯彻情况."""
        words = heading_key(heading.text)
        own = heading.target is None or heading.target.field in self._words
        value = _STATED.search(half_width(heading.text))
        has_value = value and not (
            dated and DAY.match(without_blanks(value.group()[1:])) is None
        )  # 检查日期:6月15日 heads nothing
        named = bool(self._words and words) and not has_value
        return named and (dated or (own and not SUMS.search(words)))

    def as_field(self, across: Mapping[int, Values], key: str) -> dict[int, Values]:
        """The same where the words of the headings are another field's."""
        first = self._words[0]
        return {c: {key if k == first else k: v for k, v in values.items()} for c, values in across.items()}

    @property
    def day(self) -> str:
        """The field for the days and periods in headings; empty where the register has none."""
        return self._matrix.day

    @property
    def codes(self) -> Mapping[str, CodeTable]:
        """The fields whose values are codes, with their tables."""
        return self._codes

    @property
    def words(self) -> list[str]:
        """The fields whose values may be any words, the usual one first."""
        return self._words

    def named(self, values: Values) -> list[str]:
        """The fields by which a column is called: the words of the lower heading where an upper one groups them."""
        return [key for key in self._words if key in values] or [*values]

    def may_head_words(self, header: Header, column: int) -> bool:
        """Whether the lowest heading is a code or a period and no word more, so that words may stand below it."""
        leaf = without_blanks(half_width(header.headings[column].path[-1]))
        code = any(table.read(leaf) is not None for table in self._codes.values())
        return code or first_day_of(leaf) is not None

    def is_somebody(self, text: str) -> bool:
        """Whether a cell names somebody and is no heading that a register knows."""
        if not self._people or self._vocabulary.match(text) is not None:
            return False
        return self._is_known(text) or (nature_of(text).person == 1 and not self._is_known(ANYBODY))

    def is_of_one(self, across: Mapping[int, Values]) -> bool:
        """Whether a row names one person beside what is no person: that is a record, and 到 in it a mark."""
        people = sum(not self._people.keys().isdisjoint(values) for values in across.values())
        return people == 1 and len(across) > 1

    def are_points(self, header: Header, across: Iterable[int]) -> bool:
        """Whether the figures below headings are points and no counts, as the title says: 履职积分."""
        counted = any(_OF_TIMES.search(words) for c in across for words in header.headings[c].path)
        return not counted and any(map(_OF_POINTS.search, self._titles(header.top)))

    def codes_in_titles(self, top: int) -> dict[str, str]:
        """The one code of each field of which the titles speak, as people read it; those right above come first."""
        texts = self._titles(top)
        return self._codes_in(texts[-_NEAR:]) or self._codes_in([*texts, self._view.sheet.name])

    def tell_apart(self, key: str, names: Iterable[str]) -> bool:
        """Whether names of deeds say different codes of a field by themselves, so that no title says one of all."""
        table = self._codes.get(key)
        return table is not None and len({likely_code(name, table) for name in names} - {None}) > 1

    def _titles(self, top: int) -> list[str]:
        """The rows above a heading that hold one or two texts."""
        rows = [*range(min(top, _FAR)), *range(max(top - _NEAR, _FAR), top)]
        texts = [[self._view.text(row, c) for c in self._view.filled(row)] for row in rows]
        return [without_blanks("".join(words)) for words in texts if 0 < len(words) <= _NEAR]

    def _codes_in(self, texts: list[str]) -> dict[str, str]:
        values = {}
        for key, table in self._codes.items():
            words = [
                (label, word)
                for _, label, more in table.entries
                for word in (label, *more)
                if len(word) > 1 and word not in words_of_many(table)
            ]
            labels = {label for label, word in words if any(word in text for text in texts)}
            if len(labels) == 1:
                values[key] = labels.pop()
        return values

    def _certain(self, header: Header, column: int) -> Values:
        path = days_joined(without_blanks(half_width(text)) for text in header.headings[column].path)
        path = with_month(_with_units(path), header, (*self._titles(header.top), self._view.sheet.name))
        if any(map(_TOTALS.search, path)) or (path and _TIMES_OF_ALL.match(path[-1])):
            return {}
        path = [*path[:-1], *self.unit_apart(path[-1])] if path else path
        if not path or _POINTS in concepts_of(_BRACKETED.sub("", path[-1])):
            return {}
        values: dict[str, str] = {}
        for words in reversed(path):
            for key, value in self._value(words).items():
                values.setdefault(key, value)
        day = self._day_of_cells(header, column) or next(filter(is_day, reversed(path)), "")
        if day and self._matrix.day:
            values.setdefault(self._matrix.day, day)
        certain = values.keys() - {self._matrix.day}
        rest = [words for words in path if not self._value(words) and not is_day(words)]
        named = any(self._vocabulary.match(words) is None for words in rest)
        return values if certain or not named else {}

    def unit_apart(self, words: str) -> list[str]:
        """接待选民次数, 一季度得分 as the value and what is counted of it, as two headings would say it."""
        both = _UNIT.fullmatch(without_blanks(half_width(words)))
        return [both["named"], both["unit"]] if both and self._value(both["named"]) else [words]

    def _value(self, words: str) -> dict[str, str]:
        bare = _BRACKETED.sub("", words)
        own = self._vocabulary.match(words) is not None
        for key, table in self._codes.items():
            code = table.read(bare) if own else code_headed(bare, table)
            if code:
                return {key: table.label(code)}
        if own:
            return {}
        period = first_day_of(words) if self._matrix.day else None
        if period:
            return {self._matrix.day: period}
        names = names_in(bare)
        if len(names) == 1 and (nature_of(names[0]).person == 1 or self._is_known(names[0])):
            return dict.fromkeys(self._people, names[0])
        return {}

    def _is_known(self, name: str) -> bool:
        return any(self._in_ledger(register, name) for register in self._people.values())

    def _without_strangers(self, across: dict[int, Values]) -> dict[int, Values]:
        """Words that might be names are people where the ledger knows most of them, or all have usual surnames."""
        for key, register in self._people.items():
            names = {values[key] for values in across.values() if key in values}
            met = sum(self._in_ledger(register, name) for name in names)
            strangers = not met and len(names) >= STRANGERS
            if 2 * met < len(names) and not (strangers and not self._in_ledger(register, ANYBODY)):
                across = {c: {k: v for k, v in values.items() if k != key} for c, values in across.items()}
        return {column: values for column, values in across.items() if values}

    def _day_of_cells(self, header: Header, column: int) -> str:
        """The day that a cell of the headings holds, by itself or behind words; empty where there is none."""
        if not self._matrix.day:
            return ""
        for row in range(header.top, header.bottom + 1):
            place = self._view.first_of.get((row, column), (row, column))
            cell = self._view.raw(*place)
            if isinstance(cell, datetime | date):
                return cell.isoformat()[:10]
            if is_day(text := self._view.text(*place)):
                return text
        return ""

    def _name_and_day(self, header: Header, column: int) -> Values:
        """The day where the register has one for it, and the rest of the headings as the name."""
        texts: list[str] = []
        key = self._matrix.day
        period, grouped = "", len(header.headings[column].path) > 1
        rows = range(header.top, header.bottom + 1)
        places = dict.fromkeys(self._view.first_of.get((row, column), (row, column)) for row in rows)
        days = [cell for place in places if isinstance(cell := self._view.raw(*place), datetime | date)]
        cells = [
            place for place in places if not (key and isinstance(self._view.raw(*place), datetime | date))
        ]
        day = days[0].isoformat()[:10] if key and days else ""
        for text in days_joined(text for place in cells if (text := self._view.text(*place))):
            alone, rest = day_apart(text) if key else ("", "")
            if alone and not rest.strip(" ()"):
                day = day or alone
            elif key and grouped and (first := first_day_of(text)):
                period = period or first  # a day says more
            elif text not in texts:
                texts.append(text)
        texts = [text for text in texts if not _TURN.match(without_blanks(text))] or texts
        group = self._group_of(header, column, texts)
        words = " ".join(" ".join(texts[bool(group) :]).split())
        dated, rest = day_apart(words) if key and not day else ("", "")
        if dated:
            day = dated
            words = _HALF_DAY.sub("", rest).strip(" ,:")
            words = words.strip("()") if words.count("(") != words.count(")") or words[:1] == "(" else words
        name = {self._words[0]: words} if words else {}
        day = day or period
        return {**group, **name, **({key: day} if day else {})}

    def _group_of(self, header: Header, column: int, texts: list[str]) -> Values:
        """What an upper heading says of what is called by the lower one: 下去看 above 春耕备耕 and 校园食堂."""
        key = next(iter(self._codes), "")
        upper = texts[0] if len(texts) > 1 else ""
        above = {h.path[0] for c, h in header.headings.items() if c != column and len(h.path) > 1}
        if not key or not upper or day_apart(upper)[0] or len(above | {upper}) < _GROUPS:
            return {}
        return {key: upper} if any(day_apart(text)[1].strip() for text in texts[1:]) else {}


def _once_a_group(header: Header, across: dict[int, Values]) -> dict[int, Values]:
    """Of several columns below one heading only those that count its deeds: 次 and not 户 below 走访."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for column in across:
        path = header.headings[column].path
        groups.setdefault(path[:-1], []).append(column)
    others = {
        column
        for upper, columns in groups.items()
        if upper and any(_counts(header, c) for c in columns)
        for column in columns
        if not _counts(header, column)
    }
    return {column: values for column, values in across.items() if column not in others}


def _counts(header: Header, column: int) -> bool:
    """Whether the lowest heading is a unit of deeds: 次, 件数."""
    return bool(_COUNTING.match(without_blanks(half_width(header.headings[column].path[-1]))))


def _with_units(path: list[str]) -> list[str]:
    """1, 2, 3 below 月份 are months."""
    months = any(words in MONTHS for words in path[:-1])
    return [f"{words}月" if months and words.isdigit() else words for words in path if words not in MONTHS]
