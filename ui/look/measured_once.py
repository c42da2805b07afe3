"""Columns as wide as their contents, measured once for many cells: each cell set by itself has all the rows measured again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QHeaderView, QTableWidget


@contextmanager
def measured_once(table: QTableWidget) -> Iterator[None]:
    """Fill a table, or change much of it, within this; nobody hears of the cells, and the widths follow at its end."""
    header, mode = table.horizontalHeader(), QHeaderView.ResizeMode
    columns = [c for c in range(header.count()) if header.sectionResizeMode(c) == mode.ResizeToContents]
    is_quiet = table.blockSignals(True)
    for column in columns:
        header.setSectionResizeMode(column, mode.Fixed)
    try:
        yield
    finally:
        for column in columns:
            header.setSectionResizeMode(column, mode.ResizeToContents)
        table.blockSignals(is_quiet)
