"""What deputies bring in beside suggestions: how many it takes, who decides, and how it goes on."""

from __future__ import annotations

from typing import Literal, NamedTuple

from app.domain.law.majorities import BILL_SPONSORS, INQUIRY_SPONSORS, may_be_moved, must_reply_again

State = Literal["not_moved", "raised", "answered", "reply_again", "to_vote", "passed", "failed"]
VOTED = frozenset({"recall", "resignation", "deputy_resignation"})


class Motion(NamedTuple):
    """One motion.  ``movers``: deputies behind it; ``dissatisfied``: askers whom the newest reply did not satisfy.

    ``verdict``: what the vote on it came to; None before it was put to the vote.
    """

    kind: str
    movers: int
    in_office: int
    by_presidium: bool = False
    replied: bool = False
    dissatisfied: int = 0
    verdict: str | None = None


def is_moved(motion: Motion) -> bool:
    """Whether enough are behind it: ten for an inquiry (组织法 art. 24), a fifth or the presidium for a recall (art. 31).

    An enquiry may be made by anybody while bills are deliberated (art. 23); a resignation is the person's own
    (art. 32; of a deputy 选举法 art. 55).
    """
    if motion.kind == "inquiry":
        return motion.movers >= INQUIRY_SPONSORS
    if motion.kind == "recall":
        return may_be_moved(motion.movers, motion.in_office, by_presidium=motion.by_presidium)
    return True


def state_of(motion: Motion) -> State:
    """How far it has come.

    A recall and a resignation are decided by the vote of the congress (组织法 art. 31, 32; 选举法 art. 55).
    Half or more of the askers dissatisfied with the newest reply: another one may be asked for (代表法 art. 20).
    """
    if not is_moved(motion):
        return "not_moved"
    if motion.kind in VOTED:
        if motion.verdict == "passed":
            return "passed"
        return "failed" if motion.verdict == "failed" else "to_vote"
    if not motion.replied:
        return "raised"
    again = motion.kind == "inquiry" and must_reply_again(motion.dissatisfied, motion.movers)
    return "reply_again" if again else "answered"


def may_be_bill(sponsors: int, *, of_deputies: bool) -> bool:
    """Whether a bill is brought in: by the presidium, the government, or five deputies (组织法 art. 22)."""
    return not of_deputies or sponsors >= BILL_SPONSORS
