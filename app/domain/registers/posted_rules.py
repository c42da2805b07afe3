"""The rules (制度) in their versions, and where each is posted."""

from app.domain import jobs
from app.domain.conditions import Reached
from app.domain.fields import Field
from app.domain.kinds import Day, Flag, KnownDay, Link, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.in_order import in_order
from app.domain.registers.small_ledgers_intake import RULES_INTAKE

USUAL = (
    "人大主席团议事规则", "主席、副主席职责", "联络站工作职责", "站长、联络员职责", "代表接待选民制度", "代表联系选民制度",
    "代表学习制度", "代表小组活动制度", "代表视察调研制度", "代表向选民述职制度", "代表履职考核办法", "议案建议办理制度",
    "社情民意处理制度", "代表活动经费使用办法", "年度主题接待日安排", "驻站代表公示牌",
)  # fmt: skip

POSTED_RULES = Register(
    key="posted_rules",
    label="制度上墙",
    measure="项",
    retention="Y",
    job=jobs.SITES,
    icon="rules",
    title="{town}人大代表联络站制度上墙一览表",
    identity=(("site", "name", "version"),),
    order=("site", "name", "version"),
    called=("name", "version"),
    rules=(in_order("adopted_on", "replaced_on", "替换日期早于制定（修订）日期"),),
    intake=RULES_INTAKE,
    filters=(
        Filter("current", "现行", "good", where=~Reached("replaced_on")),
        Filter("replaced", "已替换", where=Reached("replaced_on")),
    ),
    list_columns=("site", "name", "version", "adopted_on", "is_posted", "posted_at", "replaced_on"),
    print_columns=("site", "name", "version", "adopted_on", "adopted_by", "is_posted", "posted_at", "note"),
    fields=(
        Field("site", "联络站", Link("liaison_sites"), required=True, aliases=("站点", "上墙站点", "上墙地点", "所在站点")),
        Field("name", "制度名称", Text(longest=80, usual=USUAL), required=True, aliases=("名称", "制度")),
        Field("version", "版本", Text(longest=20), hint="例如 2022版", aliases=("版次",)),
        Field("adopted_on", "制定（修订）日期", KnownDay(), aliases=("制定日期", "修订日期", "通过日期", "制定时间", "修订时间", "印发时间")),
        Field("adopted_by", "制定机关", Text(longest=60), aliases=("制定单位", "发布单位")),
        Field("is_posted", "是否上墙", Flag(), aliases=("上墙", "已上墙", "是否已上墙")),
        Field("posted_at", "上墙位置", Text(longest=60), aliases=("位置", "张贴位置")),
        Field("replaced_on", "替换日期", Day(), aliases=("废止日期", "停用日期")),
        Field("note", "备注", Prose(), aliases=("说明",)),
        Field("replaced_by", "替换为", Link("posted_rules")),
    ),
)  # fmt: skip
