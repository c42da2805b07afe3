"""Rows of our own ledgers that came back: a cell that says what the ledger writes there is no change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from app.domain.fields import Field, Row
from app.domain.register import Register
from app.domain.unpublished import UNPUBLISHED
from app.excel.judging.records import Record
from app.excel.layout.lines import Line
from app.excel.layout.tables import Table
from app.excel.record_numbers import row_of
from app.storage.ledger import Ledger

_Key = tuple[Any, ...]
PART_OF_IDENTITY = 2  # fields of an identity that a sheet must print where it does not print all of them


class OwnRows:
    """Finds the row of the ledger that a line of an own ledger shows, cell by cell as it was written.

    What is written cannot always be read back (a confidential visitor has no name on paper, two people
    share one), so unedited cells are compared as texts and not read at all.
    """

    def __init__(self, ledger: Ledger, register: Register, *, as_text: bool) -> None:
        self._ledger, self._register, self._as_text = ledger, register, as_text
        self._rows: dict[date | None, dict[int, Row]] = {}
        self._indices: dict[tuple[Any, ...], dict[_Key, list[int]]] = {}
        self.claimed: set[int] = set()

    def claim(self, table: Table, line: Line) -> tuple[Row, bool] | None:
        """The row that stands in every cell of a line, and whether the file shows it once too often.

        Rows that look alike are taken in their order, first those of the level and term in the title.
        """
        if not table.own:
            return None
        kept_back = _kept_back(table, line)
        columns = tuple(key for key in table.own if key not in kept_back)
        cells = tuple(_comparable(table.view.raw(line.row, table.own[key])) for key in columns)
        alike = self._index(table, columns).get(cells, [])
        if (number := table.columns.record_number) is not None:
            row_id_written = row_of(table.view.text(line.row, number), self._ledger.ledger_id)
            alike = [row_id for row_id in alike if row_id_written in (None, row_id)]
        if not alike:
            return None
        rows = self._shown(table.until)
        free = [row_id for row_id in alike if row_id not in self.claimed]
        if not free:
            return rows[alike[0]], True
        chosen = min(free, key=lambda row_id: self._strangeness(rows[row_id], table))
        self.claimed.add(chosen)
        return rows[chosen], False

    def edited(self, record: Record) -> int | None:
        """The row that an edited line showed: one that no other line shows and whose identity it still writes.

        Of an identity of which the sheet prints only a part (a catalogue has its year in the title), at least
        two fields must agree, and with one row alone.
        """
        table, row = record.table, record.table.lines[record.line].row
        for keys in self._register.identity:
            printed = tuple(key for key in keys if key in table.own)
            identity = tuple(_comparable(table.view.raw(row, table.own[key])) for key in printed)
            if len(printed) < min(len(keys), PART_OF_IDENTITY) or not identity[0]:
                continue
            alike = self._index(table, printed).get(identity, ())
            free = [row_id for row_id in alike if row_id not in self.claimed]
            if free and (len(printed) == len(keys) or len(free) == 1):
                chosen = max(free, key=lambda row_id: self._closeness(record, row_id))
                self.claimed.add(chosen)
                return chosen
        return None

    def _closeness(self, record: Record, row_id: int) -> tuple[int, int]:
        """Rows of the level and term in the title before others, then by how much is as it was."""
        row = self._shown(record.table.until)[row_id]
        return -self._strangeness(row, record.table), len(self.unedited(record, row_id))

    def unedited(self, record: Record, row_id: int) -> set[str]:
        """The columns in which an edited line still says what the ledger writes for that row."""
        table, line = record.table, record.table.lines[record.line]
        row, kept_back = self._shown(table.until)[row_id], _kept_back(table, line)
        return {
            key
            for key, column in table.own.items()
            if key not in record.amended
            and (
                key in kept_back
                or _comparable(table.view.raw(line.row, column))
                == self._written(self._register.field(key), row)
            )
        }

    def values(self, table: Table, row: Row) -> dict[str, Any]:
        """What a line says that shows ``row``."""
        return {key: row.get(key) for key in table.own}

    def _index(self, table: Table, columns: tuple[str, ...]) -> Mapping[_Key, Sequence[int]]:
        index = self._indices.get((table.until, columns))
        if index is None:
            index = self._indices[table.until, columns] = {}
            fields = [self._register.field(key) for key in columns]
            for row_id, row in self._shown(table.until).items():
                index.setdefault(tuple(self._written(f, row) for f in fields), []).append(row_id)
        return index

    def _shown(self, day: date | None) -> dict[int, Row]:
        """The rows as the ledger shows them on a day, private values in plain."""
        if day not in self._rows:
            room, key = self._ledger, self._register.key
            rows = room.revealed(room.rows(key, room.ids(key), on=day))
            self._rows[day] = {row["id"]: row for row in rows}
        return self._rows[day]

    def _written(self, field: Field, row: Row) -> Any:
        value = row.get(field.key)
        return _comparable(field.text(value) if self._as_text else field.kind.to_cell(value))

    def _strangeness(self, row: Row, table: Table) -> int:
        """How far a row is from what the title says of all of them."""
        intake, facts = self._register.intake, table.facts
        strange = bool(intake.level and facts.level and row.get(intake.level) != facts.level)
        term = row.get(intake.term) if intake.term and facts.ordinal else None
        if term is None or term.id is None:
            return int(strange)
        term_row = self._ledger.lookup.row(self._register.field(intake.term).kind.to, term.id)
        return strange + (term_row is not None and term_row.get("ordinal") != facts.ordinal)


def _kept_back(table: Table, line: Line) -> set[str]:
    """The columns in which a public ledger says of something unpublished that it is there, or leaves its words out."""
    texts = {key: table.view.text(line.row, column) for key, column in table.own.items()}
    if not any(UNPUBLISHED in text for text in texts.values()):
        return set()
    return {key for key, text in texts.items() if not text or UNPUBLISHED in text}


def _comparable(cell: Any) -> Any:
    """A cell as it is compared: spreadsheet programs keep neither 1 from 1.0 apart nor line ends."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, int | float):
        return round(float(cell), 6)
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
