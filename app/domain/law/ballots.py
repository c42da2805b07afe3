"""Counted votes: how the numbers of one vote hang together, by ballots or by a show of hands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Contradiction(NamedTuple):
    """Two numbers that cannot both be true: the field to look at, and what is wrong in a sentence."""

    field: str
    sentence: str


class Ballots(NamedTuple):
    """The papers of a secret ballot; None for what nobody counted.  ``in_office``: all deputies, N.

    valid + void = collected ≤ issued ≤ present (组织法 art. 28: a secret ballot; settled 10).
    """

    in_office: int | None = None
    present: int | None = None
    issued: int | None = None
    collected: int | None = None
    void: int | None = None

    @property
    def valid(self) -> int | None:
        """Ballots that count: those collected less the void ones; None without the number collected."""
        return None if self.collected is None else self.collected - (self.void or 0)

    @property
    def is_void(self) -> bool:
        """More ballots came back than were given out: the ballot is void and repeated (选举法 art. 44)."""
        return self.issued is not None and self.collected is not None and self.collected > self.issued

    def contradictions(self) -> Iterator[Contradiction]:
        """What cannot be true of the papers; too many collected is none, it makes the ballot void."""
        if _exceeds(self.present, self.in_office):
            yield Contradiction("present", f"实到 {self.present} 人多于全体代表 {self.in_office} 名")
        if _exceeds(self.issued, self.present):
            yield Contradiction("issued", f"发出 {self.issued} 张多于实到 {self.present} 人")
        if _exceeds(self.void, self.collected):
            yield Contradiction("void", f"废票 {self.void} 张多于收回 {self.collected} 张")


def _exceeds(part: int | None, whole: int | None) -> bool:
    return part is not None and whole is not None and part > whole
