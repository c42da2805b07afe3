"""办理情况汇总表: how the matters of a year were handled, as the meeting reads it (domain.md 3.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.handling_summary import is_out
from app.domain.registers.suggestions import SUGGESTIONS
from app.paper.ledger import ledger_paper
from app.paper.sheet import Paper, Table
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

# 序号 | 编号 | 题目 | 代表 | 主办 | 交办日 | 答复日 | 类别 | 满意度 | 办结; the running number comes by itself.
SUMMARY_COLUMNS = (
    "no",
    "matter",
    "deputies",
    "lead_handler",
    "assigned_on",
    "replied_on",
    "reply_class",
    "feedback",
    "concluded_on",
)
_HEADINGS = {
    "事项摘要": "题目",
    "提出代表": "代表",
    "答复类别": "类别",
    "对结果": "满意度",
}


def summary_paper(ledger: Ledger, query: Query = Query(), *, ids: Sequence[int] | None = None) -> Paper:
    """The rows that ``query`` asks for (or ``ids``) under the title of the summary, for its year if it has one.

    They stand in the filed order, whatever the screen shows.
    """
    query = replace(query, order=SUGGESTIONS.filed_order)
    if ids is not None:
        ids = ledger.ids(SUGGESTIONS.key, Query(among=tuple(ids), order=query.order))
    columns = (*SUMMARY_COLUMNS, *_further_columns(ledger, query, ids))
    paper = ledger_paper(ledger, SUGGESTIONS, query, ids=ids, columns=columns)
    year = f"{query.year}年度" if query.year else ""
    blocks = tuple(_as_form_says(block) if isinstance(block, Table) else block for block in paper.blocks)
    return replace(
        paper, blocks=blocks, title=f"{ledger.office.get('town') or ''}{year}意见建议办理情况汇总表"
    )


def _further_columns(ledger: Ledger, query: Query, ids: Sequence[int] | None) -> list[str]:
    """What the form has no box for and the sums below it count: earlier replies, and what is handled no more."""
    rows = ledger.rows(SUGGESTIONS.key, ledger.ids(SUGGESTIONS.key, query) if ids is None else ids)
    needed = {"earlier_rounds": any(row["earlier_rounds"] for row in rows), "status": any(map(is_out, rows))}
    return [key for key, needs in needed.items() if needs]


def _as_form_says(table: Table) -> Table:
    """The usual heading of the form in place of the field's own."""
    return replace(
        table, columns=tuple(replace(c, heading=_HEADINGS.get(c.heading, c.heading)) for c in table.columns)
    )
