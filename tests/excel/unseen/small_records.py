"""The small ledgers of an invented town: sites, districts, money, equipment, activities and the rota."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.excel.unseen.towns import YEAR, Record, Town, people

GOODS = (
    ("笔记本电脑", "X14", 4599), ("激光打印机", "M1136", 1280), ("会议桌", "2.4米", 960), ("文件柜", "四抽", 520),
    ("空调", "1.5匹", 2899), ("投影仪", "CB-X05", 3150), ("档案盒", "A4", 8), ("折叠椅", "加厚", 65),
)  # fmt: skip
SPENDING = (
    "购买学习资料",
    "制作宣传栏",
    "代表视察租车",
    "培训班餐费",
    "更换打印机硒鼓",
    "代表误工补助",
    "维修会议室空调",
)
THEMES = (
    "学习代表法",
    "讨论村道硬化方案",
    "听取河道整治情况",
    "走访养老服务点",
    "座谈春耕生产",
    "宣传反诈知识",
)


def records(town: Town, register: str) -> list[Record]:
    """The town's records of a small register, as people read them."""
    return _MAKERS[register](town, random.Random(f"{town.seed} {register}"))


def _sites(town: Town, chance: random.Random) -> list[Record]:
    strangers = people(chance, 8, set(town.names))
    return [
        {
            "name": f"{village}人大代表联络站", "village": village, "address": f"{village}文化楼{chance.randint(1, 3)}楼",
            "site_head": chance.choice(town.names), "liaison_officer": strangers[number],
            "public_phone": f"1990000{chance.randrange(10000):04d}", "area_m2": str(chance.randint(30, 160)),
        }
        for number, village in enumerate(town.villages)
    ]  # fmt: skip


def _districts(town: Town, chance: random.Random) -> list[Record]:
    return [
        {
            "no": str(number), "name": f"{village}选区", "scope": f"{village}一至{'三四五六'[number % 4]}组",
            "seats": str(chance.randint(1, 3)), "population": str(chance.randint(1900, 4200)),
            "voters": str(chance.randint(900, 1800)), "polling_place": f"{village}委会",
        }
        for number, village in enumerate(town.villages, 1)
    ]  # fmt: skip


def _money(town: Town, chance: random.Random) -> list[Record]:
    day, entries = date(YEAR, 1, 6), []
    for number in range(8):
        day += timedelta(days=chance.randint(6, 30))
        cents = chance.choice((0, 0, 50, 5))
        amount = f"{chance.randint(1, 9) * 100 + chance.randint(0, 99):,}.{cents:02d}"
        entry = {
            "occurred_on": day.isoformat(),
            "voucher_no": f"{YEAR % 100}{number + 1:03d}",
            "handled_by": "程晓",
        }
        entry |= {"summary": "镇财政拨入经费", "income": "20,000.00"} if number in (0, 4) else {
            "summary": SPENDING[number % len(SPENDING)], "expense": amount,
        }  # fmt: skip
        entries.append(entry)
    return entries


def _equipment(town: Town, chance: random.Random) -> list[Record]:
    return [
        {
            "site": chance.choice(town.sites), "asset_no": f"RD{YEAR}{number:03d}", "name": name, "model": model,
            "quantity": str(chance.randint(1, 9)), "unit_price": f"{price:,}.00",
            "bought_on": date(YEAR - chance.randint(1, 4), chance.randint(1, 12), chance.randint(1, 28)).isoformat(),
            "keeper": chance.choice(town.names),
        }
        for number, (name, model, price) in enumerate(GOODS, 1)
    ]  # fmt: skip


def _activities(town: Town, chance: random.Random) -> list[Record]:
    return [
        {
            "held_on": date(YEAR, month, chance.randint(2, 27)).isoformat(), "site": chance.choice(town.sites),
            "theme": theme, "chair": chance.choice(town.names), "deputies": "、".join(chance.sample(town.names, 3)),
            "opinion_count": str(chance.randint(1, 6)), "recorder": "程晓",
        }
        for month, theme in enumerate(THEMES, 3)
    ]  # fmt: skip


def _rota(town: Town, chance: random.Random) -> list[Record]:
    return [
        {
            "held_on": date(YEAR, month, 15).isoformat(), "site": chance.choice(town.sites),
            "deputies": "、".join(chance.sample(town.names, 4)), "theme": THEMES[month % len(THEMES)] if month % 3 == 0 else "",
            "contact": people(chance, 1, set(town.names))[0],
        }
        for month in range(1, 13)
    ]  # fmt: skip


_MAKERS = {
    "liaison_sites": _sites, "electoral_districts": _districts, "fund_entries": _money, "site_equipment": _equipment,
    "site_activities": _activities, "reception_duties": _rota,
}  # fmt: skip
