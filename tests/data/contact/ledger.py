"""The invented ledger into which the contact workbooks are imported: deputies of two levels, sites, one session."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.storage.ledger import Ledger
from tests.kept_ledgers import new_ledger

CONTACT = {"made": "contact"}  # stands in a truth for this ledger
TODAY = date(2026, 11, 23)
OFFICE = {"town": "迳口镇", "county": "四会市", "prefecture": "肇庆市", "clerk": "陈小明"}
ROOM, STATION, OTHER = "迳口镇人大代表联络室", "迳口村人大代表联络站", "下寮村人大代表联络站"
SITES = ((ROOM, "room", None), (STATION, "station", "迳口村"), (OTHER, "station", "下寮村"))
TOWN = ("伍国栋", "单民", "曾少雄", "欧阳金水", "关小梅", "黎少芬", "潘志明", "梁伟")
COUNTY = ("区美玲", "李国强", "伍国栋")  # 伍国栋 holds both mandates
NAMESAKES = ("陈志强", "陈志强")  # two people of one name, both town deputies
LEFT = "梁伟"  # gave up the mandate in the middle of 2022


def contact_ledger(folder: Path) -> Ledger:
    """A new ledger in ``folder``; its 16th term began in autumn 2021."""
    ledger = new_ledger(folder, OFFICE, term=16, term_started=date(2021, 9, 22), quota=60, today=TODAY)
    with ledger.act("录入样例") as act:
        terms = {"township": ledger.ids("terms")[0]}
        terms["county"] = act.add(
            "terms", {"level": "county", "ordinal": 16, "started_on": date(2021, 9, 22)}
        )
        people = [(name, "township") for name in (*TOWN, *NAMESAKES)] + [(name, "county") for name in COUNTY]
        ids = {}
        for number, (name, level) in enumerate(people):
            year = 1970 + (
                number if name in NAMESAKES else len(name) + TOWN.index(name) if name in TOWN else number
            )
            ids[name] = act.add("deputies", {
                "name": name, "sex": "1", "birth_date": PartialDate(year, 3), "level": level,
                "term": Ref(terms[level], ""), "employer_position": "迳口村村民",
            })  # fmt: skip
        act.add("mandate_changes", {
            "mandate": Ref(ids[LEFT], LEFT), "kind": "resigned", "occurred_on": PartialDate(2022, 7, 20),
        })  # fmt: skip
        for name, kind, village in SITES:
            act.add("liaison_sites", {"name": name, "kind": kind, "village": village})
        act.add("sessions", {
            "term": Ref(terms["township"], ""), "ordinal": 2, "opened_on": date(2022, 4, 3),
        })  # fmt: skip
    return ledger
