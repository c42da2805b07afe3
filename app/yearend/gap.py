"""What a year still lacks before it is handed in: a sentence, and where it shows; many alike are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.archival_codes import code_ranges
from app.domain.fields import Row
from app.domain.registers.archival_items import KEY

ALIKE = 10  # gaps of one kind that are named one by one


class Gap(NamedTuple):
    """One sentence, and the rows of ``register`` in which it shows; without rows the register as a whole.

    ``places``: which ones they are where the sentence only counts them, for the printed report.
    """

    sentence: str
    register: str
    rows: tuple[int, ...] = ()
    places: str = ""

    @property
    def in_full(self) -> str:
        """The sentence with the places it counts."""
        return f"{self.sentence.removesuffix('。')}：{self.places}。" if self.places else self.sentence

    @property
    def place_count(self) -> int:
        """How many places are wanting."""
        return len(self.rows) or 1


def gaps_of_items(items: Sequence[Row], words: str) -> list[Gap]:
    """Archive items that lack the same: each by its title, more than ``ALIKE`` in one sentence by their 档号."""
    if len(items) <= ALIKE:
        return [Gap(f"“{item['title']}”{words}。", KEY, (item["id"],)) for item in items]
    coded = [item["archival_code"] for item in items if item["archival_code"]]
    sentence = f"有 {len(items)} 件归档文件{words}。"
    return [Gap(sentence, KEY, tuple(item["id"] for item in items), code_ranges(coded))]
