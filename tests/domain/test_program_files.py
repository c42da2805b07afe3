"""What runs when it is opened is told by how its name truly ends."""

from __future__ import annotations

import pytest

from app.domain.program_files import runs_when_opened


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("setup.exe", True),
        ("名册.PDF.LNK", True),
        ("照片\u202egpj.exe", True),  # shown as 照片exe.jpg
        ("a.bat. ", True),  # Windows drops what stands at the end
        ("a.j\u200bs", True),
        ("exe", False),
        ("关于setup.exe的说明.pdf", False),
        ("名册.xlsx", False),
        ("", False),
    ],
)
def test_what_runs_is_no_paper(name: str, runs: bool) -> None:
    assert runs_when_opened(name) is runs
