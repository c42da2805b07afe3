"""A state in words on a sheet without a column of its day: what that day was is asked once, not doubted on each row."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.intake_habits import DaysOfStates
from app.excel.judging.asking import Asking
from app.excel.judging.records import Record
from app.excel.judging.setting import ImportSetting
from app.excel.layout.tables import Table
from app.excel.questions import IN_REMARKS, NO_DAY, UNDATED, Option

FEWEST = 2  # rows: a single one is told in its row
UNSURE = 0.4  # what follows from no day may be wrong, so the rows wait for the answer


def with_states_dated(
    records: Sequence[Record], table: Table, setting: ImportSetting, asking: Asking
) -> list[Record]:
    """The records of one table, those whose state no column can date with the day that was answered."""
    completed = list(records)
    for key, states in setting.register.intake.habit(DaysOfStates).fields.items():
        for state, days in states.items():
            days_of_course = {day for others in states.values() if others[0] == days[0] for day in others}
            if days_of_course & set(table.columns.whole):
                continue  # a blank cell in such a column is a gap of its row
            undated = [_is_undated(record, key, state, days, setting) for record in completed]
            if sum(undated) >= FEWEST:
                answer = _answered(key, state, days, sum(undated), table, setting, asking)
                completed = [
                    _dated(record, key, days, answer, setting) if is_undated else record
                    for record, is_undated in zip(completed, undated, strict=True)
                ]
    return completed


def _is_undated(record: Record, key: str, state: str, days: Sequence[str], setting: ImportSetting) -> bool:
    values, borne_out = record.values, setting.register.intake.claims[key]
    if values.get(key) != state or any(values.get(day) is not None for day in days):
        return False
    return borne_out(state, values, setting.context) is not None


def _answered(
    key: str,
    state: str,
    days: Sequence[str],
    count: int,
    table: Table,
    setting: ImportSetting,
    asking: Asking,
) -> str | None:
    """What was answered for a state: a day, that there is none, IN_REMARKS; None where it is asked now."""
    field, day = setting.register.field(key), setting.register.field(days[-1])
    word = field.text(state)
    answer = asking.answer(UNDATED, table, field, word)
    if answer not in (None, NO_DAY, IN_REMARKS) and day.read(answer, setting.context).value is None:
        answer = None  # no day that can be read
    if answer is None:
        labels = "、".join(setting.register.field(one).label for one in days) + "都" * (len(days) > 1)
        message = (
            f"{field.label}写的是“{word}”（{count} 行），表里没有{day.label}，先不填日期，对吗？"
            f"知道日期的可以填写，{labels}按这一天读取。"
        )
        options = [Option(NO_DAY, "不填日期")]
        if setting.register.intake.remarks:
            options.append(Option(IN_REMARKS, f"不填日期，“{word}”写在备注里"))
        asking.ask(UNDATED, table, field, message, NO_DAY, UNSURE, tuple(options), word)
    return answer


def _dated(
    record: Record, key: str, days: Sequence[str], answer: str | None, setting: ImportSetting
) -> Record:
    """The record as answered; that its state rests on no day is said by the question and nowhere else."""
    register = setting.register
    day = register.field(days[-1]).read(answer, setting.context).value if answer else None
    if day is not None:
        return record.having(dict.fromkeys(days, day))
    if answer == IN_REMARKS:
        field = register.field(key)
        record = record.remarked(register.intake.remarks, f"{field.label}:{field.text(record.values[key])}")
    return record.having(unkept=[key], unsure=answer is None)
