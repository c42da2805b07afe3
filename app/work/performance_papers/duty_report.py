"""履职情况表: what one deputy did in a year, on a sheet to hand over or to read out when she reports to voters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from app.domain.booklet_years import BookletYear
from app.domain.contact_codes import PERFORMANCE_KINDS
from app.domain.fields import Row
from app.domain.ledger_head import EMPTY, NUMBERING, paper_text, presidium_of
from app.domain.names import printed_name
from app.domain.numerals import chinese_number
from app.domain.registers.acting_deputies import AWAY
from app.domain.registers.deputies import DEPUTIES
from app.domain.registers.performance_records import PERFORMANCE_RECORDS
from app.figures.performance_gaps import gaps_of, in_office_at_the_end
from app.figures.performance_matrix import PerformanceYear
from app.paper.record_form import subject_of
from app.paper.sheet import Block, Column, Margins, Paper, Paragraph, Spread, Table
from app.paper.typeset import typeset
from app.work.performance_papers.records import PerformanceRecords, title_with_count

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_SIZE, _BODY = 10.5, 12.0
_RAISED = ("bill", "suggestion")
_ACTS = (Column("履职类别", 14), Column("次数", 6, "center"), Column("日期和内容", 60))
_MATTERS = (
    Column(NUMBERING, 6, "center"),
    Column("日期", 12, "center"),
    Column("标题", 38),
    Column("办理结果", 24),
)


def duty_report(ledger: Ledger, mandate: int, year: BookletYear) -> Paper:
    """One deputy's sheet; KeyError when there is no such mandate."""
    return next(duty_reports(ledger, [mandate], year))


def duty_reports(ledger: Ledger, mandates: Sequence[int], year: BookletYear) -> Iterator[Paper]:
    """The sheet of each mandate, one after the other; KeyError when there is no such mandate."""
    records = PerformanceRecords(ledger, year)

    @cache
    def gaps_at(level: str) -> dict[int, list[str]]:
        return _gaps(ledger, year, level)

    for mandate in mandates:
        row = ledger.row(DEPUTIES.key, mandate)
        if row is None:
            raise KeyError(f"{DEPUTIES.key} {mandate}")
        yield _report(records, row, gaps_at(row["level"]).get(mandate))


def _gaps(ledger: Ledger, year: BookletYear, level: str) -> dict[int, list[str]]:
    """By mandate what is still missing, in words; only of those in office at the end, who can make up for it."""
    with ledger.busy:
        counted = PerformanceYear(ledger, year, level)
        gaps = gaps_of(counted)
        return {
            mandate.id: [gap.words for gap in gaps if one.person in gap.rows_by_person]
            for one in in_office_at_the_end(counted)
            for mandate in one.mandates
        }


def _report(records: PerformanceRecords, row: Row, gaps: Sequence[str] | None) -> Paper:
    ledger, own = records.ledger, records.of(row["id"])
    subject = subject_of(ledger, DEPUTIES, row)
    title = f"{subject}代表履职情况表"
    return typeset(
        Paper(
            title=title,
            subtitle=records.year.in_full,
            title_size=18,
            blocks=(
                Spread(_who(row), size=_BODY, space_after=2),
                *_acts(own),
                *_matters([record for record in own if record["kind"] in _RAISED]),
                *_missing(gaps),
                Spread(
                    (f"单位（盖章）：{presidium_of(ledger.office)}", "日期：      年   月   日"),
                    size=11,
                    space_before=6,
                ),
            ),
            margins=Margins(20, 18, 18, 24),
            name=f"{title} {row['name']} {records.year.name}",
            records=len(own),
            author=presidium_of(ledger.office),
        )
    )


def _who(row: Row) -> tuple[str, ...]:
    group, district = row["deputy_group"], row["electoral_district"]
    name = printed_name(row["name"]).replace("\u3000", "")
    return (
        f"代表：{name}",
        f"选区：{district.name if district else ''}",
        f"代表小组：{group.name if group else ''}",
    )


def _heading(number: int, words: str) -> Paragraph:
    return Paragraph(f"{chinese_number(number)}、{words}", _BODY, face="heading", leading=30, keep=True)


def _text(record: Row, key: str) -> str:
    return paper_text(PERFORMANCE_RECORDS.field(key), record.get(key))


def _acts(records: Sequence[Row]) -> Iterator[Block]:
    """Kind by kind how often, and each act with its day; absences are told apart."""
    came = [record for record in records if record.get("attendance") not in AWAY]
    rows = [
        (PERFORMANCE_KINDS.label(kind), str(_times(of_kind)), "\n".join(map(_act, of_kind)))
        for kind in PERFORMANCE_KINDS.codes()
        if (of_kind := [record for record in came if record["kind"] == kind])
    ]
    rows += [
        (label, str(_times(missed)), "\n".join(map(_act, missed)))
        for state, label in zip(AWAY, ("请假", "缺席"), strict=True)
        if (missed := [record for record in records if record.get("attendance") == state])
    ]
    yield _heading(1, f"履职情况（共 {_times(came)} 次）")
    yield Table(_ACTS, tuple(rows) or ((EMPTY,),), size=_SIZE)


def _times(records: Sequence[Row]) -> int:
    """How often: a record without a count is one time, as in every figure."""
    return sum(1 if record.get("count") is None else record["count"] for record in records)


def _act(record: Row) -> str:
    return f"{_text(record, 'occurred_on')} {title_with_count(record)}"


def _matters(records: Sequence[Row]) -> Iterator[Block]:
    rows = tuple(
        (
            str(number),
            _text(record, "occurred_on"),
            title_with_count(record) + (f"（{_text(record, 'role')}）" if record.get("role") else ""),
            _text(record, "outcome"),
        )
        for number, record in enumerate(records, 1)
    )
    yield _heading(2, f"提出的议案和建议（共 {_times(records)} 件）")
    yield Table(_MATTERS, rows or ((EMPTY,),), size=_SIZE)


def _missing(gaps: Sequence[str] | None) -> Iterator[Block]:
    """What is missing; None where nobody looked, because the mandate had ended before the year did."""
    yield _heading(3, "还要努力的方面")
    if gaps is None:
        words = "年度末不在任，不再列出。"
    else:
        words = f"{'；'.join(gaps)}。" if gaps else "本年度各项履职都有记录。"
    yield Paragraph(words, _BODY, face="form", indent=2, leading=24)
