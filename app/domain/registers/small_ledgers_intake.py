"""How clerks' small ledgers of a site are written: duties, equipment, money, rules on the wall, activities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.contact_codes import FUNDS
from app.domain.fields import Context, Problem
from app.domain.intake import Intake
from app.domain.intake_habits import UnitsBehind
from app.domain.numerals import fen_to_text
from app.domain.registers.site_sections import SITE_OF_SHEET


def fund_by_category(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """Which money it is may stand where others write what it was spent on."""
    fund = FUNDS.read(str(row.get("category") or ""))
    if row.get("fund") is None and fund is not None:
        row["fund"], row["category"] = fund, None
        yield Problem("fund", "note", "fund_by_category", "类别一栏写的是哪一项经费，按经费读取。")


DUTIES_INTAKE = Intake(
    sections=(SITE_OF_SHEET,),
)


def amount_borne_out(amount: int, row: Mapping[str, Any], context: Context) -> str | None:
    """A sentence where an amount of a sheet, in fen, is not quantity times unit price."""
    quantity, price = row.get("quantity"), row.get("unit_price")
    if quantity is None or price is None or quantity * price == amount:
        return None
    return f"金额写的是{fen_to_text(amount)}元，数量乘单价是{fen_to_text(quantity * price)}元，请核对。"


EQUIPMENT_INTAKE = Intake(
    anchor="name",
    sections=(SITE_OF_SHEET,),
    claims={"amount": amount_borne_out},
    habits=(UnitsBehind({"quantity": "unit"}),),
)
FUNDS_INTAKE = Intake(
    anchor="summary",
    titled={
        "fund": (
            ("联络(?:站|室|点)", "sites"),
            ("代表活动", "deputies"),
            ("主席团|人大工作经费", "presidium"),
        )
    },
    infer=fund_by_category,
)
RULES_INTAKE = Intake(
    anchor="name",
    sections=(SITE_OF_SHEET,),
)
ACTIVITIES_INTAKE = Intake(
    anchor="held_on",
    sections=(SITE_OF_SHEET,),
)
