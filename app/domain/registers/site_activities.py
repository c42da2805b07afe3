"""What a site does besides receptions (活动记录)."""

from collections.abc import Iterable

from app.domain import jobs
from app.domain.contact_codes import ACTIVITY_FORMS
from app.domain.derived import Derivation, Derived
from app.domain.fields import Field, Lookup, Row
from app.domain.kinds import Choice, Day, Link, Links, Number, Prose, Text
from app.domain.register import Register
from app.domain.registers.acting_deputies import deputies_in_office, named_once
from app.domain.registers.liaison_sites import name_of_site
from app.domain.registers.performance_records import records_of_all
from app.domain.registers.small_ledgers_intake import ACTIVITIES_INTAKE

# The performance kind that taking part counts as (domain.md 3.3); receptions have their own register.
COUNTS_AS = {
    "study": "training",
    "inspection": "inspection",
    "group_activity": "group_activity",
    "report_to_voters": "report_to_voters",
}


def participations(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """Each deputy who took part has a performance record."""
    kind = COUNTS_AS.get(row.get("form") or "", "other")
    return records_of_all(
        row.get("deputies"),
        kind=kind,
        occurred_on=row["held_on"],
        title=row["theme"],
        place=name_of_site(row.get("site"), lookup),
    )


SITE_ACTIVITIES = Register(
    key="site_activities",
    label="活动记录",
    measure="次",
    retention="D30",
    job=jobs.SITES,
    icon="activities",
    title="{town}人大代表联络站活动记录表",
    identity=(("site", "held_on", "theme"),),
    order=("-held_on", "site"),
    year_field="held_on",
    called=("held_on", "theme"),
    intake=ACTIVITIES_INTAKE,
    rules=(deputies_in_office("deputies", "held_on"), named_once("deputies")),
    derives=Derivation(("performance_records",), participations, reads={"liaison_sites": ("name",)}),
    list_columns=("held_on", "site", "theme", "form", "deputies", "others_count", "opinion_count", "recorder"),
    print_columns=("held_on", "site", "theme", "form", "chair", "deputies", "others_count", "content", "opinion_count", "recorder"),
    fields=(
        Field("site", "联络站", Link("liaison_sites"), required=True, aliases=("地点", "站点", "活动地点")),
        Field("held_on", "活动日期", Day(), required=True, aliases=("时间", "日期", "活动时间")),
        Field("theme", "活动主题", Text(), required=True, aliases=("主题", "活动内容", "活动名称")),
        Field("form", "活动形式", Choice(ACTIVITY_FORMS), aliases=("形式", "活动类型")),
        Field("chair", "主持人", Text(longest=40), aliases=("主持",)),
        Field("deputies", "参加代表", Links("deputies"), aliases=("代表", "参加人员", "参加代表姓名", "参加活动代表", "参与代表")),
        Field("others_count", "列席（群众）人数", Number(most=100_000, unit="人"), total="sum", aliases=("群众人数", "列席人数")),
        Field("content", "活动内容", Prose(), aliases=("内容", "主要内容", "活动情况")),
        Field("opinion_count", "收集意见", Number(most=10_000, unit="件"), total="sum", aliases=("收集意见数", "意见数")),
        Field("recorder", "记录人", Text(longest=40), aliases=("记录",)),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
