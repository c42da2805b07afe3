"""The questions of one import: what was answered is taken, what was not is assumed and asked once."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.fields import Field
from app.excel.layout.column_names import column_name
from app.excel.layout.tables import Table
from app.excel.questions import Answer, Option, Question

SURE_ENOUGH = 0.5  # what is assumed with less makes its rows wait for the clerk
CELLS_SHOWN = 3
LONGEST_CELL = 40  # characters
WORDS = 5  # characters, from which on a cell says something
LOOKED_AT = 20  # rows of a column that was not read


class Asking:
    """Collects questions over the tables of one file; the same question is kept once.

    ``learnt``: the codes that were answered, by code table and word.
    """

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._answers = {(a.code, a.sheet, a.word, a.column or None): a.value for a in answers}
        self.learnt: dict[tuple[str, str], str] = {}
        self._unread: dict[int, bool] = {}
        self._questions: dict[tuple[str, str, str | None, str, str], Question] = {}

    def answer(self, code: str, table: Table, field: Field, word: str = "") -> str | None:
        """The value that was answered, None where nothing was."""
        of_sheet = self._answers.get((code, table.view.sheet.name, word, None))
        return self._answers.get((code, table.view.sheet.name, word, column_of(table, field)), of_sheet)

    def ask(
        self,
        code: str,
        table: Table,
        field: Field,
        message: str,
        assumed: str,
        sure: float,
        options: Iterable[Option] = (),
        word: str = "",
    ) -> None:
        """Asks about a field of a table; the first to ask a question says how."""
        column = column_of(table, field)
        key = (code, table.view.sheet.name, column, field.key, word)
        if key not in self._questions:
            cells = first_cells(table, field) if column and not word else ()
            self._questions[key] = Question(
                code, key[1], column, field.key, message, assumed, sure, tuple(options), cells, word
            )

    def answered(
        self,
        code: str,
        table: Table,
        field: Field,
        message: str,
        assumed: str,
        sure: float,
        options: Iterable[Option] = (),
        word: str = "",
    ) -> str | None:
        """The value that was answered; None where nothing was, and it is asked now."""
        answer = self.answer(code, table, field, word)
        if answer is None:
            self.ask(code, table, field, message, assumed, sure, options, word)
        return answer

    def has_unread_words(self, table: Table) -> bool:
        """Whether a column that feeds nothing holds words, rather than numbers or single characters."""
        if id(table) not in self._unread:
            self._unread[id(table)] = any(_holds_words(table, column) for column in table.columns.unused)
        return self._unread[id(table)]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What was asked so far, in order."""
        return tuple(self._questions.values())


def column_of(table: Table, field: Field) -> str | None:
    """What the field's first column is called; None where it has none of its own."""
    columns = table.columns.whole.get(field.key)
    return column_name(table.header, columns[0]) if columns and not table.view.turned else None


def first_cells(table: Table, field: Field) -> tuple[str, ...]:
    """The first filled cells of a field's column, as written."""
    columns = table.columns.whole.get(field.key, ())
    texts = (table.view.text(line.row, column) for line in table.lines for column in columns[:1])
    return tuple(
        text[:LONGEST_CELL] for text, _ in zip(filter(None, texts), range(CELLS_SHOWN), strict=False)
    )


def _holds_words(table: Table, column: int) -> bool:
    texts = [text for line in table.lines[:LOOKED_AT] if (text := table.view.text(line.row, column))]
    return bool(texts) and 2 * sum(len(text) >= WORDS for text in texts) > len(texts)


def codes_of(field: Field) -> tuple[Option, ...]:
    """The codes of a field as options."""
    return tuple(Option(code, label) for code, label in field.kind.table.short)
