"""Why the clerk lets a doubt stand (核对说明): it holds as long as the doubt says the same."""

from app.domain.fields import Field
from app.domain.kinds import Day, Number, Prose, Text
from app.domain.register import Register

# The doubt's sentence may hold values of the record, so only its SHA-256 is kept: a correction that
# changes the sentence raises the doubt anew.
DOUBT_ANSWERS = Register(
    key="doubt_answers",
    label="核对说明",
    measure="条",
    retention="Y",
    identity=(("register", "row", "field", "code"),),
    order=("-answered_on", "register", "row"),
    year_field="answered_on",
    called=("reason",),
    list_columns=("answered_on", "register", "row", "field", "code", "reason"),
    fields=(
        Field("register", "台账", Text(longest=60), required=True),
        Field("row", "记录", Number(least=1, most=2**53), required=True),
        Field("field", "栏目", Text(longest=60)),
        Field("code", "疑问", Text(longest=60), required=True),
        Field("reason", "理由", Prose(), required=True),
        Field("answered_on", "说明日期", Day(), required=True),
        Field("fingerprint", "校验值", Text(longest=64), required=True),
    ),
)
