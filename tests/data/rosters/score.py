"""Scores the importer over the roster set: `python -m tests.data.rosters.score [FOLDER] [--only NAME] [--brief]`."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.data.rosters.build_rosters import build
from tests.data.rosters.judge import Judgement, judge
from tests.excel.roster_runner import import_report


def score(
    folder: Path, scratch: Path, only: str, brief: bool, build: Callable[[Path], list[str]] = build
) -> None:
    """Prints the differences per workbook and the totals."""
    build(folder)
    totals, clean, count = Judgement(), 0, 0
    for path in sorted(folder.glob("*.truth.json")):
        if only not in path.name:
            continue
        truth = json.loads(path.read_text(encoding="utf-8"))
        outcome = import_report(folder, truth, scratch)
        found = judge(truth, outcome)
        faults = found.faults()
        count, clean = count + 1, clean + (not faults)
        print(
            f"{'ok  ' if not faults else 'FAIL'} {truth['file']}  exit {outcome.exit}  {outcome.seconds:.2f} s  "
            f"{found.right} right, {len(found.wrong)} wrong",
            flush=True,
        )
        for fault in faults[:3] if brief else faults:
            print(f"       {fault[:400]}")
        totals.right += found.right
        for kind in ("wrong", "invented", "missing", "silent", "needless", "other"):
            getattr(totals, kind).extend(getattr(found, kind))
    _print_totals(totals, clean, count)


def _print_totals(totals: Judgement, clean: int, count: int) -> None:
    compared = totals.right + len(totals.wrong)
    print(
        f"\n{clean} of {count} workbooks clean; fields right {totals.right}/{compared}"
        f" = {100 * totals.right / max(compared, 1):.2f} %"
    )
    print(
        f"invented rows {len(totals.invented)}, missing rows {len(totals.missing)}, silent doubts "
        f"{len(totals.silent)}, needless refusals {len(totals.needless)}, other {len(totals.other)}"
    )


def main(build: Callable[[Path], list[str]] = build) -> None:
    """Reads the command line and scores the set that ``build`` writes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--only", default="")
    parser.add_argument("--brief", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(asked.folder) if asked.folder else Path(scratch) / "rosters"
        score(folder, Path(scratch), asked.only, asked.brief, build)


if __name__ == "__main__":
    main()
