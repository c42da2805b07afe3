"""The years whose package was signed for (移交签收): from then on their closed records are corrected with a reason only."""

from app.domain import jobs
from app.domain.fields import Field
from app.domain.hooks import LocksYears
from app.domain.kinds import Day, KnownDay, Prose, Text
from app.domain.locks import Locks
from app.domain.register import Register

_STAYS = "移交已经签收，这一条要一直留着。填错的可以修改；刚刚登记错的请用“撤销”。"

FILED_YEARS = Register(
    key="filed_years",
    label="移交签收",
    measure="次",
    retention="Y",
    job=jobs.FILING,
    icon="check",
    title="{town}人大主席团年度移交签收登记表",
    identity=(("filed_for",),),
    order=("filed_for",),
    year_field="filed_for",
    called=("filed_for",),
    hooks=(LocksYears(),),
    locks=Locks(kept=lambda row: _STAYS),
    list_columns=("filed_for", "signed_on", "handed_by", "received_by", "verification_code", "medium", "note"),
    fields=(
        Field("filed_for", "归档年度", KnownDay(), required=True, aliases=("年度",), hint="填四位年份；登记后这一年办完的记录只能写明理由更正"),
        Field("signed_on", "签收日期", Day(), required=True, aliases=(), hint="移交清单上盖章的日期"),
        Field("handed_by", "移交人", Text(longest=40), expected=True),
        Field("received_by", "接收人", Text(longest=40), expected=True),
        Field("verification_code", "核验码", Text(longest=60), expected=True, hint="照移交清单上印的填"),
        Field("medium", "存储设备", Text(longest=80), hint="例如 U盘2026-01、光盘一张"),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
