"""The papers of what the congress does between its sessions, by register and by what they are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.paper.sheet import Paper
from app.paper.supervision.inspection import inspection_plan, inspection_report, sign_in_sheet
from app.paper.supervision.presidium import presidium_record, presidium_summary
from app.paper.supervision.project_vote import project_ballot, project_counting, project_result
from app.paper.supervision.report_vote import report_ballots, report_results

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

Compose = Callable[["Ledger", Sequence[int]], list[Paper]]


def _each(compose_one: Callable[[Ledger, int], Paper]) -> Compose:
    """One paper for each row."""
    return lambda ledger, ids: [compose_one(ledger, row_id) for row_id in ids]


PAPERS: dict[str, dict[str, Compose]] = {
    "presidium_meetings": {"会议记录": _each(presidium_record), "会议纪要": _each(presidium_summary)},
    "inspections": {
        "方案": _each(inspection_plan),
        "签到表": _each(sign_in_sheet),
        "报告": _each(inspection_report),
    },
    "project_ballots": {
        "票决票": _each(project_ballot),
        "计票单": _each(project_counting),
        "结果报告单": _each(project_result),
    },
    "reports_to_voters": {"测评票": report_ballots, "测评结果汇总表": report_results},
}
