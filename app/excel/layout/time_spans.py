"""One cell that says when something begins and ends: 9:00-11:30 below 时段, or behind the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.domain.clock_times import clock_span
from app.excel.layout.lines import Line
from app.excel.layout.tables import Table
from app.excel.layout.vocabulary import Vocabulary

_BOTH = 2  # fields of a register with a beginning and an end


def with_spans_apart(table: Table, lines: list[Line], vocabulary: Vocabulary) -> list[Line]:
    """The lines, each with its beginning and end where a cell holds both and no column the end alone."""
    times = [f.key for f in vocabulary.register.input_fields if f.kind.is_time]
    whole = table.columns.whole
    if len(times) != _BOTH or times[1] in whole:
        return lines
    holder = times[0] if times[0] in whole else vocabulary.register.year_field
    return list(_apart(table, lines, holder, times)) if holder in whole else lines


def _apart(table: Table, lines: list[Line], holder: str, times: list[str]) -> Iterator[Line]:
    for line in lines:
        texts = (table.view.text(*place) for place in table.places_of(line, holder))
        span = next((span for text in texts if (span := clock_span(text))), None)
        if span is None:
            yield line
            continue
        places = {key: own for key, own in table.places(line).items() if key not in times}
        yield replace(line, words={**line.words, **dict(zip(times, span, strict=True))}, places=places)
