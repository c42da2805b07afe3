"""Quorums: how many must be present."""


def quorum(in_office: int) -> int:
    """Deputies that must be present at the congress: two thirds of all in office, rounded up (组织法 art. 14)."""
    return -(-2 * in_office // 3)


def is_quorate(present: int, in_office: int) -> bool:
    """Whether the congress can meet (组织法 art. 14)."""
    return in_office > 0 and present >= quorum(in_office)


def presidium_share(members: int, share: str | None) -> int:
    """Members of a presidium that a share means; for its quorum and for its decisions.

    ``share``: ``more_than_half`` (most regions) or ``two_thirds`` (江苏, of those that must be present);
    the national law leaves it to regional rules on 主席团, so the office says which; None while it has not
    said: more than half.  KeyError for another.
    """
    return {"more_than_half": members // 2 + 1, "two_thirds": -(-2 * members // 3)}[share or "more_than_half"]
