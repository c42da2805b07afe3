"""What is asked once for a column whose heading does not say what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from app.domain.fields import Field
from app.domain.register import Register
from app.domain.texts import half_width, without_blanks
from app.excel.layout.column_names import column_name
from app.excel.layout.columns import Assumption
from app.excel.layout.row_words import is_total
from app.excel.layout.tables import Table
from app.excel.layout.view import column_letter
from app.excel.layout.vocabulary import Vocabulary
from app.excel.questions import COLUMN, NO_FIELD, WHY_REJECTED, Option, Question

CLEAR = 0.97  # surer readings are not asked
OFFERED = 5
POSSIBLE = -4.5  # weight from which a reading is offered
NOT_READ = Option(NO_FIELD, "不导入这一列")


def column_questions(table: Table, vocabulary: Vocabulary) -> Iterator[Question]:
    """One question for each column that was read, or left unread, by evidence that leaves a doubt."""
    used = table.columns.used()
    for column, assumed in sorted(table.columns.assumed.items()):
        field = used.get(column, NO_FIELD)
        sure = sureness(assumed, field)
        options = _options(assumed, field, vocabulary)
        heading = table.header.headings.get(column)
        name = " ".join(heading.text.split()) if heading and heading.text else ""
        no_column = field == NO_FIELD and (name == WHY_REJECTED or is_total(without_blanks(half_width(name))))
        if sure >= CLEAR or len(options) < 2 or no_column:
            continue
        yield Question(
            COLUMN,
            table.view.sheet.name,
            column_name(table.header, column),
            field,
            _sentence(name, column, field, vocabulary),
            field,
            sure,
            options,
            assumed.cells,
        )


def sureness(assumed: Assumption, field: str) -> float:
    """From 0 to 1, by the margin between what was taken and the next best reading."""
    others = [weight for key, weight in assumed.weights.items() if key != field]
    margin = assumed.weights.get(field, 0.0) - max([0.0, *others])
    return round(1 / (1 + exp(-margin)), 2)


def _sentence(name: str, column: int, field: str, vocabulary: Vocabulary) -> str:
    heading = f"“{name}”" if name else f"{column_letter(column)} 列没有标题，"
    if field == NO_FIELD:
        return f"{heading}没有读入，要读入哪一项？"
    return f"{heading}像是{_label(field, vocabulary)}，对吗？"


def _options(assumed: Assumption, field: str, vocabulary: Vocabulary) -> tuple[Option, ...]:
    possible = [key for key, weight in assumed.weights.items() if weight > POSSIBLE]
    near = sorted(possible, key=lambda key: -assumed.weights[key])[:OFFERED]
    keys = dict.fromkeys([*([field] if field else []), *near])
    return (*(Option(key, _label(key, vocabulary)) for key in keys), NOT_READ)


def fields_called(register: Register) -> dict[str, str]:
    """What the options of a column are called → the field."""
    called = {NOT_READ.label: NOT_READ.value}
    for field in register.input_fields:
        called.setdefault(field.label, field.key)
        for column in field.kind.columns:
            called.setdefault(_called(field, column), f"{field.key}.{column.key}")
    return called


def _label(key: str, vocabulary: Vocabulary) -> str:
    outer, _, inner = key.partition(".")
    field = vocabulary.register.field(outer)
    column = next((c for c in field.kind.columns if c.key == inner), None)
    return _called(field, column) if column else field.label


def _called(field: Field, column: Field) -> str:
    return f"{field.label}的{column.label}"
