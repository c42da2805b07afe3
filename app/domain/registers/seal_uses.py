"""Uses of the seal (用印登记): for what, how many, who approved."""

from __future__ import annotations

from app.domain import jobs
from app.domain.fields import Field
from app.domain.intake import Intake
from app.domain.kinds import Day, Number, Prose, Text
from app.domain.register import Register

SEALS = ("镇人民代表大会", "镇人民代表大会主席团")

SEAL_USES = Register(
    key="seal_uses",
    label="用印登记",
    measure="次",
    retention="D10",
    job=jobs.PRESIDIUM,
    icon="seal_uses",
    title="{town}人大用印登记簿",
    identity=(("sealed_on", "reason", "document"),),
    order=("-sealed_on", "reason"),
    year_field="sealed_on",
    called=("sealed_on", "reason"),
    intake=Intake(anchor="reason"),
    list_columns=("sealed_on", "reason", "document", "seal", "copies", "approved_by", "handled_by"),
    print_columns=("sealed_on", "reason", "document", "seal", "copies", "approved_by", "handled_by", "note"),
    fields=(
        Field("sealed_on", "用印日期", Day(), required=True, aliases=("日期", "时间", "用印时间")),
        Field("reason", "用印事由", Text(), required=True, aliases=("事由", "用途", "用印事项", "用印内容")),
        Field("document", "文件名称", Text(), aliases=("文件", "文件标题", "材料名称")),
        Field("seal", "印章", Text(longest=60, usual=SEALS), aliases=("印章名称", "印章类别")),
        Field("copies", "份数", Number(most=100_000, unit="份"), total="sum", aliases=("用印份数", "数量")),
        Field("approved_by", "批准人", Text(longest=40), aliases=("审批人", "签批人")),
        Field("handled_by", "经手人", Text(longest=40), aliases=("用印人", "申请人")),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
