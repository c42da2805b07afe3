"""What was planned beside what was done: 计划 | 实际, 安排代表 | 实到代表, and rows of which nothing was done."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from app.domain.texts import half_width, heading_key, without_blanks
from app.excel.layout.evidence import ColumnSeen
from app.excel.layout.row_words import says_nothing
from app.excel.layout.view import View
from app.excel.layout.vocabulary import Vocabulary

_PLANNED = re.compile("原?计划|原?安排|[原预拟]定|预计|预排|排定|排班|应到|应")
_DONE = re.compile("实际|实到|实有|实|落实|执行|到岗|到场|开展")
_NOT_HELD = re.compile(
    r"^(?:\d{1,2}月\d{1,2}[日号],?)?(?:因[^;。]{1,16}?,?)?(?:本[次月期])?(?:接待日?|活动|接访)*(?:(?:已|被)?取消|未(?:能)?(?:开展|举行|举办|安排|进行|接待|落实|组织|执行)"
    "|没有?(?:开展|举行|接待|安排|去|搞)|停(?:办|开|止)?(?:一[次期])?)(?:了|接待|活动)*。?$"
)
LONGEST = 30  # characters of a cell that says that nothing was held

Pairs = tuple[tuple[int, int], ...]


def is_of_things_held(vocabulary: Vocabulary) -> bool:
    """Whether the records of a register are days on which something took place."""
    kind = vocabulary.kind_of(vocabulary.anchor)
    return kind.is_full_day and not kind.future


def planned_beside_done(seen: Mapping[int, ColumnSeen], vocabulary: Vocabulary) -> Pairs:
    """The columns of what was planned, each with that of what was done: under one heading, or called the same."""
    pairs: list[tuple[int, int]] = []
    if not is_of_things_held(vocabulary):
        return ()
    for planned, one in seen.items():
        if not one.path or not (called := _called(one, _PLANNED)):
            continue
        done = (c for c, other in seen.items() if c != planned and _called(other, _DONE) == called)
        first = next((c for c in done if _same_field(one, seen[c])), None)
        if first is not None:
            pairs.append((planned, first))
    return tuple(pairs)


def _called(one: ColumnSeen, says: re.Pattern[str]) -> tuple[str, ...]:
    """The headings without the words of planning or doing; nothing where the lowest has none of these."""
    if not one.path or not says.search(heading_key(one.path[-1])):
        return ()
    rest = says.sub("", heading_key(one.path[-1]))
    return tuple(heading_key(words) for words in one.path[:-1]) + ((rest,) if rest else ())


def _same_field(planned: ColumnSeen, done: ColumnSeen) -> bool:
    """Whether no register keeps both: 计划投资 and 实际投资 may be fields of their own."""
    if planned.target is None or done.target is None:
        return True
    return planned.target.field == done.target.field


def was_not_held(view: View, row: int, pairs: Pairs, counts: Collection[int]) -> bool:
    """Whether a row only plans, or says that what was planned did not take place: 未开展, 因雨取消."""
    if any(view.text(row, c).strip("0人次条件") and not says_nothing(view.text(row, c)) for c in counts):
        return False
    if any(len(t) <= LONGEST and _NOT_HELD.match(without_blanks(half_width(t))) for t in _texts(view, row)):
        return True
    planned = any(not says_nothing(view.text(row, plan)) for plan, _ in pairs)
    return planned and all(says_nothing(view.text(row, done)) for _, done in pairs)


def _texts(view: View, row: int) -> list[str]:
    return [view.text(row, column) for column in view.filled(row)]
