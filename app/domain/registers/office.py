"""The settings of the office: one row that says whose ledger this is."""

from app.domain.codes import NAME_ORDERS, PRESIDIUM_SHARES
from app.domain.contact_codes import ANSWERING, CONCLUDED_MEANINGS
from app.domain.fields import Field
from app.domain.kinds import Choice, Number, Text
from app.domain.register import Register

OFFICE = Register(
    key="office",
    label="本单位设置",
    measure="项",
    retention="Y",
    identity=(("town",),),
    order=("town",),
    called=("town",),
    fields=(
        Field("town", "乡镇", Text(longest=40), required=True, hint="例如 迳口镇"),
        Field("county", "所属县（市、区）", Text(longest=40), required=True, hint="例如 四会市"),
        Field("prefecture", "所属地级市", Text(longest=40), hint="例如 肇庆市"),
        Field("province", "所属省", Text(longest=40), hint="例如 广东省"),
        Field("fonds_no", "全宗号", Text(longest=10), hint="由档案馆给定，没有就先空着"),
        Field("organ_code", "机构（问题）代码", Text(longest=10), hint="归档档号用，没有就先空着"),
        Field("document_code", "发文机关代字", Text(longest=20), hint="例如 迳人大"),
        Field("clerk", "经办人", Text(longest=40), hint="打印台账时的填表人"),
        Field("chair", "主席", Text(longest=40), hint="打印台账时的负责人"),
        Field("name_order", "名单排序", Choice(NAME_ORDERS)),
        Field("delegation_order", "代表团次序", Text(), hint="按大会的次序写全称，例如 圩镇片代表团、下寮片代表团"),
        Field("concluded_means", "统计时怎样算办结", Choice(CONCLUDED_MEANINGS), hint="按本地规定，没有填的按有办结日期；B类答复要落实后再次答复为A类"),
        Field("replied_by", "以谁的名义答复", Choice(ANSWERING), hint="答复函的发文机关，没有填的是承办单位"),
        Field("presidium_quorum", "主席团会议出席人数", Choice(PRESIDIUM_SHARES), hint="按本省规定，没有填的按过半数"),
        Field("presidium_majority", "主席团决定通过人数", Choice(PRESIDIUM_SHARES), hint="按本省规定，没有填的按过半数"),
        Field("report_voters_least", "述职到会选民最少人数", Number(least=1, most=10_000, unit="人"), hint="按本地规定，没有填的不核对"),
    ),
)  # fmt: skip
