"""A bar chart as plain data: what each bar is called, how long it is, and the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

LONGEST_NAME = 16  # characters of a name beside its bar
HEAD = 7  # of its beginning, where the middle is left out
LONGEST_WORDS = 1500  # characters of the words that stand for a picture


@dataclass(frozen=True)
class Bar:
    """One name with a value, and the rows counted, for each series of its chart."""

    name: str
    values: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Chart:
    """Bars below each other; ``series`` names what each value of a bar counts, in ``unit``.

    ``is_course``: the bars are stretches of time in their order; none of them is put together with others.
    """

    title: str
    unit: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    register: str
    is_course: bool = False

    @property
    def most(self) -> int:
        """The longest bar."""
        return max((value for bar in self.bars for value in bar.values), default=0)

    @property
    def in_words(self) -> str:
        """Title and every value, for who cannot see the picture."""
        parts = "；".join(f"{bar.name} {self._values(bar.values)}" for bar in self.bars)
        words = f"{self.title}（单位：{self.unit}）：{parts}。" if parts else f"{self.title}：没有数据。"
        return words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1]}…"

    def _values(self, values: Sequence[int]) -> str:
        if len(self.series) == 1:
            return str(values[0])
        return "、".join(f"{name}{value}" for name, value in zip(self.series, values, strict=True))


def short_names(chart: Chart) -> list[str]:
    """The bars' names as far as they go beside a bar; whole where what is left would be another bar's name too."""
    short = [_shortened(bar.name) for bar in chart.bars]
    return [name if short.count(name) == 1 else bar.name for name, bar in zip(short, chart.bars, strict=True)]


def _shortened(name: str) -> str:
    """Left out is the middle, since names of a kind differ at the end."""
    return name if len(name) <= LONGEST_NAME else f"{name[:HEAD]}…{name[HEAD + 1 - LONGEST_NAME :]}"


def folded(chart: Chart, most: int) -> Chart:
    """The chart with at most that many bars: the last of them holds all the others together."""
    if chart.is_course or len(chart.bars) <= most:
        return chart
    shown, others = chart.bars[: most - 1], chart.bars[most - 1 :]
    values = tuple(map(sum, zip(*(bar.values for bar in others), strict=True)))
    rows = tuple(
        tuple(row for part in parts for row in part)
        for parts in zip(*(bar.rows for bar in others), strict=True)
    )
    return replace(chart, bars=(*shown, Bar(f"其余 {len(others)} 项", values, rows)))
