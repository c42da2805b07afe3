"""The deputy groups (代表小组) formed by area or field (代表法 art. 26, 37)."""

from app.domain import jobs
from app.domain.fields import Field
from app.domain.kinds import Link, Number, Prose, Text
from app.domain.register import Register
from app.domain.registers.terms import closed_with_its_term

DEPUTY_GROUPS = Register(
    key="deputy_groups",
    label="代表小组",
    measure="个",
    retention="D30",
    job=jobs.DEPUTIES,
    icon="groups",
    title="{town}人大代表小组登记表",
    identity=(("name", "term"), ("name",)),
    order=("no", "name"),
    called=("name",),
    locks=closed_with_its_term("term"),
    list_columns=("no", "name", "area", "leader", "note"),
    fields=(
        Field("no", "小组号", Number(least=1, most=99, ordinal=True), aliases=("序号", "编号")),
        Field("name", "小组名称", Text(longest=60), required=True, aliases=("代表小组", "小组", "名称")),
        Field("term", "届次", Link("terms")),
        Field("area", "活动片区", Text(), aliases=("片区", "区域", "范围")),
        Field("leader", "组长", Link("deputies"), aliases=("小组长",)),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
