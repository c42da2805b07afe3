"""Which encoding a text file of a Chinese office is in: a byte order mark, UTF-16, UTF-8, GB18030 or Big5."""

from __future__ import annotations

import codecs
import contextlib
import re

DOUBTFUL_BYTES = "文件中有无法识别的字符，已用“\ufffd”代替，请留意这些单元格。"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TELLING = "姓名性别性別代表选区選區电话電話民族党派黨派单位單位职务職務备注備註日期地址编号編號"
_SAMPLE = 200_000
ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
"""The encoding that the first line of an XML file declares."""
_LEADING_MARKS = re.compile(r"(?:\A|(?<=[\r\n]))\ufeff+")
CHINESE = dict.fromkeys(
    ("gb2312", "gb_2312-80", "csgb2312", "gbk", "x-gbk", "cp936", "ms936", "windows-936", "gb18030"),
    "gb18030",
) | dict.fromkeys(("big5", "x-x-big5", "cp950", "ms950", "big5hkscs"), "big5hkscs")
"""Declared names and what is meant: all systems say GB2312 where they write GBK."""


def decoded(raw: bytes) -> tuple[str, str, bool]:
    """Text, name of the encoding, and whether every byte had a meaning in it; nothing is left out."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw, encoding)
    order = _utf16_order(raw[: _SAMPLE // 2 * 2])
    if order:
        return _decoded(raw[: len(raw) // 2 * 2], order)
    try:
        return raw.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError as broken:
        if broken.start > len(raw) - 4 or _mostly_utf8(raw):
            return _decoded(raw, "utf-8")
    return _decoded(raw, _chinese(raw[:_SAMPLE]))


def decoded_as_declared(raw: bytes, declaration: re.Pattern[bytes]) -> tuple[str, str, bool]:
    """As `decoded`, for text that names its encoding in the first group of `declaration`.

    UTF-8 and byte order marks show themselves. Else the file's own word counts only between the Chinese
    encodings, and where its bytes fit it: any bytes at all fit a western one.
    """
    text, encoding, whole = decoded(raw)
    declared = declaration.search(raw[:4096])
    name = CHINESE.get(declared[1].decode("ascii").lower()) if declared else None
    if name and encoding in CHINESE.values():
        with contextlib.suppress(UnicodeDecodeError):
            return raw.decode(name), name, True
    return text, encoding, whole


def _decoded(raw: bytes, encoding: str) -> tuple[str, str, bool]:
    try:
        text, whole = raw.decode(encoding), True
    except UnicodeDecodeError:
        text, whole = raw.decode(encoding, "replace"), False
    # Files joined end to end carry a mark in front of each; within a line it was typed, and is pointed out there.
    return _LEADING_MARKS.sub("", text), encoding, whole


def _utf16_order(raw: bytes) -> str | None:
    """Without a mark the order shows in line breaks, digits and commas: their zero byte comes second or first.

    None where it is not UTF-16: a stray zero, or the zeros by which databases fill up their fields, stand in
    both places or are few.
    """
    first, second = raw[0::2].count(0), raw[1::2].count(0)
    if 50 * max(first, second) < len(raw) or max(first, second) < 4 * min(first, second) or not raw:
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _mostly_utf8(raw: bytes) -> bool:
    """Whether this is UTF-8 with a few damaged bytes: in GB18030 text hardly a character happens to fit."""
    text = raw[:_SAMPLE].decode("utf-8", "replace")
    wide = sum(char > "\u0fff" and char != "\ufffd" for char in text)
    return wide > 20 * text.count("\ufffd")


def _chinese(raw: bytes) -> str:
    """GB18030 or Big5: the one in which words of a roster appear, else the one with more usual characters."""
    weights = {}
    for encoding, everyday in (
        ("gb18030", ("gb2312", 0xB0A1, 0xD7F9)),
        ("big5hkscs", ("big5", 0xA440, 0xC67E)),
    ):
        text = raw.decode(encoding, "replace")
        wide = [char for char in text if char > "\u2e7f"]
        common = sum(_is_everyday(char, *everyday) for char in wide) - 20 * text.count("\ufffd")
        usual = sum(text.count(_TELLING[at : at + 2]) for at in range(0, len(_TELLING), 2))
        weights[encoding] = (usual, common / max(len(wide), 1))
    return max(weights, key=lambda encoding: weights[encoding])  # the first, GB18030, where both are alike


def _is_everyday(char: str, encoding: str, first: int, last: int) -> bool:
    try:
        code = char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return first <= int.from_bytes(code, "big") <= last
