"""Majorities: how many votes decide, always counted against all in office, never against those present."""


def majority(base: int) -> int:
    """More than half of ``base``: what passes a resolution or elects (组织法 art. 25); half is not enough."""
    return base // 2 + 1


def passes(in_favor: int, base: int) -> bool:
    """Whether the votes in favour are more than half of all deputies in office (组织法 art. 25)."""
    return base > 0 and in_favor >= majority(base)


def one_fifth(base: int) -> int:
    """Deputies that may ask for an extra session or move a recall: one fifth, rounded up (组织法 art. 14, 31)."""
    return -(-base // 5)


def may_be_moved(movers: int, in_office: int, *, by_presidium: bool) -> bool:
    """Whether a recall (罢免案) is brought in: by the presidium, or by a fifth of the deputies (组织法 art. 31).

    It goes against the chairperson, a vice-chairperson, the town head or a deputy town head.
    """
    return by_presidium or (in_office > 0 and movers >= one_fifth(in_office))


def must_reply_again(dissatisfied: int, askers: int) -> bool:
    """Whether an inquiry (质询案) is answered again: half or more of the askers are dissatisfied.

    组织法 art. 24, 代表法 art. 20.  A township's is addressed to its own government only, whose head
    answers in person or signs.
    """
    return askers > 0 and 2 * dissatisfied >= askers


def elected_in_runoff(votes: int, ballots: int) -> bool:
    """Whether the votes of a run-off among voters suffice: a third of the ballots (选举法 art. 45)."""
    return ballots > 0 and 3 * votes >= ballots


# Deputies of a township who may jointly bring something in.
BILL_SPONSORS = 5  # 组织法 art. 22
INQUIRY_SPONSORS = 10  # 组织法 art. 24
NOMINATORS = 10  # 组织法 art. 26


def likely_quota(population: int) -> int:
    """The number of seats the formula gives: 45 plus 1 per 1,500 people, at most 160 (选举法 art. 12).

    A hint for plausibility only: the county's standing committee fixes the number, and it may be
    below 45 where fewer than 2,000 people live.
    """
    return min(160, 45 + population // 1500)
