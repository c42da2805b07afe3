"""The same record a second time in one file, and the same person in two of its records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from app.domain.fields import Problem
from app.domain.register import Register
from app.excel.judging.asking import Asking
from app.excel.judging.entries import Entry
from app.excel.judging.identities import (
    LIKELY,
    comparable,
    identifier,
    names_people,
    proof_of,
    same_person,
    shared_identity,
)
from app.excel.judging.records import Record, doubt
from app.excel.layout.repeated_rows import TOGETHER
from app.excel.questions import NO, Option

NUMBERS, ANEW, ONE_BY_ONE = (
    "numbers",
    "",
    "each",
)  # what is asked of numbers that begin again, and the answers
LIKELY_ANEW = 0.7
_PART_OF_DAY = re.compile("[上下中]午|早上|晚上|夜间")


class Twin(NamedTuple):
    """What an earlier entry says of a later record: ``place`` where both are one person, ``double`` where both
    are one record; with what must be looked at."""

    place: int | None = None
    double: bool = False
    problems: tuple[Problem, ...] = ()
    unkept: tuple[str, ...] = ()


NO_TWIN = Twin()


class Doubles:
    """Judges each record against the earlier entries of its file; different record numbers are different rows."""

    def __init__(self, register: Register, asking: Asking) -> None:
        self._register, self._keys_of, self._asking = register, identifier(register), asking
        self._seen: dict[Any, list[int]] = {}
        self._rows: dict[int, int] = {}  # the ledger's rows that lines name, by the place of the first
        self._entries: list[Entry] = []

    def twin_of(self, record: Record) -> Twin:
        """What the earlier entries say of a record."""
        of_row = self._rows.get(record.named_row) if record.named_row is not None else None
        if of_row is not None:
            return self._of_one_row(self._entries[of_row], of_row, record)
        places = [p for key in self._keys_of(record.values) for p in self._seen.get(key, ())]
        for place in dict.fromkeys(places):
            before = self._entries[place]
            if None not in (before.named_row, record.named_row) and before.named_row != record.named_row:
                continue
            twin = self._beside(before, place, record)
            if twin is not None:
                return twin
        return NO_TWIN

    def take(self, entry: Entry) -> None:
        """Later records are judged against this entry too."""
        if entry.named_row is not None:
            self._rows.setdefault(entry.named_row, len(self._entries))
        for key in self._keys_of(entry.values):
            self._seen.setdefault(key, []).append(len(self._entries))
        self._entries.append(entry)

    def _beside(self, before: Entry, place: int, record: Record) -> Twin | None:
        """None where the earlier entry settles nothing about the later record."""
        if before.table is record.table and before.line == record.line:
            return Twin(place)  # one row of the sheet that states two levels
        sameness = same_person(before.values, record.values, self._register)
        if sameness is None:
            return self._of_one_name(before, record)
        if sameness == 0 or before.verdict == "wrong":
            return None
        level = self._register.intake.level
        if level and before.values.get(level) != record.values.get(level):
            if sameness != LIKELY:
                return Twin(place)
            words = self._sentence(before, "级别不同，没有身份证号码可以证明是同一人")
            return Twin(place, problems=(doubt(level, "other_level", words),))
        return self._of_one_record(before, place, record, sameness)

    def _of_one_row(self, before: Entry, place: int, record: Record) -> Twin:
        """A line copied with its record number: the same again, or somebody must say which of the two counts."""
        if _all_alike(before, record):
            return Twin(place, double=True)
        words = f"与“{before.sheet}”第 {before.row} 行是台账里的同一条，内容不同，请核对以哪一行为准。"
        return Twin(problems=(doubt(self._register.anchor, "same_row", words),))

    def _of_one_record(self, before: Entry, place: int, record: Record, sameness: int) -> Twin:
        register, name = self._register, self._register.anchor
        if not names_people(register):
            if _all_alike(before, record):
                return Twin(place, double=True)
            return NO_TWIN if self._are_apart(before, record) else self._one_number(before, record)
        if record.values.get(name) != before.values.get(name):
            field = register.field(proof_of(register) or name)
            words = self._sentence(before, "号码相同而姓名不同")
            return Twin(problems=(field.problem("same_proof", words),))
        for section in register.intake.sections[:1]:
            mine, theirs = record.values.get(section.field), before.values.get(section.field)
            if mine and theirs and comparable(mine) != comparable(theirs):
                words = self._sentence(before, f"{register.field(section.field).label}不同")
                problem = doubt(section.field, "two_districts", words)
                return Twin(None if sameness == LIKELY else place, problems=(problem,))
        return Twin(place, double=True)

    def _one_number(self, before: Entry, record: Record) -> Twin:
        """Two records that should be one and say different things: somebody must look; a number is not given twice."""
        register = self._register
        keys = shared_identity(before.values, record.values, register)
        anew = register.numbered is not None and "no" in keys
        if anew and self._begin_again(before, record):
            return Twin(unkept=("no",))
        labels = "、".join(register.field(k).label for k in keys if record.values.get(k) is not None)
        words = f"与“{before.sheet}”第 {before.row} 行的{labels}相同，其他内容不同，请核对是不是同一条"
        if anew:
            words += "；确认导入时另编新号"
        problem = doubt(keys[0], "same_identity", f"{words}。")
        return Twin(problems=(problem,), unkept=("no",) if anew else ())

    def _are_apart(self, before: Entry, record: Record) -> bool:
        """Whether two records that share a day and a place are plainly two: of other hours, or as the clerk answered."""
        keys = shared_identity(before.values, record.values, self._register)
        if any(self._register.field(key).kind.is_words for key in keys):
            return False
        hours = [_parts_of_day(one, keys) for one in (before, record)]
        anchor = self._register.field(self._register.anchor)
        return (all(hours) and hours[0] != hours[1]) or self._asking.answer(
            TOGETHER, record.table, anchor
        ) == NO

    def _begin_again(self, before: Entry, record: Record) -> bool:
        """Whether the numbers of a sheet begin again, as of another session: no record of it is one of the other
        sheet, of another day and about something else; asked once.
        """
        register, field = self._register, self._register.field("no")
        day, anchor = register.year_field, register.anchor
        days, words = ([one.values.get(key) for one in (before, record)] for key in (day, anchor))
        if before.sheet == record.sheet or None in days or len({*days}) == 1 or len({*words}) == 1:
            return False
        message = f"编号与“{before.sheet}”里的相同，日期和内容不同，先按各是一条、另编新号导入，对吗？"
        options = (Option(ANEW, "对，另编新号"), Option(ONE_BY_ONE, "不对，逐行核对"))
        asked = self._asking.answered(NUMBERS, record.table, field, message, ANEW, LIKELY_ANEW, options)
        return asked != ONE_BY_ONE

    def _of_one_name(self, before: Entry, record: Record) -> Twin:
        """The name alone says too little: everything else alike is a double, otherwise somebody must look."""
        register = self._register
        keys = [k for k in record.values if k not in (register.intake.remarks, register.intake.term)]
        alike = [
            comparable(before.values.get(k)) == comparable(record.values.get(k))
            for k in keys
            if before.values.get(k) is not None
        ]
        if all(alike) and len(alike) > 2 and before.sheet == record.sheet:
            return Twin(double=True)
        words = self._sentence(before, "同名，出生年月或身份证号码不全，无法判断是不是同一人")
        return Twin(problems=(doubt(register.anchor, "same_name", words),))

    def _sentence(self, before: Entry, what: str) -> str:
        name = self._register.field(self._register.anchor).text(before.values.get(self._register.anchor))
        return f"与“{before.sheet}”第 {before.row} 行的{name}{what}，请核对。"


def _all_alike(before: Record, record: Record) -> bool:
    """Whether the later entry says nothing that the earlier one does not say too."""
    filled = {k: v for k, v in record.values.items() if v is not None}
    return all(comparable(before.values.get(key)) == comparable(value) for key, value in filled.items())


def _parts_of_day(record: Record | Entry, keys: Iterable[str]) -> set[str]:
    """上午, 下午 and the like in the cells of some fields, which no field of a time holds."""
    return {part for key in keys for part in _PART_OF_DAY.findall(record.written.get(key, ""))}
