"""Opinions and suggestions (意见建议): both classes, their course and their clocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain import jobs
from app.domain.contact_codes import (
    CONTACT_STAGES,
    COURSE_EXITS,
    SOURCES,
    STATUSES,
    SUGGESTION_CLASSES,
)
from app.domain.course_corrections import carry_entries
from app.domain.derived import Derivation, Derived
from app.domain.fields import Context, Field, InLine, Lookup, Row
from app.domain.filing import Filing
from app.domain.handling_rounds import LINES, ROUND_COLUMNS, ROUNDS, in_words, rounds_of
from app.domain.handling_summary import handling_in_words
from app.domain.hooks import Corrected
from app.domain.intake_checks import INTAKE_COLUMNS, card_number, failed_not_handed_over, one_matter
from app.domain.kinds import Choice, Day, Flag, Lines, Link, Links, Number, Prose, Text
from app.domain.line_fields import lift
from app.domain.locks import Locks
from app.domain.register import Filter, Register
from app.domain.registers.performance_records import records_of_all
from app.domain.registers.round_rules import (
    CHANGE_RULES,
    RULES,
    drop_dates_of_clocks,
    last_due,
    take_return_into_round,
)
from app.domain.registers.suggestion_rules import SUGGESTION_RULES
from app.domain.registers.suggestions_intake import SUGGESTIONS_INTAKE
from app.domain.registers.voting_body import level_of_session
from app.domain.stages import Course, Due
from app.domain.suggestion_course import OPEN, SOON, UNASSIGNED, WAITING, due_on_day, stages_of, status_on

LONGEST_MATTER = 40  # characters of the content that stand for a title

STEP_COLUMNS = (
    Field("on", "日期", Day()),
    Field("step", "步骤", Choice(STATUSES)),
    Field("who", "经办", Text(longest=60)),
    Field("why", "说明", Text()),
    Field("is_back", "退回", Flag()),
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
    Field(
        "due_on",
        "兑现期限",
        Day(future=True),
        aliases=("办结期限", "答复期限", "期限", "时限", "办理截止日期", "截止日期", "应答复日期", "限时"),
    ),
    Field("kept_on", "兑现日期", Day()),
    Field("note", "情况", Text(), aliases=("说明", "备考", "其他", "其它", "附注")),
)


def complete(row: Row, context: Context) -> None:
    """Bring the row into its one form: what was sent back belongs to its round, and only a date of her own is kept."""
    take_return_into_round(row)
    drop_dates_of_clocks(row, context)
    lift(SUGGESTIONS, row)


def fill_status(rows: Sequence[Row], context: Context) -> None:
    """State, last day and days left on ``context.today`` (negative when overdue), from dates alone; the matter."""
    for row in rows:
        # A day in the future is a slip of the pen: such a row is collected until it is corrected.
        row["status"] = status_on(row, context.today) or "collected"
        row["due_on"] = last_due(row, context)
        last = due_on_day(row, context) if row["status"] in WAITING else None
        row["days_left"] = (last - context.today).days if last else None
        row["matter"] = matter_of(row)
        row["earlier_rounds"] = "\n".join(in_words(one) for one in rounds_of(row)[:-1]) or None
        if row.get("solved_on_spot"):
            for key in ("replied_on", "concluded_on"):
                row[key] = row.get(key) or row.get("raised_on")


def matter_of(row: Mapping[str, Any]) -> str:
    """The title, or else the content's first line as far as a title goes."""
    if row.get("title"):
        return str(row["title"])
    line = str(row.get("content") or "").strip().split("\n")[0]
    return line if len(line) <= LONGEST_MATTER else f"{line[:LONGEST_MATTER]}…"


def sponsorships(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """A suggestion is a performance record of its sponsors: the first named leads, the others co-sponsor."""
    if row.get("class") == "opinion":
        return ()
    withdrawn = row.get("exit_kind") == "withdrawn"  # counted in no figure from that day on
    return records_of_all(
        row.get("deputies"),
        kind="bill" if row.get("class") == "motion_converted" else "suggestion",
        occurred_on=row["raised_on"],
        title=(row.get("title") or row["content"])[:200].replace("\n", " "),
        roles=("lead_sponsor", "co_sponsor"),
        outcome=f"已撤回（{row['exit_on']:%Y.%m.%d}）" if withdrawn and row.get("exit_on") else None,
    )


def number_of(row: Mapping[str, Any]) -> str:
    """The serial that a new number continues: per year, per session for suggestions of a session.

    A session's serial names the term too: every term has its first session.
    """
    if row.get("session") and row.get("class") != "opinion":
        return f"{_short_session(row['session'].name)}第{{}}号"
    letter = "" if row.get("class") == "opinion" else "J"
    return f"{letter}{row['raised_on'].year}-{{:03d}}"


def _short_session(name: str) -> str:
    """十六届六次 for 镇第十六届第六次会议, so that a number fits a column; other names stay as written."""
    match = re.search(r"第?([^\s第]+届).*?第?([^\s第届]+次)", name)
    return f"{match[1]}{match[2]}" if match else "".join(name.split())


def _of_round(
    key: str, *, name: str = "", number: int = -1, label: str = "", section: str = "",
    hint: str = "", aliases: tuple[str, ...] = (), implied: bool = False,
) -> Field:  # fmt: skip
    """A field of the round that runs, the last one, or of the second one."""
    column = next(column for column in ROUND_COLUMNS if column.key == key)
    return replace(
        column, key=name or key, label=label or column.label, in_line=InLine(LINES, key, number),
        section=section, hint=hint, aliases=aliases, implied=implied,
    )  # fmt: skip


_BASE, _MATTER, _HANDLING, _REPLY, _END = "基本情况", "内容", "交办", "答复与反馈", "办结"

SUGGESTIONS = Register(
    key="suggestions",
    label="意见建议",
    measure="件",
    retention="Y",
    job=jobs.SUGGESTIONS,
    icon="suggestions",
    title="{town}人大代表意见建议办理台账",
    identity=(("no", "class"), ("raised_on", "content")),
    order=("-raised_on", "-no"),
    year_field="raised_on",
    called=("no", "title"),
    rules=(*RULES, *SUGGESTION_RULES, one_matter, card_number, failed_not_handed_over),
    complete=complete,
    derives=Derivation(("performance_records",), sponsorships),
    numbered=number_of,
    locks=Locks(steps=CHANGE_RULES),
    compute=fill_status,
    level_of=level_of_session,
    course=Course(stages_of, follows=("clock_rules", "holidays"), state="status", due="due_on", open=OPEN, subject="matter"),
    intake=SUGGESTIONS_INTAKE,
    filters=(
        Filter("to_assign", "待交办", "info", states=UNASSIGNED),
        Filter("in_hand", "办理中", "warn", states=(*WAITING, "replied", "feedback_received")),
        Filter("soon_due", "即将到期", "warn", due=Due(0, SOON)),
        Filter("overdue", "逾期", "bad", due=Due(None, -1)),
        Filter("awaiting_feedback", "待反馈", "info", states=("replied",)),
        Filter("concluded", "已办结", "good", states=("concluded", "archived")),
        Filter("promised", "承诺待兑现", "warn", fact="promised"),
    ),
    hooks=(Corrected(carry_entries),),
    filing=Filing(withheld=("visitor",), published="is_public", closing=handling_in_words),
    list_columns=("no", "raised_on", "matter", "deputies", "lead_handler", "due_on", "status"),
    print_columns=("no", "raised_on", "class", "source", "deputies", "content", "category", "lead_handler", "assigned_on",
                   "due_on", "replied_on", "reply_class", "feedback", "concluded_on", "status", "earlier_rounds", "note"),
    fields=(
        Field("no", "编号", Text(longest=30), aliases=("序号", "建议号", "意见编号", "案号", "登记编号", "件号", "文号", "意见建议编号"), section=_BASE),
        Field("class", "类别", Choice(SUGGESTION_CLASSES), required=True, aliases=("意见类别", "性质", "建议类型", "种类", "意见建议类别", "建议类别", "意见类型"), section=_BASE),
        Field("raised_on", "提出日期", Day(), required=True, aliases=("日期", "收集日期", "提出时间", "时间", "登记日期", "收集时间", "反映日期", "收集日", "接访日期", "接待日期", "收到日期", "收到时间", "提交日期", "提交时间", "建议时间", "受理日期", "受理时间", "提出时间（日期）", "征集时间", "征集日期"), section=_BASE),
        Field("source", "来源", Choice(SOURCES), aliases=("收集场合", "收集渠道", "渠道", "意见来源", "收集方式", "意见建议来源", "建议来源", "来源渠道", "途径", "反映方式"), section=_BASE),
        Field("session", "人代会", Link("sessions"), aliases=("会次", "会议", "人代会会次", "提出会议", "届次"), section=_BASE),
        Field("reception", "接待登记", Link("receptions"), section=_BASE),
        Field("inspection", "视察调研", Link("inspections"), section=_BASE),
        Field("report_to_voters", "述职评议", Link("reports_to_voters"), section=_BASE),
        Field("site", "联络站", Link("liaison_sites"), aliases=("站点", "收集地点", "收集站点", "地点", "收集站", "联络站点", "所在联络站", "接待地点", "收集联络站", "接访地点", "站（室）", "接待站点"), section=_BASE),
        Field("deputies", "提出代表", Links("deputies"), hint="第一位是领衔代表，其余是附议代表", aliases=("代表", "代表姓名", "领衔代表", "提出人", "接待代表", "建议人", "提建议人", "建议代表", "提建议代表", "提议代表", "领衔人", "提案人", "人大代表", "反映代表", "收集人", "领衔及附议代表", "联系代表"), section=_BASE),
        Field("visitor", "反映人", Text(longest=60), aliases=("选民", "群众姓名", "反映群众", "选民姓名", "来访人", "意见人", "反映人姓名", "选民（群众）", "群众", "提出群众", "反映选民", "诉求人", "来访选民", "来访群众", "反映人（群众）"), section=_BASE),
        Field("village", "涉及村（社区）", Text(longest=40), aliases=("村", "所在村", "涉及村", "村居", "村（社区）", "村别", "所属村", "涉及村居", "反映人所在村", "行政村", "村委会"), section=_BASE),
        Field("title", "题目", Text(), aliases=("标题", "建议题目", "建议名称", "案由", "事由", "名称", "建议标题", "意见标题", "件名", "建议件名"), section=_MATTER),
        Field("content", "内容", Prose(), required=True, aliases=("内容摘要", "摘要", "意见建议内容", "意见内容", "建议内容", "主要内容", "反映问题", "意见和建议", "事项", "意见建议", "问题", "反映事项", "反映内容", "具体内容", "诉求", "诉求内容", "反映的问题", "反映情况", "意见建议主要内容", "建议主要内容", "存在问题", "群众意见", "群众意见内容", "建议意见", "建议意见内容", "主要诉求", "收集意见内容", "事项内容", "社情民意内容", "代表建议内容", "批评和意见", "建议、批评和意见"), section=_MATTER),
        Field("proposal", "办法", Prose(), aliases=("建议办法", "解决办法"), section=_MATTER),
        Field("category", "分类", Link("suggestion_categories", creates=()), aliases=("问题分类", "领域", "内容分类", "事项类别", "分类", "类型", "建议分类", "意见分类", "所属领域", "所属类别", "涉及领域"), section=_MATTER),
        Field("intake_checked_on", "收件审查日期", Day(), section=_MATTER),
        Field("intake_checks", "收件审查", Lines(INTAKE_COLUMNS), section=_MATTER),
        Field("is_key", "重点督办", Flag(), aliases=("重点建议",), section=_MATTER),
        Field("solved_on_spot", "当场解决", Flag(), aliases=("当场答复", "现场解决"), section=_MATTER),
        Field("lead_handler", "主办单位", Link("handlers", creates=()), aliases=("主办", "交办单位", "承办部门", "交办部门", "转办单位", "牵头单位", "承办单位名称", "分办", "承办"), section=_HANDLING),
        Field("co_handlers", "协办单位", Links("handlers"), aliases=("协办", "会办单位", "分办单位", "协办部门", "配合单位", "会办"), section=_HANDLING),
        Field("handler_person", "承办人", Text(longest=40), aliases=("经办人", "责任人"), section=_HANDLING),
        Field("handler_leader", "分管领导", Text(longest=40), aliases=("领办领导",), section=_HANDLING),
        _of_round("assigned_on", section=_HANDLING, aliases=("交办",)),
        Field("assigned_by", "交办人", Text(longest=40), section=_HANDLING),
        Field("is_hard", "涉及面广或难度大", Flag(), hint="勾选后按较长的答复期限计算", section=_HANDLING),
        _of_round("due_on", label="办理期限", implied=True, section=_HANDLING, hint="留空按规定自动计算；自己定的日期请写理由",
                  aliases=("办结期限", "答复期限", "期限", "时限", "办理截止日期", "截止日期", "应答复日期", "限时")),
        _of_round("due_reason", section=_HANDLING),
        _of_round("extended_due_on", section=_HANDLING),
        _of_round("extended_reason", section=_HANDLING),
        Field("contacts", "与代表沟通", Lines(CONTACT_COLUMNS), section=_HANDLING),
        Field("supervisions", "督办记录", Lines(SUPERVISION_COLUMNS), section=_HANDLING),
        _of_round("replied_on", section=_REPLY, aliases=("书面答复时间", "办理答复时间", "答复代表时间", "反馈代表时间")),
        _of_round("reply_no", section=_REPLY),
        _of_round("reply_text", section=_REPLY, aliases=("答复情况", "办理情况", "办理结果", "答复意见", "处理情况", "落实情况", "处理结果", "办理落实情况", "办理结果及答复", "承办单位意见", "处理意见", "结果", "办理情况及结果")),
        _of_round("reply_class", section=_REPLY, aliases=("办理类别", "结果类别", "办理结果类别", "办理等次", "答复等级", "答复类型")),
        _of_round("feedback_on", section=_REPLY, aliases=("反馈时间", "征询日期", "满意度测评时间", "回访时间", "回访日期", "评价时间")),
        _of_round("feedback", section=_REPLY, aliases=("满意度", "满意情况", "代表满意度", "反馈意见", "满意程度", "代表意见", "反馈情况", "对办理结果", "群众满意度", "满意否", "是否满意", "评价", "办理评价", "代表评价", "反馈结果", "满意度评价")),
        _of_round("feedback_attitude", section=_REPLY, aliases=("对办理态度", "办理态度", "态度")),
        _of_round("assigned_on", name="rework_assigned_on", number=1, label="重新交办日期", section=_REPLY,
                  aliases=("重新交办时间", "重办日期")),
        _of_round("replied_on", name="rework_replied_on", number=1, label="再次答复日期", section=_REPLY,
                  aliases=("再次答复时间", "重新答复日期")),
        _of_round("reply_class", name="rework_reply_class", number=1, label="再次答复类别", section=_REPLY),
        _of_round("feedback_on", name="rework_feedback_on", number=1, label="再次反馈日期", section=_REPLY),
        _of_round("feedback", name="rework_feedback", number=1, label="再次满意度", section=_REPLY,
                  aliases=("再次反馈", "重新办理满意度")),
        Field(LINES, "历次办理", ROUNDS, section=_REPLY),
        Field("concluded_on", "办结日期", Day(), aliases=("落实时间",), section=_END),
        Field("conclusion_reason", "办结说明", Text(), hint="不满意仍办结的，写明理由", section=_END),
        Field("is_solved", "问题已解决", Flag(), aliases=("是否解决",), section=_END),
        Field("archived_on", "归档日期", Day(), section=_END),
        Field("is_public", "可以公开", Flag(), section=_END),
        Field("promises", "计划落实（承诺）", Lines(PROMISE_COLUMNS), section=_END),
        Field("exit_kind", "不再办理", Choice(COURSE_EXITS), hint="退办、并案、撤回、不予受理、转送上级", section=_END),
        Field("exit_on", "不再办理日期", Day(), section=_END),
        Field("exit_reason", "不再办理理由", Text(), section=_END),
        Field("merged_into", "并入", Link("suggestions"), aliases=("并案", "并案情况", "并入编号", "合并办理", "合并情况"), section=_END),
        Field("referred_to", "转送单位", Text(longest=60), hint="转送上级的，写受理的单位", section=_END),
        Field("referred_via", "经由", Text(longest=60), hint="例如 市代表、市人大常委会", section=_END),
        Field("referred_answered_on", "上级答复日期", Day(), section=_END),
        Field("referred_answer", "上级答复情况", Prose(), section=_END),
        Field("visitor_informed_on", "告知反映人日期", Day(), section=_END),
        Field("steps", "办理过程", Lines(STEP_COLUMNS), section=_END),
        Field("sorted_on", "梳理日期", Day(), section=_HANDLING),
        Field("status", "状态", Choice(STATUSES), computed=True, aliases=("办理状态", "办理情况状态", "进度", "办理进度", "是否办结", "办结情况", "办结否", "目前状态", "当前状态", "办理进展", "进展情况", "完成情况", "是否完成", "是否答复", "办理状况")),
        Field("matter", "事项摘要", Text(width=30), computed=True),
        Field("earlier_rounds", "前几次办理", Text(width=24), computed=True),
        Field("days_left", "剩余天数", Number(least=-100_000, most=100_000), computed=True),
        Field("note", "备注", Prose(), aliases=("说明", "备考", "其他", "其它", "附注"), section=_END),
    ),
)  # fmt: skip
