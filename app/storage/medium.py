"""On what a folder lies: a ledger is not edited on a stick, a network drive, in a synchronised folder or where nothing can be written.

A stick is pulled, a network breaks, and a cloud program exchanges files, in the middle of an act; SQLite's locks
and flushes hold on a local disk.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path, PurePath
from typing import NamedTuple

REMOVABLE, NETWORK, SYNCED, READ_ONLY = "removable", "network", "synced", "read-only"
MOUNTINFO, DEVICES = Path("/proc/self/mountinfo"), Path("/sys/dev/block")  # of Linux
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.gvfsd-fuse"}
# Folders that a program on this computer copies elsewhere, as they are called by themselves, in small letters.
_SYNCED = re.compile(
    r"onedrive( - .*)?|坚果云|我的坚果云|nutstore( files)?|wps ?云盘|wpsdrive|wps cloud files|baidusyncdisk|百度网盘同步空间|"
    r"baidunetdiskworkspace|dropbox|icloud ?drive|google ?drive|我的云端硬盘|腾讯微云|weiyun|天翼云盘同步盘"
)
_ON_WINDOWS = {2: REMOVABLE, 4: NETWORK, 5: READ_ONLY}  # GetDriveTypeW; 5 is a CD


class _Mount(NamedTuple):
    """One line of /proc/self/mountinfo: where, what kind of file system, and the device (``8:1``)."""

    place: str
    type: str
    device: str


def medium_of(folder: Path) -> str:
    """``REMOVABLE``, ``NETWORK``, ``SYNCED`` or ``READ_ONLY``; empty for a local disk and for what cannot be told.

    A folder that is not made yet lies where the one above it does.
    """
    place = folder.absolute()
    while not place.is_dir() and place != place.parent:
        place = place.parent
    place = place.resolve()
    if any(_SYNCED.fullmatch(part.casefold()) for part in place.parts):
        return SYNCED
    return _on_windows(place) if sys.platform == "win32" else _elsewhere(place)


def _elsewhere(place: Path, mountinfo: Path = MOUNTINFO, devices: Path = DEVICES) -> str:
    """The Linux answer; other systems have no such files and tell nothing."""
    try:
        mounts = _mounts(mountinfo.read_text("utf-8", "surrogateescape"))
        if os.statvfs(place).f_flag & os.ST_RDONLY:
            return READ_ONLY
    except OSError:
        return ""
    above = {str(place), *map(str, place.parents)}
    mount = max((one for one in mounts if one.place in above), key=lambda one: len(one.place), default=None)
    if mount is None:
        return ""
    if mount.type in _NETWORK_TYPES:
        return NETWORK
    return REMOVABLE if _is_removable(devices / mount.device) else ""


def _mounts(text: str) -> list[_Mount]:
    mounts = []
    for line in text.splitlines():
        before, _, behind = line.partition(" - ")
        parts, types = before.split(), behind.split()
        if len(parts) > 4 and types:
            place = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), parts[4])
            mounts.append(_Mount(place, types[0], parts[2]))
    return mounts


def _is_removable(device: Path) -> bool:
    """Whether the disk, or the disk of the partition, can be pulled out: it says so, or hangs on USB."""
    try:
        part = device.resolve(strict=True)
        disk = part if (part / "removable").is_file() else part.parent
        return "/usb" in str(disk) or (disk / "removable").read_text().strip() == "1"
    except OSError:
        return False


def _on_windows(place: PurePath) -> str:
    import ctypes

    if place.drive.startswith("\\\\"):
        return NETWORK
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return _ON_WINDOWS.get(kind, "")


def is_device(path: Path) -> bool:
    """Whether something lies there that is neither a file nor a folder: a device, a pipe, a link to one of them."""
    try:
        kind = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))
