"""One deputy's year: her acts by kind and month, and her sums beside the middle of her group and of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from app.domain.booklet_years import BookletYear
from app.domain.codes import LEVELS
from app.domain.contact_codes import PERFORMANCE_KINDS
from app.domain.ledger_head import presidium_of, signatures_of
from app.domain.tabulation import Cell, Heading, Tabulation
from app.figures.performance_acts import DeputyOfYear
from app.figures.performance_matrix import RULE, PerformanceYear, counted_cell
from app.storage.ledger import Ledger


def deputy_year(ledger: Ledger, year: BookletYear, person: int, level: str) -> Tabulation | None:
    """Kinds × months of one person; None where she was no deputy of that level in the year."""
    with ledger.busy:
        counted = PerformanceYear(ledger, year, level)
        deputy = next((one for one in counted.deputies if one.person == person), None)
        if deputy is None:
            return None
        months = list(_months(year))
        kinds = (*PERFORMANCE_KINDS.codes(), None)
        lines = [_line(counted, deputy, kind, months) for kind in kinds]
    return Tabulation(
        "代表履职年历",
        f"{ledger.office.get('town') or ''}人大代表{deputy.name}履职情况",
        (
            Heading("履职类别", least=12),
            Heading("合计", "right"),
            *(Heading(words, "right", decimals=1) for words in ("小组中位数", "全体中位数")),
            *_headings(months),
        ),
        tuple(lines[:-1]),
        lines[-1],
        ("单位：次", year.in_full, f"{LEVELS.label(level)}代表 {counted.group_of(deputy)}"),
        signatures_of(ledger.office),
        (f"{RULE}。", "中位数按当年度任过职的代表计算，没有履职的按 0 次。"),
        presidium_of(ledger.office),
    )  # fmt: skip


def _months(year: BookletYear) -> Iterator[tuple[int, int]]:
    """Year and month of every month that the year touches, in order."""
    first, last = year.first.year * 12 + year.first.month - 1, year.last.year * 12 + year.last.month - 1
    for number in range(first, last + 1):
        yield number // 12, number % 12 + 1


def _headings(months: Sequence[tuple[int, int]]) -> Iterator[Heading]:
    """The months; under their years where there are two of these."""
    several = len({number for number, _ in months}) > 1
    for number, month in months:
        yield Heading(f"{month}月", "right", f"{number}年" if several else "")


def _line(
    counted: PerformanceYear, deputy: DeputyOfYear, kind: str | None, months: Sequence[tuple[int, int]]
) -> tuple[Cell, ...]:
    """The line of a kind, or of all kinds together."""
    acts = [act for act in counted.acts_of(deputy) if kind in (None, act.kind)]
    in_months = (
        counted_cell([act for act in acts if (act.day.year, act.day.month) == month]) for month in months
    )
    group = [one for one in counted.deputies if one.group == deputy.group]
    return (
        Cell(PERFORMANCE_KINDS.label(kind) if kind else "合计"),
        counted_cell(acts),
        _middle(counted, group, kind),
        _middle(counted, counted.deputies, kind),
        *in_months,
    )


def _middle(counted: PerformanceYear, deputies: Sequence[DeputyOfYear], kind: str | None) -> Cell:
    sums = [sum(act.times for act in counted.acts_of(one) if kind in (None, act.kind)) for one in deputies]
    middle = median(sums)
    return Cell(f"{middle:.1f}".removesuffix(".0"), exact=middle)
