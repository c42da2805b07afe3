"""A small invented ledger for tests of paper and workbooks: a few districts and deputies of both levels."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.storage.ledger import Ledger
from tests.kept_ledgers import new_ledger

TODAY = date(2026, 11, 23)
OFFICE = {"town": "迳口镇", "county": "四会市", "prefecture": "肇庆市", "clerk": "陈小明", "chair": "李国强"}
ID_NUMBER = "999999197503120046"  # invented: there is no area 999999
# Name, sex, birth, post, level; two of the names cannot be written with 16 bits a character.
PEOPLE = (
    ("王芳", "2", (1975, 3), "迳口村党总支书记、村委会主任", "township"),
    (
        "欧阳春晓",
        "2",
        (1980, 11),
        "迳口镇人民政府办公室主任,兼任迳口镇退役军人服务站站长(主持全面工作)",
        "township",
    ),
    ("𠮷田䶮", "1", (1969, 1), "下寮村选民代表", "township"),
    ("阿卜杜热合曼·买买提", "1", (1990, 6), "清真食品店经营者", "township"),
    ("黄国强", "1", (1966, 8), "四会市人民医院迳口分院主任医师", "county"),
)


def small_ledger(folder: Path, *, more: int = 0, **values: Any) -> Ledger:
    """A new ledger in ``folder`` with the people above, ``more`` unremarkable ones, and ``values`` for the first."""
    ledger = new_ledger(folder, OFFICE, term=16, term_started=date(2021, 9, 22), quota=60, today=TODAY)
    with ledger.act("录入样例") as act:
        town_term = ledger.ids("terms")[0]
        terms = {"township": town_term, "county": act.add("terms", {"level": "county", "ordinal": 17})}
        district = act.add(
            "electoral_districts",
            {
                "no": 1,
                "name": "第一选区",
                "level": "township",
                "seats": 2,
                "population": 3200,
                "scope": "迳口村",
            },
        )
        for name, sex, birth, post, level in PEOPLE:
            row: dict[str, Any] = {
                "name": name,
                "sex": sex,
                "birth_date": PartialDate(*birth),
                "ethnic_group": "01",
                "political_status": "01",
                "employer_position": post,
                "level": level,
                "term": Ref(terms[level], ""),
                "deputy_card_no": "00012",
                "delegation": "第一代表团",
                "elected_on": PartialDate(2021, 9, 1),
                "credential_confirmed_on": date(2021, 9, 15),
            }
            if level == "township":
                row["electoral_district"] = Ref(district, "第一选区")
            if name == PEOPLE[0][0]:
                row |= {"phone": "19900001234", "id_number": ID_NUMBER, "address": "迳口村1号"} | values
            act.add("deputies", row)
        for number in range(more):
            act.add(
                "deputies",
                {
                    "name": f"李{chr(0x4E00 + number)}华",
                    "sex": "1",
                    "birth_date": PartialDate(1970 + number % 25, 5),
                    "level": "township",
                    "term": Ref(town_term, ""),
                    "employer_position": "迳口村村民",
                },
            )
    return ledger
