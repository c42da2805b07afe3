"""Order of names by strokes: 姓名笔画 (the order people's congresses use) and 姓氏笔画.

Compared character by character: fewer strokes first; then stroke by stroke in the order 横 竖 撇 点 折
(GB 13000.1 字序, GF 3003-1999); then the next character. Characters whose strokes are known by number
only come after those of the same number that are known in full.
"""

import re
from functools import cache, lru_cache

from app.domain.surnames import COMPOUND_SURNAMES
from app.resources import resource

# Longer than any character's strokes: unknown characters come last.
_UNKNOWN = "99"
_NOT_WRITTEN = re.compile("[·\\s\u3000\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ABSENT = "00"


@cache
def _table() -> dict[str, str]:
    """Character → its part of the key: two digits for the count, then the strokes, or : without them."""
    table: dict[str, str] = {}
    for line in resource("strokes.txt").read_text("utf-8").splitlines():
        if line.startswith("="):
            count = re.match(r"=(\d+)", line)
            if count:
                table.update(dict.fromkeys(line[count.end() :], f"{int(count.group(1)):02d}:"))
        elif line and not line.startswith("#"):
            table[line[0]] = f"{len(line) - 1:02d}{line[1:]}"
    for line in resource("strokes_overrides.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            character, strokes = line.split("\t")[:2]
            table[character] = f"{len(strokes):02d}{strokes}"
    return table


def stroke_count(character: str) -> int | None:
    """Strokes of one character; None where unknown."""
    part = _table().get(character)
    return int(part[:2]) if part else None


def strokes_of(character: str) -> str | None:
    """The strokes of one character as digits 1–5 (横 竖 撇 点 折); None where only their number is known."""
    part = _table().get(character, ":")
    return None if part.endswith(":") else part[2:]


@lru_cache(maxsize=100_000)
def stroke_key(name: str, *, order: str = "given") -> str:
    """A text by which names sort by strokes. Ordering the keys orders the names.

    ``order="given"`` is 姓名笔画: a one-character given name stands at position two like any other
    (田大利 before 田富). ``order="surname"`` is 姓氏笔画: one-character given names come first (田富 before
    田大利). Compound surnames go by their first character. Names that are equal so far are told apart by
    their characters.
    """
    written = _NOT_WRITTEN.sub("", name)
    table = _table()
    parts = [table.get(character) or _UNKNOWN + ":" for character in written]
    if order == "surname":
        surname = 2 if written[:2] in COMPOUND_SURNAMES and len(written) > 2 else 1
        if len(written) == surname + 1:
            parts.insert(surname, _ABSENT)
    return "".join(parts) + " " + " ".join(f"{ord(character):05x}" for character in written)
