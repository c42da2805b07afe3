"""The liaison sites (联络室、站、点): where deputies meet voters."""

from app.domain import jobs
from app.domain.conditions import Reached
from app.domain.contact_codes import SITE_KINDS
from app.domain.fields import Field, Lookup, Ref
from app.domain.kinds import Choice, Day, KnownDay, Link, Links, Number, PersonName, Phone, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import still_in_office
from app.domain.registers.in_order import in_order
from app.domain.registers.sites_intake import SITES_INTAKE

KEY = "liaison_sites"


def name_of_site(link: Ref | None, lookup: Lookup) -> str | None:
    """How the site that a record names is called now: one that is renamed is the same place; None without one."""
    site = lookup.row(KEY, link.id) if link and link.id is not None else None
    return site["name"] if site else link and link.name


LIAISON_SITES = Register(
    key=KEY,
    label="联络站",
    measure="个",
    retention="Y",
    job=jobs.SITES,
    icon="sites",
    title="{town}人大代表联络站一览表",
    identity=(("name",),),
    order=("kind", "name"),
    called=("name",),
    rules=(
        in_order("founded_on", "closed_on", "撤销日期早于成立时间"),
        in_order("sign_posted_on", "closed_on", "撤销日期早于挂牌日期"),
        still_in_office("deputies", begins="founded_on", ends="closed_on", what_next="请调整驻站代表名单。"),
    ),
    intake=SITES_INTAKE,
    filters=(
        Filter("open", "使用中", "good", where=~Reached("closed_on")),
        Filter("closed", "已撤销", where=Reached("closed_on")),
    ),
    list_columns=("name", "kind", "village", "address", "site_head", "liaison_officer", "area_m2", "opening_hours", "deputies"),
    print_columns=("name", "kind", "village", "address", "area_m2", "site_head", "liaison_officer", "public_phone",
                   "opening_hours", "deputies", "founded_on", "note"),
    fields=(
        Field("name", "名称", Text(longest=60), required=True, aliases=("站名", "联络站名称", "站点名称", "联络室（站）名称", "单位名称", "联络站", "站点", "联络室（站）", "站室名称", "人大代表联络站", "代表联络站", "平台名称", "联络站点"), section="基本情况"),
        Field("kind", "类型", Choice(SITE_KINDS), required=True, aliases=("类别", "站点类型", "级别", "平台类型", "性质", "站点类别", "层级"), section="基本情况"),
        Field("parent", "上级站", Link("liaison_sites"), aliases=("所属中心站", "上级联络站"), section="基本情况"),
        Field("village", "所在村（社区）", Text(longest=40), aliases=("村", "所在村", "村居", "所属村", "所在村居", "村（社区）名称", "所在地", "所属社区", "驻地"), section="基本情况"),
        Field("address", "地址", Text(longest=120), expected=True, aliases=("地点", "详细地址", "站址", "具体位置", "所在地址", "场所地址", "办公地址", "站点地址", "设立地点", "位置"), section="基本情况"),
        Field("founded_on", "成立时间", KnownDay(), aliases=("挂牌成立时间", "建成时间"), section="基本情况"),
        Field("site_head", "站长", PersonName(), expected=True, aliases=("室长", "负责人", "站长姓名", "站点负责人"), section="人员"),
        Field("liaison_officer", "联络员", PersonName(), expected=True, aliases=("联络人", "联系人", "联络员姓名", "站点联络员", "工作人员", "专职联络员"), section="人员"),
        Field("deputies", "驻站代表", Links("deputies"), aliases=("入站代表", "代表", "驻站代表名单", "联系代表", "驻站人大代表", "进站人大代表", "编入代表", "成员", "驻站代表姓名", "联系代表名单", "进驻代表", "组成代表", "所属代表", "驻室代表"), section="人员"),
        Field("public_phone", "公示电话", Phone(), aliases=("联系电话", "电话", "公示联系电话", "站点电话", "办公电话", "联系方式", "监督电话"), section="人员"),
        Field("area_m2", "面积", Number(most=100_000, unit="㎡", decimals=1), aliases=("建筑面积", "场所面积", "使用面积", "办公面积"), section="场所"),
        Field("right_of_use", "场地使用凭据", Text(), hint="例如 镇政府调配、村委会无偿提供", section="场所"),
        Field("opening_hours", "开放时间", Text(), expected=True, aliases=("接待时间", "接待日", "工作时间", "固定接待日", "接待日安排", "开放时间安排"), section="场所"),
        Field("sign_posted_on", "挂牌日期", KnownDay(), aliases=("挂牌时间", "挂牌年月"), section="场所"),
        Field("sign_text", "牌子文字", Text(), section="场所"),
        Field("closed_on", "撤销日期", Day(future=True), section="其他"),
        Field("note", "备注", Prose(), aliases=("说明", "备考", "其他", "附注"), section="其他"),
    ),
)  # fmt: skip
