"""The meetings of a presidium: how many must come, and what decides, always of all its members.

The organic law leaves both to regional rules on 主席团 (组织法 art. 19 says what a presidium does, not how many
must come); most of them ask for more than half of all members to be present and in favour (浙江, 重庆, 河南).
The office may set two thirds instead (``quorum.presidium_share``).
"""

from __future__ import annotations

from typing import NamedTuple

from app.domain.law.quorum import presidium_share


class PresidiumRule(NamedTuple):
    """``quorum_share`` and ``majority_share``: as the office sets them, None for more than half."""

    quorum_share: str | None = None
    majority_share: str | None = None

    def needed_present(self, members: int) -> int:
        """Members that must be present."""
        return presidium_share(members, self.quorum_share)

    def needed_in_favor(self, members: int) -> int:
        """Members that must be in favour for a decision, whoever is present."""
        return presidium_share(members, self.majority_share)

    def is_quorate(self, present: int, members: int) -> bool:
        """Whether the presidium can meet; nobody is no presidium."""
        return members > 0 and present >= self.needed_present(members)

    def decides(self, in_favor: int, present: int, members: int) -> bool:
        """Whether a matter is decided: a meeting that may meet, and enough of all members in favour."""
        return self.is_quorate(present, members) and in_favor >= self.needed_in_favor(members)
