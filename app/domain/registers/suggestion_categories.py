"""The categories of opinions and suggestions, a list that the clerk may edit."""

from app.domain import jobs
from app.domain.fields import Field
from app.domain.filing import Filing
from app.domain.intake import Intake
from app.domain.kinds import Number, Text
from app.domain.register import Register

SUGGESTION_CATEGORIES = Register(
    key="suggestion_categories",
    label="意见分类",
    measure="类",
    retention="D10",
    job=jobs.SETTINGS,
    icon="categories",
    title="意见建议分类",
    identity=(("name",),),
    order=("no", "name"),
    called=("name",),
    intake=Intake(short_names=True),
    filing=Filing(signers=()),
    list_columns=("no", "name", "note"),
    fields=(
        Field("no", "类号", Number(least=1, most=99), aliases=("序号",)),
        Field("name", "分类", Text(longest=20), required=True, aliases=("类别", "名称")),
        Field("note", "说明", Text()),
    ),
)  # fmt: skip
