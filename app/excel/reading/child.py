"""The process that reads one foreign file: it sets its own limits, prints what it read as JSON, and ends."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from pathlib import Path
from typing import IO

from app.excel.reading import limits
from app.excel.reading.cells import GrowingSheet
from app.excel.reading.refusal import UnreadableFile
from app.excel.reading.wire import packed, refused
from app.excel.sniff import kind_of, kind_of_archive

PICTURES = "工作表“{}”有 {} 个单元格放的是图片（如第 {} 行第 {} 列），图片上的字不会读入，需要的话请在表格里写成文字。"
_CPU_SECONDS = 30  # ends a child whose parent was killed


def main(arguments: list[str]) -> int:
    """Reads the file named first with at most the megabytes named second; prints JSON; gives the status."""
    path, megabytes = arguments[0], int(arguments[1])
    gc.disable()  # millions of cells and no rings among them: looking for rings takes three times the reading
    _limit(megabytes)
    with os.fdopen(1, "wb", closefd=False) as pipe:  # a packaged program without a console has no sys.stdout
        pipe.write(answer(path))
    return 0


def answer(path: str) -> bytes:
    """The workbook or the refusal as JSON: every fault of the file itself ends in a sentence."""
    try:
        message = packed(*read(path))
        return message if len(message) <= limits.ANSWER_BYTES else _refusal("too_large")
    except UnreadableFile as refusal:
        return refused(refusal.code, refusal.sentence)
    except MemoryError:
        pass  # answered below, when what filled the memory is gone
    except OSError:
        return _refusal("no_permission")
    return _refusal("too_large")


def _refusal(code: str) -> bytes:
    return refused(code, UnreadableFile(code).sentence)


def read(path: str) -> tuple[str, str | None, list[GrowingSheet], list[str]]:
    """Kind, encoding, sheets and notes of a file.

    Raises: UnreadableFile, OSError, MemoryError.
    """
    kind, encoding, sheets, notes = _read(path)
    return kind, encoding, sheets, [*notes, *(_pictures(sheet) for sheet in sheets if sheet.pictures)]


def _pictures(sheet: GrowingSheet) -> str:
    row, column = min(sheet.pictures)
    return PICTURES.format(sheet.name, len(sheet.pictures), row + 1, column + 1)


def _read(path: str) -> tuple[str, str | None, list[GrowingSheet], list[str]]:
    """As `read`, without a word about pictures. Each reader is loaded only for its own kind."""
    kind = kind_of(Path(path))
    if kind == "encrypted":
        from app.excel.reading.encryption import without_encryption

        plain = io.BytesIO(without_encryption(Path(path).read_bytes()))
        return _read_xlsx(plain, kind_of_archive(plain))
    if kind in ("xlsx", "xlsm"):
        return _read_xlsx(path, kind)
    if kind == "xls":
        from app.excel.reading.xls import read_xls

        return read_xls(path)
    if kind == "ods":
        from app.excel.reading.ods import read_ods

        return read_ods(path)
    if kind in ("html", "mht"):
        from app.excel.reading.html_tables import read_html, read_mht

        return read_html(path) if kind == "html" else read_mht(path)
    if kind == "xml":
        from app.excel.reading.spreadsheet_xml import read_spreadsheet_xml

        return read_spreadsheet_xml(path)
    from app.excel.reading.delimited import read_delimited

    return read_delimited(path)


def _read_xlsx(source: str | IO[bytes], kind: str) -> tuple[str, str | None, list[GrowingSheet], list[str]]:
    from app.excel.reading.xlsx import read_xlsx

    return kind, None, *read_xlsx(source)


def _limit(megabytes: int) -> None:
    """Bounds memory and processor time, and forbids writing to files, where the system can.

    Windows has no such call: there the sizes counted while reading and the parent's clock must do.
    """
    try:
        import resource
    except ImportError:
        return
    memory = megabytes * 1024 * 1024
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, ceiling = resource.getrlimit(kind)
        bound = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        with contextlib.suppress(OSError, ValueError):  # a system that knows the limit but does not keep it
            resource.setrlimit(kind, (bound, bound))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
