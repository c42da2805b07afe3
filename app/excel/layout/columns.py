"""From headings to sources: which columns feed which field, whole, in parts or as ticks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from app.domain.register import Register
from app.domain.texts import heading_key
from app.excel.layout.headers import Header, Heading
from app.excel.layout.rivals import settle_rivals
from app.excel.layout.titles import Office, level_of
from app.excel.layout.traditional import simplified
from app.excel.layout.view import View
from app.excel.layout.vocabulary import RECORD_NUMBER, WEAK, Target, Vocabulary, is_no_tick, is_tick

SAMPLE = 60
_ASKS = re.compile(r"^(?:是否为?|是不是|为)|[((]?(?:打[√✓勾]|是/否|是否)[))]?$")
_ID_LIKE = re.compile(r"^\d{17}[\dXx]$|^\d{15}$")


@dataclass(frozen=True)
class Segment:
    """One table of a header: its first and last column and the headings between."""

    first: int
    last: int
    headings: dict[int, Heading]


@dataclass(frozen=True)
class Columns:
    """``whole``: field → columns to be joined; ``ticks``: column → (field, code); ``unused``: headings."""

    whole: dict[str, tuple[int, ...]]
    ticks: dict[int, tuple[str, str]]
    unused: dict[int, str]
    record_number: int | None = None

    def used(self) -> dict[int, str]:
        """Column → the field it feeds."""
        found = {column: field for field, columns in self.whole.items() for column in columns}
        return found | {column: field for column, (field, _) in self.ticks.items()}


def segments(header: Header, anchor: str, people: bool = True) -> list[Segment]:
    """Tables side by side: a new one begins where known headings start again and an anchor follows.

    Where the anchor names no ``people``, two headings of it may differ (日期 and 时间): that is one table.
    """
    ordered = sorted(header.headings)
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
    view: View, segment: Segment, rows: Iterable[int], vocabulary: Vocabulary, office: Office
) -> Columns:
    """Decides which columns feed which fields; the cells below settle what headings leave open."""
    sample = [row for row, _ in zip(rows, range(SAMPLE), strict=False)]
    texts = {c: [t for row in sample if (t := view.text(row, c))] for c in segment.headings}
    targets = {c: h.target for c, h in segment.headings.items()}
    ticks = _ticks(segment, texts, targets, vocabulary, office)
    whole: dict[str, tuple[int, ...]] = {}
    for key in dict.fromkeys(t.field for c, t in targets.items() if t and t.field and c not in ticks):
        if key == RECORD_NUMBER:
            continue
        columns = [c for c, t in targets.items() if t and t.field == key and c not in ticks]
        chosen = _chosen([c for c in columns if not segment.headings[c].spanned] or columns, targets, texts)
        if chosen:
            whole[key] = chosen + _spanned(segment, chosen, texts)
    _by_content(whole, texts, vocabulary.register)
    settle_rivals(whole, texts, {c: h.leaf for c, h in segment.headings.items()}, vocabulary)
    record = next((c for c, t in targets.items() if t and t.field == RECORD_NUMBER), None)
    taken = {c for columns in whole.values() for c in columns} | set(ticks) | {record}
    unused = {
        c: " ".join(h.text.split()) for c, h in segment.headings.items() if c not in taken and not h.spanned
    }
    return Columns(whole, ticks, unused, record)


def _spanned(segment: Segment, chosen: tuple[int, ...], texts: dict[int, list[str]]) -> tuple[int, ...]:
    """Further columns below one merged heading, where they hold something: unit and post under one word."""
    more: list[int] = []
    column = chosen[-1] + 1
    while column in segment.headings and segment.headings[column].spanned:
        if texts[column] and segment.headings[column].target == segment.headings[chosen[-1]].target:
            more.append(column)
        column += 1
    return tuple(more)


def _chosen(
    columns: list[int], targets: dict[int, Target | None], texts: dict[int, list[str]]
) -> tuple[int, ...]:
    """One whole column (one that holds something, by its usual heading, the first among equals), else the parts."""
    plain = [c for c in columns if (t := targets[c]) and not t.part and t.code is None]
    if plain:
        return (min(plain, key=lambda c: (not texts[c], (targets[c] or Target("")).rank, c)),)
    parts: dict[int, int] = {}
    for column in columns:
        target = targets[column]
        if target is not None and target.part:
            parts.setdefault(target.part, column)
    return tuple(parts[number] for number in sorted(parts))


def _ticks(
    segment: Segment,
    texts: dict[int, list[str]],
    targets: dict[int, Target | None],
    vocabulary: Vocabulary,
    office: Office,
) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for column, heading in segment.headings.items():
        target = targets[column]
        if target is not None and target.code is not None:
            code = (
                _code_of(heading.leaf, vocabulary, office)
                if target.field == vocabulary.register.intake.level
                else None
            )
            found[column] = code or (target.field, target.code)
        elif _unsettled(target, vocabulary) and _only_ticks(texts[column], heading.leaf):
            code = _code_of(heading.leaf, vocabulary, office)
            if code is not None:
                found[column] = code
    return found


def _unsettled(target: Target | None, vocabulary: Vocabulary) -> bool:
    """Whether a column may be one to be ticked: of no field, of a weak one, or of the levels, whose names are places."""
    return target is None or target.rank >= WEAK or target.field == vocabulary.register.intake.level


def _only_ticks(texts: list[str], heading: str) -> bool:
    said = [text for text in texts if not is_no_tick(text)]
    return bool(said) and all(is_tick(text) or heading_key(text) == heading_key(heading) for text in said)


def _code_of(heading: str, vocabulary: Vocabulary, office: Office) -> tuple[str, str] | None:
    level = vocabulary.register.intake.level
    heading = _ASKS.sub("", simplified(heading))
    for field in vocabulary.choices:
        table = field.kind.table
        if field.key == level:
            code = level_of(heading, office)[0]
        else:
            code = table.read(heading) or table.read(heading_key(heading))
        if code is not None:
            return field.key, code
    return None


def _by_content(whole: dict[str, tuple[int, ...]], texts: dict[int, list[str]], register: Register) -> None:
    """A column called 证号 or 号码 that holds ID numbers is the ID number's."""
    keys = [f.key for f in register.input_fields if f.kind.name == "id_number" and f.key not in whole]
    if not keys:
        return
    for key, columns in list(whole.items()):
        said = texts[columns[0]]
        if key in register.by_key and register.field(key).kind.name == "text" and said:
            alike = sum(1 for text in said if _ID_LIKE.match(text))
            if 2 * alike > len(said):
                whole[keys[0]] = whole.pop(key)
                return
