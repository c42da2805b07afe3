"""The course of opinions and suggestions: steps, clocks, the way back, promises that outlive the conclusion."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.clocks import clock_on, last_day
from app.domain.course_marks import clock_of, marks_of
from app.domain.course_steps import Step
from app.domain.fields import Ref
from app.domain.suggestion_course import status_on
from app.storage.checks.check import data_findings
from app.storage.ledger import Ledger, Refused
from app.storage.query import Query
from app.work.course import HandOver, hand_over, reach_of_hand_over, take_back, take_step
from app.work.course_events import (
    contact,
    extend,
    keep_promise,
    promise,
    referral_answered,
    supervise,
    visitor_informed,
)
from app.work.similar import similar
from tests.kept_ledgers import new_ledger

TODAY = date(2022, 11, 23)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    office = {"town": "迳口镇", "county": "四会市", "prefecture": "肇庆市"}
    with new_ledger(
        tmp_path / "data", office, term=16, term_started=date(2016, 11, 10), quota=60,
        today=TODAY, now=lambda: datetime(2022, 11, 23, 9, 12),
    ) as made:  # fmt: skip
        yield made


def raised(
    ledger: Ledger, content: str = "农贸市场排水沟淤塞，雨天积水", on: date = date(2022, 11, 8), **more: Any
) -> int:
    values = {"class": "opinion", "raised_on": on, "content": content, "source": "reception", **more}
    with ledger.act("新增") as act:
        return act.add("suggestions", values)


def unit(ledger: Ledger, name: str = "规划建设办公室") -> Ref:
    (found,) = ledger.lookup.matches("handlers", name, {})
    return found


def handed(ledger: Ledger, on: date = date(2022, 11, 10), **more: Any) -> int:
    row_id = raised(ledger, on=min(on, date(2022, 11, 8)), **more)
    hand_over(ledger, [row_id], HandOver(unit(ledger), on))
    return row_id


def row(ledger: Ledger, row_id: int) -> dict[str, Any]:
    found = ledger.row("suggestions", row_id)
    assert found is not None
    return found


COURSE = [
    ("assigned", date(2022, 11, 10), "assigned"),
    ("in_progress", date(2022, 11, 12), "in_progress"),
    ("replied", date(2022, 11, 18), "replied"),
    ("feedback_received", date(2022, 11, 19), "feedback_received"),
    ("concluded", date(2022, 11, 20), "concluded"),
    ("archived", date(2022, 11, 21), "archived"),
]


def test_the_state_follows_from_the_dates_on_every_day(ledger) -> None:
    row_id = raised(ledger, lead_handler=unit(ledger))
    for step, on, _ in COURSE:
        take_step(ledger, row_id, Step(step, on, "张三"))
    whole = row(ledger, row_id)
    told = [(on, status_on(whole, on)) for _, on, _ in COURSE]
    assert told == [(on, status) for _, on, status in COURSE]
    assert status_on(whole, date(2022, 11, 9)) == "collected"
    assert status_on(whole, date(2022, 11, 7)) is None
    assert [line["step"] for line in whole["steps"]] == [step for step, _, _ in COURSE]


def test_each_step_is_one_act_that_can_be_undone_by_name(ledger) -> None:
    row_id = handed(ledger)
    name = take_step(ledger, row_id, Step("replied", date(2022, 11, 18), values={"reply_class": "A"}))
    assert name == ledger.undoable().name == "登记答复：2022-001 农贸市场排水沟淤塞，雨天积水"
    ledger.undo()
    assert row(ledger, row_id)["status"] == "assigned"
    assert row(ledger, row_id)["reply_class"] is None


def test_no_reply_is_dated_before_the_work_was_begun(ledger) -> None:
    row_id = handed(ledger)
    take_step(ledger, row_id, Step("in_progress", date(2022, 11, 20)))
    with pytest.raises(Refused, match="早于开始办理日期 2022-11-20"):
        take_step(ledger, row_id, Step("replied", date(2022, 11, 18)))
    take_back(ledger, row_id, date(2022, 11, 20), None, "日期记错")
    take_step(ledger, row_id, Step("replied", date(2022, 11, 18)))
    assert row(ledger, row_id)["status"] == "replied"


@pytest.mark.parametrize(
    ("step", "on", "sentence"),
    [
        (Step("concluded", date(2022, 11, 20)), None, "还办不到这一步，请先答复"),
        (Step("replied", date(2022, 11, 9)), None, "早于交办日期 2022-11-10"),
        (Step("replied", date(2022, 11, 24)), None, "在今天之后"),
        (Step("withdrawn", date(2022, 11, 20)), None, "写明理由"),
    ],
)
def test_a_step_that_does_not_follow_is_refused_and_nothing_is_kept(ledger, step, on, sentence) -> None:
    row_id = handed(ledger)
    before = row(ledger, row_id)
    with pytest.raises(Refused, match=sentence):
        take_step(ledger, row_id, step)
    assert row(ledger, row_id) == before


@pytest.mark.parametrize(
    ("clock", "on", "last"),
    [
        ("reply", date(2022, 11, 30), date(2023, 2, 28)),  # the month has no 30th
        ("reply", date(2019, 11, 30), date(2020, 3, 2)),  # 29 February 2020 was a Saturday
        ("reply", date(2022, 11, 8), date(2023, 2, 8)),
        ("reply", date(2022, 7, 1), date(2022, 10, 8)),  # 1 October and the week after it are holidays
        ("hard_reply", date(2022, 4, 8), date(2022, 10, 8)),  # a Saturday made a working day
        ("rework", date(2022, 11, 20), date(2022, 12, 20)),
        ("return", date(2022, 9, 26), date(2022, 10, 13)),  # ten working days; 8 and 9 October were worked
    ],
)
def test_clocks_count_calendar_months_and_working_days(ledger, clock, on, last) -> None:
    assert last_day(clock, on, ledger.context()) == last


@pytest.mark.parametrize(
    ("on", "basis"),
    [
        (date(2022, 7, 20), "代表法（2015年修正）第四十二条"),
        (date(2025, 3, 11), "代表法（2015年修正）第四十二条"),
        (date(2025, 3, 12), "代表法第五十一条"),
    ],
)
def test_the_law_is_cited_as_it_stood_on_the_day_of_hand_over(ledger, on, basis) -> None:
    rule = clock_on("reply", on, ledger.context())
    assert rule is not None
    assert rule["basis"] == basis


def test_a_clock_that_the_clerk_edits_counts_from_then_on(ledger) -> None:
    with ledger.act("改") as act:
        act.add(
            "clock_rules", {"clock": "reply", "amount": 2, "unit": "months", "valid_from": date(2022, 11, 1)}
        )
    assert row(ledger, handed(ledger))["due_on"] == date(2023, 1, 10)
    assert row(ledger, handed(ledger, date(2022, 10, 20), content="别的事"))["due_on"] == date(2023, 1, 20)


def test_a_hard_matter_has_six_months_also_when_it_is_ticked_later(ledger) -> None:
    row_id = handed(ledger)
    assert row(ledger, row_id)["due_on"] == date(2023, 2, 10)
    for hard, due in ((True, date(2023, 5, 10)), (False, date(2023, 2, 10))):
        with ledger.act("改") as act:
            act.change("suggestions", row_id, {"is_hard": hard})
        assert row(ledger, row_id)["due_on"] == due


def test_a_due_date_that_the_clerk_set_stays(ledger) -> None:
    row_id = handed(ledger)
    with ledger.act("改") as act:
        act.change("suggestions", row_id, {"due_on": date(2022, 12, 1)})
        act.change("suggestions", row_id, {"is_hard": True})
    assert row(ledger, row_id)["due_on"] == date(2022, 12, 1)


@pytest.mark.parametrize(
    ("assigned", "words", "tone", "filters"),
    [
        (date(2022, 11, 10), "2023-02-10，还有 79 天", "plain", {"in_hand"}),
        (date(2022, 9, 1), "2022-12-01，还有 8 天", "warn", {"in_hand", "soon_due"}),
        (date(2022, 8, 23), "2022-11-23，今天到期", "warn", {"in_hand", "soon_due"}),
        (date(2022, 8, 19), "2022-11-21，逾期 2 天", "bad", {"in_hand", "overdue"}),
    ],
)
def test_due_and_overdue_are_told_in_words_and_chosen_by_filter(
    ledger, assigned, words, tone, filters
) -> None:
    row_id = raised(ledger, on=assigned)
    hand_over(ledger, [row_id], HandOver(unit(ledger), assigned))
    assert clock_of(row(ledger, row_id), TODAY) == (words, tone)
    names = ("to_assign", "in_hand", "soon_due", "overdue", "awaiting_feedback", "concluded")
    assert {name for name in names if ledger.count("suggestions", Query(filter=name))} == filters


def test_nobody_owes_a_reply_after_it_came(ledger) -> None:
    row_id = handed(ledger)
    take_step(ledger, row_id, Step("replied", date(2022, 11, 18)))
    assert clock_of(row(ledger, row_id), TODAY) is None
    assert ledger.ids("suggestions", Query(filter="awaiting_feedback")) == [row_id]
    assert ledger.ids("suggestions", Query(filter="in_hand")) == [row_id]  # replied is not concluded


def test_many_are_handed_over_in_one_act_and_taken_back_in_one(ledger) -> None:
    ids = [raised(ledger, f"第 {number} 件事") for number in range(5)]
    name = hand_over(ledger, ids, HandOver(unit(ledger), date(2022, 11, 10), who="办公室"))
    assert name == "批量交办 5 件意见建议"
    rows = ledger.rows("suggestions", ids)
    assert {one["status"] for one in rows} == {"assigned"}
    assert {one["lead_handler"].name for one in rows} == {"规划建设办公室"}
    assert {one["due_on"] for one in rows} == {date(2023, 2, 10)}
    ledger.undo()
    assert {one["status"] for one in ledger.rows("suggestions", ids)} == {"collected"}


def test_handing_over_many_fills_what_is_blank_and_says_how_many_keep_their_own(ledger) -> None:
    (other,) = ledger.lookup.matches("handlers", "农业农村办公室", {})
    blank, own, hard = raised(ledger), raised(ledger, lead_handler=other), raised(ledger, is_hard=True)
    name = hand_over(ledger, [blank, own, hard], HandOver(unit(ledger), date(2022, 11, 10), is_hard=False))
    assert name == "批量交办 3 件意见建议（1 件仍交各自原定的主办单位）"
    handlers = [row(ledger, i)["lead_handler"].name for i in (blank, own, hard)]
    assert handlers == ["规划建设办公室", "农业农村办公室", "规划建设办公室"]
    assert [row(ledger, i)["rounds"][0]["handler"] for i in (blank, own, hard)] == handlers
    assert row(ledger, hard)["is_hard"] is True
    # One alone is given to whom she chooses now.
    single = raised(ledger, lead_handler=other)
    hand_over(ledger, [single], HandOver(unit(ledger), date(2022, 11, 10)))
    assert row(ledger, single)["lead_handler"].name == "规划建设办公室"


def test_what_was_sent_up_is_followed_until_the_visitor_knows(ledger) -> None:
    row_id = raised(ledger)
    with pytest.raises(Refused, match="没有转送上级"):
        referral_answered(ledger, row_id, date(2022, 11, 20), "已立项")
    told = {"referred_to": "四会市水利局"}
    take_step(ledger, row_id, Step("referred", date(2022, 11, 12), why="属市级事权", values=told))
    with pytest.raises(Refused, match=r"2022-11-11 早于转送日期 2022-11-12"):
        visitor_informed(ledger, row_id, date(2022, 11, 11))
    with pytest.raises(Refused, match="在今天之后"):
        referral_answered(ledger, row_id, date(2023, 1, 1), "已立项")
    assert referral_answered(ledger, row_id, date(2022, 11, 20), "已立项").startswith("登记上级答复：")
    visitor_informed(ledger, row_id, date(2022, 11, 21))
    kept = row(ledger, row_id)
    assert (kept["referred_answered_on"], kept["referred_answer"]) == (date(2022, 11, 20), "已立项")
    assert (kept["visitor_informed_on"], kept["status"]) == (date(2022, 11, 21), "referred")
    ledger.undo()
    assert row(ledger, row_id)["visitor_informed_on"] is None


def test_of_many_those_that_cannot_be_handed_over_stay_and_say_why(ledger) -> None:
    (other,) = ledger.lookup.matches("handlers", "农业农村办公室", {})
    done = handed(ledger, content="已经交办的事")
    own, fresh = raised(ledger, lead_handler=other), raised(ledger, "还没有交办的事")
    order = HandOver(unit(ledger), date(2022, 11, 11))
    before = row(ledger, done)
    reach = reach_of_hand_over(ledger, [done, own, fresh], order)
    assert (reach.fills, reach.changes, reach.count) == ((own, fresh), (), 2)
    assert reach.words("件") == (
        "2 件填入空着的内容；其中 1 件，保留各自原定的主办单位；"
        "1 件不动：现在的状态是“已交办”，这一步已经过了，不用再办。"
    )
    name = hand_over(ledger, [done, own, fresh], order)
    assert name == "批量交办 2 件意见建议（1 件仍交各自原定的主办单位）"
    assert row(ledger, done) == before
    assert row(ledger, own)["lead_handler"] == other
    assert row(ledger, fresh)["status"] == "assigned"


def test_where_none_can_be_handed_over_the_reason_is_said(ledger) -> None:
    done, fresh = handed(ledger, content="已经交办的事"), raised(ledger, "还没有交办的事")
    with pytest.raises(Refused, match="2022-001 已经交办的事"):
        hand_over(ledger, [done], HandOver(unit(ledger), date(2022, 11, 11)))
    with pytest.raises(Refused, match="还没有主办单位"):
        hand_over(ledger, [fresh], HandOver(None, date(2022, 11, 11)))
    assert reach_of_hand_over(ledger, [done, fresh], HandOver(None, date(2022, 11, 11))).count == 0


BACK = [
    ("archived", "concluded"),
    ("concluded", "feedback_received"),
    ("feedback_received", "replied"),
    ("replied", "in_progress"),
    ("in_progress", "assigned"),
    ("assigned", "collected"),
]


def test_steps_go_back_one_by_one_with_a_reason(ledger) -> None:
    row_id = raised(ledger, lead_handler=unit(ledger))
    for step, on, _ in COURSE:
        take_step(ledger, row_id, Step(step, on))
    for present, before in BACK:
        assert row(ledger, row_id)["status"] == present
        with pytest.raises(Refused, match="写明理由"):
            take_back(ledger, row_id, TODAY, None, "  ")
        take_back(ledger, row_id, TODAY, "张三", "登记错了")
        assert row(ledger, row_id)["status"] == before
    assert row(ledger, row_id)["due_on"] is None
    with pytest.raises(Refused, match="没有可以退回的"):
        take_back(ledger, row_id, TODAY, None, "登记错了")
    assert sum(line.get("why") == "登记错了" for line in row(ledger, row_id)["steps"]) == len(BACK)


def test_what_was_solved_on_the_spot_can_be_taken_back(ledger) -> None:
    row_id = raised(ledger, solved_on_spot=True)
    assert row(ledger, row_id)["status"] == "concluded"
    take_back(ledger, row_id, TODAY, None, "其实没有解决")
    assert row(ledger, row_id)["status"] == "collected"


def test_dissatisfied_is_handled_again_with_its_own_clock_and_the_first_reply_stays(ledger) -> None:
    row_id = raised(ledger, on=date(2022, 10, 8))
    hand_over(ledger, [row_id], HandOver(unit(ledger), date(2022, 10, 10)))
    take_step(ledger, row_id, Step("replied", date(2022, 10, 18), values={"reply_class": "C"}))
    told = {"feedback": "dissatisfied", "feedback_attitude": "satisfied"}
    take_step(ledger, row_id, Step("feedback_received", date(2022, 10, 20), values=told))
    take_step(ledger, row_id, Step("reworking", date(2022, 10, 21), why="代表对结果不满意"))
    again = row(ledger, row_id)
    assert (again["status"], again["assigned_on"], again["due_on"]) == (
        "reworking",
        date(2022, 10, 21),
        date(2022, 11, 21),
    )
    assert (again["replied_on"], again["feedback"]) == (None, None)
    assert clock_of(again, TODAY) == ("2022-11-21，逾期 2 天", "bad")
    assert ledger.ids("suggestions", Query(filter="overdue")) == [row_id]
    take_step(ledger, row_id, Step("replied", date(2022, 11, 22), values={"reply_class": "A"}))
    answered = row(ledger, row_id)
    assert (answered["status"], answered["replied_on"]) == ("replied", date(2022, 11, 22))
    first, second = answered["rounds"]
    assert (first["replied_on"], first["reply_class"], first["feedback"]) == (
        date(2022, 10, 18),
        "C",
        "dissatisfied",
    )
    assert (second["replied_on"], second["reply_class"]) == (date(2022, 11, 22), "A")
    assert answered["earlier_rounds"] == "2022.10.10交办，2022.10.18答复（C类），2022.10.20反馈不满意"
    assert ledger.ids("suggestions", Query(filter="awaiting_feedback")) == [row_id]
    take_step(ledger, row_id, Step("feedback_received", date(2022, 11, 23), values={"feedback": "satisfied"}))
    assert row(ledger, row_id)["status"] == "feedback_received"
    assert status_on(row(ledger, row_id), date(2022, 11, 1)) == "reworking"


def test_a_promise_outlives_the_conclusion_until_it_is_kept(ledger) -> None:
    row_id = handed(ledger)
    take_step(ledger, row_id, Step("replied", date(2022, 11, 18), values={"reply_class": "B"}))
    promise(ledger, row_id, "明年汛期前清淤", date(2023, 3, 31))
    take_step(ledger, row_id, Step("concluded", date(2022, 11, 20)))
    assert ledger.ids("suggestions", Query(filter="promised")) == [row_id]
    name = keep_promise(ledger, row_id, 0, date(2022, 11, 22), "已清淤 300 米")
    assert name.startswith("承诺兑现：")
    assert ledger.ids("suggestions", Query(filter="promised")) == []
    assert row(ledger, row_id)["promises"][0]["note"] == "已清淤 300 米"


@pytest.mark.parametrize("exit_kind", ["returned", "merged", "withdrawn", "rejected", "referred"])
def test_side_exits_need_a_reason_and_can_be_taken_back(ledger, exit_kind) -> None:
    row_id = handed(ledger)
    other = Ref(raised(ledger, content="同一件事"), "2022-002")
    values = {"merged_into": other} if exit_kind == "merged" else None
    take_step(ledger, row_id, Step(exit_kind, date(2022, 11, 12), "住建办", "不属于本单位职责", values))
    gone = row(ledger, row_id)
    reason = gone["rounds"][0].get("returned_reason") if exit_kind == "returned" else gone["exit_reason"]
    assert (gone["status"], reason) == (exit_kind, "不属于本单位职责")
    assert clock_of(gone, TODAY) is None
    take_back(ledger, row_id, TODAY, None, "登记错了")
    assert row(ledger, row_id)["status"] == "assigned"


def test_what_a_handler_sends_back_is_handed_over_anew_with_a_new_clock(ledger) -> None:
    row_id = handed(ledger)
    take_step(ledger, row_id, Step("returned", date(2022, 11, 12), "规划建设办公室", "属水务"))
    assert ledger.ids("suggestions", Query(filter="to_assign")) == [row_id]
    hand_over(ledger, [row_id], HandOver(unit(ledger, "水务站"), date(2022, 11, 15)))
    again = row(ledger, row_id)
    assert (again["status"], again["lead_handler"].name) == ("assigned", "水务站")
    assert (again["due_on"], again["exit_kind"]) == (date(2023, 2, 15), None)


def test_a_longer_term_needs_a_reason_and_a_later_day(ledger) -> None:
    row_id = handed(ledger)
    for until, reason, sentence in (
        (date(2023, 5, 10), "\u200b ", "写明理由"),
        (date(2023, 1, 1), "下雨", "晚于原来的期限 2023-02-10"),
    ):
        with pytest.raises(Refused, match=sentence):
            extend(ledger, row_id, until, reason)
    extend(ledger, row_id, date(2023, 5, 10), "要等资金")
    assert clock_of(row(ledger, row_id), TODAY) == ("2023-05-10，还有 168 天", "plain")


def test_talks_and_supervision_are_events_and_move_nothing(ledger) -> None:
    row_id = handed(ledger)
    contact(ledger, row_id, "before", date(2022, 11, 11), "电话", "说明情况")
    assert supervise(ledger, row_id, date(2022, 11, 20), "现场", "主席", "正在施工").startswith(
        "登记督办：2022-001"
    )
    told = row(ledger, row_id)
    assert told["status"] == "assigned"
    assert told["contacts"][0]["stage"] == "before"
    assert told["supervisions"][0]["by"] == "主席"


def test_numbers_run_per_year_and_per_session_of_a_term(ledger) -> None:
    (term,) = ledger.lookup.matches("terms", "", {"level": "township"})
    with ledger.act("会") as act:
        later = act.add("terms", {"level": "township", "ordinal": 17, "started_on": date(2022, 11, 1)})
        sessions = [
            act.add("sessions", {"term": owner, "ordinal": 1, "opened_on": day})
            for owner, day in ((term, date(2016, 11, 10)), (Ref(later, "镇 第十七届"), date(2022, 11, 1)))
        ]
    names = ledger.names("sessions", sessions)
    made = [
        raised(ledger, "甲"),
        raised(ledger, "乙", on=date(2021, 5, 1)),
        raised(ledger, "丙", **{"class": "suggestion"}),
        *(
            raised(
                ledger, f"第 {number} 件", **{"class": "suggestion", "session": Ref(session, names[session])}
            )
            for number, session in enumerate(sessions * 2)
        ),
    ]
    assert [row(ledger, one)["no"] for one in made] == [
        "2022-001", "2021-001", "J2022-001",
        "十六届一次第1号", "十七届一次第1号", "十六届一次第2号", "十七届一次第2号",
    ]  # fmt: skip


def test_earlier_items_on_the_same_matter_appear_with_their_outcome(ledger) -> None:
    row_id = handed(ledger, content="农贸市场排水沟淤塞，雨天积水")
    take_step(ledger, row_id, Step("replied", date(2022, 11, 18), values={"reply_class": "A"}))
    take_step(ledger, row_id, Step("concluded", date(2022, 11, 20)))
    raised(ledger, "增设环镇公交早班车次")
    (found,) = similar(ledger, "关于解决农贸市场门前排水沟堵塞问题的建议")
    assert (found.no, found.outcome) == ("2022-001", "2022-11-20 已办结（A类）")
    assert similar(ledger, "关于建议的问题") == []
    assert similar(ledger, "农贸市场排水沟淤塞", but=row_id) == []


def test_the_course_shows_what_was_done_and_what_is_still_to_come(ledger) -> None:
    row_id = handed(ledger)
    take_step(ledger, row_id, Step("replied", date(2022, 11, 18), values={"reply_class": "B"}))
    told = [(mark.on, mark.words) for mark in marks_of(row(ledger, row_id), ledger.context())]
    assert told == [
        (date(2022, 11, 8), "收集登记"),
        (date(2022, 11, 10), "交办 规划建设办公室"),
        (date(2022, 11, 18), "承办单位答复 B类"),
        (None, "反馈代表（满意度）"),
        (None, "办结"),
        (None, "归档"),
    ]


def test_a_matter_without_title_is_called_by_the_beginning_of_its_words(ledger) -> None:
    short, long = raised(ledger, "路灯不亮\n请维修"), raised(ledger, "积水" * 100)
    assert row(ledger, short)["matter"] == "路灯不亮"
    assert row(ledger, long)["matter"] == "积水" * 20 + "…"


def test_a_step_that_was_taken_already_says_so(ledger) -> None:
    row_id = handed(ledger)
    day = row(ledger, row_id)["assigned_on"]
    with pytest.raises(Refused, match=r"“.+”现在的状态是“已交办”，这一步已经过了"):
        hand_over(ledger, [row_id], HandOver(None, day))


def test_the_check_names_each_year_without_its_days_off_once(ledger) -> None:
    handed(ledger), handed(ledger)
    replied = handed(ledger)
    take_step(ledger, replied, Step("replied", date(2022, 11, 18)))
    own = handed(ledger)
    with ledger.act("自定") as act:
        act.change("suggestions", own, {"due_on": date(2023, 1, 5), "due_reason": "镇里要求"})
    assert [f for f in data_findings(ledger) if f.code == "holidays_missing"] == []
    with ledger.act("没有2023年的放假安排") as act:
        for found in ledger.rows("holidays", ledger.ids("holidays")):
            if found["day"].year == 2023:
                act.remove("holidays", found["id"], "试")
    (finding,) = (f for f in data_findings(ledger) if f.code == "holidays_missing")
    assert "2023 年的放假安排还没有录入，有 2 件" in finding.sentence and "节假日”录入" in finding.sentence


def test_a_date_that_is_corrected_takes_its_entry_along(ledger: Ledger) -> None:
    """Else the course tells of a hand-over on the day that was wrong, and of another one on the right one."""
    row_id = handed(ledger)
    for step, day in (("replied", 12), ("feedback_received", 14), ("reworking", 15), ("replied", 20)):
        values = {"feedback": "dissatisfied"} if step == "feedback_received" else {}
        take_step(ledger, row_id, Step(step, date(2022, 11, day), "李干事", None, values))
    marks = [(mark.on, mark.step) for mark in marks_of(row(ledger, row_id), ledger.context())]
    rounds = [dict(line) for line in row(ledger, row_id)["rounds"]]
    rounds[0]["assigned_on"], rounds[1]["replied_on"] = date(2022, 11, 9), date(2022, 11, 22)
    with ledger.act("更正") as act:
        act.change("suggestions", row_id, {"rounds": tuple(rounds)})
    moved = {date(2022, 11, 10): date(2022, 11, 9), date(2022, 11, 20): date(2022, 11, 22)}
    corrected = row(ledger, row_id)
    expected = [(moved.get(on, on) if on else None, step) for on, step in marks]
    assert [(mark.on, mark.step) for mark in marks_of(corrected, ledger.context())] == expected
    assert [line["on"].day for line in corrected["steps"]] == [9, 12, 14, 15, 22]
    own = tuple({**line, "on": date(2022, 11, 9)} for line in corrected["steps"][:1])
    with ledger.act("自己写的") as act:  # entries that were written by hand stay as written
        act.change("suggestions", row_id, {"assigned_on": date(2022, 11, 16), "steps": own})
    assert row(ledger, row_id)["steps"] == own
