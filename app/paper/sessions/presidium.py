"""The meetings that the presidium held during a session, from its own register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.fields import Row
from app.domain.registers.presidium_meetings import DURING
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

KEY = "presidium_meetings"


def presidium_meetings_during(ledger: Ledger, session: int) -> list[Row]:
    """Those of the presidium that a session elected, on its days, in their order."""
    query = Query(equals={"session": session}, order=("held_on", "time_from", "ordinal"))
    return [row for row in ledger.rows(KEY, ledger.ids(KEY, query)) if row["period"] == DURING]
