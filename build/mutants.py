"""Plants small faults in the rules and looks whether a test dies: `python3 build/dev.py mutants [path …]`.

Each fault (``mutations.py``) is planted in a copy of the project, one at a time, and the tests that
`mutants.toml` names for the file are run until the first fails: those that reach it in a fork of a process that has
run them already, and where they do not see it, or it is no part of a function, all of them in a process of its own.  A fault that none of them sees survives:
it is shown as a difference, unless `mutants.toml` lists it with the reason why it changes nothing.
What was found out is kept in `.mutants/`, so that a run goes on where the last one was stopped.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import os
import sys
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from mutation_runs import FORKS, Copies, TestsFail
from mutations import Mutation, mutations

PROJECT = Path(__file__).resolve().parent.parent
KEPT = PROJECT / ".mutants"
PLAN = PROJECT / "build" / "mutants.toml"
TIMES = 8  # a run that takes so many times as long as without a fault is taken for an endless one
AT_LEAST = 60.0  # seconds, because other work may run beside it


class Plan(NamedTuple):
    """What `mutants.toml` says: tests by pattern of path, first match wins; survivors that change nothing."""

    tests: list[tuple[str, list[str]]]
    equivalent: dict[tuple[str, str, str], str]

    def tests_of(self, path: str) -> list[str]:
        """The tests for a file, in the order in which they are run; raises KeyError where none are named."""
        for pattern, tests in self.tests:
            if fnmatch(path, pattern):
                return tests
        raise KeyError(path)


def read_plan(path: Path) -> Plan:
    """The plan in a TOML file; raises KeyError where an equivalent has no reason."""
    content = tomllib.loads(path.read_text("utf-8"))
    tests = [(pattern, room["tests"]) for room in content["room"] for pattern in room["files"]]
    listed = content.get("equivalent", [])
    return Plan(tests, {(one["file"], one["was"], one["becomes"]): one["reason"] for one in listed})


class Planted(NamedTuple):
    """One fault in one file: the lines it touches before and after, and the file's text with it."""

    path: str
    mutation: Mutation
    text: bytes
    was: str
    becomes: str

    @property
    def key(self) -> str:
        """What its verdict is kept under: it stands as long as the file is the same."""
        return hashlib.sha256(self.path.encode() + self.text).hexdigest()

    @property
    def listed_as(self) -> tuple[str, str, str]:
        return self.path, self.was, self.becomes


def planted(path: str, source: bytes) -> Iterator[Planted]:
    """Every fault of a file."""
    before = source.decode().splitlines()
    for mutation in mutations(source):
        text = mutation.applied(source)
        old, new = _lines_changed(before, text.decode().splitlines())
        yield Planted(path, mutation, text, old, new)


def _lines_changed(before: list[str], after: list[str]) -> tuple[str, str]:
    """The lines that differ, without their indentation."""
    shortest = min(len(before), len(after))
    first = next((n for n in range(shortest) if before[n] != after[n]), shortest)
    last = next((n for n in range(shortest - first) if before[-1 - n] != after[-1 - n]), shortest - first)
    parts = before[first : len(before) - last], after[first : len(after) - last]
    old, new = (" ".join(line.strip() for line in part) for part in parts)
    return old, new


def shown(fault: Planted, source: bytes) -> str:
    """A fault as a difference that `patch` would take."""
    before, after = (text.decode().splitlines(keepends=True) for text in (source, fault.text))
    return "".join(difflib.unified_diff(before, after, f"a/{fault.path}", f"b/{fault.path}", n=2))


class Verdicts:
    """What became of each fault, kept in a file line by line."""

    def __init__(self, path: Path, state: str) -> None:
        self.path, self.state = path, state
        self.writing = threading.Lock()
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        kept = {entry["key"]: entry for entry in map(json.loads, lines)}
        # A fault that was seen is seen; one that survived may meet a better test.
        self.killed = {key: entry["killed"] for key, entry in kept.items() if self._stands(entry)}

    def _stands(self, entry: dict[str, object]) -> bool:
        return bool(entry["killed"]) or entry["state"] == self.state

    def keep(self, fault: Planted, killed: bool) -> None:
        with self.writing, self.path.open("a", encoding="utf-8") as file:
            self.killed[fault.key] = killed
            file.write(json.dumps({"key": fault.key, "killed": killed, "state": self.state}) + "\n")


class Room:
    """One file's faults on their way to a verdict."""

    def __init__(self, path: str, plan: Plan, verdicts: Verdicts) -> None:
        self.path, self.plan, self.verdicts = path, plan, verdicts
        self.source = (PROJECT / path).read_bytes()
        self.faults = list(planted(path, self.source))
        self.tests = plan.tests_of(path)

    def examine(self, copies: Copies, ends: float) -> None:
        """Plant every fault that has no verdict yet, until the clock (``time.monotonic``) shows ``ends``."""
        if all(map(self.is_settled, self.faults)) or time.monotonic() > ends:
            return
        with copies.folder() as folder:
            try:
                if FORKS:
                    self._examine_in_forks(copies, folder, ends)
                self._examine_one_by_one(copies, folder, ends)
            except TestsFail as failure:
                raise SystemExit(
                    f"{self.path}: its tests fail without any fault ({failure}): {self.tests}"
                ) from failure

    def _examine_in_forks(self, copies: Copies, folder: Path, ends: float) -> None:
        """What is seen here is seen; what is not may still be at import."""
        open_faults = [fault for fault in self.faults if not self.is_settled(fault)]
        texts = [fault.text for fault in open_faults]
        for number, killed in copies.trials(folder, self.path, texts, self.tests, ends):
            if killed:
                self.verdicts.keep(open_faults[number], killed)

    def _examine_one_by_one(self, copies: Copies, folder: Path, ends: float) -> None:
        open_faults = [fault for fault in self.faults if not self.is_settled(fault)]
        if not open_faults or time.monotonic() > ends:
            return
        started = time.monotonic()
        status = copies.outcome(folder, self.path, None, self.tests, 3600)
        if status:
            raise TestsFail(status)
        seconds = max(AT_LEAST, TIMES * (time.monotonic() - started))
        for fault in open_faults:
            if time.monotonic() < ends:
                status = copies.outcome(folder, self.path, fault.text, self.tests, seconds)
                self.verdicts.keep(fault, status != 0)

    def is_settled(self, fault: Planted) -> bool:
        """Whether nothing is left to find out about a fault."""
        return fault.key in self.verdicts.killed or fault.listed_as in self.plan.equivalent

    def report(self) -> Counter[str]:
        """Print the survivors, and what is listed without being there; what became of the file's faults, by word."""
        planted_now = {fault.listed_as for fault in self.faults}
        for listed in self.plan.equivalent:
            if listed[0] == self.path and listed not in planted_now:
                print(f"{self.path}: listed as changing nothing, but no such fault is planted: {listed[2]}")
        counts: Counter[str] = Counter()
        for fault in self.faults:
            if fault.listed_as in self.plan.equivalent:
                counts["equivalent"] += 1
            elif fault.key not in self.verdicts.killed:
                counts["open"] += 1
            elif self.verdicts.killed[fault.key]:
                counts["killed"] += 1
            else:
                counts["survived"] += 1
                print(shown(fault, self.source))
        words = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
        print(f"{self.path}: {len(self.faults)} faults; {words}", flush=True)
        return counts


def state_of(folders: list[Path]) -> str:
    """A digest of all Python files in folders: what a survivor's verdict stands for."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def chosen_files(words: list[str], plan: Plan) -> list[str]:
    """The files that paths on the command line mean (files or folders, from the project's folder), or all."""
    roots = [PROJECT / word for word in words] or [PROJECT / "app"]
    paths = [path for root in roots for path in ([root] if root.is_file() else sorted(root.rglob("*.py")))]
    names = [path.relative_to(PROJECT).as_posix() for path in paths]
    return [name for name in names if words or any(fnmatch(name, pattern) for pattern, _ in plan.tests)]


def main(words: list[str] | None = None) -> int:
    """Examine the files; 1 where a fault survived or is open, else 0."""
    parser = argparse.ArgumentParser(prog="dev.py mutants", description=__doc__)
    parser.add_argument("paths", nargs="*", help="files or folders; without any: every file that has a plan")
    parser.add_argument("--minutes", type=float, default=60 * 24.0, help="stop after so long")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--report", action="store_true", help="only tell what is known already")
    chosen = parser.parse_args(words)
    plan = read_plan(PLAN)
    KEPT.mkdir(exist_ok=True)
    verdicts = Verdicts(KEPT / "verdicts.jsonl", state_of([PROJECT / "app", PROJECT / "tests"]))
    rooms = [Room(path, plan, verdicts) for path in chosen_files(chosen.paths, plan)]
    rooms = [room for room in rooms if room.faults]
    if not chosen.report:
        copies = Copies(PROJECT, KEPT, chosen.processes)
        ends = time.monotonic() + 60 * chosen.minutes
        with ThreadPoolExecutor(chosen.processes) as workers:
            list(workers.map(lambda room: room.examine(copies, ends), rooms))
    total = sum((room.report() for room in rooms), Counter[str]())
    print(f"in all {sum(total.values())}; {dict(sorted(total.items()))}")
    return 1 if total["survived"] or total["open"] else 0


if __name__ == "__main__":
    if hasattr(os, "nice"):  # hours of work that nobody waits for
        os.nice(10)
    sys.exit(main())
