"""Headings drawn by lot from what clerks call a column, in any order, among columns that are none of ours."""

from __future__ import annotations

import random

from tests.data.rosters.grid import NUMBER, TITLE, Book, Column, always, column
from tests.data.rosters.people import crowd

WORDS = {
    "name": ("姓名", "代表姓名", "姓  名", "姓名(全称)", "人大代表姓名"),
    "sex": ("性别", "性 别", "性别*", "性别(男/女)"),
    "ethnic_group": ("民族", "民 族", "民族成分", "族别"),
    "birth_date": ("出生年月", "出生日期", "出生年月日", "出生时间", "出生 年月", "出生年月(公历)"),
    "education": ("文化程度", "学历", "最高学历", "文化\n程度", "受教育程度", "学历(文化程度)"),
    "political_status": ("政治面貌", "党派", "政治\n面貌", "政治面貌(党派)", "*政治面貌"),
    "employer_position": ("工作单位及职务", "单位及职务", "工作单位和职务", "现工作单位及职务", "工作单位、职务", "单位职务", "工作单位及职务(全称)"),
    "electoral_district": ("选区", "所在选区", "所属选区", "选区名称", "当选选区", "选 区"),
    "phone": ("联系电话", "电话", "手机", "手机号码", "手机号", "移动电话", "电话号码", "联系方式", "联系电话（手机）"),
    "id_number": ("身份证号码", "身份证号", "身份证", "公民身份号码", "居民身份证号码", "公民身份证号码"),
    "deputy_card_no": ("代表证号", "代表证编号", "代表证号码", "代表证\n编号"),
    "delegation": ("代表团", "所属代表团", "所在代表团"),
    "deputy_group": ("代表小组", "所在小组", "所属小组", "所属代表小组", "小组"),
}  # fmt: skip
OTHERS = {
    "籍贯": "广东四会", "出生地": "迳口镇", "入党时间": "1999.07", "入党年月": "1999年7月", "参加工作时间": "1996.08",
    "参加工作年月": "1996-08", "年龄": 46, "年龄(岁)": 46, "学位": "学士", "毕业院校及专业": "农业学校农学", "职称": "农艺师",
    "家庭住址": "迳口镇迳口村1号", "邮政编码": "526200", "银行卡号": "6200000000000000000", "衣服尺码": "XL", "身高(cm)": 172,
    "鞋码": 42, "选民证号": "000123", "得票数": 856, "是否连任": "是", "健康状况": "健康", "婚姻状况": "已婚",
    "紧急联系人": "陈大文", "紧急联系人电话": "19900009999", "代表证发放日期": "2021.10.01", "身份证有效期": "2035.01.01",
    "选民数": 2000, "工龄": 20, "推荐单位": "镇妇联", "宗教信仰": "无", "配偶姓名": "张丽", "联络员姓名": "李明", "曾用名": "无", "入党介绍人": "王强", "电子邮箱": "a@example.org",
    "微信号": "wx199", "户口所在地": "四会市", "通讯地址": "迳口镇政府", "选区人口": 1500, "推荐单位电话": "0758-3210000", "配偶单位": "镇卫生院", "专业特长": "种植", "工作时间": "2001.05",
}  # fmt: skip


def drawn(seed: int) -> Book:
    """One roster whose headings, order and strange columns follow from the seed."""
    rnd = random.Random(f"headings {seed}")
    keys = ["name", "sex", "birth_date", "electoral_district", *rnd.sample(sorted(WORDS)[:], 13)]
    keys = list(dict.fromkeys(keys))[: rnd.randint(7, 13)]
    columns: list[Column] = [column(rnd.choice(WORDS[key]), key) for key in keys]
    columns += [
        column(name, None, always(OTHERS[name])) for name in rnd.sample(sorted(OTHERS), rnd.randint(2, 8))
    ]
    rnd.shuffle(columns)
    if rnd.random() < 0.8:
        columns.insert(0, NUMBER)
    book = Book(f"y{seed:02d}_headings.{('xlsx', 'xls', 'ods', 'xlsx')[seed % 4]}",
                ("openpyxl", "xls", "ods", "raw")[seed % 4])  # fmt: skip
    sheet = book.sheet("代表名册")
    sheet.put(1, rnd.randint(1, 3), TITLE)
    book.table(sheet, rnd.randint(2, 6), crowd(f"y{seed}", 5), columns, left=rnd.randint(1, 2))
    return book


def by_lot() -> tuple[Book, ...]:
    """Eight drawn rosters."""
    return tuple(drawn(seed) for seed in range(1, 9))


BOOKS = (by_lot,)
