"""What a title says of all rows of its table: 群众意见登记台账 the class of every row, and a day with its act beside it
(2022年3月16日交办, 交办日期:…) the day of that act, asked once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from app.domain.fields import Field
from app.domain.register import Register
from app.domain.texts import half_width, without_blanks
from app.excel.judging.asking import SURE_ENOUGH, Asking
from app.excel.judging.records import Record
from app.excel.judging.setting import ImportSetting
from app.excel.layout.tables import Table
from app.excel.layout.titles import is_of_writing
from app.excel.layout.vocabulary import Vocabulary, vocabulary_of
from app.excel.questions import DATE, NO_DAY, Option

_DAY = r"(?:(?P<year>(?:19|20)\d\d)[年./\-])(?P<month>\d{1,2})[月./\-](?P<day>\d{1,2})(?!\d)日?"
_THEN_ACT = re.compile(_DAY + r"(?:[前起]?(?:统一|集中|全部|已))?(?P<act>[\u4e00-\u9fff]{2})")
_LABELLED = re.compile(r"(?P<act>[\u4e00-\u9fff]{2,6}):" + _DAY)


class TitleDay(NamedTuple):
    """``words``: the act and its day as the title writes them."""

    field: Field
    day: date
    words: str


def days_of_titles(table: Table, setting: ImportSetting) -> Iterator[TitleDay]:
    """The days that the titles of a table say of a field of its own."""
    vocabulary = vocabulary_of(setting.register)
    for words in table.facts.words:
        text = without_blanks(half_width(words))
        for match in (*_THEN_ACT.finditer(text), *_LABELLED.finditer(text)):
            if is_of_writing(match):
                continue
            field = _field_of(match["act"], vocabulary)
            try:
                day = date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                continue
            if field is not None:
                yield TitleDay(field, day, match[0])


def _field_of(act: str, vocabulary: Vocabulary) -> Field | None:
    """The field of a full day that an act, or a label, names: 交办, 答复日期."""
    for words in (act, f"{act}日期"):
        target = vocabulary.match(words)
        if target and target.field and target.code is None and vocabulary.kind_of(target.field).is_full_day:
            return vocabulary.register.field(target.field)
    return None


def with_days_of_titles(
    records: Sequence[Record], table: Table, setting: ImportSetting, asking: Asking
) -> list[Record]:
    """The records of one table, each field that no column holds with the day that a title says of it."""
    completed = list(records)
    for field, day, words in days_of_titles(table, setting):
        if field.key in table.columns.whole or field.key == setting.register.year_field:
            continue
        message = f"标题写着“{words}”，各行的{field.label}先按 {day.isoformat()} 读取，对吗？"
        options = [Option(day.isoformat(), day.isoformat()), Option(NO_DAY, "不填")]
        answer = asking.answered(DATE, table, field, message, day.isoformat(), SURE_ENOUGH, options, words)
        value = field.read(answer, setting.context).value if answer is not None else day
        completed = [
            record
            if value is None or record.values.get(field.key) is not None
            else record.having({field.key: value})
            for record in completed
        ]
    return completed


def values_of_title(table: Table, register: Register) -> dict[str, str | bool]:
    """Code by field, for fields that have no column of their own; the section of our own ledgers goes before words."""
    in_words: dict[str, str | bool] = {
        key: code
        for key, patterns in register.intake.titled.items()
        if key not in table.columns.whole and (code := _code_in(table.facts.words, patterns))
    }
    return in_words | {key: code for key, code in table.section.items() if key not in table.columns.whole}


def _code_in(words: Iterable[str], patterns: tuple[tuple[str, str | bool], ...]) -> str | bool | None:
    """The first code whose pattern a title holds; titles nearest to the table's own words come first."""
    for text in words:
        for pattern, code in patterns:
            if re.search(pattern, text):
                return code
    return None
