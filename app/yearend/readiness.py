"""What is not ready for the archive yet, and the four checks (四性: 真实, 完整, 可用, 安全) of a year's items."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from app.domain.audiences import RETENTIONS
from app.domain.fields import Row
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.domain.registers.archival_items import KEY
from app.domain.secrecy_marks import name_has_mark
from app.storage.checks.check import damage
from app.storage.ledger import Ledger
from app.yearend.attached_files import attached_files
from app.yearend.filing import items_of, proposals
from app.yearend.gap import Gap, gaps_of_items
from app.yearend.originals import lost, unsigned, without_original

REAL, WHOLE, USABLE, SAFE = "真实性", "完整性", "可用性", "安全性"
# How a file of that ending begins; an Office file is a zip that opens.
_BEGINNINGS: dict[str, bytes | tuple[bytes, ...]] = {
    ".pdf": b"%PDF-", ".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".ofd": b"PK", ".docx": b"PK",
    ".xlsx": b"PK", ".doc": b"\xd0\xcf\x11\xe0", ".xls": b"\xd0\xcf\x11\xe0", ".bmp": b"BM", ".gif": b"GIF8",
    ".tif": (b"II*\0", b"MM\0*"), ".tiff": (b"II*\0", b"MM\0*"), ".mp4": b"", ".mp3": b"", ".wav": b"RIFF", ".txt": b"",
}  # fmt: skip
_LACKING = {"archival_code": "还没有编档号", "page_count": "还没有填页数", "dated_on": "还没有填日期"}


@dataclass(frozen=True)
class FourCheck:
    """One check: its nature, what is looked at, of how many, and what was found wanting."""

    nature: str
    words: str
    count: int
    faults: tuple[str, ...]  # sentences; one may name several places
    fault_count: int


def unready(ledger: Ledger, year: int) -> list[Gap]:
    """Every gap of the year's items and of the papers behind them; nothing when the year can be handed in."""
    items, files = items_of(ledger, year), list(attached_files(ledger, year))
    papers = (*without_original(items, files), *lost(files), *unsigned(ledger, year))
    return [*item_gaps(ledger, year), *papers]


def item_gaps(ledger: Ledger, year: int) -> list[Gap]:
    """Every gap of the year's items alone, and how many are still to be proposed."""
    gaps = list(_gaps(items_of(ledger, year)))
    missing = len(proposals(ledger, year))
    if missing:
        gaps.append(Gap(f"还有 {missing} 件没有列入归档文件（点“提出归档文件”列入）。", KEY))
    return gaps


def _gaps(items: Sequence[Row]) -> Iterator[Gap]:
    for field, words in _LACKING.items():
        yield from gaps_of_items([item for item in items if not item[field]], words)
    for period, numbers in _numbers(items).items():
        absent = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
        if absent:
            yield Gap(f"{RETENTIONS[period]}的件号不连续，缺 {'、'.join(map(str, absent[:10]))}。", KEY)
        double = [number for number, count in Counter(numbers).items() if count > 1]
        if double:
            yield Gap(f"{RETENTIONS[period]}的件号有重复：{'、'.join(map(str, sorted(double)[:10]))}。", KEY)


def _numbers(items: Sequence[Row]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for item in items:
        if item["item_no"]:
            numbers.setdefault(item["retention_period"], []).append(item["item_no"])
    return numbers


def four_checks(ledger: Ledger, year: int) -> list[FourCheck]:
    """The self-check of a year before it is handed in (档案法实施条例 art. 40); reads every attachment."""
    return checks_of(ledger, year, [finding.sentence for finding in damage(ledger)])


def checks_of(ledger: Ledger, year: int, faults: Sequence[str]) -> list[FourCheck]:
    """The same where the ledger was looked through already, with what was found ``faults``."""
    files = list(attached_files(ledger, year))
    items = items_of(ledger, year)
    plain = [file for file in files if not file.is_private]  # the others open with the key only
    opened = tuple(sentence for file in plain if (sentence := _closed(file.source, file.name)))
    marked = tuple(f"“{file.name}”的文件名带有密级字样。" for file in files if name_has_mark(file.name))
    gaps = unready(ledger, year)
    lacking, lacking_count = tuple(gap.in_full for gap in gaps), sum(gap.place_count for gap in gaps)
    return [
        FourCheck(REAL, "台账每条记录与修改历史、附件与登记时的摘要一致", sum(map(ledger.count, _kept())), tuple(faults), len(faults)),
        FourCheck(WHOLE, "归档文件有档号、日期、页数、原件，件号连续，记录都已列入并签名", len(items), lacking, lacking_count),
        FourCheck(USABLE, "附件能打开，格式与文件名相符", len(files), opened, len(opened)),
        FourCheck(SAFE, "没有密级字样的文件名，没有多余的文件", len(files), marked, len(marked)),
    ]  # fmt: skip


def _kept() -> list[str]:
    registers: list[Register] = [register for register in BY_KEY.values() if register.job]
    return [register.key for register in registers]


def _closed(path: Path, name: str) -> str:
    """What is wrong with a file; empty when it opens as its name says, as far as its beginning tells."""
    ending = PurePath(name).suffix.lower()
    beginning = _BEGINNINGS.get(ending)
    if beginning is None:
        return f"“{name}”不是归档常用的格式，请另存为 PDF 或图片后再加一份。"
    if not path.is_file() or path.stat().st_size == 0:
        return f"“{name}”是空文件。"
    with open(path, "rb") as source:
        fits = source.read(8).startswith(beginning)
    if fits and beginning == b"PK":
        fits = zipfile.is_zipfile(path)
    return "" if fits else f"“{name}”打不开：内容与文件名的格式不符。"
