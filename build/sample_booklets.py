"""Booklets, contact duties and rates of the sample year; one year's booklets are back, the next are out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
_CLERK = "蓝晓晴"
_RETURNED = (date(2022, 4, 6), date(2022, 4, 7), date(2022, 4, 11), date(2022, 4, 18), date(2022, 4, 28))
_INCOMPLETE = (7, 31)  # places in the roster


def booklets(roster: list[Row]) -> list[Row]:
    """What was issued in April 2021 is all back a year later; that of 2022 is still with the deputies."""
    rows = []
    for year, day in ((2021, date(2021, 4, 6)), (2022, date(2022, 4, 8))):
        for place, deputy in enumerate(roster):
            late = timedelta(days=3 if place % 9 == 8 else 0)  # some were not there that day
            row: Row = {
                "no": f"{year}-{place + 1:03d}",
                "deputy": deputy["name"],
                "from_on": f"{year}-04-01",
                "issued_on": (day + late).isoformat(),
                "received_by": deputy["name"],
            }
            if year == 2021:
                row |= {
                    "collected_on": _RETURNED[place % len(_RETURNED)].isoformat(),
                    "collected_by": _CLERK,
                    "condition": "记录不全" if place in _INCOMPLETE else "完好",
                }
            rows.append(row)
    return rows


def allowance_rates() -> list[Row]:
    """What a day is paid, by a decision of the presidium."""
    basis = "镇人大主席团会议决定（请按本地规定核对）"
    rates = (("误工补贴", ("出席会议", "视察", "接待选民"), "100"), ("交通补助", ("出席会议", "视察"), "30"))
    return [
        {"allowance": allowance, "kind": kind, "amount": amount, "valid_from": "2022-01-01", "basis": basis}
        for allowance, kinds, amount in rates
        for kind in kinds
    ]


def contact_duties(roster: list[Row]) -> list[Row]:
    """Each member of the presidium keeps contact with the deputies of her group, four deputies with voters."""
    town = [row for row in roster if row["level"] == "镇"]
    members = [row for row in town if row["posts"]]
    rows: list[Row] = []
    for place, member in enumerate(members):
        others = [row["name"] for row in town if row not in members][place :: len(members)]
        rows.append(
            {
                "circle": "主席团成员联系代表",
                "deputy": member["name"],
                "deputies": "、".join(others),
                "from_on": "2022-01-01",
            }
        )
    of_villages = [row for row in town if row not in members and row["employer_position"][2] == "村"]
    for row in of_villages[:4]:
        village = str(row["employer_position"])[:2]
        rows.append(
            {
                "circle": "代表联系选民",
                "deputy": row["name"],
                "village": f"{village}村",
                "voter_count": 12,
                "from_on": "2022-01-01",
            }
        )
    return rows
