"""Sheets for reporting to voters, by group and for the notice board, against a town counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.domain.audiences import INTERNAL, PUBLIC
from app.domain.booklet_years import calendar_year
from app.domain.fields import Ref
from app.domain.ledger_head import columns_for
from app.domain.registers.performance_records import PERFORMANCE_RECORDS
from app.figures.performance_lists import group_tables, public_list
from app.paper.sheet import Paper, Paragraph, Table
from app.paper.tabulation import tabulation_paper
from app.work.performance_papers.duty_report import duty_report, duty_reports
from app.work.performance_papers.gap_slips import gap_slips
from tests.figures.town import Town

YEAR = calendar_year(2022, date(2023, 6, 30))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """甲 and 乙 in one group, 丙 in none; 丁 has left.  甲 raised a suggestion that was answered."""
    town = Town(tmp_path_factory.mktemp("reports") / "data")
    group = town.add("deputy_groups", name="第一小组")
    town.elect("甲", "乙", deputy_group=Ref(group, "第一小组"), phone="19900001234", address="迳口村8号")
    town.elect("丙", "丁")
    town.event("丁", "died", "2022-05-01")
    town.record("甲", "2022-03-10")
    town.record("甲", "2022-08-02")
    town.record("甲", "2022-09-01", attendance="on_leave")
    town.record("乙", "2021-03-10")
    town.record("丁", "2022-04-01")
    rounds = ({"assigned_on": date(2022, 4, 2), "replied_on": date(2022, 5, 1), "reply_class": "B"},)
    town.add(
        "suggestions", **{"class": "suggestion"}, raised_on=date(2022, 4, 1), title="修水渠", content="修水渠",
        deputies=(town.mandates["甲"],), rounds=rounds,
    )  # fmt: skip
    yield town
    town.ledger.close()


def tables(paper: Paper) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in paper.blocks if isinstance(block, Table)]


def words(paper: Paper) -> str:
    return " ".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def test_her_acts_by_kind_with_days_her_suggestions_with_outcome_and_what_is_missing(town: Town) -> None:
    paper = duty_report(town.ledger, town.mandates["甲"].id or 0, YEAR)
    acts, matters = tables(paper)
    assert [row[:2] for row in acts] == [("提出建议", "1"), ("视察", "2"), ("请假", "1")]
    assert "2022.03.10" in acts[1][2]
    assert "2022.08.02" in acts[1][2]
    assert matters == (("1", "2022.04.01", "修水渠（领衔）", "2022.05.01 答复（B类）"),)
    assert "共 3 次" in words(paper)
    assert "没有接待选民；本届没有述职。" in words(paper)


def test_a_year_without_acts_says_so(town: Town) -> None:
    paper = duty_report(town.ledger, town.mandates["丙"].id or 0, YEAR)
    assert tables(paper) == [(("（无）",),), (("（无）",),)]
    assert "没有履职记录" in words(paper)


def test_of_somebody_who_left_nobody_says_that_nothing_is_missing(town: Town) -> None:
    """丁 died in May with one inspection; a year later she held no mandate at all."""
    for year in (YEAR, calendar_year(2023, date(2023, 6, 30))):
        paper = duty_report(town.ledger, town.mandates["丁"].id or 0, year)
        assert "年度末不在任，不再列出。" in words(paper)
        assert "各项履职都有记录" not in words(paper)


def test_one_sheet_for_each_and_none_for_nobody(town: Town) -> None:
    ids = [ref.id or 0 for name, ref in town.mandates.items() if "@" in name]
    assert len(list(duty_reports(town.ledger, ids, YEAR))) == 4
    with pytest.raises(KeyError, match="9999"):
        duty_report(town.ledger, 9999, YEAR)


def test_a_slip_for_each_who_lacks_something_and_for_nobody_else(town: Town) -> None:
    """甲 has no reception and no report, 乙 and 丙 nothing at all in the year; 丁 had left."""
    first, second, last = gap_slips(town.ledger, YEAR)  # in stroke order
    assert [slip.called for slip in (first, second, last)] == [
        f"代表履职提醒单 {name} 2022年度" for name in ("乙", "丙", "甲")
    ]
    assert "一、没有履职记录；" in words(first)
    assert "甲代表：" in words(last)
    assert "一、没有接待选民； 二、本届没有述职。" in words(last)
    assert "请您在今后的履职中作出安排。" in words(last)  # the year is over
    assert "甲" not in words(first) + words(second)
    *_, this_year = gap_slips(town.ledger, calendar_year(2023, town.ledger.today))
    assert "请您在2023年12月31日前作出安排。" in words(this_year)


def test_each_group_has_its_table(town: Town) -> None:
    groups = group_tables(town.ledger, YEAR)
    assert list(groups) == ["未编组", "第一小组"]
    without, first = groups.values()
    assert {line[0].text: [cell.text for cell in line[1:4]] for line in first.lines} == {
        "甲": ["1", "2", "3"],
        "乙": ["0", "0", "0"],
    }
    assert [cell.text for cell in first.total] == ["合计", "1", "2", "3", ""]
    assert {line[0].text for line in without.lines} == {"丙", "丁"}
    assert {line[0].text: line[-1].text for line in first.lines}["甲"] == "没有接待选民；本届没有述职"


def test_what_is_published_holds_who_is_in_office_and_nothing_private(town: Town) -> None:
    table = public_list(town.ledger, YEAR)
    assert {line[0].text: line[-1].text for line in table.lines} == {"甲": "3", "乙": "0", "丙": "0"}
    assert [cell.text for cell in table.total if cell.text] == ["合计", "1", "2", "3"]
    assert len({len(line) for line in (*table.lines, table.total, table.headings)}) == 1
    text = str(table.plain()) + str(tabulation_paper(table))
    assert not [private for private in ("19900001234", "迳口村8号", "1970", "请假") if private in text]


def test_who_verified_a_record_is_filed_and_not_published() -> None:
    columns = {
        audience: [field.key for field in columns_for(PERFORMANCE_RECORDS, None, audience, False)]
        for audience in (INTERNAL, PUBLIC)
    }
    assert "verified_by" in columns[INTERNAL]
    assert "verified_by" not in columns[PUBLIC]
