"""Papers of votes and elections: where a ballot is cut, in which order names stand, what is not printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.law.full_names import FULL_NAMES
from app.paper.decisions.ballots import by_session, candidates_in_order, election_ballots, vote_ballots
from app.paper.decisions.counting import BOXES, STROKES, election_counting, vote_counting
from app.paper.decisions.motions import PAPERS as MOTION_PAPERS
from app.paper.decisions.published import NotDecided, announcement, notices_of_election, oath, resolution
from app.paper.decisions.results import election_result, vote_result
from app.paper.official import official_paper
from app.paper.sheet import Form, Paper, Paragraph, Table
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.kept_ledgers import open_ledger, sample_folder
from ui.printing.marks import MM, Page
from ui.printing.pagination import laid_out

NAMES = (
    "欧阳建国强",
    "阿依古丽·买买提",
    "李大鸣",
    "李一鸣",
    "王芳",
    "丁一",
    "林小红",
    "区文斌",
    "田大利",
    "田富",
    "单世昌",
    "曾美玲",
)
DAY = date(2022, 11, 23)


@pytest.fixture(scope="module")
def ledger(qapp: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(
        sample_folder(Path(tmp_path_factory.mktemp("sample"))), today=date(2022, 12, 31)
    ) as opened:
        yield opened


def add(ledger: Ledger, key: str, **typed: Any) -> int:
    values, _ = ledger.read_values(key, {"session": {"id": 6}, "voted_on": DAY.isoformat(), **typed})
    with ledger.act("样张") as act:
        return int(act.add(key, values))


@pytest.fixture(scope="module")
def twelve(ledger: Ledger) -> int:
    """160 deputies, twelve candidates, not counted yet."""
    people = [{"name": name} for name in NAMES]
    return add(
        ledger, "elections", post="副镇长", seats="3", round="选举", in_office="160", candidates=people
    )


@pytest.fixture(scope="module")
def failed(ledger: Ledger) -> int:
    votes = zip(NAMES, (29, 28, 20), strict=False)
    people = [{"name": name, "in_favor": str(won), "against": str(57 - won)} for name, won in votes]
    counts = {"in_office": "58", "present": "57", "issued": "57", "collected": "57", "void": "0"}
    return add(ledger, "elections", post="副镇长", seats="2", round="另行选举", candidates=people, **counts)


def town_head(ledger: Ledger) -> int:
    return ledger.ids("elections", Query(equals={"post": "town_head"}))[0]


def pages(paper: Paper) -> list[Page]:
    return laid_out([paper]).pages


def texts(paper: Paper) -> list[str]:
    return [words.text for page in pages(paper) for words in page.words]


def heights_of(page: Page, text: str) -> list[float]:
    return sorted(words.y for words in page.words if words.text == text)


def ballots(ledger: Ledger) -> list[Paper]:
    sitting = by_session(ledger, ledger.ids("votes"))[0]
    return [election_ballots(ledger, town_head(ledger)), vote_ballots(ledger, sitting)]


@pytest.mark.parametrize("number", [0, 1])
def test_two_ballots_stand_alike_on_both_halves_and_the_cut_between_them(ledger: Ledger, number: int) -> None:
    (page,) = pages(ballots(ledger)[number])
    first, second = heights_of(page, ("镇长选票", "表决票")[number])
    assert second - first == pytest.approx(page.height / 2, abs=0.5 * MM)
    (cut,) = [words.y for words in page.words if "沿此线裁开" in words.text]
    assert cut == pytest.approx(page.height / 2, abs=2 * MM)
    assert len(heights_of(page, "迳口镇人大主席团（盖章）")) == 2


def test_nobody_is_written_in_where_only_the_tied_stand(ledger: Ledger) -> None:
    people = [{"name": name} for name in NAMES[:2]]
    tied = add(ledger, "elections", post="副镇长", seats="1", round="再次投票", candidates=people)
    papers = [election_ballots(ledger, tied), *election_counting(ledger, tied), election_result(ledger, tied)]
    words = "".join(text for paper in papers for text in texts(paper))
    assert words.count("（再次投票）") == 5 and "另选" not in words


@pytest.mark.parametrize("organ", ["迳口镇人民代表大会主席团", "石头岭畲族镇人民代表大会主席团", "畲" * 26])
def test_an_organ_signs_on_one_line_above_the_day(organ: str) -> None:
    day_signed = date(2022, 7, 20)
    (page,) = pages(
        official_paper("公告", ["现予公告。"], organ=organ, signed_on=day_signed, name="公告", author=organ)
    )
    assert len(heights_of(page, organ)) == 1
    (signed, day) = (next(w for w in page.words if w.text == text) for text in (organ, "2022年7月20日"))
    assert signed.y < day.y


def test_a_ballot_that_is_taller_than_half_a_page_stands_alone(ledger: Ledger, twelve: int) -> None:
    (page,) = pages(election_ballots(ledger, twelve))
    assert len(heights_of(page, "副镇长选票")) == 1
    assert not any("裁开" in words.text for words in page.words)


def test_names_stand_in_stroke_order_and_the_seats_are_said(ledger: Ledger, twelve: int) -> None:
    row = ledger.row("elections", twelve)
    assert row is not None
    order = "丁一 王芳 区文斌 田大利 田富 李一鸣 李大鸣 阿依古丽·买买提 林小红 欧阳建国强 单世昌 曾美玲"
    assert candidates_in_order(ledger, row) == order.split()
    words = texts(election_ballots(ledger, twelve))
    assert "注：1．应选三名，候选人按姓名笔画为序。" in words
    assert "丁\u3000一" in words


@pytest.mark.parametrize(("deputies", "strips"), [(58, 1), (80, 1), (81, 2), (160, 2), (161, 3)])
def test_there_are_boxes_for_every_deputy(ledger: Ledger, deputies: int, strips: int) -> None:
    row_id = add(ledger, "votes", matter=f"{deputies} 名", way="举手表决", in_office=str(deputies))
    grid = next(block for block in vote_counting(ledger, [row_id])[0].blocks if isinstance(block, Form))
    boxes = [cell for cell in grid.cells if not cell.text and 2 <= cell.column < 2 + BOXES]
    assert len(boxes) == 3 * strips * BOXES
    assert STROKES * BOXES * (strips - 1) < deputies <= STROKES * BOXES * strips


def test_counting_sheets_of_twelve_keep_each_candidate_on_one_page(ledger: Ledger, twelve: int) -> None:
    sheet, sums = election_counting(ledger, twelve)
    for name in ("丁\u3000一", "欧阳建国强", "曾美玲"):
        assert texts(sheet).count(name) == texts(sums).count(name) == 1
    assert all(any("计票单" in words.text for words in page.words) for page in pages(sheet))
    assert texts(sums).count("另选人：") == 3, "to be written in, and only voted for"
    assert [texts(sums).count(mark) for mark in ("赞成", "反对", "弃权")] == [15, 12, 12]


def test_a_result_that_nobody_won_says_what_follows(ledger: Ledger, failed: int) -> None:
    paper = election_result(ledger, failed)
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert [row[-1] for row in table.rows] == ["—", "—", "—"]
    prose = "".join(block.text for block in paper.blocks if isinstance(block, Paragraph))
    assert "没有人获得全体代表的过半数选票（须 30 票），副镇长没有选出。不足的 2 名另行选举" in prose
    assert f"《{FULL_NAMES['组织法']}》第二十九条" in prose
    for compose in (announcement, notices_of_election, oath):
        with pytest.raises(NotDecided, match="还没有人当选"):
            compose(ledger, failed)


def test_two_candidates_of_one_name_keep_their_own_votes(ledger: Ledger, failed: int) -> None:
    """Both stood with the votes of the second one, and both as elected where one was."""
    row = ledger.row("elections", failed)
    assert row is not None
    first, second, _ = row["candidates"]
    first, second = first | {"in_favor": 27, "against": 30}, second | {"in_favor": 30, "against": 27}
    with ledger.act("同名") as act:
        act.change("elections", failed, {"candidates": (first, second | {"name": first["name"]})})
    tables = [block for block in election_result(ledger, failed).blocks if isinstance(block, Table)]
    ledger.undo()
    assert [(line[1], line[-1]) for line in tables[0].rows[:2]] == [("27", "—"), ("30", "当选")]


def test_before_the_count_a_result_sheet_is_blank(ledger: Ledger, twelve: int) -> None:
    (table,) = [block for block in election_result(ledger, twelve).blocks if isinstance(block, Table)]
    assert all(not any(row[1:]) for row in table.rows)
    assert [row[0] for row in table.rows][-3:] == ["另选人", "", ""]


def test_the_result_of_the_sample_is_announced(ledger: Ledger) -> None:
    row_id = town_head(ledger)
    words = "".join(texts(announcement(ledger, row_id)))
    assert "迳口镇人民代表大会主席团公告" in words and "迳人大〔2022〕5号" in words
    assert "于2022年7月20日补选邓启明为迳口镇人民政府镇长。" in words
    (one,) = notices_of_election(ledger, row_id)
    assert "邓启明同志：" in texts(one)
    assert any("忠于中华人民共和国宪法" in line for line in texts(oath(ledger, row_id)))


def test_a_resolution_is_printed_only_of_what_passed(ledger: Ledger) -> None:
    passed = ledger.ids("votes", Query(equals={"kind": "major_matter"}))[0]
    paper = resolution(ledger, passed)
    assert paper.title == "迳口镇第十六届人民代表大会第六次会议关于推进镇区污水管网建设的决定"
    assert any("（2022年11月23日迳口镇第十六届人民代表大会" in line for line in texts(paper))
    lost = add(
        ledger,
        "votes",
        matter="落空的一项",
        way="举手表决",
        in_office="58",
        present="57",
        in_favor="29",
        against="28",
    )
    with pytest.raises(NotDecided, match="没有通过"):
        resolution(ledger, lost)


def test_votes_of_two_sessions_are_two_sheets(ledger: Ledger) -> None:
    sittings = by_session(ledger, ledger.ids("votes", Query(filter="passed")))
    assert [len(sitting) for sitting in sittings] == [4, 3, 2]
    paper = vote_result(ledger, sittings[0])
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["1", "2", "3", "4"]
    assert {row[-1] for row in table.rows} == {"通过"}
    prose = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert sum("（《组织法》第二十五条）" in text for text in prose) == 4
    assert prose.count(f"注：《组织法》是《{FULL_NAMES['组织法']}》的简称。") == 1


def test_only_what_is_voted_by_ballot_stands_on_ballots_and_a_show_of_hands_counts_no_papers(
    ledger: Ledger,
) -> None:
    by_hand, *_, mixed = by_session(ledger, ledger.ids("votes", Query(filter="passed")))
    (form,) = {block for block in vote_ballots(ledger, mixed).blocks if isinstance(block, Form)}
    assert [cell.text for cell in form.cells if cell.column == 1][1:] == ["关于推进镇区污水管网建设的决定"]
    assert "57" in texts(vote_result(ledger, mixed)) and "发出票数" in texts(vote_result(ledger, mixed))
    for paper in (vote_result(ledger, by_hand), *vote_counting(ledger, by_hand)):
        assert not any("发出" in line or "废票" in line for line in texts(paper))
    assert any("发出" in line for line in texts(vote_counting(ledger, mixed)[0]))


def papers_of_motion(ledger: Ledger, **values: Any) -> dict[str, list[str]]:
    """What stands on each paper that a motion of its kind has."""
    read, _ = ledger.read_values("motions", {"session": {"id": 5}, "raised_on": "2022-07-20", **values})
    with ledger.act("登记") as act:
        row_id = act.add("motions", read)
    papers = {}
    for name, compose in MOTION_PAPERS.items():
        with suppress(NotDecided):
            papers[name] = texts(compose(ledger, row_id))
    return papers


def test_an_inquiry_is_signed_handed_on_and_replied_to(ledger: Ledger) -> None:
    askers = [{"id": number} for number in range(1, 13)]
    again = {
        "further_replies": [{"replied_on": "2022-07-22", "reply": "已经清运。", "dissatisfied_count": "3"}]
    }
    papers = papers_of_motion(
        ledger, kind="质询案", title="垃圾清运", addressee="镇政府", content="为什么三天一运？", deputies=askers,
        replied_on="2022-07-21", reply="车辆不足。", dissatisfied_count="6", **again,
    )  # fmt: skip
    assert list(papers) == ["案文", "转交通知", "答复单"]
    assert {"质询对象", "镇政府"} <= set(papers["案文"])
    places = [text for text in papers["案文"] if text.isdecimal()]
    assert places == [str(number) for number in range(1, 13)], "in one sequence, also over several pages"
    assert "镇政府：" in papers["转交通知"] and "12名代表" in "".join(papers["转交通知"])
    assert f"《{FULL_NAMES['组织法']}》第二十四条" in "".join(papers["转交通知"])
    assert {"已经清运。", "2022年7月22日", "12名", "3名"} <= set(papers["答复单"]), "the newest reply"
    empty = papers_of_motion(ledger, kind="质询案", title="路灯")
    assert "10" in empty["案文"] and "11" not in empty["案文"], "room for as many as the law asks for"


def test_a_recall_has_a_defence_and_a_ballot_and_a_resignation_a_ballot(ledger: Ledger) -> None:
    papers = papers_of_motion(
        ledger, kind="罢免案", title="罢免副镇长", addressee="甲副镇长", by_presidium="是"
    )
    assert list(papers) == ["案文", "申辩意见", "表决票"]
    assert {"由主席团提出。", "迳口镇人大主席团（盖章）"} <= set(papers["案文"])
    assert f"《{FULL_NAMES['组织法']}》第三十一条" in "".join(papers["申辩意见"])
    assert papers["表决票"].count("罢免：甲副镇长") == 2, "two to a page"
    assert list(papers_of_motion(ledger, kind="询问", title="问")) == []
    resigned = papers_of_motion(ledger, kind="代表辞职", title="乙辞职", addressee="代表乙")
    assert list(resigned) == ["表决票"] and "接受辞职：代表乙" in resigned["表决票"]


@pytest.mark.parametrize("compose", [election_ballots, election_result, announcement])
def test_there_is_no_paper_of_what_is_not_there(ledger: Ledger, compose: Any) -> None:
    with pytest.raises(KeyError):
        compose(ledger, 9999)
    with pytest.raises(KeyError):
        vote_result(ledger, [])


def test_the_papers_of_a_primary_ask_for_the_names_that_are_wanted(ledger: Ledger) -> None:
    people = [{"name": name, "in_favor": str(40 - 10 * place)} for place, name in enumerate(NAMES[:5])]
    counts = {"in_office": "58", "present": "57", "issued": "57", "collected": "57", "void": "0"}
    row_id = add(
        ledger,
        "elections",
        post="副镇长",
        seats="2",
        round="预选",
        candidate_count="3",
        candidates=people,
        **counts,
    )
    ballot = texts(election_ballots(ledger, row_id))
    assert "副镇长候选人预选票" in ballot
    assert "另选人姓名" not in ballot
    assert any("正式候选人三名" in words for words in ballot)
    counting, sums = election_counting(ledger, row_id)
    assert (counting.title, sums.title) == ("副镇长候选人预选计票单", "副镇长候选人预选总计票单")
    assert {"反对", "弃权", "另选人"}.isdisjoint(texts(counting) + texts(sums))
    result = texts(election_result(ledger, row_id))
    assert "候选人名额" in result
    assert "李大鸣（20票）为副镇长正式候选人" in "".join(result).replace(" ", "")
    for paper in (announcement, notices_of_election, oath):
        with pytest.raises(NotDecided, match="预选只确定正式候选人"):
            paper(ledger, row_id)
