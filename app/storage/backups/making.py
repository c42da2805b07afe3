"""Making a backup, in the order that counts: copy, pack, flush, read back, examine, name, and only then thin out."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.storage import second_places
from app.storage.backups import catalogue, kept_files, package
from app.storage.backups.catalogue import Backup
from app.storage.backups.examining import Contents, contents_of, refuse_different
from app.storage.backups.running_numbers import next_number, remember_number
from app.storage.backups.scratch import one_at_a_time, scratch
from app.storage.core.schema import DATABASE
from app.storage.files import complete_file, make_folder, removed_patiently, sweep
from app.storage.ledger import Ledger
from app.storage.refusals import BAD_INPUT, DAMAGED, WORLD, LedgerRefused, is_of_the_world, refuse_gone
from app.storage.room import refuse_without_room
from app.storage.same_medium import same_medium
from app.storage.values.statistics import digest_of_history, statistics

STEPS = 4  # copied, packed, read back and examined, named
Progress = Callable[[int, int], object]  # steps done, of how many; whatever it raises ends the work
NOT_MADE = "没有做成备份"
DAMAGED_LEDGER = "台账有损坏，没有做新的备份，以前的备份一份也没有动。请打开“备份”页或用 check 命令查看。"


def home_of(ledger: Ledger) -> Path:
    """The folder of the backups that lie beside the ledger itself."""
    return ledger.folder / catalogue.FOLDER


def make_backup(
    ledger: Ledger,
    kind: str = catalogue.BY_HAND,
    place: Path | None = None,
    progress: Progress = lambda done, of: None,
) -> Backup:
    """Make and verify one backup in ``place`` (an existing folder; the ledger's own when None), then thin out there.

    Raises ``LedgerRefused``: 2 for a place inside the data folder, 3 when the disk will not, 4 when the ledger is
    damaged.  Nothing has a final name then, and no backup was removed.
    """
    home = home_of(ledger)
    refuse_gone(ledger.folder)
    with contextlib.suppress(FileExistsError):
        make_folder(home)
    place = _usable(place, ledger) if place is not None else home
    try:
        with one_at_a_time, same_medium(place) as refuse_pulled:

            def step(done: int, of: int) -> None:
                if done < of:  # what has its name is made, wherever the medium is by now
                    refuse_pulled()
                progress(done, of)

            sweep(place)
            with scratch(home) as work:
                return _new_backup(ledger, kind, place, work, step)
    except sqlite3.DatabaseError as cause:
        raise _unmade() from cause
    except OSError as cause:
        if cause.filename is None and not isinstance(cause, PermissionError):
            raise _unmade() from cause
        raise


def _unmade() -> LedgerRefused:
    sentence = (
        f"磁盘空间不够，或磁盘读写不了，{NOT_MADE}；台账和以前的备份都没有动。请检查磁盘或 U 盘后再试。"
    )
    return LedgerRefused(sentence, WORLD)


def refuse_inside(folder: Path, place: Path) -> None:
    """Raise ``LedgerRefused`` (2) for a second place that is, or would be, inside the data folder."""
    if folder.resolve() in (place.resolve(), *place.resolve().parents):
        sentence = "第二份备份要放在台账文件夹以外的地方，例如 U 盘。没有作任何改动，请换一个位置。"
        raise LedgerRefused(sentence, BAD_INPUT)


def _usable(place: Path, ledger: Ledger) -> Path:
    refuse_inside(ledger.folder, place)
    if not place.is_dir():
        raise LedgerRefused(f"找不到文件夹“{place}”，{NOT_MADE}。请插好 U 盘，或换一个位置。", WORLD)
    return place


def _new_backup(ledger: Ledger, kind: str, place: Path, work: Path, progress: Progress) -> Backup:
    progress(0, STEPS)
    if ledger.faults:
        raise LedgerRefused(DAMAGED_LEDGER, DAMAGED)
    size = (ledger.folder / DATABASE).stat().st_size
    refuse_without_room(work, 3 * size, NOT_MADE)
    label = _copied(ledger, work / DATABASE) | {
        "kind": kind,
        "number": next_number(ledger.ledger_id, (place, home_of(ledger))),
    }
    progress(1, STEPS)
    target = place / f"backup-{label['number']:06d}-{label['made_at_in_name']}.zip"
    del label["made_at_in_name"]
    with complete_file(target, own=True) as temporary:
        digest = package.write_package(work / DATABASE, label, temporary)
        progress(2, STEPS)
        contents, label_there = _read_back(temporary, work, digest)
        refuse_different(contents, label, target.name)
        _keep_files(ledger, contents, place, progress)
        progress(3, STEPS)
    backup = Backup(target, label_there)
    remember_number(ledger.ledger_id, backup.number)
    with contextlib.suppress(OSError):  # it is made: one old backup too many costs nothing
        _thin_out(place, ledger.ledger_id, backup)
    if place != home_of(ledger):
        second_places.remember_backup(place, backup.label)
    progress(STEPS, STEPS)
    return backup


def _copied(ledger: Ledger, target: Path) -> dict[str, Any]:
    """Copy the open ledger, page by page, and say what it holds at this moment."""
    with ledger.busy:
        if ledger.core.connection.in_transaction:
            raise AssertionError("SQLite copies nothing while an act is open: it would wait for ever")
        copy = sqlite3.connect(target)
        try:
            copy.execute("PRAGMA synchronous=OFF")  # thrown away after packing
            ledger.core.connection.backup(copy)
        finally:
            copy.close()
        try:
            facts = statistics(ledger.core, digest_of_history)  # the rows are compared when it is read back
        except (ValueError, TypeError, KeyError, AttributeError) as cause:
            raise LedgerRefused(DAMAGED_LEDGER, DAMAGED) from cause  # a list that is no list
        moment = ledger.now()
        last_id, _ = ledger.core.chain.kept
    return {
        "made_at": moment.isoformat(timespec="seconds"),
        "made_at_in_name": f"{moment:%Y%m%d-%H%M%S}",
        "ledger_id": ledger.ledger_id,
        "town": str(ledger.office.get("town") or ""),
        "last_id": last_id,
        **facts,
    }


def _read_back(temporary: Path, work: Path, digest: str) -> tuple[Contents, dict[str, Any]]:
    """What the disk gives back of the finished file, and its label; raises when that is not what was written, or is damaged."""
    _forget_cached(temporary)
    again = work / "again"
    again.mkdir()
    try:
        package.refuse_altered(temporary)
        label = package.read_label(temporary)
        package.unpack(temporary, label, again / DATABASE)
    except LedgerRefused as cause:
        raise _unmade() from cause  # written right and read wrong: the medium is at fault, not the ledger
    if label["database"]["sha256"] != digest:
        raise _unmade()
    try:
        return contents_of(again, DATABASE), label
    except LedgerRefused as cause:
        if cause.status != DAMAGED:
            raise _unmade() from cause  # the disk failed to hand the copy over: nothing is said of the ledger
        raise LedgerRefused(DAMAGED_LEDGER, DAMAGED) from cause
    except sqlite3.DatabaseError as cause:
        if is_of_the_world(cause, again / DATABASE):
            raise
        raise LedgerRefused(DAMAGED_LEDGER, DAMAGED) from cause


def _forget_cached(path: Path) -> None:
    """Ask the system to read the file from the medium again.  Windows has no such call: there the cache answers."""
    if hasattr(os, "posix_fadvise"):
        with open(path, "rb") as handle:
            os.posix_fadvise(handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _keep_files(ledger: Ledger, contents: Contents, place: Path, progress: Progress) -> None:
    """Every file of the ledger lies beside the backup, or there is no backup."""
    pool = place / kept_files.FOLDER
    new = kept_files.lacking([*contents.files, *contents.former_files], pool)
    refuse_without_room(place, sum(file.size for file in new), NOT_MADE)
    make_folder(pool)
    sources = [ledger.folder / kept_files.FOLDER, home_of(ledger) / kept_files.FOLDER]
    for file in new:
        progress(2, STEPS)
        kept_files.bring(file, sources, pool)
    missing = kept_files.lacking(contents.files, pool)
    if missing:
        names = kept_files.names_of(missing)
        sentence = (
            f"附件{names}的文件不见了或被改动过，{NOT_MADE}，以前的备份都在。请从备份中找回，或删除这条附件。"
        )
        raise LedgerRefused(sentence, DAMAGED)


def _thin_out(place: Path, ledger_id: str, newest: Backup) -> None:
    """Remove at most one backup that no rule keeps: for each new one that was verified, so their number never falls."""
    backups = catalogue.of_ledger(catalogue.backups_in(place), ledger_id)
    for backup in catalogue.superfluous(backups)[:1]:
        if backup.path != newest.path:
            removed_patiently(backup.path)


def is_backed_up(ledger: Ledger, place: Path | None = None) -> bool:
    """Whether the newest backup in ``place`` holds everything that was entered."""
    backups = catalogue.of_ledger(catalogue.backups_in(place or home_of(ledger)), ledger.ledger_id)
    if not backups:
        return False
    label = backups[0].label
    return (label["last_id"], label.get("history_head")) == (ledger.last_change, ledger.core.chain.code())
