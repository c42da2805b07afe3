"""The figures of booklets: handed out and taken back in the year, due back in it, and come back by the cut-off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from app.domain.booklet_years import due_back
from app.figures.figure import Counted, Entry, Figure
from app.figures.source import UNNAMED, Source

KEY = "booklets"


class _Booklet(NamedTuple):
    row: int
    group: str
    from_on: str
    issued_on: str | None
    collected_on: str | None

    @property
    def due_on(self) -> date:
        return due_back(date.fromisoformat(self.from_on))


def _counted(source: Source, chosen: Callable[[_Booklet], bool]) -> list[Entry]:
    """The chosen booklets by the group of their deputies."""
    groups, alike = source.names("deputy_groups"), dict[str, list[int]]()
    columns = source.columns(KEY, ("deputy", "from_on", "issued_on", "collected_on"), all_years=True)
    for row, deputy, *days in columns:
        mandate = source.mandates.get(deputy)
        group = groups.get(mandate.group or 0, "未编组") if mandate else UNNAMED
        if chosen(_Booklet(row, group, *days)):
            alike.setdefault(group, []).append(row)
    return [Entry(rows, {"group": group}) for group, rows in alike.items()]


def _is_of_year(source: Source, day: str | None) -> bool:
    return source.up_to(day) and str(day).startswith(f"{source.year}-")


def _issued(source: Source) -> Counted:
    return Counted(KEY, _counted(source, lambda one: _is_of_year(source, one.issued_on)))


def _collected(source: Source) -> Counted:
    return Counted(KEY, _counted(source, lambda one: _is_of_year(source, one.collected_on)))


def _is_due(source: Source, one: _Booklet) -> bool:
    return one.due_on.year == source.year and source.up_to(one.issued_on)


def _due(source: Source) -> Counted:
    return Counted(KEY, _counted(source, lambda one: _is_due(source, one)))


def _returned(source: Source) -> Counted:
    return Counted(KEY, _counted(source, lambda one: _is_due(source, one) and source.up_to(one.collected_on)))


def _out(source: Source) -> Counted:
    return Counted(
        KEY, _counted(source, lambda one: _is_due(source, one) and not source.up_to(one.collected_on))
    )


def _return_rate(source: Source) -> Counted:
    return Counted(KEY, _returned(source).entries, _due(source).entries)


_BASE = "登记年度的册子在次年四月收回，应交日期在当年的算当年应收"
FIGURES: tuple[Figure, ...] = (
    Figure("booklets.issued", "发放履职登记册", "册", "发放日期在当年、不晚于统计日的册数。", _issued),
    Figure("booklets.collected", "收回履职登记册", "册", "收回日期在当年、不晚于统计日的册数，不问是哪一登记年度的。", _collected),
    Figure("booklets.due", "应收回履职登记册", "册", f"已经发放、应交日期在当年的册数；{_BASE}。", _due),
    Figure("booklets.out", "未收回履职登记册", "册", f"应收回的册子里，统计日还没有收回的册数，遗失的也在内；{_BASE}。", _out),
    Figure("booklets.return_rate", "履职登记册收回率", "%", f"应收回的册子里统计日以前已收回的册数 ÷ 应收回册数；{_BASE}。", _return_rate),
)  # fmt: skip
