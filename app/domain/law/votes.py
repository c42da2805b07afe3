"""The verdict on one matter put to the vote: passed or not is counted, nobody chooses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from app.domain.law.ballots import Ballots, Contradiction
from app.domain.law.majorities import passes
from app.domain.law.quorum import is_quorate

Verdict = Literal["passed", "failed", "void", "no_quorum", "unclear"]


@dataclass(frozen=True)
class Tally:
    """The numbers of one vote; None for what nobody counted.

    ``in_office``: all deputies in office on the day, N, suspended ones among them (settled 43).
    ``secret``: by ballot; else everybody present is counted, who does not vote as ``not_voting``.
    """

    in_office: int | None
    present: int | None = None
    in_favor: int | None = None
    against: int | None = None
    abstain: int | None = None
    not_voting: int | None = None
    secret: bool = False
    issued: int | None = None
    collected: int | None = None
    void: int | None = None

    @property
    def ballots(self) -> Ballots:
        """The papers of a secret ballot; without papers only who was there."""
        if not self.secret:
            return Ballots(self.in_office, self.present)
        return Ballots(self.in_office, self.present, self.issued, self.collected, self.void)

    @property
    def counted(self) -> int:
        """Everybody whose part in the vote was counted, one who did not vote among them."""
        unspoken = 0 if self.secret else self.not_voting or 0
        return (self.in_favor or 0) + (self.against or 0) + (self.abstain or 0) + unspoken

    @property
    def whole(self) -> int | None:
        """What the counted parts must come to: the valid ballots, or everybody present; None where not known."""
        return self.ballots.valid if self.secret else self.present


def contradictions(tally: Tally) -> Iterator[Contradiction]:
    """What cannot be true of the numbers of one vote (settled 10)."""
    yield from tally.ballots.contradictions()
    if tally.in_favor is None:
        return
    if tally.whole is not None and tally.counted != tally.whole:
        parts = "赞成、反对、弃权" if tally.secret else "赞成、反对、弃权和未表决"
        whole = f"有效票是 {tally.whole} 张" if tally.secret else f"实到是 {tally.whole} 人"
        yield Contradiction("in_favor", f"{parts}合计 {tally.counted}，{whole}")
    elif tally.in_office is not None and tally.counted > tally.in_office:
        yield Contradiction("in_favor", f"各项合计 {tally.counted} 多于全体代表 {tally.in_office} 名")


def verdict(tally: Tally) -> Verdict:
    """What the law makes of the numbers (组织法 art. 14, 25; collected more than issued: 选举法 art. 44).

    ``void``: the ballot is repeated.  ``no_quorum``: fewer than two thirds were there, so nothing could be
    decided.  ``unclear``: numbers are missing or contradict each other, nobody can say.  Where the number
    present was not written down, those who voted show that a quorum was there, if they are enough.
    """
    if tally.ballots.is_void:
        return "void"
    if not tally.in_office or tally.in_favor is None or any(contradictions(tally)):
        return "unclear"
    if not is_quorate(_shown_present(tally), tally.in_office):
        return "unclear" if tally.present is None else "no_quorum"
    return "passed" if passes(tally.in_favor, tally.in_office) else "failed"


def _shown_present(tally: Tally) -> int:
    """Who was there, as written or as the papers and votes show."""
    if tally.present is not None:
        return tally.present
    return max(tally.counted, tally.ballots.issued or 0)


def verdict_without_suspended(tally: Tally, suspended: int) -> Verdict | None:
    """The verdict counted against those who could act, where it would be another one; else None.

    Suspended deputies are still deputies (代表法 art. 61), so this is a note beside the one verdict (settled 43).
    """
    without = verdict(replace(tally, in_office=(tally.in_office or 0) - suspended))
    decided = without in ("passed", "failed")
    return without if decided and without != verdict(tally) else None
