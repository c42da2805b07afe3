"""What can be done with an opinion or suggestion along its course: words, a few fields, and the service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain import intake_checks
from app.domain.course_steps import Step
from app.domain.fields import Context, Field, Row
from app.domain.kinds import Day, Text
from app.domain.registers.suggestions import (
    CONTACT_COLUMNS,
    PROMISE_COLUMNS,
    SUGGESTIONS,
    SUPERVISION_COLUMNS,
)
from app.storage.ledger import Ledger
from app.storage.refusals import Refused
from app.work import course, course_events
from app.work.reach import Reach

Run = Callable[[Ledger, Sequence[int], dict[str, Any]], str]


@dataclass(frozen=True)
class CourseAct:
    """One thing to do: the words of its button, the fields of its short form, and what it does.

    ``run`` gives the name of the act it kept.  ``begins`` are values of the row that the form starts with;
    ``proposes`` works out further ones.  ``reach``: what it would do to each of several rows.
    """

    key: str
    words: str
    fields: tuple[Field, ...]
    run: Run
    begins: tuple[str, ...] = ()
    proposes: Callable[[Row, Context], dict[str, Any]] | None = None
    reach: Callable[[Ledger, Sequence[int], dict[str, Any]], Reach] | None = None

    def beginning(self, row: Row | None, context: Context) -> dict[str, Any]:
        """The values that the form starts with: today, what the row holds already, what follows from it."""
        values_before = {key: row[key] for key in self.begins if row and row.get(key) is not None}
        dated = {"on": context.today} if any(field.key == "on" for field in self.fields) else {}
        return dated | values_before | (self.proposes(row, context) if self.proposes and row else {})

    def fields_on(self, context: Context) -> tuple[Field, ...]:
        """The fields of the form; what a tick does to the clock is told from the clocks in force."""
        return tuple(
            replace(field, hint=course.hard_hint(context)) if field.key == "is_hard" else field
            for field in self.fields
        )


def _own(key: str, **more: Any) -> Field:
    return replace(SUGGESTIONS.field(key), section="", **more)


def _on(label: str) -> Field:
    return Field("on", label, Day(), required=True)


def _who(label: str) -> Field:
    return Field("who", label, Text(longest=60))


def _why(label: str = "说明", required: bool = False) -> Field:
    return Field("why", label, Text(), required=required)


def _lines(columns: Sequence[Field], *keys: str) -> tuple[Field, ...]:
    by_key = {field.key: field for field in columns}
    return tuple(replace(by_key[key], required=key in (keys[0], "stage")) for key in keys)


def _taking(step: str) -> Run:
    def run(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
        more = {key: value for key, value in values.items() if key not in ("on", "who", "why")}
        return course.take_step(
            ledger, ids[0], Step(step, values["on"], values.get("who"), values.get("why"), more)
        )

    return run


def _hand_over(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
    return course.hand_over(ledger, ids, _order(values))


def _reach_of_hand_over(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> Reach:
    return course.reach_of_hand_over(ledger, ids, _order(values))


def _order(values: dict[str, Any]) -> course.HandOver:
    return course.HandOver(
        values.get("lead_handler"),
        values["on"],
        values.get("co_handlers") or (),
        values.get("who"),
        values.get("is_hard"),
        values.get("why"),
    )


def _take_back(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
    return course.take_back(ledger, ids[0], values["on"], values.get("who"), values.get("why") or "")


def _contact(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
    talk = values["stage"], values["on"], values.get("way"), values.get("what")
    return course_events.contact(ledger, ids[0], *talk)


def _supervise(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
    return course_events.supervise(
        ledger, ids[0], values["on"], values.get("way"), values.get("by"), values.get("finding")
    )


def _promise(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
    return course_events.promise(ledger, ids[0], values["what"], values.get("due_on"))


def _extend(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
    return course_events.extend(ledger, ids[0], values["until"], values["why"])


def _referral_answered(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
    return course_events.referral_answered(ledger, ids[0], values["on"], values.get("referred_answer"))


def _visitor_informed(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
    return course_events.visitor_informed(ledger, ids[0], values["on"])


def _unasked(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
    raise Refused("收件审查要在一件意见建议上做，请先选中一件。")


def _refusal(row: Row, context: Context) -> dict[str, Any]:
    """What did not pass is the reason of the refusal."""
    reason = intake_checks.reason_of(row, context)
    return {"why": reason} if reason else {}


def keeping(number: int) -> CourseAct:
    """Keeping the promise of that number (from 0)."""

    def run(ledger: Ledger, ids: Sequence[int], values: dict[str, Any]) -> str:
        return course_events.keep_promise(ledger, ids[0], number, values["on"], values.get("note"))

    note = Field("note", "兑现情况", Text())
    return CourseAct(f"keep{number}", "登记兑现", (_on("兑现日期"), note), run)


_ASSIGN = (
    _own("lead_handler", hint="输入单位名称；多件交办时只填还没有定单位的，已定的不变"),
    _on("交办日期"),
    _own("co_handlers"),
    _own("is_hard"),
    _who("交办人"),
)
_REPLY = (_on("答复日期"), _own("reply_class"), _own("reply_text"), _own("reply_no"), _who("答复人"))
_FEEDBACK = (_on("反馈日期"), _own("feedback", required=True), _own("feedback_attitude"), _why("具体意见"))
_EXIT = (_on("日期"), _why("理由", required=True), _who("由谁决定或提出"))

ACTS: dict[str, CourseAct] = {
    act.key: act
    for act in (
        CourseAct("sorted", "登记梳理", (_on("梳理日期"), _own("category"), _why()), _taking("sorted"), ("category",)),
        CourseAct("assigned", "交办", _ASSIGN, _hand_over, ("lead_handler", "co_handlers", "is_hard"),
                  reach=_reach_of_hand_over),
        CourseAct("in_progress", "开始办理", (_on("日期"), _own("handler_person"), _why()), _taking("in_progress"),
                  ("handler_person",)),
        CourseAct("replied", "登记答复", _REPLY, _taking("replied"), ("reply_text", "reply_no")),
        CourseAct("answered_again", "再次答复（已落实）", _REPLY, _taking("answered_again"), ("reply_text",)),
        CourseAct("feedback_received", "登记反馈", _FEEDBACK, _taking("feedback_received")),
        CourseAct("reworking", "重新交办", (_on("重新交办日期"), _why("理由", required=True)), _taking("reworking")),
        CourseAct("concluded", "办结", (_on("办结日期"), _own("is_solved"), _own("conclusion_reason")), _taking("concluded")),
        CourseAct("archived", "归档", (_on("归档日期"),), _taking("archived")),
        CourseAct("contact", "登记沟通", _lines(CONTACT_COLUMNS, "on", "stage", "way", "what"), _contact),
        CourseAct("supervise", "登记督办", _lines(SUPERVISION_COLUMNS, "on", "way", "by", "finding"), _supervise),
        CourseAct("promise", "登记承诺", _lines(PROMISE_COLUMNS, "what", "due_on"), _promise),
        CourseAct("intake", "收件审查", (), _unasked),  # its items are those of the matter: ``intake_act``
        CourseAct("extend", "延期", (Field("until", "延期至", Day(), required=True), _why("理由", required=True)), _extend),
        CourseAct("returned", "退办", _EXIT, _taking("returned")),
        CourseAct("merged", "并案", (_own("merged_into", required=True), *_EXIT), _taking("merged")),
        CourseAct("withdrawn", "撤回", _EXIT, _taking("withdrawn")),
        CourseAct("rejected", "不予受理", _EXIT, _taking("rejected"), proposes=_refusal),
        CourseAct("referred", "转送上级", (_own("referred_to", required=True), _own("referred_via"), *_EXIT), _taking("referred")),
        CourseAct("referral_answered", "登记上级答复", (_on("上级答复日期"), _own("referred_answer")), _referral_answered,
                  ("referred_answer",)),
        CourseAct("visitor_informed", "登记已告知", (_on("告知日期"),), _visitor_informed),
        CourseAct("back", "退回上一步", (_why("为什么退回", required=True), _on("退回日期"), _who("经办")), _take_back),
    )
}  # fmt: skip
EVENTS = ("contact", "supervise", "promise", "extend")
