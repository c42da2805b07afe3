"""The parts of a package: the copy of the database, the tables, the ledgers of the year, the original files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.audiences import ARCHIVE
from app.domain.days import PartialDate
from app.domain.fields import Row
from app.domain.ledger_head import day_of
from app.domain.registers import BY_KEY, REGISTERS, SHOWN
from app.exporting import export_ledger, ledger_file_name
from app.paper.filing_papers import check_report, item_lists
from app.storage.checks.snapshot import take_snapshot
from app.storage.files import sha256_of
from app.storage.ledger import DATABASE, LedgerRefused
from app.storage.lists.record_files import plain_bytes
from app.storage.query import Query
from app.storage.refusals import DAMAGED
from app.yearend import tables
from app.yearend.attached_files import ATTACHMENTS, AttachedFile
from app.yearend.copying import Copy
from app.yearend.filing import items_of
from app.yearend.making import Making
from app.yearend.readiness import checks_of

LEDGERS, ORIGINALS, DATABASE_FOLDER, FILING = "台账", "文件", "数据库", "归档"


def put_snapshot(making: Making) -> dict[str, Any]:
    path = making.bag.place(DATABASE_FOLDER, DATABASE)
    facts = take_snapshot(making.ledger, making.bag.at(path), include_private=making.include_private)
    making.history_head = facts["history_head"]
    making.bag.keep(path)
    making.note("数据库副本", "台账数据库（SQLite）", path)
    return facts


def put_tables(making: Making) -> None:
    day = making.ledger.today
    for register in REGISTERS:
        path = making.bag.place(tables.FOLDER, tables.table_name(register))
        making.counts[register.label] = tables.write_table(
            making.ledger, register, making.bag.at(path), day, include_private=making.include_private,
            step=lambda: making.bag.step(0),
        )  # fmt: skip
        making.bag.keep(path)
        making.note("数据表", f"{register.label}全部记录", path)
    making.note("数据表", "数据字典", making.bag.write(tables.FOLDER, tables.DICTIONARY, tables.dictionary()))


def put_ledgers(making: Making) -> None:
    """Every ledger with rows in the year, as filed: a workbook and a PDF that lasts."""
    ledger, year, filed = making.ledger, making.year, _filed(making)
    for register in SHOWN:
        query = Query(year=year)
        if not ledger.count(register.key, query):
            making.empty.append(register.label)
            continue
        for kind in ("xlsx", "pdf"):
            making.bag.step(0)
            name = ledger_file_name(ledger, register, kind, year=year, private=making.include_private)
            path = making.bag.place(LEDGERS, name)
            export_ledger(
                ledger, register.key, making.bag.at(path), kind, query=query, audience=ARCHIVE,
                include_private=making.include_private, paint=making.paint,
            )  # fmt: skip
            making.bag.keep(path)
            day = day_of(register, year, ledger.today)
            code = (filed.get((register.key, None)) or {}).get("archival_code") or ""
            making.note("台账", f"{register.label}（截至{PartialDate.from_date(day).spoken}）", path, code)


def put_filing(making: Making) -> None:
    """The lists of the archive items by retention period, and the report of the four checks."""
    ledger, year = making.ledger, making.year
    items, office = items_of(ledger, year), ledger.office
    report = check_report(office, year, checks_of(ledger, year, ()), ledger.today.isoformat())
    for paper in (*item_lists(office, year, items), report):
        making.bag.step(0)
        path = making.bag.place(FILING, f"{paper.called}.pdf")
        making.paint([paper], making.bag.at(path))
        making.bag.keep(path)
        making.note("归档目录", paper.called, path)


def placed_originals(making: Making, originals: Sequence[AttachedFile]) -> list[tuple[AttachedFile, str]]:
    """Each attachment that goes along, with its path: by year, period and number where its record is an archive item,
    else by ledger and record.  Private ones are put there in plain at once, or left out where nobody asked for them.
    """
    filed, placed = _filed(making), []
    for file in originals:
        item = filed.get((file.register, file.row)) or {}
        folder = f"{ORIGINALS}/{BY_KEY[file.register].label}/{file.row:06d}"
        if item.get("archival_code"):
            folder = f"{ORIGINALS}/{making.year}-{item['retention_period']}-{item['item_no']:04d}"
        if not file.source.is_file():
            raise LedgerRefused(f"附件“{file.name}”的文件不见了，没有制作移交包。请从备份恢复。", DAMAGED)
        if file.is_private and not making.include_private:
            making.left_out.append(f"{file.record}：{file.name}")
        elif file.is_private:
            row = making.ledger.rows(ATTACHMENTS, [file.attachment], bare=True)[0]
            content = plain_bytes(making.ledger, row)
            placed.append((file, making.bag.write(folder, file.name, content)))
        else:
            placed.append((file, making.bag.place(folder, file.name)))
    return placed


def copies_of(placed: Sequence[tuple[AttachedFile, str]]) -> list[Copy]:
    """What is still to be copied of what was placed."""
    return [Copy(file.source, path, file.sha256) for file, path in placed if not file.is_private]


def note_originals(making: Making, placed: Sequence[tuple[AttachedFile, str]]) -> None:
    """Enter what was copied; raises ``LedgerRefused`` (4) with the name of a file that is not what was attached.

    A copy that reads back differently though the file is whole is the medium's fault, and noticed with the rest.
    """
    filed = _filed(making)
    for file, path in placed:
        is_copied = file.is_private or making.bag.read_back[path] == file.sha256
        if not is_copied and sha256_of(file.source) != file.sha256:
            raise LedgerRefused(f"附件“{file.name}”的内容被改动过，没有制作移交包。请从备份恢复。", DAMAGED)
        item = filed.get((file.register, file.row)) or {}
        making.note("原始文件", f"{file.record}：{file.name}", path, item.get("archival_code") or "")


def _filed(making: Making) -> dict[tuple[str, int | None], Row]:
    """The archive items of the year by the record that each is of, by none where it is a whole ledger."""
    return {(item["register"], item["row"]): item for item in items_of(making.ledger, making.year)}
