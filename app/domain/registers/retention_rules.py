"""How long what is kept (保管期限表): which ledgers are filed whole, which record by record, and for how long."""

from app.domain import jobs
from app.domain.archival_codes import FILED_AS, RETENTION_PERIODS
from app.domain.fields import Field
from app.domain.filing import Filing
from app.domain.kinds import Choice, Prose, Text
from app.domain.register import Register

RETENTION_RULES = Register(
    key="retention_rules",
    label="保管期限表",
    measure="项",
    retention="D10",
    job=jobs.FILING,
    icon="rules",
    title="{town}人大主席团文件归档范围和保管期限表",
    identity=(("name", "filed_as"),),
    order=("name", "filed_as"),
    called=("name", "filed_as"),
    filing=Filing(signers=()),
    list_columns=("name", "filed_as", "retention_period", "basis", "note"),
    fields=(
        Field("name", "台账", Text(longest=60), required=True, hint="照左边导航里的名称写，例如 接待登记；没有列出的台账按程序的默认期限"),
        Field("filed_as", "归档方式", Choice(FILED_AS), required=True, hint="逐条一件：有附件的记录各算一件"),
        Field("retention_period", "保管期限", Choice(RETENTION_PERIODS), expected=True),
        Field("basis", "依据", Text(longest=120), hint="例如 国家档案局令第18号附表1.2.2"),
        Field("note", "备注", Prose()),
    ),
)  # fmt: skip
