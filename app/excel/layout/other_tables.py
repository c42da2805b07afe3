"""Tables of a workbook that hold no records of the register: details of others, lists of something else, other ledgers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.domain.intake_habits import OtherPeople
from app.domain.texts import heading_key
from app.excel.layout.details import with_details
from app.excel.layout.headers import ALIKE
from app.excel.layout.headless import continued, is_headless
from app.excel.layout.sheet_tables import ENOUGH_FIELDS
from app.excel.layout.tables import Table
from app.excel.layout.titles import Office
from app.excel.layout.vocabulary import NUMBERING, Vocabulary, all_vocabularies

CALLED_BY_MOST = 3  # fields that the headings of a table call by what they say
SAYS_MORE = 2  # fields beside names and districts by which a table is more than a list of names
UNCALLED = 1  # at most so many they call in a table of something else


Left = list[tuple[Table, str]]
"""Tables that are left alone, each with the reason as the clerk reads it."""


class Sorted(NamedTuple):
    """The tables that hold records of the register, and those that do not."""

    kept: list[Table]
    left: Left


def sorted_tables(tables: Sequence[Table], vocabulary: Vocabulary, office: Office) -> Sorted:
    """Tells a register's tables from others: each rule sees what those before it have kept."""
    kept, left = _without_details(tables, vocabulary)
    for rule in (_without_anchor, _uncalled):
        kept, left = _without(kept, left, rule(kept, vocabulary))
    kept, headless = _continued(kept, vocabulary, office)
    kept, left = _without(kept, left, headless)
    for rule in (_of_other_registers, _bare_lists):
        kept, left = _without(kept, left, rule(kept, vocabulary))
    return Sorted(kept, left)


def _without(kept: list[Table], left: Left, further: Left) -> tuple[list[Table], Left]:
    gone = {id(table) for table, _ in further}
    return [table for table in kept if id(table) not in gone], [*left, *further]


def _without_details(tables: Sequence[Table], vocabulary: Vocabulary) -> tuple[list[Table], Left]:
    """The small rows of records that another sheet holds, which are joined to these."""
    whole, masters = with_details(tables, vocabulary)
    left = [(whole[place], f"是“{sheet}”的明细，已并入那里的各条记录") for place, sheet in masters.items()]
    return [table for place, table in enumerate(whole) if place not in masters], left


def _bare_lists(tables: Sequence[Table], vocabulary: Vocabulary) -> Left:
    """Names beside districts alone, next to real tables, are an attendance sheet or a table of seats."""
    intake = vocabulary.register.intake
    thin = {vocabulary.anchor, intake.level, intake.remarks, *(s.field for s in intake.sections)}
    if not any(len(set(table.columns.used().values()) - thin) >= SAYS_MORE for table in tables):
        return []
    bare = (t for t in tables if t.tabular and set(t.columns.used().values()) <= thin)
    return [(table, "只有名单，没有其他内容") for table in bare]


def _without_anchor(tables: Sequence[Table], vocabulary: Vocabulary) -> Left:
    """Beside tables that name who or what their records are, one that does not is a list of something else."""
    nameless = [table for table in tables if not _names_its_records(table, vocabulary.anchor)]
    label = vocabulary.register.field(vocabulary.anchor).label
    return [(table, f"没有{label}一栏") for table in nameless] if len(nameless) < len(tables) else []


def _names_its_records(table: Table, anchor: str) -> bool:
    """Whether a column names what the records are, or the headings above its cells do."""
    across = any(anchor in values for values in table.columns.across.values())
    grouped = bool(table.lines) and not table.tabular and all(anchor in line.words for line in table.lines)
    return anchor in table.columns.whole or across or grouped


def _uncalled(tables: Sequence[Table], vocabulary: Vocabulary) -> Left:
    """Beside tables whose headings call many fields, one whose headings call hardly any is of something else.

    Names below headings of which none calls a field are not those of a list of people.
    """
    called = [(table, _called(table, vocabulary)) for table in tables]
    most = max((number for _, number in called), default=0)
    left: Left = []
    for table, number in called:
        nobodys = vocabulary.names_people and table.header.headings and not number
        beside = most >= CALLED_BY_MOST and number <= UNCALLED and not _says_a_need(table, vocabulary)
        if table.tabular and not is_headless(table) and (nobodys or beside):
            left.append((table, f"表头不像{vocabulary.register.label}"))
    return left


def _says_a_need(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether the sheet's name or a line says what a record needs and no column holds: a sheet called 夜访."""
    return bool(table.lines) and any(key in line.words for line in table.lines for key in vocabulary.needed)


def _continued(tables: Sequence[Table], vocabulary: Vocabulary, office: Office) -> tuple[list[Table], Left]:
    """Beside tables with headings, one without any goes on where one of them ends, or is something else."""
    headed = [table for table in tables if not is_headless(table)]
    if not headed:
        return list(tables), []
    further = [
        (table, continued(table, headed, vocabulary, office) if is_headless(table) else table)
        for table in tables
    ]
    left = [(table, "没有表头") for table, goes_on in further if goes_on is None]
    return [goes_on or table for table, goes_on in further], left


def _of_other_registers(tables: Sequence[Table], vocabulary: Vocabulary) -> Left:
    """Ledgers of something else, in which names stand too, are no lists of these."""
    reasons = ((table, _why_of_another(table, vocabulary)) for table in tables if table.tabular)
    return [(table, why) for table, why in reasons if why]


def _why_of_another(table: Table, vocabulary: Vocabulary) -> str:
    """What shows that a table is of another register; empty where nothing does."""
    own = max(len(table.header.fields()), _called(table, vocabulary))
    if own >= ENOUGH_FIELDS:
        return ""
    others, used = vocabulary.register.intake.habit(OtherPeople).titles, table.columns.used()
    if others and re.search(others, table.facts.title) and len(table.columns.unused) > 2 * len(used):
        return f"标题写的是“{table.facts.title}”"
    texts = [h.text for h in table.header.headings.values() if heading_key(h.text) not in NUMBERING]
    for other in all_vocabularies():
        targets = (other.match(text) for text in texts)
        if len({target.field for target in targets if target and target.field} - other.listed) > own + 1:
            return f"看起来是{other.register.label}"
    return ""


def _called(table: Table, vocabulary: Vocabulary) -> int:
    """How many of the fields that are read are called by what the headings say."""
    fields = table.columns.used()
    near = {
        key: vocabulary.sense.nearness(*table.header.headings[column].path).get(key, 0.0)
        for column, key in fields.items()
        if column in table.header.headings and column in table.columns.assumed
    }
    return len({key for key in fields.values() if near.get(key, 1.0) >= ALIKE})
