"""Makes the text of a written PDF findable: every glyph leads back to the character that was typed.

Qt names a glyph by the lowest code point of the font that shares it.  In Noto CJK 民 shares its glyph
with the radical U+2EA0, so a search for 选民 finds nothing; characters beyond the BMP get no name at
all.  Qt numbers the glyphs of an embedded font in the order of their first use, which the
``GlyphLog`` has followed; so the tables (ToUnicode, ISO 32000-1 9.10.3) can be written anew.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ui.printing.glyph_log import GlyphLog

_OBJECT = re.compile(rb"(\d+) 0 obj\s")
_FONT = re.compile(rb"/ToUnicode (\d+) 0 R")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})> <[0-9A-Fa-f]{4}> (?:<([0-9A-Fa-f]{4})>|\[([^\]]*)\])")
_PER_BLOCK = 100  # entries a block may hold (Adobe technical note 5014)


def with_findable_text(pdf: bytes, log: GlyphLog) -> tuple[bytes, set[str]]:
    """The PDF with right tables, and the characters that still cannot be found in its text."""
    objects = _objects(pdf)
    found: set[str] = set()
    for number in {int(match.group(1)) for match in _FONT.finditer(pdf)}:
        texts = _right_texts(_said_by_qt(objects[number]), log)
        found.update("".join(texts.values()))
        objects[number] = _table_object(number, texts)
    painted = {c for glyphs in log.faces.values() for characters in glyphs.values() for c in characters}
    return _assembled(pdf, objects), {c for c in painted - found if not c.isspace()}


def _right_texts(said: dict[int, str], log: GlyphLog) -> dict[int, str]:
    """The characters that each numbered glyph stands for, from what Qt said of them.

    Where the whole order of first use agrees, the glyphs that Qt cannot name are filled in too.
    """
    by_glyph: dict[int, str] = {}
    for name, glyphs in log.faces.items():
        order = list(glyphs)
        painted = dict(zip(said, log.fonts[name].glyphIndexesForString("".join(said.values())), strict=True))
        if said and max(said) <= len(order) and all(order[n - 1] == glyph for n, glyph in painted.items()):
            return dict(enumerate(glyphs.values(), 1))
        if not by_glyph and all(glyph in glyphs for glyph in painted.values()):
            by_glyph = {n: glyphs[glyph] for n, glyph in painted.items()}
    return by_glyph or said


def _objects(pdf: bytes) -> dict[int, bytes]:
    """The objects of a freshly written file by number, cut at the offsets of its reference table."""
    start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    count = int(pdf[start:].split(None, 3)[2])
    first = pdf.index(b"\n", pdf.index(b"\n", start) + 1) + 1
    entries = (pdf[first + 20 * n : first + 20 * n + 20] for n in range(count))
    offsets = {n: int(entry[:10]) for n, entry in enumerate(entries) if entry[17:18] == b"n"}
    edges = sorted({*offsets.values(), start})
    ends = dict(pairwise(edges))
    return {n: pdf[offset : ends[offset]] for n, offset in offsets.items()}


def _said_by_qt(table: bytes) -> dict[int, str]:
    """The characters that Qt's own table gives, by number of the glyph in the embedded font."""
    said: dict[int, str] = {}
    body = table[table.index(b"beginbfrange") :]
    for first, single, several in _RANGE.findall(body):
        codes = [single] if single else re.findall(rb"<([0-9A-Fa-f]{4})>", several)
        for step, code in enumerate(codes):
            said[int(first, 16) + step] = chr(int(code, 16))
    return {number: character for number, character in said.items() if number and character != "\0"}


def _table_object(number: int, texts: dict[int, str]) -> bytes:
    lines = [f"<{i:04X}> <{text.encode('utf-16-be').hex().upper()}>" for i, text in texts.items()]
    blocks = [lines[i : i + _PER_BLOCK] for i in range(0, len(lines), _PER_BLOCK)]
    entries = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    stream = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{entries}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
    head = f"{number} 0 obj\n<< /Length {len(stream)} >>\nstream\n".encode("ascii")
    return head + stream + b"\nendstream\nendobj\n"


def _assembled(pdf: bytes, objects: dict[int, bytes]) -> bytes:
    """The file with its objects in the old order and a new reference table."""
    first = _OBJECT.search(pdf)
    begin = first.start() if first else 0
    pieces, offset, places = [pdf[:begin]], begin, {}
    for number in objects:
        places[number] = offset
        pieces.append(objects[number])
        offset += len(objects[number])
    size = max(objects) + 1
    table = [b"0000000000 65535 f \n"]
    table += [
        f"{places[n]:010d} 00000 n \n".encode() if n in places else b"0000000000 00000 f \n"
        for n in range(1, size)
    ]
    trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")]
    tail = b"xref\n0 %d\n" % size + b"".join(table) + trailer + b"startxref\n%d\n%%%%EOF\n" % offset
    return b"".join([*pieces, tail])
