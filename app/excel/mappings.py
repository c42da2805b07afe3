"""What a clerk said about the headings of a file, remembered under a name for files of the same shape."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from app.excel.layout.headers import Header, header_at
from app.excel.layout.sheet_tables import Correction
from app.excel.layout.view import View, column_letter, column_number
from app.excel.layout.vocabulary import Vocabulary
from app.storage.files import complete_file

FILE = "mappings.json"
LOOKED_AT = 60


@dataclass(frozen=True)
class RememberedMapping:
    """``shape``: the headings of a header of ``rows`` rows, reduced to their words; ``fields``: a field
    key for each, or None for a column that is not used."""

    name: str
    register: str
    rows: int
    shape: tuple[str, ...]
    fields: tuple[str | None, ...]


def remembered(folder: Path, register: str) -> list[RememberedMapping]:
    """The mappings kept in a ledger's folder for one register, by name; none when there is no readable file."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        mappings = [
            RememberedMapping(m["name"], m["register"], int(m["rows"]), tuple(m["shape"]), tuple(m["fields"]))
            for m in kept
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return sorted((m for m in mappings if m.register == register), key=lambda m: m.name)


def readings_kept(mappings: Sequence[RememberedMapping]) -> dict[str, str]:
    """Heading reduced to its words → the field that a clerk said for it ("" for none), whatever the sheet."""
    return {
        words: field or ""
        for mapping in mappings
        for words, field in zip(mapping.shape, mapping.fields, strict=True)
        if words
    }


def remember(folder: Path, mapping: RememberedMapping) -> None:
    """Keep a mapping; one of the same name or shape for the same register is replaced.  Raises OSError."""
    others = [
        m
        for m in _all(folder)
        if m.register != mapping.register or (m.name != mapping.name and m.shape != mapping.shape)
    ]
    _write(folder, [*others, mapping])


def forget(folder: Path, register: str, name: str) -> None:
    """Drop a mapping.  Raises OSError."""
    _write(folder, [m for m in _all(folder) if (m.register, m.name) != (register, name)])


def mapping_of(
    name: str, register: str, header: Header, columns: Mapping[str, str | None]
) -> RememberedMapping:
    """The mapping that a corrected header stands for; ``columns``: letter → field key or None."""
    by_column = {column_number(letters): key for letters, key in columns.items()}
    shape = header.shape()
    fields = tuple(by_column.get(column) for column, _ in shape)
    return RememberedMapping(
        name, register, header.bottom - header.top + 1, tuple(words for _, words in shape), fields
    )


def correction_for(
    view: View, vocabulary: Vocabulary, mappings: Sequence[RememberedMapping]
) -> tuple[Correction, RememberedMapping] | None:
    """What was remembered for a header that stands in this sheet, or None."""
    for top in range(min(view.height, LOOKED_AT) if mappings else 0):
        for mapping in mappings:
            header = header_at(view, vocabulary, top, top + mapping.rows - 1)
            shape = header.shape()
            if tuple(words for _, words in shape) == mapping.shape:
                columns = {column_letter(c): key for (c, _), key in zip(shape, mapping.fields, strict=True)}
                return Correction((top + 1, top + mapping.rows), columns), mapping
    return None


def _all(folder: Path) -> list[RememberedMapping]:
    try:
        registers = {m["register"] for m in json.loads((folder / FILE).read_text(encoding="utf-8"))}
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [mapping for register in sorted(registers) for mapping in remembered(folder, register)]


def _write(folder: Path, mappings: Sequence[RememberedMapping]) -> None:
    with complete_file(folder / FILE, own=True) as temporary:
        temporary.write_text(
            json.dumps([asdict(m) for m in mappings], ensure_ascii=False, indent=1), encoding="utf-8"
        )
