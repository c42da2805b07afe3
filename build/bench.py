"""Measures what was promised about speed and memory; each part in a process of its own, as one table of ratios.

`python3 build/dev.py bench [--rows 10000] [part …]`; what is compared is measured in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import bench_parts

BUILD = Path(__file__).resolve().parent
SECOND = 1000.0  # milliseconds
PERFORMANCE = "bench_performance.py"


class Aim(NamedTuple):
    """What is measured: its words, the part that is ours, what it is compared with, and the aim."""

    label: str
    ours: str
    other: str = ""
    most: float = 0.0  # a ratio where there is something to compare with, else milliseconds
    script: str = "bench_parts.py"


AIMS = (
    Aim("window painted : bare QMainWindow", "window", "bare_window", 2.5),
    Aim("list of 100,000 rows opened", "list_opened", most=200),
    Aim("a page of 50 rows among 100,000", "page", most=5),
    Aim("search among 100,000 as typed", "search", most=150),
    Aim("preview of a roster : calamine reading it", "preview", "calamine", 8),
    Aim("its commit", "commit", most=3 * SECOND),
    Aim("export to xlsx : openpyxl, same styled cells", "export", "openpyxl", 1.15),
    Aim("300 rows x 12 columns to PDF", "pdf", most=1 * SECOND),
    Aim("one reception with two opinions entered", "reception"),
    Aim("100,000 suggestions filtered to overdue, by due date", "overdue", most=200),
    Aim("package of a year with 500 files : copied and hashed", "package", "copied_and_hashed", 1.5),
    Aim("figures of a year over 100,000 suggestions", "figures", most=1 * SECOND),
    Aim("unlocking with a password", "unlocking", most=1 * SECOND),
    Aim("matrix of a year, 160 deputies, 20,000 records", "matrix", most=300, script=PERFORMANCE),
    Aim("scores of that year with their sheet", "scores", most=300, script=PERFORMANCE),
    Aim("who has not", "gaps", most=300, script=PERFORMANCE),
    Aim("160 booklets to one PDF", "booklets_pdf", most=20 * SECOND, script=PERFORMANCE),
    Aim("160 booklets to one workbook", "booklets_xlsx", most=20 * SECOND, script=PERFORMANCE),
)


def compile_program(folder: Path) -> None:
    """Byte code of the whole program beforehand, as an installed one has it: compiling is no part of what it does."""
    command = [sys.executable, "-m", "compileall", "-q", str(BUILD.parent / "app"), str(BUILD.parent / "ui")]
    subprocess.run(command, env=environment_in(folder), check=True)


def environment_in(folder: Path) -> dict[str, str]:
    """What the processes that are measured find around them: settings and byte code in a folder of their own."""
    environment = {
        **os.environ,
        "PRESIDIUM_PROFILE": str(folder / "profile"),
        "PYTHONPATH": str(BUILD.parent),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHONPYCACHEPREFIX": str(folder / "byte-code"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def measured(part: str, folder: Path, script: str) -> dict[str, float]:
    """Run one part in a process of its own; its milliseconds and peak of memory in MB."""
    command = [sys.executable, str(BUILD / script), part, str(folder)]
    environment = {**environment_in(folder), "BENCH_STARTED": repr(time.time())}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"{part}: {done.stderr}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def middle(part: str, folder: Path, times: int, script: str) -> dict[str, float]:
    """The median of several runs; the first of several finds no byte code yet and is not counted."""
    if times > 1:
        measured(part, folder, script)
    runs = [measured(part, folder, script) for _ in range(times)]
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def line(aim: Aim, folder: Path) -> str:
    """One line of the table."""
    times = 3 if "window" in aim.ours else 1
    ours = middle(aim.ours, folder, times, aim.script)
    text = f"{aim.label:54} {ours['ms']:9.1f} ms {ours['mb']:6.0f} MB"
    reached = ours["ms"]
    if aim.other:
        other = middle(aim.other, folder, times, aim.script)
        reached = ours["ms"] / other["ms"]
        text += f"  : {other['ms']:9.1f} ms {other['mb']:6.0f} MB = {reached:6.2f}"
    if not aim.most:
        return text
    verdict = "ok" if reached <= aim.most else "MISSED"
    return f"{text}  (aim {aim.most:g}{'' if aim.other else ' ms'}: {verdict})"


def main() -> int:
    """Prepare the data once, then measure and print line by line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="rows of the roster")
    parser.add_argument("--long", type=int, default=100_000, help="rows of the long lists")
    parser.add_argument("parts", nargs="*", help="only these")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="presidium-bench-") as name:
        folder = Path(name)
        os.environ["PRESIDIUM_PROFILE"] = str(folder / "profile")
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {date.today()}", flush=True)
        prepare: Callable[..., Any] = bench_parts.prepare
        prepare(folder, chosen.rows, chosen.long)
        compile_program(folder)
        for aim in AIMS:
            if not chosen.parts or aim.ours in chosen.parts:
                print(line(aim, folder), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
