"""The sample town's own scheme of points: a base of 60 and points for what was done, as in 荆门东宝区 (domain.md 3.4)."""

from __future__ import annotations

SCHEME = "迳口镇代表履职积分办法"
_GRADES = (("优秀", "85"), ("良好", "75"), ("一般", "60"), ("较差", "0"))
_CAPS = (
    ("出席会议", "12"),
    ("审议发言", "6"),
    ("议案建议", "12"),
    ("联系选民", "12"),
    ("学习和活动", "10"),
    ("述职", "5"),
    ("加分", "5"),
)


def schemes() -> list[dict[str, object]]:
    """One scheme, in force from the beginning of the year."""
    return [
        {
            "name": SCHEME,
            "valid_from": "2022-01-01",
            "year_kind": "日历年度",
            "base": "60",
            "max_total": "100",
            "categories": [{"category": category, "cap": cap} for category, cap in _CAPS],
            "grades": [{"grade": grade, "least": least} for grade, least in _GRADES],
            "best_share": 30,
            "basis": "代表法第五十八条；2021年12月主席团会议通过",
        }
    ]


def items() -> list[dict[str, object]]:
    """What is counted: name, category, way, kind, points and limits."""
    rows = [
        ("参加人代会", "出席会议", "每次计分", "出席人大会议", {"points": "2"}),
        ("请假", "出席会议", "扣分", "出席人大会议", {"points": "1", "attendance": "请假"}),
        ("审议发言", "审议发言", "每次计分", "审议发言", {"points": "3"}),
        ("提出议案", "议案建议", "每次计分", "提出议案", {"points": "5"}),
        ("提出建议", "议案建议", "每次计分", "提出建议", {"points": "4"}),
        ("附议建议", "议案建议", "每次计分", "提出建议", {"points": "2", "role": "附议"}),
        ("接待选民", "联系选民", "每次计分", "接待选民", {"points": "4"}),
        ("走访选民", "联系选民", "每次计分", "走访联系选民", {"points": "4"}),
        ("视察", "学习和活动", "每次计分", "视察", {"points": "4"}),
        ("小组活动", "学习和活动", "每次计分", "代表小组活动", {"points": "3"}),
        ("学习培训", "学习和活动", "每次计分", "学习培训", {"points": "3"}),
        ("向选民述职", "述职", "达到次数计分", "向选民述职", {"points": "5", "required_count": 1}),
        ("为民办实事", "加分", "每次计分", "为民办实事", {"points": "2"}),
        ("建议被评为优秀", "加分", "手工评分", None, {"cap": "3"}),
        ("未经批准缺席整次会议", "一票否决", "一票否决", "未经批准缺席整次会议", {}),
    ]
    return [
        {
            "scheme": SCHEME,
            "no": number,
            "name": name,
            "category": category,
            "basis": way,
            **({"counted": counted} if counted else {}),
            **more,
        }
        for number, (name, category, way, counted, more) in enumerate(rows, 1)
    ]


def entries(names: list[str]) -> list[dict[str, object]]:
    """Two suggestions that the presidium found excellent."""
    return [
        {
            "deputy": name,
            "item": "建议被评为优秀",
            "for_year": 2022,
            "points": points,
            "reason": "建议被主席团评为年度优秀建议",
            "scored_by": "主席团",
            "scored_on": "2022-12-20",
        }
        for name, points in zip(names, ("3", "2"), strict=False)
    ]


def appraisals(names: list[str]) -> list[dict[str, object]]:
    """How some deputies saw their year, and what their groups said; the presidium has not met yet."""
    return [
        {
            "deputy": name,
            "year_kind": "日历年度",
            "for_year": 2022,
            "self_grade": ("良好", "优秀", "一般")[number % 3],
            "group_grade": ("良好", "良好", "优秀")[number % 3],
        }
        for number, name in enumerate(names)
    ]
