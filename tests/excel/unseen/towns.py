"""Invented towns with a year's work: deputies, sites, suggestions, receptions and deeds, all from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = 2025
TERM_STARTED = date(2021, 10, 12)

# Town, county-level county, prefecture: none of them exists.
PLACES = (
    ("青禾镇", "云浦县", "临江市"),
    ("大樟镇", "沅水县", "南屏市"),
    ("白鹭镇", "河阴县", "永昌市"),
    ("石鼓镇", "海源县", "东江市"),
    ("凤坪镇", "安岭县", "怀川市"),
    ("龙津镇", "武溪县", "丰泽市"),
    ("麻溪镇", "桂山县", "西岭市"),
    ("三渡镇", "长垣县", "北淮市"),
    ("杏林镇", "平陆县", "汾阳市"),
    ("双桥镇", "泾川县", "陇东市"),
)  # fmt: skip
VILLAGES = (
    "桃园村", "枫林村", "古井村", "柏树村", "南沙村", "北坡村", "新圩村", "荷塘村", "望江村", "金竹村",
    "黄泥村", "罗田村", "沙洲村", "东湾村", "西岸村", "樟木村", "石门村", "红岩村", "清水村", "长冲村",
)  # fmt: skip
SURNAMES = "赵钱孙周吴郑冯卫蒋沈韩杨朱秦许吕施孔曹金魏陶姜戚谢邹章苏潘葛范彭鲁韦马苗方任袁柳"
GIVEN = (
    "建华", "丽君", "志远", "秋月", "永福", "晓燕", "德胜", "桂兰", "文斌", "春梅", "海涛", "玉珍", "立新", "巧云",
    "宝山", "淑英", "长青", "凤霞", "敏", "刚", "洁", "勇", "蕾", "峰", "思源", "若兰", "振邦", "慧敏",
)  # fmt: skip
WOMEN = set("君月燕兰梅珍云英霞敏洁蕾")
POSTS = ("党总支书记", "村委会主任", "妇联主席", "种植大户", "合作社理事长", "卫生室医生", "小学教师", "村民")
EDUCATIONS = ("大学本科", "大学专科", "高中", "初中", "中专")
PARTIES = ("中共党员", "群众", "共青团员", "民盟盟员", "无党派人士")
ETHNIC = ("汉族", "汉族", "汉族", "壮族", "瑶族", "苗族")
OFFICES = (
    "规划建设办公室", "农业农村办公室", "公共服务办公室", "综合治理办公室", "财政所", "派出所", "司法所", "卫生院",
    "中心学校", "供电所", "水务站", "自然资源所", "应急管理办公室",
)  # fmt: skip
MATTERS = (
    ("{v}至圩镇道路坑洼积水,雨天无法通行", "交通道路", "规划建设办公室"),
    ("{v}三组自来水水压不足", "水利", "水务站"),
    ("建议在{v}小学门口增设减速带和警示牌", "教育", "中心学校"),
    ("{v}垃圾收集点清运不及时,气味难闻", "环保卫生", "公共服务办公室"),
    ("{v}文化广场路灯损坏,老人夜间出行不便", "城乡建设", "供电所"),
    ("希望尽快解决{v}灌溉水渠淤塞问题", "农业农村", "农业农村办公室"),
    ("要求增加{v}卫生站常用药品种类", "医疗", "卫生院"),
    ("{v}外来车辆乱停乱放影响救护车进出", "社会治安", "派出所"),
    ("反映{v}低保户危房改造补助未到位", "民政社保", "公共服务办公室"),
    ("建议为{v}篮球场加装灯光和看台", "文体", "公共服务办公室"),
    ("{v}山塘年久失修存在安全隐患", "水利", "应急管理办公室"),
    ("{v}农户之间宅基地界线不清,盼早日确权", "农业农村", "自然资源所"),
)
DEEDS = (
    ("视察", "视察{v}高标准农田建设"),
    ("专题调研", "调研{v}农村养老服务"),
    ("学习培训", "参加人大代表履职能力培训班"),
    ("走访联系选民", "走访{v}困难家庭"),
    ("执法检查", "检查食品安全法在{v}的实施情况"),
    ("接待选民", "在{v}接待选民"),
    ("为民办实事", "为{v}筹资安装护栏"),
    ("代表小组活动", "代表小组到{v}开展活动"),
    ("向选民述职", "在{v}向选民述职"),
    ("审议发言", "审议政府工作报告时发言"),
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

Record = dict[str, str]


@dataclass(frozen=True)
class Town:
    """A town and its records; each record maps field keys to the text that people read, dates are ISO."""

    seed: int
    name: str
    county: str
    prefecture: str
    villages: tuple[str, ...]
    sites: tuple[str, ...]  # the first is the town's room
    deputies: tuple[Record, ...]
    suggestions: tuple[Record, ...]
    receptions: tuple[Record, ...]
    deeds: tuple[Record, ...]

    @property
    def names(self) -> list[str]:
        """The deputies' names in the roster's order."""
        return [deputy["name"] for deputy in self.deputies]

    @property
    def term(self) -> str:
        """The head of a title: 云浦县青禾镇第十八届."""
        return f"{self.county}{self.name}第十八届"

    def site_village(self, site: str) -> str:
        """The village a site is named after; the town itself for its room."""
        return next((village for village in self.villages if village in site), self.name)


def town(seed: int) -> Town:
    """The town of a seed: the same seed gives the same town."""
    chance = random.Random(seed)
    name, county, prefecture = PLACES[seed % len(PLACES)]
    villages = tuple(chance.sample(VILLAGES, 5))
    sites = (f"{name}人大代表联络室", *(f"{village}人大代表联络站" for village in villages[:3]))
    deputies = tuple(_deputies(chance, villages))
    names = [deputy["name"] for deputy in deputies]
    return Town(
        seed, name, county, prefecture, villages, sites, deputies,
        tuple(_suggestions(chance, villages, sites, names)), tuple(_receptions(chance, sites, names)),
        tuple(_deeds(chance, villages, names)),
    )  # fmt: skip


def id_number(born: date, sex: str, serial: int) -> str:
    """A number with the right check digit (GB 11643) in area 999999, which is nobody's."""
    serial += (serial % 2 == 0) == (sex == "男")
    first = f"999999{born:%Y%m%d}{serial % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return first + "10X98765432"[total % 11]


def people(chance: random.Random, count: int, apart: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]
    """So many different invented names, none of them in ``apart``."""
    names: dict[str, None] = {}
    while len(names) < count:
        name = chance.choice(SURNAMES) + chance.choice(GIVEN)
        if name not in apart:
            names[name] = None
    return list(names)


def _deputies(chance: random.Random, villages: tuple[str, ...]) -> list[Record]:
    records = []
    for number, name in enumerate(people(chance, 14)):
        sex = "女" if name[-1] in WOMEN else "男"
        born = date(chance.randint(1958, 1994), chance.randint(1, 12), chance.randint(1, 28))
        village = villages[number * len(villages) // 14]
        records.append({
            "name": name, "sex": sex, "birth_date": born.isoformat(), "ethnic_group": chance.choice(ETHNIC),
            "political_status": chance.choice(PARTIES), "education": chance.choice(EDUCATIONS),
            "employer_position": village + chance.choice(POSTS), "electoral_district": village,
            "phone": f"1990000{chance.randrange(10000):04d}", "id_number": id_number(born, sex, chance.randrange(1, 998)),
            "deputy_card_no": f"{18000 + number * 7 + 1}",
        })  # fmt: skip
    return records


def _suggestions(
    chance: random.Random, villages: tuple[str, ...], sites: tuple[str, ...], names: list[str]
) -> list[Record]:
    records, day = [], date(YEAR, 1, 9)
    for number, (text, category, office) in enumerate(chance.sample(MATTERS, 10)):
        day += timedelta(days=chance.randint(3, 24))
        assigned = day + timedelta(days=chance.randint(1, 6))
        replied = assigned + timedelta(days=chance.randint(8, 60))
        concluded = replied + timedelta(days=chance.randint(1, 20))
        record = {
            "no": f"{YEAR}-{number + 1:03d}", "raised_on": day.isoformat(), "site": chance.choice(sites),
            "deputies": "、".join(chance.sample(names, chance.choice((1, 1, 2)))),
            "visitor": people(chance, 1, set(names))[0], "content": text.format(v=chance.choice(villages)),
            "category": category, "lead_handler": office, "assigned_on": assigned.isoformat(),
        }  # fmt: skip
        if number < 8:
            record |= {"replied_on": replied.isoformat(), "reply_class": chance.choice("AAB")}
        if number < 7:
            record |= {
                "feedback": chance.choice(("满意", "满意", "基本满意")),
                "concluded_on": concluded.isoformat(),
            }
        records.append(record)
    return records


def _receptions(chance: random.Random, sites: tuple[str, ...], names: list[str]) -> list[Record]:
    records = []
    for month in range(1, 11):
        visitors = people(chance, chance.choice((1, 2, 2, 3)), set(names))
        records.append({
            "no": f"JD{YEAR}{month:02d}", "held_on": date(YEAR, month, chance.randint(2, 27)).isoformat(),
            "site": chance.choice(sites), "kind": chance.choice(("接访", "接访", "约访", "下访")),
            "deputies": "、".join(chance.sample(names, chance.choice((1, 2, 3)))),
            "visitors": "、".join(visitors), "visitor_count": str(len(visitors)),
            "opinion_count": str(chance.randint(1, 4)),
        })  # fmt: skip
    return records


def _deeds(chance: random.Random, villages: tuple[str, ...], names: list[str]) -> list[Record]:
    records, day = [], date(YEAR, 1, 12)
    for number in range(14):
        day += timedelta(days=chance.randint(5, 25))
        kind, text = DEEDS[number % len(DEEDS)]
        village = chance.choice(villages)
        records.append({
            "deputy": chance.choice(names), "kind": kind, "occurred_on": day.isoformat(),
            "title": text.format(v=village), "place": village,
        })  # fmt: skip
    return records
