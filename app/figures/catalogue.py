"""All figures, in the order of the work report."""

from __future__ import annotations

from datetime import date

from app.figures import booklets, contact, decisions, people, receptions, sessions, sites, supervision
from app.figures.figure import Figure, Value, evaluate
from app.figures.source import Source
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.storage.seldom_collecting import seldom_collecting

FIGURES: tuple[Figure, ...] = (
    *receptions.FIGURES,
    *contact.FIGURES,
    *sites.FIGURES,
    *sessions.FIGURES,
    *supervision.FIGURES,
    *people.FIGURES,
    *booklets.FIGURES,
    *decisions.FIGURES,
)
_WORDS = {
    "receptions": "接待联系",
    "opinions": "群众意见",
    "suggestions": "代表建议",
    "all": "意见建议合计",
    "satisfaction": "满意度",
    "sites": "联络站",
    "presidium_meetings": "主席团会议",
    "inspections": "视察调研",
    "trainings": "学习培训",
    "reports_to_voters": "述职评议",
    "livelihood_projects": "民生实事项目",
    "deputies": "代表",
    "sessions": "人代会",
    "performance": "履职",
    "booklets": "履职登记册",
}
# Under which heading each figure stands.
TOPICS: dict[str, str] = {figure.key: _WORDS[figure.key.split(".")[0]] for figure in FIGURES}
BY_KEY: dict[str, Figure] = {figure.key: figure for figure in FIGURES}


@seldom_collecting()
def figures_of(ledger: Ledger, year: int, until: date | None = None) -> list[Value]:
    """Every figure of a calendar year as of ``until`` (31 December unless told otherwise)."""
    with ledger.busy:
        source = Source(ledger, year, until)
        return [evaluate(figure, source) for figure in FIGURES]


def figure_of(ledger: Ledger, key: str, year: int, until: date | None = None) -> Value:
    """One figure; KeyError for an unknown key."""
    with ledger.busy:
        return evaluate(BY_KEY[key], Source(ledger, year, until))


def is_unknown(ledger: Ledger, value: Value) -> bool:
    """A figure without data, or none where nobody has recorded anything in its year: that is no zero."""
    if value.value is None:
        return True
    return not value.value and not ledger.count(value.counted.origin, Query(year=value.until.year))
