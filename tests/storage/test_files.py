"""Outputs: what a killed program left half-written goes, and nothing else."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.storage.files import HOUR, complete_file

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
