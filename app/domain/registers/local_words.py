"""Local words (本地用语): what the words of this town mean in a list of codes."""

from app.domain import jobs
from app.domain.fields import Field
from app.domain.kinds import Prose, Text
from app.domain.local_words import KEY
from app.domain.register import Register

LOCAL_WORDS = Register(
    key=KEY,
    label="本地用语",
    measure="条",
    retention="D10",
    job=jobs.SETTINGS,
    icon="words",
    title="本地用语对照表",
    identity=(("list_name", "word"),),
    order=("list_name", "word"),
    called=("word",),
    list_columns=("list_name", "word", "meaning", "note"),
    fields=(
        Field("list_name", "用在哪一项", Text(longest=40), required=True, hint="例如 来源、履职类别、处理方式"),
        Field("word", "本地说法", Text(longest=60), required=True, hint="例如 入户走访"),
        Field("meaning", "相当于", Text(longest=60), required=True, hint="可选范围里的一项，例如 接待"),
        Field("note", "备注", Prose()),
    ),
)  # fmt: skip
