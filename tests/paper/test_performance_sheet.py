"""The booklet of one deputy's year: every record once, in its section, in the order of its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.booklet_years import calendar_year, register_year
from app.domain.contact_codes import PERFORMANCE_KINDS
from app.domain.fields import Ref
from app.paper.forms.performance_sheet import SECTIONS, performance_sheet
from app.paper.sheet import Form, Paper, Table
from app.storage.ledger import Ledger
from tests.data.small_ledger import small_ledger
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


def test_every_kind_of_record_has_one_section() -> None:
    kinds = [kind for _, kinds in SECTIONS for kind in kinds]
    assert sorted(kinds) == sorted(PERFORMANCE_KINDS.codes())


def test_a_year_without_records_has_its_sections_and_says_so(ledger: Ledger, mandate: int) -> None:
    paper = performance_sheet(ledger, mandate, calendar_year(2019, TODAY))
    assert [len(row) for row in table(paper).rows] == [1] * len(SECTIONS)
    assert all(row[0].endswith("（无）") for row in table(paper).rows)


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
        ledger, mandate, kind="reception", occurred_on=date(2022, 5, 4), title="接访选民", place="甲站"
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
    paper = performance_sheet(ledger, mandate, calendar_year(2022, TODAY))
    shown = [key[1] for key in table(paper).keys if isinstance(key, tuple)]
    assert shown == [absent, led, early, late]
    lines = {row[2]: row for row in table(paper).rows if len(row) > 1}
    assert lines["走访困难户（3户）"][:2] == ("2", "2022.09.01")
    assert lines["走访困难户（3户）"][7] == "陈小明"
    assert lines["清淤的建议（领衔）"][6] == "A类"
    assert lines["第四次会议"][6] == "请假"
    assert (paper.records, paper.subtitle) == (4, "2022年度（2022年1月1日至2022年12月31日）")
    assert paper.title == "四会市迳口镇第十六届人民代表大会代表履职登记册"
    who, verdicts = (block for block in paper.blocks if isinstance(block, Form))
    assert {"王\u3000芳", "第一代表团"} <= {cell.text for cell in who.cells}
    assert {"本人自评", "代表小组评价", "主席团考核等次"} <= {cell.text for cell in verdicts.cells}


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
    paper = performance_sheet(ledger, mandate, register_year(2023, TODAY))
    shown = [key[1] for key in table(paper).keys if isinstance(key, tuple)]
    assert shown == [by_day[day] for day in days[1:3]]
    assert paper.subtitle == "2023至2024登记年度（2023年4月1日至2024年3月31日）"


def test_nobody_s_booklet_is_refused(ledger: Ledger) -> None:
    with pytest.raises(KeyError, match="9999"):
        performance_sheet(ledger, 9999, calendar_year(2022, TODAY))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("count", range(12, 20))
def test_a_section_of_the_booklet_stands_with_its_first_record(
    ledger: Ledger, mandate: int, count: int
) -> None:
    year = 2030 + count
    for number in range(count):
        kind = "other" if number == count - 1 else "visit"
        record(ledger, mandate, kind=kind, occurred_on=date(year, 1, 1 + number), title=f"记录{number}")
    pages = laid_out([performance_sheet(ledger, mandate, calendar_year(year, TODAY))]).pages
    (page,) = [
        [words.text for words in page.words]
        for page in pages
        if "（十一）其他" in {w.text for w in page.words}
    ]
    assert f"记录{count - 1}" in page
