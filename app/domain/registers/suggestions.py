"""Opinions and suggestions (意见建议): both classes, their course and their clocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.contact_codes import (
    CONTACT_STAGES,
    COURSE_EXITS,
    REPLY_CLASSES,
    SATISFACTION,
    SOURCES,
    STATUSES,
    SUGGESTION_CLASSES,
)
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.kinds import Choice, Day, Flag, Lines, Link, Links, Number, Prose, Text
from app.domain.register import Derived, Filter, Register
from app.domain.registers.clock_rules import last_day
from app.domain.registers.suggestions_intake import SUGGESTIONS_INTAKE
from app.domain.suggestion_course import STEP_DATES, course_problem, due_now, status_on

LONGEST_MATTER = 40  # characters of the content that stand for a title

STEP_COLUMNS = (
    Field("on", "日期", Day()),
    Field("step", "步骤", Choice(STATUSES)),
    Field("who", "经办", Text(longest=60)),
    Field("why", "说明", Text()),
)
CONTACT_COLUMNS = (
    Field("on", "日期", Day()),
    Field("stage", "阶段", Choice(CONTACT_STAGES)),
    Field("way", "方式", Text(longest=40, usual=("面谈", "电话", "走访", "座谈"))),
    Field("what", "情况", Text()),
)
SUPERVISION_COLUMNS = (
    Field("on", "日期", Day()),
    Field("way", "方式", Text(longest=40, usual=("电话", "现场", "会议", "书面"))),
    Field("by", "督办人", Text(longest=40)),
    Field("finding", "情况", Text()),
)
PROMISE_COLUMNS = (
    Field("what", "承诺事项", Text()),
    Field("due_on", "兑现期限", Day()),
    Field("kept_on", "兑现日期", Day()),
    Field("note", "情况", Text()),
)


def dates_in_course(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The dates of the course follow each other."""
    return course_problem(row)


def answered_before_concluded(row: Mapping[str, Any], context: Context) -> Problem | None:
    """答复 is not 办结, but nothing is concluded that was not answered (unless solved on the spot)."""
    if row.get("concluded_on") and not row.get("replied_on") and not row.get("solved_on_spot"):
        return Problem("replied_on", "warning", "concluded_unreplied", "填了办结日期但没有答复日期,请核对。")
    return None


def exit_has_reason(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A side exit names its day and reason."""
    if row.get("exit_kind") and not (row.get("exit_on") and row.get("exit_reason")):
        return Problem(
            "exit_reason", "error", "missing", "退办、并案、撤回、不予受理或转送上级,请填日期和理由。"
        )
    return None


def backward_with_reason(before: Mapping[str, Any], after: Mapping[str, Any]) -> Problem | None:
    """A step is taken back only with a reason: an entry of the course more than before."""
    gone = [key for key in STEP_DATES.values() if before.get(key) and not after.get(key)]
    known = {(line.get("on"), line.get("step"), line.get("why")) for line in before.get("steps") or ()}
    added = [
        line
        for line in after.get("steps") or ()
        if (line.get("on"), line.get("step"), line.get("why")) not in known
    ]
    if gone and not any(line.get("why") for line in added):
        return Problem(gone[0], "error", "backward", "退回上一步要写明理由,请在办理过程里退回。")
    return None


def complete(row: Row, context: Context) -> None:
    """Fill what follows: solved on the spot is replied and concluded; the due dates from the clocks."""
    if row.get("solved_on_spot") and row.get("raised_on"):
        for key in ("replied_on", "concluded_on"):
            row[key] = row.get(key) or row["raised_on"]
    if row.get("assigned_on"):
        due = row.get("due_on")
        if due is None or _of_the_other_clock(row, due, context):
            row["due_on"] = reply_due_on(row, context)
    if row.get("rework_assigned_on") and row.get("rework_due_on") is None:
        row["rework_due_on"] = last_day("rework", row["rework_assigned_on"], context)


def _of_the_other_clock(row: Mapping[str, Any], due: date, context: Context) -> bool:
    """Whether the due date is the one of easy matters while 难度大 is ticked, or the other way round."""
    if row.get("is_hard") is None:
        return False
    return due == last_day("reply" if row["is_hard"] else "hard_reply", row["assigned_on"], context)


def reply_due_on(row: Mapping[str, Any], context: Context) -> date | None:
    """The last day for the reply, from the clock in force on the day of hand-over (代表法 art. 51)."""
    return last_day(reply_clock(row), row["assigned_on"], context)


def reply_clock(row: Mapping[str, Any]) -> str:
    """Which clock runs for the reply."""
    return "hard_reply" if row.get("is_hard") else "reply"


def fill_status(rows: Sequence[Row], context: Context) -> None:
    """Status, days left on ``context.today`` (negative when overdue), from the dates alone; the matter."""
    for row in rows:
        # A day in the future is a slip of the pen: such a row is collected until it is corrected.
        row["status"] = status_on(row, context.today) or "collected"
        last = due_now(row, context.today)
        row["days_left"] = (last - context.today).days if last else None
        row["matter"] = matter_of(row)


def matter_of(row: Mapping[str, Any]) -> str:
    """The title, or else the content's first line as far as a title goes."""
    if row.get("title"):
        return str(row["title"])
    line = str(row.get("content") or "").strip().split("\n")[0]
    return line if len(line) <= LONGEST_MATTER else f"{line[:LONGEST_MATTER]}…"


def sponsorships(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """A suggestion is a performance record of its sponsors: the first named leads, the others co-sponsor."""
    if row.get("class") == "opinion" or row.get("exit_kind") == "withdrawn":
        return
    kind = "bill" if row.get("class") == "motion_converted" else "suggestion"
    for place, deputy in enumerate(row.get("deputies") or ()):
        if deputy.id is not None:
            values = {
                "deputy": deputy,
                "kind": kind,
                "occurred_on": row["raised_on"],
                "title": (row.get("title") or row["content"])[:200].replace("\n", " "),
                "role": "co_sponsor" if place else "lead_sponsor",
                "count": 1,
            }
            yield Derived("performance_records", str(deputy.id), values)


def number_of(row: Mapping[str, Any]) -> str:
    """The serial that a new number continues: per year, per session for suggestions of a session.

    A session's serial names the term too: every term has its first session.
    """
    if row.get("session") and row.get("class") != "opinion":
        return f"{_short_session(row['session'].name)}第{{}}号"
    letter = "" if row.get("class") == "opinion" else "J"
    return f"{letter}{row['raised_on'].year}-{{:03d}}"


def _short_session(name: str) -> str:
    """十六届六次 for 镇 第十六届 第六次会议, so that a number fits a column; other names stay as written."""
    found = re.search(r"第?([^\s第]+届).*?第?([^\s第届]+次)", name)
    return f"{found[1]}{found[2]}" if found else "".join(name.split())


_BASE, _MATTER, _HANDLING, _REPLY, _END = "基本情况", "内容", "交办", "答复与反馈", "办结"

SUGGESTIONS = Register(
    key="suggestions",
    label="意见建议",
    measure="件",
    retention="Y",
    group="代表与联络",
    icon="suggestions",
    title="{town}人大代表意见建议办理台账",
    identity=(("no", "class"), ("raised_on", "content")),
    order=("-raised_on", "-no"),
    year_field="raised_on",
    called=("no", "title"),
    numbered=number_of,
    rules=(dates_in_course, answered_before_concluded, exit_has_reason),
    change_rules=(backward_with_reason,),
    complete=complete,
    derives=sponsorships,
    derives_into=("performance_records",),
    compute=fill_status,
    intake=SUGGESTIONS_INTAKE,
    filters=(
        Filter("to_assign", "待交办", "info", states=("collected", "sorted", "returned")),
        Filter("in_hand", "办理中", "warn", states=("assigned", "in_progress", "replied", "feedback_received", "reworking")),
        Filter("soon_due", "即将到期", "warn"),
        Filter("overdue", "逾期", "bad"),
        Filter("awaiting_feedback", "待反馈", "info"),
        Filter("concluded", "已办结", "good", states=("concluded", "archived")),
        Filter("promised", "承诺待兑现", "warn"),
    ),
    list_columns=("no", "raised_on", "matter", "deputies", "lead_handler", "due_on", "status"),
    print_columns=("no", "raised_on", "class", "source", "deputies", "content", "category", "lead_handler", "assigned_on",
                   "replied_on", "reply_class", "feedback", "concluded_on", "status", "note"),
    fields=(
        Field("no", "编号", Text(longest=30), aliases=("序号", "建议号", "建议编号", "意见编号", "案号"), section=_BASE),
        Field("class", "类别", Choice(SUGGESTION_CLASSES), required=True, aliases=("意见类别", "性质", "建议类型", "种类"), section=_BASE),
        Field("raised_on", "提出日期", Day(), required=True, aliases=("日期", "收集日期", "提出时间", "时间", "登记日期", "收集时间", "反映日期", "反映时间"), section=_BASE),
        Field("source", "来源", Choice(SOURCES), aliases=("收集场合", "收集渠道", "渠道", "意见来源"), section=_BASE),
        Field("session", "人代会", Link("sessions"), aliases=("会次", "会议"), section=_BASE),
        Field("reception", "接待登记", Link("receptions"), section=_BASE),
        Field("site", "联络站", Link("liaison_sites"), aliases=("站点", "收集地点", "收集站点", "地点"), section=_BASE),
        Field("deputies", "提出代表", Links("deputies"), hint="第一位是领衔代表,其余是附议代表", aliases=("代表", "代表姓名", "领衔代表", "提出人", "接待代表", "建议人", "提建议人", "收集代表"), section=_BASE),
        Field("visitor", "反映人", Text(longest=60), aliases=("选民", "群众姓名", "反映群众", "选民姓名", "来访人", "意见人"), section=_BASE),
        Field("village", "涉及村(社区)", Text(longest=40), aliases=("村", "所在村", "涉及村", "村居"), section=_BASE),
        Field("title", "题目", Text(), aliases=("标题", "建议题目", "建议名称", "案由", "事由", "名称"), section=_MATTER),
        Field("content", "内容", Prose(), required=True, aliases=("内容摘要", "摘要", "意见建议内容", "意见内容", "建议内容", "主要内容", "反映问题", "意见和建议", "事项", "意见建议", "问题"), section=_MATTER),
        Field("proposal", "办法", Prose(), aliases=("建议办法", "解决办法"), section=_MATTER),
        Field("category", "分类", Link("suggestion_categories", creates=()), aliases=("问题分类", "领域", "内容分类", "事项类别", "分类"), section=_MATTER),
        Field("is_key", "重点督办", Flag(), aliases=("重点建议",), section=_MATTER),
        Field("solved_on_spot", "当场解决", Flag(), aliases=("当场答复", "现场解决"), section=_MATTER),
        Field("lead_handler", "主办单位", Link("handlers", creates=()), aliases=("承办单位", "办理单位", "责任单位", "主办", "交办单位"), section=_HANDLING),
        Field("co_handlers", "协办单位", Links("handlers"), aliases=("协办", "会办单位", "分办单位"), section=_HANDLING),
        Field("handler_person", "承办人", Text(longest=40), aliases=("经办人", "责任人"), section=_HANDLING),
        Field("handler_leader", "分管领导", Text(longest=40), aliases=("领办领导",), section=_HANDLING),
        Field("assigned_on", "交办日期", Day(), aliases=("交办时间", "转办日期", "转办时间", "交办"), section=_HANDLING),
        Field("assigned_by", "交办人", Text(longest=40), section=_HANDLING),
        Field("is_hard", "涉及面广或难度大", Flag(), hint="勾选后按较长的答复期限计算", section=_HANDLING),
        Field("due_on", "办理期限", Day(), aliases=("办结期限", "答复期限", "期限", "办理时限", "时限"), section=_HANDLING),
        Field("extended_due_on", "延期至", Day(), section=_HANDLING),
        Field("extended_reason", "延期理由", Text(), section=_HANDLING),
        Field("contacts", "与代表沟通", Lines(CONTACT_COLUMNS), section=_HANDLING),
        Field("supervisions", "督办记录", Lines(SUPERVISION_COLUMNS), section=_HANDLING),
        Field("replied_on", "答复日期", Day(), aliases=("答复时间", "回复日期", "回复时间"), section=_REPLY),
        Field("reply_no", "答复文号", Text(longest=60), section=_REPLY),
        Field("reply_text", "答复内容", Prose(), aliases=("答复情况", "办理情况", "办理结果", "答复意见", "处理情况"), section=_REPLY),
        Field("reply_class", "答复类别", Choice(REPLY_CLASSES), aliases=("办理类别", "答复分类", "结果类别", "办理结果类别"), section=_REPLY),
        Field("feedback_on", "反馈日期", Day(), aliases=("反馈时间", "征询日期"), section=_REPLY),
        Field("feedback", "对结果", Choice(SATISFACTION), aliases=("满意度", "满意情况", "代表满意度", "反馈意见", "满意程度", "代表意见", "反馈情况", "对办理结果"), section=_REPLY),
        Field("feedback_attitude", "对态度", Choice(SATISFACTION), aliases=("对办理态度", "办理态度"), section=_REPLY),
        Field("rework_count", "重新办理次数", Number(most=20), section=_REPLY),
        Field("rework_assigned_on", "重新交办日期", Day(), aliases=("重新交办时间", "重办日期"), section=_REPLY),
        Field("rework_due_on", "重新办理期限", Day(), section=_REPLY),
        Field("rework_replied_on", "再次答复日期", Day(), aliases=("再次答复时间", "重新答复日期"), section=_REPLY),
        Field("concluded_on", "办结日期", Day(), aliases=("办结时间", "完成日期", "完成时间"), section=_END),
        Field("is_solved", "问题已解决", Flag(), aliases=("是否解决",), section=_END),
        Field("archived_on", "归档日期", Day(), section=_END),
        Field("is_public", "可以公开", Flag(), section=_END),
        Field("promises", "计划落实(承诺)", Lines(PROMISE_COLUMNS), section=_END),
        Field("exit_kind", "不再办理", Choice(COURSE_EXITS), hint="退办、并案、撤回、不予受理、转送上级", section=_END),
        Field("exit_on", "不再办理日期", Day(), section=_END),
        Field("exit_reason", "不再办理理由", Text(), section=_END),
        Field("merged_into", "并入", Link("suggestions"), section=_END),
        Field("steps", "办理过程", Lines(STEP_COLUMNS), section=_END),
        Field("sorted_on", "梳理日期", Day(), section=_HANDLING),
        Field("status", "状态", Choice(STATUSES), computed=True, aliases=("办理状态", "办理情况状态", "进度", "办理进度", "是否办结", "办结情况")),
        Field("matter", "事项摘要", Text(width=30), computed=True),
        Field("days_left", "剩余天数", Number(least=-100_000, most=100_000), computed=True),
        Field("note", "备注", Prose(), aliases=("说明",), section=_END),
    ),
)  # fmt: skip
