"""Which register a workbook is of, by its headings alone: asked where none of another register were found in it."""

from __future__ import annotations

from itertools import islice

from app.domain.register import Register
from app.domain.texts import heading_key
from app.excel.grid import Workbook
from app.excel.layout.vocabulary import NUMBERING, Vocabulary, all_vocabularies

ENOUGH = 4  # fields called by one row
FIRST_ROWS = 12  # of a sheet, among which its headings are looked for


def register_called_by(workbook: Workbook) -> Register | None:
    """The register of which one row calls the most fields; None where they are too few, or two registers have as many."""
    rows = [row for sheet in workbook.sheets for row in islice(sheet.rows, FIRST_ROWS)]
    texts = [
        [text for text in map(str, filter(None, row)) if heading_key(text) not in NUMBERING] for row in rows
    ]
    called = {
        vocabulary.register: max((_fields_called(row, vocabulary) for row in texts), default=0)
        for vocabulary in all_vocabularies()
    }
    most = max(called.values())
    first, *others = [register for register, count in called.items() if count == most]
    return first if most >= ENOUGH and not others else None


def _fields_called(texts: list[str], vocabulary: Vocabulary) -> int:
    targets = map(vocabulary.match, texts)
    return len({target.field for target in targets if target and target.field} - vocabulary.listed)
