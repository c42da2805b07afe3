"""The code that a heading names in a clerk's words: 参加培训, 外出视察, 入户走访."""

from __future__ import annotations

import re
from functools import cache

from app.domain.codes import CodeTable
from app.excel.layout.concepts import ATTRIBUTES, Sense, concepts_of

ALIKE = 0.7  # nearness in sense from which a heading names a code
_SHORTEST = 2  # characters: 职务 is no 述职
_LONGEST = 8  # characters of a heading that names what is done among other words
_OF_WHOM = frozenset(
    {"village", "employer", "contact", "home", "handle", "work"}
)  # 业务学习, 走访联系户, 入户走访
_ANY_DEED = frozenset({"activity"})  # 履职项目, 活动事项
_MANY = 3  # codes of whose names a word is a part
SUMS = re.compile(
    r"[合总小共]计|率$|次数|天数|总分|得分|分数|排名|名次|等次|备注|签|说明|应到|实到|情况$|人数|达标数|问题"
)
_DOING = re.compile(
    "(?:参加|参与|开展|组织|各类|活动|工作|[和与及、/])*"
)  # what adds nothing to the name of a code


def code_headed(words: str, table: CodeTable) -> str | None:
    """The code that a heading names: word for word, in sense, as the first of its words (参加培训, 视察调研), or by the one
    word of it that says what is done (外出视察, 入户走访); 视察时间 and 培训人数 say something of what is done.
    """
    code = table.read(words)
    if code is not None:
        return code
    if SUMS.search(words.removesuffix("情况")):
        return None
    near = _sense_of(table).nearness(words)
    code = max(near, key=lambda one: near[one], default=None)
    says_what = len(words) > _SHORTEST and concepts_of(words) != _ANY_DEED
    if code and near[code] >= ALIKE and says_what:
        return code
    named, rest = _words_of_codes(table).findall(words), _words_of_codes(table).sub("", words)
    if not named or _DOING.fullmatch(rest):
        return table.read(named[0]) if named else None
    codes = {table.read(word) for word in named if word not in words_of_many(table)}
    about = len(words) > _LONGEST or concepts_of(rest) & ATTRIBUTES - _OF_WHOM
    return codes.pop() if len(codes) == 1 and not about else None


@cache
def words_of_many(table: CodeTable) -> frozenset[str]:
    """The words of a code that several others are called by too: 活动 is 小组活动, 视察活动 and 调研活动."""
    words = [(code, word) for code, label, more in table.entries for word in (label, *more)]
    return frozenset(
        word for _, word in words if len({code for code, other in words if word in other}) >= _MANY
    )


@cache
def _words_of_codes(table: CodeTable) -> re.Pattern[str]:
    """Any word of two characters or more by which a code is known, the longest first."""
    words = {word for _, label, more in table.entries for word in (label, *more) if len(word) > 1}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)")


@cache
def _sense_of(table: CodeTable) -> Sense:
    return Sense({code: (label, *more) for code, label, more in table.entries})
