"""The handling units (承办单位)."""

from app.domain import jobs
from app.domain.fields import Field
from app.domain.filing import Filing
from app.domain.intake import Intake
from app.domain.kinds import Flag, Phone, Prose, Text
from app.domain.register import Register

HANDLERS = Register(
    key="handlers",
    label="承办单位",
    measure="个",
    retention="D10",
    job=jobs.SETTINGS,
    icon="handlers",
    title="承办单位一览表",
    identity=(("name",),),
    order=("name",),
    called=("name",),
    intake=Intake(short_names=True, looks="office"),
    filing=Filing(signers=()),
    list_columns=("name", "leader", "contact", "public_phone", "is_above_town"),
    fields=(
        Field("name", "单位名称", Text(longest=60), required=True, aliases=("名称", "承办单位")),
        Field("leader", "负责人", Text(longest=40)),
        Field("contact", "联系人", Text(longest=40)),
        Field("public_phone", "办公电话", Phone()),
        Field("is_above_town", "上级单位", Flag(), hint="四会市各局等经市代表或市人大常委会转交"),
        Field("note", "备注", Prose()),
    ),
)  # fmt: skip
