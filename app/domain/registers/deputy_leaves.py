"""When deputies are away: respected by the rota."""

from app.domain import jobs
from app.domain.fields import Field
from app.domain.kinds import Day, Link, Text
from app.domain.register import Register
from app.domain.registers.in_order import in_order

DEPUTY_LEAVES = Register(
    key="deputy_leaves",
    label="代表请假",
    measure="条",
    retention="D10",
    job=jobs.DEPUTIES,
    icon="leave",
    title="{town}人大代表请假登记",
    identity=(("deputy", "from_on"),),
    order=("-from_on", "deputy"),
    year_field="from_on",
    called=("deputy", "from_on"),
    rules=(in_order("from_on", "until_on", "结束日期早于开始日期", "error"),),
    list_columns=("deputy", "from_on", "until_on", "reason"),
    fields=(
        Field("deputy", "代表", Link("deputies"), required=True, aliases=("姓名",)),
        Field("from_on", "开始日期", Day(future=True), required=True),
        Field("until_on", "结束日期", Day(future=True), required=True),
        Field("reason", "事由", Text()),
    ),
)  # fmt: skip
