"""What a clerk corrects in the preview of an import: typed text in place of a cell, judged like every other cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from app.domain.fields import Reading
from app.excel.judging.levels import Levels
from app.excel.judging.records import Record, Spot
from app.excel.judging.values import RecordReader


class Amending:
    """Puts typed texts into the records of one table; ``levels`` is None for a register without levels."""

    def __init__(self, amendments: Mapping[Spot, str], reader: RecordReader, levels: Levels | None) -> None:
        self._reader, self._levels = reader, levels
        self._level = reader.register.intake.level
        self._by_place: dict[tuple[object, ...], dict[str, str]] = {}
        for spot, text in amendments.items():
            self._by_place.setdefault(spot[:-1], {})[spot.field] = text

    def amended(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records of one line, numbered, with what was typed for their fields."""
        for part, record in enumerate(records):
            if part:
                record = replace(record, part=part)
            for key, text in self.at(record).items() if self._by_place else ():
                record = self._with(record, key, text.strip())
            yield record

    def at(self, record: Record) -> Mapping[str, str]:
        """What was typed for the fields of a record."""
        return self._by_place.get((record.sheet, record.row, record.column, record.part), {})

    def _with(self, record: Record, key: str, text: str) -> Record:
        reading = self._read(key, text)
        values = {k: v for k, v in {**record.values, key: reading.value}.items() if v is not None}
        written = {k: v for k, v in {**record.written, key: text}.items() if v or k != key}
        problems = [problem for problem in record.problems if problem.field != key]
        noted = {k: v for k, v in (record.aside.get("annotated") or {}).items() if k != key}
        # In an export meant for editing a cell that was emptied is a difference.
        emptied = record.emptied - {key} if text or record.named_row is None else record.emptied | {key}
        return replace(
            record,
            values=values,
            written=written,
            problems=(*problems, *reading.problems),
            aside={**record.aside, "annotated": noted},
            emptied=emptied,
            amended={**record.amended, key: record.written.get(key, "")},
        )

    def _read(self, key: str, text: str) -> Reading:
        if key == self._level and self._levels is not None:
            level = self._levels.typed(text)
            return Reading(level.level, (level.problem,) if level.problem else ())
        return self._reader.typed(key, text)
