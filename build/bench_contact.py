"""Measures the course of opinions and suggestions over a long ledger: lists by due date, pills, likeness, a big hand-over."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

TODAY = date(2022, 12, 31)
KEY = "suggestions"
VILLAGES = ("迳口村", "下寮村", "榄坑村", "水口村", "石塘村", "新屋村", "龙湾村", "大坪村")
MATTERS = (
    "排水沟淤塞",
    "路灯不亮",
    "机耕路破损",
    "垃圾清运不及时",
    "灌溉水渠漏水",
    "公交班次太少",
    "危桥要维修",
    "自来水压力不足",
)


def prepare(folder: Path, many: int) -> None:
    """A ledger with ``many`` suggestions of ten years: most concluded, one in ten waiting for its reply."""
    from app.storage.ledger import Ledger

    office = {"town": "迳口镇", "county": "四会市"}
    Ledger.create(folder, office, term=16, term_started=date(2016, 11, 10), today=TODAY).close()
    with Ledger.open(folder, today=TODAY) as ledger, ledger.act("录入") as act:
        handlers = ledger.lookup.matches("handlers", "", {})
        for number in range(many):
            act.add(KEY, matter(number, handlers[number % len(handlers)]))


def matter(number: int, handler: Any) -> dict[str, Any]:
    """An invented opinion, handed over; nine of ten are replied to and concluded."""
    day = date(2013, 1, 1) + timedelta(days=number % 3600)
    village, what = VILLAGES[number % 8], MATTERS[number // 8 % 8]
    values = {
        "class": "opinion",
        "raised_on": day,
        "source": "reception",
        "village": village,
        "title": f"{village}{what}",
        "content": f"{village}{what},请尽快解决。({number})",
        "lead_handler": handler,
        "assigned_on": day + timedelta(days=3),
    }
    done = {"replied_on": day + timedelta(days=40), "concluded_on": day + timedelta(days=60)}
    return values if number % 10 == 0 else values | done


def timed(label: str, most: float, work: Callable[[], object]) -> None:
    """Print how long a piece of work took, the best of three, beside its aim in milliseconds."""
    best = min(_once(work) for _ in range(3))
    print(f"{label:58} {best:8.1f} ms   aim {most:.0f} ms")


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def measure(folder: Path) -> None:
    """Print the table."""
    from app.storage.ledger import Ledger
    from app.storage.query import Query
    from app.work.similar import similar

    with Ledger.open(folder, today=TODAY) as ledger:
        overdue = Query(filter="overdue", order=("due_on",))
        timed("all by due date, first page", 200, lambda: _page(ledger, Query(order=("due_on",))))
        timed("overdue by due date, first page", 200, lambda: _page(ledger, overdue))
        for key in ("to_assign", "in_hand", "soon_due", "awaiting_feedback", "concluded", "promised"):
            query = Query(filter=key)
            timed(f"pill {key}", 200, lambda query=query: ledger.count(KEY, query))  # type: ignore[misc]
        timed(
            "earlier items while a title is typed",
            150,
            lambda: similar(ledger, "关于水口村灌溉水渠长期漏水的建议", "水口村"),
        )


def _page(ledger: Any, query: Any) -> object:
    return ledger.rows(KEY, ledger.ids(KEY, query)[:50])


if __name__ == "__main__":
    place, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    if not place.exists():
        prepare(place, count)
    measure(place)
