"""代表履职登记册: what one deputy did in one year, in the sections of the booklet (domain.md 3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.booklet_years import BookletYear
from app.domain.fields import Row
from app.domain.ledger_head import EMPTY, NUMBERING, paper_text, presidium_of
from app.domain.numerals import chinese_number
from app.domain.registers.deputies import DEPUTIES
from app.domain.registers.performance_records import PERFORMANCE_RECORDS
from app.paper.forms.layout import FormLayout, FormLine, Place
from app.paper.record_form import filled_form, subject_of
from app.paper.sheet import Column, Form, FormCell, Margins, Paper, Paragraph, Spread, Table
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

# The sections behind 基本情况, with the kinds of record that stand in each.
SECTIONS = (
    ("出席人大会议", ("meeting", "presidium_meeting")),
    ("审议发言", ("speech",)),
    ("提出议案和建议", ("bill", "suggestion")),
    ("视察、调研、执法检查、评议", ("inspection", "research", "enforcement_check", "appraisal")),
    ("代表小组活动", ("group_activity",)),
    ("联系选民、进站接待", ("reception", "visit")),
    ("学习培训", ("training",)),
    ("向选民述职", ("report_to_voters",)),
    ("为民办实事", ("good_deed",)),
    ("表彰奖励", ("award",)),
    ("其他", ("other",)),
)
_COLUMNS = (
    Column(NUMBERING, 5, "center"),
    Column("日期", 13, "center"),
    Column("活动名称（内容）", 23),
    Column("地点", 11),
    Column("组织单位", 11),
    Column("本人发言或意见", 18),
    Column("结果", 11),
    Column("证明人", 7.5, "center"),
)
_SIZE, _FORM_SIZE = 9.0, 11.0


def _pair(label: str, key: str) -> tuple[Place, Place]:
    return Place(label, "label"), Place(key)


_WHO = FormLayout(
    title="{subject}代表履职登记册",
    shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
    lines=(
        FormLine((*_pair("姓名", "name"), *_pair("性别", "sex"), *_pair("出生年月", "birth_date"))),
        FormLine((*_pair("民族", "ethnic_group"), *_pair("政治面貌", "political_status"), *_pair("文化程度", "education"))),
        FormLine((Place("工作单位\n及职务", "label"), Place("employer_position", columns=5, align="left"))),
        FormLine((*_pair("选区", "electoral_district"), *_pair("代表团", "delegation"), *_pair("代表小组", "deputy_group"))),
        FormLine((*_pair("代表证号", "deputy_card_no"), *_pair("代表职务", "posts"), *_pair("当选日期", "elected_on"))),
    ),
    row_height=9,
    size=_FORM_SIZE,
)  # fmt: skip
_VERDICTS = ("本人自评", "代表小组评价", "主席团考核等次")


def performance_sheet(ledger: Ledger, mandate: int, year: BookletYear) -> Paper:
    """One deputy's booklet of a year on A4; KeyError when there is no such mandate."""
    row = ledger.row(DEPUTIES.key, mandate)
    if row is None:
        raise KeyError(f"{DEPUTIES.key} {mandate}")
    query = Query(equals={"deputy": mandate}, order=PERFORMANCE_RECORDS.filed_order)
    all_years = ledger.rows(PERFORMANCE_RECORDS.key, ledger.ids(PERFORMANCE_RECORDS.key, query))
    records = [record for record in all_years if year.holds(record["occurred_on"])]
    title = _WHO.title.format(subject=subject_of(ledger, DEPUTIES, row))
    return Paper(
        title=title,
        subtitle=year.in_full,
        blocks=(
            _heading(1, "基本情况"),
            filled_form(ledger, DEPUTIES, row, _WHO),
            _heading(2, f"履职情况（共 {len(records)} 条）"),
            _table(records),
            _heading(3, "评价"),
            _verdicts(),
            Spread(
                (f"单位（盖章）：{presidium_of(ledger.office)}", "日期：      年   月   日"),
                size=_FORM_SIZE,
                space_before=4,
            ),
        ),
        margins=Margins(top=20, right=18, bottom=18, left=24),
        records=len(records),
        name=f"{title} {row['name']} {year.name}",
        author=presidium_of(ledger.office),
    )


def _heading(number: int, words: str) -> Paragraph:
    return Paragraph(f"{chinese_number(number)}、{words}", 12, face="heading", leading=30, keep=True)


def _table(records: Sequence[Row]) -> Table:
    rows: list[tuple[str, ...]] = []
    keys: list[tuple[str, int] | None] = []
    for number, (title, kinds) in enumerate(SECTIONS, 1):
        own = [record for record in records if record["kind"] in kinds]
        rows.append((f"（{chinese_number(number)}）{title}{'' if own else EMPTY}",))
        rows += [_line(place, record) for place, record in enumerate(own, 1)]
        keys += [None, *((PERFORMANCE_RECORDS.key, record["id"]) for record in own)]
    return Table(_COLUMNS, tuple(rows), tuple(keys), _SIZE)


def _line(number: int, record: Row) -> tuple[str, ...]:
    def text(key: str) -> str:
        return paper_text(PERFORMANCE_RECORDS.field(key), record.get(key))

    role = f"（{text('role')}）" if record.get("role") not in (None, "participant") else ""
    result = "，".join(words for words in (text("attendance"), text("outcome")) if words)
    shown = (
        text("occurred_on"),
        text("title") + role,
        text("place"),
        text("organizer"),
        text("detail"),
        result,
    )
    return (str(number), *shown, text("verified_by"))


def _verdicts() -> Form:
    cells: list[FormCell] = []
    for row, label in enumerate(_VERDICTS):
        signed = "签名：　　　　　　\n　　　年　　月　　日"
        cells += [
            FormCell(row, 0, label, role="label", align="center"),
            FormCell(row, 1),
            FormCell(row, 2, signed, role="label", align="center"),
        ]
    return Form((3, 8.6, 5.4), tuple(cells), row_height=20, size=_FORM_SIZE, keep=True)
