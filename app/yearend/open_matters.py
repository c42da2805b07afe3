"""What is still to be done, as whoever files the year or takes over the post is told it."""

from __future__ import annotations

from collections import Counter

from app.domain.registers import SHOWN
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.work.open_matters import OpenMatter, open_matters, waiting_rows
from app.yearend.gap import ALIKE, Gap


def open_in_year(ledger: Ledger, year: int) -> list[Gap]:
    """The year's records that are not finished today; more than ``ALIKE`` of one register are only counted.

    They do not keep a year from being filed: an open one still takes its reply in the next year.
    """
    gaps: list[Gap] = []
    for register in SHOWN:
        waiting = waiting_rows(ledger, register) if register.year_field else {}
        of_year = set(ledger.ids(register.key, Query(year=year))) if waiting else set()
        ids = [row for row in waiting if row in of_year]
        if len(ids) > ALIKE:
            words = f"{register.label}有 {len(ids)} {register.measure}还没有办完。"
            gaps.append(Gap(words, register.key, tuple(ids)))
            continue
        names = ledger.names(register.key, ids)
        gaps += [Gap(f"{register.noun}“{names[row]}”还没有办完。", register.key, (row,)) for row in ids]
    return gaps


def open_lines(ledger: Ledger, most: int | None = None) -> list[tuple[str, ...]]:
    """The same as lines of a table: many alike (booklets that are out) in one, beyond ``most`` only counted.

    Rows with a subject of their own are never alike: forty suggestions of one session have one last day.  What
    three parties sign for names every one of them, however many they are.
    """
    matters = open_matters(ledger)
    alike = Counter(_kind(matter) for matter in matters)
    measures = {register.label: register.measure for register in SHOWN}
    named = {register.key for register in SHOWN if register.course and register.course.subject}
    lines: dict[tuple[str, ...], None] = {}  # in their order, those alike once
    for matter in matters:
        count = alike[_kind(matter)]
        name = (
            matter.name
            if count <= ALIKE or matter.key in named
            else f"共 {count} {measures[matter.register]}"
        )
        lines[matter.register, name, matter.state, matter.due] = None
    more = [(f"……另有 {len(lines) - most} 件，见台账。",)] if most is not None and len(lines) > most else []
    return [*list(lines)[:most], *more]


def _kind(matter: OpenMatter) -> tuple[str, str, str]:
    return matter.register, matter.state, matter.due
