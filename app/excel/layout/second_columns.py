"""Columns whose heading comes again for the second round: 答复时间 | 满意度 | 答复时间 | 满意度."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from app.domain.intake_habits import SecondRound
from app.domain.texts import heading_key
from app.excel.layout.evidence import ColumnSeen
from app.excel.layout.headers import Heading
from app.excel.layout.vocabulary import Vocabulary

_AGAIN = re.compile("第[二2]|再次|二次|重新|重办|复办")


_WHOSE = re.compile("^(?:首次|第[一1]次|一次)?(?:代表|群众|选民|反映人|来访人|提出人)?的?")
_NUMBERS = re.compile(r"[\d一二三四五①-⑩]+$")
_PARTS = re.compile("[及和与、]")
_LATER = re.compile("第[三四五3-5]次|三次(?:答复|办理|反馈|满意|评价)")


def later_rounds(headings: Mapping[int, Heading], vocabulary: Vocabulary) -> set[int]:
    """The columns of a third round or a further one, for which a record has no field: 第三次答复时间."""
    if not vocabulary.register.intake.habit(SecondRound).fields:
        return set()
    return {column for column, heading in headings.items() if _LATER.search("".join(heading.path))}


def numbered_beside(seen: dict[int, ColumnSeen], vocabulary: Vocabulary) -> dict[int, list[int]]:
    """The first of columns that are numbered below one heading → those that go on with it: 意见1 | 处理 | 意见2 | 处理.

    The further ones leave ``seen``; the first is called as the part of the upper heading that speaks of them.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for column, one in seen.items():
        if len(one.path) > 1:
            groups.setdefault((*one.path[:-1], _NUMBERS.sub("", one.path[-1])), []).append(column)
    numbered = {path[:-1] for path, own in groups.items() if len({seen[c].path[-1] for c in own}) > 1}
    further: dict[int, list[int]] = {}
    for path, (first, *others) in groups.items():
        if path[:-1] not in numbered or not others:
            continue
        called = next((part for part in _PARTS.split(path[-2]) if path[-1] in part), path[-1])
        further[first] = others
        seen[first] = replace(seen[first], path=(called,), target=vocabulary.match(called))
        for column in others:
            del seen[column]
    return further


def take_seconds_below(
    parts: dict[str, tuple[int, ...]],
    chosen: dict[int, str],
    scores: dict[int, dict[str, float]],
    headings: Mapping[int, Heading],
    vocabulary: Vocabulary,
) -> None:
    """Gives to second rounds the columns whose heading says that it was done again and is called as that of the first
    round is, whoever it speaks of: 首次办复 代表表态 | 重新办复 代表表态, 代表回执意见 | 二次回执意见.
    """
    first = {key: _bare(headings[column].leaf) for column, key in chosen.items()}
    for column, heading in headings.items():
        if column not in scores or not _AGAIN.search("".join(heading.path)):
            continue
        for key, second in vocabulary.register.intake.habit(SecondRound).fields.items():
            if second not in {*parts, *chosen.values()} and first.get(key) == _bare(heading.leaf):
                parts[second] = (column,)
                scores.pop(column)
                chosen.pop(column, None)
                break


def _bare(leaf: str) -> str:
    """A heading without when or whose it is: 二次回执意见 and 代表回执意见 are called alike."""
    return _WHOSE.sub("", _AGAIN.sub("", heading_key(leaf)))


def second_columns(
    seen: Mapping[int, ColumnSeen], headings: Mapping[int, Heading], vocabulary: Vocabulary
) -> dict[str, tuple[int, ...]]:
    """Field → column for headings that come twice where two of them do, or a heading between says that it is done again."""
    repeated: dict[str, tuple[int, int]] = {}
    for key in vocabulary.register.intake.habit(SecondRound).fields:
        own = sorted(
            c for c, s in seen.items() if s.target and s.target.field == key and s.target.code is None
        )
        words = {heading_key(headings[c].text) for c in own}
        if len(own) == 2 and len(words) == 1:
            repeated[key] = own[0], own[1]
    stated_again = [c for c in seen if _AGAIN.search(headings[c].text)]
    if len(repeated) < 2 and not any(one < c < two for one, two in repeated.values() for c in stated_again):
        return {}
    seconds = vocabulary.register.intake.habit(SecondRound).fields
    return {
        field: (column,)
        for key, (one, two) in repeated.items()
        for field, column in ((key, one), (seconds[key], two))
    }
