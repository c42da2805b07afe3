"""Every paper speaks with one voice: full-width signs beside Chinese, days with dots, （无） where there is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from app.domain.audiences import AUDIENCES, INTERNAL, PUBLIC
from app.domain.booklet_years import calendar_year, register_year
from app.domain.fields import Ref
from app.domain.law.full_names import with_full_names
from app.domain.register import Register
from app.domain.registers import BY_KEY, SHOWN
from app.domain.texts import full_width_signs
from app.paper.filing_papers import check_report
from app.paper.forms import LAYOUTS
from app.paper.forms.site_papers import fix_list, overview, site_sheets
from app.paper.ledger import filed_papers
from app.paper.reception_papers import notice, wall_chart
from app.paper.record_form import record_form
from app.paper.sheet import Form, Paper, Paragraph, Spread, Table
from app.paper.suggestion_summary import summary_paper
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.work.performance_papers.booklet import booklet
from app.yearend.dossier import dossier
from app.yearend.handling_report.report import handling_report
from app.yearend.post_handover import post_handover
from app.yearend.readiness import checks_of
from tests.data.small_ledger import small_ledger
from tests.random_rows import RandomRows

# As clerks type: half-width signs between Chinese, brackets of both kinds, numbers that keep their signs.
TYPED = (
    "路面破损,雨天积水;请维修(急)",
    "共1,200元(含税)",
    "联系:镇人大办(三楼)",
    "第一选区",
    "好!是吗?",
    "甲:乙,丙",
)
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with small_ledger(tmp_path_factory.mktemp("voice") / "ledger") as opened:
        rows = RandomRows(opened, 18, words=TYPED)
        for register in SHOWN:
            for _ in range(3):
                rows.add(register, fullness=0.9)
        withdraw_one(opened)
        yield opened


def withdraw_one(ledger: Ledger) -> None:
    """The records that follow from it say so, with the day: chance seldom withdraws what somebody raised."""
    values = {
        "class": "代表建议", "raised_on": "2022-03-01", "content": "修路", "exit_kind": "撤回",
        "exit_on": "2022-05-10", "exit_reason": "已经解决",
    }  # fmt: skip
    register, deputy = BY_KEY["suggestions"], ledger.ids("deputies")[0]
    with ledger.act("录入") as act:
        row = ledger.read_values(register.key, values)[0]
        name = ledger.rows("deputies", [deputy])[0]["name"]
        act.add(register.key, {**row, "deputies": (Ref(deputy, name),)})


def texts_of(paper: Paper) -> Iterator[str]:
    yield from (paper.title, paper.subtitle, *paper.unit_line)
    for block in paper.blocks:
        match block:
            case Table():
                yield from (column.heading for column in block.columns)
                yield from (column.group for column in block.columns)
                yield from (cell for row in block.rows for cell in row)
            case Form():
                yield from (cell.text for cell in block.cells)
            case Paragraph():
                yield block.text
            case Spread():
                yield from block.texts


def speaks_as_papers_do(papers: list[Paper]) -> None:
    assert papers
    texts = [text for paper in papers for text in texts_of(paper)]
    assert [text for text in texts if full_width_signs(text) != text] == []
    assert [text for text in texts if ISO_DAY.search(text)] == []


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_ledgers_and_forms(ledger: Ledger, register: Register) -> None:
    for audience in AUDIENCES:
        speaks_as_papers_do(filed_papers(ledger, register, audience=audience, include_private=True))
    if register.key in LAYOUTS:
        speaks_as_papers_do(
            [
                record_form(ledger, register, row_id, include_private=True)
                for row_id in ledger.ids(register.key)
            ]
        )


def test_notices_charts_sites_and_booklets(ledger: Ledger) -> None:
    speaks_as_papers_do([notice(ledger, duty) for duty in ledger.ids("reception_duties")])
    years = {row["held_on"].year for row in ledger.rows("reception_duties", ledger.ids("reception_duties"))}
    sites = ledger.ids("liaison_sites")
    speaks_as_papers_do([wall_chart(ledger, year, site) for year in years for site in sites])
    rounds = {row["round"] for row in ledger.rows("site_checks", ledger.ids("site_checks"))}
    for name in rounds:
        speaks_as_papers_do([*overview(ledger, name), *fix_list(ledger, name), *site_sheets(ledger, name)])
    years = {
        row["occurred_on"].year
        for row in ledger.rows("performance_records", ledger.ids("performance_records"))
    }
    mandates = ledger.ids("deputies")[:3]
    booklets = [kind(year, ledger.today) for year in years for kind in (calendar_year, register_year)]
    speaks_as_papers_do([booklet(ledger, mandate, year) for year in booklets for mandate in mandates])
    speaks_as_papers_do([summary_paper(ledger)])


def test_reports_of_the_year_dossier_and_handover(ledger: Ledger) -> None:
    reports = [handling_report(ledger, 2022, audience) for audience in (INTERNAL, PUBLIC)]
    faults = check_report(ledger.office, 2022, checks_of(ledger, 2022, ()), "2022-12-31")
    papers = [*reports, dossier(ledger), post_handover(ledger), faults]
    speaks_as_papers_do(papers)
    texts = [text for paper in papers for text in texts_of(paper)]
    assert [text for text in texts if with_full_names(text) != text] == [], (
        "laws by their full names, in 《》"
    )


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_a_ledger_without_rows_says_so(ledger: Ledger, register: Register) -> None:
    for paper in filed_papers(ledger, register, Query(find="查无此条")):
        (table,) = (block for block in paper.blocks if isinstance(block, Table))
        assert table.rows == (("（无）",),)


def test_a_wall_chart_without_duties_says_so(ledger: Ledger) -> None:
    chart = wall_chart(ledger, date.max.year, ledger.ids("liaison_sites")[0])
    (table,) = (block for block in chart.blocks if isinstance(block, Table))
    assert table.rows == (("（无）",),)
