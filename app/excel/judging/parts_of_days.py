"""A part of the day where a time should stand: 上午 is no time, but says when, and is kept among the remarks."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.clock_times import is_part_of_day
from app.domain.register import Register
from app.excel.judging.records import Record


def with_parts_of_days_kept(records: Sequence[Record], register: Register) -> list[Record]:
    """The records, with such words among their remarks and no doubt about them."""
    times = [field for field in register.input_fields if field.kind.is_time]
    remarks = register.intake.remarks or "note"
    if not times or remarks not in register.by_key:
        return list(records)
    completed = []
    for record in records:
        for field in times:
            if field.key not in record.values and is_part_of_day(record.written.get(field.key, "")):
                words = record.written[field.key].strip()
                record = record.without(record.doubts(field.key)).remarked(remarks, words)
        completed.append(record)
    return completed
