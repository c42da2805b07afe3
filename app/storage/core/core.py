"""What everything that reads and writes a ledger stands on: its file, rows, history, private values and look-ups."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.fields import Context, Row
from app.domain.orders import Orders, orders_of
from app.storage.core.attachments import Attachments
from app.storage.core.boxes import ClosedBox, PlainBox
from app.storage.core.changes import Chain
from app.storage.core.confidences import Confidences
from app.storage.core.counters import Counters
from app.storage.core.identity import Identity
from app.storage.core.lookup import LedgerLookup
from app.storage.core.older_forms import OlderForms
from app.storage.core.private import PrivateValues
from app.storage.core.records import Records
from app.storage.core.schema import PROTECTION, meta_of

Clock = Callable[[], datetime]


class Core:
    """One database behind one lock and one connection; who calls from several threads holds ``busy``.

    ``now`` is the clock; ``given_today`` replaces it for the day.
    """

    def __init__(
        self, folder: Path, connection: sqlite3.Connection, now: Clock, given_today: date | None
    ) -> None:
        self.folder, self.connection, self.now = folder, connection, now
        self.busy = threading.RLock()
        self._given_today = given_today
        meta = meta_of(connection)
        self.ledger_id = meta["ledger_id"]
        closed = PROTECTION in meta
        box = ClosedBox() if closed else PlainBox(bytes.fromhex(meta["equality_key"]))
        self.private = PrivateValues(connection, box)
        self.chain = Chain(connection)
        self.counters = Counters(connection)
        self.records = Records(connection, self.private, self.context)
        self.identity = Identity(connection, self.private)
        self.attachments = Attachments(folder, self.records)
        self.lookup = LedgerLookup(connection, self.busy, self.records, self.context, self._confided)
        self.confidences = Confidences(
            connection, self.busy, self.records, self.private, self.lookup, self.attachments
        )
        self.read_older_forms()

    def _confided(self, key: str, row: Any) -> Any:
        return self.confidences.judgeable(key, row)

    def read_older_forms(self) -> None:
        """Entries of the history that were written in an older form are read in today's from now on."""
        self.chain.todays_form = OlderForms(self.connection, self.context).today

    @property
    def today(self) -> date:
        """Today, as given at opening or by the clock."""
        return self._given_today or self.now().date()

    @property
    def office(self) -> Row:
        """The settings of the office; only the id when there are none yet."""
        return dict(self.lookup.first("office") or {"id": 0})

    @property
    def orders(self) -> Orders:
        """By what the office sorts."""
        return orders_of(self.office)

    def context(self, **more: Any) -> Context:
        """The surroundings in which values are read and judged."""
        today = self.today
        plain: Context = self.lookup.remembered(
            "office", f"context on {today}", lambda: self._plain_context(today)
        )
        return replace(plain, **more) if more else plain

    def _plain_context(self, today: date) -> Context:
        office = self.office
        county, prefecture = office.get("county") or "", office.get("prefecture") or ""
        return Context(today=today, county=county, prefecture=prefecture, lookup=self.lookup)

    def revealed_row(self, key: str, row_id: int) -> Row:
        """A row as rules judge it: private values in plain (none while they are locked), without computed fields."""
        return self.private.judgeable(self.records.rows(key, [row_id], bare=True))[0]
