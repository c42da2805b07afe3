"""Outputs: what a killed program left half-written goes, and nothing else."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path

import pytest

from app.storage import files
from app.storage.core.first_words import first_words
from app.storage.files import HOUR, Unconfirmed, complete_file, known_place

HALF = ".0123456789ab.part.xlsx"


@pytest.mark.parametrize(
    ("name", "age", "goes"),
    [
        (HALF, 2 * HOUR, True),
        (HALF, HOUR / 2, False),  # perhaps somebody writes it now
        (HALF, -HOUR, False),  # the clock was wrong
        (".mine.part.xlsx", 2 * HOUR, False),
        ("0123456789ab.part.xlsx", 2 * HOUR, False),
    ],
)
def test_half_of_an_output_goes_with_the_next_one_after_an_hour(
    name: str, age: float, goes: bool, tmp_path: Path
) -> None:
    left = tmp_path / name
    left.write_bytes(b"half")
    os.utime(left, (time.time() - age,) * 2)
    with complete_file(tmp_path / "名册.xlsx") as temporary:
        temporary.write_bytes(b"whole")
    assert left.exists() != goes
    assert (tmp_path / "名册.xlsx").read_bytes() == b"whole"


@pytest.mark.parametrize("failures", [0, 1, 3, 99])
def test_a_name_that_was_given_is_flushed_again_and_never_denied(
    failures: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder's flush may fail once the file has its name: then it is not said that nothing was written."""
    flushed, real = [], files.flush_folder

    def failing(folder: Path) -> None:
        flushed.append(folder)
        if len(flushed) <= failures:
            raise OSError(5, "Input/output error")
        real(folder)

    monkeypatch.setattr(files, "flush_folder", failing)
    monkeypatch.setattr(files, "RETRIES", (0,) * len(files.RETRIES))
    trouble: list[str] = []
    try:
        with complete_file(tmp_path / "名册.xlsx") as temporary:
            temporary.write_bytes(b"whole")
    except Unconfirmed as unconfirmed:
        trouble = [str(unconfirmed)]
    assert (tmp_path / "名册.xlsx").read_bytes() == b"whole"
    assert [path.name for path in tmp_path.iterdir()] == ["名册.xlsx"]
    assert bool(trouble) == (failures == 99)
    assert all("已经写好" in words and "没有作任何改动" not in words for words in trouble)
    assert len(flushed) == min(failures + 1, 4)


def test_a_place_that_takes_no_file_is_called_by_the_name_that_people_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(path: Path, *_: object) -> int:
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr(files.os, "open", read_only)
    target = tmp_path / "名册.xlsx"
    with pytest.raises(OSError, match="Read-only") as trouble, complete_file(target):
        raise AssertionError
    assert trouble.value.filename == str(target)
    half = tmp_path / ".移交-1a8f0fd8.part" / "移交包" / ".0123456789ab.part.csv"
    assert known_place(half) == tmp_path
    assert known_place(target) == target


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_document_with_any_flipped_byte_is_kept_as_it_came(packing: int, tmp_path: Path) -> None:
    """Its first words are looked at for a mark of secrecy; that they cannot be read stops nobody."""
    path = tmp_path / "会议纪要.docx"
    with zipfile.ZipFile(path, "w", packing) as book:
        book.writestr("word/document.xml", "<w:p>会议纪要</w:p>" * 9)
    content = bytearray(path.read_bytes())
    assert "会议纪要" in first_words(path)
    for place in range(30, len(content)):
        content[place] ^= 0xFF
        path.write_bytes(content)
        content[place] ^= 0xFF
        first_words(path)
