"""Columns whose heading comes again for the second round: 答复时间 | 满意度 | 答复时间 | 满意度."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.intake_habits import SecondRound
from app.domain.texts import heading_key
from app.excel.layout.evidence import ColumnSeen
from app.excel.layout.headers import Heading
from app.excel.layout.vocabulary import Vocabulary

_AGAIN = re.compile("第[二2]|再次|二次|重新|重办|复办")


_LATER = re.compile("第[三四五3-5]次|三次(?:答复|办理|反馈|满意|评价)")


def later_rounds(headings: Mapping[int, Heading], vocabulary: Vocabulary) -> set[int]:
    """The columns of a third round or a further one, for which a record has no field: 第三次答复时间."""
    if not vocabulary.register.intake.habit(SecondRound).fields:
        return set()
    return {column for column, heading in headings.items() if _LATER.search("".join(heading.path))}


def seconds_below(
    whole: dict[str, tuple[int, ...]], headings: Mapping[int, Heading], vocabulary: Vocabulary
) -> None:
    """Gives to second rounds the columns below a heading that says it was done again which are called as those of the
    first round are: 首次办复 代表表态 | 重新办复 代表表态.
    """
    used = {column for columns in whole.values() for column in columns}
    for column, heading in headings.items():
        if column in used or not _AGAIN.search("".join(heading.path[:-1])):
            continue
        for key, second in vocabulary.register.intake.habit(SecondRound).fields.items():
            first = [headings[c].leaf for c in whole.get(key, ()) if c in headings]
            if second not in whole and heading_key(heading.leaf) in map(heading_key, first):
                whole[second] = (column,)


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
