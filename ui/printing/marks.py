"""A page as plain data: words, rules and pictures at their places, in tenths of a point from the top left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from app.paper.sheet import SIDES

POINT = 10.0  # units of a page: a tenth of a point, so that every type size is a whole number of them
MM = 720 / 25.4
SIZES = {size: (width * MM, height * MM) for size, (width, height) in SIDES.items()}
_TOUCHING = 0.5  # units: rules that near each other are one


class Words(NamedTuple):
    """One line of text whose baseline begins at (x, y), in the face of that role and size in points.

    ``tracking``: points added to the width of each character.
    """

    x: float
    y: float
    text: str
    role: str
    size: float
    tracking: float = 0


class Rule(NamedTuple):
    """A straight thin line, upright or level."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Picture:
    """An image fitted into a box, its proportions kept."""

    x: float
    y: float
    width: float
    height: float
    path: Path


@dataclass
class Page:
    """One page; ``width`` and ``height`` tell its orientation, ``red`` the colour of its rules."""

    width: float
    height: float
    words: list[Words] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    red: bool = False

    @property
    def landscape(self) -> bool:
        """Whether the page lies on its long side."""
        return self.width > self.height


class Grid:
    """The rules of plain rows: those that stand one below the other with the same edges share their uprights.

    Ten thousand rows of twelve columns have half a million sides; drawn one by one and joined afterwards they
    took half the time of the whole layout.
    """

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._edges: tuple[float, ...] = ()
        self._left = self._top = self._bottom = 0.0

    def row(self, edges: tuple[float, ...], left: float, top: float, bottom: float) -> None:
        """One row: ``edges`` are its uprights, counted from ``left``."""
        if edges is not self._edges or abs(top - self._bottom) > _TOUCHING:
            self.close()
            self._edges, self._left, self._top = edges, left, top
        self.rules.append(self._level(top))
        self._bottom = bottom

    def close(self) -> None:
        """The rows so far are all that stand together."""
        if self._edges:
            self.rules.append(self._level(self._bottom))
            self.rules += [
                Rule(self._left + edge, self._top, self._left + edge, self._bottom) for edge in self._edges
            ]
        self._edges = ()

    def _level(self, y: float) -> Rule:
        return Rule(self._left + self._edges[0], y, self._left + self._edges[-1], y)


def box_rules(x: float, y: float, width: float, height: float) -> tuple[Rule, Rule, Rule, Rule]:
    """The four sides of a box."""
    right, bottom = x + width, y + height
    return (
        Rule(x, y, right, y),
        Rule(x, bottom, right, bottom),
        Rule(x, y, x, bottom),
        Rule(right, y, right, bottom),
    )


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """The same black with as few lines as possible: neighbouring boxes share their sides."""
    level: dict[float, list[tuple[float, float]]] = defaultdict(list)
    upright: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for rule in rules:
        if round(rule.y1, 1) == round(rule.y2, 1):
            level[round(rule.y1, 1)].append((rule.x1, rule.x2))
        else:
            upright[round(rule.x1, 1)].append((rule.y1, rule.y2))
    straight = [Rule(a, y, b, y) for y, spans in level.items() for a, b in _united(spans)]
    return straight + [Rule(x, a, x, b) for x, spans in upright.items() for a, b in _united(spans)]


def _united(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    united: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1] + _TOUCHING:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
