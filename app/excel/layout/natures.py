"""What a cell's text is by itself, whatever its heading: a day, a number, a name of somebody, of a site, of an office."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from app.domain.clock_times import clock_span, is_part_of_day, read_time
from app.domain.names import is_plausible_name
from app.domain.surnames import COMPOUND_SURNAMES, SURNAME_READINGS
from app.domain.texts import half_width, without_blanks

# The surnames of nine people in ten (公安部《二〇二〇年全国姓名报告》), with those of special reading.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安"
    "齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛"
    "靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应"
    "臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚"
    "皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈"
    "伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于呼居揭干但尉冶斯元束檀衣信展阴"
    "昝智幸奉植衡富尧闭由郏税逄訾苌蒯阙邴"
) | set(SURNAME_READINGS)
_Y, _M, _D = (
    r"(?:(?:19|20)?\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2})",
    r"(?:0?[1-9]|1[0-2])",
    r"(?:0?[1-9]|[12]\d|3[01])",
)
_DAY = re.compile(
    rf"^{_Y}(?:年|[./\-])(?:(?:{_M}|[一二三四五六七八九十]{{1,2}})(?:月|[./\-]|(?=\D|$))(?:(?:{_D}|[一二三四五六七八九十廿]{{1,3}})?(?:[日号]|\D.*)?)?)?$"
    rf"|^(?:19|20)\d\d{_M}{_D}$|^{_M}月(?:{_D}[日号]?)?(?:\D.{{0,12}})?$|^{_M}[./\-]{_D}(?:[日号]|[上下]午.*|\D{_M}?[./\-]?{_D})?$"
    r"|^(?:元|正|腊|[一二三四五六七八九十]{1,2})月(?:[一二三四五六七八九十初廿\d]{1,3}[日号]?)?$"
)
_NUMBERED = re.compile(r"^(?=.*\d)[^\s,。\uff0c]{1,24}$")
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?(?:[人名位件条次批个项元分㎡户]|人次|批次|平方米|平米)?$")
_ID = re.compile(r"^\d{17}[\dXx]$|^\d{15}$")
_PHONE = re.compile(r"^(?:\+?86)?1\d{10}$|^0\d{2,3}-?\d{7,8}$|^1\d{2}[- ]?\d{4}[- ]?\d{4}$|^\d{7,8}$")
_MONEY = re.compile(r"^[¥￥]?-?\d{1,3}(?:,\d{3})+(?:\.\d+)?元?$|^[¥￥]?-?\d+\.\d{1,2}元?$")
_APART = re.compile(r"[、,;/\n\s]+|(?<=.{2})[和及与](?=.{2})")
_REST = re.compile(r"等(?:\d*[人名位].*)?$|[(\[【][^)\]】]*[)\]】]|\d+[人名位]$")
_NOTED = re.compile(r"\s+([(\uff08])")  # 柯金锁, and (沙南村) in the line below
_NUMBERS = re.compile(
    r"(?<=[\u4e00-\u9fff])[\s:,、(\uff08]*(?:1\d{10}|0\d{2,3}-?\d{7,8})[)\uff09]?"
)  # behind a name
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)  # 单　民
_SITE = re.compile(r"(?:站|室|联络点|联系点|之家)$")
_OFFICE = re.compile(
    r"(?:办公?室?|局|所|院|中心|站|委|大队|公司|部|组织|政府|学校|小学|中学|党委|委员会|合作社|厂|林场)$"
)
_VILLAGE = re.compile(r"(?:村|社区|居委会|屯|组|街道|居)$")
_DISTRICT = re.compile(r"选区|^第?(?:[一二三四五六七八九十百]{1,4}|\d{1,2})(?:片区)?$")
_POST = re.compile(
    r"(?:主任|书记|委员|镇长|乡长|局长|所长|站长|校长|院长|经理|厂长|长|员|教师|医生|村医|工人|村民|农民|个体户?|户|职工|干部|会计|文书|工程师|师)$"
)
_TERM = re.compile(r"第?[一二三四五六七八九十\d]+届")
_SENTENCE = re.compile(r"[,。;:!?，；]|建议|反映|希望|要求|问题|关于")
SERIALS = (36_526, 54_788)  # of the days of 2000 and of 2049
ALL_BUT = 0.8  # share of serial numbers in a column of them
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百\d]+([届次])")
LONG = 9  # characters from which words are more than a name


class Nature(NamedTuple):
    """Each from 0 (no) to 1 (yes)."""

    day: float = 0
    number: float = 0
    identity: float = 0
    phone: float = 0
    person: float = 0
    names: float = 0
    site: float = 0
    office: float = 0
    village: float = 0
    district: float = 0
    prose: float = 0
    money: float = 0
    term: float = 0
    numbered: float = 0
    post: float = 0


@lru_cache(maxsize=50_000)
def nature_of(text: str) -> Nature:
    """What one text looks like."""
    bare = without_blanks(half_width(text[:200])).strip("'\"`‘’“”")
    number, identity = bool(_NUMBER.match(bare)), bool(_ID.match(bare))
    phone = bool(_PHONE.match(bare)) and not identity
    if identity or phone:
        return Nature(
            identity=float(identity),
            phone=float(phone),
            number=float(phone),
            day=float(bool(_DAY.match(bare))),
        )
    numbered = float(bool(_NUMBERED.match(bare)) and not _DAY.match(bare) and not number)
    if number or bare[:1].isdigit():
        return Nature(
            numbered=numbered,
            day=float(bool(_DAY.match(bare))), number=float(number),
            district=float(bool(_DISTRICT.search(bare))), money=float(number or bool(_MONEY.match(bare))),
            village=float(bool(_VILLAGE.search(bare))), prose=float(len(bare) >= LONG and not _DAY.match(bare)),
        )  # fmt: skip
    pieces = names_in(text)
    people = sum(map(_person, pieces)) / len(pieces) if pieces else 0.0
    if len(pieces) > 1 and _person(bare):
        people = 1.0  # 王　芳
    sentence = len(bare) >= LONG or bool(_SENTENCE.search(bare))
    return Nature(
        day=float(bool(_DAY.match(bare))),
        person=_person(pieces[0] if len(pieces) == 1 else bare) if len(pieces) < 3 else 0.0,
        names=people,
        site=float(bool(_SITE.search(bare))),
        office=float(bool(_OFFICE.search(bare))),
        village=float(bool(_VILLAGE.search(bare))),
        district=float(bool(_DISTRICT.search(bare))),
        prose=float(sentence) if people < 1 else 0.0,
        term=float(bool(_TERM.search(bare))),
        post=float(bool(_POST.search(bare))),
        numbered=numbered,
    )


def without_numbers(text: str) -> str:
    """A name without the telephone that stands behind it: 江广发 19900007441, 明宗汉(19900009540)."""
    return _NUMBERS.sub("", text)


def names_in(text: str) -> list[str]:
    """The words of a cell that may be names, apart."""
    text = _NOTED.sub(r"\1", without_numbers(text))
    joined = _SPACED.sub(r"\1\2", _REST.sub("", half_width(text[:200])))
    return [piece for piece in _APART.split(joined) if piece]


def _person(word: str) -> float:
    if not 2 <= len(word) <= 12 or not is_plausible_name(word):
        return 0.0
    if "·" in word:
        return 1.0
    surnamed = word[0] in _SURNAMES or word[:2] in COMPOUND_SURNAMES
    placed = _OFFICE.search(word) or _VILLAGE.search(word)
    if len(word) > 4 or (placed and (len(word) > 3 or not surnamed)):
        return 0.0
    if len(word) == 4:
        return 0.6 * surnamed
    return 1.0 if surnamed and not placed else 0.5  # 罗田村 may be somebody, but hardly is


def are_serials(cells: Collection[str]) -> bool:
    """Whether nearly all cells are a spreadsheet's own numbers of days of this century: 44569 for 8 January 2022."""
    serials = sum(cell.isdigit() and SERIALS[0] <= int(cell) <= SERIALS[1] for cell in cells)
    return bool(cells) and serials >= ALL_BUT * len(cells)


@lru_cache(maxsize=5_000)
def says_time(text: str) -> bool:
    """Whether a text is a time or a part of the day, or a span of times; a bare figure may be anything."""
    if text.isdigit() or is_part_of_day(text):
        return not text.isdigit()
    try:
        return clock_span(text) is not None or read_time(text) is not None
    except ValueError:
        return False


def is_ordinal(cell: str, unit: str) -> bool:
    """Whether a cell is one ordinal in a unit, with no other before it: 第五次会议, and not 第九届第五次会议."""
    ordinals = _ORDINAL.findall(half_width(cell))
    return len(ordinals) == 1 and ordinals[0] == unit
