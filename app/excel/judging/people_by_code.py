"""Whose names stand in a column that only asks who raised something: deputies, or voters where the record says so."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.intake_habits import PeopleByCode
from app.excel.judging.records import Record
from app.excel.judging.setting import ImportSetting
from app.excel.layout.concepts import concepts_of
from app.excel.layout.tables import Table

RAISING = frozenset({"raise", "reflect"})
DEPUTY = "deputy"


def with_people_by_code(records: Sequence[Record], table: Table, setting: ImportSetting) -> list[Record]:
    """The records of one table with the names of people who are no deputies in the field that is theirs.

    顿珠次仁 below 提出人 beside 群众 is a voter, unless a deputy of that name is in the ledger.
    """
    habit = setting.register.intake.habit(PeopleByCode)
    columns = table.columns.whole.get(habit.field, ())
    if len(columns) != 1 or habit.others in table.columns.whole or not _only_asks_who(table, columns[0]):
        return list(records)
    return [_of_others(record, habit, setting) for record in records]


def _only_asks_who(table: Table, column: int) -> bool:
    heading = table.header.headings.get(column)
    concepts = concepts_of(heading.text) if heading else frozenset()
    return bool(concepts & RAISING) and DEPUTY not in concepts


def _of_others(record: Record, habit: PeopleByCode, setting: ImportSetting) -> Record:
    people = record.values.get(habit.field)
    if record.values.get(habit.choice) != habit.code or not people or record.values.get(habit.others):
        return record
    to = setting.register.field(habit.field).kind.to
    if any(setting.ledger.lookup.matches(to, person.name, {}) for person in people):
        return record
    names = "、".join(person.name for person in people)
    return record.having({habit.field: None, habit.others: names})
