"""Words by which rows show what they are: totals, notes, signatures, samples, vacancies, blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.names import is_vacancy as vacant
from app.domain.texts import half_width, without_blanks

LONGEST = 300  # characters of a cell that can tell what its row is
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
NAME = re.compile(rf"^[{HAN}·•・.]{{2,6}}$")
TOTAL = re.compile(
    r"^(?:本页|全镇|全县|全市|本团|本组|本村|以上|共有)?(?:合|总|小|共|累)计(?![算划量时])|^其中|^总得?分$|^总人数|^总数|^人数|^本页|^共\d+[人名批件条次]|^(?:本[月季年]|全年|上半年|下半年)[度]?(?:共|合计|累计|小计|总计)|^(?:全镇|总)共|^第\d+页|^(?:承|过|转)[前次上下]页|[合总小]计(?:$|[:\uff1a(]|\d)|^[总共合]$"
    r"|^(?:计数|平均值?|最[大小]值|求和|汇总|标准偏差|非重复计数)$"
)
NOTE = re.compile(
    r"^(?:备?注|说明|填[表报写卡]|[\u4e00-\u9fff]{0,4}签[名字章](?:$|[:\uff1a(])|制表|审[核签批]|校对|统计|经办|负责人|分管|主管|单位负责|联系[人电]|报送|上报|附[:\uff1a注件表]|[—\-－\s]*第?\d+页|"
    r"共\d+页|以[上下]|[(]?(?:下空|此页|空白)|签[名字章]|盖章|[(]?(?:公章|盖章)|打印|录入|[*※★]|主席签|温馨|提示|注意|日期|时间[:\uff1a])"
)
SIGNED = re.compile(
    r"(?:盖章|签[字名章]|公章|(?:19|20)\d\d年\d{1,2}月\d{1,2}日?|年月日|主席团|委员会|人民政府|[:\uff1a])[)]?$"
)
_LABEL = re.compile(
    "^[\u4e00-\u9fff]{2,8}:(?!$|\\S{20})|^[\u4e00-\u9fff]{1,8}:$|^(?:(?:19|20)\\d\\d)?年\\d{0,2}月日$"
)
_SAMPLE = re.compile(
    r"^[(\[【<《]?(?:示例|样例|范例|填写示例|填写样例|例子|举例|样表|样板|例)(?:行)?\d*[)\]】>》]?(?:$|[:\uff1a、]|[(])"
)
SAMPLE_NAME = re.compile(
    r"[(\[【](?:示例|样例|范例|例|举例|例子|样本|填写示例)[)\]】]|^(?:例|示例|样例|如)[:\uff1a]",
)
NOBODY = re.compile(r"^[x×某*○]{2,}$|^.[x×*]{1,2}$", re.IGNORECASE)
MASKED = re.compile(r"[x×*]{4,}|^[x×某]+(?:村|选区|单位)", re.IGNORECASE)
EXPLAINS = re.compile(
    r"^[(\[【].*[)\]】]$|^(?:如|例如|填|请|按|必填|选填|下拉|文本|格式|须|应|与|以)|必填|选填|一致|填写"
)
_FILLS_IN = re.compile(
    r"^[(\[【].*[)\]】]$|必填|选填|^(?:如实|按.{1,10})?填写|请(?:填写|选择|输入)|^文本格式|^(?:例如|如[:\uff1a])|与.{1,10}一致$|为准$"
)
_VACANT = re.compile(
    r"^[(\[【]?(?:空缺|出缺|暂缺|暂空|缺额|空额|待补选?|待选|待定|未选出|暂无人选|空)(?:\d+[名个席人])?[)\]】]?(?:待补选|$|[(,\uff0c].*$)|^缺\d*[名个席人]$|^缺$|^空席$"
)
ORGANISATION = re.compile(
    r"(?:村|社区|居委会|村委会|镇|乡|街道|单位|机关|学校|医院|中学|小学|公司|片区?|站|所|办|局|团|组|选区|委员会|代表|名单|名册|系统|界别?|战线)$"
)
_COUNTED = re.compile(
    r"^[(]?(?:共|计|应选|名额|实有|选举?|代表)*\d*[一二三四五六七八九十]*[人名位]?(?:代表)?[)]?$"
)
FIGURE = re.compile(r"^占?[(]?\d{1,3}(?:\.\d+)?[人名位%]?[)]?$")
SUM = re.compile(
    "^[\u4e00-\u9fff]{0,4}[:\uff1a]?\\d+(?:人次|平方米|[人名位件条批场次户个起元%])$"
)  # 代表8人次, 5场
STRUCTURE = re.compile(
    "党员|群众|妇女|女性|男性|少数民族|干部|农民|工人|知识分子|连任|平均|大专|本科|高中|代表|人数|以上|以下|结构|比例|团员|归侨|企业"
)
_BLANKS_SAID = frozenset(
    "/ \\ - -- --- — —— ——— – ― _ __ * // . 。 ○ 无 暂无 null none n/a nan #n/a 请选择 --请选择-- 请填写 待填 未填 未选 (请选择) 请输入 待补充".split()
)
_ELSEWHERE = re.compile(
    r"^[(]?(?:详?见|参见|另附).*(?:册|表|簿|单|附件|名册)[)]?$|^(?:名单|详单)?(?:附后|另附)$"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?度?$")


def is_year(text: str) -> bool:
    """Whether a text is a year and nothing else: 2025, 2025年."""
    return _YEAR.match(half_width(text).strip()) is not None


def says_nothing(text: str) -> bool:
    """A cell that only says that nothing is to be said: /, —, 无."""
    return not text or (len(text) < 12 and without_blanks(text).casefold() in _BLANKS_SAID)


def says_elsewhere(text: str) -> bool:
    """A cell that sends its reader to another paper: 见签到册, 名单附后."""
    return len(text) < 12 and bool(_ELSEWHERE.search(without_blanks(half_width(text))))


def is_vacancy(text: str) -> bool:
    """空缺, (出缺), 缺额1名 …"""
    bare = without_blanks(half_width(text)).strip("()[]【】〔〕")
    return bool(_VACANT.match(bare)) or vacant(bare)


def explains(text: str) -> bool:
    """A cell that says what to fill in: 必填, (男/女), 如1975.03."""
    return bool(EXPLAINS.search(without_blanks(half_width(text))))


def says_how_to_fill(text: str) -> bool:
    """A cell that explains even where prose stands, which may begin with 请 or 按: 请修桥 is what somebody asks for."""
    return bool(_FILLS_IN.search(without_blanks(half_width(text))))


def is_total(bare: str) -> bool:
    """Whether words without blanks begin as those of a total do."""
    return bool(TOTAL.search(bare))


def is_note(bare: str) -> bool:
    """Whether words without blanks begin as those of a note below a table do."""
    return bool(NOTE.match(bare))


def signs(bare: str) -> bool:
    """Whether words without blanks end as those of a signature do."""
    return bool(SIGNED.search(bare))


def is_label(text: str) -> bool:
    """填表人:, 联系电话:0470-1234567, 年 月 日: what stands where a sheet is signed; a row of them is no record."""
    return bool(_LABEL.match(without_blanks(half_width(text[:LONGEST]))))


def is_sample(bare: Sequence[str]) -> bool:
    """Whether a row shows how to fill in the others."""
    return any(_SAMPLE.match(text) for text in (*bare[:2], bare[-1]))


def looks_like_name(text: str) -> bool:
    """Two to six Han characters that are no office, village or total."""
    bare = without_blanks(half_width(text)).split("(")[0]
    return (
        bool(NAME.match(bare))
        and not EXPLAINS.search(bare)
        and not ORGANISATION.search(bare)
        and not TOTAL.match(bare)
    )


def counted(text: str) -> bool:
    """What may stand beside a section's name: (3名), 共2人, 5."""
    return bool(_COUNTED.match(without_blanks(half_width(text))))
