"""代表履职登记册: cover, who she is, what she did in one year by sections, appraisal; A4 or A5, both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from app.domain.booklet_years import BookletYear
from app.domain.fields import Row
from app.domain.law.citations import citation
from app.domain.law.full_names import with_full_names
from app.domain.ledger_head import presidium_of
from app.domain.names import printed_name
from app.domain.numerals import chinese_number
from app.domain.registers.deputies import DEPUTIES
from app.paper.forms.layout import FormLayout, FormLine, Place
from app.paper.record_form import filled_form, photo_of, subject_of
from app.paper.sheet import Block, Form, FormCell, Margins, PageBreak, Paper, Paragraph, Spread
from app.storage.query import Query
from app.work.performance_papers.booklet_sections import EIGHT, TWELVE, Sections, section_table
from app.work.performance_papers.records import PerformanceRecords

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

NAME = "代表履职登记册"
_INSTRUCTIONS = (
    "一、本册记录代表一个登记年度内的履职情况，四月发放，次年四月收回，由镇人大主席团存档。",
    "二、出席会议、审议发言、议案建议、视察调研、进站接待、学习培训等，已按主席团的台账印好；"
    "走访选民、为民办实事、受到表彰等台账里没有的，请在空白行填写，写明日期和证明人。",
    "三、印好的内容与实际不符的，请告诉镇人大办公室，不要在册上涂改。",
    "四、年末由本人自评，代表小组评价，主席团审核后填写考核等次。",
    "五、主席团记录代表的履职情况，定期组织代表向选民报告履职情况，公开代表的基本信息和履职信息（{law}）。",
)


@dataclass(frozen=True)
class BookletStyle:
    """How a booklet is set.  Sizes of type in points, heights in millimetres.

    ``blank``: lines to write on behind each section.
    """

    size: Literal["A4", "A5"]
    margins: Margins
    table: float
    form: float
    heading: float
    title: float
    row_height: float
    verdict: float
    photo: tuple[float, float]
    above_title: float
    sections: Sections = TWELVE
    blank: int = 2


A4 = BookletStyle("A4", Margins(20, 18, 18, 26), 9, 11, 12, 34, 9.5, 62, (35, 49), 60)
A5 = BookletStyle("A5", Margins(14, 11, 15, 18), 7.5, 9, 10.5, 26, 8, 44, (28, 39), 26)
STYLES = {  # by the codes of BOOKLET_STYLES
    "a4_twelve": A4,
    "a5_twelve": A5,
    "a4_eight": replace(A4, sections=EIGHT),
    "a5_eight": replace(A5, sections=EIGHT),
}


def booklets(
    ledger: Ledger, mandates: Sequence[int], year: BookletYear, style: BookletStyle = A4
) -> Iterator[Paper]:
    """The booklet of each mandate, one after the other; KeyError when there is no such mandate."""
    records = PerformanceRecords(ledger, year)
    numbers = _numbers(ledger, year)
    for mandate in mandates:
        row = ledger.row(DEPUTIES.key, mandate)
        if row is None:
            raise KeyError(f"{DEPUTIES.key} {mandate}")
        yield _booklet(records, row, style, numbers.get(mandate, ""))


def booklet(ledger: Ledger, mandate: int, year: BookletYear, style: BookletStyle = A4) -> Paper:
    """One deputy's booklet; KeyError when there is no such mandate."""
    return next(booklets(ledger, [mandate], year, style))


def holder_of(paper: Paper) -> str:
    """Whose booklet it is, by its name."""
    return paper.name.partition(f"{NAME} ")[2].partition(" ")[0]


def _numbers(ledger: Ledger, year: BookletYear) -> dict[int, str]:
    rows = ledger.rows("booklets", ledger.ids("booklets", Query(year=year.first.year)))
    return {row["deputy"].id: row["no"] or "" for row in rows if row["from_on"] == year.first}


def _booklet(records: PerformanceRecords, row: Row, style: BookletStyle, number: str) -> Paper:
    ledger, own = records.ledger, records.of(row["id"])
    subject = subject_of(ledger, DEPUTIES, row)
    return Paper(
        title="",
        blocks=(
            *_cover(ledger, row, records.year, style, subject, number),
            *_inner_cover(style, records.year),
            _heading(1, "基本情况", style),
            filled_form(ledger, DEPUTIES, row, _who(style)),
            _heading(2, f"履职情况（已登记 {len(own)} 条）", style),
            section_table(own, style.sections, size=style.table, blank=style.blank),
            PageBreak(),
            _heading(3, "评价", style),
            _verdicts(style),
            Spread(
                (f"单位（盖章）：{presidium_of(ledger.office)}", "日期：      年   月   日"),
                size=style.form,
                space_before=4,
            ),
        ),
        margins=style.margins,
        numbered=False,
        foot="later_dashes",
        records=len(own),
        size=style.size,
        duplex=True,
        name=f"{subject}{NAME} {row['name']} {records.year.name}",
        author=presidium_of(ledger.office),
    )


def _cover(
    ledger: Ledger, row: Row, year: BookletYear, style: BookletStyle, subject: str, number: str
) -> Iterator[Block]:
    yield Paragraph("", leading=style.above_title)
    yield _centred(subject, style.title / 2, "heading")
    yield _centred(NAME, style.title, "title")
    yield _centred(year.in_full, style.heading, "form")
    yield Paragraph("", leading=style.above_title / 2)
    photo = FormCell(
        0, 1, "照片\n（2寸）", role="picture", align="center", picture=photo_of(ledger, DEPUTIES, row)
    )
    width, height = style.photo
    beside = (_width(style) - width) / 2
    yield Form((beside, width, beside), (photo,), row_height=height, size=style.form)
    yield Paragraph("", leading=style.above_title / 2)
    lines = (
        ("姓名", printed_name(row["name"])),
        ("选区", _name(row["electoral_district"])),
        ("代表小组", _name(row["deputy_group"])),
        ("册号", number),
    )
    cells = [
        cell
        for place, (label, text) in enumerate(lines)
        for cell in (
            FormCell(place, 1, label, role="label", align="center"),
            FormCell(place, 2, text, align="center"),
        )
    ]
    yield Form((2, 2.4, 6, 2), tuple(cells), row_height=style.row_height, size=style.heading)
    yield Paragraph("", leading=style.above_title)
    yield _centred(presidium_of(ledger.office), style.heading + 2, "form")
    yield PageBreak()


def _inner_cover(style: BookletStyle, year: BookletYear) -> Iterator[Block]:
    """The back of the cover, so that the contents begin on a page at the right."""
    yield _centred("填写说明", style.heading + 4, "heading")
    law = with_full_names(citation("publicity", year.first))
    for words in _INSTRUCTIONS:
        yield Paragraph(
            words.format(law=law), style.heading, face="form", indent=2, leading=style.heading * 1.9
        )
    yield PageBreak()


def _width(style: BookletStyle) -> float:
    sheet = {"A4": 210, "A5": 148}[style.size]
    return sheet - style.margins.left - style.margins.right


def _centred(words: str, size: float, face: Literal["title", "heading", "form"]) -> Paragraph:
    return Paragraph(words, size, "center", face, space_after=size / 4, leading=size * 1.5)


def _name(ref: object) -> str:
    return str(getattr(ref, "name", "") or "")


def _heading(number: int, words: str, style: BookletStyle) -> Paragraph:
    return Paragraph(
        f"{chinese_number(number)}、{words}",
        style.heading,
        face="heading",
        leading=style.heading * 2.5,
        keep=True,
    )


def _pair(label: str, key: str) -> tuple[Place, Place]:
    return Place(label, "label"), Place(key)


def _who(style: BookletStyle) -> FormLayout:
    return FormLayout(
        title="",
        shares=(2.4, 3.2, 2.4, 3.2, 2.4, 3.4),
        lines=(
            FormLine((*_pair("姓名", "name"), *_pair("性别", "sex"), *_pair("出生年月", "birth_date"))),
            FormLine((*_pair("民族", "ethnic_group"), *_pair("政治面貌", "political_status"), *_pair("文化程度", "education"))),
            FormLine((Place("工作单位\n及职务", "label"), Place("employer_position", columns=5, align="left"))),
            FormLine((*_pair("选区", "electoral_district"), *_pair("代表团", "delegation"), *_pair("代表小组", "deputy_group"))),
            FormLine((*_pair("代表证号", "deputy_card_no"), *_pair("代表职务", "posts"), *_pair("当选日期", "elected_on"))),
        ),
        row_height=style.row_height,
        size=style.form,
    )  # fmt: skip


def _verdicts(style: BookletStyle) -> Form:
    cells: list[FormCell] = []
    for row, label in enumerate(("本人\n自评", "代表小组\n评价", "主席团\n考核等次")):
        signed = "签名：　　　　　\n\n年　　月　　日"
        cells += [
            FormCell(row, 0, label, role="label", align="center"),
            FormCell(row, 1),
            FormCell(row, 2, signed, role="label", align="center"),
        ]
    return Form((2.6, 9.4, 5), tuple(cells), row_height=style.verdict, size=style.form, keep=True)
