"""Rows on the clipboard: as text between tabs, and as a table whose texts a workbook leaves as they are."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData, QStringListModel

from app.domain.fields import Field, Row

# WPS and Excel read this style: without it 2022-001 becomes a date, and a long card number loses its last digits.
AS_TEXT = " style=\"mso-number-format:'\\@'\""


def table_for_paste(columns: Sequence[Field], rows: Sequence[Row]) -> QMimeData:
    """A line of headings and a line a row."""
    lines = [[field.text(row.get(field.key)).replace("\n", " ") for field in columns] for row in rows]
    are_numbers = [field.kind.is_quantity for field in columns]
    return paste_data([[field.label for field in columns], *lines], are_numbers)


def paste_data(table: Sequence[Sequence[str]], are_numbers: Sequence[bool]) -> QMimeData:
    """Lines of texts, the first of them headings; ``are_numbers``: the columns that a workbook may count with."""
    styles = ["" if is_number else AS_TEXT for is_number in are_numbers]
    data = _plain_data()
    data.setText("\n".join("\t".join(cell.replace("\t", " ") for cell in line) for line in table))
    data.setHtml(f"<table>{''.join(_line(line, styles) for line in table)}</table>")
    return data


def _plain_data() -> QMimeData:
    """Empty data made by Qt itself: what Python made crashes the program when it ends with it on the clipboard."""
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    return data


def _line(texts: Sequence[str], styles: Sequence[str]) -> str:
    cells = zip(texts, styles, strict=True)
    return "<tr>" + "".join(f"<td{style}>{escape(text)}</td>" for text, style in cells) + "</tr>"
