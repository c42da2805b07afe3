"""What is there besides records when the post changes hands: equipment, money, and where copies of the ledger lie."""

from __future__ import annotations

from pathlib import Path

from app.domain.fields import Row
from app.domain.kinds import Money
from app.domain.registers import BY_KEY
from app.storage.backups import catalogue
from app.storage.backups.making import home_of
from app.storage.backups.state import state_of
from app.storage.files import sha256_of
from app.storage.ledger import Ledger
from app.storage.query import Query

Line = tuple[str, ...]
_MEGABYTE = 1 << 20


def equipment_lines(ledger: Ledger) -> list[Line]:
    """By site what was not disposed of: entries, pieces, and what they cost (yuan)."""
    by_site: dict[str, list[Row]] = {}
    for row in ledger.rows("site_equipment", ledger.ids("site_equipment")):
        if row["disposed_on"] is None:
            by_site.setdefault(row["site"].name, []).append(row)
    return [
        (
            site,
            str(len(rows)),
            str(sum(row["quantity"] for row in rows)),
            Money().to_text(sum(row.get("amount") or 0 for row in rows)),
        )
        for site, rows in by_site.items()
    ]


def money_lines(ledger: Ledger) -> list[Line]:
    """By fund the balance after its last entry, and the day of that (yuan, ISO)."""
    fund, key = BY_KEY["fund_entries"].field("fund"), "fund_entries"
    last: dict[str, Row] = {}
    for row in ledger.rows(key, ledger.ids(key, Query(order=("fund", "occurred_on", "voucher_no")))):
        last[fund.text(row["fund"])] = row
    return [
        (name, Money().to_text(row["balance"]), row["occurred_on"].isoformat()) for name, row in last.items()
    ]


def media_lines(ledger: Ledger) -> list[Line]:
    """What holds a copy: the newest backup in each place with size and SHA-256, and the media handed in by year."""
    lines = [_newest_in(home_of(ledger), ledger.ledger_id)]
    for place in state_of(ledger).places:
        if place.is_here:
            lines.append(_newest_in(place.folder, ledger.ledger_id))
        else:
            when = place.made_at.date().isoformat() if place.made_at else "时间不详"
            lines.append((f"{place.folder}（没有插上，{when} 备份）", "", "", ""))
    for row in ledger.rows("filed_years", ledger.ids("filed_years")):
        words = f"{row['filed_for'].year} 年度移交包，{row['medium'] or '存储设备没有登记'}"
        lines.append(
            (words, "", "", f"核验码 {row['verification_code']}" if row["verification_code"] else "")
        )
    return lines


def _newest_in(folder: Path, ledger_id: str) -> Line:
    """The newest backup of the ledger in a folder; reads all of it."""
    backups = catalogue.of_ledger(catalogue.backups_in(folder), ledger_id)
    if not backups:
        return (f"{folder}（没有备份）", "", "", "")
    path = backups[0].path
    return (str(folder), path.name, f"{path.stat().st_size / _MEGABYTE:.1f} MB", sha256_of(path))
