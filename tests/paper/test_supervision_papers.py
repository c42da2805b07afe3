"""Papers of supervision: what is known stands on them, what is not is room to write, and nothing is chosen by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.law.full_names import FULL_NAMES
from app.paper.sheet import Form, FormCell, Paper, Paragraph, Spread, Table
from app.paper.supervision import PAPERS
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.kept_ledgers import enter, open_ledger, sample_folder
from ui.printing.marks import MM
from ui.printing.pagination import laid_out

LONG = "请核对田头水利渠道清淤和村道路灯维修的进展情况，"


@pytest.fixture(scope="module")
def ledger(qapp: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = sample_folder(Path(tmp_path_factory.mktemp("supervision")))
    with open_ledger(folder, today=date(2022, 12, 31)) as opened:
        yield opened


def papers(ledger: Ledger, key: str, words: str, *ids: int) -> list[Paper]:
    return PAPERS[key][words](ledger, ids or ledger.ids(key, Query(year=2022)))


def words_of(paper: Paper) -> str:
    """Every text of a paper, in its order."""
    texts = [paper.title]
    for block in paper.blocks:
        match block:
            case Paragraph(text=text):
                texts.append(text)
            case Spread(texts=parts):
                texts += parts
            case Form(cells=cells):
                texts += [cell.text for cell in cells]
            case Table(rows=rows):
                texts += [cell for row in rows for cell in row]
    return "\n".join(texts)


def test_the_record_tells_who_came_and_what_became_of_each_topic(ledger: Ledger) -> None:
    (sixteenth,) = ledger.ids("presidium_meetings", Query(equals={"ordinal": 16}))
    record = words_of(papers(ledger, "presidium_meetings", "会议记录", sixteenth)[0])
    assert "迳口镇第十六届人大主席团第十六次会议记录" in record
    assert "应到9人，实到8人，符合规定人数" in record
    assert "欧阳俊杰（出差）" in record
    assert "表决：通过（赞成7人、反对0人、弃权1人，须全体成员9人中的5人赞成）。" in record


def test_a_meeting_without_topics_leaves_room_to_write(ledger: Ledger) -> None:
    row = enter(ledger, "presidium_meetings", session={"id": 6}, held_on="2022-12-29")
    record = papers(ledger, "presidium_meetings", "会议记录", row)[0]
    assert Form((16,), (FormCell(0, 0),), row_height=70) in record.blocks
    assert "会议纪要" not in words_of(record)


def test_the_summary_names_no_decision_twice(ledger: Ledger) -> None:
    row = enter(
        ledger, "presidium_meetings", session={"id": 6}, held_on="2022-12-28", member_count=9, present_count=4,
        topics=[{"title": "某项", "decision": "会议决定：先看再说", "in_favor": 4}], minutes_sent_on="2022-12-30",
    )  # fmt: skip
    text = words_of(papers(ledger, "presidium_meetings", "会议纪要", row)[0])
    assert "会议决定先看再说。" in text
    assert "表决：未通过" in text  # four of nine
    assert "不足规定的5人" in text
    assert "2022年12月30日" in text


def test_plan_and_report_say_what_is_known(ledger: Ledger) -> None:
    ids = ledger.ids("inspections", Query(find="污染源"))
    plan, sign_in, report = (
        papers(ledger, "inspections", words, *ids)[0] for words in ("方案", "签到表", "报告")
    )
    assert f"一、依据：《{FULL_NAMES['组织法']}》第十二条、第十九条" in words_of(plan)
    assert "2022年9月22日至2022年9月23日" in words_of(plan)
    assert "监督法" not in words_of(plan) + words_of(report)
    table = next(block for block in sign_in.blocks if isinstance(block, Table))
    assert [row[2] for row in table.rows][:9] == ["镇"] * 7 + ["县"] * 2
    assert len(table.rows) > 9
    assert "镇人民政府：" in words_of(report)
    assert "2022年10月10日" in words_of(report)
    assert "前将研究处理情况书面反馈" not in words_of(report)  # no day was set
    with ledger.act("定期限") as act:
        act.change("inspections", ids[0], {"feedback_due_on": date(2022, 12, 31)})
    asked = words_of(papers(ledger, "inspections", "报告", *ids)[0])
    ledger.undo()
    assert "请于2022年12月31日前将研究处理情况书面反馈迳口镇人大主席团" in asked


def test_the_report_lists_the_opinions_that_were_registered(ledger: Ledger) -> None:
    inspection = ledger.ids("inspections", Query(find="清淤"))[0]
    opinion = {"class": "代表建议", "raised_on": "2022-06-17", "content": "请加固堤坝"}
    enter(ledger, "suggestions", **opinion, inspection={"id": inspection})
    assert "1．请加固堤坝" in words_of(papers(ledger, "inspections", "报告", inspection)[0])


def test_ballots_of_a_meeting_are_cut_at_half_and_results_are_its_own(ledger: Ledger) -> None:
    ballots = papers(ledger, "reports_to_voters", "测评票")
    assert len(ballots) == 2  # two meetings
    for paper in ballots:
        page = laid_out([paper]).pages[0]
        (cut,) = [words.y for words in page.words if "沿此线裁开" in words.text]
        assert cut == pytest.approx(page.height / 2, abs=2 * MM)
    results = papers(ledger, "reports_to_voters", "测评结果汇总表")
    assert "94.6%（53/56）" in words_of(results[0]) + words_of(results[1])
    assert len({words_of(paper) for paper in results}) == 2


def test_the_vote_on_projects_ranks_by_itself(ledger: Ledger) -> None:
    ballot, counting, result = (
        papers(ledger, "project_ballots", words, 1)[0] for words in PAPERS["project_ballots"]
    )
    assert "迳口镇第十六届人民代表大会第四次会议" in words_of(ballot)
    grid = next(block for block in ballot.blocks if isinstance(block, Table))
    assert [row[5:] for row in grid.rows] == [("", "", "")] * 12
    assert grid.rows[0][3:5] == ("86", "2022.12")
    assert "村史馆建设" in words_of(counting)
    lines = next(block for block in result.blocks if isinstance(block, Table)).rows
    assert [line[-1] for line in lines] == ["确定"] * 10 + ["未入选"] * 2
    assert "30票以上的通过。票决确定10项" in words_of(result)


def test_before_the_count_sheets_are_blank_and_a_tie_is_said(ledger: Ledger) -> None:
    row = enter(ledger, "project_ballots", held_on="2022-12-20", planned_on="2023", in_office="58", seats="1")
    ids = [
        enter(ledger, "livelihood_projects", planned_on="2023", title=f"{LONG}{number}", content=LONG * 9, ballot={"id": row})
        for number in range(20)
    ]  # fmt: skip
    blank = words_of(papers(ledger, "project_ballots", "结果报告单", row)[0])
    assert "结论：" in blank and "确定" not in blank
    pages = laid_out(papers(ledger, "project_ballots", "票决票", row)).pages
    assert len(pages) > 1
    assert all(any(words.text == "项目名称" for words in page.words) for page in pages)
    with ledger.act("计票") as act:
        for project in ids[:2]:
            act.change("livelihood_projects", project, {"votes_for": 40})
    assert "2项在最后一个名额上票数相同，须再次票决" in words_of(
        papers(ledger, "project_ballots", "结果报告单", row)[0]
    )
