"""催交单: the slip that reminds a deputy of the booklet that she has not handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.booklet_years import year_from
from app.paper.sheet import Paper
from app.work.performance_papers.booklet import NAME
from app.work.performance_papers.slip import slip, spoken

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_TITLE = "履职登记册催交单"


def reminder(ledger: Ledger, booklet: int) -> Paper:
    """One slip on A5; KeyError when there is no such booklet."""
    row = ledger.row("booklets", booklet)
    if row is None:
        raise KeyError(f"booklets {booklet}")
    day, due = ledger.today, row["due_on"]
    issued = f"，{spoken(row['issued_on'])}发放" if row["issued_on"] else ""
    by = f"原定{spoken(due)}前交回，现已逾期，请尽快" if day > due else f"请在{spoken(due)}前"
    body = (
        f"您领取的{year_from(row['from_on']).in_full}《{NAME}》（册号：{row['no'] or '未编'}{issued}）还没有交回。",
        f"{by}填好本人自评，交镇人大办公室收存。",
        "册子如已遗失，请告诉镇人大办公室，以便登记后补发。",
    )
    return slip(ledger, _TITLE, row["deputy"].name, body, row["no"] or "")
