"""How much more speaks for a column holding each field than for its holding none of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from app.domain.intake_habits import RecordForEach
from app.domain.texts import heading_key
from app.excel.layout.concepts import ROLES
from app.excel.layout.days_in_order import in_order
from app.excel.layout.evidence import (
    CHOSEN_BEFORE,
    OTHERWISE_CALLED,
    UNMISTAKABLE,
    ColumnSeen,
    Hints,
    InLedger,
    is_of_others,
    looks_of,
    of_cells,
    of_heading,
)
from app.excel.layout.likely_codes import likely_code
from app.excel.layout.meant_instead import DAYS, MEANT, as_cells_say
from app.excel.layout.row_words import is_label, is_total
from app.excel.layout.vocabulary import (
    NUMBER,
    NUMBERING,
    Target,
    Vocabulary,
)

ACCEPTED = 1.5  # weight that a reading needs to be better than none
LISTED_AT_LEAST = -4.5  # cells that do not fit make a usual heading doubtful, they do not undo it
SOMEBODY = 1.5  # weight of names of people where words name somebody
POSTS = 2.0  # weight of words that end as posts do where posts are kept
VILLAGES = 1.5  # weight of names of villages where villages are named, and of other words there
REPEATED = 1.5  # weight against numbers that repeat being those of the records
SAID = 1.5  # weight of a heading that says something by itself
NAMES = 0.8  # share of names of people in a column that may be the list's names
GIVEN_NUMBERS = 1.2  # weight of numbers with letters, years or signs where numbers are given
USUAL_FIELD = 0.8  # weight of a field's being one that most sheets hold
BESIDE = 0.6  # weight of standing between the fields that the register has beside it
OTHERWISE_NAMED = 1.0  # weight against a reading under a heading that says something else
OFFICES = 0.8  # share of names of offices in a column that can only say who handles
OF_VOTERS = 3.0  # weight against deputies where a sheet asks voters
OF_DEPUTIES = frozenset({"deputy"})
VOTER, RAISING = "voter", frozenset({"raise", "reflect"})
AS_DONE, ACTUAL, PLANNED = 1.0, "actual", "planned"  # what was done counts, not what was meant to be
SUM_OF_GROUP = 0.5  # weight of the sum among columns below one heading
POSTS_SEEN = 0.5  # share of posts in a column that may hold them without a heading
NEEDED = 1.5  # weight of a field that a record needs and no other column claims
FARTHER = 0.01  # how much less for each field that lies between
ASKED = -1.0  # weight of a reading that is offered and not taken
FOREIGN = 2.0  # weight against a heading with a word that belongs to no field
MEANT_ALL_THE_SAME = 0.5  # nearness that a word of no field does not undo
LEANING = 5.0  # weight of a heading that shares something with a field nobody has claimed
NOBODYS = 2.0  # weight against what a list says of somebody where no column names anybody
UNNAMED = 1.5  # weight against a reading for which no heading speaks
NO_DAYS = -3.0  # weight of cells of which too few are days
_PEOPLE = re.compile("(?:人大)?代表|人员|名单|姓名|的?人$|的$")
_BRACKETED = re.compile(r"[(\[【\uff08].*?[)\]】\uff09]")
_IN_BRACKETS = re.compile(r"[(\[【\uff08](.*?)[)\]】\uff09]")
COUNT = "count"  # the concept of how many
LEAST_RUN = 5  # lines numbered one after the other from 1
LEAST_COUNTED = 2  # figures that show counting
LONGEST_RUNNING = 4  # digits of a running number


def is_plain(target: Target | None, key: str) -> bool:
    """Whether the heading itself says, word for word, what was taken."""
    return target is not None and target.field == key


def weights_of(
    seen: ColumnSeen, vocabulary: Vocabulary, hints: Hints, parts: Mapping[str, object]
) -> dict[str, float]:
    """Field → how much more a column says for it than for being none of the register's."""
    if is_of_others(seen):
        return {}
    by_heading = of_heading(seen, vocabulary)
    before = hints.chosen.get(heading_key(" ".join(seen.path)))
    if before is not None:
        by_heading = {key: weight - CHOSEN_BEFORE for key, weight in by_heading.items()}
        by_heading |= {before: CHOSEN_BEFORE} if before else {}
    if numbers_lines(seen) and not _is_count(seen, vocabulary):
        ordinals = vocabulary.running
        if seen.target is None or not seen.target.field or _runs(seen):
            by_heading = {key: weight for key, weight in by_heading.items() if key in ordinals}
        elif seen.target.field in vocabulary.numbers:
            by_heading.pop(seen.target.field, None)
    meant = as_cells_say(by_heading, seen, vocabulary)
    by_heading = meant if hints.elsewhere.isdisjoint(meant) else by_heading
    weights: dict[str, float] = {}
    spread = vocabulary.register.intake.habit(RecordForEach).field
    apart = spread if spread and seen.natures.names >= NAMES and _says_an_exception(seen, vocabulary) else ""
    for key in vocabulary.fields:
        if key in parts or key in hints.elsewhere or not vocabulary.may_mean(key, seen.concepts):
            continue
        heading = by_heading.get(key, 0.0)
        cells = of_cells(seen, vocabulary.kind_of(key), hints.in_ledger)
        nobodys = seen.target is not None and not seen.target.field
        names = key == vocabulary.anchor and seen.natures.person >= NAMES and vocabulary.names_people
        if heading <= 0 and not names and (cells < UNMISTAKABLE + nobodys or key not in vocabulary.alone):
            continue
        listed = seen.target is not None and seen.target.field == key
        weight = heading + max(cells, LISTED_AT_LEAST if listed else cells) - ACCEPTED
        weight += USUAL_FIELD * (key in vocabulary.usual) * (min(heading / SAID, 1.0) if heading > 0 else 1.0)
        weight += _of_words(seen, key, vocabulary, heading >= SAID)
        weight -= OF_VOTERS * (key == apart)
        weight += _of_whom(seen, key, vocabulary, hints)
        weight += AS_DONE * ((ACTUAL in seen.concepts) - (PLANNED in seen.concepts))
        weight += SUM_OF_GROUP * (len(seen.path) > 1 and is_total(seen.path[-1]))
        weights[key] = weight - seen.number / 1000  # the first among equals
    return weights


def lists_need_people(
    scores: Mapping[int, Mapping[str, float]],
    seen: Mapping[int, ColumnSeen],
    parts: Mapping[str, object],
    vocabulary: Vocabulary,
) -> dict[int, dict[str, float]]:
    """The weights of a table: age, village or votes of the people in a list give way where no column names them.

    A heading that is word for word theirs stays.
    """
    named = parts.keys() | {max(one, key=lambda key: one[key]) for one in scores.values() if one}
    nobody = tuple(f"{key}." for key in vocabulary.register.intake.lines if key not in named)
    return {
        column: {
            key: weight - NOBODYS * (key.startswith(nobody) and not is_plain(seen[column].target, key))
            for key, weight in one.items()
        }
        for column, one in scores.items()
    }


def _of_whom(seen: ColumnSeen, key: str, vocabulary: Vocabulary, hints: Hints) -> float:
    """What a heading says of whose names stand below it: 答复人 has raised nothing; who only asks who (谁提的) in a
    sheet about what voters say asks for no deputy.
    """
    kind = vocabulary.kind_of(key)
    people = bool(kind.to) and looks_of(kind.to) == "names"
    roles, theirs = seen.concepts & ROLES, vocabulary.roles[key]
    if kind.columns and roles == OF_DEPUTIES:
        return -OF_VOTERS
    of_act = bool(kind.table and theirs)  # 面复方式 is how it was answered, not how it was raised
    if roles and seen.target is None and (people or key in vocabulary.people or of_act):
        if not roles & theirs:
            return -OF_VOTERS
    if VOTER not in hints.about or seen.target is not None or seen.concepts & ROLES - RAISING:
        return 0.0
    return OF_VOTERS * ((key in vocabulary.voters) - people)


def _says_an_exception(seen: ColumnSeen, vocabulary: Vocabulary) -> bool:
    """Whether a heading says of people what is not usual: 请假的 and not 到, the first of its codes."""
    codes = codes_of_people(seen, vocabulary)
    return any(code != vocabulary.kind_of(key).table.entries[0][1] for key, code in codes.items())


def codes_of_people(seen: ColumnSeen, vocabulary: Vocabulary) -> dict[str, str]:
    """Field → the words of its code that a heading says of people: 请假的, 无故未到, in brackets too: 没来的(请假)."""
    leaf = seen.path[-1] if seen.path else ""
    phrases = [
        _PEOPLE.sub("", heading_key(words))
        for words in (_BRACKETED.sub("", leaf), *_IN_BRACKETS.findall(leaf))
    ]
    choices = [(one.key, one.kind.table) for one in vocabulary.choices if one.key in vocabulary.usual]
    codes = ((key, table, likely_code(words, table)) for words in reversed(phrases) for key, table in choices)
    return {key: table.label(code) for key, table, code in codes if code is not None}


def _of_words(seen: ColumnSeen, key: str, vocabulary: Vocabulary, says: bool) -> float:
    """What cells tell for fields of words: names where somebody is named, posts, and numbers that were given."""
    n, weight = seen.natures, 0.0
    if key in vocabulary.people:
        weight += SOMEBODY * (2 * n.person - 1) + 2.0 * n.person
    if key in vocabulary.villages:
        weight += VILLAGES * (2 * n.village - 1)
    if key in vocabulary.numbers:
        weight += GIVEN_NUMBERS * n.numbered * says - REPEATED * (1 - seen.distinct) * (seen.target is None)
    if key in vocabulary.register.intake.lines and seen.concepts & ROLES & vocabulary.roles[key]:
        weight += SOMEBODY * (2 * n.names - 1)
    return weight + POSTS * n.post * (key in vocabulary.posts)


def with_neighbours(
    scores: dict[int, dict[str, float]],
    chosen: Mapping[int, str],
    seen: Mapping[int, ColumnSeen],
    vocabulary: Vocabulary,
    hints: Hints,
    taken: Collection[str] = (),
) -> dict[int, dict[str, float]]:
    """Fields that stand between those of the columns beside are likelier: clerks keep the order of the work.

    A column that nothing has claimed so far may hold whatever usual field its cells fit, but none that is ``taken``.
    """
    order = {key: number for number, key in enumerate(vocabulary.fields_in_order)}
    # What was answered stands beside the others as what was chosen did before: to confirm changes no margin.
    placed = {c: key for c, key in {**hints.answered, **chosen}.items() if key in order}
    columns = sorted(placed)
    for column, weights in scores.items():
        before = max((c for c in columns if c < column), default=None)
        after = min((c for c in columns if c > column), default=None)
        first = order[placed[before]] if before is not None else -1
        last = order[placed[after]] if after is not None else len(order)
        between = [key for key, number in order.items() if first < number < last]
        for key in between:
            if key in weights:
                weights[key] += BESIDE - FARTHER * (order[key] - first)
        if not seen[column].cells or is_of_others(seen[column]):
            continue
        if is_plain(seen[column].target, chosen.get(column, "")):
            continue
        fields = (
            vocabulary.running.intersection(order)
            if numbers_lines(seen[column])
            else vocabulary.usual.intersection(order) | _meant(seen[column], vocabulary)
        )
        claimed = {*chosen.values(), *taken, *hints.elsewhere} - ({chosen.get(column)} - {*taken})
        fields = frozenset(key for key in fields if vocabulary.may_mean(key, seen[column].concepts))
        for key in (key for key in order if key in fields and key not in claimed):
            weight = _unclaimed(seen[column], key, vocabulary, hints.in_ledger) + BESIDE * (key in between)
            weight += _of_whom(seen[column], key, vocabulary, hints)
            weights[key] = max(weight, weights.get(key, weight))
    return scores


def _meant(seen: ColumnSeen, vocabulary: Vocabulary) -> set[str]:
    """The fields, usual or not, with which the heading has something in common."""
    near = vocabulary.sense.nearness(*seen.path) if seen.path else {}
    return {key for key, alike in near.items() if alike >= MEANT}


def _unclaimed(seen: ColumnSeen, key: str, vocabulary: Vocabulary, in_ledger: InLedger) -> float:
    """What speaks for a field that nothing has claimed in a column that has claimed none.

    A heading that has nothing in common with the field, or says what no field is called by, leaves it to be
    asked, unless the cells can be nothing else.
    """
    cells = of_cells(seen, vocabulary.kind_of(key), in_ledger) + _of_words(seen, key, vocabulary, True)
    if vocabulary.kind_of(key).is_full_day and seen.natures.day < DAYS:
        cells = min(cells, NO_DAYS)  # prose in which days occur
    if key in vocabulary.posts and seen.natures.post <= POSTS_SEEN:
        cells = min(cells, -1.0)
    weight = cells - ACCEPTED - seen.number / 1000
    weight += USUAL_FIELD * (key in vocabulary.usual) + NEEDED * (key in vocabulary.needed)
    if not seen.path:
        return weight - UNNAMED
    if seen.target is not None and seen.target.field not in ("", key):
        return min(weight + OTHERWISE_CALLED, ASKED)  # a second 电话 is not some other telephone
    near = vocabulary.sense.nearness(*seen.path).get(key, 0.0)
    foreign = vocabulary.sense.foreign(*seen.path)
    kind, needed = vocabulary.kind_of(key), key in vocabulary.needed
    whose = foreign & ROLES and not (kind.is_day or kind.is_quantity)
    if not near or whose:  # what somebody else is called by, or is given, is not this
        weight -= UNNAMED + OTHERWISE_NAMED
        offices = (
            kind.to
            and looks_of(kind.to) == "office"
            and seen.natures.office >= OFFICES
            and key in vocabulary.alone
        )
        return weight if cells > UNMISTAKABLE or needed or offices else min(weight, ASKED)
    weight += LEANING * near - FOREIGN * bool(foreign)
    return min(weight, ASKED) if foreign and not needed and near < MEANT_ALL_THE_SAME else weight


def with_days_in_order(
    chosen: dict[int, str],
    scores: Mapping[int, dict[str, float]],
    seen: Mapping[int, ColumnSeen],
    vocabulary: Vocabulary,
) -> dict[int, str]:
    """Columns of days whose headings leave open which they are, told apart by their order."""
    days = [key for key in vocabulary.fields_in_order if vocabulary.kind_of(key).is_full_day]
    open_columns = {
        c: {
            key: scores[c].get(key, USUAL_FIELD * (key in vocabulary.usual) - BESIDE)
            for key in days
            if vocabulary.may_mean(key, s.concepts)
        }
        for c, s in seen.items()
        if c in scores and s.natures.day >= DAYS and s.target is None
        if not s.path or any(vocabulary.sense.nearness(*s.path).get(key) for key in days)
    }
    read = {c: key for c, key in chosen.items() if key in days}
    if len(days) < 2 or not open_columns:
        return chosen
    return {c: k for c, k in chosen.items() if k not in days} | in_order(
        read, open_columns, seen, days, {key for key in days if vocabulary.kind_of(key).future}
    )


def numbers_lines(seen: ColumnSeen) -> bool:
    """1, 2, 3 below 序号 number the lines of a sheet and are no numbers that were given to the records."""
    counted = COUNT in seen.concepts and NUMBER not in seen.concepts  # 该选几人: 1, 1, 2 are how many
    if seen.target is None and not counted and _counts_up(seen.cells):
        return True
    if _runs(seen):
        return True
    heading = seen.path[-1] if seen.path else ""
    if counted or heading_key(heading) not in NUMBERING or "编" in heading or is_total(heading):
        return False
    figures = [cell for cell in seen.cells if any(c.isdigit() for c in cell)]  # the rest are totals
    plain = sum(cell.isdigit() and len(cell) <= LONGEST_RUNNING for cell in figures)
    return 2 * plain > len(figures) or not figures


def _is_count(seen: ColumnSeen, vocabulary: Vocabulary) -> bool:
    """Whether a heading is, word for word, that of a quantity: 1, 2, 3 below 来访人次 are how many came.

    Not so where the lines begin: there they number the visitors, one to a line.
    """
    target = seen.target
    if seen.leads or target is None or target.field not in vocabulary.fields or target.code is not None:
        return False
    return vocabulary.kind_of(target.field).is_quantity


def _runs(seen: ColumnSeen) -> bool:
    """Whether cells are 1, 2, 3 … from the first row to the last: whatever the heading says, nothing counted comes so."""
    run = _running(seen.cells) if NUMBER not in seen.concepts else []
    return len(run) >= LEAST_RUN and run == list(range(1, len(run) + 1))


def _counts_up(cells: Sequence[str]) -> bool:
    """1, 2, 3 … from row to row, perhaps anew below a section."""
    numbers = _running(cells)
    if len(numbers) < LEAST_COUNTED:
        return False
    anew = numbers[0] == 1
    steps = sum(after == before + 1 or (anew and after == 1) for before, after in pairwise(numbers))
    upwards = sum(after == before + 1 for before, after in pairwise(numbers))
    return steps == len(numbers) - 1 and 2 * upwards >= steps


def _running(cells: Sequence[str]) -> list[int]:
    """The cells as running numbers, but totals and what is signed below them; none where others stand among them."""
    lines = [cell for cell in cells if not is_total(cell) and not is_label(cell)]
    plain = all(cell.isdecimal() and len(cell) <= LONGEST_RUNNING for cell in lines)
    return [int(cell) for cell in lines] if plain else []
