"""Columns that are ticked: their headings are codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from app.domain.texts import heading_key
from app.excel.layout.concepts import has_unit
from app.excel.layout.evidence import ColumnSeen
from app.excel.layout.headers import Heading
from app.excel.layout.tick_marks import is_no_tick, is_tick
from app.excel.layout.titles import Office, level_of
from app.excel.layout.traditional import simplified
from app.excel.layout.vocabulary import (
    Target,
    Vocabulary,
)

_ASKS = re.compile(r"^(?:是否为?|是不是|为)|[(\uff08]?(?:打[√✓勾]|是/否|是否)[)\uff09]?$")


def ticks_of(
    headings: Mapping[int, Heading],
    seen: Mapping[int, ColumnSeen],
    vocabulary: Vocabulary,
    office: Office,
) -> tuple[dict[int, tuple[str, str]], set[int]]:
    """Column → field and code; and the columns that count a code which others tell row by row: 当场答复(件) over figures."""
    ticks: dict[int, tuple[str, str]] = {}
    for column, heading in headings.items():
        target = seen[column].target
        if (
            target is not None
            and target.code is not None
            and _may_be_ticked(seen[column].cells, heading.leaf)
        ):
            code = (
                _code_of(heading.leaf, vocabulary, office)
                if target.field == vocabulary.register.intake.level
                else None
            )
            ticks[column] = code or (target.field, target.code)
        elif _unsettled(target, vocabulary) and _only_ticks(seen[column].cells, heading.leaf):
            code = _code_of(heading.leaf, vocabulary, office)
            if code is not None:
                ticks[column] = code
    ticks |= _lettered_beside(ticks, headings, seen, vocabulary)
    keys = [key for key, _ in ticks.values()]
    counting = {c for c, (key, _) in ticks.items() if keys.count(key) == 1 and _counts(headings[c], seen[c])}
    return {c: code for c, code in ticks.items() if c not in counting}, counting


def _lettered_beside(
    ticks: Mapping[int, tuple[str, str]],
    headings: Mapping[int, Heading],
    seen: Mapping[int, ColumnSeen],
    vocabulary: Vocabulary,
) -> dict[int, tuple[str, str]]:
    """Columns of ticks whose heading is a letter with its meaning in other words, beside one that is a code of that
    letter's field: A已解决 | B正解决或列计划.
    """
    beside: dict[int, tuple[str, str]] = {}
    upper = {headings[c].path[:-1]: key for c, (key, _) in ticks.items() if len(headings[c].path) > 1}
    for column, heading in headings.items():
        key = upper.get(heading.path[:-1], "") if column not in ticks else ""
        letter = heading.leaf[:1] if key and heading.leaf[:1].isascii() else ""
        code = vocabulary.kind_of(key).table.read(letter) if letter else None
        if code is not None and _only_ticks(seen[column].cells, heading.leaf):
            beside[column] = key, code
    return beside


def _counts(heading: Heading, seen: ColumnSeen) -> bool:
    return has_unit(heading.text) and bool(seen.cells) and all(map(str.isdigit, seen.cells))


def _unsettled(target: Target | None, vocabulary: Vocabulary) -> bool:
    """Whether a column may be one to be ticked: of no field or of the levels, whose names are places."""
    return target is None or target.field == vocabulary.register.intake.level


def _may_be_ticked(texts: Sequence[str], heading: str) -> bool:
    """Whether anything speaks for marks below a heading that is a code; phones below 电话 do not."""
    marks = sum(is_tick(text) or heading_key(text) in heading_key(heading) for text in texts)
    return not texts or 2 * marks >= len(texts)


def _only_ticks(texts: Iterable[str], heading: str) -> bool:
    filled = [text for text in texts if not is_no_tick(text)]
    return bool(filled) and all(is_tick(text) or heading_key(text) == heading_key(heading) for text in filled)


def _code_of(heading: str, vocabulary: Vocabulary, office: Office) -> tuple[str, str] | None:
    level = vocabulary.register.intake.level
    heading = _ASKS.sub("", simplified(heading))
    for choice in vocabulary.choices:
        table = choice.kind.table
        if choice.key == level:
            code = level_of(heading, office)[0]
        else:
            code = table.read(heading) or table.read(heading_key(heading))
        if code is not None:
            return choice.key, code
    return None
