"""The booklet of one deputy's year: every record once, in its section, in the order of its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.booklet_years import calendar_year, register_year
from app.domain.contact_codes import PERFORMANCE_KINDS
from app.domain.fields import Ref
from app.paper.sheet import Form, Paper, Paragraph, Table
from app.storage.ledger import Ledger
from app.work.performance_papers.booklet import A4, A5, STYLES, BookletStyle, booklet, booklets
from app.work.performance_papers.booklet_sections import EIGHT, OTHERS, TWELVE, Sections
from tests.data.small_ledger import small_ledger
from ui.printing.marks import MM
from ui.printing.pagination import laid_out

TODAY = date(2022, 12, 31)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with small_ledger(tmp_path_factory.mktemp("booklet") / "ledger") as opened:
        yield opened


@pytest.fixture(scope="module")
def mandate(ledger: Ledger) -> int:
    return next(row["id"] for row in ledger.rows("deputies", ledger.ids("deputies")) if row["name"] == "王芳")


def record(ledger: Ledger, mandate: int, **values: Any) -> int:
    with ledger.act("履职") as act:
        return act.add("performance_records", {"deputy": Ref(mandate, "王芳"), **values})


def table(paper: Paper) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table))


@pytest.mark.parametrize(("sections", "count"), [(TWELVE, 12), (EIGHT, 8)])
def test_every_kind_of_record_has_one_section(sections: Sections, count: int) -> None:
    kinds = [kind for _, kinds in sections for kind in kinds]
    assert sorted([*kinds, "other"]) == sorted(PERFORMANCE_KINDS.codes())
    assert len(sections) + 2 == count  # with 基本情况 and 评价


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_year_without_records_has_its_sections_with_lines_to_write_on(
    ledger: Ledger, mandate: int, style: BookletStyle
) -> None:
    paper = booklet(ledger, mandate, calendar_year(2019, TODAY), style)
    rows = table(paper).rows
    assert [row[0].split("）")[1] for row in rows if len(row) == 1] == [title for title, _ in style.sections]
    assert [row for row in rows if len(row) > 1 and any(text.strip() for text in row)] == []
    assert len(rows) == len(style.sections) * (1 + style.blank)


def test_the_records_of_the_year_stand_in_their_sections_by_day(ledger: Ledger, mandate: int) -> None:
    late = record(
        ledger,
        mandate,
        kind="visit",
        occurred_on=date(2022, 9, 1),
        title="走访困难户(3户)",
        verified_by="陈小明",
    )
    early = record(
        ledger,
        mandate,
        kind="reception",
        occurred_on=date(2022, 5, 4),
        title="接访选民",
        place="甲站",
        count=5,
    )
    record(ledger, mandate, kind="visit", occurred_on=date(2021, 9, 1), title="上一年的走访")
    led = record(
        ledger,
        mandate,
        kind="suggestion",
        occurred_on=date(2022, 3, 9),
        title="清淤的建议",
        role="lead_sponsor",
        outcome="A类",
    )
    absent = record(
        ledger,
        mandate,
        kind="meeting",
        occurred_on=date(2022, 4, 3),
        title="第四次会议",
        attendance="on_leave",
    )
    others = [row for row in ledger.rows("deputies", ledger.ids("deputies")) if row["id"] != mandate]
    record(ledger, others[0]["id"], kind="visit", occurred_on=date(2022, 9, 1), title="别人的走访")
    paper = booklet(ledger, mandate, calendar_year(2022, TODAY))
    shown = [key[1] for key in table(paper).keys if isinstance(key, tuple)]
    assert shown == [absent, led, early, late]
    lines = {row[2]: row for row in table(paper).rows if len(row) > 1}
    assert lines["走访困难户（3户）"][:2] == ("2", "2022.09.01")
    assert lines["走访困难户（3户）"][7] == "陈小明"
    assert lines["清淤的建议（领衔）"][6] == "A类"
    assert lines["第四次会议"][6] == "请假"
    assert lines["接访选民（5 次）"][3] == "甲站", "one line that stands for several times says so"
    assert paper.records == 4
    words = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert "2022年度（2022年1月1日至2022年12月31日）" in words
    assert "四会市迳口镇第十六届人民代表大会" in words
    photo, cover, who, verdicts = (block for block in paper.blocks if isinstance(block, Form))
    assert [cell.role for cell in photo.cells] == ["picture"]
    assert {"王\u3000芳", "第一选区"} <= {cell.text for cell in cover.cells}
    assert {"王\u3000芳", "第一代表团"} <= {cell.text for cell in who.cells}
    assert {"本人\n自评", "代表小组\n评价", "主席团\n考核等次"} <= {cell.text for cell in verdicts.cells}


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2022, 3, 31), date(2021, 4, 1), date(2022, 3, 31)),
        (date(2022, 4, 1), date(2022, 4, 1), date(2023, 3, 31)),
        (date(2023, 12, 31), date(2023, 4, 1), date(2024, 3, 31)),
    ],
)
def test_the_register_year_runs_from_april_to_march(today: date, first: date, last: date) -> None:
    assert register_year(None, today)[1:] == (first, last)
    assert register_year(first.year, date(2030, 1, 1))[1:] == (first, last)
    assert calendar_year(None, today)[1:] == (date(today.year, 1, 1), date(today.year, 12, 31))


def test_a_booklet_says_of_which_kind_of_year_it_is(ledger: Ledger, mandate: int) -> None:
    days = [date(2023, 3, 31), date(2023, 4, 1), date(2024, 3, 31), date(2024, 4, 1)]
    by_day = {day: record(ledger, mandate, kind="visit", occurred_on=day, title=f"走访{day}") for day in days}
    paper = booklet(ledger, mandate, register_year(2023, TODAY))
    shown = [key[1] for key in table(paper).keys if isinstance(key, tuple)]
    assert shown == [by_day[day] for day in days[1:3]]
    words = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert "2023至2024登记年度（2023年4月1日至2024年3月31日）" in words


def test_nobody_s_booklet_is_refused(ledger: Ledger) -> None:
    with pytest.raises(KeyError, match="9999"):
        booklet(ledger, 9999, calendar_year(2022, TODAY))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("style", [A4, A5], ids=lambda style: style.size)
def test_pages_are_printed_on_both_sides(ledger: Ledger, mandate: int, style: BookletStyle) -> None:
    ids = ledger.ids("deputies")
    papers = list(booklets(ledger, ids, calendar_year(2019, TODAY), style))
    document = laid_out(papers)
    starts = [section.first_page for section in document.sections]
    assert len(starts) == len(ids)
    assert all(start % 2 == 0 for start in [*starts, len(document.pages)])  # each begins on a leaf of its own
    short = {"A4": 210, "A5": 148}[style.size]
    assert {round(page.width / MM) for page in document.pages} == {short}
    front, back = document.pages[2], document.pages[3]
    left = [round(min(rule.x1 for rule in page.rules) / MM) for page in (front, back)]
    assert left == [style.margins.left, style.margins.right]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("count", [12, 15, 19])
def test_a_section_of_the_booklet_stands_with_its_first_record(
    ledger: Ledger, mandate: int, count: int
) -> None:
    year = 2030 + count
    for number in range(count):
        kind = "other" if number == count - 1 else "visit"
        record(ledger, mandate, kind=kind, occurred_on=date(year, 1, 1 + number), title=f"记录{number}")
    pages = laid_out([booklet(ledger, mandate, calendar_year(year, TODAY))]).pages
    (page,) = [
        [words.text for words in page.words]
        for page in pages
        if f"（十一）{OTHERS}" in {w.text for w in page.words}
    ]
    assert f"记录{count - 1}" in page


def test_what_became_of_a_suggestion_stands_beside_it(ledger: Ledger, mandate: int) -> None:
    with ledger.act("建议") as act:
        act.add(
            "suggestions",
            {
                "class": "suggestion",
                "raised_on": date(2025, 3, 1),
                "title": "加装路灯",
                "content": "加装路灯",
                "deputies": (Ref(mandate, "王芳"),),
                "rounds": (
                    {"assigned_on": date(2025, 3, 2), "replied_on": date(2025, 4, 1), "reply_class": "A", "feedback": "satisfied", "feedback_on": date(2025, 4, 3)},
                ),
                "concluded_on": date(2025, 4, 9),
            },
        )  # fmt: skip
    rows = table(booklet(ledger, mandate, calendar_year(2025, TODAY))).rows
    assert [row[6] for row in rows if len(row) > 1 and row[2].startswith("加装路灯")] == [
        "2025.04.01 答复（A类），满意，已办结"
    ]


def test_an_act_before_the_mandate_stands_in_no_booklet(ledger: Ledger, mandate: int) -> None:
    record(ledger, mandate, kind="visit", occurred_on=date(2021, 9, 1), title="当选以前的走访")
    assert booklet(ledger, mandate, calendar_year(2021, TODAY)).records == 0
