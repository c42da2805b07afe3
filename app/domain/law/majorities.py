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
