"""States, last days and facts of a matter, counted by hand from what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from app.domain.course_marks import clock_of, marks_of, may_move, outcome_of
from app.domain.fields import Context, NoLookup, Row
from app.domain.handling_rounds import in_words, is_replied
from app.domain.suggestion_course import due_on_day, is_open, stages_of, status_on

RULES = {
    "reply": {"amount": 3, "unit": "months", "valid_from": None},
    "hard_reply": {"amount": 6, "unit": "months", "valid_from": None},
    "rework": {"amount": 1, "unit": "months", "valid_from": None},
}


class Rules(NoLookup):
    """The clocks of the law and an empty table of holidays: only weekends rest."""

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> Sequence[Row]:
        return [RULES[equals["clock"]]] if register == "clock_rules" else []


CONTEXT = Context(today=date(2023, 12, 31), lookup=Rules())


def d(text: str) -> date:
    """2022-03-01 as 3.1, 2023-01-05 as 2023.1.5."""
    parts = [int(part) for part in text.split(".")]
    return date(*parts) if len(parts) == 3 else date(2022, *parts)


def matter(**values: Any) -> dict[str, Any]:
    return {"class": "opinion", "raised_on": d("1.10"), **values}


def dated(**values: str) -> dict[str, Any]:
    return {key: d(value) if key.endswith("_on") else value for key, value in values.items()}


ONE = dated(assigned_on="1.12")  # due 12 April, a Tuesday
ANSWERED = dated(
    assigned_on="1.12", replied_on="3.1", reply_class="B", feedback_on="3.5", feedback="dissatisfied"
)
AGAIN = dated(
    assigned_on="3.10", replied_on="4.20", reply_class="A", feedback_on="4.25", feedback="satisfied"
)
SENT_BACK = dated(assigned_on="1.12", returned_on="1.20")

COURSE = [
    # the plain way, day by day
    (matter(), {"1.9": None, "1.10": "collected", "2023.1.1": "collected"}),
    (matter(sorted_on=d("1.11")), {"1.10": "collected", "1.11": "sorted"}),
    (matter(rounds=(ONE,)), {"1.11": "collected", "1.12": "assigned", "12.31": "assigned"}),
    (matter(rounds=(ONE,), steps=({"on": d("1.15"), "step": "in_progress"},)), {"1.14": "assigned", "1.15": "in_progress"}),
    (matter(rounds=(ONE,), steps=({"step": "in_progress"}, {"on": d("1.15"), "why": "更正"})), {"2.1": "assigned"}),
    (matter(rounds=(ONE,), steps=({"on": d("1.12"), "step": "assigned"},)), {"2.1": "assigned"}),
    (matter(rounds=(ONE,), steps=({"on": d("1.15"), "step": "in_progress"}, {"on": d("1.16"), "step": "collected"},
                                  {"on": d("1.17"), "step": "assigned"})), {"1.16": "in_progress", "1.17": "assigned"}),
    (matter(exit_on=d("2.1"), rounds=(ONE,)), {"2.1": "assigned"}),
    (matter(rounds=(ANSWERED,)), {"2.28": "assigned", "3.1": "replied", "3.4": "replied", "3.5": "feedback_received"}),
    # a second round, also between its dates
    (matter(rounds=(ANSWERED, AGAIN)), {"3.9": "feedback_received", "3.10": "reworking", "4.19": "reworking", "4.20": "replied", "4.25": "feedback_received"}),
    # sent back and handed over again: no rework, a beginning anew
    (matter(rounds=(SENT_BACK,)), {"1.19": "assigned", "1.20": "returned", "6.1": "returned"}),
    (matter(rounds=(SENT_BACK, dated(assigned_on="1.25"))), {"1.24": "returned", "1.25": "assigned"}),
    # answered again without another hand-over, when what was promised is done
    (matter(rounds=(ANSWERED, dated(replied_on="6.1", reply_class="A"))), {"5.31": "feedback_received", "6.1": "replied"}),
    # the ends
    (matter(rounds=(ANSWERED,), concluded_on=d("3.8")), {"3.7": "feedback_received", "3.8": "concluded"}),
    (matter(rounds=(ANSWERED,), archived_on=d("3.9")), {"3.8": "feedback_received", "3.9": "archived"}),
    (matter(solved_on_spot=True), {"1.9": None, "1.10": "concluded"}),
    (matter(exit_kind="withdrawn", exit_on=d("2.1"), rounds=(ONE,)), {"1.31": "assigned", "2.1": "withdrawn"}),
    (matter(exit_kind="merged", exit_on=None, rounds=(ONE,)), {"6.1": "assigned"}),
    (matter(exit_kind="referred", exit_on=d("2.1"), concluded_on=d("1.20")), {"1.20": "concluded", "2.1": "referred"}),
    # dates that are missing, each once
    (matter(rounds=(dated(replied_on="3.1"),)), {"2.28": "collected", "3.1": "replied"}),
    (matter(rounds=(dated(feedback_on="3.5", feedback="satisfied"),)), {"3.4": "collected", "3.5": "feedback_received"}),
    (matter(rounds=(dated(reply_class="A"),)), {"12.31": "collected"}),
    (matter(concluded_on=d("3.8")), {"3.7": "collected", "3.8": "concluded"}),
    ({"class": "opinion", "raised_on": None, "concluded_on": d("3.8")}, {"3.8": None}),
]  # fmt: skip


@pytest.mark.parametrize(("row", "states"), COURSE)
def test_the_state_of_a_day_follows_from_the_dates(
    row: dict[str, Any], states: dict[str, str | None]
) -> None:
    assert {day: status_on(row, d(day)) for day in states} == states


DUE = [
    # (what happened, day, last day that is owed then)
    (matter(rounds=(ONE,)), "1.11", None),
    (matter(rounds=(ONE,)), "1.12", "4.12"),
    (matter(rounds=(ONE,), is_hard=True), "1.12", "7.12"),
    (matter(rounds=(dated(assigned_on="11.30"),)), "12.1", "2023.2.28"),  # the last day of February
    (matter(rounds=(dated(assigned_on="1.2"),)), "1.12", "4.4"),  # 2 April is a Saturday
    (matter(rounds=({**ONE, **dated(due_on="2.1")},)), "1.15", "2.1"),
    (matter(rounds=({**ONE, **dated(due_on="2.1", extended_due_on="3.1")},)), "1.15", "3.1"),
    (matter(rounds=({**ONE, **dated(replied_on="3.1")},)), "3.1", None),
    (matter(rounds=(ANSWERED, dated(assigned_on="3.10"))), "3.9", None),
    (matter(rounds=(ANSWERED, dated(assigned_on="3.10"))), "3.10", "4.11"),  # one month; 10 April is a Sunday
    (matter(rounds=(ANSWERED, dated(assigned_on="3.10")), is_hard=True), "3.10", "4.11"),
    (matter(rounds=(SENT_BACK,)), "1.20", None),
    (matter(rounds=(SENT_BACK, dated(assigned_on="1.25"))), "1.25", "4.25"),  # three months anew, not one
    (matter(rounds=(ONE,), exit_kind="rejected", exit_on=d("2.1")), "2.1", None),
    (matter(rounds=(ONE,), concluded_on=d("2.1")), "2.1", None),
]  # fmt: skip


def stage_on(row: dict[str, Any], day: str) -> Any:
    return [stage for stage in stages_of(row, CONTEXT) if stage.since <= d(day)][-1]


@pytest.mark.parametrize(("row", "day", "due"), DUE)
def test_the_last_day_is_that_of_the_running_round(row: dict[str, Any], day: str, due: str | None) -> None:
    assert stage_on(row, day).due_on == (d(due) if due else None)


FACTS = [
    (matter(rounds=(ONE,)), "1.11", {}),
    (matter(rounds=(ONE,)), "1.12", {"handed_over": 1, "owed_by": "2022-04-12"}),
    # the answer on the last day is on time, a day later it is late
    (matter(rounds=({**ONE, **dated(replied_on="4.12")},)), "4.12",
     {"handed_over": 1, "replied": 1, "answer_due": "2022-04-12"}),
    (matter(rounds=({**ONE, **dated(replied_on="4.13")},)), "4.13",
     {"handed_over": 1, "replied": 1, "answer_due": "2022-04-12", "late": 1}),
    # nothing was answered, though it was concluded: still owed
    (matter(rounds=(ONE,), concluded_on=d("3.8")), "3.8", {"handed_over": 1, "concluded": 1, "owed_by": "2022-04-12"}),
    (matter(rounds=(SENT_BACK,)), "1.20", {"handed_over": 1}),
    # class and feedback: those of the last round that has one by the day
    (matter(rounds=(ANSWERED, AGAIN)), "4.19",
     {"handed_over": 1, "replied": 1, "class": "B", "feedback": "dissatisfied", "answer_due": "2022-04-12"}),
    (matter(rounds=(ANSWERED, AGAIN)), "4.20",
     {"handed_over": 1, "replied": 1, "class": "A", "feedback": "dissatisfied", "answer_due": "2022-04-12"}),
    (matter(rounds=(ANSWERED, AGAIN)), "4.25",
     {"handed_over": 1, "replied": 1, "class": "A", "feedback": "satisfied", "answer_due": "2022-04-12"}),
    # a missing day: feedback is known from the reply, else from the conclusion, else never
    (matter(rounds=(dated(replied_on="3.1", feedback="satisfied"),)), "2.28", {}),
    (matter(rounds=(dated(replied_on="3.1", feedback="satisfied"),)), "3.1", {"replied": 1, "feedback": "satisfied"}),
    (matter(rounds=(dated(feedback="satisfied"),), concluded_on=d("3.8")), "3.8", {"concluded": 1, "feedback": "satisfied"}),
    (matter(rounds=(dated(feedback="satisfied"),), archived_on=d("3.9")), "3.9", {"concluded": 1, "feedback": "satisfied"}),
    (matter(rounds=(dated(feedback="satisfied"), ONE), concluded_on=d("3.8")), "3.8", {"handed_over": 1, "concluded": 1, "owed_by": "2022-02-14"}),
    # the first answer counts for the clock, whatever came later
    (matter(rounds=({**ONE, **dated(replied_on="5.1")}, dated(assigned_on="5.10", replied_on="5.12"))), "5.12",
     {"handed_over": 1, "replied": 1, "answer_due": "2022-04-12", "late": 1}),
    # sent back: the clock of the round that was answered
    (matter(rounds=(SENT_BACK, dated(assigned_on="1.25", replied_on="4.20"))), "4.20",
     {"handed_over": 1, "replied": 1, "answer_due": "2022-04-25"}),
    (matter(solved_on_spot=True), "1.10", {"replied": 1, "concluded": 1, "solved_on_spot": 1}),
    (matter(archived_on=d("3.9")), "3.9", {"concluded": 1}),
    (matter(exit_kind="merged", exit_on=d("2.1")), "1.31", {}),
    (matter(exit_kind="merged", exit_on=d("2.1")), "2.1", {"out": 1}),
    (matter(exit_kind="withdrawn", exit_on=d("2.1"), rounds=(ONE,)), "2.1", {"handed_over": 1, "out": 1}),
    (matter(exit_kind="referred", exit_on=d("2.1"), referred_answered_on=d("3.1")), "2.28", {"out": 1}),
    (matter(exit_kind="referred", exit_on=d("2.1"), referred_answered_on=d("3.1")), "3.1", {"out": 1, "answered_above": 1}),
    (matter(referred_answered_on=d("3.1")), "3.1", {}),
    (matter(rounds=(dated(feedback_on="3.5", feedback="satisfied"),)), "3.5", {"feedback": "satisfied"}),
    (matter(contacts=({"on": d("1.15"), "way": "电话"}, {"on": d("1.15")})), "1.15", {"contacted": 1}),
    (matter(contacts=({"on": d("1.15"), "way": "电话"}, {"on": d("1.16"), "way": "上门面谈"})), "1.16", {"contacted": 1, "in_person": 1}),
    (matter(promises=({"what": "修好", "kept_on": d("6.1")},)), "5.31", {"promised": 1}),
    (matter(promises=({"what": "修好", "kept_on": d("6.1")},)), "6.1", {}),
]  # fmt: skip


@pytest.mark.parametrize(("row", "day", "facts"), FACTS)
def test_the_facts_of_a_day_are_what_had_happened_by_then(
    row: dict[str, Any], day: str, facts: dict[str, Any]
) -> None:
    assert stage_on(row, day).facts == facts


def test_a_course_begins_when_the_matter_is_raised_and_turns_with_each_of_its_days() -> None:
    early = matter(
        sorted_on=d("1.11"),
        rounds=(dated(assigned_on="1.5", replied_on="1.20"),),
        concluded_on=d("2.1"),
        archived_on=d("2.2"),
    )
    turns = [(stage.since, stage.state) for stage in stages_of(early, CONTEXT)]
    assert turns == [
        (d("1.10"), "assigned"), (d("1.20"), "replied"), (d("2.1"), "concluded"), (d("2.2"), "archived"),
    ]  # fmt: skip
    assert [stage.since for stage in stages_of(matter(sorted_on=d("1.11")), CONTEXT)] == [
        d("1.10"),
        d("1.11"),
    ]
    assert due_on_day(matter(), CONTEXT) is None


def test_somebody_has_to_act_until_the_end_or_the_way_out() -> None:
    waiting = [
        "collected",
        "sorted",
        "assigned",
        "in_progress",
        "returned",
        "replied",
        "feedback_received",
        "reworking",
    ]
    over = ["concluded", "archived", "withdrawn", "merged", "rejected", "referred", None]
    assert [status for status in [*waiting, *over] if is_open(status)] == waiting


@pytest.mark.parametrize(
    ("raised_on", "day", "replied"), [("1.10", "1.9", False), ("1.10", "1.10", True), (None, "1.10", False)]
)
def test_what_was_solved_on_the_spot_is_answered_from_the_day_it_was_raised(
    raised_on: str | None, day: str, replied: bool
) -> None:
    row = matter(solved_on_spot=True, raised_on=d(raised_on) if raised_on else None)
    assert is_replied(row, d(day)) is replied


@pytest.mark.parametrize(
    ("one", "words"),
    [
        ({}, ""),
        (SENT_BACK, "2022.01.12交办，2022.01.20退办"),
        (ANSWERED, "2022.01.12交办，2022.03.01答复（B类），2022.03.05反馈不满意"),
        (dated(replied_on="3.1", feedback_on="3.5"), "2022.03.01答复，2022.03.05反馈"),
        (dated(assigned_on="1.12", reply_class="B", feedback="dissatisfied"), "2022.01.12交办，答复（B类），反馈不满意"),
    ],
)  # fmt: skip
def test_a_round_reads_in_one_line_also_without_its_days(one: dict[str, Any], words: str) -> None:
    assert in_words(one) == words


def test_the_course_reads_in_the_order_of_what_happened() -> None:
    again = dated(assigned_on="1.25", handler="水务站", replied_on="3.1", reply_class="A")
    sent_back = {**SENT_BACK, "handler": "规划办", "returned_reason": "属水务"}
    row = matter(rounds=(sent_back, again), concluded_on=d("3.8"))
    words = [(mark.on, mark.words, mark.why) for mark in marks_of(row, CONTEXT) if mark.on]
    assert words == [
        (d("1.10"), "收集登记", ""),
        (d("1.12"), "第1次办理", ""),
        (d("1.12"), "交办 规划办", "期限 2022-04-12"),
        (d("1.20"), "退办", "属水务"),
        (d("1.25"), "第2次办理", ""),
        (d("1.25"), "交办 水务站", "期限 2022-04-25"),
        (d("3.1"), "承办单位答复 A类", "按期答复"),
        (d("3.8"), "办结", ""),
    ]
    assert outcome_of(row, d("12.31")) == "2022-03-08 已办结（A类）"
    assert outcome_of(row, d("1.21")) == "2022-01-20 退办"


def told_of(row: dict[str, Any]) -> list[str]:
    return [f"{mark.words}|{mark.why}" for mark in marks_of(row, CONTEXT) if mark.on]


def test_each_round_tells_its_clock_whether_it_was_kept_and_what_happened_meanwhile() -> None:
    first = {**ANSWERED, "replied_on": d("4.14"), "feedback_on": d("4.20"), "feedback_attitude": "satisfied"}
    second = dated(assigned_on="4.21", extended_due_on="6.1", replied_on="6.1")
    row = matter(
        rounds=(first, {**second, "extended_reason": "等材料"}, dated(replied_on="9.1", reply_class="A")),
        contacts=({"on": d("4.1"), "stage": "during", "way": "面谈", "what": "已踏看"}, {"way": "电话"}),
        supervisions=({"on": d("5.2"), "way": "现场", "by": "张主席"},),
        steps=(
            {"on": d("5.3"), "why": "删去多记的一次"},
            {"on": d("4.21"), "step": "reworking", "why": "没修好"},
        ),
    )
    assert told_of(row) == [
        "收集登记|",
        "第1次办理|",
        "交办|期限 2022-04-12",
        "办中沟通 面谈|已踏看",
        "承办单位答复 B类|超过期限 2 天",
        "反馈意见 对结果不满意，对态度满意|",
        "第2次办理|",
        "重新交办|期限 2022-06-01（延期：等材料）\n没修好",
        "督办 现场 张主席|",
        "更正|删去多记的一次",
        "承办单位再次答复|按期答复",
        "第3次办理（落实后再次答复）|",
        "承办单位再次答复 A类|",
    ]
    assert outcome_of(row, d("5.10")) == "2022-05-03 正在重新办理（B类，不满意）"


def test_two_rounds_entered_on_one_day_keep_their_order_and_the_words_of_each() -> None:
    first = dated(assigned_on="1.12", replied_on="3.1", feedback_on="3.8", feedback="dissatisfied")
    second = dated(
        assigned_on="3.8", replied_on="3.8", reply_class="A", feedback_on="3.8", feedback="satisfied"
    )
    steps = (
        {"on": d("1.12"), "step": "assigned"},
        {"on": d("3.8"), "step": "feedback_received", "why": "只修了一半"},
        {"on": d("3.8"), "step": "reworking", "why": "没修好"},
        {"on": d("3.8"), "step": "replied"},
        {"on": d("3.8"), "step": "feedback_received", "why": "都亮了"},
        {"on": d("3.8"), "step": "concluded"},
    )
    assert told_of(matter(rounds=(first, second), concluded_on=d("3.8"), steps=steps))[4:] == [
        "反馈意见 不满意|只修了一半",
        "第2次办理|",
        "重新交办|期限 2022-04-08\n没修好",
        "承办单位再次答复 A类|按期答复",
        "反馈意见 满意|都亮了",
        "办结|",
    ]


REPLY_TAKEN_BACK = (
    {"on": d("1.12"), "step": "assigned", "who": "张三"},
    {"on": d("1.12"), "step": "replied", "why": "电话告知"},
    {"on": d("1.12"), "step": "assigned", "why": "记错了件", "is_back": True},
)


@pytest.mark.parametrize(
    ("one", "steps", "told"),
    [
        (
            dated(assigned_on="1.12"),
            REPLY_TAKEN_BACK,
            ["承办单位答复（后来退回）|电话告知", "退回上一步，回到“已交办”|记错了件"],
        ),
        (
            dated(assigned_on="1.12", replied_on="1.12"),
            (*REPLY_TAKEN_BACK, {"on": d("1.12"), "step": "replied", "why": "书面答复"}),
            [
                "承办单位答复（后来退回）|电话告知",
                "退回上一步，回到“已交办”|记错了件",
                "承办单位答复|按期答复\n书面答复",
            ],
        ),
        (  # the reply was read from an old ledger, without an entry
            dated(assigned_on="1.12"),
            (REPLY_TAKEN_BACK[0], REPLY_TAKEN_BACK[2]),
            ["退回上一步，回到“已交办”|记错了件"],
        ),
    ],
)
def test_a_step_taken_back_stands_where_it_happened(
    one: dict[str, Any], steps: tuple[dict[str, Any], ...], told: list[str]
) -> None:
    before = ["收集登记|", "交办|期限 2022-04-12"]
    assert told_of(matter(rounds=(one,), steps=steps)) == [*before, *told]


def test_one_round_has_no_number_and_an_own_date_says_why() -> None:
    row = matter(rounds=({**dated(assigned_on="1.12", due_on="3.1"), "due_reason": "县里要求"},))
    assert told_of(row) == ["收集登记|", "交办|期限 2022-03-01（自定期限：县里要求）"]


def test_what_was_sent_up_shows_what_is_still_owed() -> None:
    row = matter(
        exit_kind="referred",
        exit_on=d("2.1"),
        exit_reason="市级事权",
        referred_to="市水利局",
        referred_via="市代表",
    )
    marks = marks_of(row, CONTEXT)
    assert (marks[1].words, marks[1].why) == ("转送上级 市水利局（经市代表）", "市级事权")
    assert [mark.words for mark in marks if mark.on is None] == ["上级答复", "告知反映人"]
    told = marks_of({**row, "referred_answered_on": d("3.1"), "visitor_informed_on": d("3.2")}, CONTEXT)
    assert [mark.words for mark in told[2:]] == ["上级答复", "告知反映人"] and all(mark.on for mark in told)


@pytest.mark.parametrize(
    ("day", "words", "tone"),
    [
        ("3.12", "2022-04-12，还有 31 天", "plain"),
        ("3.13", "2022-04-12，还有 30 天", "warn"),
        ("4.11", "2022-04-12，还有 1 天", "warn"),
        ("4.12", "2022-04-12，今天到期", "warn"),
        ("4.13", "2022-04-12，逾期 1 天", "bad"),
        ("5.12", "2022-04-12，逾期 30 天", "bad"),
    ],
)
def test_the_clock_warns_from_thirty_days_before_the_last_one_and_tells_what_is_over(
    day: str, words: str, tone: str
) -> None:
    row = matter(rounds=(ONE,), due_on=d("4.12"))
    assert clock_of(row, d(day)) == (words, tone)
    answered = matter(rounds=({**ONE, "replied_on": d(day)},), due_on=d("4.12"))
    assert clock_of(answered, d(day)) is None


@pytest.mark.parametrize(
    ("one", "year"),
    [
        (dated(assigned_on="1.12"), 2022),  # the table is empty: every year's days off are missing
        (dated(assigned_on="1.12", due_on="3.1"), None),
        (dated(assigned_on="1.12", extended_due_on="5.1"), None),
        (dated(assigned_on="1.12", replied_on="3.1"), None),
    ],
)
def test_a_last_day_by_the_clock_may_move_where_days_off_are_missing(
    one: dict[str, Any], year: int | None
) -> None:
    row = matter(rounds=(one,))
    shown = {**row, "due_on": one.get("extended_due_on") or one.get("due_on") or d("4.12")}
    assert may_move(shown, NO_HOLIDAYS) == year


NO_HOLIDAYS = Context(today=date(2022, 12, 31), lookup=Rules())
