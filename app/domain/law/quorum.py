"""Quorums: how many must be present."""


def quorum(in_office: int) -> int:
    """Deputies that must be present at the congress: two thirds of all in office, rounded up (组织法 art. 14)."""
    return -(-2 * in_office // 3)


def is_quorate(present: int, in_office: int) -> bool:
    """Whether the congress can meet (组织法 art. 14)."""
    return in_office > 0 and present >= quorum(in_office)


def presidium_quorum(members: int) -> int:
    """Members that must be present at a presidium meeting: more than half (regional rules on 主席团)."""
    return members // 2 + 1
