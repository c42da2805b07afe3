"""How much more speaks for a column holding each field than for its holding none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from app.domain.texts import heading_key
from app.excel.layout.days_in_order import in_order
from app.excel.layout.evidence import (
    CHOSEN_BEFORE,
    UNMISTAKABLE,
    ColumnSeen,
    Known,
    Told,
    is_of_others,
    of_cells,
    of_heading,
)
from app.excel.layout.vocabulary import (
    NUMBERING,
    WEAK,
    Target,
    Vocabulary,
)

ACCEPTED = 1.5  # weight that a reading needs to be better than none
LISTED_AT_LEAST = -4.5  # cells that do not fit make a usual heading doubtful, they do not undo it
SOMEBODY = 1.5  # weight of names of people where words name somebody
POSTS = 2.0  # weight of words that end as posts do where posts are kept
SAID = 1.5  # weight of a heading that says something by itself
NAMES = 0.8  # share of names of people in a column that may be the list's names
GIVEN_NUMBERS = 1.2  # weight of numbers with letters, years or signs where numbers are given
USUAL_FIELD = 0.8  # weight of a field's being one that most sheets hold
BESIDE = 0.6  # weight of standing between the fields that the register has beside it
OTHERWISE_NAMED = 1.0  # weight against a reading under a heading that says something else
POSTS_SEEN = 0.5  # share of posts in a column that may hold them without a heading
NEEDED = 1.5  # weight of a field that a record needs and no other column claims
UNNAMED = 1.5  # weight against a reading for which no heading speaks
DAYS = 0.7  # share of cells that are days in a column of days
LEAST_COUNTED = 3  # figures that show counting
LONGEST_RUNNING = 4  # digits of a running number


def is_plain(target: Target | None, key: str) -> bool:
    """Whether the heading itself says, word for word, what was taken."""
    return target is not None and target.field == key


def weights_of(
    seen: ColumnSeen, vocabulary: Vocabulary, told: Told, parts: Mapping[str, object]
) -> dict[str, float]:
    """Field → how much more a column says for it than for being none of the register's."""
    if is_of_others(seen):
        return {}
    by_heading = of_heading(seen, vocabulary)
    before = told.chosen.get(heading_key(" ".join(seen.path)))
    if before is not None:
        by_heading = {key: weight - CHOSEN_BEFORE for key, weight in by_heading.items()}
        by_heading |= {before: CHOSEN_BEFORE} if before else {}
    if numbers_lines(seen):
        if seen.target is None or not seen.target.field:
            return {}
        if seen.target.field in vocabulary.numbers:
            by_heading.pop(seen.target.field, None)
    weights: dict[str, float] = {}
    for key in vocabulary.fields:
        if key in parts:
            continue
        heading = by_heading.get(key, 0.0)
        cells = of_cells(seen, vocabulary.kind_of(key), told.known)
        nobodys = seen.target is not None and not seen.target.field
        names = key == vocabulary.anchor and seen.natures.person >= NAMES and vocabulary.names_people
        if heading <= 0 and not names and (cells < UNMISTAKABLE + nobodys or key not in vocabulary.alone):
            continue
        listed = seen.target is not None and seen.target.field == key and seen.target.rank < WEAK
        weight = heading + max(cells, LISTED_AT_LEAST if listed else cells) - ACCEPTED
        weight += USUAL_FIELD * (key in vocabulary.usual) * (min(heading / SAID, 1.0) if heading > 0 else 1.0)
        if key in vocabulary.people:
            weight += SOMEBODY * (2 * seen.natures.person - 1) + 2.0 * seen.natures.person
        weight += POSTS * seen.natures.post * (key in vocabulary.posts)
        if heading >= SAID:
            weight += GIVEN_NUMBERS * seen.natures.numbered * (key in vocabulary.numbers)
        weights[key] = weight - seen.number / 1000  # the first among equals
    return weights


def with_neighbours(
    scores: dict[int, dict[str, float]],
    chosen: Mapping[int, str],
    seen: Mapping[int, ColumnSeen],
    vocabulary: Vocabulary,
    known: Known,
) -> dict[int, dict[str, float]]:
    """Fields that stand between those of the columns beside are likelier: clerks keep the order of the work.

    A column that nothing has claimed so far may hold whatever usual field its cells fit.
    """
    order = {key: number for number, key in enumerate(vocabulary.fields_in_order)}
    columns = sorted(chosen)
    for column, weights in scores.items():
        before = max((c for c in columns if c < column), default=None)
        after = min((c for c in columns if c > column), default=None)
        first = order[chosen[before]] if before is not None else -1
        last = order[chosen[after]] if after is not None else len(order)
        between = [key for key, number in order.items() if first < number < last]
        for key in between:
            if key in weights:
                weights[key] += BESIDE
        if column in chosen or not seen[column].cells or is_plain(seen[column].target, ""):
            continue
        if is_of_others(seen[column]) or numbers_lines(seen[column]):
            continue
        for key in vocabulary.usual.intersection(order).difference(chosen.values(), weights):
            cells = of_cells(seen[column], vocabulary.kind_of(key), known)
            if cells > 0 and (key not in vocabulary.posts or seen[column].natures.post > POSTS_SEEN):
                weight = cells + USUAL_FIELD + BESIDE * (key in between) - UNNAMED - ACCEPTED
                weight += NEEDED * (key in vocabulary.needed)
                weights[key] = weight - OTHERWISE_NAMED * bool(seen[column].path) - column / 1000
    return scores


def with_days_in_order(
    chosen: dict[int, str],
    scores: Mapping[int, dict[str, float]],
    seen: Mapping[int, ColumnSeen],
    vocabulary: Vocabulary,
) -> dict[int, str]:
    """Columns of days whose headings leave open which they are, told apart by their order."""
    days = [key for key in vocabulary.fields_in_order if vocabulary.kind_of(key).is_full_day]
    open_columns = {
        c: {key: scores[c].get(key, USUAL_FIELD * (key in vocabulary.usual) - BESIDE) for key in days}
        for c, s in seen.items()
        if c in scores and s.natures.day >= DAYS and (s.target is None or s.target.rank >= WEAK)
    }
    read = {c: key for c, key in chosen.items() if key in days}
    if len(days) < 2 or not open_columns:
        return chosen
    return {c: k for c, k in chosen.items() if k not in days} | in_order(read, open_columns, seen, days)


def numbers_lines(seen: ColumnSeen) -> bool:
    """1, 2, 3 below 序号 number the lines of a sheet and are no numbers that were given to the records."""
    if seen.target is None and _counts_up(seen.cells):
        return True
    heading = seen.path[-1] if seen.path else ""
    if heading_key(heading) not in NUMBERING or "编" in heading:
        return False
    figures = [cell for cell in seen.cells if any(c.isdigit() for c in cell)]  # the rest are totals
    plain = sum(cell.isdigit() and len(cell) <= LONGEST_RUNNING for cell in figures)
    return 2 * plain > len(figures) or not figures


def _counts_up(cells: Sequence[str]) -> bool:
    """1, 2, 3 … from row to row, perhaps anew below a section."""
    if len(cells) < LEAST_COUNTED or not all(
        cell.isdigit() and len(cell) <= LONGEST_RUNNING for cell in cells
    ):
        return False
    steps = sum(int(after) == int(before) + 1 or int(after) == 1 for before, after in pairwise(cells))
    return steps == len(cells) - 1 and any(int(b) == int(a) + 1 for a, b in pairwise(cells))
