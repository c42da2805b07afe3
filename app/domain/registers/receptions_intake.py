"""How clerks' ledgers of receptions are written: one row a visitor or a reception, kinds told by titles or ticks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.fields import Context, Problem
from app.domain.intake import Intake
from app.domain.intake_habits import CountsInstead
from app.domain.registers.site_sections import SITE_OF_SHEET


def counted_and_kept(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """The number of visitors is that of the named ones where nothing else is said; a kind that is not said is guessed."""
    if row.get("visitor_count") is None and row.get("visitors"):
        row["visitor_count"] = len(row["visitors"])
    if row.get("kind") is None:
        row["kind"] = "walk_in"
        yield Problem("kind", "question", "kind", "没有写接待方式，先按“接访”读取，对吗？")


RECEPTIONS_INTAKE = Intake(
    sections=(SITE_OF_SHEET,),
    titled={
        "kind": (
            ("^(?!.*(?:接访|下访|走访)).*约访", "by_appointment"),
            ("^(?!.*(?:接访|约访|走访)).*下访", "outreach"),
            ("^(?!.*(?:接访|约访|下访)).*走访", "visit"),
            ("^(?!.*(?:约访|下访|走访)).*(?:接访|接待)", "walk_in"),
        )
    },
    remarks="note",
    infer=counted_and_kept,
    lines=("visitors",),
    habits=(CountsInstead({"deputies": "deputy_count", "visitors": "visitor_count"}),),
)
