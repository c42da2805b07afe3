"""Rows that say of one record what it is again and again, and each somebody else who came: one record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from app.domain.intake_habits import CountsInstead, LinesInColumns
from app.domain.numerals import read_number
from app.domain.texts import is_ditto, search_key
from app.excel.layout.lines import Line
from app.excel.layout.row_words import says_nothing
from app.excel.layout.tables import Table
from app.excel.layout.vocabulary import Vocabulary
from app.excel.questions import NO, YES, Option, Question

TOGETHER = "together"  # the code of the question whether such rows are one record
SURE = 0.8
LEAST_SHARED = 2  # columns besides the day that say which record it is, or one and the day


def rows_together(table: Table, lines: Sequence[Line], vocabulary: Vocabulary) -> list[Line]:
    """The lines with those made one that agree in everything that tells one record from the next.

    Each of them must name somebody; what counts the people must be 1 in each, or the same number in all that
    there are rows.
    """
    people = vocabulary.register.intake.habit(LinesInColumns).fields
    whole = table.columns.whole
    telling = [key for key in _telling(vocabulary) if key in whole]
    named = next((key for key in people if key in whole), "")
    if (
        not named
        or table.own
        or not table.tabular
        or len(telling) < LEAST_SHARED
        or vocabulary.anchor not in telling
    ):
        return list(lines)
    together: list[list[Line]] = []
    above: dict[str, str] = {}
    for line in lines:
        texts = {key: _text_of(table, line, key, above.get(key, "")) for key in telling}
        again = bool(together) and texts == above and _is_plain(together[-1][-1]) and _is_plain(line)
        if again and above[vocabulary.anchor] and _names_another(table, line, together[-1], named):
            together[-1].append(line)
        else:
            together.append([line])
        above = texts
    counted = vocabulary.register.intake.habit(CountsInstead).fields.get(named, "")
    records = [one for group in together for one in _as_one(table, group, telling, counted)]
    if len(records) < len(lines):
        table.asked.append(_question(table, telling, vocabulary))
    return records


def _question(table: Table, telling: Sequence[str], vocabulary: Vocabulary) -> Question:
    """Whether the rows that were made one are one record."""
    register = vocabulary.register
    called = "、".join(register.field(key).label for key in telling)
    message = f"有几行的{called}都相同，只有来的人不同，先合为一{register.measure}读取，对吗？"
    options = (
        Option(YES, f"对，合为一{register.measure}"),
        Option(NO, f"不对，每行各是一{register.measure}"),
    )
    return Question(TOGETHER, table.view.sheet.name, None, vocabulary.anchor, message, YES, SURE, options)


def _telling(vocabulary: Vocabulary) -> list[str]:
    """What tells one record from the next: its anchor, its identities, and the links of its rows."""
    register = vocabulary.register
    named = dict.fromkeys(key for keys in register.identity for key in keys)
    return list(
        dict.fromkeys([vocabulary.anchor, *named, *(f.key for f in register.input_fields if f.kind.to)])
    )


def _text_of(table: Table, line: Line, key: str, above: str) -> str:
    """What a row says of a field; a ditto mark or a blank says what stands above."""
    texts = [table.view.spread(*place) for place in table.places_of(line, key)]
    text = search_key("".join(t for t in texts if not says_nothing(t)))
    return above if not text or all(is_ditto(t) for t in texts if t) else text


def _is_plain(line: Line) -> bool:
    return line.places is None and line.column is None and not line.details


def _names_another(table: Table, line: Line, group: Sequence[Line], named: str) -> bool:
    """Whether a row names somebody whom no row of the group names: else it is one of these once more."""
    name = _people(table, line, named)
    return bool(name) and all(name != _people(table, other, named) for other in group)


def _people(table: Table, line: Line, named: str) -> str:
    texts = (table.view.text(*place) for place in table.places_of(line, named))
    return "、".join(search_key(text) for text in texts if not says_nothing(text))


def _as_one(table: Table, group: Sequence[Line], telling: Collection[str], counted: str) -> list[Line]:
    """The rows as one record, or each by itself where what they count says so."""
    if len(group) < 2:
        return list(group)
    rows = [row for line in group for row in (line.row, *line.more)]
    counts = [
        read_number(text)
        for line in group
        for place in table.places_of(line, counted)
        if (text := table.view.text(*place))
    ]
    once = set(counts) == {len(rows)}
    if counts and set(counts) != {1} and not once:
        return list(group)
    first = group[0]
    places = {
        key: tuple(
            (row, c)
            for row in (rows[:1] if key in telling or (once and key == counted) else rows)
            for c in own
        )
        for key, own in table.columns.whole.items()
    }
    return [replace(first, more=rows[1:], places=places)]
