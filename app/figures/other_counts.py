"""Other ways to count what a figure counts: other figures, bases, meanings of concluded, cut-off days, and its parts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from app.domain.contact_codes import CONCLUDED_MEANINGS
from app.figures.catalogue import figures_of
from app.figures.contact import FAMILIES, in_base, is_concluded
from app.figures.figure import DIMENSIONS, Figure, Value, evaluate
from app.figures.source import Matters, Source
from app.storage.ledger import Ledger

LATEST_MONTH = 3  # of the year after: by then a report to the spring session is written
_CONCLUDED = ("concluded", "conclusion_rate")  # figures of handling that the meaning of 办结 changes


class OtherCount(NamedTuple):
    """A count, or a share with its base, and what it counts in words."""

    words: str
    numerator: int
    denominator: int | None = None


def other_counts(ledger: Ledger, value: Value, year: int) -> Iterator[OtherCount]:
    """Every other count of the same kind that the rules know, the nearest in meaning first."""
    figure = value.figure
    with ledger.busy:
        yield from _other_figures(ledger, value, year)
        yield from _other_bases(Source(ledger, year, value.until), figure)
        yield from _other_meanings(ledger, value, year)
        for day in _other_days(year, value.until, ledger.today):
            words = f"截至 {day.year} 年 {day.month} 月 {day.day} 日"
            yield from _as_other(words, evaluate(figure, Source(ledger, year, day)))
        yield from _as_other(f"上一年（{year - 1} 年）", evaluate(figure, Source(ledger, year - 1)))
    yield from _parts(value)


def _as_other(words: str, value: Value) -> Iterator[OtherCount]:
    if value.numerator is not None:
        yield OtherCount(words, value.numerator, value.denominator)


def _other_figures(ledger: Ledger, value: Value, year: int) -> Iterator[OtherCount]:
    """Figures of the same unit and day: of the same name for other matters first, then of the same matters."""
    family, _, name = value.figure.key.partition(".")

    def distance(other: Value) -> int:
        of, _, named = other.figure.key.partition(".")
        return 0 if named == name else 1 if of == family else 2

    others = [
        other for other in figures_of(ledger, year, value.until) if other.figure.unit == value.figure.unit
    ]
    for other in sorted(others, key=distance):
        if other.figure.key != value.figure.key:
            yield from _as_other(f"“{other.figure.label}”", other)


def _other_bases(source: Source, figure: Figure) -> Iterator[OtherCount]:
    """The same numerator over other matters of the family; with what was carried over from the year before."""
    family, _, name = figure.key.partition(".")
    if not figure.is_rate or family not in FAMILIES:
        return
    choice = FAMILIES[family]
    matters = [matter for matter in source.matters if choice(matter)]
    count = sum(entry.count for entry in figure.count(source).entries)
    bases = {
        "除以收到的全部（不予受理、撤回、转送、并案的也在内）": matters,
        "除以已交办的": [matter for matter in matters if "handed_over" in matter.facts and in_base(matter)],
        "除以已答复的": [matter for matter in matters if "replied" in matter.facts and in_base(matter)],
    }
    yield from (OtherCount(words, count, _size(base)) for words, base in bases.items())
    if name == "conclusion_rate":
        carried = [matter for matter in source.carried_over if choice(matter) and in_base(matter)]
        ended = [matter for matter in carried if is_concluded(matter, source.concluded_means)]
        base = _size(filter(in_base, matters)) + _size(carried)
        yield OtherCount("把上年结转的也算进去", count + _size(ended), base)


def _size(matters: Iterable[Matters]) -> int:
    return sum(len(matter.ids) for matter in matters)


def _other_meanings(ledger: Ledger, value: Value, year: int) -> Iterator[OtherCount]:
    if not value.figure.key.endswith(_CONCLUDED):
        return
    for code in CONCLUDED_MEANINGS.codes():
        source = Source(ledger, year, value.until, code)
        yield from _as_other(f"{CONCLUDED_MEANINGS.label(code)}才算办结", evaluate(value.figure, source))


def _other_days(year: int, until: date, today: date) -> list[date]:
    """The ends of the months of the year and of the first of the next, and today; the latest first."""
    months = [(year, month) for month in range(1, 13)]
    months += [(year + 1, month) for month in range(1, LATEST_MONTH + 1)]
    days = {date(of, month, monthrange(of, month)[1]) for of, month in months} | {today}
    return sorted((day for day in days if day <= today and day != until), reverse=True)


def _parts(value: Value) -> Iterator[OtherCount]:
    for dimension, parts in value.by.items():
        for name, part in parts.items():
            words = f"其中按{DIMENSIONS[dimension]}的“{name}”一项"
            if isinstance(part, dict):
                yield OtherCount(words, part["numerator"], part["denominator"])
            else:
                yield OtherCount(words, part)
