"""From headings to sources: which columns feed which field, whole, in parts or as ticks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.domain.texts import heading_key
from app.excel.layout.days_in_order import in_order
from app.excel.layout.evidence import (
    UNMISTAKABLE,
    ColumnSeen,
    Known,
    Told,
    is_of_others,
    of_cells,
    of_heading,
)
from app.excel.layout.headers import Header, Heading
from app.excel.layout.lines import says_nothing
from app.excel.layout.matching import best_matching
from app.excel.layout.titles import Office, level_of
from app.excel.layout.traditional import simplified
from app.excel.layout.view import View
from app.excel.layout.vocabulary import (
    NUMBERING,
    RECORD_NUMBER,
    WEAK,
    Target,
    Vocabulary,
    is_no_tick,
    is_tick,
)

SAMPLE = 60
ACCEPTED = 1.5  # weight that a reading needs to be better than none
LISTED_AT_LEAST = -4.5  # cells that do not fit make a usual heading doubtful, they do not undo it
SOMEBODY = 1.5  # weight of names of people where words name somebody
POSTS = 2.0  # weight of words that end as posts do where posts are kept
SAID = 1.5  # weight of a heading that says something by itself
NAMES = 0.8  # share of names of people in a column that may be the list's names
GIVEN_NUMBERS = 1.2  # weight of numbers with letters, years or signs where numbers are given
USUAL_FIELD = 0.8  # weight of a field's being one that most sheets hold
BESIDE = 0.6  # weight of standing between the fields that the register has beside it
UNNAMED = 1.5  # weight against a reading for which no heading speaks
DAYS = 0.7  # share of cells that are days in a column of days
CELLS_SHOWN = 3  # of a column, in a question
LEAST_COUNTED = 3  # figures that show counting
LONGEST_RUNNING = 4  # digits of a running number
SECOND = "second"  # the concept of 附议
JOINING = frozenset(
    {SECOND, "name", "phone", "number", "contact", "person"}
)  # what the heading of a further column may add
_ASKS = re.compile(r"^(?:是否为?|是不是|为)|[((]?(?:打[√✓勾]|是/否|是否)[))]?$")


@dataclass(frozen=True)
class Segment:
    """One table of a header: its first and last column and the headings between."""

    first: int
    last: int
    headings: dict[int, Heading]


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
    """``whole``: field → columns to be joined; ``ticks``: column → (field, code); ``unused``: headings."""

    whole: dict[str, tuple[int, ...]]
    ticks: dict[int, tuple[str, str]]
    unused: dict[int, str]
    record_number: int | None = None
    assumed: Mapping[int, Assumption] = field(default_factory=dict)

    def lead(self, anchor: str) -> int:
        """The column that says whether a row is a record: that of the anchor, else the first that is read."""
        return self.whole[anchor][0] if anchor in self.whole else min(self.used())

    def used(self) -> dict[int, str]:
        """Column → the field it feeds."""
        found = {column: field for field, columns in self.whole.items() for column in columns}
        return found | {column: field for column, (field, _) in self.ticks.items()}


def segments(header: Header, anchor: str, people: bool = True) -> list[Segment]:
    """Tables side by side: a new one begins where known headings start again and an anchor follows.

    Where the anchor names no ``people``, two headings of it may differ (日期 and 时间): that is one table.
    """
    ordered = sorted(header.headings)
    repeated = _repeated(header, ordered)
    if repeated:
        return repeated
    anchors = [c for c in ordered if _is_field(header, c, anchor)]
    if not people and anchors:
        first = heading_key(header.headings[anchors[0]].text)
        anchors = [c for c in anchors if heading_key(header.headings[c].text) == first]
    if len(anchors) < 2:
        return [Segment(ordered[0], 16_384, dict(header.headings))]
    lead = [heading_key(header.headings[c].text) for c in ordered if c < anchors[0]]
    starts = [ordered[0], *(_start(header, ordered, lead, left, right) for left, right in pairwise(anchors))]
    return [
        Segment(start, end, {c: header.headings[c] for c in ordered if start <= c <= end})
        for start, end in zip(starts, [*(s - 1 for s in starts[1:]), 16_384], strict=True)
    ]


def _repeated(header: Header, ordered: list[int]) -> list[Segment]:
    """Tables side by side under the same headings, whatever these are."""
    words = [heading_key(header.headings[c].text) for c in ordered]
    for count in range(2, len(words) // 2 + 1):
        size = len(words) // count
        if size * count == len(words) and words[:size] * count == words and len(set(words[:size])) == size:
            starts = [ordered[size * number] for number in range(count)]
            ends = [*(start - 1 for start in starts[1:]), 16_384]
            return [
                Segment(first, last, {c: header.headings[c] for c in ordered if first <= c <= last})
                for first, last in zip(starts, ends, strict=True)
            ]
    return []


def _is_field(header: Header, column: int, field: str) -> bool:
    target = header.headings[column].target
    return (
        target is not None
        and target.field == field
        and target.code is None
        and not header.headings[column].spanned
    )


def _start(header: Header, ordered: list[int], lead: list[str], left: int, right: int) -> int:
    """The first column of the table whose anchor is at ``right``: it begins as the first one does."""
    start = right
    for column in reversed([c for c in ordered if left < c < right]):
        if heading_key(header.headings[column].text) not in lead:
            break
        start = column
    return start


def read_columns(
    view: View,
    segment: Segment,
    rows: Iterable[int],
    vocabulary: Vocabulary,
    office: Office,
    told: Told,
) -> Columns:
    """Decides which columns feed which fields: the best total of what headings and cells say together."""
    sample = [row for row, _ in zip(rows, range(SAMPLE), strict=False)]
    headings = {**_unlabelled(view, segment, sample), **segment.headings}
    seen = {c: _seen(view, c, headings[c], sample) for c in sorted(headings)}
    ticks = {
        c: code for c, code in _ticks(headings, seen, vocabulary, office).items() if c not in told.answered
    }
    record = next((c for c, s in seen.items() if s.target and s.target.field == RECORD_NUMBER), None)
    answered = {c: key for c, key in told.answered.items() if c in seen}
    parts = _parts({c: s for c, s in seen.items() if c not in ticks and c not in answered}, headings)
    for column, key in answered.items():
        if key:
            parts[key] = (*parts.get(key, ()), column)
    taken = {c for columns in parts.values() for c in columns} | set(ticks) | set(answered) | {record}
    scores = {
        c: _weights(s, vocabulary, told.known, parts)
        for c, s in seen.items()
        if c not in taken and not headings[c].spanned
    }
    chosen = best_matching(scores)
    chosen = best_matching(_with_neighbours(scores, chosen, seen, vocabulary, told.known))
    chosen = _with_days_in_order(chosen, scores, seen, vocabulary)
    whole = parts | {key: (c,) for c, key in chosen.items()}
    _join(whole, seen, headings, vocabulary)
    used = {c for columns in whole.values() for c in columns} | set(ticks) | {record}
    unused = {
        c: " ".join(h.text.split()) or next(iter(seen[c].cells), "")
        for c, h in headings.items()
        if c not in used and (seen[c].cells or not h.spanned)
    }
    assumed = {
        c: Assumption(key, scores[c], seen[c].cells[:CELLS_SHOWN])
        for c in scores
        if (key := chosen.get(c, "")) or seen[c].cells
        if not _is_plain(seen[c].target, key) and (key or not _numbers_lines(seen[c]))
    }
    return Columns(whole, ticks, unused, record, assumed)


def _is_plain(target: Target | None, key: str) -> bool:
    """Whether the heading itself says, word for word, what was taken."""
    return target is not None and target.field == key


def _unlabelled(view: View, segment: Segment, sample: list[int]) -> dict[int, Heading]:
    """Columns without a heading in which something stands."""
    columns = {c for row in sample for c in view.filled(row, segment.first, segment.last)}
    return {c: Heading("", None) for c in columns if c not in segment.headings}


def _seen(view: View, column: int, heading: Heading, sample: list[int]) -> ColumnSeen:
    texts = tuple((row, t) for row in sample if (t := view.text(row, column)) and not says_nothing(t))
    return ColumnSeen(column, heading.path, heading.target, texts)


def _weights(
    seen: ColumnSeen, vocabulary: Vocabulary, known: Known, parts: Mapping[str, object]
) -> dict[str, float]:
    """Field → how much more a column says for it than for being none of the register's."""
    if is_of_others(seen):
        return {}
    by_heading = of_heading(seen, vocabulary)
    if _numbers_lines(seen):
        by_heading.pop("no", None)
        if seen.target is None or not seen.target.field:
            return {}
    weights: dict[str, float] = {}
    for key in vocabulary.fields:
        if key in parts:
            continue
        heading = by_heading.get(key, 0.0)
        cells = of_cells(seen, vocabulary.kind_of(key), known)
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


def _with_neighbours(
    scores: dict[int, dict[str, float]],
    chosen: Mapping[int, str],
    seen: Mapping[int, ColumnSeen],
    vocabulary: Vocabulary,
    known: Known,
) -> dict[int, dict[str, float]]:
    """Fields that stand between those of the columns beside are likelier; days need no heading there.

    Clerks keep the order of the work: raised, handed over, replied, concluded.
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
        if column in chosen or not seen[column].cells or _is_plain(seen[column].target, ""):
            continue
        for key in between:
            if key not in weights and key not in chosen.values() and vocabulary.kind_of(key).is_full_day:
                cells = of_cells(seen[column], vocabulary.kind_of(key), known)
                usual = USUAL_FIELD * (key in vocabulary.usual)
                weights[key] = cells + BESIDE + usual - UNNAMED - ACCEPTED - column / 1000
    return scores


def _with_days_in_order(
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


def _numbers_lines(seen: ColumnSeen) -> bool:
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


def _parts(seen: Mapping[int, ColumnSeen], headings: Mapping[int, Heading]) -> dict[str, tuple[int, ...]]:
    """Fields that are kept in several columns (unit and post, year and month), where no column holds them whole."""
    plain = {t.field for s in seen.values() if (t := s.target) and not t.part and t.code is None and s.cells}
    parts: dict[str, dict[int, int]] = {}
    for column, one in seen.items():
        target = one.target
        if target is not None and target.part and target.field not in plain:
            parts.setdefault(target.field, {}).setdefault(target.part, column)
    found = {key: tuple(columns[n] for n in sorted(columns)) for key, columns in parts.items()}
    return {key: columns + _spanned(headings, columns, seen) for key, columns in found.items()}


def _join(
    whole: dict[str, tuple[int, ...]],
    seen: Mapping[int, ColumnSeen],
    headings: Mapping[int, Heading],
    vocabulary: Vocabulary,
) -> None:
    """Further columns of a field that may hold several values: two phones below one heading, those who second."""
    for key, columns in list(whole.items()):
        used = {c for more in whole.values() for c in more}
        more = [c for c in _spanned(headings, columns, seen) if c not in used]
        if vocabulary.kind_of(key).several:
            more += [c for c, s in seen.items() if c not in used and _adds_to(s, seen[columns[0]])]
        whole[key] = (*columns, *dict.fromkeys(more))


def _adds_to(one: ColumnSeen, first: ColumnSeen) -> bool:
    """Whether a column holds more of what another holds: below the same group, or named as second to it."""
    if not one.cells or one.natures.day > 0.5:
        return False
    together = len(first.path) > 1 and len(one.path) > 1 and one.path[0] == first.path[0]
    second = SECOND in one.said
    fits = (
        abs(one.natures.phone - first.natures.phone) < 0.5
        and abs(one.natures.people - first.natures.people) < 0.5
    )
    return fits and (together or second) and one.said <= first.said | JOINING


def _spanned(
    headings: Mapping[int, Heading], chosen: tuple[int, ...], seen: Mapping[int, ColumnSeen]
) -> tuple[int, ...]:
    """Further columns below one merged heading, where they hold something: unit and post under one word."""
    more: list[int] = []
    column = chosen[-1] + 1
    while column in headings and headings[column].spanned:
        if column in seen and seen[column].cells and headings[column].target == headings[chosen[-1]].target:
            more.append(column)
        column += 1
    return tuple(more)


def _ticks(
    headings: Mapping[int, Heading],
    seen: Mapping[int, ColumnSeen],
    vocabulary: Vocabulary,
    office: Office,
) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for column, heading in headings.items():
        target = seen[column].target
        if (
            target is not None
            and target.code is not None
            and _may_be_ticked(seen[column].cells, heading.leaf)
        ):
            code = (
                _code_of(heading.leaf, vocabulary, office)
                if target.field == vocabulary.register.intake.level
                else None
            )
            found[column] = code or (target.field, target.code)
        elif _unsettled(target, vocabulary) and _only_ticks(seen[column].cells, heading.leaf):
            code = _code_of(heading.leaf, vocabulary, office)
            if code is not None:
                found[column] = code
    return found


def _unsettled(target: Target | None, vocabulary: Vocabulary) -> bool:
    """Whether a column may be one to be ticked: of no field, of a weak one, or of the levels, whose names are places."""
    return target is None or target.rank >= WEAK or target.field == vocabulary.register.intake.level


def _may_be_ticked(texts: Sequence[str], heading: str) -> bool:
    """Whether anything speaks for marks below a heading that is a code; phones below 电话 do not."""
    marks = sum(is_tick(text) or heading_key(text) in heading_key(heading) for text in texts)
    return not texts or 2 * marks >= len(texts)


def _only_ticks(texts: Iterable[str], heading: str) -> bool:
    said = [text for text in texts if not is_no_tick(text)]
    return bool(said) and all(is_tick(text) or heading_key(text) == heading_key(heading) for text in said)


def _code_of(heading: str, vocabulary: Vocabulary, office: Office) -> tuple[str, str] | None:
    level = vocabulary.register.intake.level
    heading = _ASKS.sub("", simplified(heading))
    for choice in vocabulary.choices:
        table = choice.kind.table
        if choice.key == level:
            code = level_of(heading, office)[0]
        else:
            code = table.read(heading) or table.read(heading_key(heading))
        if code is not None:
            return choice.key, code
    return None
