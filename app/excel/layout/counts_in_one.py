"""Several counts in one cell: 5/2 below 来了几人/收几条, 5人2条 below 接待情况."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from app.domain.texts import half_width, without_blanks
from app.excel.layout.columns import Columns
from app.excel.layout.lines import Line
from app.excel.layout.row_words import says_nothing
from app.excel.layout.tables import Table
from app.excel.layout.vocabulary import Vocabulary

_COUNT = re.compile(
    r"(?:^|[/、,;\s]*)([\u4e00-\u9fff]{0,4}?)(\d{1,4})(人次|[人名位件条个项]?)(?=$|[/、,;\s]|[\u4e00-\u9fff\d])"
)
_HEADINGS = re.compile(r"[/、,;\n]|\s+")
_BRACKETED = re.compile(r"[(\[].*?[)\]]")
LEAST = 2  # counts in a cell
FIRST_CELLS = 60  # of a column, in which some hold several counts where it is one of counts
MOSTLY = 0.8  # share of such cells that make a column of them
MEANT = 0.5  # nearness in sense from which words name a count


def with_counts_apart(table: Table, vocabulary: Vocabulary) -> Table:
    """The table, each line with what the cells of a column count that no field holds as a whole."""
    for column in list(table.columns.unused):
        if not any(len(one) >= LEAST for one in islice(_counts(table, column), FIRST_CELLS)):
            continue  # nearly always
        fields = _fields(table, column, list(_counts(table, column)), vocabulary)
        if fields:
            lines = tuple(_counted(table, line, column, fields) for line in table.lines)
            table = replace(table, columns=_taken(table.columns, column, fields), lines=lines)
    return table


def _counts(table: Table, column: int) -> Iterator[list[tuple[str, str]]]:
    """What each filled cell of a column counts."""
    texts = (table.view.spread(line.row, column) for line in table.lines)
    return (counts_of(text) for text in texts if not says_nothing(text))


def counts_of(text: str) -> list[tuple[str, str]]:
    """What each count of a cell counts, in words, and its figure; nothing where other words stand there too."""
    bare = without_blanks(half_width(text)).strip("。.;,")
    matches = list(_COUNT.finditer(bare))
    whole = "".join(match.group(0) for match in matches) == bare
    return [(f"{match[1]}{match[3]}", match[2]) for match in matches] if whole else []


def _fields(
    table: Table, column: int, counts: Sequence[Sequence[tuple[str, str]]], vocabulary: Vocabulary
) -> list[str]:
    """The fields of the counts in their order, by the parts of the heading, else by what the cells say themselves."""
    several = [one for one in counts if len(one) >= LEAST]
    if not several or len(several) < MOSTLY * len(counts):
        return []
    size = len(several[0])
    if any(len(one) != size for one in several):
        return []
    path = table.header.headings[column].path if column in table.header.headings else ()
    parts = [p for p in _HEADINGS.split(_BRACKETED.sub("", half_width(path[-1]))) if p] if path else []
    for words in (parts, [name for name, _ in several[0]]):
        fields = [quantity_named(one, vocabulary, table.columns.whole) for one in words]
        if len(words) == size and all(fields) and len(set(fields)) == size:
            return fields
    return []


def quantity_named(words: str, vocabulary: Vocabulary, taken: Container[str]) -> str:
    """The quantity that words name and nothing has taken; empty for none."""
    near = vocabulary.sense.nearness(words)
    free = {
        key: alike
        for key, alike in near.items()
        if key not in taken and "." not in key and vocabulary.kind_of(key).is_quantity
    }
    own = vocabulary.match(words)
    if own is not None and own.field in free:
        return own.field
    best = max(free, key=lambda key: free[key], default="")
    return best if best and free[best] >= MEANT else ""


def _counted(table: Table, line: Line, column: int, fields: Sequence[str]) -> Line:
    figures = [figure for _, figure in counts_of(table.view.spread(line.row, column))]
    if len(figures) != len(fields):
        return line
    places = {key: own for key, own in table.places(line).items() if key not in fields}
    return replace(line, words={**line.words, **dict(zip(fields, figures, strict=True))}, places=places)


def _taken(columns: Columns, column: int, fields: Sequence[str]) -> Columns:
    """The column holds these fields from now on, and nobody need be asked for it."""
    return replace(
        columns,
        whole={**columns.whole, **dict.fromkeys(fields, (column,))},
        unused={c: words for c, words in columns.unused.items() if c != column},
        assumed={c: assumed for c, assumed in columns.assumed.items() if c != column},
    )
