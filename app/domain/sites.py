"""Whether a liaison site is in use on a day."""

from __future__ import annotations

from datetime import date

from app.domain.fields import Row


def in_use(site: Row, day: date) -> bool:
    """Whether a site was founded by a day and is not closed; a founding not known was long ago."""
    founded, closed = site["founded_on"], site["closed_on"]
    return (founded is None or founded.first_day <= day) and (closed is None or day < closed)
