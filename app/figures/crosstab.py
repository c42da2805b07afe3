"""交叉统计: the figures of the year's matters by two dimensions, beside those of the year before.

Received, concluded and the base of the rate are those of ``all.received``, ``all.concluded`` and
``all.conclusion_rate`` (or of one class): this only sorts their rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.domain.contact_codes import REPLY_CLASSES, SATISFACTION, SOURCES, SUGGESTION_CLASSES
from app.domain.law.deadlines import months_later
from app.domain.ledger_head import presidium_of, signatures_of
from app.domain.numerals import percent
from app.domain.tabulation import Cell, Heading, Tabulation
from app.figures.catalogue import BY_KEY
from app.figures.figure import NO_DATA
from app.figures.source import UNNAMED, Matters, Source
from app.storage.ledger import Ledger

KEY = "suggestions"
LABEL = "交叉统计"
WHOLE = "合计"
DIMENSIONS = {
    "category": "分类",
    "village": "涉及村（社区）",
    "handler": "主办单位",
    "class": "性质",
    "source": "来源",
    "site": "联络站",
    "session": "会议",
    "month": "月份",
    "reply_class": "答复类别",
    "satisfaction": "满意度",
}
SCOPES = {"all": "意见建议合计", "suggestions": "代表建议", "opinions": "群众意见"}
MEASURES = {"received": "收到", "concluded": "办结", "rate": "办结率"}
MONTHS = tuple(f"{month}月" for month in range(1, 13))
# Names in the order of their own; others stand by how many they are.
_ORDERS: dict[str, tuple[str, ...]] = {
    "class": tuple(SUGGESTION_CLASSES.label(code) for code in SUGGESTION_CLASSES.codes()),
    "source": tuple(SOURCES.label(code) for code in SOURCES.codes()),
    "month": MONTHS,
    "reply_class": tuple(f"{code}类" for code in REPLY_CLASSES.codes()),
    "satisfaction": tuple(SATISFACTION.label(code) for code in SATISFACTION.codes()),
}
_UNHANDED, _NO_HANDLER = "未交办", "未填主办单位"
_LAST = (UNNAMED, "未分类", _NO_HANDLER, _UNHANDED, "未答复", "未反馈")


@dataclass(frozen=True)
class Count:
    """What stands in one place of the table for one year: the rows of each measure."""

    received: tuple[int, ...]
    concluded: tuple[int, ...]
    numerator: tuple[int, ...]
    base: tuple[int, ...]

    def cell(self, measure: str) -> Cell:
        """A number that opens its rows; the rate with its base, its rows are those of the base."""
        if measure == "rate":
            share = percent(len(self.numerator), len(self.base))
            words = NO_DATA if share is None else f"{share}%（{len(self.numerator)}/{len(self.base)}）"
            return Cell(words, register=KEY if self.base else "", rows=self.base)
        rows = self.received if measure == "received" else self.concluded
        return Cell(str(len(rows)), len(rows), KEY if rows else "", rows)


class Year:
    """The matters of one year by their names in two dimensions."""

    def __init__(self, source: Source, scope: str, dimensions: Sequence[str]) -> None:
        self.source = source
        self._figures = {
            name: BY_KEY[f"{scope}.{name}"].count(source)
            for name in ("received", "concluded", "conclusion_rate")
        }
        self._names = [_NAMES_IN[name](source) if name else {} for name in dimensions]

    @cached_property
    def places(self) -> dict[tuple[str, ...], Count]:
        """The counts by the names in the dimensions; a dimension that is not asked for has one name."""
        rate = self._figures["conclusion_rate"]
        sets = (
            self._figures["received"].entries,
            self._figures["concluded"].entries,
            rate.entries,
            rate.base or (),
        )
        rows_by_names: dict[tuple[str, ...], list[list[int]]] = {}
        for place, entries in enumerate(sets):
            for entry in entries:
                for row in entry.rows:
                    names = tuple(names_of_rows.get(row, UNNAMED) for names_of_rows in self._names)
                    rows_by_names.setdefault(names, [[], [], [], []])[place].append(row)
        return {names: Count(*map(tuple, lists)) for names, lists in rows_by_names.items()}

    def count(self, choose: Callable[[tuple[str, ...]], bool]) -> Count:
        """The counts of all places that are chosen, together."""
        chosen = [count for names, count in self.places.items() if choose(names)]
        return Count(
            tuple(row for one in chosen for row in one.received),
            tuple(row for one in chosen for row in one.concluded),
            tuple(row for one in chosen for row in one.numerator),
            tuple(row for one in chosen for row in one.base),
        )


def crosstab(
    ledger: Ledger,
    year: int,
    rows: str,
    columns: str = "",
    *,
    measure: str = "received",
    scope: str = "all",
    until: date | None = None,
) -> Tabulation:
    """The table of a year as of ``until`` (31 December) beside the same stretch of the year before.

    ``rows`` and ``columns``: keys of ``DIMENSIONS``; without ``columns`` all measures stand side by side.
    ``measure`` and ``scope``: keys of ``MEASURES`` and ``SCOPES``.  KeyError for an unknown key.
    """
    row_label, scope_label = DIMENSIONS[rows], SCOPES[scope]
    across, measured = (DIMENSIONS[columns] if columns else ""), MEASURES[measure]
    with ledger.busy:
        now = Year(Source(ledger, year, until), scope, (rows, columns))
        day = now.source.until
        before = Year(Source(ledger, year - 1, months_later(day, -12)), scope, (rows, columns))
        names = [_ordered(dimension, place, now, before) for place, dimension in enumerate((rows, columns))]
    measures = (measure,) if columns else tuple(MEASURES)
    groups = [*names[1], WHOLE] if columns else [WHOLE]
    headings = (Heading(row_label, least=12), *_headings(year, groups if columns else (), measures))

    def line(name: str | None) -> tuple[Cell, ...]:
        return _line(name, groups, measures, (now, before))

    by = f"{row_label}、{across}" if columns else row_label
    words = measured if columns else "收到、办结和办结率"
    return Tabulation(
        LABEL,
        f"{ledger.office.get('town') or ''}{year}年度{scope_label.removesuffix('合计')}按{by}统计表",
        headings,
        tuple(line(name) for name in names[0]),
        line(None),
        ("单位：件", f"{scope_label} {words}", f"截至{day.year}年{day.month}月{day.day}日，上年为同期"),
        signatures_of(ledger.office),
        tuple(_rule(f"{scope}.{_RULES[one]}") for one in measures),
        presidium_of(ledger.office),
    )  # fmt: skip


def _headings(year: int, groups: Sequence[str], measures: Sequence[str]) -> Iterator[Heading]:
    """This year and the one before for every group, or for every measure where nothing is set apart."""
    for over, one in [(group, one) for group in groups for one in measures] or [
        (MEASURES[one], one) for one in measures
    ]:
        for each in (year, year - 1):
            yield Heading(f"{each}年", "right", over, 14 if one == "rate" else 6)


def _line(
    name: str | None, groups: Sequence[str], measures: Sequence[str], years: Sequence[Year]
) -> tuple[Cell, ...]:
    """The line of a name, or of all names together."""
    cells = [Cell(WHOLE if name is None else name)]
    for group in groups:
        counts = [year.count(_chooser(name, group)) for year in years]
        cells += [count.cell(one) for one in measures for count in counts]
    return tuple(cells)


_RULES = {"received": "received", "concluded": "concluded", "rate": "conclusion_rate"}


def _rule(key: str) -> str:
    return f"口径与统计数字“{BY_KEY[key].label}”相同：{BY_KEY[key].rule}"


def _chooser(name: str | None, group: str) -> Callable[[tuple[str, ...]], bool]:
    return lambda names: name in (None, names[0]) and group in (WHOLE, names[1])


def _ordered(dimension: str, place: int, now: Year, before: Year) -> list[str]:
    """The names of a dimension in both years: in their own order, else by count; what is not filled in last."""
    counts: Counter[str] = Counter()
    for one in (now, before):
        for names, count in one.places.items():
            counts[names[place]] += len(count.received) if one is now else 0
    order = _order_of(dimension, now.source)
    return sorted(
        counts,
        key=lambda name: (
            unnamed_place(name),
            order.index(name) if name in order else len(order),
            -counts[name],
            name,
        ),
    )


def unnamed_place(name: str) -> int:
    """Where a line without a name stands behind those that have one, which all are 0."""
    return _LAST.index(name) + 1 if name in _LAST else 0


def _order_of(dimension: str, source: Source) -> Sequence[str]:
    if dimension == "category":
        return list(source.names("suggestion_categories").values())
    return _ORDERS.get(dimension, ())


# -- the names of a matter in each dimension ------------------------------------------------------------


def _of_splits(dimension: str) -> Callable[[Source], Mapping[int, str]]:
    def names_of_rows(source: Source) -> Mapping[int, str]:
        return {row: matter.splits[dimension] for matter in source.matters for row in matter.ids}

    return names_of_rows


def _of_facts(fact: str, label: Callable[[str], str], none: str) -> Callable[[Source], Mapping[int, str]]:
    def names_of_rows(source: Source) -> Mapping[int, str]:
        return {
            row: label(matter.facts[fact]) if fact in matter.facts else none
            for matter in source.matters
            for row in matter.ids
        }

    return names_of_rows


def _villages(source: Source) -> Mapping[int, str]:
    return {row: (village or "").strip() or UNNAMED for row, village in source.columns(KEY, ("village",))}


def handler_names(source: Source) -> Mapping[int, str]:
    """By matter of the year who handles it in the first place, by name; what nobody is named for by how far it is."""
    names = source.names("handlers")
    missing = {row: _without_handler(matter) for matter in source.matters for row in matter.ids}
    return {
        row: names.get(handler) or name_as_written or missing.get(row, _UNHANDED)
        for row, handler, name_as_written in source.columns(KEY, ("lead_handler", "lead_handler_name"))
    }


def _without_handler(matter: Matters) -> str:
    """Somebody handles what was handed over or answered, if not on the spot; only the name was not written down."""
    is_handled = {"handed_over", "replied"} & matter.facts.keys() and "solved_on_spot" not in matter.facts
    return _NO_HANDLER if is_handled else _UNHANDED


def _months(source: Source) -> Mapping[int, str]:
    return {row: MONTHS[int(raised_on[5:7]) - 1] for row, raised_on in source.columns(KEY, ("raised_on",))}


_NAMES_IN: dict[str, Callable[[Source], Mapping[int, str]]] = {
    **{name: _of_splits(name) for name in ("category", "class", "source", "site", "session")},
    "village": _villages,
    "handler": handler_names,
    "month": _months,
    "reply_class": _of_facts("class", lambda code: f"{code}类", "未答复"),
    "satisfaction": _of_facts("feedback", SATISFACTION.label, "未反馈"),
}
