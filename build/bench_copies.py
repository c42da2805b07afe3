"""Measures what keeping the records safe costs on a ledger of 34 MB: opening, deep check, saving, backup, restore.

`python3 build/bench_copies.py [--rows 40000]`; each figure is the median of several runs on this machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

TODAY = date(2022, 12, 31)
TIMES = 5  # runs of each
SAVES = 40  # acts of which the median counts


class Aim(NamedTuple):
    """What is measured, in seconds, and the most it may take."""

    label: str
    seconds: float
    most: float

    def line(self) -> str:
        """A line of the table."""
        verdict = "" if self.seconds <= self.most else " (missed)"
        return f"| {self.label} | {self.seconds:.3f} s | {self.most} s{verdict} |"


def timed(work: Callable[[], Any], times: int = TIMES) -> float:
    """The median of several runs, in seconds."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def prepare(folder: Path, rows: int) -> None:
    """A closed ledger with so many opinions."""
    from app.storage.ledger import Ledger

    office = {"town": "迳口镇", "county": "四会市"}
    Ledger.create(folder, office, term=16, term_started=date(2016, 11, 10), today=TODAY).close()
    with Ledger.open(folder, today=TODAY) as ledger, ledger.act("录入") as act:
        for number in range(rows):
            act.add("suggestions", _opinion(number))


def _opinion(number: int) -> dict[str, Any]:
    return {
        "class": "opinion",
        "raised_on": date(2022, 1 + number % 12, 1 + number % 28),
        "title": f"关于第{number}号村道维修的意见",
        "content": "路面破损，雨天积水，请修。",
    }


def measure(folder: Path, rows: int) -> list[Aim]:
    """Every figure, on a ledger made for it."""
    from app.storage.backups.making import home_of, make_backup
    from app.storage.backups.restoring import restore
    from app.storage.checks.check import damage
    from app.storage.core import seal
    from app.storage.ledger import Ledger

    data = folder / "data"
    prepare(data, rows)

    aims = [Aim("comparing with the seal at opening", timed(lambda: seal.state_of(data / "ledger.db")), 0.3)]
    with Ledger.open(data, today=TODAY) as ledger:
        aims.append(Aim("deep check", timed(lambda: damage(ledger), 3), 2))

        def save() -> None:
            with ledger.act("录入") as act:
                act.add("suggestions", _opinion(rows))

        aims.append(Aim("one record saved, with history and flush", timed(save, SAVES), 0.06))
        aims.append(Aim("backup and its verification", timed(lambda: make_backup(ledger), 3), 3))
        home = home_of(ledger)
    restored = iter(range(TIMES))
    aims.append(Aim("restore", timed(lambda: restore(home, folder / f"new-{next(restored)}"), 3), 5))
    return aims


def main() -> int:
    """Print the table; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=40_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-copies-") as name:
        folder = Path(name)
        os.environ["PRESIDIUM_PROFILE"] = str(folder / "profile")
        aims = measure(folder, chosen.rows)
        size = (folder / "data" / "ledger.db").stat().st_size / (1 << 20)
        print(f"{chosen.rows} rows, {size:.0f} MB, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        print(*(aim.line() for aim in aims), sep="\n")
    return int(any(aim.seconds > aim.most for aim in aims))


if __name__ == "__main__":
    raise SystemExit(main())
