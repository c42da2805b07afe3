"""Years in which replies are owed by the clock while their days off are not in the table yet."""

from __future__ import annotations

from collections import Counter

from app.domain.course_marks import may_move
from app.storage.open_ledger import OpenLedger

CHUNK = 500
COURSE, TABLE = "suggestions", "holidays"


def holiday_gaps(ledger: OpenLedger) -> list[tuple[str, str]]:
    """For each such year the register to be filled in, and a sentence with the count of the matters."""
    context = ledger.context()
    ids_with_clock = [row for row, _, due, _ in ledger.stages_on(COURSE, ledger.today) if due]
    years: Counter[int] = Counter()
    for start in range(0, len(ids_with_clock), CHUNK):
        moving = (
            may_move(row, context) for row in ledger.rows(COURSE, ids_with_clock[start : start + CHUNK])
        )
        years.update(year for year in moving if year is not None)
    return [
        (
            TABLE,
            f"{year} 年的放假安排还没有录入，有 {count} 件的办理期限落在这一年，可能要顺延；"
            "请到“设置 → 节假日”录入，期限会自动重算。",
        )
        for year, count in sorted(years.items())
    ]
