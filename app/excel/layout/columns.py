"""From headings to sources: which columns feed which field, whole, in parts or as ticks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.intake_habits import FurtherNames, RecordForEach, SaidOf, SecondAnchor
from app.domain.texts import heading_key
from app.excel.layout.evidence import (
    ColumnSeen,
    Hints,
)
from app.excel.layout.headers import Heading
from app.excel.layout.joined_columns import (
    are_the_same_people,
    counting_names,
    join_further,
    join_parts,
    of_the_same_people,
    parts_of,
    people_apart,
    people_beside,
    share_columns,
    share_with_claims,
)
from app.excel.layout.matching import best_matching
from app.excel.layout.meant_instead import days_of_states, of_reasons
from app.excel.layout.natures import without_numbers
from app.excel.layout.planned import Pairs, planned_beside_done
from app.excel.layout.row_words import says_nothing
from app.excel.layout.second_columns import later_rounds, numbered_beside, second_columns, take_seconds_below
from app.excel.layout.segments import Segment
from app.excel.layout.sums import summed_up
from app.excel.layout.ticks import ticks_of
from app.excel.layout.titles import Office
from app.excel.layout.view import View
from app.excel.layout.vocabulary import (
    RECORD_NUMBER,
    Vocabulary,
)
from app.excel.layout.weights import (
    is_plain,
    lists_need_people,
    numbers_lines,
    weights_of,
    with_days_in_order,
    with_neighbours,
)

_AND_NUMBER = re.compile("[及和、与/](?:联系)?(?:电话|手机|号码|方式)(?:号码)?$")
SAMPLE = 60
WEAK = 3.0  # weight of a reading that gives way where the column adds to another one
LOOKED_AT = 200  # characters of a cell
EITHER = 0.5  # how much more speaks for the likelier of two meanings of a heading
CELLS_SHOWN = 3  # of a column, in a question


@dataclass(frozen=True)
class Assumption:
    """How a column was read whose heading does not say it word for word: ``field`` is empty for not at all.

    ``weights``: field → how much more speaks for it than for none; ``cells``: the first ones.
    """

    field: str
    weights: Mapping[str, float]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """``whole``: field → columns to be joined; ``ticks``: column → (field, code); ``unused``: headings.

    ``apart``: column of further people, each a record of its own → (field, words) that its heading says of them.
    ``planned``: columns of what was planned, each with that of what was done.
    ``across``: column of a matrix, a record in every cell → field → what its headings say of these records.
    """

    whole: Mapping[str, tuple[int, ...]]
    ticks: Mapping[int, tuple[str, str]]
    unused: Mapping[int, str]
    record_number: int | None = None
    assumed: Mapping[int, Assumption] = field(default_factory=dict)
    apart: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    across: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    planned: Pairs = ()

    def lead(self, anchor: str) -> int:
        """The column that says whether a row is a record: that of the anchor, else the first that is read."""
        return self.whole[anchor][0] if anchor in self.whole else min(self.used())

    def used(self) -> dict[int, str]:
        """Column → the field it feeds."""
        fed: dict[int, str] = {}
        for key, columns in self.whole.items():
            for column in columns:
                fed.setdefault(column, key)
        return fed | {column: field for column, (field, _) in self.ticks.items()}


def read_columns(
    view: View,
    segment: Segment,
    rows: Iterable[int],
    vocabulary: Vocabulary,
    office: Office,
    hints: Hints,
) -> Columns:
    """Decides which columns feed which fields: the best total of what headings and cells say together."""
    sample = [row for row, _ in zip(rows, range(SAMPLE), strict=False)]
    headings = {**_unlabelled(view, segment, sample), **segment.headings}
    seen = {c: _seen(view, c, headings[c], sample, vocabulary, not n) for n, c in enumerate(sorted(headings))}
    ticked, counting = ticks_of(headings, seen, vocabulary, office)
    ticks = {c: code for c, code in ticked.items() if c not in hints.answered}
    record = next((c for c, s in seen.items() if s.target and s.target.field == RECORD_NUMBER), None)
    answered = {c: key for c, key in hints.answered.items() if c in seen}
    open_columns = {c: s for c, s in seen.items() if c not in ticks and c not in answered}
    planned = planned_beside_done(open_columns, vocabulary)
    free = {c: s for c, s in open_columns.items() if c not in dict(planned)}
    further = numbered_beside(free, vocabulary)
    free, together = summed_up(free, vocabulary)
    left = {c: s for c, s in (seen | free).items() if c in free or c not in open_columns}
    parts = together | parts_of(free, headings) | second_columns(free, headings, vocabulary)
    parts |= days_of_states(free, vocabulary)
    join_parts(parts, free, vocabulary)
    shared: dict[str, tuple[int, ...]] = {}  # answered fields that other columns may hold too
    spread = vocabulary.register.intake.habit(RecordForEach).field
    for column, key in answered.items():
        if key:
            of_several = shared if vocabulary.kind_of(key).several or key == spread else parts
            of_several[key] = (*of_several.get(key, ()), column)
    taken = {c for columns in parts.values() for c in columns} | set(ticks) | set(answered) | {record}
    scores = {
        c: weights_of(s, vocabulary, hints, parts)
        for c, s in free.items()
        if c not in taken and not headings[c].spanned
    }
    scores = lists_need_people(scores, left, parts | shared, vocabulary)
    offered = _taken_out(scores, counting, later_rounds(headings, vocabulary), vocabulary)
    _only_the_like(scores, shared, seen)
    chosen = best_matching(scores)
    take_seconds_below(parts, chosen, scores, headings, vocabulary)
    chosen = best_matching(with_neighbours(scores, chosen, left, vocabulary, hints, parts | shared))
    chosen = with_days_in_order(chosen, scores, left, vocabulary)
    whole = parts | {key: (c,) for c, key in chosen.items()}
    whole |= {key: tuple(sorted({*whole.get(key, ()), *columns})) for key, columns in shared.items()}
    whole |= {k: (*own, *(c for f in own for c in further.get(f, ()))) for k, own in whole.items()}
    chosen = _settled(whole, chosen, scores, left, headings, vocabulary)
    apart = people_apart(whole, left, vocabulary)
    if spread in whole:  # the first stays that of the table, whatever its heading says
        whole[spread] = tuple(c for n, c in enumerate(whole[spread]) if not n or c not in apart)
    used = {c for columns in whole.values() for c in columns} | set(ticks) | set(apart) | {record}
    unused = _unused(headings, seen, used)
    assumed = {
        c: Assumption(key, weights, seen[c].cells[:CELLS_SHOWN])
        for c, weights in (scores | offered).items()
        if (key := chosen.get(c, "")) or (c not in used and seen[c].cells)
        if not is_plain(left[c].target, key) and (key or not numbers_lines(left[c]))
    }
    return Columns(whole, ticks, unused, record, assumed, apart, planned=planned)


def _unused(
    headings: Mapping[int, Heading], seen: Mapping[int, ColumnSeen], used: Collection[int | None]
) -> dict[int, str]:
    """The columns that feed nothing, by their heading or else their first cell."""
    return {
        c: " ".join(h.text.split()) or next(iter(seen[c].cells), "")
        for c, h in headings.items()
        if c not in used and (seen[c].cells or not h.spanned)
    }


def _taken_out(
    scores: dict[int, dict[str, float]], counting: set[int], later: set[int], vocabulary: Vocabulary
) -> dict[int, dict[str, float]]:
    """Takes from the scores what is asked about and holds no field: counts below codes, and later rounds, which the
    remarks may take.
    """
    offered = {c: scores.pop(c) for c in scores.keys() & (counting | later)}
    remarks = vocabulary.register.intake.remarks
    noted = {c: {**weights, remarks: 0.0} for c, weights in offered.items() if c in later and remarks}
    return offered | noted


def _only_the_like(
    scores: dict[int, dict[str, float]],
    shared: Mapping[str, tuple[int, ...]],
    seen: Mapping[int, ColumnSeen],
) -> None:
    """Beside a column that was answered to hold a field of several, only those hold it of which that is sure."""
    for key, columns in shared.items():
        for c, weights in scores.items():
            like = any(are_the_same_people(seen[c], seen[column]) for column in columns)
            if weights.get(key, 0.0) < WEAK and not like:
                weights.pop(key, None)


def _settled(
    whole: dict[str, tuple[int, ...]],
    chosen: dict[int, str],
    scores: dict[int, dict[str, float]],
    seen: Mapping[int, ColumnSeen],
    headings: Mapping[int, Heading],
    vocabulary: Vocabulary,
) -> dict[int, str]:
    """Puts right in ``whole`` what columns are only together or beside each other; the readings that stand."""
    _stand_in(whole, chosen, scores, seen, vocabulary)
    weak = {c for c, key in chosen.items() if scores[c].get(key, 0.0) < WEAK}
    weak |= of_the_same_people(seen, {c: scores[c].get(key, 0.0) for c, key in chosen.items() if c in seen})
    join_further(whole, seen, headings, vocabulary, weak)
    other = vocabulary.register.intake.habit(SecondAnchor).field
    if vocabulary.anchor not in whole and other in whole:  # a title says what there is of content
        whole[vocabulary.anchor] = whole.pop(other)
    share_columns(whole, seen, vocabulary)
    for column, (key, claim) in share_with_claims(whole, seen, vocabulary).items():
        if chosen.get(column) == key:
            _mean_instead(chosen, scores, column, claim)
    people_beside(whole, seen, vocabulary)
    remarks = vocabulary.register.intake.remarks
    for key in of_reasons(whole, seen, vocabulary) if remarks else ():
        (column,) = whole.pop(key)
        whole[remarks] = tuple(sorted((*whole.get(remarks, ()), column)))
        if chosen.get(column) == key:
            _mean_instead(chosen, scores, column, remarks)
    for key in counting_names(whole, seen, vocabulary):
        chosen = {c: other for c, other in chosen.items() if c not in whole[key]}
        del whole[key]
    return chosen


def _stand_in(
    whole: dict[str, tuple[int, ...]],
    chosen: dict[int, str],
    scores: dict[int, dict[str, float]],
    seen: Mapping[int, ColumnSeen],
    vocabulary: Vocabulary,
) -> None:
    """Columns that hold another field because none holds that one: who handles alone leads, 反馈时间 without 答复时间
    (always asked).
    """
    intake = vocabulary.register.intake
    for first, further in intake.habit(FurtherNames).fields.items():
        columns = whole.get(further, ())
        if first not in whole and columns and not any(is_plain(seen[c].target, further) for c in columns):
            whole[first] = whole.pop(further)
            chosen.update((c, first) for c in columns if c in chosen)
    for key, (begins, other) in intake.habit(SaidOf).fields.items():
        held = [c for c in whole.get(key, ()) if chosen.get(c) == key]
        if other in whole or len(held) != 1 or not heading_key(seen[held[0]].path[-1]).startswith(begins):
            continue
        whole[other] = whole.pop(key)
        _mean_instead(chosen, scores, held[0], other)


def _mean_instead(chosen: dict[int, str], scores: dict[int, dict[str, float]], column: int, key: str) -> None:
    """Another field for a column than what was chosen, somewhat likelier than that."""
    scores[column][key] = scores[column][chosen[column]] + EITHER
    chosen[column] = key


def _unlabelled(view: View, segment: Segment, sample: list[int]) -> dict[int, Heading]:
    """Columns without a heading in which something stands."""
    columns = {c for row in sample for c in view.filled(row, segment.first, segment.last)}
    return {c: Heading("", None) for c in columns if c not in segment.headings}


def _seen(
    view: View, column: int, heading: Heading, sample: list[int], vocabulary: Vocabulary, leads: bool
) -> ColumnSeen:
    texts = tuple(
        (row, t) for row in sample if (t := view.text(row, column)[:LOOKED_AT]) and not says_nothing(t)
    )
    path, target = heading.path, heading.target
    if path and target is None and any(without_numbers(text) != text for _, text in texts):
        bare = _AND_NUMBER.sub("", path[-1])  # 反映人及电话 names somebody
        path, target = (*path[:-1], bare), vocabulary.match(bare) if bare != path[-1] else None
    return ColumnSeen(column, path, target, texts, leads)
