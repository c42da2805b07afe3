"""Papers of the deputies' performance for the contact sheet, and records that strain them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from app.domain.booklet_years import calendar_year, register_year
from app.domain.fields import Ref
from app.figures.allowances import Allowances, allowance_sheet
from app.figures.performance_lists import group_tables, public_list
from app.paper.sheet import Paper
from app.paper.tabulation import tabulation_paper
from app.storage.ledger import Ledger
from app.work.performance_papers.booklet import STYLES, booklets
from app.work.performance_papers.duty_report import duty_reports
from app.work.performance_papers.gap_slips import gap_slips
from app.work.performance_papers.reminder import reminder

NAME = "阿卜杜热合曼·买买提依明"
LONG = "请核对田头水利渠道清淤和村道路灯维修的进展情况，"
RECORDS = 200
_KINDS = ("meeting", "speech", "inspection", "reception", "visit", "training", "good_deed", "award", "other")


def awkward_performance(ledger: Ledger) -> None:
    """Somebody with the longest name and 200 records of long texts; the last in the roster."""
    with ledger.act("样张") as act:
        values = {
            "name": NAME,
            "level": "township",
            "employer_position": LONG * 3,
            "elected_on": None,
        }
        read, _ = ledger.read_values("deputies", values, typed=False)
        deputy = Ref(act.add("deputies", read), NAME)
        act.add("booklets", {"deputy": deputy, "from_on": date(2022, 4, 1), "issued_on": date(2022, 4, 8)})
        for number in range(RECORDS):
            act.add(
                "performance_records",
                {
                    "deputy": deputy,
                    "kind": _KINDS[number % len(_KINDS)],
                    "occurred_on": date(2022, 4, 1) + timedelta(days=number),
                    "title": (LONG * 8)[: 20 + number],
                    "place": LONG[:20],
                    "detail": LONG * (number % 12),
                    "outcome": LONG if number % 7 == 0 else None,
                },
            )


def booklet_papers(ledger: Ledger) -> Iterator[tuple[str, list[Paper]]]:
    """Booklets in every style, sheets, slips, lists: of the first of the roster and of the last one entered."""
    ids = ledger.ids("deputies")
    chosen = list(dict.fromkeys((ids[3], max(ids))))
    year, register = calendar_year(2022, ledger.today), register_year(2022, ledger.today)
    for name, style in STYLES.items():
        yield f"booklet-{name}", list(booklets(ledger, chosen, register, style))
    yield "duty-report", list(duty_reports(ledger, chosen, year))
    yield "booklet-slip", [reminder(ledger, max(ledger.ids("booklets")))]
    yield "gap-slips", list(islice(gap_slips(ledger, year), 2))
    yield "public-list", [tabulation_paper(public_list(ledger, year))]
    yield "groups", [tabulation_paper(table) for table in group_tables(ledger, year).values()]
    sheet = allowance_sheet(Allowances(ledger, date(2022, 4, 1), date(2022, 9, 30)))
    yield "allowances", [tabulation_paper(sheet)]
