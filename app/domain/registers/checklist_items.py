"""What a site is checked for (八有, elsewhere five to seven): items, criteria, weights and thresholds as data."""

from app.domain import jobs
from app.domain.contact_codes import JUDGED_BY
from app.domain.fields import Field
from app.domain.filing import Filing
from app.domain.intake import Intake
from app.domain.kinds import Choice, Day, Number, Prose, Text
from app.domain.register import Register
from app.domain.registers.in_order import in_order

CHECKLIST_ITEMS = Register(
    key="checklist_items",
    label="自查项目",
    measure="项",
    retention="D10",
    job=jobs.SETTINGS,
    icon="checklist",
    title="{town}人大代表联络站自查项目表",
    identity=(("name", "valid_from"),),
    order=("no", "name"),
    called=("name",),
    rules=(in_order("valid_from", "valid_until", "停用日期早于启用日期"),),
    intake=Intake(short_names=True),
    filing=Filing(signers=()),
    list_columns=("no", "name", "criteria", "weight", "judged_by", "threshold", "needed", "valid_from", "valid_until"),
    fields=(
        Field("no", "项号", Number(least=1, most=99), aliases=("序号",), required=True),
        Field("name", "项目", Text(longest=20), required=True, aliases=("自查项目", "八有项目")),
        Field("criteria", "标准", Prose(), aliases=("要求", "自查标准")),
        Field("weight", "分值", Number(most=10_000, unit="分", decimals=1), required=True),
        Field("judged_by", "判定依据", Choice(JUDGED_BY), required=True),
        Field("threshold", "最低要求", Number(most=1_000_000), hint="场所填最小面积（㎡），人员填驻站代表最少人数，设备填最少件数，经费填最低预算（元），制度填最少项数，活动填每季度最少次数"),
        Field("needed", "必备项", Prose(), hint="设备、制度中必须有的，用顿号隔开；几个名称都算的用斜线，例如 打印机/一体机"),
        Field("valid_from", "启用日期", Day(future=True)),
        Field("valid_until", "停用日期", Day(future=True)),
        Field("basis", "依据", Text()),
    ),
)  # fmt: skip
