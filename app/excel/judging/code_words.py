"""Words of a code column that no table lists: what they may mean is assumed and asked once a word and sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from app.domain.fields import Field
from app.domain.register import Register
from app.excel.judging.asking import Asking, codes_of
from app.excel.judging.records import Record
from app.excel.layout.legends import legend_of
from app.excel.layout.likely_codes import LIKELY, meaning_of
from app.excel.layout.tables import Table
from app.excel.questions import Option

WORD = "word"
UNKNOWN = "unknown_code"
AS_WRITTEN = ""  # the answer that keeps a word among the remarks; in doubt where the register has none
NOTHING_YET = "-"  # the answer that a word says nothing so far: 未评价
NOT_YET = re.compile("^(?:尚未|暂未|还没有?|未|没有?|待|暂无)")
MOST_WORDS = 12  # with more of them a column holds no codes
RECURS = 10  # rows in which a word is one of the sheet's own
FEWEST = 2  # cells: a single unknown one is told in its row
OWN_SHARE = 0.4  # of a column's cells: with so many unknown words they are a custom of the sheet, else a slip


def with_code_words(
    records: Sequence[Record], table: Table, register: Register, asking: Asking
) -> list[Record]:
    """The records of one table with what was answered or assumed of words that the code tables do not hold."""
    completed = list(records)
    for key in _keys_in_doubt(records):
        field = register.field(key)
        words = Counter(r.written[key] for r in completed if _is_unknown(r, key))
        filled = sum(key in record.written for record in completed)
        unknown = sum(words.values())
        custom = unknown >= max(FEWEST, OWN_SHARE * filled) and len(words) <= MOST_WORDS
        asked = {word for word, count in words.items() if custom or count >= RECURS}
        meanings = {
            w: _asked_meaning(w, words[w], field, table, register, asking) for w in words if w in asked
        }
        waiting = {
            w
            for w, meaning in meanings.items()
            if meaning == AS_WRITTEN and asking.answer(WORD, table, field, w) is None
        }
        completed = [_with_meaning(record, field, meanings, waiting, register) for record in completed]
    return completed


def _keys_in_doubt(records: Iterable[Record]) -> list[str]:
    return list(dict.fromkeys(p.field for r in records for p in r.problems if p.code == UNKNOWN))


def _is_unknown(record: Record, key: str) -> bool:
    return key in record.written and key not in record.amended and bool(record.doubts(key, UNKNOWN))


def _asked_meaning(
    word: str, count: int, field: Field, table: Table, register: Register, asking: Asking
) -> str | None:
    """The code that was answered or assumed for a word, AS_WRITTEN, or None where nothing can be assumed.

    A register without remarks has no place for the word as it is written: it stays a doubt of its rows.
    """
    keeps = bool(register.intake.remarks)
    answer = asking.answer(WORD, table, field, word)
    if answer is not None:
        if answer not in field.kind.table.codes():
            return answer if answer == NOTHING_YET else AS_WRITTEN if keeps else None
        asking.learnt[field.kind.table.name, word] = field.kind.table.label(answer)
        return answer
    code, sure = meaning_of(word, field.kind.table, must_be_something=field.required)
    explained = legend_of(table.view, field.kind.table).get(word)
    if explained is not None:
        code, sure = field.kind.table.read(explained), LIKELY
    if code is None and NOT_YET.match(word):
        code, sure = NOTHING_YET, LIKELY
    assumption = "看不出是哪一种，是什么？"
    if code:
        taken = "没有" if code == NOTHING_YET else field.kind.table.label(code)
        assumption = f"先按“{taken}”读取，对吗？"
    message = f"{field.label}写的“{word}”（{count} 行）不在可选范围内，{assumption}"
    as_written = Option(AS_WRITTEN, "照原样写在备注里" if keeps else "先不定，逐行核对")
    options = (*codes_of(field), Option(NOTHING_YET, "没有，不填"), as_written)
    asking.ask(WORD, table, field, message, code or AS_WRITTEN, sure, options, word)
    return code or (AS_WRITTEN if keeps else None)


def _with_meaning(
    record: Record,
    field: Field,
    meanings: Mapping[str, str | None],
    waiting: Collection[str],
    register: Register,
) -> Record:
    """The record with what its word means; one of the words ``waiting`` for an answer makes it wait."""
    if not _is_unknown(record, field.key):
        return record
    word = record.written[field.key]
    if word not in meanings:
        return _guessed(record, field, word)
    meaning = meanings[word]
    if meaning is None:
        return record
    record = record.without(record.doubts(field.key, UNKNOWN))
    if meaning == NOTHING_YET:
        return record
    if meaning != AS_WRITTEN:
        return record.having({field.key: meaning})
    record = record.remarked(register.intake.remarks, f"{field.label}:{word}")
    return record.having(unsure=word in waiting)


def _guessed(record: Record, field: Field, word: str) -> Record:
    """A word that stands alone among known ones: what it may mean is to be confirmed in its row."""
    code, _ = meaning_of(word, field.kind.table, must_be_something=field.required)
    if code is None:
        return record
    words = f"{field.label}“{word}”不在可选范围内，先按“{field.kind.table.label(code)}”读取，请核对。"
    rest = record.without(record.doubts(field.key, UNKNOWN))
    return rest.having({field.key: code}, [field.warning(UNKNOWN, words)])
