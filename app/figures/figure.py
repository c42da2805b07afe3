"""What a figure is: rule, value as of a day, splits, and the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.numerals import percent
from app.figures.source import UNNAMED, Source

NO_DATA = "—"
# How the dimensions of the splits are called.
DIMENSIONS = {
    "site": "联络站",
    "kind": "类别",
    "quarter": "季度",
    "class": "性质",
    "session": "会议",
    "category": "分类",
    "item": "自查项目",
    "level": "级别",
    "sex": "性别",
    "party": "政治面貌",
    "group": "代表小组",
    "outcome": "结果",
    "post": "职务",
    "source": "来源",
    "period": "会期",
}


@dataclass(frozen=True)
class Entry:
    """Rows that each count ``weight`` times; ``splits`` say under which names, by dimension."""

    rows: Sequence[int]
    splits: Mapping[str, str] = field(default_factory=dict)
    weight: int = 1

    @property
    def count(self) -> int:
        """What the entry adds to the figure."""
        return len(self.rows) * self.weight


@dataclass(frozen=True)
class Counted:
    """What a figure was counted from: rows of ``register``; ``base`` only for rates.

    ``beside``: what is named in the splits of a count though it is not in its value.  Without it every
    split adds up to the value.
    """

    register: str
    entries: Sequence[Entry]
    base: Sequence[Entry] | None = None
    beside: Sequence[Entry] = ()
    recorded: bool = True  # False: nobody recorded anything that could be counted
    by: Mapping[str, Mapping[str, int]] | None = (
        None  # splits of their own, where one may be in several parts
    )
    entered_in: str = ""  # the register of what was done, where the rows are those of who did it

    @property
    def origin(self) -> str:
        """The register in which what is counted was entered: one that nobody keeps says nothing."""
        return self.entered_in or self.register

    def weights(self) -> dict[int, int]:
        """How often each row counts, in the order met."""
        weights: dict[int, int] = {}
        for entry in self.entries:
            for row in entry.rows:
                weights[row] = weights.get(row, 0) + entry.weight
        return weights

    def rest(self) -> list[int]:
        """Rows of a rate's base that its numerator does not count, in the order met: who has not reported yet."""
        counted = self.weights()
        rows = (row for entry in self.base or () for row in entry.rows if row not in counted)
        return list(dict.fromkeys(rows))


@dataclass(frozen=True)
class Figure:
    """One figure.  ``count`` finds what it is counted from; ``rule`` is one sentence for people.

    ``{concluded}`` in it stands for what the office counts as concluded.
    """

    key: str
    label: str
    unit: str
    rule: str
    count: Callable[[Source], Counted]

    @property
    def is_rate(self) -> bool:
        """Whether the figure is a share in percent."""
        return self.unit == "%"


@dataclass(frozen=True)
class Value:
    """A figure at a day.  ``value``: a count, or percent with one decimal; None where there is no data."""

    figure: Figure
    until: date
    counted: Counted
    value: int | Decimal | None
    numerator: int | None
    denominator: int | None
    words: str
    by: Mapping[str, Mapping[str, Any]]
    rule: str

    def plain(self) -> dict[str, Any]:
        """The JSON object of the contract."""
        value = float(self.value) if isinstance(self.value, Decimal) else self.value
        return {
            "key": self.figure.key,
            "label": self.figure.label,
            "value": value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "unit": self.figure.unit,
            "shown": self.words,
            "rule": self.rule,
            "until": self.until.isoformat(),
            "by": self.by,
        }


def evaluate(figure: Figure, source: Source) -> Value:
    """The figure for the source's year, as of its day."""
    counted = figure.count(source)
    rule = figure.rule.format(concluded=source.concluded_in_words)
    if not counted.recorded or not source.is_kept(counted.origin):
        return Value(figure, source.until, counted, None, None, None, NO_DATA, {}, rule)
    if figure.is_rate:
        return _rate(figure, source, counted, rule)
    total = sum(entry.count for entry in counted.entries)
    entries = [*counted.entries, *counted.beside]
    by = counted.by or {name: _sums(entries, name) for name in _dimensions(entries)}
    return Value(figure, source.until, counted, total, total, None, f"{total}{figure.unit}", by, rule)


def _rate(figure: Figure, source: Source, counted: Counted, rule: str) -> Value:
    base = counted.base or ()
    numerator, denominator = sum(e.count for e in counted.entries), sum(e.count for e in base)
    value = percent(numerator, denominator)
    if value is None:
        return Value(figure, source.until, counted, None, None, None, NO_DATA, {}, rule)
    by = {name: _shares(counted.entries, base, name) for name in _dimensions(base)}
    words = f"{value}%（{numerator}/{denominator}）"
    return Value(figure, source.until, counted, value, numerator, denominator, words, by, rule)


def _dimensions(entries: Iterable[Entry]) -> list[str]:
    names: dict[str, None] = {}
    for entry in entries:
        names.update(dict.fromkeys(entry.splits))
    return list(names)


def _sums(entries: Iterable[Entry], dimension: str) -> dict[str, int]:
    """What each name of a dimension counts; an entry without one is named too, so that all of it adds up."""
    sums: dict[str, int] = {}
    for entry in entries:
        name = entry.splits.get(dimension, UNNAMED)
        sums[name] = sums.get(name, 0) + entry.count
    return sums


def _shares(entries: Iterable[Entry], base: Iterable[Entry], dimension: str) -> dict[str, Any]:
    numerators, denominators = _sums(entries, dimension), _sums(base, dimension)
    shares = {}
    for name, denominator in denominators.items():
        numerator = numerators.get(name, 0)
        value = percent(numerator, denominator)
        shares[name] = {
            "value": None if value is None else float(value),
            "numerator": numerator,
            "denominator": denominator,
        }
    return shares
