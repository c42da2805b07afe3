"""Columns that count the parts of what another one sums up, or of what their upper heading counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from app.domain.numerals import read_number
from app.domain.texts import half_width, without_blanks
from app.excel.layout.evidence import ColumnSeen
from app.excel.layout.meant_instead import FIGURES
from app.excel.layout.row_words import TOTAL
from app.excel.layout.vocabulary import Target, Vocabulary

LEAST_PARTS = 2  # columns that another one sums up
LEAST_ROWS = 2  # rows with something to sum up that show a sum
MEANT = 0.45  # nearness from which an upper heading says what its lower columns count

Seen = dict[int, ColumnSeen]
Parts = dict[str, tuple[int, ...]]


def summed_up(seen: Mapping[int, ColumnSeen], vocabulary: Vocabulary) -> tuple[Seen, Parts]:
    """The columns without those that only count parts, a sum under the heading of its group; and the parts by
    field where no column sums them up.

    民生 | 环境 | 交通 | 小计 below 提出意见: the last one counts the opinions; of 收集 | 当场答 | 转办 the first, where
    it always is the sum of the others.  Columns called by fields of their own
    (代表 | 群众 | 合计) are no parts: what sums them up is nobody's.
    """
    left: Seen = {c: one for c, one in seen.items() if not _counts_some_of_them(one)}
    for column, parts in _sums(left):
        if not any(_is_called(left[part], vocabulary) for part in parts if part in left):
            left = {c: one for c, one in left.items() if c not in parts}
            left[column] = _of_group(left[column], vocabulary)
        elif not _is_called(left[column], vocabulary):
            del left[column]
    together: Parts = {}
    for group in _groups(left, vocabulary):
        key = _counted_by(left[group[0]].path[:-1], vocabulary)
        if key and key not in together and not any(_is_plain(one, key) for one in left.values()):
            total = next((c for c in group if _adds_up([left[o] for o in group if o != c], left[c])), None)
            together[key] = group if total is None else (total,)
            left = {c: one for c, one in left.items() if total in (None, c) or c not in group}
    return left, together


def _counts_some_of_them(one: ColumnSeen) -> bool:
    """Whether figures stand below 其中: they count some of what the column beside them counts."""
    return one.natures.number >= FIGURES and any(_bare(words).startswith("其中") for words in one.path)


def _sums(seen: Mapping[int, ColumnSeen]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each column of figures that sums up the ones before it, with these."""
    counting = [c for c in sorted(seen) if seen[c].natures.number >= FIGURES]
    for column in counting:
        if not (seen[column].path and TOTAL.search(_bare(seen[column].path[-1]))):
            continue
        before = [c for c in counting if c < column]
        run = before[-1:] if before and before[-1] == column - 1 else []
        while run and run[0] - 1 in before:
            run.insert(0, run[0] - 1)
        lengths = range(len(run), LEAST_PARTS - 1, -1)
        fits = (tuple(run[-n:]) for n in lengths if _adds_up([seen[c] for c in run[-n:]], seen[column]))
        parts = next(fits, ())
        if parts:
            yield column, parts


def _adds_up(parts: Sequence[ColumnSeen], total: ColumnSeen) -> bool:
    """Whether the figures of the parts make that of the total in every row."""
    figures = [_figures(one) for one in parts]
    rows = [(row, number) for row, number in _figures(total).items() if any(row in one for one in figures)]
    right = sum(sum(one.get(row, 0) for one in figures) == number for row, number in rows)
    return right >= LEAST_ROWS and right == len(rows)


def _figures(one: ColumnSeen) -> dict[int, int]:
    read = ((row, read_number(text)) for row, text in one.by_row)
    return {row: number for row, number in read if number is not None}


def _bare(text: str) -> str:
    return without_blanks(half_width(text))


def _is_called(one: ColumnSeen, vocabulary: Vocabulary) -> bool:
    """Whether the lowest heading is by itself that of a field; one of prose (其他 for the remarks) holds no figures."""
    own = vocabulary.match(one.path[-1]) if one.path else None
    if own is None or not own.field or own.code is not None:
        return False
    kind = vocabulary.kind_of(own.field)
    return not (kind.is_words and kind.wide)


def _is_plain(one: ColumnSeen, key: str) -> bool:
    return one.target is not None and one.target.field == key and len(one.path) == 1


def _of_group(total: ColumnSeen, vocabulary: Vocabulary) -> ColumnSeen:
    """The sum of a group, called as the group is."""
    upper = total.path[:-1]
    if not upper:
        return total
    key = _counted_by(upper, vocabulary)
    return replace(total, path=upper, target=Target(key) if key else vocabulary.match("".join(upper)))


def _groups(seen: Mapping[int, ColumnSeen], vocabulary: Vocabulary) -> Iterator[tuple[int, ...]]:
    """Columns of figures beside each other below one upper heading, none of them called by a field itself."""
    group: list[int] = []
    columns = [
        c
        for c in sorted(seen)
        if len(seen[c].path) > 1 and seen[c].natures.number >= FIGURES and not _is_called(seen[c], vocabulary)
    ]
    for before, column in pairwise([-2, *columns]):
        if group and (column != before + 1 or seen[column].path[:-1] != seen[before].path[:-1]):
            yield from _enough(group)
            group = []
        group.append(column)
    yield from _enough(group)


def _enough(group: list[int]) -> Iterator[tuple[int, ...]]:
    if len(group) >= LEAST_PARTS:
        yield tuple(group)


def _counted_by(upper: Sequence[str], vocabulary: Vocabulary) -> str:
    """The quantity of which upper headings speak, that the form asks for or not; empty for none."""
    if not upper:
        return ""
    near = vocabulary.sense.nearness(*upper)
    counted = {key: alike for key, alike in near.items() if vocabulary.kind_of(key).is_quantity}
    best = max(counted, key=lambda key: counted[key], default="")
    return best if best and counted[best] >= MEANT else ""
