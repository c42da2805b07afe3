"""On what a folder lies, told from what the system says of its disks."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from app.storage import medium
from app.storage.medium import NETWORK, READ_ONLY, REMOVABLE, SYNCED, medium_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked by one call")

MOUNTS = """21 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
22 21 0:5 / /proc rw - proc proc rw
30 21 8:17 / {place}/U\\040盘 rw,nosuid shared:9 - vfat /dev/sdb1 rw
31 21 8:33 / {place}/移动硬盘 rw - ntfs3 /dev/sdc1 rw
32 21 0:44 / {place}/共享 rw - cifs //server/share rw
33 30 8:2 /x {place}/U\\040盘/本机 rw - ext4 /dev/sda2 rw
34 21 8:48 / {place}/整盘 rw - exfat /dev/sdd rw
35 21 9:9 / {place}/不明 rw - ext4 /dev/md9 rw
36 21 8:17 / - vfat /dev/sdb1 rw
37 21 8:17 / {place}/台账 rw -{blank}
broken line
"""


@pytest.fixture
def system(tmp_path: Path) -> tuple[Path, Path]:
    """What Linux tells of four disks: one inside, a stick, a disk on USB, a share."""
    (tmp_path / "mountinfo").write_text(MOUNTS.format(place=tmp_path, blank=" "), "utf-8")
    devices = tmp_path / "dev"
    devices.mkdir()
    for number, disk, part, mark in (
        ("8:2", "pci/ata1/sda", "sda2", "0"),
        ("8:17", "pci/card/sdb", "sdb1", "1"),
        ("8:33", "pci/usb2/sdc", "sdc1", "0"),
        ("8:48", "pci/card/sdd", "", "1"),
    ):
        (tmp_path / "sys" / disk / part).mkdir(parents=True)
        (tmp_path / "sys" / disk / "removable").write_text(f"{mark}\n")
        (devices / number).symlink_to(tmp_path / "sys" / disk / part)
    return tmp_path / "mountinfo", devices


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("台账", ""),
        ("U 盘/台账", REMOVABLE),
        ("U 盘", REMOVABLE),
        ("U 盘子", ""),
        ("U 盘/本机/台账", ""),
        ("移动硬盘/台账", REMOVABLE),
        ("共享/人大", NETWORK),
        ("整盘", REMOVABLE),
        ("不明", ""),
    ],
)
def test_the_disk_is_that_of_the_nearest_mount(
    name: str, kind: str, system: tuple[Path, Path], tmp_path: Path
) -> None:
    place = tmp_path / name
    place.mkdir(parents=True)
    assert medium._elsewhere(place, *system) == kind


def test_a_folder_not_made_yet_lies_where_the_one_above_does_and_an_unknown_system_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(medium, "_elsewhere", lambda place: asked.append(place) or REMOVABLE)
    assert medium_of(tmp_path / "新的" / "台账") == REMOVABLE
    assert asked == [tmp_path.resolve()]
    monkeypatch.setattr(Path, "is_dir", lambda place: False)  # a drive of Windows that is not there
    assert medium_of(tmp_path) == REMOVABLE
    monkeypatch.undo()
    assert medium._elsewhere(tmp_path, tmp_path / "nothing") == ""
    (tmp_path / "mountinfo").write_text("21 1 8:2 / /elsewhere rw - cifs //server/share rw\n")
    assert medium._elsewhere(tmp_path, tmp_path / "mountinfo") == ""


@pytest.mark.parametrize("type_", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.gvfsd-fuse"])
def test_a_share_is_known_by_its_file_system_and_a_read_only_place_by_its_mark(
    type_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mountinfo = tmp_path / "mountinfo"
    mountinfo.write_text(f"21 1 0:44 / {tmp_path} rw - {type_} x rw\n")
    assert medium._elsewhere(tmp_path, mountinfo) == NETWORK
    monkeypatch.setattr("os.statvfs", lambda place: SimpleNamespace(f_flag=os.ST_RDONLY | os.ST_NOSUID))
    assert medium._elsewhere(tmp_path, mountinfo) == READ_ONLY


@pytest.mark.parametrize(
    ("place", "answer", "kind"),
    [
        ("E:\\台账", 2, REMOVABLE),
        ("C:\\台账", 3, ""),
        ("Z:\\台账", 4, NETWORK),
        ("D:\\", 5, READ_ONLY),
        ("\\\\server\\share\\台账", 3, NETWORK),
    ],
)
def test_windows_is_asked_for_the_drive(
    place: str, answer: int, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    kernel = SimpleNamespace(GetDriveTypeW=lambda drive: asked.append(drive) or answer)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert medium._on_windows(PureWindowsPath(place)) == kind
    assert asked == ([] if place.startswith("\\\\") else [f"{place[:2]}\\"])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("OneDrive", SYNCED),
        ("OneDrive - 四会市人大", SYNCED),
        ("我的坚果云", SYNCED),
        ("WPS云盘", SYNCED),
        ("WPS 云盘的说明", ""),
        ("Dropbox", SYNCED),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_known_by_its_name(
    name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(medium, "_elsewhere", lambda place: "")
    place = tmp_path / name / "台账"
    place.mkdir(parents=True)
    assert medium_of(place) == kind
