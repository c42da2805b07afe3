"""The liaison sites (联络室、站、点): where deputies meet voters."""

from app.domain import jobs
from app.domain.conditions import Reached
from app.domain.contact_codes import SITE_KINDS
from app.domain.fields import Field
from app.domain.kinds import Choice, Day, KnownDay, Link, Links, Number, PersonName, Phone, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.in_order import in_order
from app.domain.registers.sites_intake import SITES_INTAKE

LIAISON_SITES = Register(
    key="liaison_sites",
    label="联络站",
    measure="个",
    retention="Y",
    job=jobs.SITES,
    icon="sites",
    title="{town}人大代表联络站一览表",
    identity=(("name",),),
    order=("kind", "name"),
    called=("name",),
    rules=(in_order("founded_on", "closed_on", "撤销日期早于成立时间"),),
    intake=SITES_INTAKE,
    filters=(
        Filter("open", "使用中", "good", where=~Reached("closed_on")),
        Filter("closed", "已撤销", where=Reached("closed_on")),
    ),
    list_columns=("name", "kind", "village", "address", "site_head", "liaison_officer", "area_m2", "opening_hours", "deputies"),
    print_columns=("name", "kind", "village", "address", "area_m2", "site_head", "liaison_officer", "public_phone",
                   "opening_hours", "deputies", "founded_on", "note"),
    fields=(
        Field("name", "名称", Text(longest=60), required=True, aliases=("站名", "联络站名称", "站点名称", "联络室（站）名称", "联络站（室）名称", "单位名称"), section="基本情况"),
        Field("kind", "类型", Choice(SITE_KINDS), required=True, aliases=("类别", "站点类型", "级别", "联络站类型"), section="基本情况"),
        Field("parent", "上级站", Link("liaison_sites"), aliases=("所属中心站", "上级联络站"), section="基本情况"),
        Field("village", "所在村（社区）", Text(longest=40), aliases=("村", "所在村", "村（社区）", "村居", "所属村"), section="基本情况"),
        Field("address", "地址", Text(longest=120), expected=True, aliases=("地点", "详细地址", "站址", "具体位置"), section="基本情况"),
        Field("founded_on", "成立时间", KnownDay(), aliases=("成立日期", "建站时间", "设立时间", "挂牌成立时间"), section="基本情况"),
        Field("site_head", "站长", PersonName(), expected=True, aliases=("室长", "负责人", "站（室）长", "站长姓名"), section="人员"),
        Field("liaison_officer", "联络员", PersonName(), expected=True, aliases=("联络人", "联系人", "联络员姓名"), section="人员"),
        Field("deputies", "驻站代表", Links("deputies"), aliases=("进站代表", "入站代表", "代表", "驻站代表名单", "联系代表"), section="人员"),
        Field("public_phone", "公示电话", Phone(), aliases=("联系电话", "电话"), section="人员"),
        Field("area_m2", "面积", Number(most=100_000, unit="㎡", decimals=1), aliases=("面积（㎡）", "建筑面积", "面积（平方米）", "场所面积"), section="场所"),
        Field("right_of_use", "场地使用凭据", Text(), hint="例如 镇政府调配、村委会无偿提供", section="场所"),
        Field("opening_hours", "开放时间", Text(), expected=True, aliases=("接待时间", "开放日"), section="场所"),
        Field("sign_posted_on", "挂牌日期", KnownDay(), aliases=("挂牌时间",), section="场所"),
        Field("sign_text", "牌子文字", Text(), section="场所"),
        Field("closed_on", "撤销日期", Day(future=True), section="其他"),
        Field("note", "备注", Prose(), aliases=("说明",), section="其他"),
    ),
)  # fmt: skip
