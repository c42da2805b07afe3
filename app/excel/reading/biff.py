"""The records of an .xls workbook (MS-XLS) that tell what values alone do not.

Error codes, formulas without results, number formats of numeric cells, hidden rows and columns, the date
system, encryption, and the texts of Excel 95, which old Perl and PHP systems still write, in an encoding that
the file does not or wrongly tell. The texts of formulas are not decoded: a cell with a formula is noted with
an empty text.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.excel.reading import limits
from app.excel.reading.encodings import decoded
from app.excel.reading.number_formats import BUILT_IN
from app.excel.reading.refusal import UnreadableFile

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BOF, _EOF, _FILEPASS, _DATEMODE, _BOUNDSHEET, _FORMAT, _XF = 0x809, 0x0A, 0x2F, 0x22, 0x85, 0x41E, 0xE0
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, _ROW, _COLINFO = 0x203, 0x27E, 0xBD, 0x06, 0x205, 0x208, 0x7D
_LABEL, _RSTRING, _LABELSST, _STRING, _CODEPAGE = 0x204, 0xD6, 0xFD, 0x207, 0x42
_VALUES = frozenset((_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, _LABEL, _RSTRING, _LABELSST))
_BIFF8 = 0x600
_NO_NUMBER = "error:#NUM!"  # all bits of the exponent set: infinity or not-a-number
_SHORT = 4096  # shorter streams stand elsewhere in the container
_EMPTY_TEXT = b"\x17\x00"  # the token of "" in a formula


@dataclass(slots=True)
class ScannedSheet:
    """What was found about one sheet; places are (row, column) from 0."""

    name: str
    date_1904: bool = False
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    unvalued: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)  # of Excel 95 only


def around_sheet(sheet: bytes) -> bytes:
    """A workbook stream of Excel 95 around a bare sheet."""
    begin = struct.pack("<HHHHHH", _BOF, 8, 0x500, 5, 0, 0)
    tab = struct.pack("<HHIHB6s", _BOUNDSHEET, 13, len(begin) + 17 + 4, 0, 6, b"Sheet1")
    end = struct.pack("<HH", _EOF, 0)
    return begin + tab + end + sheet[:4] + struct.pack("<H", 0x500) + sheet[6:]


def is_encrypted(raw: bytes) -> bool:
    """Whether the workbook stream is encrypted. Raises: UnreadableFile "truncated"."""
    return any(kind == _FILEPASS for kind, _ in _records(raw, 0))


def in_whole_records(raw: bytes) -> bytes:
    """The workbook stream with its padding as one record: the library that decrypts it reads nothing else."""
    at = 0
    while at + 4 <= len(raw) and raw[at : at + 2] != b"\0\0":
        at += 4 + struct.unpack_from("<H", raw, at + 2)[0]
    padding = max(_SHORT - at - 4, 0)
    return raw[:at] + struct.pack("<HH", 0, padding) + bytes(padding)


def plain_for_calamine(raw: bytes) -> bytes:
    """The workbook stream without what leads calamine astray.

    Texts of Excel 97 and later are UTF-16 whatever CODEPAGE says (MS-XLS 2.4.52), and jxl writes 1252 there;
    calamine believes it, or refuses the file. Texts of Excel 95 do not come from calamine. Number formats are
    taken off: it knows no Chinese ones, takes 60 for 28 February 1900, and breaks off at a day beyond 9999.
    """
    patched = bytearray(raw)
    at = 0
    while at + 4 <= len(raw):
        kind, length = struct.unpack_from("<HH", raw, at)
        if kind == _EOF:
            break
        if kind == _CODEPAGE and length == 2:
            struct.pack_into("<H", patched, at + 4, 1200 if _is_biff8(raw) else 1252)
        elif kind == _XF and length >= 4:
            struct.pack_into("<H", patched, at + 6, 0)
        at += 4 + length
    return bytes(patched)


def scan(raw: bytes) -> list[ScannedSheet]:
    """All sheets in the order of their tabs, from the bytes of the workbook stream.

    Raises: UnreadableFile "encrypted", "truncated" or "too_large".
    """
    try:
        return _scan(raw)
    except (struct.error, IndexError) as broken:
        raise UnreadableFile("truncated") from broken


def _scan(raw: bytes) -> list[ScannedSheet]:
    codes = dict(BUILT_IN)
    styles: list[int] = []
    tabs: list[tuple[str, int]] = []
    encoding = None if _is_biff8(raw) else _encoding(raw)
    date_1904 = False
    for kind, body in _records(raw, 0):
        if kind == _FILEPASS:
            raise UnreadableFile("encrypted")
        if kind == _DATEMODE:
            date_1904 = body[:1] == b"\x01"
        elif kind == _BOUNDSHEET:
            tabs.append((_text(body[6:], 1, encoding), struct.unpack_from("<I", body)[0]))
        elif kind == _FORMAT:
            code = _text(body[2:], 1 if encoding else 2, encoding)
            codes[struct.unpack_from("<H", body)[0]] = "" if code.lower() == "general" else code
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    if len(tabs) > limits.SHEETS:
        raise UnreadableFile("too_large")
    formats = [codes.get(number, "") for number in styles]
    return [_sheet(raw, at, formats, ScannedSheet(name, date_1904), encoding) for name, at in tabs]


def _is_biff8(raw: bytes) -> bool:
    return len(raw) >= 6 and struct.unpack_from("<H", raw, 4)[0] == _BIFF8


def _encoding(raw: bytes) -> str:
    """The encoding of an Excel 95 workbook by its texts themselves: its word for it is mostly wrong."""
    texts: list[bytes] = []
    at = 0
    while at + 4 <= len(raw):
        kind, length = struct.unpack_from("<HH", raw, at)
        if kind == _BOUNDSHEET:
            texts.append(raw[at + 11 : at + 11 + raw[at + 10]])
        elif kind in (_LABEL, _RSTRING):
            texts.append(raw[at + 12 : at + 12 + struct.unpack_from("<H", raw, at + 10)[0]])
        at += 4 + length
    return decoded(b"\n".join(texts).replace(b"\0", b""))[1]


def _records(raw: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record of the substream that begins at `at`; charts inside it are passed over."""
    depth = 0
    while at + 4 <= len(raw):
        kind, length = struct.unpack_from("<HH", raw, at)
        body = raw[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, body
    raise UnreadableFile("truncated")


def _text(body: bytes, size: int, encoding: str | None) -> str:
    """A text with its length in `size` bytes before it; `encoding` is None from Excel 97 on."""
    length = int.from_bytes(body[:size], "little")
    if encoding:
        return body[size : size + length].decode(encoding, "replace")
    if body[size] & 1:
        return body[size + 1 : size + 1 + 2 * length].decode("utf-16-le", "replace")
    return body[size + 1 : size + 1 + length].decode("latin-1")


def _sheet(
    raw: bytes, at: int, formats: list[str], sheet: ScannedSheet, encoding: str | None
) -> ScannedSheet:
    rows: set[int] = set()
    columns: set[int] = set()
    place = (0, 0)
    for kind, body in _records(raw, at):
        if kind in _VALUES:
            row, column = struct.unpack_from("<HH", body)
            rows.add(row)
            columns.add(column if kind != _MULRK else struct.unpack_from("<H", body, len(body) - 2)[0])
            _value(sheet, formats, kind, body, encoding)
            if kind == _FORMULA:
                place = (row, column)
        elif kind == _STRING and encoding:
            sheet.texts[place] = _text(body, 2, encoding)
        elif kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", body)
            if flags & 0x20:
                sheet.hidden_rows.add(row)
        elif kind == _COLINFO:
            first, last, flags = struct.unpack_from("<HH4xH", body)
            if flags & 1:
                sheet.hidden_columns.update(range(first, min(last, 255) + 1))
    height = max(rows, default=0) - min(rows, default=0) + 1
    if height * (max(columns, default=0) + 1) > limits.XLS_RECTANGLE:
        raise UnreadableFile("too_large")
    return sheet


def _value(sheet: ScannedSheet, formats: list[str], kind: int, body: bytes, encoding: str | None) -> None:
    """Notes what a cell's record tells beside the value itself."""
    row, column, style = struct.unpack_from("<HHH", body)
    if kind in (_NUMBER, _RK):
        _format(sheet, formats, row, column, style)
        if kind == _NUMBER and body[13] & 0x7F == 0x7F and body[12] >= 0xF0:
            sheet.unvalued[row, column] = _NO_NUMBER
    elif kind == _MULRK:
        for step in range((len(body) - 6) // 6):
            _format(sheet, formats, row, column + step, struct.unpack_from("<H", body, 4 + 6 * step)[0])
    elif kind == _FORMULA:
        _formula(sheet, formats, body)
    elif kind in (_LABEL, _RSTRING) and encoding:
        sheet.texts[row, column] = _text(body[6:], 2, encoding)
    elif kind == _BOOLERR and body[7]:
        sheet.unvalued[row, column] = f"error:{_ERRORS.get(body[6], '#VALUE!')}"


def _format(sheet: ScannedSheet, formats: list[str], row: int, column: int, style: int) -> None:
    if style < len(formats) and formats[style]:
        sheet.formats[row, column] = formats[style]


def _formula(sheet: ScannedSheet, formats: list[str], body: bytes) -> None:
    """Notes a formula. An empty result is none, unless the formula itself speaks of an empty text."""
    row, column, style = struct.unpack_from("<HHH", body)
    result = body[6:14]
    sheet.formulas[row, column] = ""
    if result[6:] != b"\xff\xff":
        _format(sheet, formats, row, column, style)
        if result[7] & 0x7F == 0x7F and result[6] >= 0xF0:
            sheet.unvalued[row, column] = _NO_NUMBER
    elif result[0] == 2:
        sheet.unvalued[row, column] = f"error:{_ERRORS.get(result[2], '#VALUE!')}"
    elif result[0] == 3 and _EMPTY_TEXT not in body[22:]:
        sheet.unvalued[row, column] = "formula"
