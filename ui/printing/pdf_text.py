"""Makes the text of a written PDF findable: every glyph leads back to the character that was typed.

Qt names a glyph by the lowest code point of the font that shares it.  In Noto CJK 民 shares its glyph
with the radical U+2EA0, so a search for 选民 finds nothing; characters beyond the BMP get no name at
all.  Qt numbers the glyphs of an embedded font in the order of their first use, which the
``GlyphLog`` has followed; so the tables (ToUnicode, ISO 32000-1 9.10.3) can be written anew.
"""

from __future__ import annotations

import re

from ui.printing.glyph_log import GlyphLog
from ui.printing.pdf_objects import PdfObjects

_FONT = re.compile(rb"/ToUnicode (\d+) 0 R")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})> <[0-9A-Fa-f]{4}> (?:<([0-9A-Fa-f]{4})>|\[([^\]]*)\])")
_PER_BLOCK = 100  # entries a block may hold (Adobe technical note 5014)


def with_findable_text(pdf: bytes, log: GlyphLog) -> tuple[bytes, set[str]]:
    """The PDF with right tables, and the characters that still cannot be found in its text."""
    file = PdfObjects.of(pdf)
    readable: set[str] = set()
    for number in {int(match.group(1)) for match in _FONT.finditer(pdf)}:
        texts = _right_texts(_said_by_qt(file.objects[number]), log)
        readable.update("".join(texts.values()))
        file.put(number, file.stream(_table(texts)))
    painted = {c for glyphs in log.faces.values() for characters in glyphs.values() for c in characters}
    return file.assembled(), {c for c in painted - readable if not c.isspace()}


def _right_texts(decoded: dict[int, str], log: GlyphLog) -> dict[int, str]:
    """The characters that each numbered glyph stands for, from what Qt said of them.

    Where the whole order of first use agrees, the glyphs that Qt cannot name are filled in too.
    """
    by_glyph: dict[int, str] = {}
    for name, glyphs in log.faces.items():
        order = list(glyphs)
        painted = dict(
            zip(decoded, log.fonts[name].glyphIndexesForString("".join(decoded.values())), strict=True)
        )
        if (
            decoded
            and max(decoded) <= len(order)
            and all(order[n - 1] == glyph for n, glyph in painted.items())
        ):
            return dict(enumerate(glyphs.values(), 1))
        if not by_glyph and all(glyph in glyphs for glyph in painted.values()):
            by_glyph = {n: glyphs[glyph] for n, glyph in painted.items()}
    return by_glyph or decoded


def _said_by_qt(table: bytes) -> dict[int, str]:
    """The characters that Qt's own table gives, by number of the glyph in the embedded font."""
    decoded: dict[int, str] = {}
    body = table[table.index(b"beginbfrange") :]
    for first, single, several in _RANGE.findall(body):
        codes = [single] if single else re.findall(rb"<([0-9A-Fa-f]{4})>", several)
        for step, code in enumerate(codes):
            decoded[int(first, 16) + step] = chr(int(code, 16))
    return {number: character for number, character in decoded.items() if number and character != "\0"}


def _table(texts: dict[int, str]) -> bytes:
    lines = [f"<{i:04X}> <{text.encode('utf-16-be').hex().upper()}>" for i, text in texts.items()]
    blocks = [lines[i : i + _PER_BLOCK] for i in range(0, len(lines), _PER_BLOCK)]
    entries = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{entries}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
