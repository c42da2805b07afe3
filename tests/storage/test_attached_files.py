"""What may be attached to a record, what is kept of it, and what stays behind when the act is not kept: nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.storage.core import attachments, sealed_files
from app.storage.files import sha256_of
from app.storage.ledger import Ledger
from app.storage.lists.record_files import plain_bytes
from app.storage.refusals import LedgerRefused, Refused
from app.storage.room import SPARE
from tests.storage.conftest import enter

SCAN = b"%PDF-1.4 a scan"
Making = Callable[[Path, Ledger], Path]


@pytest.fixture
def group(ledger: Ledger) -> int:
    return enter(ledger, "deputy_groups", {"name": "第一小组"})


def written(folder: Path, name: str, content: bytes = SCAN) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def attached(ledger: Ledger, group: int, path: Path, *, private: bool = False) -> int:
    with ledger.act("附件") as act:
        return act.attach("deputy_groups", group, path, private=private)


def attached_and_broken_off(ledger: Ledger, group: int, path: Path) -> None:
    with ledger.act("附件") as act:
        act.attach("deputy_groups", group, path)
        act.add("deputy_groups", {})  # refused: it has no name


def in_pool(ledger: Ledger) -> list[bytes]:
    """The bytes of every file in the folder of attachments, half-written ones too."""
    return sorted(path.read_bytes() for path in (ledger.folder / "attachments").rglob("*") if path.is_file())


REFUSED: dict[str, tuple[Making, str]] = {
    "a folder": (lambda folder, _: folder, "是文件夹，请选择其中的文件"),
    "nothing": (lambda folder, _: folder / "无.pdf", "找不到文件“无.pdf”"),
    "the ledger": (lambda _, ledger: ledger.folder / "ledger.db", "正在使用，不能作附件"),
    "a program": (lambda folder, _: written(folder, "照片.exe"), "一打开就会运行"),
    "a program whose name ends otherwise to the eye": (
        lambda folder, _: written(folder, "照片\u202efdp.exe"),
        "一打开就会运行",
    ),
    "a secret by its name": (lambda folder, _: written(folder, "机密★3年 通知.pdf"), "带有密级标志"),
    "a secret by its first words": (
        lambda folder, _: written(folder, "通知.txt", "机密★3年\n关于……的通知".encode()),
        "带有密级标志",
    ),
    **({"a device": (lambda *_: Path(os.devnull), "不是普通文件")} if Path(os.devnull).exists() else {}),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_may_not_be_kept_is_refused_with_a_sentence_and_leaves_nothing(
    what: str, ledger: Ledger, group: int, tmp_path: Path
) -> None:
    making, sentence = REFUSED[what]
    path = making(tmp_path, ledger)
    with pytest.raises(Refused, match=sentence):
        attached(ledger, group, path)
    assert ledger.attached("deputy_groups", group) == [] and in_pool(ledger) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [("扫\u200b描\u202e件.pdf", "扫描件.pdf"), ("会议 记录.pdf", "会议 记录.pdf"), ("\u200b", "\u200b")],
)
def test_the_name_is_a_label_without_hidden_characters(
    name: str, kept: str, ledger: Ledger, group: int, tmp_path: Path
) -> None:
    attached(ledger, group, written(tmp_path, name))
    (file,) = ledger.attached("deputy_groups", group)
    assert (file["name"], file["size"], file["path"].read_bytes()) == (kept, len(SCAN), SCAN)


@pytest.mark.parametrize(("short", "is_kept"), [(0, True), (1, False)])
def test_a_file_for_which_the_disk_has_no_room_is_not_begun(
    short: int, is_kept: bool, ledger: Ledger, group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = written(tmp_path, "扫描件.pdf")
    usage = shutil.disk_usage(tmp_path)._replace(free=len(SCAN) + SPARE - short)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    if not is_kept:
        with pytest.raises(LedgerRefused, match="没有添加"):
            attached(ledger, group, scan)
    else:
        attached(ledger, group, scan)
    assert in_pool(ledger) == ([SCAN] if is_kept else [])


def test_a_private_file_of_the_largest_size_is_kept_whole(
    ledger: Ledger, group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (attachments, sealed_files):
        monkeypatch.setattr(module, "MOST", 1000)
    attached(ledger, group, written(tmp_path, "身份证.pdf", b"1" * 1000), private=True)
    (file,) = ledger.attached("deputy_groups", group)
    assert plain_bytes(ledger, file) == b"1" * 1000
    with pytest.raises(Refused, match="MB"):
        attached(ledger, group, written(tmp_path, "户口本.pdf", b"1" * 1001), private=True)
    assert len(in_pool(ledger)) == 1
    file["path"].unlink()
    assert ledger.core.attachments.keep_again(tmp_path / "身份证.pdf", file, _key(ledger, file))
    assert plain_bytes(ledger, file) == b"1" * 1000


def _key(ledger: Ledger, file: dict[str, object]) -> str:
    (shown,) = ledger.core.private.revealed([{"key": file["file_key"]}])
    return str(shown["key"])


def test_an_act_that_is_not_kept_takes_its_file_along_and_no_other(
    ledger: Ledger, group: int, tmp_path: Path
) -> None:
    """A file of an earlier act stays, also where the act that broke off brought the same bytes again."""
    first, second = written(tmp_path, "一.pdf"), written(tmp_path, "二.pdf", SCAN + b" 2")
    with pytest.raises(Refused):
        attached_and_broken_off(ledger, group, first)
    assert in_pool(ledger) == []
    attached(ledger, group, first)
    for again in (second, first):
        with pytest.raises(Refused):
            attached_and_broken_off(ledger, group, again)
        assert in_pool(ledger) == [SCAN]
    assert [file["name"] for file in ledger.attached("deputy_groups", group)] == ["一.pdf"]


def test_bytes_that_were_spoiled_are_mended_by_the_same_file_and_stay(
    ledger: Ledger, group: int, tmp_path: Path
) -> None:
    scan = written(tmp_path, "一.pdf")
    attached(ledger, group, scan)
    (file,) = ledger.attached("deputy_groups", group)
    for spoiled in (SCAN[::-1], b"", SCAN + b"x"):
        file["path"].write_bytes(spoiled)
        with pytest.raises(Refused):
            attached_and_broken_off(ledger, group, scan)
        assert in_pool(ledger) == [SCAN]  # a record names them


def test_a_copy_that_is_stopped_leaves_nothing(ledger: Ledger, group: int, tmp_path: Path) -> None:
    def stopped(_: int) -> None:
        raise InterruptedError("停止")

    def attach() -> None:
        with ledger.act("附件") as act:
            act.attach("deputy_groups", group, written(tmp_path, "一.pdf"), step=stopped)

    with pytest.raises(InterruptedError):
        attach()
    assert in_pool(ledger) == []
    blocks: list[int] = []
    with ledger.act("附件") as act:
        act.attach("deputy_groups", group, tmp_path / "一.pdf", step=blocks.append)
    assert sum(blocks) == len(SCAN)


def test_a_file_is_not_kept_where_the_ledger_was(ledger: Ledger, tmp_path: Path) -> None:
    """The stick is pulled: no folder is made anew in the empty place."""
    scan = written(tmp_path, "一.pdf")
    ledger.folder.rename(tmp_path / "elsewhere")
    with pytest.raises(LedgerRefused):
        ledger.core.attachments.bring(scan)
    assert not ledger.folder.exists()
    (tmp_path / "elsewhere").rename(ledger.folder)


@pytest.mark.parametrize(
    ("spoil", "shallow", "deep"),
    [
        (lambda path: None, "", ""),
        (lambda path: path.unlink(), "的文件不见了", "的文件不见了"),
        (lambda path: path.write_bytes(b""), "的文件是空的", "的文件是空的"),
        (lambda path: path.write_bytes(SCAN[1:]), "的内容被改动过", "的内容被改动过"),
        (lambda path: path.write_bytes(SCAN[::-1]), "", "的内容被改动过"),
    ],
    ids=["whole", "gone", "emptied", "shortened", "altered"],
)
def test_what_is_wrong_with_a_file_is_said(
    spoil: Callable[[Path], object], shallow: str, deep: str, ledger: Ledger, group: int, tmp_path: Path
) -> None:
    """Only who reads every byte sees that they were altered; what was read once is read again when it was written."""
    attached(ledger, group, written(tmp_path, "一.pdf"))
    (file,) = ledger.attached("deputy_groups", group)
    pool = ledger.core.attachments

    def said(*, deep: bool, again: bool = True) -> list[str]:
        return [what for _, what in pool.lost(deep=deep, again=again)]

    assert said(deep=True) == said(deep=True, again=False) == []
    before = file["path"].stat()
    spoil(file["path"])
    if file["path"].exists():
        os.utime(file["path"], ns=(before.st_atime_ns, before.st_mtime_ns + 10**9))
    assert said(deep=False) == ([shallow] if shallow else [])
    assert said(deep=True) == said(deep=True, again=False) == ([deep] if deep else [])
    assert pool.faults(deep=True) == ([f"附件“一.pdf”{deep}。"] if deep else [])


def test_what_was_read_and_not_written_since_is_read_only_when_that_is_asked_for(
    ledger: Ledger, group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check at opening reads thousands of scans once."""
    attached(ledger, group, written(tmp_path, "一.pdf"))
    read: list[Path] = []

    def counting(path: Path) -> str:
        read.append(path)
        return sha256_of(path)

    monkeypatch.setattr(attachments, "sha256_of", counting)
    for again, times in ((False, 1), (False, 1), (True, 2), (False, 2)):
        assert ledger.core.attachments.lost(deep=True, again=again) == []
        assert len(read) == times
    assert ledger.core.attachments.lost(deep=False) == [] and len(read) == 2


def test_bytes_altered_behind_an_unchanged_date_are_found_by_who_reads_everything_again(
    ledger: Ledger, group: int, tmp_path: Path
) -> None:
    attached(ledger, group, written(tmp_path, "一.pdf"))
    (file,) = ledger.attached("deputy_groups", group)
    assert plain_bytes(ledger, file) == SCAN
    before = file["path"].stat()
    assert ledger.core.attachments.lost(deep=True) == []
    file["path"].write_bytes(SCAN[::-1])
    os.utime(file["path"], ns=(before.st_atime_ns, before.st_mtime_ns))
    assert ledger.core.attachments.lost(deep=True, again=False) == []
    assert len(ledger.core.attachments.lost(deep=True)) == 1


def test_bytes_that_went_while_the_file_was_brought_are_there_when_it_is_kept(
    ledger: Ledger, group: int, tmp_path: Path
) -> None:
    """Another act that had brought the same bytes was not kept, and took them along."""
    scan = written(tmp_path, "一.pdf")
    attached(ledger, group, scan)
    (file,) = ledger.attached("deputy_groups", group)
    brought = ledger.core.attachments.bring(scan)
    assert brought.lies_there
    file["path"].unlink()
    ledger.core.attachments.keep_brought(brought)
    assert in_pool(ledger) == [SCAN]


def test_a_lost_file_is_not_brought_back_to_where_the_ledger_was(
    ledger: Ledger, group: int, tmp_path: Path
) -> None:
    scan = written(tmp_path, "一.pdf")
    attached(ledger, group, scan)
    (file,) = ledger.attached("deputy_groups", group)
    ledger.folder.rename(tmp_path / "elsewhere")
    with pytest.raises(LedgerRefused):
        ledger.core.attachments.keep_again(scan, file)
    assert not ledger.folder.exists()
    (tmp_path / "elsewhere").rename(ledger.folder)
