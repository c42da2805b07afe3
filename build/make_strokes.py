"""Makes resources/strokes.txt: stroke counts and stroke sequences for ordering names.

Run by hand when a source changes; the program itself only reads the table.

    python build/make_strokes.py CNCHAR_ORDER.js CNCHAR_TRAD.js UNIHAN_IRGSOURCES.txt[.bz2]

Sources, fetched with their ordinary clients:
- ``npm pack cnchar-order cnchar-trad`` (3.2.6, MIT licence, resources/licences/cnchar.txt): the
  strokes of 6,939 simplified and some 2,600 traditional characters, one letter for each stroke;
- Debian's package ``unicode-data`` (15.0.0): kTotalStrokes of Unihan (Unicode licence,
  resources/licences/unicode.txt);
- build/stroke_parts.tsv: characters of names put together by ourselves.

A sequence whose length is not the count in Unihan is left out, with a line on the screen.
"""

import bz2
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The five kinds of GB 13000.1: 1 横 (and 提), 2 竖 (and 竖钩), 3 撇, 4 点 (and 捺), 5 折 (all else).
KINDS = {"j": "1", "i": "1", "f": "2", "g": "2", "s": "3", "k": "4", "l": "4", "d": "4"}
HEADER = """\
# Strokes of characters, for ordering names. Made by build/make_strokes.py; do not edit:
# corrections belong into strokes_overrides.tsv. 1 横 2 竖 3 撇 4 点 5 折.
# Sequences: cnchar-order and cnchar-trad 3.2.6 (MIT, licences/cnchar.txt); counts: Unihan 15.0
# (selected and rearranged; Unicode licence, licences/unicode.txt). "=N" begins the characters of N strokes without a sequence.
"""


def cnchar_sequences(script: Path) -> dict[str, str]:
    """The sequences in one of cnchar's scripts: character → digits 1–5."""
    tables = [json.loads(blob) for blob in re.findall(r"JSON\.parse\('(.*?)'\)", script.read_text("utf-8"))]
    orders = next(t for t in tables if t.get("一") == "j" or t.get("貝") == "fcjjjsk")
    return {
        character: "".join(KINDS.get(letter, "5") for letter in letters)
        for character, letters in orders.items()
    }


def unihan_counts(path: Path) -> dict[str, tuple[int, ...]]:
    """kTotalStrokes: character → counts, the mainland's first."""
    data = path.read_bytes()
    text = (bz2.decompress(data) if path.suffix == ".bz2" else data).decode("utf-8")
    found = re.findall(r"^U\+([0-9A-F]+)\tkTotalStrokes\t([\d ]+)$", text, re.MULTILINE)
    return {chr(int(code, 16)): tuple(int(n) for n in counts.split()) for code, counts in found}


def own_sequences(path: Path, known: dict[str, str]) -> dict[str, str]:
    """Characters put together from parts that the source knows."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    composed = {}
    for character, parts in rows:
        pieces = [part if part.isdigit() else known.get(part, "") for part in parts]
        if all(pieces):
            composed[character] = "".join(pieces)
        else:
            print(f"left out {character}: a part of {parts} is not known")
    return composed


def main(order: str, trad: str, unihan: str) -> None:
    """Writes the table."""
    counts = unihan_counts(Path(unihan))
    known = cnchar_sequences(Path(trad)) | cnchar_sequences(Path(order))
    sequences = own_sequences(ROOT / "build" / "stroke_parts.tsv", known) | known
    for character, sequence in sorted(sequences.items()):
        if len(sequence) not in counts.get(character, ()):
            print(f"left out {character}: {len(sequence)} strokes, Unihan {counts.get(character)}")
            del sequences[character]
    by_count: dict[int, list[str]] = {}
    for character, numbers in counts.items():
        if character not in sequences:
            by_count.setdefault(numbers[0], []).append(character)
    lines = [character + sequence for character, sequence in sorted(sequences.items())]
    lines += [f"={number}{''.join(sorted(rest))}" for number, rest in sorted(by_count.items())]
    text = HEADER + "\n".join(lines) + "\n"
    (ROOT / "resources" / "strokes.txt").write_text(text, "utf-8", newline="\n")
    print(f"{len(sequences)} sequences, {len(counts)} counts")


if __name__ == "__main__":
    main(*sys.argv[1:])
