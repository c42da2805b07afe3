"""A page as plain data: words, rules and pictures at their places, in tenths of a point from the top left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

POINT = 10.0  # units of a page: a tenth of a point, so that every type size is a whole number of them
MM = 720 / 25.4
A4 = (210 * MM, 297 * MM)


@dataclass(frozen=True)
class Words:
    """One line of text whose baseline begins at (x, y), in the face of that role and size in points."""

    x: float
    y: float
    text: str
    role: str
    size: float


@dataclass(frozen=True)
class Rule:
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
    """One page; ``width`` and ``height`` tell its orientation."""

    width: float
    height: float
    words: list[Words] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def landscape(self) -> bool:
        """Whether the page lies on its long side."""
        return self.width > self.height


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
    found = [Rule(a, y, b, y) for y, spans in level.items() for a, b in _united(spans)]
    return found + [Rule(x, a, x, b) for x, spans in upright.items() for a, b in _united(spans)]


def _united(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    united: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1] + 0.5:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
