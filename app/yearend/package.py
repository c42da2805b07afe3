"""The year-end package: built, closed, read back from its medium, and only then given its name."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.resources import resource
from app.storage.checks.check import damage
from app.storage.files import PART, name_durably, refuse_output
from app.storage.flushed_as_one import flushed_as_one
from app.storage.ledger import DATABASE, Ledger, LedgerRefused, Refused
from app.storage.protection.disclosures import note_taken_out
from app.storage.refusals import DAMAGED, WORLD
from app.storage.same_medium import same_medium
from app.yearend.attached_files import AttachedFile, attached_files
from app.yearend.bag import BAGIT, Bag
from app.yearend.catalogue import NAME as CATALOGUE
from app.yearend.catalogue import catalogue_xml
from app.yearend.contents import (
    copies_of,
    note_originals,
    placed_originals,
    put_filing,
    put_ledgers,
    put_snapshot,
    put_tables,
)
from app.yearend.copying import Copying
from app.yearend.explanation import NAME as EXPLANATION
from app.yearend.explanation import explanation
from app.yearend.making import Making
from app.yearend.safe_names import safe_name
from app.yearend.transfer_papers import TRANSFER_PAPERS, transfer_papers
from app.yearend.verification import MISSING, Difference, differences

Progress = Callable[[int, int], object]  # bytes done, of how many
BAG = "移交包"
BESIDE = ("verify.cmd", "verify.ps1", "verify.sh", "请先看我.txt")
UNDECLARED = Difference(MISSING, BAGIT)  # written last, when the rest is proved
_BUILDING = ".移交-"  # begins the name of a folder that is not complete yet
MEGABYTE = 1 << 20
_ROOM = 50 * MEGABYTE  # for ledgers, tables and manifests beside database and originals


@dataclass(frozen=True)
class Package:
    """A package that was read back: the folder of all, the bag in it, its 核验码 and the papers beside it."""

    folder: Path
    bag: Path
    code: str
    papers: tuple[Path, ...]


def make_package(
    ledger: Ledger,
    year: int,
    out: Path,
    paint: Callable[..., Any] | None,
    *,
    include_private: bool = False,
    progress: Progress = lambda done, of: None,
) -> Package:
    """Make the package of a year inside ``out``; an earlier one of the year stays, the new one gets _02.

    Raises ``LedgerRefused`` (damaged ledger, full medium, a copy that reads back differently), ``Refused``
    without the painter of the face or when the ledger changed meanwhile, ``OSError``; whatever ``progress`` raises
    ends it, ``KeyNeeded`` where private values wanted are locked.  Then nothing is left in ``out``.
    """
    refuse_output(out, folders=(ledger.folder,))
    if paint is None:
        raise Refused("这样启动的程序不能生成 PDF，请用 presidium 命令制作移交包。")
    faults = damage(ledger, attachments=False)  # those are compared with their hashes when they are copied
    if faults:
        raise LedgerRefused(f"台账有损坏，没有制作移交包：{faults[0].sentence}请先处理。", DAMAGED)
    originals = list(attached_files(ledger, year))
    out.mkdir(parents=True, exist_ok=True)
    _sweep(out)
    total = sum(file.size for file in originals) + (ledger.folder / DATABASE).stat().st_size
    _refuse_full(out, total + _ROOM)
    building = out / f"{_BUILDING}{secrets.token_hex(4)}{PART}"
    try:
        with same_medium(out) as refuse_pulled:
            (building / BAG).mkdir(parents=True)
            if (
                include_private
            ):  # only now: a place that takes nothing is told before anything is written down
                note_taken_out(ledger, f"{year} 年度移交包（保密内容为明文）")
            step = _counting(progress, 2 * total)
            making = Making(ledger, year, include_private, paint, Bag(building / BAG, step))
            code = _filled(making, originals, building, step)
            target = _free_name(out, safe_name(f"{ledger.office.get('town') or ''}人大{year}年度移交"))
            refuse_pulled()
            name_durably(building, target)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return Package(target, target / BAG, code, tuple(target / name for name in TRANSFER_PAPERS))


def _filled(
    making: Making, originals: Sequence[AttachedFile], beside: Path, step: Callable[[int], object]
) -> str:
    """Everything in the bag, its papers ``beside`` it, all read back, and only then a bag; gives the code."""
    ledger, bag = making.ledger, making.bag
    before = ledger.last_change
    placed = placed_originals(making, originals)
    with flushed_as_one(bag.folder), Copying(bag, copies_of(placed)):  # closing the bag flushes all
        facts = put_snapshot(making)
        put_tables(making)
        put_ledgers(making)
        put_filing(making)
    note_originals(making, placed)
    if ledger.last_change != before:
        raise Refused("制作移交包的时候台账有改动，没有完成，也没有留下半份。请做完手头的录入后再做一次。")
    heading = {"年度": str(making.year), "单位": ledger.office.get("town") or "", "校验算法": "SHA-256"}
    making.note("说明", "说明文件", bag.write("", EXPLANATION, explanation(making, facts)))
    bag.write("", CATALOGUE, catalogue_xml(making.entries, bag.digests, bag.sizes, heading))

    def proof(code: str) -> None:
        transfer_papers(making, code, beside)
        _read_back(making, step)

    return bag.close(_bag_info(making, facts), {name: _beside(name) for name in BESIDE}, proof)


def _read_back(making: Making, step: Callable[[int], object]) -> None:
    """All from the medium; the originals were read back behind their copying, and hashed against the ledger there."""
    bag = making.bag
    undeclared = differences(bag.folder, read=bag.read_back, progress=lambda done, of: step(0))
    wrong = [difference for difference in undeclared if difference != UNDECLARED]
    if wrong:
        raise LedgerRefused(
            f"移交包写入后读回不一致（{wrong[0].sentence}），没有完成。请换一个存储设备再试。", WORLD
        )


def _bag_info(making: Making, facts: dict[str, Any]) -> dict[str, str]:
    office = making.ledger.office
    return {
        "Source-Organization": f"{office.get('county') or ''}{office.get('town') or ''}人民代表大会主席团",
        "External-Description": f"{making.year}年度人大主席团台账与归档文件移交包",
        "Bagging-Date": making.ledger.today.isoformat(),
        "Bag-Software-Agent": "Presidium Ledger",
        "Ledger-Schema": str(facts["schema"]),
        "Ledger-Digest": facts["digest"],
        "Ledger-History-Head": facts["history_head"],
        "Ledger-Rows": str(sum(facts["rows"].values())),
        "Private-Values": "plain" if making.include_private else "blank",
    }


def _beside(name: str) -> bytes:
    return (resource("package") / name).read_bytes()


def _counting(progress: Progress, of: int) -> Callable[[int], object]:
    done, turn = [0], threading.Lock()  # originals are copied in a thread of their own

    def step(count: int) -> object:
        with turn:
            done[0] += count
            return progress(min(done[0], of), max(of, 1))

    return step


def _sweep(out: Path) -> None:
    """Remove what a killed process left half-built; this process holds the ledger's lock."""
    for leftover in out.glob(f"{_BUILDING}*{PART}"):
        shutil.rmtree(leftover, ignore_errors=True)


def _refuse_full(out: Path, needed: int) -> None:
    free = shutil.disk_usage(out).free
    if free < needed:
        missing = (needed - free) // MEGABYTE + 1
        raise LedgerRefused(
            f"存放移交包的磁盘空间不够，还差约 {missing} MB，没有制作。请清理或换一个位置。", WORLD
        )


def _free_name(out: Path, name: str) -> Path:
    number, target = 1, out / name
    while target.exists():
        number += 1
        target = out / f"{name}_{number:02d}"
    return target
