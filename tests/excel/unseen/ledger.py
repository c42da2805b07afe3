"""The ledger of an invented town: its deputies and sites, so that names in a workbook can be known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.domain.days import PartialDate
from app.domain.fields import Ref
from tests.excel.unseen.towns import TERM_STARTED, YEAR, Town
from tests.kept_ledgers import new_ledger

TODAY = date(YEAR + 1, 2, 20)


def town_ledger(town: Town, folder: Path, *, peopled: bool, meetings: bool = False) -> Path:
    """A closed ledger in ``folder`` with the town's sites and session, and with its deputies where ``peopled``.

    ``meetings``: the plenary meetings of both days of its session too.
    """
    office = {"town": town.name, "county": town.county, "prefecture": town.prefecture, "clerk": "程晓"}
    ledger = new_ledger(folder, office, term=18, term_started=TERM_STARTED, quota=60, today=TODAY)
    term = Ref(ledger.ids("terms")[0], "镇 第十八届")
    with ledger.act("录入样例") as act:
        for number, deputy in enumerate(town.deputies if peopled else ()):
            act.add("deputies", {
                "name": deputy["name"], "sex": "1" if deputy["sex"] == "男" else "2",
                "birth_date": PartialDate(1960 + number, 3), "level": "township", "term": term,
                "employer_position": deputy["employer_position"],
            })  # fmt: skip
        for site in town.sites if peopled else ():
            act.add("liaison_sites", {
                "name": site, "kind": "room" if site == town.sites[0] else "station",
                "village": town.site_village(site),
            })  # fmt: skip
        if peopled:
            session = act.add(
                "sessions",
                {"term": term, "ordinal": 5, "opened_on": date(YEAR, 1, 20), "closed_on": date(YEAR, 1, 21)},
            )
            for half_day in ("morning", "afternoon") if meetings else ():
                for day in (20, 21):
                    act.add("session_meetings", {
                        "session": Ref(session, ""), "kind": "plenary", "ordinal": day - 19 + 2 * (half_day == "afternoon"),
                        "held_on": date(YEAR, 1, day), "half_day": half_day,
                    })  # fmt: skip
    ledger.close()
    return folder
