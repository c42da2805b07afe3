"""Write resources/defaults/holidays.jsonl: the rest days and make-up working days of the yearly notices.

The days come from the State Council's notices as the package chinese-calendar (MIT) carries them; it is
needed only here.  The clerk edits the table each December when the next notice is out.
"""

import datetime
import json
from pathlib import Path

import chinese_calendar

OUT = Path(__file__).resolve().parent.parent / "resources" / "defaults" / "holidays.jsonl"
FIRST_YEAR = 2018
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def lines() -> list[str]:
    """One JSON object a day: weekends that rest anyway are left out unless they belong to a holiday."""
    rest = [(day, "放假", name) for day, name in chinese_calendar.constants.holidays.items()]
    work = [(day, "上班", name) for day, name in chinese_calendar.constants.workdays.items()]
    chosen = sorted(entry for entry in rest + work if entry[0].year >= FIRST_YEAR)
    return [
        json.dumps(
            {"day": day.isoformat(), "kind": kind, "name": NAMES[name] + ("调休" if kind == "上班" else "")},
            ensure_ascii=False,
        )
        for day, kind, name in chosen
    ]


if __name__ == "__main__":
    assert datetime.date(2022, 4, 3) in chinese_calendar.constants.holidays
    OUT.write_text("\n".join(lines()) + "\n", encoding="utf-8")
