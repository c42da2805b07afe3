"""The report on handling: its figures are those of the year, what is late is told with why, the public gets no petitioner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from app.domain.audiences import INTERNAL, PUBLIC
from app.figures.catalogue import figure_of
from app.figures.frozen_figures import snapshots_of
from app.figures.handling import Handling, handled_matters, handling_by_handler, handling_of
from app.figures.source import Source
from app.paper.sheet import Paper, Paragraph, Table
from app.storage.ledger import Ledger
from app.yearend.handling_report.matters import NO_REASON
from app.yearend.handling_report.report import handling_report, write_handling_report
from tests.kept_ledgers import new_ledger

YEAR, TODAY = 2022, date(2023, 3, 1)
OPINION = {"class": "群众意见", "source": "接待", "visitor": "王来访"}
SUGGESTION = {"class": "代表建议", "source": "闭会期间"}


def handled(day: str, *rounds: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"raised_on": f"2022-{day}", "rounds": list(rounds), **more}


MATTERS: list[dict[str, Any]] = [
    # answered a month late, with a reason; the second round is content, after the cut-off
    handled("01-10", {"assigned_on": "2022-01-11", "replied_on": "2022-05-11", "reply_class": "B", "extended_due_on": "2022-04-20", "extended_reason": "管线要迁移", "feedback_on": "2022-05-20", "feedback": "不满意"},
            {"assigned_on": "2022-12-20", "replied_on": "2023-01-20", "reply_class": "A", "feedback_on": "2023-01-25", "feedback": "满意"},
            **OPINION, title="王来访家门前路灯", content="路灯不亮", lead_handler="供电所", is_public=True,
            promises=[{"what": "更换路灯", "due_on": "2022-11-30"}, {"what": "加装开关", "due_on": "2023-06-30", "kept_on": "2023-02-01"}]),
    # not answered though its day has come, nobody wrote why
    handled("02-01", {"assigned_on": "2022-02-01"}, **OPINION, title="水渠", content="水渠", lead_handler="水务站"),
    handled("03-01", {"assigned_on": "2022-03-01", "replied_on": "2022-04-01", "reply_class": "A", "feedback_on": "2022-04-05", "feedback": "满意"},
            **SUGGESTION, title="校车", content="校车", lead_handler="供电所", is_public=True, concluded_on="2022-04-10"),
    handled("03-02", **OPINION, title="当场", content="当场", solved_on_spot=True),
    # out: what was said of it before counts no more
    handled("04-01", {"assigned_on": "2022-04-01", "replied_on": "2022-04-02", "feedback_on": "2022-04-03", "feedback": "不满意"}, **SUGGESTION, title="诉讼", content="诉讼", exit_kind="不予受理", exit_on="2022-04-05", exit_reason="涉诉"),
    {"class": "群众意见", "source": "来信来电", "raised_on": "2022-05-01", "title": "来信", "content": "来信"},  # not counted
    handled("11-01", **OPINION, title="结转", content="结转") | {"raised_on": "2021-11-01"},
]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("handling")
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        with new_ledger(folder / "data", term=16, term_started=date(2016, 11, 10), today=TODAY) as ledger:
            with ledger.act("录入") as act:
                for matter in MATTERS:
                    values, problems = ledger.read_values("suggestions", matter)
                    assert not [problem for problem in problems if problem.severity == "error"], problems
                    act.add("suggestions", values)
            yield ledger


def words_of(paper: Paper) -> str:
    paragraphs = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    cells = [cell for table in tables_of(paper) for row in table.rows for cell in row]
    return "\n".join([paper.title, *paragraphs, *cells])


def tables_of(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def test_what_it_tells_was_counted_by_hand(ledger: Ledger) -> None:
    paper = handling_report(ledger, YEAR)
    words = words_of(paper)
    for sentence in (
        "2022年共收到代表建议2件、群众意见3件，合计5件，上年结转1件。",
        "其中并案、撤回、不予受理、转送上级1件，列入办理4件。",
        "已答复3件，答复率75.0%（3/4）；已办结2件，办结率50.0%（2/4）；正在办理2件。",
        "已答复的3件中，A类（已解决或基本解决）1件，B类（正在解决或列入计划）1件，没有注明类别1件。",
        "收到反馈2件：满意1件、基本满意0件、不满意1件，满意率（含基本满意）50.0%（1/2）。",
        "逾期答复或逾期未答复2件。",
        "承诺列入计划逐步解决的事项2项，其中已兑现0项，尚未兑现2项。",
    ):
        assert sentence in words, sentence
    by_class, late, promised, by_handler, single = tables_of(paper)
    assert by_class.rows[-1] == ("合计", "4", "3", "2", "50.0%（2/4）", "1", "1", "0", "1", "0", "1", "2")
    assert [(row[0][-2:], *row[1:]) for row in late.rows] == [
        ("路灯", "供电所", "2022.04.20", "2022.05.11", "21", "管线要迁移"),
        ("水渠", "水务站", "2022.05.05", "尚未答复", "240", NO_REASON),
    ]
    assert [row[2:] for row in promised.rows] == [
        ("更换路灯", "2022.11.30", "逾期未兑现"),
        ("加装开关", "2023.06.30", "尚未兑现"),  # kept after the day of the report
    ]
    assert {row[0]: row[1:4] for row in by_handler.rows} == {
        "供电所": ("2", "2", "1"), "水务站": ("1", "0", "0"), "未填主办单位": ("0", "0", "0"),
        "未交办": ("1", "1", "1"),  # solved on the spot
    }  # fmt: skip
    assert len(single.rows) == 5


def test_the_public_gets_no_petitioner_and_no_row_that_is_not_marked(ledger: Ledger) -> None:
    paper = handling_report(ledger, YEAR, PUBLIC)
    words = words_of(paper)
    for hidden in ("王来访", "水渠", "当场", "诉讼", NO_REASON):
        assert hidden not in words, hidden
    assert "满意率（含基本满意）50.0%（1/2）" in words
    assert "逾期答复或逾期未答复2件，其中1件没有标明可以公开，不逐件列出。" in words
    assert "共5件，列出标明可以公开的2件，不列反映人。" in words
    headings = [
        block.text for block in paper.blocks if isinstance(block, Paragraph) and block.face == "heading"
    ]
    assert headings == [
        "一、总体情况",
        "二、答复类别",
        "三、满意情况",
        "四、逾期情况和原因",
        "五、承诺事项",
        "六、各承办单位办理情况",
        "附件",
    ]


def test_it_says_the_same_as_the_figures_of_the_year(ledger: Ledger) -> None:
    for until in (date(2022, 4, 20), date(2022, 12, 31), date(2023, 2, 28)):
        source = Source(ledger, YEAR, until)
        whole = handling_of(handled_matters(source), source)
        agrees_with_figures(ledger, source, whole)
        parts = handling_by_handler(source).values()
        assert sum(len(part.received) for part in parts) == len(whole.received)
        assert sum(part.feedback_count for part in parts) == whole.feedback_count


def agrees_with_figures(ledger: Ledger, source: Source, whole: Handling) -> None:
    pairs = {
        "all.received": whole.received, "all.replied": whole.replied, "all.concluded": whole.concluded,
        "all.late": whole.late, "all.class_a_rate": whole.by_class["A"],
        "satisfaction.strict_rate": whole.by_feedback["satisfied"],
    }  # fmt: skip
    for key, rows in pairs.items():
        value = figure_of(ledger, key, source.year, source.until)
        assert set(value.counted.weights()) == set(rows), (key, source.until)
    assert (figure_of(ledger, "all.open", source.year, source.until).value or 0) == whole.open
    rate = figure_of(ledger, "satisfaction.rate", source.year, source.until)
    assert (rate.numerator or 0, rate.denominator or 0) == (whole.content, whole.feedback_count)


def test_a_year_without_matters_says_so_and_invents_no_zero(ledger: Ledger) -> None:
    paper = handling_report(ledger, 2019)
    words = words_of(paper)
    assert "2019年没有登记代表建议和接待收集的群众意见，没有可以报告的办理情况。" in words
    assert "0件" not in words
    assert tables_of(paper) == []


@pytest.mark.parametrize("audience", [INTERNAL, PUBLIC])
def test_it_is_written_as_a_document_and_its_figures_are_frozen(
    ledger: Ledger, tmp_path: Path, audience: str
) -> None:
    before = len(snapshots_of(ledger, YEAR))
    write_handling_report(ledger, YEAR, tmp_path / "r.docx", audience)
    document = docx.Document(str(tmp_path / "r.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "办结率50.0%（2/4）" in text
    assert ("（公开稿）" in text) == (audience == PUBLIC)
    assert len(document.tables) == 5
    frozen = snapshots_of(ledger, YEAR)
    assert frozen[0]["occasion"] == "建议办理情况报告"
    assert len(frozen) <= before + 1


# The widths of signs in the widest face that stands in for 仿宋 here (DejaVu Sans); a digit has 0.64.
EMS = {"-": 0.36, ".": 0.32, "/": 0.34, "%": 0.95, "（": 1, "）": 1}
BESIDE = 1.9  # mm that Word keeps at each side of a cell


@pytest.mark.parametrize("audience", [INTERNAL, PUBLIC])
def test_no_day_and_no_share_is_broken_in_two_lines(ledger: Ledger, audience: str) -> None:
    room = 156  # mm between the margins of an official paper (GB/T 9704-2012, 5.1)
    for table in tables_of(handling_report(ledger, YEAR, audience)):
        whole = sum(column.share for column in table.columns)
        for row in table.rows:
            for column, words in zip(table.columns, row, strict=False):
                if re.fullmatch(r"\d{4}-\d\d-\d\d|[\d.]+%（\d+/\d+）", words):
                    ems = sum(EMS.get(sign, 0.64) for sign in words)
                    assert ems * table.size * 25.4 / 72 < column.share / whole * room - 2 * BESIDE, words
