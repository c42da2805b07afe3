"""Tables without a heading: a first row that is a record like those below it, and columns that their cells tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.excel.layout.evidence import looks_of
from app.excel.layout.headers import Header
from app.excel.layout.natures import nature_of
from app.excel.layout.segments import Segment, Stretch
from app.excel.layout.tables import Table, TableReader
from app.excel.layout.titles import Office
from app.excel.layout.view import View
from app.excel.layout.vocabulary import Vocabulary

_LOWEST = 20  # rows below which no first record is looked for
_LEAST_CELLS = 3  # of a record
_LEAST_ROWS = 3  # records that show what their columns hold
_SAMPLE = 60
_SHARE = 0.8  # of a column's cells that are alike
_HARD = ("identity", "phone", "day")  # natures that no heading has


def header_of_none(view: View, vocabulary: Vocabulary) -> Header | None:
    """An empty header above the first record of a sheet without headings, or None where it may have one.

    The first full row must be a record itself: in a column that is all days, numbers or code words so is its
    cell, and where the register's records are somebody's it names somebody.
    """
    top = next(
        (row for row in range(min(view.height, _LOWEST)) if len(view.filled(row)) >= _LEAST_CELLS), None
    )
    if top is None:
        return None
    full = [
        row for row in range(top, min(view.height, top + _SAMPLE)) if len(view.filled(row)) >= _LEAST_CELLS
    ]
    if len(full) < _LEAST_ROWS:
        return None
    columns = {c: [text for row in full if (text := view.text(row, c))] for c in view.filled(top)}
    hard = [c for c, texts in columns.items() if _is_hard(texts, vocabulary)]
    people = [c for c, texts in columns.items() if _names_people(texts)]
    somebodys = vocabulary.names_people or _is_of_people(vocabulary)
    if not hard or (somebodys and not people) or len(hard) + len(people) < 2:
        return None
    return Header(top, top - 1, {})


def _is_of_people(vocabulary: Vocabulary) -> bool:
    """Whether the records of a register are those of somebody in another one."""
    to = vocabulary.kind_of(vocabulary.anchor).to
    return bool(to) and looks_of(to) == "names"


def _is_hard(texts: list[str], vocabulary: Vocabulary) -> bool:
    """Whether a column, its first cell too, holds what no heading says: days, numbers, or the words of a code field."""
    if vocabulary.match(texts[0]) is not None:
        return False
    natures = [nature_of(text) for text in texts]
    for name in _HARD:
        share = sum(getattr(nature, name) for nature in natures) / len(natures)
        if getattr(natures[0], name) and share >= _SHARE:
            return True
    kinds = [vocabulary.kind_of(key) for key in vocabulary.usual.intersection(vocabulary.fields)]
    tables = [kind.table for kind in kinds if kind.table]
    return len(set(texts)) > 1 and any(all(table.read(t) is not None for t in texts) for table in tables)


def _names_people(texts: list[str]) -> bool:
    natures = [nature_of(text) for text in texts]
    share = sum(nature.names for nature in natures) / len(natures)
    return share >= _SHARE and natures[0].names == 1.0


def is_headless(table: Table) -> bool:
    """Whether a table stands below no heading."""
    return table.header.bottom < table.header.top


def continued(table: Table, headed: Sequence[Table], vocabulary: Vocabulary, office: Office) -> Table | None:
    """A table without a heading as the continuation of one that has, or None where its columns hold something else."""
    own = table.columns.used()
    for before in headed:
        if own.items() <= before.columns.used().items():
            top = table.header.top
            return TableReader(table.view, vocabulary, office).read(
                Header(top, top - 1, before.header.headings),
                Segment(0, 16_384, before.header.headings),
                [Stretch(top, table.view.height - 1)],
                table.facts.over(before.facts),
                replace(before.columns, assumed={}),
            )
    return None
