"""Words of a code column that no table lists: what they may mean is assumed and asked once a word and sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from app.domain.codes import CodeTable
from app.domain.fields import Field
from app.domain.register import Register
from app.domain.texts import half_width, without_blanks, without_hidden
from app.excel.judging.asking import Asking, codes_of
from app.excel.judging.records import Record
from app.excel.layout.concepts import Sense
from app.excel.layout.tables import Table
from app.excel.questions import Option

WORD = "word"
UNKNOWN = "unknown_code"
AS_WRITTEN = ""  # the answer that keeps a word among the remarks
MOST_WORDS = 12  # with more of them a column holds no codes
RECURS = 10  # rows in which a word is one of the sheet's own
FEWEST = 2  # cells: a single unknown one is told in its row
OWN_SHARE = 0.4  # of a column's cells: with so many unknown words they are a custom of the sheet, else a slip
LIKELY, POSSIBLE, NO_GUESS = 0.7, 0.55, 0.3
_DENIED = re.compile("[不没未无非][太很够怎么]*$")  # 不太满意 is not 满意
ALIKE, MARGIN = 0.12, 0.02  # nearness in sense from which one code is meant rather than the next
# What deputies do in the words of a place; the codes that say the same are meant.
ACTS = {
    "inspect": ("视察", "下去看", "看项目", "察看", "查看", "参观", "看看"),
    "check": ("检查", "督查", "巡查", "暗访"),
    "call": ("走访", "入户", "进户", "下户", "慰问", "看望", "网格", "串寨", "串门", "走村", "夜访", "家访", "院坝", "坝坝", "民情", "上门", "下乡", "宣讲"),
    "train": ("学习", "培训", "学", "讲座", "取经"),
    "meet": ("会议", "大会", "开会", "到会", "列席", "议政"),
    "good_deed": ("实事", "好事", "小事", "办事", "帮", "捐", "义务", "救助", "公益"),
}  # fmt: skip
_TICKS = str.maketrans(dict.fromkeys("✓✔☑✅", "√") | dict.fromkeys("✗✘☒╳xX", "×"))
_HAN = re.compile(r"[\u4e00-\u9fff]")


def with_code_words(
    records: Sequence[Record], table: Table, register: Register, asking: Asking
) -> list[Record]:
    """The records of one table with what was answered or assumed of words that the code tables do not hold."""
    found = list(records)
    for key in _keys_in_doubt(records):
        field = register.field(key)
        words = Counter(r.written[key] for r in found if _is_unknown(r, key))
        filled = sum(key in record.written for record in found)
        unknown = sum(words.values())
        custom = unknown >= max(FEWEST, OWN_SHARE * filled) and len(words) <= MOST_WORDS
        asked = {word for word, count in words.items() if custom or count >= RECURS}
        meanings = {w: _asked_meaning(w, words[w], field, table, asking) for w in words if w in asked}
        found = [_with_meaning(record, field, meanings, register) for record in found]
    return found


def _keys_in_doubt(records: Iterable[Record]) -> list[str]:
    return list(dict.fromkeys(p.field for r in records for p in r.problems if p.code == UNKNOWN))


def _is_unknown(record: Record, key: str) -> bool:
    return (
        key in record.written
        and key not in record.amended
        and any(p.code == UNKNOWN and p.field == key for p in record.problems)
    )


def _asked_meaning(word: str, count: int, field: Field, table: Table, asking: Asking) -> str | None:
    """The code that was answered or assumed for a word, AS_WRITTEN, or None where nothing can be assumed."""
    answer = asking.answer(WORD, table, field, word)
    if answer is not None:
        if answer not in field.kind.table.codes():
            return AS_WRITTEN
        asking.learnt[field.kind.table.name, word] = field.kind.table.label(answer)
        return answer
    code, sure = meaning_of(word, field.kind.table, must_be_something=field.required)
    assumption = f"先按「{field.kind.table.label(code)}」读取，对吗？" if code else "看不出是哪一种，是什么？"
    message = f"{field.label}写的「{word}」（{count} 行）不在可选范围内，{assumption}"
    options = (*codes_of(field), Option(AS_WRITTEN, "照原样写在备注里"))
    asking.ask(WORD, table, field, message, code or AS_WRITTEN, sure, options, word)
    return code


def _with_meaning(
    record: Record, field: Field, meanings: Mapping[str, str | None], register: Register
) -> Record:
    if not _is_unknown(record, field.key):
        return record
    word = record.written[field.key]
    if word not in meanings:
        return _guessed(record, field, word)
    meaning = meanings[word]
    if meaning is None:
        return record
    problems = tuple(p for p in record.problems if (p.field, p.code) != (field.key, UNKNOWN))
    record = replace(record, problems=problems)
    remarks = register.intake.remarks
    if meaning != AS_WRITTEN:
        return record.having({field.key: meaning})
    if not remarks:
        return record
    remark, kept = f"{field.label}:{word}", record.values.get(remarks)
    return record.having({remarks: f"{kept};{remark}" if kept else remark})


def _guessed(record: Record, field: Field, word: str) -> Record:
    """A word that stands alone among known ones: what it may mean is to be confirmed in its row."""
    code, _ = meaning_of(word, field.kind.table, must_be_something=field.required)
    if code is None:
        return record
    words = f"{field.label}「{word}」不在可选范围内，先按「{field.kind.table.label(code)}」读取，请核对。"
    problems = (p for p in record.problems if (p.field, p.code) != (field.key, UNKNOWN))
    problem = field.warning(UNKNOWN, words)
    return replace(record, problems=(*problems, problem), values={**record.values, field.key: code})


@lru_cache(maxsize=2_000)
def meaning_of(word: str, table: CodeTable, *, must_be_something: bool) -> tuple[str | None, float]:
    """The code that a word probably means, and how sure that is.

    The one whose label or alias it holds or begins; for a field that cannot do without, the first of several
    (视察调研), else the table's word for everything else.
    """
    bare = without_blanks(without_hidden(half_width(word))).translate(_TICKS)
    plain = table.read(bare)
    if plain is not None:
        return plain, LIKELY
    said = [
        (len(own), bare.index(own), code)
        for own, code in _words(table)
        if own in bare and not _DENIED.search(bare[: bare.index(own)])
    ]
    longest = max((length for length, _, _ in said), default=0)
    codes = list(
        dict.fromkeys(code for length, _, code in sorted(said, key=lambda s: s[1]) if length == longest)
    )
    if len(codes) == 1 and longest > 1:
        return codes[0], LIKELY
    if not codes and _HAN.search(bare):
        begun = list(dict.fromkeys(code for own, code in _words(table) if own.startswith(bare)))
        held = list(dict.fromkeys(code for own, code in _words(table) if bare in own))
        for candidates in (held, begun):
            if len(candidates) == 1:
                return candidates[0], POSSIBLE
    if not codes and (alike := alike_code(bare, table)):
        return alike, POSSIBLE
    if must_be_something:
        other = next((code for code, label, _ in table if label.startswith("其他")), None)
        chosen = codes[0] if codes and longest > 1 else other
        return chosen, POSSIBLE if chosen else NO_GUESS
    return None, NO_GUESS


def alike_code(word: str, table: CodeTable) -> str | None:
    """The one code that says the same act as a word (进网格 and 走访), or shares most with it by its characters."""
    acts = [act for act, words in ACTS.items() if any(own in word for own in words)]
    first = min(acts, key=lambda act: min(word.index(own) for own in ACTS[act] if own in word), default="")
    same = dict.fromkeys(code for own, code in _words(table) if first and any(a in own for a in ACTS[first]))
    if same:
        return next(iter(same))
    near = sorted(_sense_of(table).nearness(word).items(), key=lambda one: -one[1])
    if not near or near[0][1] < ALIKE or (len(near) > 1 and near[1][1] > near[0][1] - MARGIN):
        return None
    return near[0][0]


@cache
def _sense_of(table: CodeTable) -> Sense:
    return Sense({code: (label, *aliases) for code, label, aliases in table})


def _words(table: CodeTable) -> tuple[tuple[str, str], ...]:
    return tuple(
        (word, code) for code, label, aliases in table for word in (label, *aliases) if _HAN.search(word)
    )
