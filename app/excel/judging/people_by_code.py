"""Whose names stand in a column that only asks who raised something: deputies, or voters where the record says so."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from app.domain.intake_habits import PeopleByCode
from app.domain.names_of_cell import names_of_cell
from app.excel.judging.records import Record
from app.excel.judging.setting import ImportSetting
from app.excel.layout.concepts import concepts_of
from app.excel.layout.tables import Table

RAISING = frozenset({"raise", "reflect"})
DEPUTY, PERSON = "deputy", "person"


def with_people_by_code(records: Sequence[Record], table: Table, setting: ImportSetting) -> list[Record]:
    """The records of one table with the names of people who are no deputies in the field that is theirs.

    顿珠次仁 below 提出人 beside 群众 is a voter, unless a deputy of that name is in the ledger; likewise where the
    rest of the row is what tells that it is no deputy's.
    """
    habit = setting.register.intake.habit(PeopleByCode)
    columns = table.columns.whole.get(habit.field, ())
    if len(columns) != 1 or habit.others in table.columns.whole or not _only_asks_who(table, columns[0]):
        return list(records)
    return [_of_others(record, habit, setting) for record in records]


def _only_asks_who(table: Table, column: int) -> bool:
    heading = table.header.headings.get(column)
    concepts = concepts_of(heading.text) if heading else frozenset()
    asks = bool(concepts & RAISING) or (PERSON in concepts and heading is not None and heading.target is None)
    return asks and DEPUTY not in concepts


def _of_others(record: Record, habit: PeopleByCode, setting: ImportSetting) -> Record:
    people = record.values.get(habit.field)
    if not people or record.values.get(habit.others) or _code_of(record, habit, setting) != habit.code:
        return record
    to = setting.register.field(habit.field).kind.to

    def is_known(name: str) -> bool:
        return bool(setting.ledger.lookup.matches(to, name, {}))

    if any(any(map(is_known, names_of_cell(person.name, is_known).names)) for person in people):
        return record  # 李志强等3名代表 is one of them too
    names = "、".join(person.name for person in people)
    return record.having({habit.field: None, habit.others: names})


def _code_of(record: Record, habit: PeopleByCode, setting: ImportSetting) -> object:
    """What the record is, as its sheet says or as the register concludes from the rest of the row."""
    code, infer = record.values.get(habit.choice), setting.register.intake.infer
    if code is not None or infer is None or habit.choice in record.written:
        return code
    values = dict(record.values)
    deque(infer(values, setting.context), maxlen=0)
    return values.get(habit.choice)
