"""The sites' own ledgers of the invented sample year: equipment, money, rules, activities, checks, photos.

The second round of checks finds 20 items met, 3 in part and 1 missing: two registration sheets at the room
lack a signature, one station lacks a printer and the photos of one activity, the other has no budget.
"""

from __future__ import annotations

import base64
import struct
import zlib

from sample_contact import JINGKOU, ROOM, XIALIAO, Pool, Row

CLERK = "蓝晓晴"
ROUNDS = (("2022年第一轮", "2022-06-20"), ("2022年第二轮", "2022-11-10"))
UNSIGNED = ("2022-08-15", "2022-09-14")
NO_PHOTO = "2022-05-25"  # an activity at JINGKOU

# site, asset number's letter, name, model, quantity, unit, price in yuan, bought on, origin
EQUIPMENT = (
    (ROOM, "办公桌", "1.4 米", 2, "张", "680", "2018-09", "采购"),
    (ROOM, "折叠椅", None, 2, "把", "90", "2018-09", "采购"),
    (ROOM, "台式电脑", "国产", 1, "台", "4200", "2021-03", "采购"),
    (ROOM, "激光打印机", "A4 双面", 1, "台", "1580", "2021-03", "采购"),
    (ROOM, "文件柜", "铁皮", 2, "个", "520", "2018-09", "采购"),
    (ROOM, "意见箱", None, 1, "个", "120", "2018-10", "采购"),
    (ROOM, "空调", "1.5 匹", 1, "台", "2899", "2019-06", "采购"),
    (ROOM, "投影仪", None, 1, "台", "3300", "2020-11", "调拨"),
    (JINGKOU, "会议桌", None, 1, "张", "900", "2019-05", "捐赠"),
    (JINGKOU, "折叠椅", None, 4, "把", "90", "2019-05", "采购"),
    (JINGKOU, "台式电脑", "国产", 1, "台", "3900", "2020-03", "调拨"),
    (JINGKOU, "文件柜", "铁皮", 1, "个", "520", "2019-05", "采购"),
    (JINGKOU, "意见箱", None, 1, "个", "120", "2019-05", "采购"),
    (XIALIAO, "办公桌", None, 1, "张", "680", "2019-06", "采购"),
    (XIALIAO, "折叠椅", None, 2, "把", "90", "2019-06", "采购"),
    (XIALIAO, "台式电脑", "国产", 1, "台", "3900", "2020-03", "调拨"),
    (XIALIAO, "打印复印一体机", None, 1, "台", "1450", "2021-07", "采购"),
    (XIALIAO, "文件柜", "铁皮", 1, "个", "520", "2019-06", "采购"),
    (XIALIAO, "意见箱", None, 1, "个", "120", "2019-06", "采购"),
)  # fmt: skip
COUNTED_ON = "2022-06-10"
# fund, site, day, voucher, summary, category, income, expense (yuan)
FUNDS = (
    ("联络站经费", ROOM, "2022-01-10", "记-003", "年初预算：联络室运行", "年初预算", "20000", None),
    ("联络站经费", ROOM, "2022-02-18", "记-021", "主题接待日资料印制", "接待日", None, "1260"),
    ("联络站经费", ROOM, "2022-03-22", "记-045", "代表误工补贴（第一季度）", "误工补贴", None, "3200"),
    ("联络站经费", ROOM, "2022-05-18", "记-080", "制度牌更新制作", "宣传制作", None, "2840"),
    ("联络站经费", ROOM, "2022-07-06", "记-112", "代表误工补贴（第二季度）", "误工补贴", None, "3200"),
    ("联络站经费", ROOM, "2022-09-30", "记-155", "代表误工补贴（第三季度）", "误工补贴", None, "2500"),
    ("联络站经费", JINGKOU, "2022-01-10", "记-004", "年初预算：迳口站运行", "年初预算", "5000", None),
    ("联络站经费", JINGKOU, "2022-04-25", "记-066", "下访资料与饮用水", "联络站运行费", None, "680"),
    ("联络站经费", JINGKOU, "2022-09-26", "记-151", "公示栏维修", "联络站运行费", None, "1350"),
    ("代表活动经费", None, "2022-01-10", "记-002", "年初预算：代表活动", "年初预算", "60000", None),
    ("代表活动经费", None, "2022-06-16", "记-098", "视察农田清淤工程用车", "交通补助", None, "1800"),
    ("代表活动经费", None, "2022-10-28", "记-170", "代表培训班资料与讲课费", "培训费", None, "8600"),
    ("主席团工作经费", None, "2022-01-10", "记-001", "年初预算：主席团工作", "年初预算", "80000", None),
    ("主席团工作经费", None, "2022-04-06", "记-052", "第四次会议会务", "会议费", None, "12400"),
    ("主席团工作经费", None, "2022-07-22", "记-120", "第五次会议会务", "会议费", None, "9800"),
    ("主席团工作经费", None, "2022-11-25", "记-188", "第六次会议会务", "会议费", None, "9200"),
)  # fmt: skip
RULES = (
    "联络站工作职责", "站长、联络员职责", "代表接待选民制度", "代表联系选民制度", "代表学习制度", "代表小组活动制度",
    "年度主题接待日安排", "议案建议办理制度", "代表向选民述职制度",
)  # fmt: skip
# site, day, theme, form, content, others, opinions
ACTIVITIES = (
    (ROOM, "2022-03-17", "学习代表法和地方组织法", "学习", "集中学习修改后的地方组织法，交流履职体会。", 0, 0),
    (ROOM, "2022-05-20", "圩镇农贸市场座谈", "座谈", "与商户、居民代表座谈，听取市场改造意见。", 12, 3),
    (ROOM, "2022-08-24", "代表小组活动：查看学校周边交通", "代表小组活动", "到中心小学门口实地查看，形成疏导建议。", 6, 1),
    (ROOM, "2022-10-26", "宪法与基层民主普法宣传", "普法", "发放资料 200 份，现场解答群众提问。", 40, 0),
    (JINGKOU, "2022-02-22", "春耕前走访农户", "代表小组活动", "查看灌溉水渠，听取农户对农资价格的反映。", 9, 2),
    (JINGKOU, NO_PHOTO, "主题接待：乡村道路安全", "接待", "围绕乡村道路安全听取村民意见。", 15, 2),
    (JINGKOU, "2022-09-08", "农田清淤工程视察", "视察", "视察清淤进度，提出加快东段施工的意见。", 4, 1),
    (JINGKOU, "2022-10-27", "村民座谈：环境卫生", "座谈", "商议垃圾收集点迁移后的保洁安排。", 11, 1),
    (XIALIAO, "2022-03-10", "学习代表接待选民制度", "学习", "学习制度，排定全年接待安排。", 0, 0),
    (XIALIAO, "2022-06-09", "汛期河堤巡查", "视察", "沿河查看险段，督促落实值守。", 5, 1),
    (XIALIAO, "2022-08-18", "代表小组活动：走访困难家庭", "代表小组活动", "走访新学年困难学生家庭四户。", 4, 0),
    (XIALIAO, "2022-11-03", "代表向选民述职准备会", "座谈", "商议述职安排，征求选民代表意见。", 8, 0),
)  # fmt: skip
# What the first round found that has been put right since: site, item, result, finding, fixed on
FIRST_ROUND = {
    (ROOM, "有制度"): ("部分达标", "6 项上墙，3 项未上墙", "2022-07-08"),
    (ROOM, "有台账"): ("达标", "齐全", None),
    (JINGKOU, "有牌子"): ("部分达标", "挂牌 2019.05，缺照片", "2022-06-30"),
    (JINGKOU, "有设备"): ("部分达标", "8 件 · 已盘点，缺打印机", None),
    (JINGKOU, "有台账"): ("部分达标", "活动缺照片 1 组（05.25）", None),
    (XIALIAO, "有经费"): ("缺", "未见经费安排", None),
    (XIALIAO, "有设备"): ("缺", "未登记设备", "2022-06-28"),
}
SECOND_ROUND = {
    (ROOM, "有台账"): ("部分达标", "登记表缺签名 2 份（08.15、09.14）", "2022-11-30"),
    (JINGKOU, "有设备"): ("部分达标", "8 件 · 已盘点，缺打印机", "2022-12-31"),
    (JINGKOU, "有台账"): ("部分达标", "活动缺照片 1 组（05.25）", "2022-11-25"),
    (XIALIAO, "有经费"): ("缺", "未见经费安排", "2022-12-15"),
}
ITEMS = ("有场所", "有牌子", "有人员", "有设备", "有经费", "有制度", "有活动", "有台账")
# What the ledgers say of the items that are met, on the days of the two rounds; a test holds them to it.
MET = {
    ROOM: ("60 ㎡ · 照片 3", "挂牌 2018.10 · 照片 1", "室长、联络员、代表 12 人", "11 件 · 已盘点", "预算 2 万，已用 1.3 万",
           "9 项上墙", "接待 10/10 · 活动 4/4", "齐全"),
    JINGKOU: ("36 ㎡ · 照片 2", "挂牌 2019.05 · 照片 1", "站长、联络员、代表 6 人", "8 件 · 已盘点", "预算 0.5 万，已用 0.2 万",
              "7 项上墙", "接待 2/2 · 活动 4/4", "齐全"),
    XIALIAO: ("40 ㎡ · 照片 2", "挂牌 2019.06 · 照片 1", "站长、联络员、代表 3 人", "7 件 · 已盘点", "未见经费安排",
              "7 项上墙", "接待 2/2 · 活动 4/4", "齐全"),
}  # fmt: skip
EARLY = {"有活动": {ROOM: "接待 6/6 · 活动 2/2", JINGKOU: "接待 1/1 · 活动 2/2", XIALIAO: "接待 1/1 · 活动 2/2"},
         "有经费": {ROOM: "预算 2 万，已用 0.73 万", JINGKOU: "预算 0.5 万，已用 680 元"}}  # fmt: skip


def equipment() -> list[Row]:
    """Nineteen entries with their numbers; the keeper is the clerk's colleague at the site."""
    keepers = {ROOM: CLERK, JINGKOU: "赖伟文", XIALIAO: "简文英"}
    return [
        {"site": site, "asset_no": f"RD-{number:03d}", "name": name, "model": model, "quantity": quantity, "unit": unit,
         "unit_price": price, "bought_on": bought, "origin": origin, "keeper": keepers[site], "state": "在用"}
        for number, (site, name, model, quantity, unit, price, bought, origin) in enumerate(EQUIPMENT, 1)
    ]  # fmt: skip


def stock_counts() -> list[Row]:
    """One stock-taking of everything; nothing is lost."""
    return [
        {
            "equipment": {"id": number},
            "counted_on": COUNTED_ON,
            "book_count": row[3],
            "counted": row[3],
            "counter": CLERK,
        }
        for number, row in enumerate(EQUIPMENT, 1)
    ]


def fund_entries() -> list[Row]:
    """Three funds, each with its budget."""
    return [
        {"fund": fund, "site": site, "occurred_on": day, "voucher_no": voucher, "summary": summary, "category": category,
         "income": income, "expense": expense, "handled_by": CLERK, "approved_by": "钟卓文"}
        for fund, site, day, voucher, summary, category, income, expense in FUNDS
    ]  # fmt: skip


def posted_rules() -> list[Row]:
    """Nine rules at the room, seven at each station; the theme days of the year are new."""
    rows: list[Row] = []
    for site, count in ((ROOM, 9), (JINGKOU, 7), (XIALIAO, 7)):
        for name in RULES[:count]:
            version, adopted = (
                ("2022版", "2022-01-20") if name == "年度主题接待日安排" else ("2021版", "2021-09-16")
            )
            rows.append({"site": site, "name": name, "version": version, "adopted_on": adopted, "is_posted": True,
                         "adopted_by": "迳口镇人大主席团", "posted_at": "接待室正面墙"})  # fmt: skip
    return rows


def site_activities(roster: list[Row]) -> list[Row]:
    """One activity a quarter at every site, each with a photo but one."""
    pool = Pool([str(row["name"]) for row in roster if row["level"] == "镇"])
    return [
        {"site": site, "held_on": day, "theme": theme, "form": form, "chair": "钟卓文", "deputies": pool.take(4),
         "others_count": others, "content": content, "opinion_count": opinions, "recorder": CLERK}
        | ({} if day == NO_PHOTO else {"_attach": [photo("活动照片", number)]})
        for number, (site, day, theme, form, content, others, opinions) in enumerate(ACTIVITIES)
    ]  # fmt: skip


def pictured_sites(sites: list[Row]) -> list[Row]:
    """The sites with photos of room and sign."""
    rooms = {ROOM: 3, JINGKOU: 2, XIALIAO: 2}
    return [
        site | {"_attach": [photo(f"接待室{n + 1}", 20 + n, "venue") for n in range(rooms[str(site["name"])])]
                + [photo("门牌", 30 + number, "sign")]}
        for number, site in enumerate(sites)
    ]  # fmt: skip


def pictured_receptions(receptions: list[Row]) -> list[Row]:
    """Theme days with a photo; two sheets that nobody signed."""
    rows = []
    for number, row in enumerate(receptions):
        more: Row = {"_attach": [photo("主题接待日", 40 + number)]} if row.get("is_theme_day") else {}
        if row["held_on"] in UNSIGNED:
            more["is_signed"] = False
        rows.append(row | more)
    return rows


def site_checks(sites: list[Row]) -> list[Row]:
    """Two rounds of all items at all sites, as the ledgers showed them on the day."""
    heads = {str(site["name"]): site["site_head"] for site in sites}
    rows: list[Row] = []
    for (name, day), exceptions in zip(ROUNDS, (FIRST_ROUND, SECOND_ROUND), strict=True):
        for site in (ROOM, JINGKOU, XIALIAO):
            for place, item in enumerate(ITEMS):
                early = EARLY.get(item, {}).get(site) if day == ROUNDS[0][1] else None
                row: Row = {"round": name, "site": site, "item": item, "checked_on": day, "checker": CLERK,
                            "result": "达标", "score": "12.5", "finding": early or MET[site][place]}  # fmt: skip
                if (site, item) in exceptions:
                    result, finding, on = exceptions[(site, item)]
                    row |= {
                        "result": result,
                        "finding": finding,
                        "score": {"达标": "12.5", "部分达标": "6.25", "缺": "0"}[result],
                    }
                    if result != "达标":
                        row["responsible"] = heads[site] if site != ROOM else CLERK
                        row |= (
                            {"fixed_on": on, "fix_by": "2022-07-20"}
                            if exceptions is FIRST_ROUND
                            else {"fix_by": on}
                        )
                rows.append(row)
    return rows


def duties(receptions: list[Row]) -> list[Row]:
    """The rota of the year: every reception was planned."""
    return [
        {key: row[key] for key in ("held_on", "time_from", "time_to", "site", "deputies")}
        | {"is_theme_day": row.get("is_theme_day"), "theme": row.get("theme"), "contact": CLERK}
        for row in receptions
    ]


def photo(name: str, seed: int, role: str = "photo") -> Row:
    """A small invented picture: a room with a wall, a table and a board, in colours that follow the seed."""
    return {"name": f"{name}.png", "role": role, "png": base64.b64encode(_png(_scene(seed))).decode("ascii")}


def _scene(seed: int, width: int = 240, height: int = 160) -> list[bytes]:
    tints = ((214, 224, 232), (231, 226, 214), (218, 230, 220), (232, 218, 214), (222, 220, 233))
    wall, floor = tints[seed % 5], tuple(part - 50 for part in tints[(seed + 2) % 5])
    board_left = 40 + seed * 17 % 90
    rows = []
    for y in range(height):
        row = bytearray()
        for x in range(width):
            point: tuple[int, ...] = wall if y < 104 else floor
            if 22 <= y < 62 and board_left <= x < board_left + 84:
                point = (179, 38, 30) if y < 34 else (250, 250, 248)
                if y >= 38 and (y - 38) % 7 < 2 and board_left + 8 <= x < board_left + 76 - y % 5 * 4:
                    point = (120, 128, 136)
            if 92 <= y < 100 and 50 <= x < 190:
                point = (139, 98, 62)
            if 100 <= y < 136 and (56 <= x < 62 or 178 <= x < 184):
                point = (112, 78, 48)
            row += bytes(point)
        rows.append(bytes(row))
    return rows


def _png(rows: list[bytes]) -> bytes:
    """True-colour PNG of eight bits (ISO/IEC 15948)."""
    header = struct.pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body) for kind, body in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
