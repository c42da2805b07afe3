"""Fields that several columns hold together, and columns of people who have records of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from app.domain.fields import Field
from app.domain.intake_habits import RecordForEach
from app.domain.texts import half_width, heading_key
from app.excel.layout.concepts import Sense
from app.excel.layout.evidence import (
    ColumnSeen,
)
from app.excel.layout.headers import Heading
from app.excel.layout.likely_codes import likely_code
from app.excel.layout.natures import names_in
from app.excel.layout.vocabulary import (
    Vocabulary,
)
from app.excel.layout.weights import NAMES, codes_of_people

WORDS = 0.5  # share of days, figures or people from which a column holds no words
MOSTLY_COUNTED = 0.8  # share of rows in which a figure is the number of names beside it
MOSTLY_NAMES = 0.6  # share of names, rare surnames among them, in a column of people
LEAD, DEPUTY = "lead", "deputy"  # the concepts of 领衔 and of 代表
SECOND = "second"  # the concept of 附议
JOINING = frozenset(
    {SECOND, "name", "phone", "number", "contact", "person"}
)  # what the heading of a further column may add
_IN_WORDS = re.compile("[\u4e00-\u9fff]{2}")
_LEVEL = re.compile("^(?:全国|[省市县区镇乡])级?(?:人大)?(?=代表)")
_ORDINAL = re.compile("(?<=.)[(第]?[一二三四五六甲乙丙丁1-6①-⑥][)]?$")
_BETWEEN = re.compile(r"[、,;/|\n]+|\s+")


def parts_of(seen: Mapping[int, ColumnSeen], headings: Mapping[int, Heading]) -> dict[str, tuple[int, ...]]:
    """Fields that are kept in several columns (unit and post, year and month), where no column holds them whole."""
    plain = {t.field for s in seen.values() if (t := s.target) and not t.part and t.code is None and s.cells}
    parts: dict[str, dict[int, int]] = {}
    for column, one in seen.items():
        target = one.target
        if target is not None and target.part and target.field not in plain:
            parts.setdefault(target.field, {}).setdefault(target.part, column)
    joined = {key: tuple(columns[n] for n in sorted(columns)) for key, columns in parts.items()}
    return {key: columns + spanned_from(headings, columns, seen) for key, columns in joined.items()}


def join_further(
    whole: dict[str, tuple[int, ...]],
    seen: Mapping[int, ColumnSeen],
    headings: Mapping[int, Heading],
    vocabulary: Vocabulary,
    weak: Collection[int] = (),
) -> None:
    """Further columns of a field that may hold several values: two phones below one heading, those who second.

    ``weak``: columns that were read as some field for little; they go to a field that they add to.
    """
    for key, columns in list(whole.items()):
        if key not in whole:
            continue
        used = {c for more in whole.values() for c in more if c not in weak or c in columns}
        more = [c for c in spanned_from(headings, columns, seen) if c not in used]
        if vocabulary.kind_of(key).several:
            further = [c for c, s in seen.items() if c not in used and _adds_to(s, seen[columns[0]])]
            more += [c for c in further if not _says_codes(seen[c], vocabulary)]
        elif (
            key == vocabulary.register.intake.habit(RecordForEach).field
        ):  # 县代表 beside 镇代表 below 到站代表
            alike = [c for c in seen if c not in used and are_the_same_people(seen[c], seen[columns[0]])]
            more += [c for c in alike if seen[c].natures.names >= NAMES]
        for other in [other for other, own in whole.items() if other != key and set(own) & set(more)]:
            del whole[other]
        leading = [c for c in more if LEAD in seen[c].concepts and LEAD not in seen[columns[0]].concepts]
        if any(c in seen and are_the_same_people(seen[c], seen[columns[0]]) for c in more):
            columns, more = tuple(sorted({*columns, *more})), []
        whole[key] = tuple(dict.fromkeys((*leading, *columns, *more)))
    join_parts(whole, seen, vocabulary)


def _says_codes(one: ColumnSeen, vocabulary: Vocabulary) -> bool:
    """Whether every cell is a code word: 满意 is nobody's name."""
    words = dict.fromkeys(one.cells)
    return any(all(f.kind.table.read(word) is not None for word in words) for f in vocabulary.choices)


def join_parts(
    whole: dict[str, tuple[int, ...]], seen: Mapping[int, ColumnSeen], vocabulary: Vocabulary
) -> None:
    """The other part of a field that is kept in several columns, in words that nobody listed: 在哪上班 | 啥职务."""
    used = {c for columns in whole.values() for c in columns}
    for key, sense in vocabulary.part_senses.items():
        columns = whole.get(key, ())
        if len(columns) != 1 or columns[0] not in seen or not (own := _part_of(seen[columns[0]], sense)):
            continue
        for beside in (columns[0] - 1, columns[0] + 1):
            free = beside in seen and beside not in used and _is_free(seen[beside], key)
            other = _part_of(seen[beside], sense) if free else 0
            if other and other != own and _holds_words(seen[beside]):
                whole[key] = (*columns, beside) if own < other else (beside, *columns)
                break


def _is_free(one: ColumnSeen, key: str) -> bool:
    """Whether the heading is not, word for word, that of another field."""
    return one.target is None or one.target.field in ("", key)


def _part_of(one: ColumnSeen, sense: Sense) -> int:
    """The part of a field, from 1, that the heading speaks of more than of the others; 0 for none."""
    near = sense.nearness(one.path[-1]) if one.path else {}
    best = max(near, key=lambda part: near[part], default="0")
    if list(near.values()).count(near.get(best, 0.0)) == 1:
        return int(best)
    return one.target.part if one.target is not None else 0


def _holds_words(one: ColumnSeen) -> bool:
    n = one.natures
    return bool(one.cells) and max(n.day, n.number, n.phone, n.identity) < WORDS and n.person < NAMES


def share_columns(
    whole: dict[str, tuple[int, ...]], seen: Mapping[int, ColumnSeen], vocabulary: Vocabulary
) -> None:
    """Columns whose cells hold a code of two fields each: 蒙古族、中共党员 below 民族/党派."""
    for column, one in seen.items():
        pieces = [pieces_of(cell) for cell in dict.fromkeys(one.cells)]
        if not pieces or any(len(words) != 2 for words in pieces):
            continue
        free = [f for f in vocabulary.choices if whole.get(f.key, (column,)) == (column,)]
        pairs = ((f, g) for f in free for g in free if f is not g and {f.key, g.key} <= vocabulary.usual)
        both = next((pair for pair in pairs if all(map(_read_by(pair), pieces))), None)
        if both is not None:
            whole |= {field.key: (column,) for field in both}


def share_with_claims(
    whole: dict[str, tuple[int, ...]], seen: Mapping[int, ColumnSeen], vocabulary: Vocabulary
) -> dict[int, tuple[str, str]]:
    """Columns whose code words say the state that the register computes, alone or too: 已解决 is a class of reply,
    and concluded; where 已答复 stands beside it, it is only a state.

    Gives the columns that hold the state alone, each with the field that it was taken for and the claim.
    """
    for claim in whole.keys() & vocabulary.register.intake.claims:
        one = seen.get(whole[claim][0])
        others = [f for f in vocabulary.choices if f.key in vocabulary.usual and f.key not in (claim, *whole)]
        if one is not None and one.target is None and len({*one.cells}) > 1:
            whole |= {f.key: whole[claim] for f in others if all(map(f.kind.table.read, one.cells))}
    choices = {field.key: field.kind.table for field in vocabulary.choices if field.key in whole}
    moved: dict[int, tuple[str, str]] = {}
    for claim in vocabulary.register.intake.claims:
        state = vocabulary.kind_of(claim).table
        for key, table in choices.items() if state and claim not in whole else ():
            column = whole[key][0]
            words = {w for w in seen[column].cells if _IN_WORDS.match(w)} if column in seen else set()
            if words and all(table.read(word) and state.read(word) for word in words):
                whole[claim] = whole[key]
                break
            codes, states = ({w for w in words if likely_code(w, one)} for one in (table, state))
            if codes < states and 2 * len(states) > len(words):
                whole[claim] = whole.pop(key)
                moved[column] = (key, claim)
                break
    return moved


def _read_by(fields: Sequence[Field]) -> Callable[[Sequence[str]], bool]:
    """Whether each piece of a cell is a code of the field in its place."""
    return lambda words: all(
        field.kind.table.read(word) is not None for field, word in zip(fields, words, strict=True)
    )


def pieces_of(cell: str) -> list[str]:
    """The words of a cell apart."""
    return [piece.strip() for piece in _BETWEEN.split(half_width(cell)) if piece.strip()]


def is_personal(key: str, vocabulary: Vocabulary) -> bool:
    """Whether a field is somebody's own, so that its column speaks of one person: a number, a day, a phone."""
    field = vocabulary.register.by_key.get(key)
    return field is not None and (field.private or field.kind.is_day)


def people_beside(
    whole: dict[str, tuple[int, ...]], seen: Mapping[int, ColumnSeen], vocabulary: Vocabulary
) -> None:
    """Further people in the columns right of the list's names, below no heading of their own or below the same."""
    columns = whole.get(vocabulary.anchor, ())
    if not vocabulary.names_people or len(columns) != 1 or any(is_personal(key, vocabulary) for key in whole):
        return
    used = {c for more in whole.values() for c in more}
    path = seen[columns[0]].path if columns[0] in seen else ()
    column = columns[0] + 1
    while column in seen and column not in used and seen[column].path in ((), path):
        if seen[column].natures.names < NAMES:
            break
        columns = (*columns, column)
        column += 1
    whole[vocabulary.anchor] = columns


def counting_names(
    whole: Mapping[str, tuple[int, ...]], seen: Mapping[int, ColumnSeen], vocabulary: Vocabulary
) -> list[str]:
    """Quantities that only count the names of their row, each of which is a record of its own: 实到 7 beside seven."""
    columns = whole.get(vocabulary.register.intake.habit(RecordForEach).field, ())
    if len(columns) != 1 or columns[0] not in seen or not seen[columns[0]].many:
        return []
    names = {row: len(names_in(text)) for row, text in seen[columns[0]].by_row}
    counts = {
        key: [(names.get(row), text) for row, text in seen[own[0]].by_row]
        for key, own in whole.items()
        if own[0] in seen and vocabulary.kind_of(key).is_quantity
    }
    return [
        key
        for key, rows in counts.items()
        if rows and MOSTLY_COUNTED * len(rows) <= sum(str(number) == text for number, text in rows)
    ]


def people_apart(
    whole: Mapping[str, tuple[int, ...]], seen: Mapping[int, ColumnSeen], vocabulary: Vocabulary
) -> dict[int, tuple[str, str]]:
    """请假代表, 缺席代表 beside 参加代表: people each with a record of their own, in which the heading is a code.

    The first of them came, whether its heading says so (到 | 请假 | 无故未到) or not.
    """
    first = whole.get(vocabulary.register.intake.habit(RecordForEach).field, ())
    if not first:
        return {}
    used = {c for columns in whole.values() for c in columns} - {*first}
    by_column = {
        column: codes
        for column, one in seen.items()
        if (column not in used and one.natures.names >= NAMES) or column in first
        if one.path and (codes := codes_of_people(one, vocabulary))
    }
    often = Counter(
        key for codes in by_column.values() for key in codes
    )  # 出席 may be a deed; 请假 beside it is none
    apart = {
        c: (key, codes[key])
        for key, _ in often.most_common(1)
        for c, codes in by_column.items()
        if key in codes
    }
    others = apart.keys() - {first[0]}
    if others and first[0] not in apart:
        key, _ = apart[min(others)]
        came = vocabulary.kind_of(key).table
        apart = {first[0]: (key, came.entries[0][1]), **apart} if came else apart
    return apart if others else {}


def of_the_same_people(seen: Mapping[int, ColumnSeen], weights: Mapping[int, float]) -> set[int]:
    """The columns of people called as a surer one is but for level or number: 县代表 beside 镇代表, 代表一 and 代表二."""
    columns = [c for c in weights if seen[c].natures.names >= NAMES]
    return {
        c
        for c in columns
        for d in columns
        if weights[c] < weights[d] and are_the_same_people(seen[c], seen[d])
    }


def are_the_same_people(one: ColumnSeen, other: ColumnSeen) -> bool:
    """Whether two columns are called the same but for level or number."""
    return _same_but_for(_LEVEL, one, other) or _same_but_for(_ORDINAL, one, other)


def _same_but_for(addition: re.Pattern[str], one: ColumnSeen, other: ColumnSeen) -> bool:
    """Whether both lowest headings have an addition, and are the same without it."""
    return one.path[:-1] == other.path[:-1] and _without(addition, one) == _without(addition, other) != ""


def _without(addition: re.Pattern[str], one: ColumnSeen) -> str:
    """The lowest heading without what is added to it; empty where nothing is."""
    words = half_width("".join(one.path[-1].split())) if one.path else ""
    rest = addition.sub("", words)
    return heading_key(rest) if rest != words else ""


def _adds_to(one: ColumnSeen, first: ColumnSeen) -> bool:
    """Whether a column holds more of what another holds: below the same group, or named as second to it."""
    if not one.cells or one.natures.day > 0.5:
        return False
    if are_the_same_people(one, first):
        return min(one.natures.names, first.natures.names) >= NAMES
    together = len(first.path) > 1 and len(one.path) > 1 and one.path[0] == first.path[0]
    second = SECOND in one.concepts or (SECOND in first.concepts and LEAD in one.concepts)
    both = one.concepts | first.concepts
    tells_who = all({LEAD, SECOND, DEPUTY} & column.concepts for column in (one, first))
    if LEAD in both and tells_who and (SECOND in both or DEPUTY in one.concepts & first.concepts):
        # 领头代表, or 领衔人, beside 联名代表
        return min(one.natures.names, first.natures.names) >= MOSTLY_NAMES
    fits = (
        abs(one.natures.phone - first.natures.phone) < 0.5
        and abs(one.natures.names - first.natures.names) < 0.5
    )
    further = JOINING | ({LEAD} if together and SECOND in first.concepts else frozenset())
    return fits and (together or second) and one.concepts <= first.concepts | further


def spanned_from(
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
