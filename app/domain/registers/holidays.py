"""The days that differ from the week: public holidays and make-up working days, by State Council notice."""

from app.domain import jobs
from app.domain.contact_codes import DAY_KINDS
from app.domain.fields import Field
from app.domain.filing import Filing
from app.domain.kinds import Choice, Day, Text
from app.domain.register import Register

HOLIDAYS = Register(
    key="holidays",
    label="节假日",
    measure="天",
    retention="D10",
    job=jobs.SETTINGS,
    icon="holidays",
    title="节假日与调休上班日",
    identity=(("day",),),
    order=("-day",),
    year_field="day",
    called=("day", "name"),
    filing=Filing(signers=()),
    list_columns=("day", "kind", "name"),
    fields=(
        Field("day", "日期", Day(future=True), required=True),
        Field("kind", "放假或上班", Choice(DAY_KINDS), required=True),
        Field("name", "说明", Text(longest=40), aliases=("节日", "名称")),
    ),
)  # fmt: skip
