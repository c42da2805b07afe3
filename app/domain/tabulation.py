"""A table that is derived and typed by nobody: its headings, its cells, and the rows behind each number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain.column_widths import ColumnNeed, column_need
from app.domain.fields import Side
from app.domain.law.full_names import short_names_explained, with_titles
from app.domain.ledger_head import dotted_days
from app.domain.names import printed_name

_ON_A_LINE = 7  # characters of a name


@dataclass(frozen=True)
class Heading:
    """One column; ``group``: neighbours with the same word stand under one heading.  ``least``: half-width
    characters that it gets at least.  ``decimals``: as many as its numbers may have, 2 for yuan.  ``names``: of
    people, which are not broken."""

    text: str
    side: Side = "left"
    group: str = ""
    least: float = 6
    decimals: int = 0
    names: bool = False

    @property
    def elastic(self) -> bool:
        """Whether the column takes width that is left over."""
        return self.side != "center"

    @property
    def in_full(self) -> str:
        """The heading where there is only one line for it."""
        return f"{self.group} {self.text}".strip()


@dataclass(frozen=True)
class Cell:
    """What people read; ``value`` where it is a count; the rows of ``register`` it was counted from.

    ``exact``: the number where it need not be whole: yuan, points, a median.
    """

    text: str
    value: int | None = None
    register: str = ""
    rows: tuple[int, ...] = ()
    exact: float | None = None

    @property
    def written(self) -> str | int | float:
        """What a cell of a workbook holds: its number, else its text."""
        number = self.value if self.exact is None else self.exact
        return self.text if number is None else number


@dataclass(frozen=True)
class Tabulation:
    """A derived table with what stands around it.  ``total``: the last line, which has no running number.

    ``unit_line`` has a left, a middle and a right part; ``notes`` are sentences below the table.  ``label``
    names its file and its sheet; ``author`` is the organ that makes it.
    """

    label: str
    title: str
    headings: tuple[Heading, ...]
    lines: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    unit_line: tuple[str, str, str] = ("", "", "")
    signatures: tuple[str, str, str] = ("", "", "")
    notes: tuple[str, ...] = ()
    author: str = ""

    def all_lines(self) -> Iterator[tuple[Cell, ...]]:
        """The lines, and the total where there is one."""
        yield from self.lines
        if self.total:
            yield self.total

    def column(self, place: int) -> Sequence[str]:
        """The texts of a column, from 0."""
        return [line[place].text for line in self.all_lines()]

    def with_names_printed(self) -> Tabulation:
        """With names as lists on paper have them (王　芳)."""
        lines = tuple(
            tuple(
                replace(cell, text=printed_name(cell.text, _ON_A_LINE)) if heading.names else cell
                for heading, cell in zip(self.headings, line, strict=True)
            )
            for line in self.lines
        )
        return replace(self, lines=lines)

    def as_filed(self) -> Tabulation:
        """As paper and workbooks have it: days with dots, laws in 《》 and once below by their full names."""
        lines = tuple(tuple(map(_cell_as_filed, line)) for line in self.lines)
        notes = tuple(with_titles(dotted_days(note)) for note in self.notes)
        short = short_names_explained((*notes, *(cell.text for line in lines for cell in line)))
        return replace(self, lines=lines, notes=(*notes, short) if short else notes)

    def plain(self) -> dict[str, Any]:
        """The JSON object for scripts: texts and numbers by heading, and the ids behind each."""
        return {
            "title": self.title,
            "unit_line": list(self.unit_line),
            "headings": [heading.in_full for heading in self.headings],
            "lines": [[_plain(cell) for cell in line] for line in self.lines],
            "total": [_plain(cell) for cell in self.total],
            "notes": list(self.notes),
        }


def heading_need(heading: Heading, texts: Sequence[str], words: str) -> ColumnNeed:
    """What a column of these texts asks for under the ``words`` of its heading; counts and names are never broken."""
    need = column_need(
        words, texts, elastic=heading.elastic, unbroken=heading.names or heading.side == "right"
    )
    return replace(need, widest=max(need.widest, heading.least))


def _cell_as_filed(cell: Cell) -> Cell:
    return replace(cell, text=with_titles(dotted_days(cell.text)))


def _plain(cell: Cell) -> dict[str, Any]:
    return {
        "text": cell.text,
        "value": cell.value,
        "register": cell.register or None,
        "rows": list(cell.rows),
    }
