"""Which glyph of which font shows which character: what a PDF's text is made from, and what no font has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtGui import QGlyphRun, QRawFont, QTextLayout

from ui.printing.marks import Page
from ui.printing.type_faces import font

# Ideographs and digits look the same beside whatever stands there.
_STANDS_ALONE = re.compile(r"[0-9\u3400-\u9fff]*")
FaceName = tuple[str, str]  # family and style of the file that a glyph comes from


class GlyphLog:
    """Follows the words of pages in the order in which they are painted.

    ``faces`` holds for every font file its glyphs in the order of their first use, with the
    characters they stand for; ``missing`` the characters that no installed font can show.
    """

    def __init__(self, pages: Iterable[Page] = ()) -> None:
        self.faces: dict[FaceName, dict[int, str]] = {}
        self.fonts: dict[FaceName, QRawFont] = {}
        self.missing: set[str] = set()
        self._seen: dict[str, set[str]] = {}
        for page in pages:
            self.follow(page)

    def follow(self, page: Page) -> None:
        """The words of one page more."""
        for words in page.words:
            text, seen = words.text, self._seen.setdefault(words.role, set())
            if _STANDS_ALONE.fullmatch(text):
                text = "".join(sign for sign in dict.fromkeys(text) if sign not in seen)
                seen.update(text)
            elif text in seen:
                continue
            else:
                seen.add(text)  # whole texts: what a sign looks like may depend on its neighbours
            if text:
                self._shape(text, words.role, words.size)

    def _shape(self, text: str, role: str, size: float) -> None:
        layout = QTextLayout(text, font(role, size))
        layout.beginLayout()
        layout.createLine().setLineWidth(1e7)
        layout.endLayout()
        wanted = QTextLayout.GlyphRunRetrievalFlag
        runs = layout.glyphRuns(-1, -1, wanted.RetrieveGlyphIndexes | wanted.RetrieveStringIndexes)
        units = text.encode("utf-16-le")  # Qt counts in UTF-16 units
        starts = sorted({start for run in runs for start in run.stringIndexes()})
        ends = dict(pairwise([*starts, len(units) // 2]))
        for run in runs:
            self._note(
                run, {start: units[start * 2 : end * 2].decode("utf-16-le") for start, end in ends.items()}
            )

    def _note(self, run: QGlyphRun, characters: dict[int, str]) -> None:
        """``characters``: by the place where a glyph begins, what it stands for (fi may be one glyph)."""
        raw = run.rawFont()
        name = (raw.familyName(), raw.styleName())
        characters_of_face = self.faces.setdefault(name, {})
        self.fonts.setdefault(name, raw)
        for glyph, start in zip(run.glyphIndexes(), run.stringIndexes(), strict=True):
            if glyph == 0:
                self.missing.update(c for c in characters[start] if _needs_ink(c))
            else:
                characters_of_face.setdefault(glyph, characters[start])


def _needs_ink(character: str) -> bool:
    return unicodedata.category(character) not in ("Cf", "Cc", "Mn", "Zs")
