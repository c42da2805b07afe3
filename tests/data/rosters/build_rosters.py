"""Writes the clerks' workbooks and the truth beside each: `python -m tests.data.rosters.build_rosters FOLDER`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.data.rosters import write_modern, write_old
from tests.data.rosters.grid import LEDGER, Book

CHAPTERS = (
    "layouts_files",
    "layouts_texts",
    "layouts_xml",
    "layouts_shapes",
    "layouts_sections",
    "layouts_forms",
    "layouts_long_forms",
    "layouts_sheets",
    "layouts_headings",
    "layouts_distractors",
    "layouts_dates",
    "layouts_names",
    "layouts_numbers",
    "layouts_judgement",
    "layouts_combined",
    "layouts_split",
    "layouts_synonyms",
    "layouts_remarks",
    "layouts_exports",
    "layouts_habits",
    "layouts_places",
    "layouts_drawn",
    "layouts_doubts",
    "hostile",
    "hostile_sizes",
    "hostile_more",
    "hostile_damaged",
    "hostile_ledgers",
    "hostile_people",
)


def _as_bytes(book: Book, path: Path) -> None:
    content = book.options["bytes"]
    path.write_bytes(content() if callable(content) else content)


WRITERS: dict[str, Callable[[Book, Path], None]] = {
    "openpyxl": write_modern.with_openpyxl,
    "raw": write_modern.with_raw_xml,
    "xls": write_old.as_xls,
    "ods": write_old.as_ods,
    "text": write_old.as_text,
    "html": write_old.as_html,
    "bytes": _as_bytes,
}


@cache
def books(package: str = "tests.data.rosters", chapters: tuple[str, ...] = CHAPTERS) -> tuple[Book, ...]:
    """Every workbook of the set, in the order of the chapters; made once for all who ask, so nobody changes one."""
    return tuple(_built(package, chapters))


def _built(package: str, chapters: tuple[str, ...]) -> Iterator[Book]:
    for chapter in chapters:
        for build in import_module(f"{package}.{chapter}").BOOKS:
            made = build()
            yield from made if isinstance(made, tuple) else (made,)


def write(book: Book, folder: Path) -> None:
    """One workbook and its truth."""
    WRITERS[book.kind](book, folder / book.name)
    truth = {
        "file": book.name,
        "args": {},
        "ledger": LEDGER,
        "exit": 0,
        "max_seconds": 10,
        **book.truth,
        "rows": book.rows,
    }
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (folder / f"{book.name}.truth.json").write_text(text, encoding="utf-8")


def build(folder: Path, made: Iterable[Book] | None = None) -> list[str]:
    """All workbooks into a folder; gives their names."""
    folder.mkdir(parents=True, exist_ok=True)
    names: list[str] = []
    for book in books() if made is None else made:
        if book.name in names:
            raise ValueError(f"two workbooks are called {book.name}")
        write(book, folder)
        names.append(book.name)
    return names


if __name__ == "__main__":
    print(f"{len(build(Path(sys.argv[1])))} workbooks in {sys.argv[1]}")
