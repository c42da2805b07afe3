"""The columns in which an upper level asks for the performance (上级表式): which kinds stand in each, as data."""

from app.domain import jobs
from app.domain.contact_codes import PERFORMANCE_KINDS, ROLES
from app.domain.fields import Field
from app.domain.filing import Filing
from app.domain.kinds import Choice, Number, Prose, Text
from app.domain.register import Register

KIND_COLUMNS = Register(
    key="kind_columns",
    label="上级表式",
    measure="栏",
    retention="D10",
    job=jobs.SETTINGS,
    icon="kind_columns",
    title="上级履职统计表式对照表",
    identity=(("form", "heading", "kind", "role"),),
    order=("form", "no", "heading"),
    called=("form", "heading"),
    filing=Filing(signers=()),
    list_columns=("form", "no", "heading", "kind", "role", "note"),
    fields=(
        Field("form", "表式名称", Text(longest=40), required=True, aliases=("表式", "表名"), hint="例如 县人大十三类统计表"),
        Field("no", "栏次", Number(least=1, most=99), required=True, aliases=("序号", "栏号")),
        Field("heading", "栏目", Text(longest=40), required=True, aliases=("栏目名称", "上级类别")),
        Field("kind", "履职类别", Choice(PERFORMANCE_KINDS), required=True, hint="几个类别合在一栏的，同一栏目各写一行", aliases=("本镇类别",)),
        Field("role", "角色", Choice(ROLES), hint="只算某种角色时才填，例如 领衔"),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
