"""Every step along the course of a matter and back: what it changes, and why another one is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.course_steps import Step, advanced, next_steps, taken_back
from app.domain.fields import Ref

Row = dict[str, Any]


def d(text: str) -> date:
    month, day = map(int, text.split("."))
    return date(2022, month, day)


def in_rounds(*rounds: Row, **more: Any) -> Row:
    return {"raised_on": d("3.1"), "rounds": rounds, **more}


HANDED = {"assigned_on": d("3.3"), "handler": "甲办"}
REPLIED = {**HANDED, "replied_on": d("4.1"), "reply_class": "A", "reply_no": "1号"}
PROMISED = {**REPLIED, "reply_class": "B"}
UNHAPPY = {**REPLIED, "feedback_on": d("4.5"), "feedback": "dissatisfied", "feedback_attitude": "satisfied"}
SENT_BACK = {**HANDED, "returned_on": d("3.5"), "returned_reason": "不属本单位"}
AGAIN = {"assigned_on": d("4.6"), "handler": "甲办"}
AT_WORK = ({"on": d("3.4"), "step": "in_progress"},)
UNIT = Ref(2, "乙办")
ROWS: dict[str, Row] = {
    "collected": {"raised_on": d("3.1")},
    "sorted": {"raised_on": d("3.1"), "sorted_on": d("3.2")},
    "assigned": in_rounds(HANDED),
    "in_progress": in_rounds(HANDED, steps=AT_WORK),
    "replied": in_rounds(REPLIED),
    "replied at work": in_rounds(REPLIED, steps=AT_WORK),
    "promised": in_rounds(PROMISED),
    "feedback": in_rounds(UNHAPPY),
    "reworking": in_rounds(UNHAPPY, AGAIN),
    "drafted again": in_rounds(UNHAPPY, {**AGAIN, "reply_text": "草稿"}),
    "replied again": in_rounds(UNHAPPY, {**AGAIN, "replied_on": d("4.20"), "reply_class": "A"}),
    "of no day": {"sorted_on": d("3.2")},
    "answered again": in_rounds(PROMISED, {"replied_on": d("5.1"), "reply_class": "A"}),
    "returned": in_rounds(SENT_BACK),
    "concluded": in_rounds(REPLIED, concluded_on=d("4.10")),
    "archived": in_rounds(REPLIED, concluded_on=d("4.10"), archived_on=d("5.1")),
    "withdrawn": in_rounds(HANDED, exit_kind="withdrawn", exit_on=d("3.9"), exit_reason="本人要求"),
    "on the spot": {"raised_on": d("3.1"), "solved_on_spot": True},
}

NEXT = [
    ("collected", "collected", ("assigned", "sorted")), ("sorted", "sorted", ("assigned",)),
    ("assigned", "assigned", ("replied", "in_progress")), ("in_progress", "in_progress", ("replied",)),
    ("replied", "replied", ("feedback_received", "concluded")), ("feedback", "feedback_received", ("concluded", "reworking")),
    ("reworking", "reworking", ("replied",)), ("returned", "returned", ("assigned",)),
    ("concluded", "concluded", ("archived",)), ("archived", "archived", ()), ("withdrawn", "withdrawn", ()),
    ("promised", "replied", ("feedback_received", "concluded", "answered_again")),
    ("promised", "feedback_received", ("concluded", "reworking", "answered_again")),
    ("promised", "concluded", ("archived", "answered_again")), ("promised", "archived", ()),
    ("answered again", "replied", ("feedback_received", "concluded")),
]  # fmt: skip


@pytest.mark.parametrize(("row", "status", "steps"), NEXT)
def test_the_next_steps_of_every_state(row: str, status: str, steps: tuple[str, ...]) -> None:
    assert next_steps(ROWS[row], status) == steps


STEPS = [
    ("collected", Step("sorted", d("3.1")), {"sorted_on": d("3.1")}),
    ("collected", Step("assigned", d("3.3"), values={"lead_handler": UNIT, "due_on": d("6.1"), "due_reason": "急"}),
     {"lead_handler": UNIT, "rounds": ({"assigned_on": d("3.3"), "handler": "乙办", "due_on": d("6.1"), "due_reason": "急"},)}),
    ("sorted", Step("assigned", d("3.3")), {"rounds": ({"assigned_on": d("3.3")},)}),
    ("of no day", Step("assigned", d("3.3")), {"rounds": ({"assigned_on": d("3.3")},)}),
    ("assigned", Step("in_progress", d("3.4")), {"rounds": (HANDED,)}),
    ("in_progress", Step("replied", d("4.1"), values={"reply_class": "A", "reply_no": "1号", "reply_text": None}), {"rounds": (REPLIED,)}),
    ("assigned", Step("replied", d("3.3"), values={"reply_class": "C"}), {"rounds": ({**HANDED, "replied_on": d("3.3"), "reply_class": "C"},)}),
    ("assigned", Step("returned", d("3.5"), why="不属本单位"), {"rounds": (SENT_BACK,)}),
    ("in_progress", Step("returned", d("3.5"), why="不属本单位"), {"rounds": (SENT_BACK,)}),
    ("returned", Step("assigned", d("3.6"), values={"lead_handler": UNIT}),
     {"lead_handler": UNIT, "rounds": (SENT_BACK, {"assigned_on": d("3.6"), "handler": "乙办"})}),
    ("replied", Step("feedback_received", d("4.5"), values={"feedback": "dissatisfied", "feedback_attitude": "satisfied"}), {"rounds": (UNHAPPY,)}),
    ("replied", Step("concluded", d("4.10"), values={"is_solved": True}), {"is_solved": True, "concluded_on": d("4.10"), "rounds": (REPLIED,)}),
    ("feedback", Step("reworking", d("4.6")), {"rounds": (UNHAPPY, {"assigned_on": d("4.6")})}),
    ("reworking", Step("returned", d("4.7"), why="办不了"), {"rounds": (UNHAPPY, {**AGAIN, "returned_on": d("4.7"), "returned_reason": "办不了"})}),
    ("promised", Step("answered_again", d("5.1"), values={"reply_class": "A"}), {"rounds": (PROMISED, {"replied_on": d("5.1"), "reply_class": "A"})}),
    ("concluded", Step("archived", d("5.1")), {"archived_on": d("5.1"), "rounds": (REPLIED,)}),
    ("replied", Step("withdrawn", d("4.2"), why="本人要求"),
     {"exit_kind": "withdrawn", "exit_on": d("4.2"), "exit_reason": "本人要求", "rounds": (REPLIED,)}),
    ("collected", Step("merged", d("3.2"), why="同一件", values={"merged_into": UNIT}),
     {"merged_into": UNIT, "exit_kind": "merged", "exit_on": d("3.2"), "exit_reason": "同一件"}),
]  # fmt: skip


@pytest.mark.parametrize(("row", "step", "changed"), STEPS)
def test_a_step_changes_this_and_nothing_else(row: str, step: Step, changed: Row) -> None:
    values = advanced(ROWS[row], step)
    (*before, entry) = values.pop("steps")
    assert values == changed
    assert tuple(before) == ROWS[row].get("steps", ())
    named = "replied" if step.step == "answered_again" else step.step
    assert entry == {"on": step.on, "step": named} | ({"why": step.why} if step.why else {})


def test_a_hand_over_takes_the_unit_of_the_matter_and_keeps_what_its_line_holds() -> None:
    by_unit = advanced(
        {**ROWS["collected"], "lead_handler": Ref(1, "甲办")}, Step("assigned", d("3.3"), "蓝晓晴")
    )
    assert by_unit["rounds"] == (HANDED,)
    assert by_unit["steps"] == ({"on": d("3.3"), "step": "assigned", "who": "蓝晓晴"},)
    undated = in_rounds({"handler": "甲办", "due_on": d("6.1"), "due_reason": "急"})
    assert advanced(undated, Step("assigned", d("3.3")))["rounds"] == (
        {"handler": "甲办", "due_on": d("6.1"), "due_reason": "急", "assigned_on": d("3.3")},
    )


REFUSED = [
    ("assigned", Step("replied", d("3.2")), "日期 2022-03-02 早于交办日期 2022-03-03，请核对。"),
    ("replied", Step("concluded", d("3.31")), "日期 2022-03-31 早于答复日期 2022-04-01，请核对。"),
    ("collected", Step("sorted", date(2022, 2, 28)), "早于提出日期 2022-03-01"),
    ("assigned", Step("withdrawn", d("3.4")), "都要写明理由"), ("assigned", Step("returned", d("3.4"), why="\u200b "), "都要写明理由"),
    ("assigned", Step("sorted", d("3.4")), "这一步已经过了"), ("assigned", Step("assigned", d("3.4")), "这一步已经过了"),
    ("archived", Step("replied", d("6.1")), "这一步已经过了"), ("withdrawn", Step("replied", d("6.1")), "这一步已经过了"),
    ("withdrawn", Step("in_progress", d("6.1")), "这一步已经过了"),
    ("archived", Step("in_progress", d("6.1")), "不能再办这一步"), ("archived", Step("withdrawn", d("6.1"), why="试"), "不能再办这一步"),
    ("concluded", Step("withdrawn", d("6.1"), why="试"), "不能再办这一步"), ("replied", Step("returned", d("6.1"), why="试"), "不能再办这一步"),
    ("collected", Step("returned", d("3.4"), why="试"), "不能再办这一步"),
    ("returned", Step("replied", d("4.1")), "还办不到这一步，请先交办。"), ("collected", Step("replied", d("4.1")), "还办不到这一步，请先交办。"),
    ("assigned", Step("concluded", d("4.1")), "还办不到这一步，请先答复。"), ("replied", Step("answered_again", d("4.2")), "还办不到这一步"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "step", "sentence"), REFUSED)
def test_a_step_out_of_turn_or_too_early_is_refused(row: str, step: Step, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        advanced(ROWS[row], step)
    assert sentence in str(refusal.value)


NOT_LEFT = ("exit_kind", "exit_on", "exit_reason", "merged_into", "referred_to", "referred_via",
            "referred_answered_on", "referred_answer", "visitor_informed_on")  # fmt: skip
BACK = [
    ("withdrawn", dict.fromkeys(NOT_LEFT), "assigned"),
    ("archived", {"archived_on": None}, "concluded"),
    ("concluded", {"concluded_on": None, "is_solved": None, "conclusion_reason": None}, "replied"),
    ("on the spot", {"concluded_on": None, "is_solved": None, "conclusion_reason": None, "solved_on_spot": False}, "collected"),
    ("in_progress", {}, "assigned"),
    ("assigned", {"rounds": None}, "collected"),
    ("returned", {"rounds": (HANDED,)}, "assigned"),
    ("replied", {"rounds": ({**HANDED, "reply_no": "1号"},)}, "assigned"),
    ("feedback", {"rounds": (REPLIED,)}, "replied"),
    ("reworking", {"rounds": (UNHAPPY,)}, "feedback_received"),
    ("answered again", {"rounds": (PROMISED,)}, "replied"),
    ("sorted", {"sorted_on": None}, "collected"),
    ("of no day", {"sorted_on": None}, "collected"),
    ("replied at work", {"rounds": ({**HANDED, "reply_no": "1号"},)}, "in_progress"),
    ("drafted again", {"rounds": (UNHAPPY,)}, "feedback_received"),
    ("replied again", {"rounds": (UNHAPPY, AGAIN)}, "reworking"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "changed", "state"), BACK)
def test_the_newest_step_is_taken_back_alone(row: str, changed: Row, state: str) -> None:
    values = taken_back(ROWS[row], d("6.1"), "蓝晓晴", "填错")
    (*before, entry) = values.pop("steps")
    assert values == changed
    assert tuple(before) == ROWS[row].get("steps", ())
    assert entry == {"on": d("6.1"), "step": state, "who": "蓝晓晴", "why": "填错", "is_back": True}


def test_a_hand_over_that_is_taken_back_leaves_what_is_no_part_of_it() -> None:
    whole = {
        **HANDED,
        "due_on": d("6.1"),
        "due_reason": "急",
        "extended_due_on": d("7.1"),
        "extended_reason": "更急",
    }
    values = taken_back(in_rounds({**whole, "reply_text": "草稿"}), d("6.1"), None, "填错")
    assert values["rounds"] == ({"reply_text": "草稿"},)


@pytest.mark.parametrize(
    ("row", "why", "sentence"), [("replied", "\u2060 ", "写明理由"), ("collected", "填错", "没有可以退回的")]
)
def test_nothing_is_taken_back_without_a_reason_or_a_step(row: str, why: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        taken_back(ROWS[row], d("6.1"), None, why)
