"""What the values of a column offer to choose rows by: words and codes one by one, days by year and month, many numbers by ranges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from app.domain.fields import Field
from app.domain.numerals import natural
from app.domain.register import Register
from app.storage.ledger import Ledger
from app.storage.query import Query, Span, Stored

BLANK = "（空白）"
MOST_NUMBERS = 12  # different numbers that are offered one by one
RANGES = 8  # in which more are offered
LATEST = "~"  # sorts after every digit and hyphen of an ISO day
WITHIN = "\u3000"  # before a month, which stands below its year
Present = str | int | float  # a value that is kept
Chosen = Stored | Span
Choice = tuple[
    Chosen, str, int
]  # the value as it is kept, or a span of values; its words; how many rows have it


def can_choose(register: Register, field: Field) -> bool:
    """Whether rows can be chosen by the values of a field as it is shown: not by private, listed or most computed ones.

    Of computed ones by a state, which is one of a few.
    """
    kind = field.kind
    if field.computed:
        return bool(kind.table.codes()) and not field.private
    has_words = kind.is_words or kind.is_person or kind.is_flag or kind.to or kind.table.codes()
    can = has_words or kind.is_day or kind.is_quantity
    return bool(can) and not (field.private or field.implied or kind.columns)


def choices_of(ledger: Ledger, key: str, field: Field, query: Query) -> list[Choice]:
    """The values of a column among the rows of ``query``, in their order; blank ones last."""
    counted = ledger.values_in(key, field.key, query)
    blank: list[Choice] = [(None, BLANK, count) for value, count in counted if value is None]
    values = {value: count for value, count in counted if value is not None}
    if field.kind.is_day:
        return _by_month(values) + blank
    if field.kind.is_quantity:
        return _by_number(field, values) + blank
    names = words_of(ledger, field, list(values))
    codes = list(field.kind.table.codes())
    order = {code: number for number, code in enumerate(codes)}
    choices: list[Choice] = [(value, names[value], count) for value, count in values.items()]
    choices.sort(key=lambda choice: (order.get(str(choice[0]), len(codes)), natural(choice[1])))
    return choices + blank


def _by_month(days: dict[Present, int]) -> list[Choice]:
    """Each year, the newest first, and its months below it."""
    counts: Counter[str] = Counter()
    for day, count in days.items():
        for part in {str(day)[:4], str(day)[:7]}:
            counts[part] += count
    parts = sorted(counts, key=lambda part: (-int(part[:4]), part))
    return [(span := Span(part, part + LATEST), _words_of_span(span), counts[part]) for part in parts]


def _by_number(field: Field, numbers: dict[Present, int]) -> list[Choice]:
    """Each number, or ranges of about as many different ones."""
    ordered = sorted(numbers, key=float)
    if len(ordered) <= MOST_NUMBERS:
        return [(number, _text(field, number), numbers[number]) for number in ordered]
    bounds = [len(ordered) * part // RANGES for part in range(RANGES + 1)]
    pieces = [ordered[start:end] for start, end in pairwise(bounds)]
    spans = [(Span(piece[0], piece[-1]), sum(numbers[n] for n in piece)) for piece in pieces]
    return [(span, _words_of_span(span, field), count) for span, count in spans]


def words_of(ledger: Ledger, field: Field, values: Sequence[Chosen]) -> dict[Chosen, str]:
    """What people read of values as ``values_in`` gives them, and of spans of them."""
    kind = field.kind
    plain = [value for value in values if not isinstance(value, Span)]
    words: dict[Chosen, str] = {
        value: _words_of_span(value, field).strip() for value in values if isinstance(value, Span)
    }
    if kind.to:
        names = ledger.names(kind.to, [value for value in plain if isinstance(value, int)])
        return words | {value: _name(value, names) for value in plain}
    return words | {value: _text(field, value) for value in plain}


def _words_of_span(span: Span, field: Field | None = None) -> str:
    """2022 年, 3 月 of it below, or 10 至 25."""
    if isinstance(span.most, str) and span.most.endswith(LATEST):
        year, _, month = str(span.least).partition("-")
        return f"{WITHIN}{year} 年 {int(month)} 月" if month else f"{year} 年"
    assert field is not None
    least, most = _text(field, span.least), _text(field, span.most)
    return least if least == most else f"{least} 至 {most}"


def _text(field: Field, value: Stored) -> str:
    return BLANK if value is None else field.kind.on_screen(field.kind.from_stored(value))


def _name(value: Stored, names: dict[int, str]) -> str:
    if value is None:
        return BLANK
    return names.get(value, "") if isinstance(value, int) else str(value)
