"""The ballot of deputies on livelihood projects (民生实事项目票决): who passes the half of all deputies, and in which rank.

A project is adopted by a resolution of the congress, so by more than half of all deputies in office (组织法
art. 25); among those that have it the planned number goes by votes in favour.  No law says what a tie at the
border means: like a tie of candidates (组织法 art. 28) it is voted on again.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from app.domain.law.majorities import passes

Project = TypeVar("Project", bound=Hashable)
ADOPTED, TIED, NOT_ADOPTED = "adopted", "tied", "not_adopted"


def outcome(votes: Mapping[Project, int], in_office: int, seats: int | None) -> dict[Project, str]:
    """What becomes of each project by its votes in favour.

    ``in_office``: all deputies of that day.  ``seats``: the number that was planned; None where all that pass
    are adopted.  Those of equal votes at the border are ``TIED`` where they cannot all be taken.
    """
    passed = {project: count for project, count in votes.items() if passes(count, in_office)}
    verdicts = dict.fromkeys(votes, NOT_ADOPTED)
    if seats is None or len(passed) <= seats:
        return verdicts | dict.fromkeys(passed, ADOPTED)
    ranked = sorted(passed.values(), reverse=True)
    border = ranked[seats - 1] if seats > 0 else ranked[0] + 1
    above = [project for project, count in passed.items() if count > border]
    at_border = [project for project, count in passed.items() if count == border]
    tied = len(above) + len(at_border) > seats
    return verdicts | dict.fromkeys(above, ADOPTED) | dict.fromkeys(at_border, TIED if tied else ADOPTED)
