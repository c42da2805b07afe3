"""The sessions (人民代表大会会议) of a term."""

from app.domain import jobs
from app.domain.fields import Field
from app.domain.kinds import Day, Link, Number, Prose, Text
from app.domain.register import Register
from app.domain.registers.in_order import in_order

SESSIONS = Register(
    key="sessions",
    label="人代会",
    measure="次",
    retention="Y",
    job=jobs.SESSIONS,
    icon="sessions",
    title="{town}人民代表大会会议一览表",
    identity=(("term", "ordinal"),),
    order=("-opened_on",),
    year_field="opened_on",
    called=("term", "ordinal"),
    rules=(in_order("opened_on", "closed_on", "闭幕日期早于开幕日期"),),
    list_columns=("term", "ordinal", "opened_on", "closed_on", "place", "note"),
    print_columns=("term", "ordinal", "opened_on", "closed_on", "place", "note"),
    fields=(
        Field("term", "届次", Link("terms"), required=True),
        Field("ordinal", "次会议", Number(least=1, most=99, unit="次会议", ordinal=True), required=True, aliases=("会次", "会议次数", "会议")),
        Field("opened_on", "开幕日期", Day(future=True), required=True, aliases=("日期", "召开日期", "召开时间", "会议时间")),
        Field("closed_on", "闭幕日期", Day(future=True), aliases=("结束日期",)),
        Field("place", "会议地点", Text(), aliases=("地点",)),
        Field("note", "备注", Prose(), aliases=("说明", "主要议题")),
    ),
)  # fmt: skip
