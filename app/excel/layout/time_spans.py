"""One cell that says when something begins and ends: 9:00-11:30 below 时段 or behind the day, 8月9日至10日."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.domain.clock_times import clock_span
from app.domain.intake_habits import EndsOn
from app.excel.layout.day_words import days_of_span
from app.excel.layout.lines import Line
from app.excel.layout.tables import Table
from app.excel.layout.vocabulary import Vocabulary

SpanIn = Callable[[str], tuple[str, str] | None]
_BOTH = 2  # fields of a register with a beginning and an end


def with_spans_apart(table: Table, lines: list[Line], vocabulary: Vocabulary) -> list[Line]:
    """The lines, each with its beginning and end where a cell holds both and no column the end alone."""
    register, whole = vocabulary.register, table.columns.whole
    times = [f.key for f in register.input_fields if f.kind.is_time]
    if len(times) == _BOTH and times[1] not in whole:
        holder = times[0] if times[0] in whole else register.year_field
        if holder in whole:
            lines = list(_apart(table, lines, holder, times, clock_span))
    days = [register.year_field, register.intake.habit(EndsOn).field]
    if days[1] and days[0] in whole and days[1] not in whole:
        lines = list(_apart(table, lines, days[0], days, days_of_span))
    return lines


def _apart(table: Table, lines: list[Line], holder: str, times: list[str], span_in: SpanIn) -> Iterator[Line]:
    for line in lines:
        texts = (table.view.text(*place) for place in table.places_of(line, holder))
        span = next((span for text in texts if (span := span_in(text))), None)
        if span is None:
            yield line
            continue
        places = {key: own for key, own in table.places(line).items() if key not in times}
        yield replace(line, words={**line.words, **dict(zip(times, span, strict=True))}, places=places)
