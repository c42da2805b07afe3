"""What kind of file this is, judged by its content: names lie, most often .xls."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO

from app.excel.reading import limits
from app.excel.reading.archive import Archive
from app.excel.reading.beginnings import BARE_SHEET, COMPOUND_FILE
from app.excel.reading.encodings import decoded
from app.excel.reading.refusal import UnreadableFile

_HEAD = 65_536
_SAVE_AS = "请在WPS中打开，把表格另存为 .xlsx 后再导入。"
_PICK = "请选择 .xlsx、.xls、.ods 或 .csv 格式的名册。"

_OTHER_FILES = (
    (b"%PDF", "这是一份PDF文档，不是电子表格。", _PICK),
    (b"\xff\xd8\xff", "这是一张图片，不是电子表格。", _PICK),
    (b"\x89PNG", "这是一张图片，不是电子表格。", _PICK),
    (b"GIF8", "这是一张图片，不是电子表格。", _PICK),
    (b"BM", "这是一张图片，不是电子表格。", _PICK),
    (b"7z\xbc\xaf\x27\x1c", "这是一个压缩包。", "请先解压，再选择里面的表格。"),
    (b"Rar!", "这是一个压缩包。", "请先解压，再选择里面的表格。"),
    (b"\x1f\x8b", "这是一个压缩包。", "请先解压，再选择里面的表格。"),
    (b"{\\rtf", "这是一份Word文档，不是电子表格。", "请把其中的表格复制到WPS表格中，保存为 .xlsx 后再导入。"),
    (b"MZ", "这是一个程序文件，不是电子表格。", _PICK),
    (
        b"b\x14#e",
        "这个文件被单位的文档加密软件加密了。",
        "请在装有该软件的电脑上解密，再来导入。",
    ),  # E-SafeNet
    (b"SQLite format 3", "这是一个数据库文件，不是电子表格。", _PICK),
)
_WORD = ("这是一份Word文档，不是电子表格。", "请把其中的表格复制到WPS表格中，保存为 .xlsx 后再导入。")
_SLIDES = ("这是一份演示文稿，不是电子表格。", _PICK)
_OLD = ("这个表格的格式较特殊，程序读不了。", _SAVE_AS)
_OLD_BEGINNINGS = (
    rb"\x09[\x00\x02\x04][\x04\x06\x08]\x00",  # a bare sheet of Excel 2 to 4
    rb"ID;P[^\n]*\n[BCFOP];",  # SYLK
    rb"(?=.{4,31}\0)[\x02\x03\x30\x31\x43\x83\x8b\xf5].[\x01-\x0c][\x01-\x1f].{39}[CNDLFMIBTYG]",  # dBase
    rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*>\s*(?:<!--.*?-->\s*)*<(?:uof:UOF|office:document)\b",  # one flat XML
)

_STRANGE = re.compile("[\\x00-\\x08\\x0e-\\x1a\\x1c-\\x1f\\ufffd]")
_USUAL = re.compile("[\\t\\r\\n -~\\xa0-\\xff\u2000-\u206f\u3000-\u9fff\uff00-\uffef\U00020000-\U0003ffff]")


def kind_of(path: Path) -> str:
    """The kind: "xlsx", "xlsm", "xls", "ods", "xml" (Excel 2003), "mht", "html" or "text" (.csv among it).

    "encrypted" is a workbook of one of the first two kinds that may or may not want a password.

    Raises: UnreadableFile with a sentence that names what it is instead; OSError as opening it does.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise UnreadableFile("empty")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return kind_of_archive(str(path))
    if head.startswith(COMPOUND_FILE):
        return _compound(path)
    if re.match(BARE_SHEET, head, re.DOTALL):
        return "xls"
    if any(re.match(beginning, head, re.DOTALL) for beginning in _OLD_BEGINNINGS):
        raise _named(_OLD)
    for mark, what, then in _OTHER_FILES:
        if head.startswith(mark) and not (mark in (b"BM", b"MZ") and b"\0" not in head[:64]):
            raise _named((what, then))
    return _marked_up(head)


def kind_of_archive(source: str | IO[bytes]) -> str:
    """The kind of a zipped workbook: "xlsx", "xlsm" or "ods". Raises: as `kind_of`."""
    with Archive(source) as archive:
        members = set(archive.names())
        mime = archive.beginning("mimetype")
    if b"opendocument.spreadsheet" in mime:
        return "ods"
    if b"opendocument.text" in mime or any(name.startswith("word/") for name in members):
        raise _named(_WORD)
    if b"opendocument.presentation" in mime or any(name.startswith("ppt/") for name in members):
        raise _named(_SLIDES)
    if "xl/workbook.bin" in members or "uof.xml" in members:
        raise _named(_OLD)
    if any(name.startswith("xl/") for name in members) or "_rels/.rels" in members:
        return "xlsm" if "xl/vbaproject.bin" in members else "xlsx"
    if not mime and "content.xml" in members:
        return "ods"
    raise _named(("这是一个压缩包，里面不是一份表格。", "请先解压，再选择里面的表格。"))


def _compound(path: Path) -> str:
    """Old Office files: which of them it is stands in the names of the streams inside."""
    from app.excel.reading.compound_file import CompoundFile  # nobody else needs what it loads

    if path.stat().st_size > limits.TEXT_BYTES:
        raise UnreadableFile("too_large")
    names = CompoundFile(path.read_bytes()).names()
    if "encryptedpackage" in names:
        return "encrypted"
    if "workbook" in names or "book" in names:
        return "xls"
    if "worddocument" in names or "wpsdocument" in names:
        raise _named(_WORD)
    if "powerpoint document" in names:
        raise _named(_SLIDES)
    raise _named(_OLD)


def _marked_up(head: bytes) -> str:
    """Text: an Excel 2003 XML, a web page, or cells with delimiters."""
    bare = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n").lower()
    in_office_words = b"urn:schemas-microsoft-com:office:spreadsheet" in bare
    if in_office_words and bare.startswith(b"<") and re.search(rb"<(?:\w+:)?workbook\b", bare):
        return "xml"
    if bare.startswith(b"mime-version:") or b"\ncontent-type: multipart/related" in bare[:2000]:
        return "mht"
    if bare.startswith(b"<") and re.search(
        rb"<(?:html|head|body|table|tr|style|meta|div|!doctype html)\b", bare
    ):
        return "html"
    if bare.startswith((b"<?xml", b"<!doctype")) or _is_binary(head):
        raise UnreadableFile("not_a_workbook")
    return "text"


def _is_binary(head: bytes) -> bool:
    """Whether these bytes give no sensible text in any encoding.

    Nearly any two bytes make some character, so UTF-16 that was guessed must look like Chinese or English.
    """
    text, encoding, _ = decoded(head)
    if encoding in ("utf-16-le", "utf-16-be"):
        return len(_USUAL.findall(text)) * 5 < len(text) * 4
    text = text.replace("\0", "")  # fixed-width databases fill up their fields with them
    return not text or len(_STRANGE.findall(text)) * 20 > len(text)


def _named(words: tuple[str, str]) -> UnreadableFile:
    return UnreadableFile("not_a_workbook", "".join(words))
