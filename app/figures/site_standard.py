"""The 八有 of a site as the ledgers show them on a day: result, score, sentence and rows of every item."""

from __future__ import annotations

from datetime import date

from app.domain.fields import Row
from app.domain.site_standard.judgement import Judgement
from app.domain.site_standard.judging import current, judged
from app.domain.sites import in_use
from app.storage.ledger import Ledger


def evaluate(ledger: Ledger, site_id: int, year: int, until: date) -> list[Judgement]:
    """Every current item for one site, from the records of ``year`` up to ``until`` (domain.md 3.6).

    KeyError when there is no such site.
    """
    site = ledger.row("liaison_sites", site_id)
    if site is None:
        raise KeyError(f"liaison_sites {site_id}")
    voided = voided_numbers(ledger)
    return [judged(ledger.lookup, site, item, year, until, voided) for item in current_items(ledger, until)]


def current_items(ledger: Ledger, day: date) -> list[Row]:
    """The items of the checklist that are in use on a day, in their order."""
    return [
        item for item in ledger.rows("checklist_items", ledger.ids("checklist_items")) if current(item, day)
    ]


def open_sites(ledger: Ledger, day: date) -> list[Row]:
    """The sites in use on a day: the room first, then stations and points."""
    rows = ledger.rows("liaison_sites", ledger.ids("liaison_sites"))
    ranks = {"room": 0, "center_station": 1, "station": 2, "point": 3}
    return sorted(
        (row for row in rows if in_use(row, day)), key=lambda row: (ranks.get(row["kind"], 9), row["id"])
    )


def voided_numbers(ledger: Ledger) -> frozenset[str]:
    """Numbers of removed receptions: the recycle bin says why, so they leave no gap."""
    return frozenset(str(change.before.get("no")) for change in ledger.bin("receptions") if change.before)
