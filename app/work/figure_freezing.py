"""Freezing the figures of a report: one act, and none where the last snapshot says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from app.domain.days import PartialDate
from app.domain.registers.figure_snapshots import KEY, OCCASIONS
from app.figures.catalogue import figures_of
from app.figures.figure import Value
from app.figures.frozen_figures import frozen_values, snapshots_of
from app.storage.ledger import Ledger
from app.storage.lists.changes_since import entry_now

WORK_REPORT, HANDLING_REPORT, BY_HAND = OCCASIONS


@contextmanager
def frozen_with(ledger: Ledger, year: int, values: Sequence[Value], occasion: str) -> Iterator[bool]:
    """Keeps the figures when the block ends well, and nothing when it fails; gives whether there is anything new.

    ``values`` are all of one year and day.  A ledger that is only looked at keeps nothing.
    """
    kept = {"until": values[0].until, **frozen_values(values)}
    of_report = [row for row in snapshots_of(ledger, year) if row["occasion"] == occasion]
    newest = {key: of_report[0][key] for key in kept} if of_report else {}
    if ledger.faults is not None or newest == kept:
        yield False
        return
    number, code = entry_now(ledger)
    frame = {
        "for_year": PartialDate(year), "frozen_on": ledger.today, "occasion": occasion,
        "change_no": number, "change_code": code,
    }  # fmt: skip
    with ledger.act(f"定稿{year}年度统计数字（{occasion}）") as act:
        act.add(KEY, frame | kept)
        yield True


def freeze(ledger: Ledger, year: int, values: Sequence[Value] | None = None) -> bool:
    """Freeze the figures of a year by hand (those of 31 December unless given); False where the last one says the same."""
    with frozen_with(ledger, year, values or figures_of(ledger, year), BY_HAND) as is_new:
        return is_new
