"""The ballot of deputies on livelihood projects (民生实事项目票决): who passes the half of all deputies, and in which rank.

A project is adopted by a resolution of the congress, so by more than half of all deputies in office (组织法
art. 25); among those that have it the planned number goes by votes in favour.  No law says what a tie at the
border means: like a tie of candidates (组织法 art. 29) it is voted on again.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from types import MappingProxyType
from typing import TypeVar

from app.domain.law.majorities import passes

Project = TypeVar("Project", bound=Hashable)
ADOPTED, TIED, NOT_ADOPTED = "adopted", "tied", "not_adopted"


def outcome(
    votes: Mapping[Project, int],
    in_office: int,
    seats: int | None,
    votes_again: Mapping[Project, int] = MappingProxyType({}),
) -> dict[Project, str]:
    """What becomes of each project by its votes in favour.

    ``in_office``: all deputies of that day.  ``seats``: the number that was planned; None where all that pass
    are adopted.  Those of equal votes at the border are ``TIED`` where they cannot all be taken, until all of
    them were voted on again: then the most of ``votes_again`` win, as among candidates (组织法 art. 29).
    """
    passed = {project: count for project, count in votes.items() if passes(count, in_office)}
    verdicts = dict.fromkeys(votes, NOT_ADOPTED)
    if seats is None or len(passed) <= seats:
        return verdicts | dict.fromkeys(passed, ADOPTED)
    verdicts |= _ranked(passed, seats)
    tied = [project for project, verdict in verdicts.items() if verdict == TIED]
    if tied and all(project in votes_again for project in tied):
        left = seats - sum(verdict == ADOPTED for verdict in verdicts.values())
        verdicts |= _ranked({project: votes_again[project] for project in tied}, left)
    return verdicts


def _ranked(votes: Mapping[Project, int], seats: int) -> dict[Project, str]:
    """The most votes win; ``seats`` is at least 1 and less than the number of projects."""
    border = sorted(votes.values(), reverse=True)[seats - 1]
    tied = sum(count >= border for count in votes.values()) > seats
    at_border = TIED if tied else ADOPTED
    return {
        project: ADOPTED if count > border else at_border if count == border else NOT_ADOPTED
        for project, count in votes.items()
    }
