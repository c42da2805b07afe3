"""The contact work of the invented sample year: sites, sessions, receptions, opinions, suggestions.

The counts are those of the work report: 16 batches (12 at the room, 2 at each station), 57 visitor-times
and 57 deputy-times (split differently), 28 opinions of which 25 concluded, all answered; with the twelve
suggestions of three sessions 36 of 40 are concluded, which is the report's 90 %.
"""

from __future__ import annotations

from datetime import date, timedelta

Row = dict[str, object]

ROOM, JINGKOU, XIALIAO = "迳口镇人大代表联络室", "迳口村人大代表联络站", "下寮村人大代表联络站"

SESSIONS: list[Row] = [
    {"term": {"id": 1}, "ordinal": 1, "opened_on": "2016-11-10", "closed_on": "2016-11-11", "place": "镇政府四楼会议室"},
    {"term": {"id": 1}, "ordinal": 2, "opened_on": "2019-03-28", "closed_on": "2019-03-28", "place": "镇政府四楼会议室"},
    {"term": {"id": 1}, "ordinal": 3, "opened_on": "2021-08-06", "closed_on": "2021-08-06", "place": "镇政府四楼会议室"},
    {"term": {"id": 1}, "ordinal": 4, "opened_on": "2022-04-03", "closed_on": "2022-04-03", "place": "镇政府四楼会议室",
     "decided_on": "2022-03-16", "notified_on": "2022-03-24", "note": "会议日期按当年工作报告，适逢清明假期"},
    {"term": {"id": 1}, "ordinal": 5, "opened_on": "2022-07-20", "closed_on": "2022-07-20", "place": "镇政府四楼会议室",
     "decided_on": "2022-07-05", "notified_on": "2022-07-11"},
    {"term": {"id": 1}, "ordinal": 6, "opened_on": "2022-11-23", "closed_on": "2022-11-23", "place": "镇政府四楼会议室",
     "decided_on": "2022-11-08", "notified_on": "2022-11-14"},
]  # fmt: skip

# (day, site, kind, visitors, deputies, theme): theme days are the 15th of each quarter's second month,
# moved to the next working day (15 May 2022 was a Sunday).
RECEPTIONS = (
    ("2022-01-12", ROOM, "接访", 4, 4, None),
    ("2022-02-15", ROOM, "接访", 3, 4, "春耕备耕与农田水利"),
    ("2022-03-09", ROOM, "接访", 3, 4, None),
    ("2022-04-13", ROOM, "约访", 5, 4, None),
    ("2022-04-20", JINGKOU, "下访", 5, 2, None),
    ("2022-05-16", ROOM, "接访", 2, 4, "乡村道路与交通安全"),
    ("2022-06-08", ROOM, "接访", 0, 4, None),
    ("2022-06-16", XIALIAO, "下访", 6, 2, None),
    ("2022-07-13", ROOM, "约访", 4, 4, None),
    ("2022-08-15", ROOM, "接访", 3, 4, "教育与医疗"),
    ("2022-09-14", ROOM, "接访", 6, 4, None),
    ("2022-09-21", JINGKOU, "下访", 4, 2, None),
    ("2022-10-12", ROOM, "接访", 2, 4, None),
    ("2022-10-19", XIALIAO, "下访", 4, 3, None),
    ("2022-11-15", ROOM, "接访", 3, 4, "人居环境整治"),
    ("2022-12-07", ROOM, "接访", 3, 4, None),
)

# (reception, village, content, category, handler, reply class, satisfaction, concluded)
OPINIONS = (
    (
        1,
        "水口",
        "水口村机耕路路面破损，雨天积水，农用车难以通行，请维修。",
        "交通道路",
        "规划建设办公室",
        "A",
        "满意",
        True,
    ),
    (1, "新屋", "新屋村路灯有六盏不亮，老人夜间出行不便。", "城乡建设", "规划建设办公室", "A", "满意", True),
    (2, "榄坑", "榄坑村灌溉水渠淤塞，春耕前请清淤。", "水利", "农业农村办公室", "A", "满意", True),
    (2, "下寮", "春耕化肥价格上涨，请加强农资市场检查。", "农业农村", "市场监管所", "A", "基本满意", True),
    (3, "迳口", "圩镇农贸市场地面湿滑，请改善排水。", "城乡建设", "规划建设办公室", "A", "满意", True),
    (4, "龙湾", "龙湾村饮用水水压不足，傍晚经常断水。", "民政社保", "水务站", "A", "满意", True),
    (4, "石塘", "石塘小学门口上下学时车辆拥堵，请安排疏导。", "教育", "派出所", "A", "满意", True),
    (
        5,
        "迳口",
        "迳口村垃圾收集点离住户太近，气味大，请迁移。",
        "环保卫生",
        "综合行政执法办公室",
        "A",
        "基本满意",
        True,
    ),
    (5, "迳口", "村文化室开放时间太短，请延长到晚上九点。", "文体", "公共服务办公室", "A", "满意", True),
    (6, "罗洞", "罗洞村口急弯处没有反光镜，发生过碰撞。", "交通道路", "规划建设办公室", "A", "满意", True),
    (8, "下寮", "下寮村河段堤岸塌方约二十米，汛期有危险。", "水利", "水务站", "A", "满意", True),
    (8, "下寮", "村卫生站缺常用药，老人取药要到镇上。", "医疗", "卫生院", "A", "基本满意", True),
    (8, "黄塘", "黄塘村电线杆倾斜，请供电所尽快扶正。", "城乡建设", "供电所", "A", "满意", True),
    (
        9,
        "横岗",
        "横岗村畜禽养殖污水直排沟渠，请整治。",
        "环保卫生",
        "综合行政执法办公室",
        "A",
        "基本满意",
        True,
    ),
    (9, "凤山", "凤山村申请危房改造的两户至今没有答复。", "民政社保", "公共服务办公室", "A", "满意", True),
    (10, "新屋", "建议中心小学增开课后托管班。", "教育", "中心学校", "A", "满意", True),
    (10, "大坪", "卫生院夜间没有儿科值班，请研究解决。", "医疗", "卫生院", "A", "满意", True),
    (11, "水口", "水口村土地流转租金拖欠，请协调。", "农业农村", "农业农村办公室", "A", "满意", True),
    (11, "迳口", "圩镇主街占道经营严重，影响通行。", "社会治安", "综合行政执法办公室", "A", "基本满意", True),
    (11, "龙湾", "龙湾村请求增设一处篮球场。", "文体", "公共服务办公室", "B", "基本满意", True),
    (12, "迳口", "迳口村联络站请增加晚间接待时间。", "其他", "党政综合办公室", "A", "满意", True),
    (12, "迳口", "三清三拆后空地请尽快复绿。", "环保卫生", "规划建设办公室", "A", "满意", True),
    (13, "石塘", "石塘村通往镇区的早班公交太少。", "交通道路", "规划建设办公室", "A", "满意", True),
    (14, "下寮", "下寮村水库管理房漏雨，请维修。", "水利", "水务站", "A", "满意", True),
    (14, "榄坑", "榄坑村外来车辆夜间倾倒建筑垃圾。", "环保卫生", "综合行政执法办公室", "A", "满意", True),
    (15, "下寮", "下寮村小学门前道路没有划斑马线。", "交通道路", "规划建设办公室", "B", None, False),
    (15, "迳口", "农贸市场排水沟淤塞，雨天积水。", "城乡建设", "规划建设办公室", "B", None, False),
    (16, "大坪", "建议延长卫生院门诊时间到晚上八点。", "医疗", "卫生院", "B", None, False),
)

# (session, title, category, handler, satisfaction, concluded)
SUGGESTIONS = (
    (4, "关于加快农田清淤、恢复灌溉能力的建议", "水利", "农业农村办公室", "满意", True),
    (4, "关于完善迳口学校教育强镇设施的建议", "教育", "中心学校", "满意", True),
    (4, "关于整治农村生活污水的建议", "环保卫生", "规划建设办公室", "基本满意", True),
    (4, "关于在圩镇增设公共停车位的建议", "城乡建设", "规划建设办公室", "基本满意", True),
    (4, "关于加强村级卫生站建设的建议", "医疗", "卫生院", "满意", True),
    (4, "关于规范村级保洁经费使用的建议", "财政经济", "财政所", "满意", True),
    (5, "关于加强防汛物资储备的建议", "水利", "应急管理办公室", "满意", True),
    (5, "关于扶持水果种植合作社的建议", "农业农村", "农业农村办公室", "基本满意", True),
    (5, "关于整治圩镇占道经营的建议", "社会治安", "综合行政执法办公室", "满意", True),
    (5, "关于增设龙湾片公交站点的建议", "交通道路", "规划建设办公室", "基本满意", True),
    (6, "关于建设村级公共充电设施的建议", "城乡建设", "规划建设办公室", None, False),
    (6, "关于开展老年人免费体检的建议", "医疗", "卫生院", "满意", True),
)
VISITORS = (
    "黎大伯", "潘志明", "关小梅", "邱建国", "沈月英", "范文龙", "彭秀珍", "廖永福", "程国华", "袁美英",
    "蒋伟强", "汪玉兰", "石金水", "孔令辉", "康桂芳", "毛德胜", "江小燕", "史文华", "顾志刚", "侯丽娟",
)  # fmt: skip
VISITOR_VILLAGES = ("迳口", "下寮", "水口", "石塘", "龙湾", "新屋", "大坪")
SITES: list[Row] = [
    {"name": ROOM, "kind": "联络室", "village": "圩镇", "address": "迳口镇政府一楼", "founded_on": "2018-10",
     "liaison_officer": "蓝晓晴", "area_m2": "60", "right_of_use": "镇政府调配", "opening_hours": "每月接待日 9:00—11:30",
     "sign_posted_on": "2018-10", "sign_text": "迳口镇人大代表联络室", "public_phone": "0758-3990001"},
    {"name": JINGKOU, "kind": "联络站", "parent": ROOM, "village": "迳口", "address": "迳口村委会二楼", "founded_on": "2019-05",
     "liaison_officer": "赖伟文", "area_m2": "36", "right_of_use": "村委会无偿提供", "opening_hours": "每季度第二个月 15 日 9:00—11:00",
     "sign_posted_on": "2019-05", "sign_text": "迳口村人大代表联络站", "public_phone": "0758-3990002"},
    {"name": XIALIAO, "kind": "联络站", "parent": ROOM, "village": "下寮", "address": "下寮村文化室旁", "founded_on": "2019-06",
     "liaison_officer": "简文英", "area_m2": "40", "right_of_use": "村委会无偿提供", "opening_hours": "每季度第二个月 15 日 9:00—11:00",
     "sign_posted_on": "2019-06", "sign_text": "下寮村人大代表联络站", "public_phone": "0758-3990003"},
]  # fmt: skip


class Pool:
    """Deputies handed out in turn, so that everybody's share differs by one at the most."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._next = 0

    def take(self, count: int) -> list[str]:
        """The next ``count`` names."""
        names = [self._names[(self._next + i) % len(self._names)] for i in range(count)]
        self._next += count
        return names


def once_named(roster: list[Row], gone: set[str]) -> list[Row]:
    """Mandates whose holder has just this one and is in office the whole year."""
    names = [row["name"] for row in roster]
    return [row for row in roster if names.count(row["name"]) == 1 and row["name"] not in gone]


def sites(roster: list[Row]) -> list[Row]:
    """The room and two stations with their heads and deputies."""
    rows = []
    for number, site in enumerate(SITES):
        heads = (
            roster
            if site["name"] == ROOM
            else [r for r in roster if site["village"] in str(r["employer_position"])]
        )
        names = [str(row["name"]) for row in heads][: 12 if number == 0 else 6 - number + 1]
        rows.append(site | {"site_head": names[0], "deputies": names})
    return rows


def receptions(roster: list[Row]) -> list[Row]:
    """Sixteen batches: at the room one county and three town deputies, at a station those of the town."""
    county = Pool([str(row["name"]) for row in roster if row["level"] == "县"])
    town = Pool([str(row["name"]) for row in roster if row["level"] == "镇"])
    visitors = Pool(list(VISITORS))
    rows = []
    for day, site, kind, people, deputies, theme in RECEPTIONS:
        deputy_names = county.take(1) + town.take(deputies - 1) if site == ROOM else town.take(deputies)
        opinions = [o for o in OPINIONS if o[0] == len(rows) + 1]
        row: Row = {
            "held_on": day,
            "time_from": "9:00",
            "time_to": "11:30",
            "site": site,
            "kind": kind,
            "deputies": deputy_names,
            "recorder": "蓝晓晴",
            "visitor_count": people,
            "matter": "；".join(o[2].split("，")[0].rstrip("。") for o in opinions) or None,
            "handling": "转镇政府" if opinions else None,
            "is_signed": bool(people),
            "opinion_count": len(opinions),
        }
        if people:
            lines: list[Row] = [
                {
                    "name": name,
                    "village": f"{VISITOR_VILLAGES[VISITORS.index(name) % len(VISITOR_VILLAGES)]}村",
                }
                for name in visitors.take(min(people, 4))
            ]
            if day == "2022-09-14":
                lines[1]["wants_confidential"] = True
            row["visitors"] = lines
        else:
            row["note"] = "当日无来访群众，代表学习交流"
        if theme:
            row |= {"is_theme_day": True, "theme": theme}
        rows.append(row)
    return rows


def suggestions(receptions_: list[Row], roster: list[Row]) -> list[Row]:
    """Twenty-eight opinions and twelve suggestions with their course."""
    rows = []
    for number, village, content, category, handler, reply, feedback, done in OPINIONS:
        reception = receptions_[number - 1]
        row: Row = {
            "class": "群众意见",
            "raised_on": reception["held_on"],
            "source": "接待",
            "reception": {"id": number},
            "site": reception["site"],
            "deputies": [reception["deputies"][0]],  # type: ignore[index]
            "village": f"{village}村",
            "title": content.split(",")[0].rstrip("。"),
            "content": content,
            "category": category,
            "lead_handler": handler,
            "reply_class": reply,
            "reply_text": REPLIES[reply].format(handler=handler, place=f"{village}村委会"),
        }
        row |= _course(str(reception["held_on"]), feedback, done, number + len(rows))
        rows.append(row | _publication(row, reception.get("visitors")))
    twice = next(row for row in rows if row.get("feedback") == "满意" and row["reply_class"] == "A")
    _with_a_second_round(twice)
    sponsors = Pool([str(row["name"]) for row in roster if row["level"] == "镇"][5:])
    for ordinal, title, category, handler, feedback, done in SUGGESTIONS:
        day = str(SESSIONS[ordinal - 1]["opened_on"])
        row = {
            "class": "代表建议",
            "raised_on": day,
            "source": "会议期间",
            "session": {"id": ordinal},
            "deputies": sponsors.take(2 + len(rows) % 3),
            "title": title,
            "content": title.removeprefix("关于").removesuffix("的建议") + "，请有关部门研究办理。",
            "category": category,
            "lead_handler": handler,
            "reply_class": "A" if done else "B",
            "reply_text": REPLIES["A" if done else "B"].format(handler=handler, place="有关村"),
        }
        course = _course(day, feedback, done, len(rows))
        row["contacts"] = [
            {
                "on": course["assigned_on"],
                "stage": "办前",
                "way": "电话" if len(rows) % 3 else "面谈",
                "what": "核对建议内容",
            }
        ]
        row |= course
        rows.append(row | _publication(row))
    return rows


def _publication(row: Row, visitors: object = ()) -> Row:
    """What is concluded may be published, unless somebody behind it asked for confidentiality."""
    confided = any(visitor.get("wants_confidential") for visitor in visitors or ())  # type: ignore[attr-defined]
    return {"is_public": True} if row.get("concluded_on") and not confided else {}


REPLIES = {
    "A": "接到交办后，{handler}到现场查看，会同{place}商定办法并组织落实，反映的问题已经解决。感谢对我镇工作的关心和支持。",
    "B": "{handler}已到现场查看。因需要安排资金和工期，此事已列入2023年度计划，争取上半年完成，完成后再行答复。",
}


def _course(raised: str, feedback: str | None, done: bool, number: int) -> Row:
    """Hand-over within five days, the reply within six weeks and in the year, conclusion after it."""
    start = date.fromisoformat(raised)
    last = date(2022, 12, 28)
    assigned = start + timedelta(days=2 + number % 3)
    replied = min(assigned + timedelta(days=18 + number * 5 % 22), last - timedelta(days=3 if done else 0))
    row: Row = {
        "assigned_on": assigned.isoformat(),
        "assigned_by": "蓝晓晴",
        "replied_on": replied.isoformat(),
    }
    if not done:
        return row | {"promises": [{"what": "列入下一年度计划落实", "due_on": "2023-06-30"}]}
    row["concluded_on"] = min(replied + timedelta(days=6), last).isoformat()
    row["is_solved"] = True
    if feedback:
        row |= {
            "feedback_on": min(replied + timedelta(days=2), last).isoformat(),
            "feedback": feedback,
            "feedback_attitude": "满意",
        }
    return row


def _with_a_second_round(row: Row) -> None:
    """The first answer satisfied nobody: the matter is handed over again, and then solved."""
    last = {
        key: row.pop(key)
        for key in ("replied_on", "reply_class", "reply_text", "feedback_on", "feedback", "feedback_attitude")
    }
    handler, assigned = str(row["lead_handler"]), str(row.pop("assigned_on"))
    first_reply = date.fromisoformat(assigned) + timedelta(days=7)
    words = f"{handler}已电话了解情况，因资金未落实，暂不能解决。"
    first = {
        "assigned_on": assigned, "handler": handler, "replied_on": first_reply.isoformat(), "reply_class": "C",
        "reply_text": words, "feedback_on": (first_reply + timedelta(days=2)).isoformat(), "feedback": "不满意",
        "feedback_attitude": "基本满意",
    }  # fmt: skip
    again = (first_reply + timedelta(days=3)).isoformat()
    row["rounds"] = [first, {"assigned_on": again, "handler": handler, **last}]


GOOD_DEEDS = (
    ("2022-01-25", "走访联系选民", "春节前走访困难户五户"),
    ("2022-03-18", "走访联系选民", "入户听取饮水意见"),
    ("2022-05-20", "为民办实事", "协调维修村口路灯"),
    ("2022-06-10", "为民办实事", "捐资清理村前水塘"),
    ("2022-08-22", "走访联系选民", "走访新学年困难学生家庭"),
    ("2022-10-26", "为民办实事", "组织志愿者修整田间道路"),
)


def good_deeds(roster: list[Row]) -> list[Row]:
    """What nobody else records: visits and good deeds, entered by hand."""
    names = Pool([str(row["name"]) for row in roster if row["level"] == "镇"][20:])
    return [
        {
            "deputy": names.take(1)[0],
            "kind": kind,
            "occurred_on": day,
            "title": title,
            "count": 1,
            "verified_by": "蓝晓晴",
        }
        for day, kind, title in GOOD_DEEDS
    ]
