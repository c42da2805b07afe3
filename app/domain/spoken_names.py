"""How people name a row: by its name, its number, its ordinals, or with what tells it from others beside.

县 黎小燕, 黎小燕(县), 四会市代表黎小燕, 王芳(第三选区), 十七届, R1: a name and, before or behind it, a
distinction.  What the words leave open stays open: nothing is decided by characters that merely occur.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from app.domain.codes import LEVELS, read_level
from app.domain.fields import Context, Field
from app.domain.kind_table import KindTable
from app.domain.numerals import natural, read_number
from app.domain.patterns import pattern
from app.domain.register import Register
from app.domain.texts import search_key

_ORDINAL = pattern(
    r"(主席团|常委会|常务委员会)?第?([0-9\uff10-\uff19一二三四五六七八九十百〇零]+)(届|次)(全体|预备|主席团|代表团|分组|小组)?"
)
_CONGRESS = frozenset({"届", "次"})
_MARKS = pattern(r"[()\[\]【】〔〕,\uff0c、·:\uff1a\-—]")
LONGEST = 300  # characters; a longer text is no name, and there are as many readings as characters
_TITLES = pattern(r"(?:人大)?代表|同志|人民代表大会|人大")


class Spoken(NamedTuple):
    """A reading of what was written: a name and what stands beside it."""

    name: str
    beside: str


def name_key(text: str) -> str:
    """What is compared of a name: numbers by value, no blanks, one width."""
    return search_key(natural(text))


def readings(text: str) -> Iterator[Spoken]:
    """Every way to take a text as a name with a distinction before or behind it, longest names first."""
    key = name_key(text) if len(text) <= LONGEST else ""
    for length in range(len(key) - 1, 0, -1):
        yield Spoken(key[:length], _bare(key[length:]))
        yield Spoken(key[-length:], _bare(key[:-length]))


def _bare(words: str) -> str:
    return _MARKS.sub("", words)


def ordinals(text: str) -> frozenset[tuple[int, str]]:
    """The ordinals in a name: {(17, 届), (6, 次)} of 十七届六次会议; (2, 次主席团) of 主席团第二次会议, which is no session."""
    named = text if len(text) <= LONGEST else ""
    whole = "届" in named and named.count("次") == 1  # 十七届一次全体会议 is the session itself
    numbered = set()
    for body, number, unit, sitting in _ORDINAL.findall(named):
        other = body or ("" if whole and sitting == "全体" else sitting)
        numbered.add((read_number(number), unit + other if unit == "次" else unit))
    return frozenset((number, unit) for number, unit in numbered if number is not None)


def names_a_session(text: str) -> bool:
    """Whether the ordinals of a name are those of a session of a congress, and of no presidium or committee."""
    units = {unit for _, unit in ordinals(text)}
    return bool(units) and units <= _CONGRESS


def agrees(register: Register, row: Mapping[str, Any], beside: str, context: Context) -> bool:
    """Whether the words beside a name are said of the row: its level, its district, its group …"""
    if not _TITLES.sub("", beside):
        return True  # 王芳代表 says no more than the name
    return any(_says(field, row.get(field.key), beside, context) for field in _telling_apart(register))


def _telling_apart(register: Register) -> Iterator[Field]:
    keys = dict.fromkeys((*register.list_columns, *(key for keys in register.identity for key in keys)))
    for key in keys:
        field = register.by_key.get(key)
        if field and not field.private and not field.computed and _SAYS[field.kind]:
            if field.key not in register.called:
                yield field


def _says(field: Field, value: Any, beside: str, context: Context) -> bool:
    says = _SAYS[field.kind]
    return says is not None and value is not None and says(field, value, beside, context)


def _says_code(field: Field, value: Any, beside: str, context: Context) -> bool:
    if field.kind.table is LEVELS:
        return read_level(beside, context.county, context.prefecture)[0] == value  # 四会市代表
    return bool(field.kind.read(beside, field, context).value == value)


def _says_words(field: Field, value: Any, beside: str, context: Context) -> bool:
    numbers = ordinals(beside)
    if numbers:
        return numbers <= ordinals(field.text(value))  # 十六届 of 镇第十六届
    text = _bare(name_key(field.text(value)))
    bare = _TITLES.sub("", beside)
    return text == bare or (len(bare) > 1 and bare in text)


# Whose words tell rows of one name apart, and how; nobody says a number of a card or a day beside a name.
_SAYS: KindTable[Callable[[Field, Any, str, Context], bool] | None] = KindTable(
    "answer whether it tells rows of one name apart",
    __name__,
    {
        "choice": _says_code,
        "link": _says_words,
        "number": _says_words,
        "text": _says_words,
        **dict.fromkeys(
            (
                "prose",
                "person",
                "id_number",
                "phone",
                "flag",
                "day",
                "known_day",
                "time",
                "money",
                "links",
                "lines",
            )
        ),
    },
)
