"""Any spreadsheet file as plain cells, read in a process of its own so that no file can harm the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.excel.reading.refusal import UnreadableFile

if TYPE_CHECKING:
    from app.excel.grid import Workbook

__all__ = ["UnreadableFile", "read_workbook"]


def read_workbook(path: Path, *, limit_seconds: float = 10, limit_megabytes: int = 900) -> Workbook:
    """Reads a workbook of any kind; the name's ending is not believed.

    `limit_seconds` bounds the whole call, `limit_megabytes` the memory of the reading process (where the
    system can hold it to that: not on Windows, where only sizes and time are bounded).
    Raises: UnreadableFile with a sentence for the clerk.
    """
    from app.excel.reading.in_child import (
        read_in_child,
    )  # the child, which loads this file too, needs none of it

    return read_in_child(path, limit_seconds, limit_megabytes)
