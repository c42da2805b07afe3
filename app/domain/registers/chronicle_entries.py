"""The chronicle (大事记): what happened, day by day; proposed from the other registers, worded by the clerk."""

from __future__ import annotations

from app.domain import jobs
from app.domain.fields import Field
from app.domain.filing import Filing
from app.domain.hooks import Retells
from app.domain.intake import Intake
from app.domain.kinds import Day, Prose, Text
from app.domain.register import Register

CHRONICLE_ENTRIES = Register(
    key="chronicle_entries",
    label="大事记",
    measure="条",
    retention="Y",
    job=jobs.PRESIDIUM,
    icon="chronicle_entries",
    title="{town}人大大事记",
    identity=(("occurred_on", "content"),),
    order=("occurred_on", "content"),
    year_field="occurred_on",
    called=("occurred_on", "content"),
    intake=Intake(anchor="content"),
    hooks=(Retells("source", "occurred_on"),),
    filing=Filing(signers=()),
    list_columns=("occurred_on", "content", "source", "note"),
    print_columns=("occurred_on", "content", "note"),
    fields=(
        Field("occurred_on", "日期", Day(), required=True, aliases=("时间", "年月日")),
        Field("content", "大事", Prose(), required=True, aliases=("内容", "事项", "大事记", "事件", "记事")),
        Field("source", "来自", Text(longest=60), by_program=True, hint="由其他台账提出的，写着是哪一本台账的哪一条"),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
