"""Votes and elections on screen: the result follows the numbers, several matters are one act."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from app.domain import registers
from app.domain.registers.votes import matter_in_words
from app.figures.decisions import FIGURES
from app.figures.figure import evaluate
from app.figures.source import Source
from app.paper.decisions.ballots import candidates_in_order
from app.paper.decisions.motions import PAPERS as MOTION_PAPERS
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.ui.conftest import enter, enter_deputy
from ui.forms.form import Form
from ui.frame.window import Window
from ui.lists.document_act import ACT
from ui.pages.votes.counted_form import CountedForm
from ui.pages.votes.decisions_page import DecisionsPage
from ui.pages.votes.vote_entry import VoteEntry

NUMBERS = ("in_favor", "against", "abstain", "not_voting")


@pytest.fixture
def session(ledger: Ledger) -> int:
    for name in ("陈一", "陈二", "陈三", "陈四"):
        enter_deputy(ledger, name, elected_on="2016-10-18", deputy_card_no=name)
    return enter(ledger, "sessions", term="16", ordinal="5", opened_on="2022-07-20", closed_on="2022-07-20")


@pytest.fixture
def page(window: Window, session: int) -> VoteEntry:
    window.open_page("vote_entry")
    shown = window.page("vote_entry")
    assert isinstance(shown, VoteEntry)
    return shown


def fill(page: VoteEntry, present: str, *lines: tuple[str, ...]) -> None:
    page.rows["present"].editor.restore(present)
    page.rows["lines"].editor.restore([dict(zip(("matter", *NUMBERS), line, strict=True)) for line in lines])
    page.show_results()


def told(page: VoteEntry) -> list[str]:
    lines = [page.results.itemAt(n).widget() for n in range(page.results.count())]
    return [line.layout().itemAt(0).widget().text() for line in lines if line is not None]


def test_the_page_begins_with_the_newest_session(page: VoteEntry) -> None:
    assert "第五次会议" in page.rows["session"].editor.raw()["name"]
    assert page.rows["voted_on"].editor.raw() == "2022-07-20"


def test_without_a_session_the_page_offers_to_enter_one_and_begins_with_it(
    window: Window, ledger: Ledger
) -> None:
    window.open_page("vote_entry")
    page = window.page("vote_entry")
    assert isinstance(page, VoteEntry)
    assert page.focusWidget() is page.no_session, "the keyboard begins at the way to a session"
    page.no_session.click()
    form = window._form
    assert isinstance(form, Form) and form.register.key == "sessions"
    form.done.emit(enter(ledger, "sessions", term="16", ordinal="5", opened_on="2022-07-20"))
    assert window.stack.key_shown() == "vote_entry"
    assert page.no_session.isHidden()
    assert "第五次会议" in page.rows["session"].editor.raw()["name"]


@pytest.mark.parametrize("key", ["session_day", "site_board"])
def test_on_a_page_that_has_nothing_yet_the_keyboard_begins_at_its_way_to_begin(
    window: Window, key: str
) -> None:
    window.open_page(key)
    place = window.focusWidget()
    assert isinstance(place, QPushButton) and place.text().startswith("新增")


def test_a_session_without_meetings_or_agenda_gets_its_first_from_its_page(
    window: Window, ledger: Ledger, session: int
) -> None:
    window.open_page("session_day")
    place = window.focusWidget()
    assert isinstance(place, QPushButton) and place.text() == "登记第一次会议"
    place.click()
    form = window._form
    assert isinstance(form, Form) and form.register.key == "session_meetings"
    raw = form.fields.raw()
    assert (raw["session"]["id"], raw["held_on"]) == (session, "2022-07-20")
    window.open_page("session_day")
    window.page("session_day").meetings.save_height(True)
    assert window.page("session_day").meetings.list.isHidden()  # an empty list on a low window
    side = window.page("session_day").side
    assert side.issue_button.isHidden()
    side.item_button.click()
    assert window._form.register.key == "session_agenda"
    assert window._form.fields.raw()["session"]["id"] == session
    window.open_page("session_day")
    window.page("session_day").meetings.save_height(True)
    first = {"session": {"id": session}, "kind": "全体会议", "held_on": "2022-07-20", "half_day": "上午"}
    enter(ledger, "session_meetings", ordinal=1, **first)
    window.page("session_day").reload()
    assert not window.page("session_day").meetings.list.isHidden()


def test_each_line_has_its_result(page: VoteEntry) -> None:
    fill(page, "4", ("议程", "3", "1", "0", "0"), ("决定", "2", "2", "", ""), ("报告", "3", "", "", ""))
    assert told(page) == ["通过", "未通过", "待核对"]


def test_several_matters_are_one_act(page: VoteEntry, ledger: Ledger) -> None:
    fill(page, "4", ("议程", "4", "", "", ""), ("决定", "2", "2", "", ""))
    page.save()
    rows = ledger.rows("votes", ledger.ids("votes"))
    assert [(r["ordinal"], r["matter"], r["in_office"], r["verdict"]) for r in rows] == [
        (1, "议程", 4, "passed"),
        (2, "决定", 4, "failed"),
    ]
    assert page.typed_lines() == []
    fill(page, "4", ("又一项", "4", "", "", ""))
    page.save()
    assert ledger.rows("votes", ledger.ids("votes"))[-1]["ordinal"] == 3
    ledger.undo()
    ledger.undo()
    assert ledger.count("votes") == 0


def test_matters_put_to_the_vote_together_share_their_numbers(page: VoteEntry) -> None:
    fill(
        page,
        "4",
        ("议程", "4", "0", "", ""),
        ("名单", "", "", "", ""),
        ("办法", "2", "2", "", ""),
        ("决定", "", "", "", ""),
    )
    page.same_button.click()
    page.show_results()
    assert [line.get("in_favor") for line in page.typed_lines()] == ["4", "4", "2", "2"]
    assert told(page) == ["通过", "通过", "未通过", "未通过"]
    page.rows["lines"].editor.restore([{"matter": "议程"}])
    page.same_button.click()
    assert page.typed_lines()[0].get("in_favor") is None  # nothing stands above the first


def test_what_cannot_be_kept_is_said_and_nothing_is_kept(page: VoteEntry, ledger: Ledger) -> None:
    page.save()
    assert "请先填" in page.problem.text()
    fill(page, "4", ("议程", "4", "", "", ""), ("", "2", "2", "", ""))
    page.save()
    assert page.problem.text().startswith("第 2 项")
    assert ledger.count("votes") == 0


def test_a_matter_put_to_the_vote_again_is_its_second_vote(page: VoteEntry, ledger: Ledger) -> None:
    fill(page, "4", ("议程", "4", "", "", ""), ("决定", "2", "2", "", ""))
    page.save()
    fill(page, "4", ("决定", "1", "3", "", ""), ("决定", "4", "", "", ""))  # as typed afterwards from sheets
    page.save()
    assert not page.problem.text()
    rows = ledger.rows("votes", ledger.ids("votes", Query(equals={"matter": "决定"}, order=("round",))))
    assert [(row["round"], row["verdict"]) for row in rows] == [
        (None, "failed"),
        (2, "failed"),
        (3, "passed"),
    ]
    assert {row["ordinal"] for row in rows} == {2}, "it is one matter of the agenda"
    assert [matter_in_words(row) for row in rows] == ["决定", "决定（第二次表决）", "决定（第三次表决）"]
    figure = next(one for one in FIGURES if one.key == "sessions.votes")
    assert evaluate(figure, Source(ledger, 2022)).value == 2, "a matter counts once"


def test_every_paper_of_a_motion_can_be_printed_from_its_list(window: Window) -> None:
    window.open_page("motions")
    page = window.page("motions")
    assert isinstance(page, DecisionsPage)
    buttons = {button.text() for button in page.findChildren(QPushButton)}
    assert buttons >= set(MOTION_PAPERS)


def test_what_was_not_passed_is_put_to_the_vote_again_from_the_list(
    window: Window, ledger: Ledger, session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = {"session": {"id": session}, "voted_on": "2022-07-20", "way": "举手表决", "present": "4"}
    enter(ledger, "votes", matter="议程", in_favor="4", **shared)
    enter(ledger, "votes", matter="决定", in_favor="2", against="2", ordinal="7", **shared)
    told: list[str] = []
    monkeypatch.setattr("ui.pages.votes.decisions_page.ask", lambda _, title, *__: told.append(title))
    window.open_page("votes")
    page = window.page("votes")
    assert isinstance(page, DecisionsPage)
    for matter in ("议程", "决定"):
        page.choose(ledger.ids("votes", Query(equals={"matter": matter}))[0])
        page.acts["登记再次表决"].click()
    assert told == ["不用再次表决"]
    assert isinstance(window._form, CountedForm)
    raw = window._form.fields.raw()
    assert (raw["matter"], raw["round"], raw["ordinal"], raw["in_favor"]) == ("决定", "第二次表决", "7", "")


def test_a_ballot_without_effect_and_its_repetition_are_one_election(
    window: Window, ledger: Ledger, session: int, qtbot: Any
) -> None:
    """What is void is as if not held (选举法 art. 44); the form of the repetition begins at what was not yet counted."""
    figure = next(one for one in FIGURES if one.key == "sessions.elections")
    people = [{"name": "甲一", "in_favor": 3, "against": 1}]
    shared = {
        "session": {"id": session},
        "voted_on": "2022-07-20",
        "post": "镇长",
        "seats": "1",
        "present": 4,
    }
    void = enter(ledger, "elections", **shared, round="选举", issued=3, collected=4, candidates=people)
    value = evaluate(figure, Source(ledger, 2022))
    assert (value.value, value.by["outcome"]) == (1, {"选举无效": 1})
    window.open_page("elections")
    page = window.page("elections")
    assert isinstance(page, DecisionsPage)
    page.choose(void)
    page.acts["登记下一次投票"].click()
    assert isinstance(window._form, CountedForm)
    rows = window._form.fields.rows
    first = rows["present"].editor.focus
    qtbot.waitUntil(lambda: window.focusWidget() is first and not first.visibleRegion().isEmpty())
    again = {**shared, "round": "选举", "ballot_ordinal": 2, "issued": 4, "collected": 4}
    enter(ledger, "elections", **again, candidates=people)
    value = evaluate(figure, Source(ledger, 2022))
    assert (value.value, value.by["outcome"]) == (1, {"选足": 1})


def form(window: Window, register: str) -> Any:
    window.open_form(register, None, None)
    assert isinstance(window._form, CountedForm)
    return window._form


def type_in(shown: CountedForm, **typed: Any) -> None:
    for key, raw in typed.items():
        shown.fields.rows[key].editor.restore(raw)
    shown.show_sum()


def test_the_form_of_a_vote_reads_out_its_verdict(window: Window, session: int) -> None:
    shown = form(window, "votes")
    assert shown.result.text() == "—"
    type_in(shown, session="第五次会议", voted_on="2022-07-20", matter="议程", way="举手表决")
    type_in(shown, present="4", in_favor="3", against="1")
    assert shown.result.text() == "通过"
    assert "须 3 票" in shown.sentence.text() and "组织法第二十五条" in shown.sentence.text()
    type_in(shown, in_favor="2")
    assert shown.result.text() == "待核对" and "请核对" in shown.sentence.text()


def test_the_form_of_an_election_says_what_follows(window: Window, session: int) -> None:
    shown = form(window, "elections")
    type_in(shown, session="第五次会议", voted_on="2022-07-20", post="副镇长", seats="1", round="选举")
    type_in(shown, present="4", issued="4", collected="4")
    names = [
        {"name": "甲一", "in_favor": "3", "against": "1"},
        {"name": "乙一", "in_favor": "1", "against": "3"},
    ]
    type_in(shown, candidates=names)
    assert shown.result.text() == "选足"
    assert "甲一（3 票）" in shown.sentence.text()
    names[0] |= {"in_favor": "2", "against": "2"}
    type_in(shown, candidates=names)
    assert shown.result.text() == "未选足"
    assert "另行选举" in shown.sentence.text()


def test_the_frozen_number_is_told_when_the_roster_changes(ledger: Ledger, session: int) -> None:
    numbers = {"present": 4, "in_favor": 4}
    row = enter(
        ledger,
        "votes",
        session={"id": session},
        voted_on="2022-07-20",
        matter="议程",
        way="举手表决",
        **numbers,
    )
    deputy = ledger.ids("deputies")[0]
    with ledger.act("变动") as act:
        event = {"mandate": {"id": deputy}, "kind": "moved_away", "occurred_on": "2022-07-01"}
        values, _ = ledger.read_values("mandate_changes", event)
        act.add("mandate_changes", values)
    kept = ledger.row("votes", row)
    assert kept is not None and kept["in_office"] == 4 and kept["voted_on"] == date(2022, 7, 20)
    problems = ledger.read_values("votes", {"note": "x"}, row_id=row)[1]
    assert [problem.code for problem in problems] == ["in_office"]


def test_a_bill_becomes_a_suggestion_at_one_press(window: Window, ledger: Ledger, session: int) -> None:
    row = enter(
        ledger, "bills", session={"id": session}, raised_on="2022-07-20", source="代表联名", title="修桥",
        deputies="陈一、陈二",
    )  # fmt: skip
    window.open_page("bills")
    page = window.list_shown()
    page.choose(row)
    page.convert_button.click()
    kept = ledger.row("bills", row)
    assert kept is not None and kept["decision"] == "as_suggestion"
    assert ledger.row("suggestions", kept["suggestion"].id)["title"] == "修桥"
    assert window.list_shown().register.key == "suggestions"


def test_papers_are_of_what_is_chosen_and_was_decided(
    window: Window, ledger: Ledger, session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.lists import papers_page
    from ui.pages.votes import decisions_page

    told: list[str] = []
    for page_of_papers in (decisions_page, papers_page):
        monkeypatch.setattr(
            page_of_papers, "ask", lambda _, title, words, __: told.append(f"{title}：{words}")
        )
    numbers = {"present": "4", "in_favor": "2", "against": "2"}
    row = enter(
        ledger,
        "votes",
        session={"id": session},
        voted_on="2022-07-20",
        matter="议程",
        way="举手表决",
        **numbers,
    )
    window.open_page("votes")
    page = window.list_shown()
    page.table.clearSelection()
    page.buttons["决议"].click()
    page.choose(row)
    page.buttons["决议"].click()
    assert [words.split("：")[0] for words in told] == ["请先选一条", "还不能打印决议"]


def test_the_election_after_a_primary_begins_with_those_who_came_first(
    window: Window, ledger: Ledger, session: int
) -> None:
    people = [{"name": name, "in_favor": won} for name, won in (("甲一", "4"), ("乙一", "3"), ("丙一", "1"))]
    counts = dict.fromkeys(("in_office", "present", "issued", "collected"), "4") | {"void": "0"}
    enter(
        ledger, "elections", session={"id": session}, voted_on="2022-07-20", post="副镇长", seats="1", round="预选",
        candidate_count="2", candidates=people, **counts,
    )  # fmt: skip
    window.open_page("elections")
    page = window.page("elections")
    assert isinstance(page, DecisionsPage)
    page.table.selectRow(0)
    page.acts["登记下一次投票"].click()
    form = window._form
    assert isinstance(form, CountedForm)
    raw = form.fields.raw()
    assert (raw["round"], raw["seats"], raw["candidate_count"], raw["post"]) == ("选举", "1", "2", "副镇长")
    assert [line["name"] for line in raw["candidates"]] == ["甲一", "乙一"]
    assert raw["session"]["id"] == session


def test_a_decision_is_entered_among_the_documents_by_one_press(
    window: Window, ledger: Ledger, session: int
) -> None:
    counts = {"present": "4", "in_favor": "4", "against": "0", "abstain": "0", "not_voting": "0"}
    vote = enter(
        ledger, "votes", session={"id": session}, voted_on="2022-07-20", matter="关于决算的决议", way="举手表决", **counts
    )  # fmt: skip
    window.open_page("votes")
    page = window.page("votes")
    assert isinstance(page, DecisionsPage)
    page.table.selectRow(0)
    for _ in range(2):  # the second time it only shows what is there
        page.acts[ACT].click()
        assert window.stack.key_shown() == "outgoing_documents"
    (row,) = ledger.rows("outgoing_documents", ledger.ids("outgoing_documents"))
    assert row["title"].endswith("第五次会议关于决算的决议")
    assert (ledger.row("votes", vote) or {})["document_no"] == row["no"]


def test_on_a_low_page_the_strip_is_folded_into_one_button(window: Window, session: int) -> None:
    window.open_page("elections")
    page = window.page("elections")
    assert isinstance(page, DecisionsPage)
    window.show()
    window.resize(1366, 768)
    folded = page.strip.folded
    assert page.buttons["选票"].isVisible() and not folded.isVisible()
    window.resize(911, 512)
    assert folded.isVisible() and not page.buttons["选票"].isVisible()
    words = [action.text() for action in folded.menu().actions()]
    assert words == [*page.buttons, *page.acts]


def test_on_a_low_page_the_pills_are_one_button_with_the_same_choices(window: Window, session: int) -> None:
    window.open_page("votes")
    page = window.page("votes")
    assert isinstance(page, DecisionsPage)
    header, pills = page.header, page.header.pills
    window.show()
    window.resize(1366, 768)
    assert not header.folded_pills.isVisible() and all(pill.isVisible() for pill in pills.values())
    window.resize(911, 512)
    assert header.folded_pills.isVisible() and not any(pill.isVisible() for pill in pills.values())
    header.folded_pills.menu().aboutToShow.emit()
    choices = header.folded_pills.menu().actions()
    assert [choice.text() for choice in choices] == [pill.text() for pill in pills.values()]
    choices[1].trigger()
    assert header.filter == list(pills)[1]
    assert header.folded_pills.text() == f"{choices[1].text()} ▾"
    window.resize(1366, 768)
    assert pills[header.filter].isChecked() and pills[header.filter].isVisible()


@pytest.mark.parametrize("counted", [False, True])
def test_an_election_is_keyed_in_as_its_counting_sheets_stand(
    window: Window, ledger: Ledger, session: int, counted: bool
) -> None:
    """The sheets name the candidates in stroke order, however they were typed: numbers taken down from them must meet."""
    people = [{"name": "甲一"} | ({"in_favor": "3"} if counted else {}), {"name": "乙一"}, {"name": "丁一"}]
    row = enter(
        ledger, "elections", session={"id": session}, voted_on="2022-07-20", post="副镇长", seats="1", round="选举",
        candidates=people,
    )  # fmt: skip
    form = CountedForm(window.workspace, registers.BY_KEY["elections"], row)
    names = [line["name"] for line in form.fields.raw()["candidates"]]
    sheet = candidates_in_order(ledger, ledger.row("elections", row))
    unchanged = form.leave()  # nothing was typed, so nothing is asked
    form.deleteLater()
    assert sheet == ["乙一", "丁一", "甲一"]
    assert names == (["甲一", "乙一", "丁一"] if counted else sheet)
    assert unchanged
