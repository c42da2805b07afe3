"""The terms (届) of the congresses, one row per level and term."""

from app.domain.codes import LEVELS
from app.domain.fields import Field
from app.domain.kinds import Choice, Day, Number, Prose
from app.domain.register import Register

TERMS = Register(
    key="terms",
    label="届次",
    measure="届",
    retention="Y",
    group="代表与联络",
    icon="terms",
    title="{town}人民代表大会届次登记",
    identity=(("level", "ordinal"),),
    order=("level", "-ordinal"),
    called=("level", "ordinal"),
    list_columns=("level", "ordinal", "started_on", "quota", "note"),
    fields=(
        Field("level", "级别", Choice(LEVELS), required=True),
        Field("ordinal", "届次", Number(least=1, most=99, unit="届", ordinal=True), required=True),
        Field("started_on", "首次会议日期", Day(), expected=True, hint="本届第一次会议召开的日期"),
        Field("quota", "代表名额", Number(least=1, most=3000, unit="名"), hint="县级人大常委会确定的总名额"),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)
