"""What the clerk's day begins with: what is overdue and due, this month's receptions, what nobody has recorded yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter

from app.domain.registers import BY_KEY
from app.domain.suggestion_course import SOON
from app.figures.catalogue import BY_KEY as FIGURES
from app.figures.figure import Value, evaluate
from app.figures.source import Source
from app.storage.checks.quarterly_gaps import quarterly_gaps
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.work.open_matters import OpenMatter, open_matters

ALIKE = 10  # of one register, state and last day that are named one by one
ROTA = "reception_duties"
# With what a new ledger begins, while nobody stands in the roster: what the later ones name comes first.
FIRST = {
    "terms": "登记本届：第几届、首次会议日期、代表名额",
    "electoral_districts": "录入或导入选区",
    "deputies": "录入或导入代表名册",
    "liaison_sites": "登记代表联络室、联络站",
    "holidays": "录入当年的放假安排",
}
OF_THE_YEAR = (
    "receptions.batches",
    "receptions.visitor_times",
    "all.received",
    "all.concluded",
    "all.open",
    "all.reply_rate",
    "presidium_meetings.held",
    "inspections.held",
)


@dataclass(frozen=True)
class DeskLine:
    """A sentence and the rows of a register that it is about; none where it is about the register."""

    words: str
    key: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Desk:
    """``first``: with what a new ledger begins; ``later``: what has time or no last day, counted by state; ``missing``: quarters in which nothing was recorded."""

    first: Sequence[DeskLine]
    overdue: Sequence[DeskLine]
    soon: Sequence[DeskLine]
    later: Sequence[DeskLine]
    duties: Sequence[DeskLine]
    missing: Sequence[DeskLine]
    figures: Sequence[Value]


def desk_of(ledger: Ledger, year: int) -> Desk:
    """As of today; the figures are those of ``year``."""
    today, last = ledger.today.isoformat(), (ledger.today + timedelta(days=SOON)).isoformat()
    matters = open_matters(ledger)
    overdue = [matter for matter in matters if matter.due and matter.due < today]
    soon = [matter for matter in matters if today <= matter.due <= last]
    later = [matter for matter in matters if not matter.due or matter.due > last]
    with ledger.busy:
        source = Source(ledger, year, ledger.today)
        figures = [evaluate(FIGURES[key], source) for key in OF_THE_YEAR]
    return Desk(
        first=_first(ledger),
        overdue=_lines(overdue, ledger.today, ALIKE),
        soon=_lines(soon, ledger.today, ALIKE),
        later=_lines([matter._replace(due="") for matter in later], ledger.today, 0),
        duties=_duties_of_month(ledger),
        missing=[DeskLine(words, key) for key, words in quarterly_gaps(ledger)],
        figures=figures,
    )


def _first(ledger: Ledger) -> list[DeskLine]:
    if ledger.count("deputies"):
        return []
    return [DeskLine(words, key) for key, words in FIRST.items() if not ledger.count(key)]


def _lines(matters: Iterable[OpenMatter], today: date, named: int) -> list[DeskLine]:
    """One line a matter; more than ``named`` of one register, state and last day in one."""
    groups: dict[tuple[str, str, str], list[OpenMatter]] = {}
    for matter in matters:
        groups.setdefault((matter.key, matter.state, matter.due), []).append(matter)
    lines: list[DeskLine] = []
    for alike in groups.values():
        if len(alike) <= named:
            lines += [_line([matter], matter.name, today) for matter in alike]
        else:
            lines.append(_line(alike, f"{len(alike)} {BY_KEY[alike[0].key].measure}", today))
    return lines


def _line(alike: Sequence[OpenMatter], name: str, today: date) -> DeskLine:
    first = alike[0]
    words = "，".join(
        part for part in (f"{first.register} {name}", first.state, _due_words(first.due, today)) if part
    )
    return DeskLine(words, first.key, tuple(matter.row for matter in alike))


def _due_words(due: str, today: date) -> str:
    if not due:
        return ""
    days = (date.fromisoformat(due) - today).days
    left = f"逾期 {-days} 天" if days < 0 else f"还有 {days} 天" if days else "今天到期"
    return f"期限 {due}，{left}"


def _duties_of_month(ledger: Ledger) -> list[DeskLine]:
    register, today = BY_KEY[ROTA], ledger.today
    rows = ledger.rows(ROTA, ledger.ids(ROTA, Query(year=today.year)))
    of_month = sorted((row for row in rows if row["held_on"].month == today.month), key=itemgetter("held_on"))
    text: Callable[..., str] = register.field("deputies").text
    return [
        DeskLine(
            "：".join(part for part in (register.name_of(row), text(row["deputies"])) if part),
            ROTA,
            (row["id"],),
        )
        for row in of_month
    ]
