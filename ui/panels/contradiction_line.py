"""A contradiction between the ledgers of a year as a line that leads to its rows."""

from __future__ import annotations

from app.yearend.cross_checks.contradiction import Contradiction
from ui.look.row_link import RowLink
from ui.open_ledger.workspace import Workspace


def contradiction_line(workspace: Workspace, one: Contradiction) -> RowLink:
    """Its sentence; pressed it opens the row, the list of its rows, or the register where it names none."""
    link = RowLink(one.sentence)
    link.clicked.connect(lambda: visit_rows(workspace, one.register, one.rows, one.sentence))
    return link


def visit_rows(workspace: Workspace, register: str, rows: tuple[int, ...], words: str) -> None:
    """Open one row, a list narrowed to several under ``words``, or a whole register without any."""
    if len(rows) == 1:
        workspace.visit.emit(register, rows[0], None)
    else:
        narrowed = {"words": words, "among": rows} if rows else None
        workspace.visit.emit(register, None, narrowed)
