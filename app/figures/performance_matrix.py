"""Deputies × kinds of performance in a year: every number with its rows, what is not counted told beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.booklet_years import BookletYear
from app.domain.codes import LEVELS
from app.domain.contact_codes import PERFORMANCE_KINDS
from app.domain.ledger_head import presidium_of, signatures_of
from app.domain.tabulation import Cell, Heading, Tabulation
from app.figures.people_of_year import OWN_LEVEL
from app.figures.performance_acts import KEY, Act, Acts, DeputyOfYear, acts_between, deputies_of_year
from app.figures.source import Source
from app.storage.ledger import Ledger
from app.storage.query import Query

UNGROUPED = "未编组"
RULE = (
    "次数按履职登记统计，登记了次数的按次数，没有登记的每条一次；请假、缺席不算履职，另列；"
    "不在任或暂停执行职务期间的记录、手工登记的与自动生成的同一天同一类的记录不计入，写明理由的除外；"
    "统计日前撤回的建议不计"
)


@dataclass(frozen=True)
class MatrixColumn:
    """One column and which acts stand in it."""

    heading: str
    holds: Callable[[Act], bool]


class PerformanceYear:
    """One ledger, one year of any kind, one level: its deputies and what each of them did."""

    def __init__(self, ledger: Ledger, year: BookletYear, level: str = OWN_LEVEL) -> None:
        self.ledger, self.year, self.level = ledger, year, level
        self.source = Source(ledger, year.last.year, year.last)

    @cached_property
    def deputies(self) -> list[DeputyOfYear]:
        """Who was a deputy of the level in the year, in the order of the filed roster."""
        return deputies_of_year(self.source, self.year, self.level)

    @cached_property
    def acts(self) -> Acts:
        """All records of the year, of every level."""
        return acts_between(self.source, self.year.first, self.year.last)

    @cached_property
    def counted(self) -> Mapping[int, Sequence[Act]]:
        """By mandate the records that count, those of an absence among them."""
        return _by_mandate(self.acts.counted)

    @cached_property
    def barred(self) -> Mapping[int, Sequence[Act]]:
        """By mandate the records that do not count: outside the mandate, in a suspension, or beside what is derived."""
        return _by_mandate((*self.acts.barred, *self.acts.doubled))

    @cached_property
    def groups(self) -> Mapping[int, str]:
        """How the deputies' groups are called."""
        return self.source.names("deputy_groups")

    def group_of(self, deputy: DeputyOfYear) -> str:
        """The name of a deputy's group."""
        return self.groups.get(deputy.group or 0, UNGROUPED)

    def acts_of(self, deputy: DeputyOfYear) -> list[Act]:
        """What a deputy did in the year by any of her mandates of this level; absences left out."""
        return [act for act in self.records_of(deputy) if not act.was_away]

    def records_of(self, deputy: DeputyOfYear) -> list[Act]:
        """Her records that count, absences among them."""
        return [act for mandate in deputy.mandates for act in self.counted.get(mandate.id, ())]


def _by_mandate(acts: Iterable[Act]) -> dict[int, list[Act]]:
    by_mandate: dict[int, list[Act]] = defaultdict(list)
    for act in acts:
        if act.mandate is not None:
            by_mandate[act.mandate].append(act)
    return by_mandate


def counted_cell(acts: Sequence[Act]) -> Cell:
    """How many times, with the records behind it."""
    times = sum(act.times for act in acts)
    return Cell(str(times), times, KEY if acts else "", tuple(act.row for act in acts))


def column_forms(ledger: Ledger) -> list[str]:
    """The names of the forms in which an upper level asks for the counts, by name."""
    return sorted({str(name) for name, _ in ledger.values_in("kind_columns", "form") if name})


def performance_matrix(
    ledger: Ledger, year: BookletYear, level: str = OWN_LEVEL, form: str = ""
) -> Tabulation:
    """Deputies × kinds; with ``form`` the columns are those that an upper level asks for (``kind_columns``)."""
    with ledger.busy:
        counted = PerformanceYear(ledger, year, level)
        columns = _columns_of_form(ledger, form) if form else _columns_of_kinds(counted)
        lines = tuple(_line(counted, deputy, columns) for deputy in counted.deputies)
        notes = (*_told_apart(counted, columns), RULE + "。")
    town = ledger.office.get("town") or ""
    title = f"{town}人大代表{form or '履职情况统计表'}"
    return Tabulation(
        "履职一览",
        title,
        (
            Heading("代表", least=8, names=True), Heading("代表小组", least=10), Heading("合计", "right"),
            *(Heading(column.heading, "right") for column in columns),
            *(Heading(words, "right") for words in ("请假", "缺席", "不计入")),
        ),
        lines,
        _total(lines),
        ("单位：次", year.in_full, f"{LEVELS.label(level)}代表"),
        signatures_of(ledger.office),
        notes,
        presidium_of(ledger.office),
    )  # fmt: skip


def _columns_of_kinds(counted: PerformanceYear) -> list[MatrixColumn]:
    """The kinds of which anybody has a record, in the order of the booklet."""
    present = {act.kind for deputy in counted.deputies for act in counted.acts_of(deputy)}
    return [_of_kind(code) for code in PERFORMANCE_KINDS.codes() if code in present]


def _of_kind(code: str) -> MatrixColumn:
    return MatrixColumn(PERFORMANCE_KINDS.label(code), lambda act: act.kind == code)


def _columns_of_form(ledger: Ledger, form: str) -> list[MatrixColumn]:
    """The columns of a form; several lines under one heading are one column."""
    wanted: dict[str, list[tuple[str, str | None]]] = {}
    for row in ledger.rows("kind_columns", ledger.ids("kind_columns", Query(equals={"form": form}))):
        wanted.setdefault(row["heading"], []).append((row["kind"], row.get("role")))
    return [MatrixColumn(heading, _chooser(pairs)) for heading, pairs in wanted.items()]


def _chooser(pairs: Sequence[tuple[str, str | None]]) -> Callable[[Act], bool]:
    return lambda act: any(act.kind == kind and role in (None, act.role) for kind, role in pairs)


def _line(
    counted: PerformanceYear, deputy: DeputyOfYear, columns: Sequence[MatrixColumn]
) -> tuple[Cell, ...]:
    records, acts = counted.records_of(deputy), counted.acts_of(deputy)
    barred = [act for mandate in deputy.mandates for act in counted.barred.get(mandate.id, ())]
    return (
        Cell(deputy.name, register="deputies", rows=(deputy.mandate,)),
        Cell(counted.group_of(deputy)),
        counted_cell(acts),
        *(counted_cell([act for act in acts if column.holds(act)]) for column in columns),
        counted_cell([act for act in records if act.attendance == "on_leave"]),
        counted_cell([act for act in records if act.attendance == "absent"]),
        counted_cell(barred),
    )


def _total(lines: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    if not lines:
        return ()
    sums = [
        Cell(str(times), times, KEY if rows else "", rows)
        for place in range(2, len(lines[0]))
        for times in [sum(line[place].value or 0 for line in lines)]
        for rows in [tuple(row for line in lines for row in line[place].rows)]
    ]
    return (Cell("合计"), Cell(""), *sums)


def _counted(acts: Sequence[Act]) -> str:
    """How many records, and how often they count where that is more: the table counts times."""
    times = sum(act.times for act in acts)
    return f"{len(acts)} 条" if times == len(acts) else f"{len(acts)} 条（{times} 次）"


def _in_several(acts: Sequence[Act], columns: Sequence[MatrixColumn]) -> Iterator[str]:
    """Records that a form counts in more than one column: its columns together are more than the sum."""
    places = [tuple(column.heading for column in columns if column.holds(act)) for act in acts]
    for headings in dict.fromkeys(each for each in places if len(each) > 1):
        several = [act for act, each in zip(acts, places, strict=True) if each == headings]
        yield f"有 {_counted(several)}在{'、'.join(f'“{heading}”' for heading in headings)}各算了一次，各栏相加多于合计。"


def _told_apart(counted: PerformanceYear, columns: Sequence[MatrixColumn]) -> list[str]:
    """What stands in the register and in no line or column of the table, in sentences."""
    shown = {mandate.id for deputy in counted.deputies for mandate in deputy.mandates}
    acts = [act for deputy in counted.deputies for act in counted.acts_of(deputy)]
    by_nobody = [act for act in counted.acts.counted if act.mandate is None]
    elsewhere = [
        act
        for act in (*counted.acts.counted, *counted.acts.barred)
        if act.mandate is not None and act.mandate not in shown
    ]
    left_over = [act for act in acts if not any(column.holds(act) for column in columns)]
    sentences = []
    if left_over:
        kinds = dict.fromkeys(PERFORMANCE_KINDS.label(act.kind) for act in left_over)
        sentences.append(f"合计里有 {_counted(left_over)}不在本表任何一栏（{'、'.join(kinds)}）。")
    sentences += _in_several(acts, columns)
    if by_nobody:
        sentences.append(f"另有 {len(by_nobody)} 条履职登记的代表没有对上名册，不在表内，请到履职登记核对。")
    if elsewhere:
        sentences.append(f"另有 {len(elsewhere)} 条是其他级别的代表，或当年度没有任职的代表，不在表内。")
    return sentences
