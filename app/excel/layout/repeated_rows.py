"""Rows that say of one record what it is again and again, and each somebody else who came: one record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from app.domain.intake_habits import CountsInstead
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


def rows_together(table: Table, vocabulary: Vocabulary) -> Table:
    """The table with those made one that agree in everything that tells one record from the next.

    Each of them must name somebody; what counts the people must be 1 in each, or the same number in all that
    there are rows.  The rows below one line that says all of that (3月15日　接待代表：王大山) are one in any case.
    """
    people = vocabulary.register.intake.lines
    whole = table.columns.whole
    named = next((key for key in people if key in whole), "")
    words_above = (
        frozenset.intersection(*(frozenset(line.words) for line in table.lines)) if table.lines else set()
    )
    telling = [key for key in vocabulary.register.telling if key in whole or key in words_above]
    if (
        not named
        or table.own
        or not table.tabular
        or len(telling) < LEAST_SHARED
        or vocabulary.anchor not in telling
    ):
        return table
    of_columns = not whole.keys().isdisjoint(telling)
    times = [f.key for f in vocabulary.register.input_fields if f.kind.is_time and f.key in whole]
    groups = _agreeing(table, [*telling, *times], named) if of_columns else _below_one_line(table)
    counted = vocabulary.register.intake.habit(CountsInstead).fields.get(named, "")
    records = [one for group in groups for one in _as_one(table, group, telling, counted)]
    if len(records) == len(table.lines):
        return table
    asked = (_question(table, telling, vocabulary),) if of_columns else ()
    return replace(table, lines=tuple(records), asked=(*table.asked, *asked))


def _agreeing(table: Table, telling: Sequence[str], named: str) -> list[list[Line]]:
    """The rows in groups of those that agree and each name somebody else; the first of ``telling`` must be said."""
    groups: list[list[Line]] = []
    above: dict[str, str] = {}
    for line in table.lines:
        texts = {key: _text_of(table, line, key, above.get(key, "")) for key in telling}
        again = bool(groups) and texts == above and _is_plain(groups[-1][-1]) and _is_plain(line)
        if again and above[telling[0]] and _names_another(table, line, groups[-1], named):
            groups[-1].append(line)
        else:
            groups.append([line])
        above = texts
    return groups


def _below_one_line(table: Table) -> list[list[Line]]:
    """The rows in groups of those below the same line; a line that says a month heads several records."""
    groups: list[list[Line]] = []
    for line in table.lines:
        before = groups[-1][-1] if groups else None
        if (
            before
            and before.words is line.words
            and not line.months
            and _is_plain(before)
            and _is_plain(line)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _question(table: Table, telling: Sequence[str], vocabulary: Vocabulary) -> Question:
    """Whether the rows that were made one are one record."""
    register = vocabulary.register
    called = "、".join(register.field(key).label for key in telling)
    people = register.intake.lines
    others = "、".join(register.field(key).label for key in people if key in table.columns.whole)
    message = f"有几行的{called}都相同，只有{others}不同，先合为一{register.measure}读取，对吗？"
    options = (
        Option(YES, f"对，合为一{register.measure}"),
        Option(NO, f"不对，每行各是一{register.measure}"),
    )
    return Question(TOGETHER, table.view.sheet.name, None, vocabulary.anchor, message, YES, SURE, options)


def _text_of(table: Table, line: Line, key: str, above: str) -> str:
    """What a row says of a field; a ditto mark or a blank says what stands above."""
    texts = [table.view.spread(*place) for place in table.places_of(line, key)]
    text = search_key("".join(t for t in texts if not says_nothing(t)) or line.words.get(key, ""))
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
            for row in (
                rows[:1]
                if key in telling
                or (once and key == counted)
                or (not counted and _is_repeated(table, group, key))
                else rows
            )
            for c in own
        )
        for key, own in table.columns.whole.items()
    }
    return [replace(first, more=tuple(rows[1:]), places=places)]


def _is_repeated(table: Table, group: Sequence[Line], key: str) -> bool:
    """Whether each row says the same of a field: what nobody counts by rows is said once, not added up."""
    return len({_people(table, line, key) for line in group}) == 1
