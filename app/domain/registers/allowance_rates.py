"""补贴标准: what a deputy gets for a day of duty, by kind of duty and from a day on (代表法 art. 41, 42)."""

from __future__ import annotations

from app.domain import jobs
from app.domain.booklet_codes import ALLOWANCES
from app.domain.contact_codes import PERFORMANCE_KINDS
from app.domain.fields import Field
from app.domain.filing import Filing
from app.domain.kinds import Choice, Day, Money, Prose, Text
from app.domain.register import Register

ALLOWANCE_RATES = Register(
    key="allowance_rates",
    label="补贴标准",
    measure="条",
    retention="D10",
    job=jobs.BOOKLETS,
    icon="rates",
    title="{town}人大代表误工补贴、交通补助标准",
    identity=(("allowance", "kind", "valid_from"),),
    order=("allowance", "kind", "-valid_from"),
    called=("allowance", "kind"),
    filing=Filing(signers=()),
    list_columns=("allowance", "kind", "amount", "valid_from", "basis"),
    fields=(
        Field("allowance", "补贴类别", Choice(ALLOWANCES), required=True, aliases=("补贴名称", "项目")),
        Field("kind", "履职类别", Choice(PERFORMANCE_KINDS), required=True, aliases=("发放范围",)),
        Field("amount", "每天金额", Money(), required=True, hint="同一天同一类只算一次；不再发的填 0", aliases=("标准", "金额", "补贴标准")),
        Field("valid_from", "启用日期", Day(future=True), required=True, aliases=("执行日期",)),
        Field("basis", "依据", Text(), hint="例如 主席团会议决定、县级规定的文号"),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
