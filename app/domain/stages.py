"""The course of a row as a timeline: from which day it is in which state, until when something is owed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.domain.fields import Context

MAKING = 9  # raised by one whenever the same row would get another timeline than before


class Stage(NamedTuple):
    """What holds from the day ``since`` until the next stage begins.

    ``due_on``: the last day for what is owed in this stage; None while nothing is owed.  ``facts``: what
    figures and pills ask beyond the state, JSON-ready, only what is the case.
    """

    since: date
    state: str
    due_on: date | None
    facts: Mapping[str, Any]


class Due(NamedTuple):
    """How far the last day lies ahead, in days, both ends included; without ``least`` any time before.

    Negative numbers lie behind: ``Due(None, -1)`` is overdue.
    """

    least: int | None
    most: int


@dataclass(frozen=True)
class Course:
    """The course of a row as a timeline, which also changes with the registers that it ``follows``.

    ``state``: the field that shows the state of the stage, ``due``: the one that shows its last day.
    ``present``: the pill of the rows that are there to be named on a day (deputies in office).
    ``open``: the states in which something is still to be done.  ``subject``: the field that says what a row is
    about where the last field of its name is empty.
    """

    stages: Callable[[Mapping[str, Any], Context], Sequence[Stage]]
    follows: tuple[str, ...]
    state: str = ""
    due: str = ""
    present: str = ""
    open: tuple[str, ...] = ()
    subject: str = ""


def timeline(days: Iterable[date | None], on: Callable[[date], Stage | None]) -> list[Stage]:
    """The stages of a row that can only change on ``days``; ``on`` says what holds on a day, or None."""
    stages: list[Stage] = []
    for day in sorted({day for day in days if day is not None}):
        stage = on(day)
        if stage is not None and (not stages or stages[-1][1:] != stage[1:]):
            stages.append(stage)
    return stages
