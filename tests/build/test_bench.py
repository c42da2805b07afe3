"""The bench measures what it says: every part runs, on small data, and does its work."""

from __future__ import annotations

from pathlib import Path

import pytest

import bench
import bench_parts
import bench_performance
from app.storage.ledger import Ledger

# Windows are measured from the start of a process; here the parts run inside this one.
WITH_A_START = {"window", "bare_window"}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        bench_parts.prepare(folder, rows=40, many=60)
    return folder


def test_every_aim_names_parts_that_exist() -> None:
    for script in (bench_parts, bench_performance):
        aims = [aim for aim in bench.AIMS if aim.script == f"{script.__name__}.py"]
        parts = {part.__name__ for part in script.PARTS}
        assert {aim.ours for aim in aims} | {aim.other for aim in aims if aim.other} == parts


def test_the_parts_do_what_they_measure(
    prepared: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_parts, "FILES", 2)
    monkeypatch.setattr(bench_parts, "FILE_SIZE", 4000)
    for part in bench_parts.PARTS:
        if part.__name__ not in WITH_A_START:
            bench_parts.TIMES["ms"] = 0.0
            part(prepared)
            assert bench_parts.TIMES["ms"] > 0, part.__name__
    with Ledger.open(prepared / "full") as ledger:
        assert ledger.count(bench_parts.PEOPLE) == 40
    with Ledger.open(prepared / "long", today=bench_parts.TODAY) as ledger:
        assert ledger.count(bench_parts.MATTERS) == 60
    assert (prepared / "out.xlsx").stat().st_size > 4000
    assert (prepared / "out.pdf").read_bytes().startswith(b"%PDF")
    assert bench_parts.peak_megabytes() >= 0


def test_the_parts_of_performance_do_what_they_measure(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_performance, "DEPUTIES", 3)
    monkeypatch.setattr(bench_performance, "RECORDS", 40)
    for part in bench_performance.PARTS:
        bench_parts.TIMES["ms"] = 0.0
        part(tmp_path)
        assert bench_parts.TIMES["ms"] > 0, part.__name__
    assert (tmp_path / "booklets.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "booklets.xlsx").stat().st_size > 4000
