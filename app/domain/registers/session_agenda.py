"""The agenda of a session (会议议程): its items with reporters and papers, as they stand now."""

from __future__ import annotations

from app.domain import jobs
from app.domain.fields import Field
from app.domain.intake import Intake
from app.domain.kinds import Link, Number, Prose, Text
from app.domain.register import Register

SESSION_AGENDA = Register(
    key="session_agenda",
    label="会议议程",
    measure="项",
    retention="Y",
    job=jobs.SESSIONS,
    icon="agenda",
    title="{town}人民代表大会会议议程",
    identity=(("session", "number"), ("session", "title")),
    order=("-session", "number"),
    called=("session", "number", "title"),
    intake=Intake(anchor="title", remarks="note"),
    list_columns=("session", "number", "title", "reporter", "documents", "meeting"),
    print_columns=("session", "number", "title", "reporter", "documents", "meeting", "decision", "note"),
    fields=(
        Field("session", "人代会", Link("sessions"), required=True, aliases=("会次", "会议", "会议名称")),
        Field("number", "项次", Number(least=1, most=99), required=True, aliases=("序号", "项", "议程序号")),
        Field("title", "议题", Prose(), required=True, aliases=("议程", "内容", "事项")),
        Field("reporter", "报告人", Text(longest=60), aliases=("汇报人", "报告人及职务", "宣读人")),
        Field("documents", "材料", Text(), aliases=("附件材料", "会议材料", "文件")),
        Field("meeting", "在哪次会议", Link("session_meetings"), aliases=("安排", "场次")),
        Field("decision", "审议结果", Prose(), aliases=("结果", "决定", "审议情况")),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
