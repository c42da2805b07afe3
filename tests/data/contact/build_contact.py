"""Writes the workbooks of sites, receptions, opinions and performance: `python -m tests.data.contact.build_contact FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.data.rosters import build_rosters
from tests.data.rosters.grid import Book

CHAPTERS = ("suggestions", "suggestions_more", "receptions", "sites", "performance", "small_ledgers")


def books() -> tuple[Book, ...]:
    """Every workbook of the set."""
    return build_rosters.books("tests.data.contact", CHAPTERS)


def build(folder: Path) -> list[str]:
    """All workbooks into a folder; gives their names."""
    return build_rosters.build(folder, books())


if __name__ == "__main__":
    print(f"{len(build(Path(sys.argv[1])))} workbooks in {sys.argv[1]}")
