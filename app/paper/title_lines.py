"""A title in lines of about the same length that end where a word ends (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from app.domain.column_widths import text_width
from app.paper.title_words import WHOLE_WORDS

# No list of all Chinese words is at hand.  A line ends best after or before one of these, worse between two
# words that are not listed, and never within a number, a name in quotes or one of these words.
_AFTER = (
    "的", "了", "、", "\uff0c", "\uff1b", "\uff1a", "\u201d", "\u300b", "\uff09", "会议", "大会", "委员会", "主席团",
    "办公室", "人民政府", "人民代表大会", "代表大会", "党委", "中心", "公司", "街道", "镇", "乡", "县", "市", "村", "关于", "进一步",
)  # fmt: skip
_BEFORE = (
    "和", "与", "及", "以及", "并", "并且", "等", "在", "对", "为", "将", "从", "\u201c", "\u300a", "\uff08", "第",
    "建议", "意见", "通知", "通知单", "答复", "再次答复", "加强", "加快", "推进", "推动", "完善", "健全", "提升", "改善",
    "解决", "规范", "建设", "管理", "整治", "治理", "保护", "发展", "保障", "规划", "清理", "修建", "增设", "安排",
)  # fmt: skip
_WHOLE = re.compile(
    "|".join(
        [
            r"第?[〇零一二三四五六七八九十百\d][〇零一二三四五六七八九十百\d\-.]*(?:次会议|[年月日届次号期个名条件米元项])?",
            r"〔\d+〕\d+号", r"[A-Za-z][A-Za-z0-9]*", "\u300a[^\u300b]{1,18}\u300b", "\u201c[^\u201d]{1,18}\u201d",
            *sorted({*WHOLE_WORDS, *(word for word in (*_AFTER, *_BEFORE) if len(word) > 1)}, key=lambda word: (-len(word), word)),
        ]
    )
)  # fmt: skip
_UNLISTED, _INSIDE = 30.0, 10_000.0
_NEVER_FIRST = "的、\uff0c。\uff1b\uff1a\uff1f\uff01\u201d\u300b\uff09号"


def title_lines(title: str, most: float) -> list[str]:
    """The title in as few lines of at most ``most`` full-width characters as it takes, about equally long.

    A single word longer than a line is broken where it must be.
    """
    width = text_width(title) / 2
    if width <= most or most < 2:
        return [title]
    costs = _costs(title)
    count = int(-(-width // most))
    while (ends := _best(title, most, count, width / count, costs)) is None:
        count += 1
    return [title[first:end] for first, end in pairwise([0, *ends])]


def _costs(title: str) -> list[float]:
    """What it costs to end a line before each character."""
    costs = [_UNLISTED] * (len(title) + 1)
    for match in _WHOLE.finditer(title):
        costs[match.start() + 1 : match.end()] = [_INSIDE] * (len(match[0]) - 1)
        if match[0] in _BEFORE or match[0][0] in "第\u201c\u300a":
            costs[match.start()] = min(costs[match.start()], 0.0)
    for place in range(1, len(title)):
        if costs[place] < _INSIDE and (title.endswith(_AFTER, 0, place) or title.startswith(_BEFORE, place)):
            costs[place] = 0.0
        if title[place] in _NEVER_FIRST:
            costs[place] = _INSIDE
    return costs


def _best(title: str, most: float, count: int, even: float, costs: list[float]) -> list[int] | None:
    """Where ``count`` lines end, with the least cost of their ends and of lines unlike the others; None if none fit."""
    reached: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for _ in range(count):
        following: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, ends) in reached.items():
            for end, width in _ends(title, start, most):
                whole = cost + (width - even) ** 2 + (costs[end] if end < len(title) else 0.0)
                if end not in following or whole < following[end][0]:
                    following[end] = (whole, [*ends, end])
        reached = following
    best = reached.get(len(title))
    return best[1] if best else None


def _ends(title: str, start: int, most: float) -> Iterator[tuple[int, float]]:
    """The places where a line that begins at ``start`` can end, with its width in full-width characters."""
    for end in range(start + 1, len(title) + 1):
        width = text_width(title[start:end]) / 2
        if width > most:
            return
        yield end, width
