"""Whole acts under faults: at single system calls, and in bad surroundings; the records are judged.

`python3 build/dev.py faults --n 200 --seed 5` draws that many faults; without ``--n`` every call of every act gets
each of them in turn, which takes hours; `--fault signal=KILL --act backup --step 5` narrows that.  It needs ``strace`` and Linux, and mounts disks of its own where it may.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from tests.faults import acts
from tests.faults.acts import ACTS, Runner, State, bad_outputs, good_backups, is_litter, run, state_of
from tests.faults.troubles import (
    CALLS,
    IN_USE,
    INJECTED,
    READING,
    Trouble,
    at_call,
    can_mount,
    disk,
    drawn_surroundings,
    surroundings,
)

Fault = tuple[str, Trouble]  # the act, and what goes wrong


class Bench:
    """Runs each fault on a fresh copy of the template, and knows the state before and after each act."""

    def __init__(self, folder: Path, chosen: Sequence[str], runner: Runner = run) -> None:
        self._run = runner
        self._folder, self._templates = folder / "runs", folder / "templates"
        self._folder.mkdir()
        acts.make_templates(self._templates, runner, with_package="verify" in chosen)
        self.before = {start: state_of(self._templates / start)[0] for start in (acts.PLAIN, acts.PROTECTED)}
        self._backups = {start: good_backups(self._templates / start)[0] for start in self.before}
        self.after = cache(self._clean)

    def _copied(self, act: str) -> Path:
        folder = self._folder / "run"
        shutil.rmtree(folder, ignore_errors=True)
        return Path(shutil.copytree(self._templates / ACTS[act].start, folder))

    def _clean(self, act: str) -> State:
        folder = self._copied(act)
        done = self._run(folder, ACTS[act].words)
        assert done.returncode == 0, f"{act}: {done.stderr}"
        return state_of(folder)[0]

    def calls_of(self, act: str, call: str) -> int:
        """How many calls of that kind an undisturbed run makes."""
        folder = self._copied(act)
        log = folder / "trace"
        run(folder, ACTS[act].words, ("strace", "-f", "-qq", "-o", str(log), "-e", f"trace={call}"))
        return log.read_text("utf-8", "replace").count(f"{call}(")

    def broken_promises(self, act: str, trouble: Trouble) -> list[str]:
        """What a fault broke; nothing when every promise was kept."""
        self.after(act)  # an undisturbed run takes the same folder
        needs_disk = trouble.room >= 0 or trouble.is_read_only
        with disk(self._folder) if needs_disk else contextlib.nullcontext():
            folder = self._copied(act)
            with surroundings(folder, trouble):
                done = self._run(folder, ACTS[act].words, trouble.prefix, trouble.clock)
            try:
                state, wrong = state_of(folder)
            except Exception as cause:  # noqa: BLE001 (whatever it is, the next start needed help)
                return [f"the next start failed: {cause}"]
            wrong += self._judged(act, trouble, done, state) + bad_outputs(folder)
            return wrong + self._copies_judged(act, done, folder)

    def _judged(
        self, act: str, trouble: Trouble, done: subprocess.CompletedProcess[str], state: State
    ) -> list[str]:
        before, after, wrong = self.before[ACTS[act].start], self.after(act), []
        if state not in (before, after):
            wrong.append(f"half an effect: {state}")
        if "ACK" in done.stdout and state != after:
            wrong.append("acknowledged and lost")
        if trouble.kills:
            return wrong
        if done.returncode == 0 and state != after:
            wrong.append("status 0 and nothing there")
        if done.returncode in (2, 3, IN_USE) and state != before:
            wrong.append(f"status {done.returncode}, and it is there: {done.stderr.strip()}")
        if trouble.clock and done.returncode:
            wrong.append(f"a wrong clock stops it: {done.stderr.strip()}")
        if trouble.is_held and act != "verify" and done.returncode != IN_USE:
            wrong.append(f"held, and status {done.returncode}")
        # 127 and 1 of a process that could not even load Python are none of ours.
        if done.returncode == 4 or "损坏" in done.stderr or "程序出错" in done.stderr:
            wrong.append(f"called damaged or a bug: {done.stderr.strip()}")
        return wrong

    def _copies_judged(self, act: str, done: subprocess.CompletedProcess[str], folder: Path) -> list[str]:
        former = self._backups[ACTS[act].start]
        good, wrong = good_backups(folder)
        if not former <= good:
            wrong.append(f"a good backup is gone: {former - good}")
        if act in ("backup", "stick") and "ACK" in done.stdout and good == former:
            wrong.append("acknowledged and no backup")
        is_there = (folder / "new" / "ledger.db").exists()
        if act == "rescue" and "ACK" in done.stdout and not is_there:
            wrong.append("acknowledged and no ledger")
        if act == "rescue" and is_there:
            return wrong + self._rescued_judged(folder)
        if not ACTS[act].again:
            return wrong
        for half in filter(is_litter, folder.glob("out/.*")):
            os.utime(half, (0, 0))  # as on the next day: only an old half of an output is surely nobody's
        again = self._run(folder, ACTS[act].words)
        if again.returncode != 0:
            wrong.append(f"done again it fails: {again.stderr.strip()}")
        litter = [p.name for place in acts.PLACES for p in (folder / place).rglob("*") if is_litter(p)]
        return wrong + [f"left behind in the end: {name}" for name in litter]

    def _rescued_judged(self, folder: Path) -> list[str]:
        for name in ("data", "new"):
            (folder / name).rename(folder / f"{name}-judged")
        (folder / "new-judged").rename(folder / "data")
        state, wrong = state_of(folder)
        if state != self.before[acts.PLAIN]:
            wrong.append(f"rescued in part: {state}")
        return wrong


def drawn(bench: Bench, chosen: list[str], count: int, seed: int) -> Iterator[Fault]:
    """So many faults at random: three of four at a call, each act and each kind of call alike, the others around it."""
    dice, counts = random.Random(seed), dict[tuple[str, str], int]()
    for _ in range(count):
        act, call, what = dice.choice(chosen), dice.choice(CALLS), dice.choice(INJECTED)
        if dice.random() < 0.25:
            yield act, drawn_surroundings(dice)
            continue
        if (act, call) not in counts:
            counts[act, call] = bench.calls_of(act, call)
        if counts[act, call]:
            yield act, at_call(call, dice.randint(1, counts[act, call]), what)


def each(bench: Bench, chosen: list[str], injected: Sequence[str], step: int, first: int) -> Iterator[Fault]:
    """Each of these faults at every call, or at one of ``step`` of each kind of call, beginning with the ``first``.

    A kill takes nothing away while something is only read, so reads are then left out.
    """
    for act in chosen:
        for call in CALLS:
            for when in range(first, bench.calls_of(act, call) + 1, step):
                yield from (
                    (act, at_call(call, when, what))
                    for what in injected
                    if call not in READING or "KILL" not in what
                )


def main() -> int:
    """Print each broken promise and a closing table; 1 when there was any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=0, help="how many faults are drawn (default: all there are)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", choices=INJECTED, action="append", help="without --n: only these faults")
    parser.add_argument("--step", type=int, default=1, help="without --n: at one call of so many of its kind")
    parser.add_argument("--act", choices=ACTS, action="append", help="only these acts (default: all)")
    options = parser.parse_args()
    if shutil.which("strace") is None:
        print("strace is not installed: nothing was tried.")
        return 1
    if not can_mount():
        print("Full and read-only disks are left out: this process may not mount any.")
    broken, runs = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        chosen = options.act or list(ACTS)
        bench = Bench(Path(name), chosen)
        injected = options.fault or INJECTED
        faults = (
            drawn(bench, chosen, options.n, options.seed)
            if options.n
            else each(bench, chosen, injected, options.step, 1 + options.seed % options.step)
        )
        for act, trouble in faults:
            wrong = bench.broken_promises(act, trouble)
            runs[act] += 1
            broken[act] += bool(wrong)
            for words in wrong:
                print(f"{act}, {trouble.label}: {words}", flush=True)
    for act, count in runs.items():
        print(f"{act}: {count} faults, {broken[act]} with a broken promise")
    return int(any(broken.values()))


if __name__ == "__main__":
    sys.exit(main())
