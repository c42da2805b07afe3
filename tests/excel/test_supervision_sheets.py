"""How clerks' lists of inspections, projects, reports, presidium meetings and documents are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.excel.importing import Preview, commit_preview, preview_workbook
from app.storage.ledger import Ledger
from tests.kept_ledgers import open_ledger, sample_folder

pytestmark = pytest.mark.usefixtures("reading_here")
Sheet = Sequence[Sequence[Any]]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = sample_folder(tmp_path_factory.mktemp("sheets") / "data")
    with open_ledger(folder, today=date(2022, 12, 31)) as opened:
        yield opened


def read(ledger: Ledger, register: str, sheet: Sheet, folder: Path) -> Preview:
    book = openpyxl.Workbook()
    for row in sheet:
        book.worksheets[0].append(list(row))
    path = folder / "表.xlsx"
    book.save(path)
    return preview_workbook(ledger, register, path)


PROJECTS: Sheet = (
    ("迳口镇2022年民生实事项目进展情况表",),
    ("序号", "项目名称", "责任单位", "总投资（万元）", "完成时限", "完成情况", "监督代表"),
    (1, "污水管网", "镇规划办", 120.5, "2022年12月", "进行中", "钟卓文"),
    (2, "文化广场", "文化站", "30", "2022年10月", "已完成", "钟卓文、单民"),
)


def test_a_list_of_projects_gives_its_year_its_sums_and_its_states(ledger: Ledger, tmp_path: Path) -> None:
    first, second = read(ledger, "livelihood_projects", PROJECTS, tmp_path).rows
    assert (first.verdict, second.verdict) == ("new", "new")
    assert first.values["planned_on"].iso == second.values["adopted_on"].iso == "2022"
    assert (first.values["budget"], second.values["budget"]) == (120_500_000, 30_000_000)  # fen
    assert first.values.get("completed_on") is None
    assert second.values["completed_on"].iso == "2022-10"


def test_votes_of_a_year_belong_to_its_only_ballot(ledger: Ledger, tmp_path: Path) -> None:
    sheet = (
        ("2022年民生实事候选项目票决结果",),
        ("序号", "项目名称", "赞成", "反对", "弃权"),
        (13, "学校饭堂", 50, 2, 3),
        (14, "停车场改造", 50, 3, 3),
    )
    within, beyond = read(ledger, "livelihood_projects", sheet, tmp_path).rows
    assert within.values["ballot"].id == 1
    assert within.verdict == "new"
    assert [problem.code for problem in beyond.problems] == ["ballots"]  # 56 votes of 55 ballots


def test_a_stated_grade_is_held_against_the_ballots(ledger: Ledger, tmp_path: Path) -> None:
    sheet = (
        ("2022年人大代表述职评议情况表",),
        ("序号", "述职时间", "选区", "述职代表", "参评人数", "满意", "基本满意", "不满意", "评议结果"),
        (1, "2022.11.28", "第六选区", "植翠萍", 50, 45, 4, 1, "称职"),
        (2, "2022.11.28", "第七选区", "苏国栋", 50, 30, 15, 5, "称职"),
    )
    earned, doubted = read(ledger, "reports_to_voters", sheet, tmp_path).rows
    assert earned.verdict == "new"
    assert doubted.verdict == "flagged"
    assert "是“基本称职”" in doubted.problems[0].message


def test_a_list_of_meetings_keeps_topics_and_decisions(ledger: Ledger, tmp_path: Path) -> None:
    sheet = (
        ("迳口镇人大主席团会议台账",),
        ("序号", "会议时间", "主持人", "应到人数", "实到人数", "会议议题", "议定事项"),
        (1, "2022.2.20", "刘敏", 9, 8, "研究工作要点", "同意"),
        (2, "2022.8.30", "刘敏", 9, 4, "视察安排", "通过"),
    )
    met, too_few = read(ledger, "presidium_meetings", sheet, tmp_path).rows
    assert met.values["topics"] == ({"title": "研究工作要点", "decision": "同意"},)
    assert met.values["chair"] == "刘敏"
    assert (met.verdict, too_few.values["present_count"]) == ("new", 4)


def test_numbers_of_documents_are_read_in_one_spelling(tmp_path: Path) -> None:
    sheet = (
        ("发文登记簿",),
        ("序号", "发文日期", "文号", "文件标题", "密级", "份数"),
        (1, "2022.12.5", "迳人大[2022]第010号", "关于召开会议的通知", "", 20),
        (2, "2022.12.6", "迳人大〔2022〕11号", "工作总结", "内部", 5),
    )
    with open_ledger(sample_folder(tmp_path / "data"), today=date(2022, 12, 31)) as ledger:
        preview = read(ledger, "outgoing_documents", sheet, tmp_path)
        assert [row.values["no"] for row in preview.rows] == ["迳人大〔2022〕10号", "迳人大〔2022〕11号"]
        commit_preview(ledger, preview)
        again = read(ledger, "outgoing_documents", sheet, tmp_path)
        assert [row.verdict for row in again.rows] == ["same", "same"]


VOTES: Sheet = (
    ("迳口镇第十七届人大四次会议表决结果",),
    ("序号", "表决事项", "表决日期", "表决方式", "赞成", "反对", "弃权"),
    (1, "政府工作报告的决议", "2022年2月9日", "举手", 42, 0, 0),
    (2, "预算执行情况的决议", "2022年2月9日", "举手", 40, 1, 1),
    ("总监票人：", None, None, "监票人："),
)


def test_headings_in_the_last_row_wait_for_a_signature(ledger: Ledger, tmp_path: Path) -> None:
    preview = read(ledger, "votes", VOTES, tmp_path)
    assert [row.values["in_favor"] for row in preview.rows] == [42, 40]
    assert [left.row for left in preview.left_out] == [1, 2, 5]


EQUIPMENT: Sheet = (
    ("名称", "规格型号", "数量", "单价（元）", "存放地点"),
    ("电脑", "台式", "1台", 4200, "下寮村联络站"),
    ("会议椅", "木", "6 把", 85, "下寮村联络站"),
    ("意见箱", "铁", 1, 30, "下寮村联络站"),
)


def test_the_unit_behind_a_quantity_is_kept(ledger: Ledger, tmp_path: Path) -> None:
    rows = read(ledger, "site_equipment", EQUIPMENT, tmp_path).rows
    assert [(row.values["quantity"], row.values.get("unit")) for row in rows] == [
        (1, "台"), (6, "把"), (1, None)
    ]  # fmt: skip


def test_days_of_opinions_on_a_report_are_not_mixed_up(ledger: Ledger, tmp_path: Path) -> None:
    sheet = (
        ("听取和审议专项工作报告情况表",),
        (
            "会议时间",
            "报告名称",
            "报告单位",
            "带队人",
            "列席人员",
            "审议意见交办时间",
            "要求答复时间",
            "答复时间",
        ),
        (
            "2022年7月20日",
            "关于财政决算的报告",
            "财政所",
            "刘敏",
            "站所长",
            "2022-07-25",
            "2022-10-25",
            "2022-11-02",
        ),
    )
    (row,) = read(ledger, "inspections", sheet, tmp_path).rows
    days = {
        key: row.values[key].isoformat()[5:] for key in ("report_sent_on", "feedback_due_on", "feedback_on")
    }
    assert days == {"report_sent_on": "07-25", "feedback_due_on": "10-25", "feedback_on": "11-02"}
    assert (row.values["leader"], row.values["accompanying"]) == ("刘敏", "站所长")


def test_ballots_written_with_each_candidate_are_not_added_up(ledger: Ledger, tmp_path: Path) -> None:
    sheet = (
        ("迳口镇第十六届人大第五次会议副镇长选举结果",),
        ("职务", "应选", "候选人", "赞成", "反对", "弃权", "发票", "收票", "废票"),
        ("副镇长", 1, "黄锦荣", 15, 10, 3, 28, 28, 0),
        (None, None, "温志明", 10, 15, 3, 28, 28, 0),
    )
    (row,) = read(ledger, "elections", sheet, tmp_path).rows
    assert {key: row.values[key] for key in ("issued", "collected", "void")} == {
        "issued": 28,
        "collected": 28,
        "void": 0,
    }


def test_the_ordinal_under_session_is_that_of_the_meeting(ledger: Ledger, tmp_path: Path) -> None:
    """The sixth session had not met in August: 第6次 is the presidium's own meeting."""
    sheet = (
        ("主席团会议记录汇总",),
        ("届次", "会议时间", "主持", "应到", "实到", "议题"),
        ("第6次", "2022.8.9", "刘敏", 9, 8, "听取安全生产汇报"),
    )
    (row,) = read(ledger, "presidium_meetings", sheet, tmp_path).rows
    assert row.values["ordinal"] == 6
    assert "第五次会议" in row.values["session"].name
