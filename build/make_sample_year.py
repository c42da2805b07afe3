"""Write the invented sample year to resources/sample; the same input gives the same files.

All people are invented.  ID numbers use the area code 999999, which no place has, and phones 1990000xxxx.
The shape follows the work report of a real town: one town, its 16th term, the year 2022.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import sample_congress as congress  # noqa: E402
import sample_paperwork as paperwork  # noqa: E402
import sample_scores as scores  # noqa: E402
import sample_supervision as supervision  # noqa: E402
from app.domain.id_numbers import check_digit  # noqa: E402
from app.domain.numerals import chinese_number  # noqa: E402
from sample_booklets import allowance_rates, booklets, contact_duties  # noqa: E402
from sample_contact import SESSIONS, good_deeds, once_named, receptions, sites, suggestions  # noqa: E402
from sample_decisions import bills, elections, motions, votes  # noqa: E402
from sample_kind_columns import kind_columns  # noqa: E402
from sample_sites import (  # noqa: E402
    duties,
    equipment,
    fund_entries,
    pictured_receptions,
    pictured_sites,
    posted_rules,
    site_activities,
    site_checks,
    stock_counts,
)

OUT = ROOT / "resources" / "sample"
VILLAGES = (
    "迳口", "下寮", "石塘", "榄坑", "水口", "龙湾", "大坪", "新屋", "罗洞", "黄塘", "横岗", "凤山",
)  # fmt: skip
AREAS = {
    "圩镇片": ("迳口", "水口", "新屋"),
    "下寮片": ("下寮", "榄坑", "黄塘"),
    "龙湾片": ("龙湾", "石塘", "横岗"),
    "大坪片": ("大坪", "罗洞", "凤山"),
}
SURNAMES = "陈梁李黄何张林罗邓冯叶刘谭吴苏欧阳曾卢杨钟蔡郭麦伍莫温区植岑单"
GIVEN_MEN = (
    "志强", "伟明", "国栋", "建华", "永康", "锦荣", "少雄", "文斌", "家豪", "汉光", "炳坤", "耀辉", "志明",
    "振宇", "金水", "树根", "俊杰", "绍基", "海波", "卓文", "民", "刚", "世昌", "德荣", "启贤", "伯添",
)  # fmt: skip
GIVEN_WOMEN = (
    "秀兰", "桂英", "丽华", "少芬", "燕群", "美玲", "月娥", "惠珍", "小红", "婉仪", "雪梅", "芳", "敏",
    "玉莲", "翠萍", "淑贞", "晓彤", "凤仪", "彩霞", "静",
)  # fmt: skip
WORKPLACES = (
    ("{village}村党总支书记、村委会主任", "20", "01"),
    ("{village}村委会委员、妇联主席", "30", "01"),
    ("{village}村村民", "70", "13"),
    ("{village}村种植专业合作社社长", "60", "13"),
    ("迳口镇中心小学教师", "20", "13"),
    ("迳口镇卫生院医师", "20", "12"),
    ("迳口镇农业技术推广站农艺师", "20", "01"),
    ("{village}村养殖户", "70", "13"),
    ("四会市迳口恒发陶瓷厂车间主任", "40", "13"),
    ("{village}村经济合作社社员", "60", "13"),
)

SALARIED = tuple(WORKPLACES[place][0] for place in (0, 1, 4, 5, 6, 8))


class Invention:
    """A seeded stream of invented people, none of whom share a name."""

    def __init__(self) -> None:
        self._random = random.Random(20220403)
        self._names: set[str] = set()
        self._number = 0

    def person(self, village: str, rank: int) -> dict[str, object]:
        """One invented person living in a village."""
        woman = rank % 10 in (1, 4, 7)
        workplace, education, party = WORKPLACES[rank % len(WORKPLACES)]
        birth = (self._random.randint(1962, 1994), self._random.randint(1, 12), self._random.randint(1, 28))
        self._number += 1
        name = self._name(woman)
        return {
            "name": name,
            "sex": "女" if woman else "男",
            "birth_date": f"{birth[0]}-{birth[1]:02d}",
            "ethnic_group": {5: "壮族", 27: "瑶族"}.get(rank, "汉族"),
            "political_status": party,
            "education": education,
            "employer_position": workplace.format(village=village),
            "has_fixed_income": workplace in SALARIED,
            "id_number": self._id_number(birth, woman),
            "phone": f"1990000{self._number:04d}",
            "native_place": "广东四会",
        }

    def _name(self, woman: bool) -> str:
        while True:
            surname = self._random.choice(SURNAMES)
            surname = "欧阳" if surname in "欧阳" else surname
            name = surname + self._random.choice(GIVEN_WOMEN if woman else GIVEN_MEN)
            if name not in self._names:
                self._names.add(name)
                return name

    def _id_number(self, birth: tuple[int, int, int], woman: bool) -> str:
        serial = self._number * 2 % 1000 // 2 * 2 + (0 if woman else 1)
        first = f"999999{birth[0]}{birth[1]:02d}{birth[2]:02d}{serial:03d}"
        return first + check_digit(first)


def districts() -> list[dict[str, object]]:
    """Twenty-four town districts with sixty seats and four county ones with twelve."""
    rows: list[dict[str, object]] = []
    for number in range(1, 25):
        village = VILLAGES[(number - 1) // 2]
        half = "东片" if number % 2 else "西片"
        seats = 3 if number % 2 else 2
        population = 900 + 37 * number % 400
        rows.append(
            {
                "no": number,
                "name": f"第{chinese_number(number)}选区",
                "level": "镇",
                "scope": f"{village}村{half}",
                "seats": seats,
                "population": population,
                "voters": population * 74 // 100,
                "polling_place": f"{village}村委会",
            }
        )
    for number, (area, villages) in enumerate(AREAS.items(), 1):
        rows.append(
            {
                "no": number,
                "name": f"四会市第{chinese_number(40 + number)}选区",
                "level": "县",
                "scope": f"{area}：{'、'.join(villages)}",
                "seats": 3,
                "population": 6200 + number * 90,
                "voters": 4600 + number * 60,
                "polling_place": "迳口镇政府",
            }
        )
    return rows


def area_of(village: str) -> str:
    """The area that a village belongs to."""
    return next(area for area, villages in AREAS.items() if village in villages)


def deputies(invention: Invention) -> list[dict[str, object]]:
    """Sixty-three town mandates (two of them by-elected in 2019, one in 2022) and twelve county ones."""
    rows = []
    rank = 0
    for district in districts()[:24]:
        village = str(district["scope"])[:2]
        for _ in range(int(str(district["seats"]))):
            rank += 1
            rows.append(_mandate(invention.person(village, rank), district, rank, "2016-10-18", "换届选举"))
    for district in (districts()[4], districts()[13]):
        rank += 1
        village = str(district["scope"])[:2]
        rows.append(_mandate(invention.person(village, rank), district, rank, "2019-06-12", "补选"))
    for number, district in enumerate(districts()[24:]):
        for seat in range(3):
            rank += 1
            village = VILLAGES[(number * 3 + seat) % len(VILLAGES)]
            # Four county deputies hold a town mandate too: the same person, a second mandate.
            person = dict(rows[number * 7]) if seat == 0 else invention.person(village, rank)
            row = _mandate(person, district, rank, "2016-10-18", "换届选举")
            row.update(
                level="县", deputy_card_no=f"S16-{rank - 62:03d}", delegation="四会市迳口代表团", posts=None
            )
            rows.append(row)
    district = next(one for one in districts() if one["name"] == rows[congress.LEAVER]["electoral_district"])
    successor = invention.person(str(district["scope"])[:2], rank + 1)
    rows.append(_mandate(successor, district, 63, congress.BY_ELECTED, "补选"))
    return rows


def _mandate(
    person: dict[str, object], district: dict[str, object], rank: int, elected_on: str, how: str
) -> dict[str, object]:
    village = str(district["scope"])[:2]
    area = area_of(village) if village in VILLAGES else str(district["scope"])[:3]
    posts = {1: "主席", 2: "副主席"}.get(rank) or (
        "主席团成员" if rank in (9, 17, 25, 33, 41, 49, 57) else None
    )
    if rank in (1, 2):
        office = "迳口镇党委副书记、人大主席" if rank == 1 else "迳口镇人大副主席"
        person = person | {"employer_position": office, "education": "20", "political_status": "01"}
    return person | {
        "electoral_district": district["name"],
        "level": district["level"],
        "elected_on": elected_on,
        "elected_how": how,
        "deputy_card_no": f"J16-{rank:03d}",
        "delegation": f"{area}代表团",
        "deputy_group": f"{area}代表小组",
        "posts": posts,
        "is_reelected": rank % 3 == 0,
    }


def groups() -> list[dict[str, object]]:
    """One deputy group per area."""
    return [
        {"no": number, "name": f"{area}代表小组", "area": f"{'、'.join(villages)}"}
        for number, (area, villages) in enumerate(AREAS.items(), 1)
    ]


def changes(roster: list[dict[str, object]]) -> list[dict[str, object]]:
    """What happened during the term: five mandates ended, so 58 of 60 are in office at the end of 2022."""
    gone = [roster[10], roster[33], roster[44], roster[52], roster[congress.LEAVER]]
    return [
        {"mandate": gone[0]["name"], "kind": "调离", "occurred_on": "2019-01-15", "end_reason": "moved_away",
         "announced_on": "2019-03-28", "document_no": "迳人大〔2019〕2号"},
        {"mandate": gone[1]["name"], "kind": "去世", "occurred_on": "2019-02-20", "announced_on": "2019-03-28",
         "document_no": "迳人大〔2019〕2号"},
        {"mandate": gone[2]["name"], "kind": "辞职", "occurred_on": "2021-08-06", "end_reason": "resignation_accepted",
         "announced_on": "2021-08-06", "document_no": "迳人大〔2021〕5号"},
        {"mandate": gone[3]["name"], "kind": "调离", "occurred_on": "2022-02-11", "end_reason": "moved_away",
         "announced_on": "2022-04-03", "document_no": "迳人大〔2022〕1号"},
        {"mandate": gone[4]["name"], "kind": "调离", "occurred_on": congress.MOVED_AWAY, "end_reason": "moved_away",
         "announced_on": "2022-07-20", "document_no": "迳人大〔2022〕6号"},
    ]  # fmt: skip


OFFICE = {
    "town": "迳口镇",
    "county": "四会市",
    "prefecture": "肇庆市",
    "province": "广东省",
    "document_code": "迳人大",
    "fonds_no": "0016",
    "organ_code": "RDB",
}
TERMS = [
    {"level": "镇", "ordinal": 16, "started_on": "2016-11-10", "quota": 60},
    {"level": "县", "ordinal": 16, "started_on": "2016-12-06", "note": "四会市人民代表大会，本镇选出 12 名"},
]


def sample() -> dict[str, object]:
    """All files by name."""
    roster = deputies(Invention())
    gone = {str(row["mandate"]): str(row["occurred_on"]) for row in changes(roster)}
    steady = once_named(roster, {*gone, str(roster[-1]["name"])})
    reception_rows = receptions(steady)
    places = sites(steady)
    return {
        "office": [OFFICE],
        "terms": TERMS,
        "electoral_districts": districts(),
        "deputy_groups": groups(),
        "deputies": roster,
        "mandate_changes": changes(roster),
        "liaison_sites": pictured_sites(places),
        "site_equipment": equipment(),
        "stock_counts": stock_counts(),
        "fund_entries": fund_entries(),
        "posted_rules": posted_rules(),
        "site_activities": site_activities(steady),
        "site_checks": site_checks(places),
        "reception_duties": duties(reception_rows),
        "sessions": SESSIONS,
        "session_meetings": congress.meetings(),
        "session_agenda": congress.agenda(),
        "session_attendance": congress.attendance(roster, gone),
        "session_papers": congress.papers(),
        "deputy_leaves": congress.leaves(roster, gone),
        "speeches": congress.speeches(roster, gone),
        "receptions": pictured_receptions(reception_rows),
        "suggestions": suggestions(reception_rows, steady),
        "votes": votes(),
        "elections": elections(),
        "bills": bills(),
        "motions": motions(),
        "outgoing_documents": paperwork.outgoing_documents(),
        "incoming_documents": paperwork.incoming_documents(),
        "seal_uses": paperwork.seal_uses(),
        "deputy_cards": paperwork.deputy_cards(),
        "chronicle_entries": paperwork.chronicle_entries(),
        "presidium_members": supervision.presidium_members(),
        "presidium_meetings": supervision.presidium_meetings(),
        "inspections": supervision.inspections(),
        "trainings": supervision.trainings(),
        "reports_to_voters": supervision.reports_to_voters(),
        "project_ballots": supervision.project_ballots(),
        "livelihood_projects": supervision.livelihood_projects(),
        "performance_records": good_deeds(steady),
        "kind_columns": kind_columns(),
        "booklets": booklets(steady),
        "allowance_rates": allowance_rates(),
        "contact_duties": contact_duties(steady),
        "score_schemes": scores.schemes(),
        "score_items": scores.items(),
        "score_entries": scores.entries([str(one["name"]) for one in steady[4:6]]),
        "performance_scores": scores.appraisals([str(one["name"]) for one in steady[:12]]),
    }


def written(rows: object) -> str:
    """One JSON object a line, so that a change of one person is one line of a diff."""
    assert isinstance(rows, list)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for key, rows in sample().items():
        (OUT / f"{key}.jsonl").write_text(written(rows), encoding="utf-8")
