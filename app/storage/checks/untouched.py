"""What every register held at one moment, to prove later that none of it was changed."""

from __future__ import annotations

from collections.abc import Mapping

from app.storage.open_ledger import OpenLedger
from app.storage.values.statistics import Digest, digests

__all__ = ["Digest", "digests_of"]


def digests_of(ledger: OpenLedger, within: Mapping[str, Digest] | None = None) -> dict[str, Digest]:
    """The digest of every register by key; ``within`` asks for the rows that were there then."""
    with ledger.busy:
        return digests(ledger.core, within)
