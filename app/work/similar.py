"""Earlier items on the same matter or village, with what became of them, while a new one is typed."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.domain.course_marks import outcome_of
from app.domain.registers.suggestions import matter_of
from app.storage.ledger import Ledger
from app.storage.lists.similar_texts import alike

KEY = "suggestions"
MOST = 5
LEAST_SHARE = 0.34  # of the pieces of a matter that another one must hold to be about the same
_NOT_HAN = re.compile(r"[^\u3400-\u9fff\U00020000-\U0003ffff]+")
# Words that stand in every suggestion and say nothing about the matter.
_EMPTY_WORDS = re.compile(
    "关于|建议|意见|问题|希望|要求|反映|加强|加快|进一步|尽快|解决|以及|还是|没有|不到位|的|了|和|与|及|请|被|在|是|有|对|为"
)


class Similar(NamedTuple):
    """An earlier item: its row, how it is called, and in one line what became of it."""

    row_id: int
    no: str
    matter: str
    outcome: str


def similar(ledger: Ledger, words: str, village: str = "", but: int | None = None) -> list[Similar]:
    """At most five earlier items whose title or content holds a good part of ``words``, best first.

    ``village`` counts as a piece of the matter.  ``but``: the item that is being changed.
    """
    pieces = pieces_of(words)
    if not pieces:
        return []
    if village:
        pieces = [*pieces, village]
    least = max(1 if len(pieces) < 3 else 2, round(len(pieces) * LEAST_SHARE))
    columns = ("title", "content", "village")
    ids = [i for i in alike(ledger, KEY, columns, pieces, least, MOST + 1) if i != but]
    return [
        Similar(row["id"], row.get("no") or "", matter_of(row), outcome_of(row, ledger.today))
        for row in ledger.rows(KEY, ids[:MOST])
    ]


def pieces_of(words: str) -> list[str]:
    """The pairs of neighbouring characters that carry the matter, each once, at most twelve."""
    pairs: dict[str, None] = {}
    for run in _NOT_HAN.split(words):
        for bare in _EMPTY_WORDS.split(run):
            pairs.update((bare[i : i + 2], None) for i in range(len(bare) - 1))
    return list(pairs)[:12]
