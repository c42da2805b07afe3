"""What is looked for, in words; a telephone or ID number that was typed with blanks or other signs is one of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby

from app.domain.patterns import pattern
from app.domain.phones import read_phone, spellings
from app.domain.texts import search_key

SHORTEST = 7  # digits of a telephone in its own area: what is shorter is no number that is kept apart
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_NUMERIC = pattern(r"^[-+()0-9]*[0-9][-+()0-9]*x?$")  # a number or a piece of one; x ends an ID number
_BETWEEN = pattern(r"[、,;/]")
_SIGNS = str.maketrans("", "", "-+()")
_RUN = pattern(r"[0-9][-0-9]*")


def sought(text: str) -> list[tuple[str, ...]]:
    """The words of ``text`` as search compares them, in order: all of them must occur; none is given twice.

    Pieces of numbers that follow one another stand together (``("0758", "3322111")``): they may be one number.
    """
    runs = ((numeric, tuple(run)) for numeric, run in groupby(_words(text), _is_numeric))
    groups = ((words,) if numeric else tuple((word,) for word in words) for numeric, words in runs)
    return list(dict.fromkeys(chain.from_iterable(groups)))


def _is_numeric(word: str) -> bool:
    return bool(_NUMERIC.match(word))


def _words(text: str) -> Iterator[str]:
    for part in text.split():
        word = search_key(part)
        pieces = [piece for piece in _BETWEEN.split(word.translate(_DASHES)) if piece]
        if all(map(_is_numeric, pieces)):
            yield from pieces
        else:
            yield word


def number_of(words: tuple[str, ...]) -> str:
    """The number that the words make, without the signs between its digits; empty where they make none."""
    bare = "".join(words).translate(_SIGNS).upper()
    return bare if len(bare) >= SHORTEST and bare.isascii() and bare.isalnum() else ""


def numbers_among(words: tuple[str, ...]) -> list[str]:
    """The telephone numbers one behind the other that the words make; none where they make something else too."""
    reading = read_phone(" ".join(words))
    numbers = [] if reading.problems else [number_of((number,)) for number in reading.numbers]
    return numbers if len(numbers) > 1 and all(numbers) else []


def ways_to_write(number: str) -> tuple[str, ...]:
    """A number as it may be kept: with or without its hyphen or the 86 of the country."""
    read = read_phone(number).numbers if number.isdecimal() else ()
    return tuple(dict.fromkeys(way for one in (number, *read) for way in spellings(one)))


def numbers_in(text: str) -> set[str]:
    """The numbers that stand in a text, without hyphens: with what stands before and behind it, and without."""
    numbers = set[str]()
    for run in _RUN.findall(text):
        pieces = [piece for piece in run.split("-") if piece]
        places = range(len(pieces))
        numbers |= {"".join(pieces[start : end + 1]) for start in places for end in places[start:]}
    return numbers
