"""One cell of a sheet as XML (ECMA-376 part 1, 18.3.1.4): numbers, days, and texts that stay texts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

LONGEST = 32_767  # UTF-16 units a cell can hold; spreadsheet programs cut off the rest without a word
_EPOCH = date(1899, 12, 30).toordinal()  # the day before day 1, with Excel's leap day of 1900
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_NEEDS_MARKUP = re.compile(r"[&<>\r]|_x[0-9A-Fa-f]{4}_|^\s|\s$|[\n\t]|  ")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# XML 1.0 has no place for these; a file that holds one cannot be opened.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Unwritable(ValueError):
    """A text that no workbook can hold; ``str()`` says why."""


def cell_xml(place: str, style: int, value: Any) -> str:
    """A cell such as ``<c r="B4" s="3" t="inlineStr">…``; None is an empty cell that keeps its frame.

    ``value``: None, str, int, float or date.  Texts beginning with = + - @ are texts, never formulas.
    Raises ``Unwritable`` when a text is too long or holds characters that no file can keep.
    """
    if value is None or value == "":
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, str):
        return f'<c r="{place}" s="{style}" t="inlineStr"><is>{_text_xml(value)}</is></c>'
    if isinstance(value, date):
        value = value.toordinal() - _EPOCH
    return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'


def is_writable(value: Any) -> bool:
    """Whether a cell can hold the value."""
    try:
        cell_xml("A1", 0, value)
    except Unwritable:
        return False
    return True


def _text_xml(text: str) -> str:
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST:
        raise Unwritable(f"有 {len(text)} 个字，表格的一个格子最多放 {LONGEST} 个")
    match = _UNWRITABLE.search(text)
    if match:
        raise Unwritable(f"里有表格无法保存的字符（U+{ord(match.group()):04X}）")
    if not _NEEDS_MARKUP.search(text):
        return f"<t>{text}</t>"
    marked = _LOOKS_ESCAPED.sub("_x005F_", text).translate(_MARKUP)
    return f'<t xml:space="preserve">{marked}</t>'
