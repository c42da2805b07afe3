"""What may no longer be done to a row of a register; each register declares it in its own file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.fields import Context, Problem, Row


@dataclass(frozen=True)
class Locks:
    """``closed``: a sentence when a row may be neither changed nor removed any more, else None.

    ``corrected``: a sentence when it may be changed or removed with a reason only, else None.  ``kept``: a sentence when it may be changed but stays for good, else None.  ``steps``: rules that judge a
    change by the row before and after it.  ``with_year``: whether it is closed with its year; not where the program
    writes down what is drawn from a year that may be over.  ``closing_year``: the calendar year with which a row is
    closed, where no day of its own says it.
    """

    closed: Callable[[Row, Context], str | None] | None = None
    corrected: Callable[[Row, Context], str | None] | None = None
    kept: Callable[[Mapping[str, Any]], str | None] | None = None
    steps: tuple[Callable[[Mapping[str, Any], Mapping[str, Any]], Problem | None], ...] = ()
    with_year: bool = True
    closing_year: Callable[[Mapping[str, Any], Context], int | None] | None = None
