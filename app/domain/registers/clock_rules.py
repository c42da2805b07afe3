"""The deadlines of the handling (办理期限) as data: amount, unit, legal basis, valid from."""

from __future__ import annotations

from app.domain import jobs
from app.domain.contact_codes import CLOCK_UNITS, CLOCKS
from app.domain.fields import Field
from app.domain.filing import Filing
from app.domain.kinds import Choice, Day, Number, Text
from app.domain.register import Register

CLOCK_RULES = Register(
    key="clock_rules",
    label="办理期限",
    measure="条",
    retention="D10",
    job=jobs.SETTINGS,
    icon="clocks",
    title="办理期限一览表",
    identity=(("clock", "valid_from"),),
    order=("clock", "-valid_from"),
    called=("clock",),
    filing=Filing(signers=()),
    list_columns=("clock", "amount", "unit", "basis", "valid_from"),
    fields=(
        Field("clock", "期限", Choice(CLOCKS), required=True),
        Field("amount", "长度", Number(least=1, most=400), required=True),
        Field("unit", "单位", Choice(CLOCK_UNITS), required=True),
        Field("basis", "依据", Text(), hint="例如 代表法第五十一条"),
        Field("valid_from", "启用日期", Day(future=True)),
    ),
)  # fmt: skip
