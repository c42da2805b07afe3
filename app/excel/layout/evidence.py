"""What speaks for a column holding a field: each piece of evidence by itself, as a weight that may be added.

The weights are rough logarithms of odds, set so that a usual heading (6) outweighs cells that say nothing and
yields to cells that say something else; cells alone decide only where they can be nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from app.domain.codes import CodeTable
from app.domain.fields import Kind
from app.domain.kind_table import KindTable
from app.domain.kinds.choices import NO, YES
from app.domain.registers import BY_KEY
from app.domain.texts import half_width, heading_key
from app.excel.layout.concepts import ASKS, ROLES, concepts_of_headings, has_unit, speaks_of
from app.excel.layout.likely_codes import code_within, meaning_of
from app.excel.layout.natures import Nature, are_serials, is_ordinal, names_in, nature_of, says_time
from app.excel.layout.row_words import is_total
from app.excel.layout.tick_marks import is_no_tick, is_tick
from app.excel.layout.vocabulary import FAR, OTHERS, Target, Vocabulary

LISTED, USUAL, WITHOUT_ENDING = 7.0, 6.5, 4.5  # headings that the vocabulary holds
SAME_SENSE = 5.0  # a heading in other words that says the same concepts
NEAR = 0.45  # nearness up to which two headings have nothing to do with each other
OTHERWISE_CALLED = -2.0  # the heading is that of another field
CHOSEN_BEFORE = 4.0  # a clerk has read such a heading so
UNMISTAKABLE = 4.0  # weight of the cells from which they need no heading
ANYBODYS = frozenset({"contact", "person"})
STRANGER = "stranger"  # the concept of 配偶, 介绍人: whatever stands below is somebody else's
# what lower headings say without those above that do, or do not, name a role
LOWER_ALONE, LOWER_BUNDLED = 0.4, 0.9
BY_THE_CLOCK = 4.5  # weight of hours with minutes where a time is kept
EMPTY = -0.5
DAYS_ASKED = frozenset({"time", "deadline"})
VILLAGES = 0.8  # how much a village looks like a district
FIGURES = -0.5  # bare figures may be codes, but mostly count something
# names that the ledger has; people of whom it has none though it has others
KNOWN_NAMES, STRANGERS = 4.0, -3.0
ANYBODY = ""  # asked as a name: whether the ledger has any at all
NAMES_ASKED = 12  # different words of a column that are looked up
SENTENCES = 100  # characters from which one line of words may be a sentence
BOUNDED, MANY = 0.4, 1000  # weight of figures that keep bounds narrower than this
SEVERAL = 1.5  # weight of several names in a cell where several may stand, and against it elsewhere
# weight of single letters where names of rows are looked for: a class is called A, a category is not
LETTERS = -2.0
SENTENCE = -3.0  # weight of sentences where names of rows are looked for
MARKS = -3.0  # weight of marks where words are looked for
NO_DAY = 0.6  # how much less a month alone is like a day
_MONTH_ALONE = re.compile(r"\d{1,2}月份?$")
_LISTED_CODES = re.compile(r"[(\[【]([^)\]】]+[/、,|][^)\]】]+)[)\]】]$")
_BOXES = re.compile("[☑☐□■☒]")
_CLOCK = re.compile(r"\d[:\uff1a点时]")
_FIGURES = re.compile(r"-?\d+(?:\.\d+)?")
LIKELY_CODES = 0.8  # how much words that probably mean codes are worth
FEW_WORDS, PARTS_AT_LEAST = 5, 0.6  # different words that may be parts of codes, and the share that must be
CODED = 6  # characters of a word that may be a code


@dataclass(frozen=True)
class ColumnSeen:
    """What is seen of a column: its headings from top to bottom, what they stand for, its first cells by row, and whether it
    is the first of its table, where lines are numbered (``leads``)."""

    number: int
    path: tuple[str, ...]
    target: Target | None
    by_row: tuple[tuple[int, str], ...]
    leads: bool = False

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The cells that say something."""
        return tuple(text for _, text in self.by_row)

    @cached_property
    def natures(self) -> Nature:
        """The share of the cells that have each nature; serial numbers of days where the heading asks for a day."""
        serials = self.concepts & DAYS_ASKED and are_serials(self.cells)
        natures = [Nature(day=1) if serials else nature_of(cell) for cell in dict.fromkeys(self.cells)]
        return (
            Nature(*(sum(parts) / len(natures) for parts in zip(*natures, strict=True)))
            if natures
            else Nature()
        )

    @cached_property
    def marks(self) -> float:
        """The share of the cells that are only ticks; a 1 may be a number."""
        ticks = sum(is_tick(cell) and not cell.isascii() for cell in self.cells)
        return ticks / len(self.cells) if self.cells else 0.0

    @cached_property
    def distinct(self) -> float:
        """How many different cells there are for each cell: 1 where none repeats."""
        return len(set(self.cells)) / len(self.cells) if self.cells else 1.0

    @cached_property
    def many(self) -> float:
        """The share of the cells that hold several names."""
        names = [cell for cell in self.cells if nature_of(cell).names == 1.0]
        return sum(len(names_in(cell)) > 1 for cell in names) / len(self.cells) if names else 0.0

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts of its headings together."""
        return concepts_of_headings(self.path)


InLedger = Callable[[str, str], bool]
"""Whether a register has a row of that name; of an empty name, whether it has any."""


def nothing_known(register: str, name: str) -> bool:
    """The knowledge of an empty ledger."""
    return False


@dataclass(frozen=True)
class Hints:
    """What is known beside the sheet: names of the ledger, and column → field ("" for none) as the clerk answered.

    ``is_part``: the workbook has further sheets, so that its name may tell what is apart.  ``chosen``: heading reduced to its words → field,
    as a clerk once said.  ``labels``: those of cards on other sheets of the workbook.  ``about``: the concepts of the titles.  ``named``: all answers.  ``elsewhere``: fields that other headings say.
    """

    in_ledger: InLedger = nothing_known
    answered: Mapping[int, str] = field(default_factory=dict)
    is_part: bool = False
    chosen: Mapping[str, str] = field(default_factory=dict)
    about: frozenset[str] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()


def of_heading(seen: ColumnSeen, vocabulary: Vocabulary) -> dict[str, float]:
    """Field → what the headings say for it: word for word, or in sense."""
    weights: dict[str, float] = {}
    if len(seen.path) > 1 and is_total(heading_key(seen.path[-1])):
        group = ColumnSeen(seen.number, seen.path[:-1], vocabulary.match(seen.path[-2]), seen.by_row)
        return of_heading(group, vocabulary)  # the sum of what the columns beside it count
    near = {**vocabulary.sense.nearness(*seen.path), **_listing_codes(seen, vocabulary)}
    theirs = vocabulary.sense.foreign(*seen.path) & ROLES  # whose it is, no field says
    if theirs or (seen.concepts and seen.concepts <= ANYBODYS and seen.target is None):
        near = {}  # 联系人 is whoever is asked about what stands beside
    if len(seen.path) > 1:  # the lower words alone say less than with those above
        alone = LOWER_ALONE if speaks_of(seen.path[:-1]) else LOWER_BUNDLED
        for key, alike in vocabulary.sense.nearness(seen.path[-1]).items():
            near[key] = max(near.get(key, 0.0), alone * alike)
    for key, alike in near.items():
        if alike > NEAR:
            weights[key] = SAME_SENSE * (alike - NEAR) / (1 - NEAR)
    target = seen.target
    if target is None:
        return weights
    if not target.field and has_unit(seen.path[-1]):
        return weights  # 意见 is nobody's, 意见(条) counts them
    if not target.field:  # a heading known to be nobody's
        return {key: weight - SAME_SENSE for key, weight in weights.items()}
    weights = {key: weight + OTHERWISE_CALLED for key, weight in weights.items()}
    weights[target.field] = _listed(target.rank)
    return weights


def _listing_codes(seen: ColumnSeen, vocabulary: Vocabulary) -> dict[str, float]:
    """The fields whose codes the heading lists, in brackets or alone: 结果(A/B/C), 满意度(满意、不满意), A/B/C."""
    leaf = half_width(seen.path[-1]).strip() if seen.path else ""
    listed = _LISTED_CODES.search(leaf)
    words = re.split("[/、,|]", listed[1] if listed else leaf)
    if not listed and len(words) < 2:
        return {}
    tables = ((field.key, field.kind.table) for field in vocabulary.choices)
    return {key: 1.0 for key, table in tables if words and all(table.read(w) is not None for w in words)}


def is_of_others(seen: ColumnSeen) -> bool:
    """Whether the headings say that the column speaks of somebody else: 配偶, 联系人 above 电话."""
    if seen.target is not None and seen.target.field:
        return False
    return STRANGER in seen.concepts or any(map(_of_others, seen.path[:-1]))


def _of_others(parent: str) -> bool:
    return bool(OTHERS.search(heading_key(parent)))


def _listed(rank: int) -> float:
    if rank == 0:
        return LISTED
    return USUAL - rank / FAR if rank < FAR else WITHOUT_ENDING - (rank - FAR) / FAR


def of_cells(seen: ColumnSeen, kind: Kind, in_ledger: InLedger) -> float:
    """What the cells say for a kind of field; names that the ledger knows say most."""
    if not seen.cells:
        return EMPTY
    weight = _FITS[kind](seen, kind)
    if kind.to and weight < UNMISTAKABLE:
        people = looks_of(kind.to) == "names"
        cells = tuple(dict.fromkeys(seen.cells))[:NAMES_ASKED]
        words = [word for cell in cells for word in (names_in(cell) if people else [cell])] or cells
        share = sum(in_ledger(kind.to, word) for word in words) / len(words)
        strangers = not share and people and in_ledger(kind.to, ANYBODY)
        weight += STRANGERS if strangers else KNOWN_NAMES * share
    return weight


Fit = Callable[[ColumnSeen, Kind], float]


def _scaled(share: float, best: float, worst: float) -> float:
    """From ``worst`` where no cell fits to ``best`` where all do."""
    return worst + (best - worst) * share


def _day(seen: ColumnSeen, kind: Kind) -> float:
    only_numbers = seen.natures.number > 0.8 and seen.natures.day < 0.9
    months = kind.is_full_day * sum(map(bool, map(_MONTH_ALONE.match, seen.cells))) / len(seen.cells)
    return -4.0 if only_numbers else _scaled(seen.natures.day - NO_DAY * months, 3.0, -4.0)


def _time(seen: ColumnSeen, kind: Kind) -> float:
    clocks = all(map(_CLOCK.search, seen.cells))  # hours with minutes can be nothing else
    return _scaled(sum(map(says_time, seen.cells)) / len(seen.cells), BY_THE_CLOCK if clocks else 3.0, -4.0)


def _choice(seen: ColumnSeen, kind: Kind) -> float:
    words = dict.fromkeys(seen.cells)
    boxed = [piece for word in words for piece in _BOXES.split(word) if _BOXES.search(word) and piece.strip()]
    if boxed and all(kind.table.read(piece.strip()) is not None for piece in boxed):
        return UNMISTAKABLE  # 满意☑ 基本满意☐
    heading = heading_key(seen.path[-1]) if seen.path else ""
    asked = kind.table.read(ASKS.sub("", heading)) is not None  # 是否办结, 办结: 是 says 已办结
    codes = sum(kind.table.read(word) is not None for word in words) / len(words)
    share = max(codes, sum(word.lower() in YES | NO for word in words) / len(words)) if asked else codes
    coded = all(len(word) <= CODED for word in words) and (
        len(words) == 1 or 2 * len(words) <= len(seen.cells)
    )
    if len(words) < len(seen.cells):  # what is told of each record anew repeats no word
        short = [word for word in words if len(word) <= CODED]
        likely = sum(meaning_of(word, kind.table, must_be_something=False)[0] is not None for word in short)
        share = max(share, LIKELY_CODES * likely / len(words))
    if all(map(str.isdigit, words)):
        return min(_scaled(share, 3.0, -4.2), FIGURES)
    if codes > 0.9 and len(words) > 1 and not all(map(str.isascii, words)):
        return UNMISTAKABLE
    if len(words) < len(seen.cells) and _are_parts_of_codes(words, kind.table):
        return UNMISTAKABLE
    return _scaled(share, 3.0, -4.2 if coded else -5.0)


def _are_parts_of_codes(words: Collection[str], table: CodeTable) -> bool:
    """代表, 群众, 群众: hardly another word than parts of the words of several codes (代表建议, 群众意见)."""
    codes = [code_within(word, table) for word in words] if len(words) <= FEW_WORDS else []
    return len({*codes} - {None}) > 1 and PARTS_AT_LEAST * len(codes) <= sum(map(bool, codes))


def _flag(seen: ColumnSeen, kind: Kind) -> float:
    answers = sum(
        cell.strip().lower() in YES | NO or is_tick(cell) or is_no_tick(cell) for cell in seen.cells
    )
    return _scaled(answers / len(seen.cells), 0.5, -4.0)


def _person(seen: ColumnSeen, kind: Kind) -> float:
    return _scaled(seen.natures.person, 2.5, -4.0) - SEVERAL * seen.many


def _people(seen: ColumnSeen, kind: Kind) -> float:
    return _scaled(seen.natures.names, 2.0, -4.0)


def _number(seen: ColumnSeen, kind: Kind) -> float:
    """Whole numbers between what the kind allows; narrow bounds that hold tell a little."""
    fits = sum(_within(cell, kind) for cell in seen.cells) / len(seen.cells)
    if kind.ordinal and kind.unit and all(is_ordinal(cell, kind.unit[0]) for cell in seen.cells):
        return UNMISTAKABLE  # 第五次会议 says which
    return _scaled(min(seen.natures.number, fits), 1.5, -4.0) + BOUNDED * (fits == 1.0 and kind.most < MANY)


def _within(cell: str, kind: Kind) -> bool:
    figures = _FIGURES.search(half_width(cell))
    return figures is None or kind.decimals > 0 or kind.least <= float(figures[0]) <= kind.most


def _money(seen: ColumnSeen, kind: Kind) -> float:
    return _scaled(seen.natures.money, 2.0, -4.0)


def _phone(seen: ColumnSeen, kind: Kind) -> float:
    return _scaled(seen.natures.phone, UNMISTAKABLE, -4.0)


def _identity(seen: ColumnSeen, kind: Kind) -> float:
    return _scaled(seen.natures.identity, UNMISTAKABLE + 2.0, -6.0)


def _prose(seen: ColumnSeen, kind: Kind) -> float:
    n = seen.natures
    other = max(n.day, n.identity, n.phone, n.number)
    return _scaled(n.prose, 2.0, -1.5) - 3.0 * other + MARKS * seen.marks


def _text(seen: ColumnSeen, kind: Kind) -> float:
    n = seen.natures
    prose = 0.7 if kind.longest >= SENTENCES else SENTENCE if kind.ranked else -0.5
    other = max(n.identity, n.phone, 0.7 * (n.day > n.number) * n.day)
    return prose * n.prose - 3.0 * other - 2.0 * n.person + MARKS * seen.marks


def _link(seen: ColumnSeen, kind: Kind) -> float:
    looks = looks_of(kind.to)
    if looks == "names":
        return _scaled(seen.natures.names, 2.0, -4.0) + SEVERAL * seen.many * (1 if kind.several else -1)
    share = getattr(seen.natures, looks) if looks else 0.0
    if looks == "district":  # villages are districts where no column says more
        share = max(share, VILLAGES * seen.natures.village)
    letters = all(len(cell) == 1 and cell.isascii() for cell in seen.cells)
    return _scaled(share, 2.5, -1.0) if looks else LETTERS * letters


@cache
def looks_of(register: str) -> str:
    """The nature of the names of a register's rows, empty where they may be anything."""
    to = BY_KEY[register]
    if any(to.field(key).kind.is_person for key in to.called):
        return "names"
    return to.intake.looks


_FITS: KindTable[Fit] = KindTable(
    "evidence of the cells",
    __name__,
    {
        "text": _text, "prose": _prose, "day": _day, "known_day": _day, "time": _time, "choice": _choice, "flag": _flag,
        "person": _person, "phone": _phone, "id_number": _identity, "number": _number, "money": _money,
        "link": _link, "links": _link, "lines": _people,
    },
)  # fmt: skip
