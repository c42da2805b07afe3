"""Papers of a session: nothing broken that is one, titles in whole words, what belongs to a meeting in its minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.fields import Ref, Row
from app.paper.sessions import PAPERS
from app.paper.sheet import Form, Paper, Paragraph, Table
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.kept_ledgers import open_ledger, sample_folder
from ui.printing.pagination import laid_out

# A day with or without its time, alone in a box: cut in two it is read wrongly.
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|(上午|下午|晚上)\d{1,2}:\d\d|\d{4}\.\d\d\.\d\d")


@pytest.fixture(scope="module")
def ledger(qapp: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(
        sample_folder(Path(tmp_path_factory.mktemp("sample"))), today=date(2022, 12, 31)
    ) as opened:
        yield opened


@pytest.fixture(scope="module")
def session(ledger: Ledger) -> int:
    """The newest session, at which 58 deputies are due."""
    return ledger.ids("sessions")[0]


def words(papers: list[Paper]) -> list[str]:
    return [words.text for page in laid_out(papers).pages for words in page.words]


def paragraphs(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("kind", PAPERS)
def test_a_day_in_a_box_of_its_own_stands_in_one_line(ledger: Ledger, session: int, kind: str) -> None:
    papers = PAPERS[kind](ledger, session)
    tables = [block for paper in papers for block in paper.blocks if hasattr(block, "rows")]
    days = {text for table in tables for row in table.rows for text in row if _DAY.fullmatch(text)}
    assert days <= set(words(papers))
    assert days or kind not in ("schedule", "attendance_summary")


def test_titles_break_between_words_and_foot_keeps_off_the_name(ledger: Ledger, session: int) -> None:
    shown = words(PAPERS["sign_in_sheet"](ledger, session))
    assert "第六次会议第二次全体会议签到册" in shown
    assert {"关于召开迳口镇第十六届", "人民代表大会第六次会议的通知"} < set(
        words(PAPERS["notice"](ledger, session))
    )
    last = laid_out(PAPERS["sign_in_sheet"](ledger, session)[-1:]).pages[-1]
    number, name = (next(w for w in last.words if part in w.text) for part in ("第 2 页", "（续）"))
    assert number.x > name.x + len(name.text) * name.size * 10


def test_the_booklet_begins_with_what_is_in_it(ledger: Ledger, session: int) -> None:
    cover, *parts = PAPERS["booklet"](ledger, session)
    assert paragraphs(cover)[:4] == ["会议手册", "一、会议议程", "二、会议日程", "三、代表名单"]
    assert [part.title.rpartition("会议")[2] for part in parts] == ["议程（草案）", "日程", "代表名单"]
    names = [cell.text for block in parts[-1].blocks if isinstance(block, Form) for cell in block.cells]
    assert len([name for name in names if name]) == 58
    pages = laid_out([cover, *parts]).pages
    numbers = [[word.text for word in page.words if word.text.startswith("— ")] for page in pages]
    assert numbers == [[], *([f"— {number} —"] for number in range(1, len(pages)))]


def test_items_of_no_certain_meeting_are_those_of_the_plenary_ones(ledger: Ledger, session: int) -> None:
    minutes = PAPERS["minutes"](ledger, session)
    with_items = [paper.name.rpartition("次会议")[2] for paper in minutes if "议题" in paragraphs(paper)]
    assert with_items == ["第一次全体会议", "第二次全体会议"]
    assert "通过会议议程，选举主席团" in words(minutes[:1])  # what the programme says of the meeting
    assert "2022年11月23日下午3:00" in words(minutes[-1:])


def test_a_notice_without_a_day_leaves_room_for_it(ledger: Ledger) -> None:
    first = ledger.ids("sessions", Query(order=("opened_on",)))[0]
    with ledger.act("撤去通知日期") as act:
        act.change("sessions", first, {"notified_on": None})
    (paper,) = PAPERS["notice"](ledger, first)
    assert paragraphs(paper)[-3:-1] == ["迳口镇人民代表大会主席团", "　　年　月　日"]


def test_a_report_names_laws_in_full(ledger: Ledger, session: int) -> None:
    (paper,) = PAPERS["credentials_report"](ledger, session)
    text = "".join(paragraphs(paper))
    assert "《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》第三十七条" in text
    assert text.count("》") == 3


def test_a_credentials_report_says_each_change_with_its_ground(ledger: Ledger) -> None:
    first, *_, last = ledger.ids("sessions", Query(order=("opened_on",)))
    changes = [
        ("终止", "2022-11-01", {"end_reason": "未经批准两次不出席本级人民代表大会会议"}),
        ("暂停", "2022-11-02", {}),
        ("去世", "2022-11", {}),
    ]
    names = []
    with ledger.act("变动") as act:
        for deputy, (kind, on, more) in zip(ledger.ids("deputies")[:3], changes, strict=True):
            raw = {"mandate": {"id": deputy}, "kind": kind, "occurred_on": on, **more}
            act.add("mandate_changes", ledger.read_values("mandate_changes", raw)[0])
            names.append(ledger.names("deputies", [deputy])[deputy])
    (paper,) = PAPERS["credentials_report"](ledger, last)
    assert {
        f"{names[0]}因未经批准两次不出席本级人民代表大会会议，代表资格于2022年11月1日终止。",
        f"{names[1]}自2022年11月2日起暂时停止执行代表职务。",
        f"{names[2]}于2022年11月去世，代表资格自行终止。",
    } <= set(paragraphs(paper))
    (paper,) = PAPERS["credentials_report"](ledger, first)
    ledger.undo()
    assert {
        "本届换届选举选出代表 60 名，经审查，代表资格＿＿＿＿。",
        "本届代表选出以来，代表没有变动。",
    } <= set(paragraphs(paper))


def test_a_resignation_that_the_session_accepts_is_reported_to_the_next_one(ledger: Ledger) -> None:
    *_, before, last = ledger.rows("sessions", ledger.ids("sessions", Query(order=("opened_on",))))

    def report(session: Row) -> list[str]:
        (paper,) = PAPERS["credentials_report"](ledger, session["id"])
        return paragraphs(paper)

    deputy = ledger.ids(
        "deputies", Query(filter="in_office", on=before["opened_on"], equals={"level": "township"})
    )[0]
    heard, next_heard = report(before), report(last)
    raw = {"mandate": {"id": deputy}, "kind": "辞职", "occurred_on": before["opened_on"].isoformat()}
    with ledger.act("辞职") as act:
        act.add("mandate_changes", ledger.read_values("mandate_changes", raw)[0])
    name = ledger.names("deputies", [deputy])[deputy]
    again, new = report(before), [line for line in report(last) if line not in next_heard]
    ledger.undo()
    assert again == heard, "she sat there when the report was heard"
    assert any(line.startswith(f"{name}辞去代表职务") for line in new)
    assert any("实有代表" in line for line in new), "one fewer by the next session"


def test_a_programme_without_hours_follows_the_course_of_a_session(ledger: Ledger, session: int) -> None:
    day = (ledger.row("sessions", session) or {})["opened_on"]
    link = Ref(session, "")
    with ledger.act("会议") as act:
        for kind, ordinal in (("plenary", 9), ("presidium", 9), ("delegation", 8)):
            act.add(
                "session_meetings",
                {"session": link, "held_on": day, "half_day": "evening", "kind": kind, "ordinal": ordinal},
            )
    (paper,) = PAPERS["schedule"](ledger, session)
    ledger.undo()
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    held = [row[2] for row in table.rows if "晚上" in row[1]]
    assert held == ["第八次代表团会议", "主席团第九次会议", "第九次全体会议"]
