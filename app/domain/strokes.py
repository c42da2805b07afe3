"""Order of names by strokes: 姓名笔画 (the order people's congresses use) and 姓氏笔画.

Compared character by character: fewer strokes first; then stroke by stroke in the order 横 竖 撇 点 折;
then the place that GB 13000.1 gives each of the characters with the same strokes (GF 3003-1999: 干 before
于, 石 before 右); only then the next character.  So no two characters are equal, and people of one
surname stand together.  Characters whose strokes are known by number only come after those of the same
number that are known in full, by their code points.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from app.domain.patterns import pattern
from app.domain.surnames import COMPOUND_SURNAMES
from app.resources import resource

# Longer than any character's strokes: unknown characters come last.
_UNKNOWN = "99:"
_NOT_WRITTEN = pattern("[·\\s\u3000\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ABSENT = "00"


class _Strokes(NamedTuple):
    """What is known of a character: the beginning of its key, and its place among those that begin so."""

    key: str
    place: str


class _Tables(NamedTuple):
    """What is known of characters: in full, and by the number of their strokes alone."""

    strokes: dict[str, _Strokes]
    count_keys: dict[str, str]


@cache
def _tables() -> _Tables:
    """Character → two digits for the count, then the strokes and its place; or the digits and : alone.

    The lines of the resource stand in the order of the standard.
    """
    table: dict[str, _Strokes] = {}
    count_keys: dict[str, str] = {}
    last, place = "", 0
    for line in resource("strokes.txt").read_text("utf-8").splitlines():
        if line.startswith("="):
            count = re.match(r"=(\d+)", line)
            if count:
                count_keys |= dict.fromkeys(line[count.end() :], f"{int(count.group(1)):02d}:")
        elif line and not line.startswith("#"):
            strokes = line[1:]
            place = place + 1 if strokes == last else 0
            last = strokes
            table[line[0]] = _Strokes(f"{len(strokes):02d}{strokes}", f"{place:02d}")
    for line in resource("strokes_overrides.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            character, strokes = line.split("\t")[:2]
            table[character] = _beside(f"{len(strokes):02d}{strokes}", character)
    return _Tables(table, count_keys)


def _beside(count_key: str, character: str) -> _Strokes:
    """A character that the standard's order is not known of: behind those of the same strokes."""
    return _Strokes(count_key, f"99{ord(character):07d}")


@lru_cache(maxsize=20_000)
def _strokes(character: str) -> _Strokes:
    tables = _tables()
    return tables.strokes.get(character) or _beside(tables.count_keys.get(character, _UNKNOWN), character)


def stroke_count(character: str) -> int | None:
    """Strokes of one character; None where unknown."""
    key = _strokes(character).key
    return None if key == _UNKNOWN else int(key[:2])


def strokes_of(character: str) -> str | None:
    """The strokes of one character as digits 1–5 (横 竖 撇 点 折); None where only their number is known."""
    key = _strokes(character).key
    return None if key.endswith(":") else key[2:]


@lru_cache(maxsize=100_000)
def stroke_key(name: str, *, order: str = "given") -> str:
    """A text by which names sort by strokes. Ordering the keys orders the names.

    ``order="given"`` is 姓名笔画: character by character, a one-character given name stands at position two
    like any other (田大利 before 田富).  ``order="surname"`` is 姓氏笔画: the surname first, a compound one
    after the people of its first character alone (欧 before 欧阳), then one-character given names (田富
    before 田大利).
    """
    characters = _NOT_WRITTEN.sub("", name)
    parts = ["".join(_strokes(character)) for character in characters]
    if order == "surname":
        surname = 2 if characters[:2] in COMPOUND_SURNAMES and len(characters) > 2 else 1
        if len(characters) == surname + 1:
            parts.insert(surname, _ABSENT)
        if surname == 1:
            parts.insert(1, _ABSENT)
    return "".join(parts)
