"""What a title says by ordinals: 第十八届人大第五次会议 is a session of the ledger, and says the year of its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.fields import Field, Ref
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.domain.spoken_names import names_a_session
from app.excel.judging.asking import Asking
from app.excel.judging.records import Record
from app.excel.judging.setting import ImportSetting
from app.excel.layout.tables import Table
from app.excel.layout.titles import SITTING, is_called_by_ordinals
from app.excel.questions import LINK, Option

_LIKELY = 0.6  # the only one of the year: hardly another is meant


def year_of_title(table: Table, setting: ImportSetting) -> int | None:
    """The year of what a title names by ordinals, where the ledger has it; None where it says nothing."""
    years = {day.year for day in _days_named(table, setting)}
    return years.pop() if len(years) == 1 else None


def day_of_title(table: Table, setting: ImportSetting) -> date | None:
    """The day on which began what a title names by ordinals; None where it names nothing or several."""
    days = set(_days_named(table, setting))
    return days.pop() if len(days) == 1 else None


def day_of_link(record: Record, setting: ImportSetting) -> date | None:
    """The day on which began what a record belongs to, where that goes by ordinals and the ledger has it."""
    for field in setting.register.input_fields:
        ref = record.values.get(field.key)
        if isinstance(ref, Ref) and field.kind.to and is_called_by_ordinals(BY_KEY[field.kind.to]):
            matches = setting.context.lookup.matches(field.kind.to, ref.name, {})
            row = setting.context.lookup.row(field.kind.to, matches[0].id or 0) if len(matches) == 1 else None
            if row and (day := row.get(BY_KEY[field.kind.to].year_field)):
                return day
    return None


def _days_named(table: Table, setting: ImportSetting) -> Iterator[date]:
    for register in filter(is_called_by_ordinals, BY_KEY.values()):
        for ref in _named(table, register, setting):
            row = setting.context.lookup.row(register.key, ref.id or 0) or {}
            if day := row.get(register.year_field):
                yield day


def with_sittings(
    records: list[Record], field: Field, table: Table, setting: ImportSetting, asking: Asking
) -> list[Record]:
    """The records of a table without a column for a required link: what its title names, or the only one of the year."""
    register = BY_KEY[field.kind.to]
    if not is_called_by_ordinals(register):
        return records
    named = list(_named(table, register, setting))
    if not named and (words := _sitting_in(table)):
        named = [Ref(None, words)]  # the ledger does not hold it yet
    if len(named) == 1:
        return [_linked(record, field, named[0]) for record in records]
    return [_linked(record, field, _of_year(record, field, table, setting, asking)) for record in records]


def _named(table: Table, register: Register, setting: ImportSetting) -> Iterator[Ref]:
    """The rows of a register that the titles of a table name, the first title that names any."""
    for words in table.facts.words:
        sitting = SITTING.search(words)
        matches = setting.context.lookup.matches(register.key, sitting.group(), {}) if sitting else ()
        if matches:
            yield from matches
            return


def _sitting_in(table: Table) -> str:
    """The session by its ordinals as the first title writes it that names one; empty where none does."""
    sittings = (SITTING.search(words) for words in table.facts.words)
    named = (sitting.group() for sitting in sittings if sitting)
    return next((words for words in named if names_a_session(words)), "")


def _linked(record: Record, field: Field, ref: Ref | None) -> Record:
    return (
        record if ref is None or record.values.get(field.key) is not None else record.having({field.key: ref})
    )


def _of_year(
    record: Record, field: Field, table: Table, setting: ImportSetting, asking: Asking
) -> Ref | None:
    """The only row of the year of a record's day, where its register says nothing better; the sheet is asked about it once."""
    if setting.register.intake.infer is not None:
        values = dict(record.values)
        list(
            setting.register.intake.infer(values, setting.context)
        )  # what it doubts is told when it is judged
        if values.get(field.key) is not None:
            return None
    day, lookup = record.values.get(setting.register.year_field), setting.context.lookup
    rows = lookup.where(field.kind.to, {}, day.year) if day else ()
    if len(rows) != 1:
        return None
    ref = lookup.matches(field.kind.to, "", {"id": rows[0]["id"]})[0]
    message = f"没有{field.label}一栏，先按当年的“{ref.name}”读取，对吗？"
    options = (Option(ref.name, ref.name), Option("", "不填"))
    answer = asking.answered(LINK, table, field, message, ref.name, _LIKELY, options)
    return ref if answer in (None, ref.name) else None
