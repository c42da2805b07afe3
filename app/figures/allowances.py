"""误工补贴 and 交通补助 of a stretch as a table to sign: who is owed how much for how many days (代表法 art. 41, 42)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.domain.allowances import LOST_WORK, Due, Duty, allowances_due, stretch_words
from app.domain.booklet_codes import ALLOWANCES
from app.domain.booklet_years import BookletYear
from app.domain.contact_codes import PERFORMANCE_KINDS
from app.domain.kinds import Money
from app.domain.law.citations import citation
from app.domain.ledger_head import presidium_of, signatures_of
from app.domain.tabulation import Cell, Heading, Tabulation
from app.figures.performance_acts import KEY, DeputyOfYear
from app.figures.performance_matrix import PerformanceYear
from app.figures.posted_allowances import Posted, posted_within
from app.storage.ledger import Ledger
from app.storage.lists.columns import column_values

RATES = "allowance_rates"
Part = tuple[str, str]  # an allowance and a kind of duty


@dataclass(frozen=True)
class Allowances:
    """What the deputies of the town's own congress are owed for the days from ``first`` to ``last``."""

    ledger: Ledger
    first: date
    last: date

    @cached_property
    def by_deputy(self) -> list[tuple[DeputyOfYear, Mapping[Part, Due]]]:
        """Every deputy who is owed something, in the order of the filed roster."""
        with self.ledger.busy:
            counted = PerformanceYear(self.ledger, BookletYear("", self.first, self.last))
            rates = self.ledger.rows(RATES, self.ledger.ids(RATES))
            owed = [(one, self._due(counted, one, rates)) for one in counted.deputies]
        return [(one, due) for one, due in owed if due]

    def _due(
        self, counted: PerformanceYear, deputy: DeputyOfYear, rates: Sequence[Mapping[str, object]]
    ) -> Mapping[Part, Due]:
        duties = [Duty(act.kind, act.day, act.row) for act in counted.acts_of(deputy)]
        return allowances_due(duties, rates, has_fixed_income=bool(self._incomes.get(deputy.person)))

    @cached_property
    def _incomes(self) -> dict[int, bool | None]:
        """By person whether she has a fixed income; None where nobody said so."""
        return dict(column_values(self.ledger, "people", ("has_fixed_income",)))

    @property
    def not_said(self) -> int:
        """How many of those who are paid for lost work nobody has said that they have no fixed income."""
        return sum(
            self._incomes.get(one.person) is None
            for one, due in self.by_deputy
            if any(allowance == LOST_WORK for allowance, _ in due)
        )

    def total(self, allowance: str) -> int:
        """The sum of an allowance in fen."""
        return sum(
            due.amount for _, owed in self.by_deputy for (each, _), due in owed.items() if each == allowance
        )

    @property
    def stretch(self) -> str:
        """2022年7月1日至2022年9月30日."""
        return stretch_words(self.first, self.last)

    @property  # read anew: it decides whether something is paid a second time
    def posted(self) -> list[Posted]:
        """What was entered as spent for any of these days."""
        return list(posted_within(self.ledger, self.first, self.last))

    @property
    def to_post(self) -> list[str]:
        """The allowances that are owed and of which no day was entered as spent."""
        entered = {each.allowance for each in self.posted}
        return [code for code in ALLOWANCES.codes() if code not in entered and self.total(code)]

    @cached_property
    def several_times(self) -> int:
        """How many of the records behind the sums stand for several times, of which one day is paid."""
        paid = {row for _, owed in self.by_deputy for due in owed.values() for row in due.rows}
        return sum(
            row in paid and (count or 0) > 1 for row, count in column_values(self.ledger, KEY, ("count",))
        )

    @cached_property
    def several_kinds(self) -> int:
        """How many days of a deputy are paid more than once because she performed duties of several kinds that day."""
        days = dict(column_values(self.ledger, KEY, ("occurred_on",), days=(self.first, self.last)))
        paid = Counter(
            (deputy.person, allowance, day)
            for deputy, owed in self.by_deputy
            for (allowance, _), due in owed.items()
            for day in {days[row] for row in due.rows}
        )
        return len({(person, day) for (person, _, day), times in paid.items() if times > 1})


def allowance_sheet(allowances: Allowances) -> Tabulation:
    """A line for each deputy who is owed something: days and amount of each kind, the sum, room to sign."""
    ledger, owed = allowances.ledger, allowances.by_deputy
    present = {part for _, due in owed for part in due}
    parts = [
        (allowance, kind)
        for allowance in ALLOWANCES.codes()
        for kind in PERFORMANCE_KINDS.codes()
        if (allowance, kind) in present
    ]
    lines = tuple(_line(one, due, parts) for one, due in owed)
    return Tabulation(
        "误工补贴交通补助签领表",
        f"{ledger.office.get('town') or ''}人大代表误工补贴、交通补助签领表",
        (
            Heading("代表", least=8, names=True),
            *(heading for part in parts for heading in _headings(part)),
            Heading("合计", "right", decimals=2),
            Heading("签名", "center", least=14),
        ),
        lines,
        _total([due for _, due in owed], parts),
        (f"单位：{presidium_of(ledger.office)}", allowances.stretch, "金额单位：元"),
        signatures_of(ledger.office),
        tuple(_notes(allowances)),
        presidium_of(ledger.office),
    )


def _headings(part: Part) -> tuple[Heading, Heading]:
    group = f"{ALLOWANCES.label(part[0])}（{PERFORMANCE_KINDS.label(part[1])}）"
    return Heading("天数", "right", group), Heading("金额", "right", group, decimals=2)


def _line(deputy: DeputyOfYear, owed: Mapping[Part, Due], parts: Sequence[Part]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for part in parts:
        due = owed.get(part)
        cells += (
            [Cell(str(due.days), due.days, KEY, due.rows), _money(due.amount)]
            if due
            else [Cell(""), Cell("")]
        )
    return (
        Cell(deputy.name, register="deputies", rows=(deputy.mandate,)),
        *cells,
        _money(sum(due.amount for due in owed.values())),
        Cell(""),
    )


def _money(fen: int) -> Cell:
    return Cell(Money().to_text(fen), exact=fen / 100)


def _total(owed: Sequence[Mapping[Part, Due]], parts: Sequence[Part]) -> tuple[Cell, ...]:
    if not owed:
        return ()
    cells: list[Cell] = []
    for part in parts:
        of_part = [due[part] for due in owed if part in due]
        days = sum(due.days for due in of_part)
        rows = tuple(row for due in of_part for row in due.rows)
        cells += [Cell(str(days), days, KEY, rows), _money(sum(due.amount for due in of_part))]
    whole = sum(due.amount for each in owed for due in each.values())
    return (Cell("合计"), *cells, _money(whole), Cell(""))


def _notes(allowances: Allowances) -> list[str]:
    notes = [
        "同一天同一类履职只算一次；请假、缺席的不算；"
        f"有固定工资收入的代表不发误工补贴（{citation('allowance', allowances.first)}）。"
    ]
    if allowances.not_said:
        notes.append(
            f"有 {allowances.not_said} 名代表还没有填写有没有固定工资收入，先按没有计算，请在代表名册里补上。"
        )
    if allowances.several_times:
        notes.append(
            f"有 {allowances.several_times} 条履职登记一条写了几次，只按登记的那一天算一天，请核对要不要补发。"
        )
    if allowances.several_kinds:
        notes.append(
            f"有 {allowances.several_kinds} 处同一名代表同一天有几类履职，各类各算了一天，请核对要不要都发。"
        )
    return notes + [posted_words(allowances, each) for each in allowances.posted]


def posted_words(allowances: Allowances, posted: Posted) -> str:
    """What was paid already for these days; beside it what the records give now, where they were corrected since."""
    label, paid = ALLOWANCES.label(posted.allowance), Money().to_text(posted.paid)
    if (posted.first, posted.last) != (allowances.first, allowances.last):
        stretch = stretch_words(posted.first, posted.last)
        return f"{stretch}的{label}已经登记过支出（{paid} 元），与这一段重叠，请改起止日期，免得重发。"
    on, over = posted.on, allowances.total(posted.allowance) - posted.paid
    sentence = f"{label}已经登记过支出（{on.year}年{on.month}月{on.day}日，{paid} 元）"
    if not over:
        return f"{sentence}。"
    now = Money().to_text(allowances.total(posted.allowance))
    differs = f"{'多' if over > 0 else '少'} {Money().to_text(abs(over))} 元"
    return f"{sentence}；按现在的登记是 {now} 元，{differs}，要更正的请到经费台账修改。"
