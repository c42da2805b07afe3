"""Measures how unseen workbooks are read: `python -m tests.excel.unseen.measure [--only TEXT] [--seeds N] [--faults N]`."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from app.cli import main as presidium
from tests.excel.unseen import known_books
from tests.excel.unseen.ledger import TODAY, town_ledger
from tests.excel.unseen.mutations import HANDS, mutated
from tests.excel.unseen.shapes import SHAPES
from tests.excel.unseen.sheets import Book
from tests.excel.unseen.towns import Town, town
from tests.excel.unseen.witness import Findings, answers, examine

KINDS = ("missing", "invented", "silent", "unmentioned", "refused", "broken")
Totals = tuple[int, Findings, Findings]  # workbooks, what was found without answers and with them


def workbooks(place: Town, register: str, each: int) -> Iterator[tuple[str, Book]]:
    """The shapes of a register for a town: ``each`` workbooks of a shape at most, 0 for all.

    They are the plain one, those in other hands and those changed by machine, in turn from shape to shape.
    """
    chance = random.Random(place.seed)
    for number, shape in enumerate(SHAPES[register]):
        others = [name for name in list(HANDS)[1:] if not name.startswith("kept back")]
        changes = list(mutated(shape(place, HANDS["plain"]), chance))
        if not each:
            yield from ((name, shape(place, hand)) for name, hand in HANDS.items())
            yield from changes
            continue
        other = others[(number + place.seed) % len(others)]
        chosen = [("plain", shape(place, HANDS["plain"])), (other, shape(place, HANDS[other]))]
        chosen += chance.sample(changes, min(1, len(changes)))
        start = (number + place.seed) % len(chosen) if each < len(chosen) else 0
        yield from (chosen[start:] + chosen[:start])[:each]


def sample(place: Town, register: str) -> Iterator[Book]:
    """What the tests read: one workbook of every second shape."""
    return (book for _change, book in islice(workbooks(place, register, 1), 0, None, 2))


class Clerk:
    """Imports workbooks into the ledger of a town, with and without answers to what the program asks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ledger(self, place: Town, register: str) -> Path:
        """The data folder that a workbook of the register is imported into; a roster meets an empty one."""
        meetings = register == "session_attendance"
        peopled = register not in ("deputies", "electoral_districts", "liaison_sites")
        data = self.folder / f"ledger-{place.seed}-{peopled}-{meetings}"
        return data if data.exists() else town_ledger(place, data, peopled=peopled, meetings=meetings)

    def read(
        self, place: Town, book: Book, answered: list[dict[str, Any]] | None = None
    ) -> dict[str, Any] | str:
        """The report of a dry run, or in words why there is none."""
        report, path = self.folder / "report.json", book.save(self.folder)
        report.unlink(missing_ok=True)
        words = ["import", book.register, path, "--data", self.ledger(place, book.register), "--dry-run",
                 "--report", report, "--today", TODAY, *book.arguments]  # fmt: skip
        if answered is not None:
            file = self.folder / "answers.json"
            file.write_text(json.dumps(answered, ensure_ascii=False), encoding="utf-8")
            words += ["--answers", file]
        stderr = io.StringIO()
        try:
            with contextlib.redirect_stderr(stderr), contextlib.redirect_stdout(io.StringIO()):
                status = presidium([str(word) for word in words])
        except Exception as fault:  # noqa: BLE001 - a traceback is a finding, not the end of the measuring
            return f"{type(fault).__name__}: {fault}"
        if report.exists() and status in (0, 2):
            return dict(json.loads(report.read_text(encoding="utf-8")))
        return f"status {status}: {stderr.getvalue().strip()}"

    def findings(self, place: Town, book: Book) -> tuple[Findings, Findings]:
        """What was found without answers, and with them where there were questions."""
        report = self.read(place, book)
        first = _findings(book, report)
        if isinstance(report, str) or not report.get("questions"):
            return first, first
        return first, _findings(book, self.read(place, book, answers(book, report)), report["questions"])


def _findings(
    book: Book, report: dict[str, Any] | str, asked_before: Sequence[dict[str, Any]] = ()
) -> Findings:
    if isinstance(report, str):
        lost = sum(len(entry.values) for page in book.pages for entry in page.entries)
        return Findings(promised=lost, faults=[("broken", report)])
    return examine(book, report, asked_before)


def main() -> None:
    """Prints a table per register, and the faults asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", default="", help="registers, shapes or mutations whose name holds this text"
    )
    parser.add_argument("--seeds", type=int, default=2, help="how many towns")
    parser.add_argument("--first", type=int, default=1, help="the seed of the first town")
    parser.add_argument("--faults", type=int, default=0, help="how many faults to print per workbook")
    parser.add_argument(
        "--keep", type=Path, help="a folder for the workbooks with faults, each with its faults in words"
    )
    parser.add_argument(
        "--known", action="store_true", help="the workbooks of the other tests too, changed by machine"
    )
    parser.add_argument("--every", action="store_true", help="every shape in every hand with every mutation")
    asked = parser.parse_args()
    started, totals = time.monotonic(), {}
    with tempfile.TemporaryDirectory() as folder:
        clerk = Clerk(Path(folder))
        for register in SHAPES:
            totals[register] = _register(clerk, register, asked)
        totals = {register: total for register, total in totals.items() if total[0]}
        if asked.known:
            totals |= _known(Path(folder), asked)
    _print_table(totals)
    print(f"{time.monotonic() - started:.0f} s")


def _print_table(totals: dict[str, Totals]) -> None:
    """A table for build/measurements.md; faults are those without answers."""
    heads = [
        "register",
        "workbooks",
        "fields",
        "right",
        "right once answered",
        "questions a workbook",
        *KINDS,
    ]
    print("", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", sep="\n")
    for register, (books, first, second) in totals.items():
        shares = [f"{first.share:.1f} %", f"{second.share:.1f} %", f"{first.questions / max(books, 1):.1f}"]
        counts = [str(first.count(kind)) for kind in KINDS]
        print(f"| {' | '.join([register, str(books), str(first.promised), *shares, *counts])} |")


def _register(clerk: Clerk, register: str, asked: argparse.Namespace) -> Totals:
    books, first, second = 0, Findings(), Findings()
    for seed in range(asked.first, asked.first + asked.seeds):
        place = town(seed)
        for change, book in workbooks(place, register, 0 if asked.every else 3):
            if asked.only not in f"{register} {book.name} {change}":
                continue
            without, with_answers = clerk.findings(place, book)
            books += 1
            first.add(without)
            second.add(with_answers)
            _tell(f"{book.name} · {change} · {seed}", without, with_answers, asked)
            if asked.keep and with_answers.faults:
                _keep(asked.keep, f"{book.name} {change} {seed}", book, with_answers)
    return books, first, second


def _known(folder: Path, asked: argparse.Namespace) -> dict[str, Totals]:
    """The workbooks of the other tests, by whether and how they were changed."""
    totals: dict[str, Totals] = {}
    chance = random.Random(1)
    for book in known_books.known_books():
        if asked.only in f"known {book.name}":
            for change, seen in known_books.findings(book, folder, folder / "known", chance):
                _tell(f"{book.name} · {change}", seen, seen, asked)
                books, first, second = totals.setdefault(f"known, {change}", (0, Findings(), Findings()))
                first.add(seen)
                second.add(seen)
                totals[f"known, {change}"] = books + 1, first, second
    return totals


def _tell(name: str, first: Findings, second: Findings, asked: argparse.Namespace) -> None:
    kinds = Counter(kind for kind, _words in first.faults)
    print(f"{first.share:6.1f} {second.share:6.1f}  {name}  {dict(kinds) or ''}", flush=True)
    for kind, words in second.faults[: asked.faults]:
        print(f"        {kind}: {words[:200]}")


def _keep(folder: Path, name: str, book: Book, findings: Findings) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder).rename(folder / f"{name}.xlsx")
    words = "\n".join(f"{kind}: {words}" for kind, words in findings.faults)
    (folder / f"{name}.txt").write_text(words + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
