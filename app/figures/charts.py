"""The charts of a year: receptions, opinions and suggestions by month, category and site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.domain.chart import Bar, Chart
from app.domain.tabulation import Cell
from app.figures.crosstab import MONTHS, crosstab
from app.figures.source import Source
from app.storage.ledger import Ledger

# What the charts of matters are by, and how they are called.
_BY = {"month": "意见建议按月份", "category": "意见建议按分类", "site": "意见建议按联络站"}
_RECEIVED, _CONCLUDED = 1, 3  # columns of the table by one dimension, those of the year before between them


def charts_of(ledger: Ledger, year: int, until: date | None = None) -> list[Chart]:
    """Those that have anything to show, as of ``until`` (31 December); the counts are those of the figures."""
    with ledger.busy:
        source = Source(ledger, year, until)
        charts = [_receptions_by_month(source), _receptions_by_site(source)]
        charts += [_matters(source, dimension) for dimension in _BY]
    return [chart for chart in charts if chart.most]


def _matters(source: Source, dimension: str) -> Chart:
    table = crosstab(source.ledger, source.year, dimension, until=source.until)
    bars = [_bar(line) for line in table.lines]
    is_course = dimension == "month"
    if is_course:
        bars = _every_month(source, {bar.name: bar for bar in bars}, series=2)
    shown = tuple(bar for bar in bars if is_course or any(bar.values))
    return Chart(_BY[dimension], "件", ("收到", "办结"), shown, "suggestions", is_course)


def _bar(line: Sequence[Cell]) -> Bar:
    cells = (line[_RECEIVED], line[_CONCLUDED])
    return Bar(line[0].text, tuple(cell.value or 0 for cell in cells), tuple(cell.rows for cell in cells))


def _every_month(source: Source, bars: Mapping[str, Bar], series: int) -> list[Bar]:
    """All months that have begun by the day, those without anything too."""
    last = source.until.month if source.until.year == source.year else len(MONTHS)
    empty: tuple[tuple[int, ...], ...] = ((),) * series
    return [bars.get(name) or Bar(name, (0,) * series, empty) for name in MONTHS[:last]]


def _receptions_by_month(source: Source) -> Chart:
    rows: dict[str, list[int]] = {}
    for reception in source.receptions:
        rows.setdefault(MONTHS[reception.held_on.month - 1], []).append(reception.row)
    bars = _every_month(source, _bars(rows), series=1)
    return Chart("接待批次按月份", "批次", ("批次",), tuple(bars), "receptions", True)


def _receptions_by_site(source: Source) -> Chart:
    rows: dict[str, list[int]] = {}
    for reception in source.receptions:
        rows.setdefault(reception.splits["site"], []).append(reception.row)
    bars = sorted(_bars(rows).values(), key=lambda bar: (-bar.values[0], bar.name))
    return Chart("接待批次按联络站", "批次", ("批次",), tuple(bars), "receptions")


def _bars(rows: Mapping[str, Sequence[int]]) -> dict[str, Bar]:
    return {name: Bar(name, (len(own),), (tuple(own),)) for name, own in rows.items()}
