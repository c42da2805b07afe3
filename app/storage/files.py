"""Writing files so that a final name always means a complete file."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from itertools import count
from pathlib import Path
from typing import TypeVar

from app.domain.file_names import unusable_name
from app.storage.flushed_as_one import is_flushed_as_one
from app.storage.medium import is_device
from app.storage.refusals import WORLD, LedgerRefused, Refused
from app.storage.same_medium import same_medium

Written = TypeVar("Written")
CHUNK = 1 << 20
HOUR = 3600  # seconds
PART = ".part"  # in the name of every file that is not complete yet
UNFINISHED = re.compile(r"\.[0-9a-f]{12}\.part")  # how those names begin
RETRIES = (0.05, 0.1, 0.2, 0.4, 1.0)  # seconds; antivirus and indexers hold new files for a moment
#: what a data folder holds of its own, by the first part of the name inside it
OWN_NAMES = (
    "ledger.*",
    "attachments",
    "drafts",
    "backups",
    "quarantine",
    "templates",
    "mappings.json",
    "answers.json",
    ".presidium-sample",
)
BACKUPS = "backup-*.zip"  # how backups are called; their labels are read where it matters
POOL = "attachments"  # the folder of the attachments beside a ledger, and of their copies beside its backups
SETTINGS_LOCK = "machine.lock"  # lies beside the settings of this machine
_DEVICE = "“{}”是设备或者管道，不是普通文件，不能写在那里。没有作任何改动，请换一个文件名。"
_SOURCE = "“{}”就是正在读取的文件，不能写在它上面。没有作任何改动，请换一个文件名。"
_guarded: Counter[Path] = Counter()  # the data folders that this process has locked


class OutputRefused(Refused, OSError):
    """An output would land on a file of the ledger or on the file it is made from; nothing was written.

    Also an OSError, since that is what whoever writes files expects.
    """


class Unconfirmed(LedgerRefused, OSError):
    """Something has its final name and is complete, yet the disk will not say that the name would outlast a power cut.

    Also an OSError, since that is what whoever writes files expects.
    """

    def __init__(self, target: Path) -> None:
        super().__init__(
            f"“{target.name}”已经写好，但磁盘没有确认存妥，断电后可能不在。请检查磁盘，核对一下再关机。",
            WORLD,
        )
        self.filename = str(target)

    def __str__(self) -> str:
        return self.sentence


def guard(folder: Path) -> None:
    """From now on no output lands on the ledger's own files in this folder."""
    _guarded[folder] += 1


def unguard(folder: Path) -> None:
    """The ledger of this folder is closed: take one ``guard`` back."""
    _guarded[folder] -= 1
    if _guarded[folder] <= 0:
        del _guarded[folder]


def ledgers_in_use() -> list[Path]:
    """The data folders that this process has open."""
    return list(_guarded)


def refuse_output(target: Path, *, sources: Iterable[Path] = (), folders: Iterable[Path] = ()) -> None:
    """Raise ``OutputRefused`` when ``target`` is one of ``sources`` or belongs to a ledger; opens nothing.

    Ledgers are those in use by this process and those in ``folders``.  Files are compared by what they are
    (links, case and relative paths lead to the same one), not by how they are spelt.  Backups, wherever they lie, and
    the settings of this machine are no places for an output either.  A name that would not read as what it is, or that
    Windows keeps for a device, is refused too, and so is a device or pipe: a rename would put a file in its place.
    """
    if sentence := unusable_name(target.name):
        raise OutputRefused(sentence)
    if is_device(target):
        raise OutputRefused(_DEVICE.format(target.name))
    if any(are_one_file(target, source) for source in sources):
        raise OutputRefused(_SOURCE.format(target.name))
    for folder in {*_guarded, *folders}:
        if _is_own(target, folder):
            raise OutputRefused(
                f"“{target.name}”是台账自己的文件或文件夹，不能写在那里。没有作任何改动，请换一个位置。"
            )
    _refuse_kept(_resolved(target))


def _refuse_kept(place: Path) -> None:
    """What the program keeps elsewhere: a backup and the files beside it, on whatever stick, and its settings."""
    is_backup = fnmatch(place.name.casefold(), BACKUPS) and place.is_file()
    pools = (above for above in place.parents if above.name == POOL)
    is_beside = any(next(pool.parent.glob(BACKUPS), None) is not None for pool in pools)
    if is_backup or is_beside or (place.parent / SETTINGS_LOCK).is_file():
        raise OutputRefused(
            f"“{place.name}”在程序存放备份或设置的地方，不能写在那里。没有作任何改动，请换一个位置。"
        )


def are_one_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file, or would once it is written."""
    with contextlib.suppress(OSError, RuntimeError):  # no such file, or links that go round
        if one.samefile(other):
            return True
    return _resolved(one) == _resolved(other)


def _resolved(path: Path) -> Path:
    with contextlib.suppress(OSError, RuntimeError):
        return path.resolve()
    return path.absolute()


def _is_own(target: Path, folder: Path) -> bool:
    place = _resolved(target)
    for above in place.parents:
        if are_one_file(above, folder):
            first = place.relative_to(above).parts[0].casefold()
            return any(fnmatch(first, name) for name in OWN_NAMES)
    return _is_further_link(place, folder)


def _is_further_link(place: Path, folder: Path) -> bool:
    """Whether a file elsewhere is, by a hard link, one of the ledger's."""
    with contextlib.suppress(OSError):
        if place.stat().st_nlink > 1:
            own = (path for name in OWN_NAMES for path in folder.glob(name))
            files = (file for path in own for file in ([path] if path.is_file() else path.rglob("*")))
            return any(place.samefile(file) for file in files if file.is_file())
    return False


def flush_folder(folder: Path) -> None:
    """Make renames in a folder durable.  Windows cannot flush a folder: NTFS journals the rename itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, that are still there after a power cut; what is there already stays."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    with contextlib.suppress(PermissionError):  # a folder above that may be passed and not read
        flush_folder(folder.parent)


def rename_patiently(source: Path, target: Path) -> None:
    """``os.replace`` that waits a little for programs that hold the file; then PermissionError."""
    for pause in RETRIES:
        try:
            os.replace(source, target)
            return
        except PermissionError:
            time.sleep(pause)
    os.replace(source, target)


def name_durably(source: Path, target: Path) -> None:
    """Give something complete and flushed its final name, by a rename that outlasts a power cut.

    Once the rename is done nothing may deny it: a folder that is not flushed at once is flushed again, and
    ``Unconfirmed`` says that ``target`` is there when it never is.
    """
    rename_patiently(source, target)
    for pause in (*RETRIES[:3], 0):
        try:
            flush_folder(target.parent)
            return
        except OSError:
            time.sleep(pause)
    raise Unconfirmed(target)


def removed_patiently(path: Path) -> bool:
    """Remove a file, waiting a little for programs that hold it; whether it is gone."""
    for pause in (*RETRIES[:2], 0):
        try:
            path.unlink(missing_ok=True)
            return True
        except PermissionError:
            time.sleep(pause)
        except OSError:
            return False
    return False


@contextmanager
def complete_file(target: Path, *, own: bool = False, sources: Iterable[Path] = ()) -> Iterator[Path]:
    """A temporary path beside ``target``, renamed to it after the block and removed if the block fails.

    ``own``: the file belongs to the ledger or to this machine's settings; every other one is an output, which
    never lands on those or on its ``sources`` (``OutputRefused``).  Raises FileNotFoundError with the
    folder's name when there is no such folder, ``MediumGone`` when its medium is pulled meanwhile.  Inside a folder
    that is ``flushed_as_one`` the file is complete under its name, and flushed with the others.
    """
    if not own:
        refuse_output(target, sources=sources)
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(target.parent))
    if not own:
        _sweep_forgotten(target.parent)
    temporary = target.parent / f".{secrets.token_hex(6)}{PART}{target.suffix}"
    try:
        with same_medium(known_place(target.parent)) as refuse_pulled:
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
            yield temporary
            is_flushed_later = is_flushed_as_one(target)
            with open(temporary, "rb+") as handle:
                if not is_flushed_later:
                    os.fsync(handle.fileno())
            refuse_pulled()
            (rename_patiently if is_flushed_later else name_durably)(temporary, target)
    except OSError as cause:
        if cause.filename == str(temporary):
            cause.filename = str(target)  # the name that people know
        raise
    finally:
        temporary.unlink(missing_ok=True)


def known_place(path: Path) -> Path:
    """What people know of a file that failed: its own name, or the folder in which it lies half-written."""
    unknown = [place for place in (path, *path.parents) if PART in place.name]
    return unknown[-1].parent if unknown else path


def _sweep_forgotten(folder: Path) -> None:
    """Remove half-written outputs of a killed process: nothing locks this folder, so only those of an hour ago."""
    now = time.time()
    for leftover in folder.glob(f".*{PART}*"):
        with contextlib.suppress(OSError):
            is_old = now - leftover.stat().st_mtime > HOUR
            if is_old and leftover.is_file() and UNFINISHED.match(leftover.name):
                leftover.unlink()


def free_folder(parent: Path, name: str) -> Path:
    """A name in ``parent`` that is free, numbered from the second on: nothing is ever written over something."""
    number, folder = 1, parent / name
    while folder.exists():
        number += 1
        folder = parent / f"{name}-{number}"
    return folder


def sweep(folder: Path, depth: int = 3) -> None:
    """Remove what a killed process left half-written, so many folders deep; only with the folder's lock in hand."""
    for pattern in (".*", "*/.*", "*/*/.*")[:depth]:
        for leftover in [path for path in folder.glob(pattern) if UNFINISHED.match(path.name)]:
            if leftover.is_dir() and not leftover.is_symlink():
                shutil.rmtree(leftover, ignore_errors=True)
                continue
            with contextlib.suppress(OSError):
                leftover.unlink()


def refuse_unwritable(target: Path) -> None:
    """Raise ``OSError`` with the file's name when ``target`` could not be written now; writes nothing."""
    with contextlib.suppress(FileNotFoundError), open(target, "rb+"):
        pass
    _refuse_closed_folder(target)


def refuse_output_place(target: Path) -> None:
    """Raise ``OutputRefused`` or ``OSError`` when no output can be written to ``target`` now; writes nothing.

    That another program holds a file of that name is no reason: see ``beside_if_held``.
    """
    refuse_output(target)
    if target.is_dir():
        raise OutputRefused(f"“{target.name}”是一个文件夹，不能存成文件。没有作任何改动，请换一个文件名。")
    _refuse_closed_folder(target)


def _refuse_closed_folder(target: Path) -> None:
    probe = target.parent / f".{secrets.token_hex(6)}{PART}"
    try:
        os.close(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    except FileNotFoundError as cause:
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(target.parent)) from cause
    except OSError as cause:
        raise type(cause)(cause.errno, cause.strerror, str(target)) from cause
    probe.unlink()


def beside_if_held(target: Path, write: Callable[[Path], Written]) -> tuple[Path, Written]:
    """Write ``target``, or ``…(2)`` beside it while another program holds that one.

    Gives where it was written and what ``write`` gave; nothing is ever written over an earlier ``…(2)``.
    """
    try:
        return target, write(target)
    except PermissionError:
        beside = _free_beside(target)
        return beside, write(beside)


def _free_beside(target: Path) -> Path:
    names = (target.with_name(f"{target.stem}({number}){target.suffix}") for number in count(2))
    return next(name for name in names if not name.exists())


def sha256_of(path: Path, step: Callable[[int], object] = lambda count: None) -> str:
    """The SHA-256 of a file's bytes, in hex; ``step`` is given the bytes of each block, what it raises ends the reading."""
    digest = hashlib.sha256()
    with open(path, "rb") as source:
        while block := source.read(CHUNK):
            digest.update(block)
            step(len(block))
    return digest.hexdigest()
