"""The scale by which a report to voters is graded: a place's own rule, so data that the clerk edits (domain.md 3.14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from app.domain import jobs
from app.domain.fields import Field, Lookup
from app.domain.filing import Filing
from app.domain.kinds import Choice, Day, Number, Prose, Text
from app.domain.register import Register
from app.domain.satisfaction_ballots import CONTENT, share_of
from app.domain.supervision_codes import GRADE_COUNTS

KEY = "report_grades"
_MARKS = {"satisfied": ("satisfied",), "content": CONTENT}


def grade_of(row: Mapping[str, Any], day: date, lookup: Lookup) -> str | None:
    """The grade that the ballots of a row earn by the scale of a day; None without ballots or without a scale.

    The highest grade whose share is reached; the shares are compared exactly, never rounded first.
    """
    begun = [grade for grade in lookup.where(KEY, {}) if (grade["valid_from"] or date.min) <= day]
    newest = max((grade["valid_from"] or date.min for grade in begun), default=None)
    scale = [grade for grade in begun if (grade["valid_from"] or date.min) == newest]
    for grade in sorted(scale, key=lambda one: -one["least_share"]):
        share = share_of(row, _MARKS[grade["counts"]])
        if share is not None and share >= Fraction(grade["least_share"], 1000):
            return str(grade["name"])
    return None


REPORT_GRADES = Register(
    key=KEY,
    label="述职等次",
    measure="条",
    retention="D10",
    job=jobs.SETTINGS,
    icon="report_grades",
    title="述职测评等次一览表",
    identity=(("name", "valid_from"),),
    order=("-valid_from", "-least_share"),
    called=("name",),
    filing=Filing(signers=()),
    list_columns=("name", "least_share", "counts", "valid_from", "basis"),
    fields=(
        Field("name", "等次", Text(longest=20), required=True, hint="例如 称职、基本称职、不称职"),
        Field("least_share", "最低得票率", Number(most=1000, decimals=1, unit="%"), required=True, hint="占收回票的百分比，最低一档填 0"),
        Field("counts", "计入的票", Choice(GRADE_COUNTS), required=True),
        Field("valid_from", "启用日期", Day(future=True), hint="改了规定，就再登记一套新的，写启用日期"),
        Field("basis", "依据", Text()),
        Field("note", "备注", Prose()),
    ),
)  # fmt: skip
