"""Which rows may be published, of the registers whose rows ask for a mark."""

from __future__ import annotations

from app.domain.audiences import mark_of_public
from app.domain.registers import SHOWN
from app.storage.open_ledger import OpenLedger
from app.storage.query import Query


def published_ids(ledger: OpenLedger) -> dict[str, frozenset[int]]:
    """The ids of those that carry the mark, of each register that asks for one."""
    return {
        register.key: frozenset(ledger.ids(register.key, Query(equals=mark_of_public(register))))
        for register in SHOWN
        if register.filing.published
    }
