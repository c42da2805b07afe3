"""A contradiction between the ledgers of a year as a line that leads to its rows."""

from __future__ import annotations

from app.yearend.cross_checks.contradiction import Contradiction
from ui.look.row_link import RowLink
from ui.open_ledger.workspace import Workspace


def contradiction_line(workspace: Workspace, one: Contradiction) -> RowLink:
    """Its sentence; pressed it opens the row, the list of its rows, or the register where it names none."""
    link = RowLink(one.sentence)
    link.clicked.connect(lambda: workspace.show_rows(one.register, one.rows, one.sentence))
    return link
