"""Invented deputies for the test rosters: nobody here exists, the area code 999999 is nobody's."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES = "陈李黄梁林张王刘何罗谢邓莫江严冯温邹蔡彭苏卢叶程伍潘"
MEN = "伟强军勇杰涛明超刚平辉鹏斌波亮健坤荣锋鑫"
WOMEN = "芳娟敏静丽艳霞秀兰萍玲婷梅琴莲珍雪倩蓉妹"
MIDDLE = "国建志文世永家德金玉春海晓华庆仲少月水嘉"
VILLAGES = ("迳口村", "下寮村", "上塘村", "石桥村", "新屋村", "大岗村")
POSTS = ("党支部书记", "村委会主任", "村委会委员", "村民", "农业技术员", "妇女主任", "村民小组长")

#: text as people read it -> other texts that the contract would allow for the same code
ALSO = {
    "大学本科": ["大学本科", "本科"],
    "大学专科": ["大学专科", "大专"],
    "中专": ["中专", "中专/中职", "中等专科", "中等职业教育"],
    "研究生": ["研究生", "研究生教育"],
    "预备党员": ["预备党员", "中共预备党员"],
    "无党派人士": ["无党派人士", "无党派民主人士", "无党派"],
    "民革党员": ["民革党员", "民革会员"],
}
EDUCATIONS = ("大学本科", "大学专科", "高中", "初中", "中专", "大学本科")
PARTIES = ("中共党员", "中共党员", "群众", "中共党员", "共青团员", "群众")


def check_digit(first17: str) -> str:
    """The 18th character after GB 11643-1999."""
    total = sum(int(d) * w for d, w in zip(first17, WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def id_number(born: date, sex: str, serial: int) -> str:
    """A right number of an invented person; the serial's last digit follows the sex."""
    serial = serial - serial % 2 + (1 if sex == "男" else 0)
    first17 = f"999999{born:%Y%m%d}{serial % 1000:03d}"
    return first17 + check_digit(first17)


@dataclass(frozen=True)
class Person:
    """One invented deputy; texts as people read them."""

    name: str
    sex: str
    born: date
    ethnic: str
    education: str
    party: str
    unit: str
    post: str
    district: str
    phone: str
    id_number: str
    card: str
    delegation: str
    group: str
    level: str = "镇"

    def but(self, **changes: Any) -> Person:
        """The same person with some facts changed."""
        return replace(self, **changes)

    def truth(self, key: str) -> str | list[str]:
        """What an import must report for a field (a list where the contract allows several texts)."""
        plain: dict[str, str | list[str]] = {
            "name": self.name,
            "sex": self.sex,
            "ethnic_group": self.ethnic,
            "birth_date": f"{self.born:%Y-%m}",
            "birth_day": f"{self.born:%Y-%m-%d}",
            "education": ALSO.get(self.education, self.education),
            "political_status": ALSO.get(self.party, self.party),
            "employer_position": self.unit + self.post,
            "electoral_district": self.district,
            "phone": self.phone,
            "id_number": self.id_number,
            "deputy_card_no": self.card,
            "delegation": self.delegation,
            "deputy_group": self.group,
            "level": self.level,
        }
        return plain[key]


def crowd(seed: str, count: int, district: str | None = None, women: float = 0.35) -> list[Person]:
    """`count` different people, always the same for one seed."""
    rnd = random.Random(seed)
    people: list[Person] = []
    names: set[str] = set()
    while len(people) < count:
        sex = "女" if rnd.random() < women else "男"
        middle = rnd.choice(MIDDLE) if rnd.random() < 0.75 else ""
        name = rnd.choice(SURNAMES) + middle + rnd.choice(WOMEN if sex == "女" else MEN)
        if name in names:
            continue
        names.add(name)
        people.append(_person(rnd, name, sex, len(people), district))
    return people


def _person(rnd: random.Random, name: str, sex: str, index: int, district: str | None) -> Person:
    born = date(rnd.randint(1958, 1999), rnd.randint(1, 12), rnd.randint(1, 28))
    number = index % len(VILLAGES)
    return Person(
        name=name,
        sex=sex,
        born=born,
        ethnic="壮族" if rnd.random() < 0.1 else "汉族",
        education=rnd.choice(EDUCATIONS),
        party=rnd.choice(PARTIES if born.year > 1994 else PARTIES[:3]),
        unit=f"{VILLAGES[number]}",
        post=rnd.choice(POSTS),
        district=district or f"第{'一二三四五六'[number]}选区",
        phone=f"1990000{rnd.randint(0, 9999):04d}",
        id_number=id_number(born, sex, rnd.randint(0, 99) * 10 + rnd.randint(2, 9)),
        card=f"JK17{index + 1:03d}",
        delegation=f"第{'一二'[index % 2]}代表团",
        group=f"第{'一二三'[index % 3]}代表小组",
    )
