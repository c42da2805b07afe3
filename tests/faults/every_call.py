"""Faults at single system calls of whole acts: the program is killed there, or the call fails; the records are judged.

`python3 build/dev.py faults --n 200 --seed 5` draws that many faults; without ``--n`` every call of every act gets
each of them in turn, which takes hours.  It needs ``strace`` and Linux.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.faults import killing

PASSWORD = "correct horse"
# Reads are among them: what fails while reading must neither change anything nor be called damage.
CALLS = ("unlink", "rename", "fsync", "fdatasync", "ftruncate", "write", "pwrite64", "pread64")
FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC", "error=EACCES")
# The words of each act on a ledger with one deputy and an older backup; @ is the folder of the run.
ACTS = {
    "add": ("add", "deputies", "--json", "@/one.json"),
    "attach": ("attach", "deputies", "1", "@/file.pdf"),
    "change": ("change", "deputies", "1", "--json", "@/change.json"),
    "remove": ("remove", "deputies", "1", "--why", "重复登记"),
    "undo": ("undo",),
    "protect": ("protect", "--key-file", "@/pw", "--recovery-out", "@/page"),
    "import": ("import", "deputies", "@/roster.csv", "--accept-flagged", "--report", "@/report.json"),
    "backup": ("backup",),
    "stick": ("backup", "--to", "@/stick"),
    "restore": ("restore", "@/data/backups", "--into", "@/data"),
    "drill": ("drill",),
    "rescue": ("rescue", "--into", "@/new"),
}
# Acts on copies: after a fault the same act, done again, succeeds and leaves no litter.
ON_COPIES = ("backup", "stick", "restore", "drill", "rescue")


class State(NamedTuple):
    """What a ledger says: the plain values of its deputies and attachments, and the length of its history."""

    deputies: tuple[str, ...]
    attachments: int
    entries: int


class Fault(NamedTuple):
    """One fault: the act, the kind of system call, which of them, and what happens there."""

    act: str
    call: str
    when: int
    what: str


def make_template(folder: Path) -> None:
    """A closed ledger with one deputy, and the files of the acts."""
    killing.make_template(folder)
    rows = [json.loads(line) for line in (folder / "rows.jsonl").read_text("utf-8").splitlines()]
    (folder / "first.json").write_text(json.dumps(rows[0]), "utf-8")
    (folder / "one.json").write_text(json.dumps(rows[1]), "utf-8")
    (folder / "change.json").write_text(json.dumps({"note": "改过", "phone": "19900009999"}), "utf-8")
    (folder / "pw").write_text(PASSWORD, "utf-8")
    (folder / "roster.csv").write_text("姓名,性别,级别\n李四,男,镇\n张三,女,镇\n", "utf-8-sig")
    (folder / "later.json").write_text(json.dumps({"note": "备份以后"}), "utf-8")
    run(folder, ("add", "deputies", "--json", "@/first.json"))
    run(folder, ("attach", "deputies", "1", "@/file.pdf"))
    run(folder, ("backup",))
    run(folder, ("change", "deputies", "1", "--json", "@/later.json"))


def run(
    folder: Path, words: tuple[str, ...], tracing: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """A command on the ledger in ``folder``, under strace where ``tracing`` says how."""
    command = killing.command(folder, *(word.replace("@", str(folder)) for word in words))
    trace = ["strace", "-f", "-qq", *tracing] if tracing else []
    return subprocess.run(
        [*trace, *command],
        capture_output=True,
        text=True,
        env=killing.environment(folder),
        cwd=killing.PROJECT,
        check=False,
    )


def state_of(folder: Path) -> tuple[State, list[str]]:
    """What the ledger says when it is opened again, and what is wrong with the file."""
    from app.storage.checks.check import damage
    from app.storage.ledger import Ledger
    from app.storage.protection.unlocking import unlock

    os.environ["PRESIDIUM_PROFILE"] = str(folder / "profile")
    with Ledger.open(folder / "data") as ledger:
        unlock(ledger, PASSWORD)  # a ledger without protection stays as it is
        rows = ledger.revealed(ledger.rows("deputies", ledger.ids("deputies")))
        deputies = tuple(sorted(f"{row['name']} {row['phone']} {row['note']}" for row in rows))
        state = State(deputies, ledger.count("attachments"), ledger.last_change)
        wrong = [finding.sentence for finding in damage(ledger)] + ledger.notes
    wrong += [f"left behind: {path.name}" for path in (folder / "data").rglob("*") if _is_litter(path)]
    return state, wrong


def good_backups(folder: Path) -> tuple[set[str], list[str]]:
    """The backups beside the ledger and on the stick that give back a ledger, and a sentence for each that does not."""
    from app.storage.backups.restoring import unpacked
    from app.storage.refusals import LedgerRefused

    good, wrong = set(), []
    for path in sorted([*folder.glob("data/backups/*.zip"), *folder.glob("stick/*.zip")]):
        with tempfile.TemporaryDirectory(dir=folder) as work:
            try:
                unpacked(path, Path(work))
                good.add(f"{path.parent.name}/{path.name}")
            except LedgerRefused as refusal:
                wrong.append(f"a bad file under a final name: {path.name}: {refusal}")
    return good, wrong


def _is_litter(path: Path) -> bool:
    return ".part" in path.name or "journal" in path.name


class Bench:
    """Runs each fault on a fresh copy of the template, and knows the state before and after each act."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template"
        self._template.mkdir()
        make_template(self._template)
        self.before, _ = state_of(self._template)
        self._backups, _ = good_backups(self._template)
        self._after = {act: self._clean(act) for act in ACTS}

    def _copied(self) -> Path:
        folder = self._folder / "run"
        shutil.rmtree(folder, ignore_errors=True)
        return Path(shutil.copytree(self._template, folder))

    def _clean(self, act: str) -> State:
        folder = self._copied()
        done = run(folder, ACTS[act])
        assert done.returncode == 0, done.stderr
        return state_of(folder)[0]

    def calls_of(self, act: str, call: str) -> int:
        """How many calls of that kind an undisturbed run makes."""
        folder = self._copied()
        log = folder / "trace"
        run(folder, ACTS[act], ("-o", str(log), "-e", f"trace={call}"))
        return log.read_text("utf-8", "replace").count(f"{call}(")

    def broken_promises(self, fault: Fault) -> list[str]:
        """What a fault broke; nothing when every promise was kept."""
        folder = self._copied()
        inject = f"inject={fault.call}:{fault.what}:when={fault.when}"
        done = run(folder, ACTS[fault.act], ("-o", os.devnull, "-e", f"trace={fault.call}", "-e", inject))
        try:
            state, wrong = state_of(folder)
        except Exception as trouble:  # noqa: BLE001 (whatever it is, the next start needed help)
            return [f"the next start failed: {trouble}"]
        wrong += self._judged(fault, done, state)
        return wrong + self._copies_judged(fault, done, folder) if fault.act in ON_COPIES else wrong

    def _copies_judged(self, fault: Fault, done: subprocess.CompletedProcess[str], folder: Path) -> list[str]:
        good, wrong = good_backups(folder)
        if not self._backups <= good:
            wrong.append(f"a good backup is gone: {self._backups - good}")
        if fault.act in ("backup", "stick") and "ACK" in done.stdout and good == self._backups:
            wrong.append("acknowledged and no backup")
        is_there = (folder / "new" / "ledger.db").exists()
        if fault.act == "rescue" and "ACK" in done.stdout and not is_there:
            wrong.append("acknowledged and no ledger")
        if fault.act == "rescue" and is_there:
            return wrong + self._rescued_judged(folder)
        again = run(folder, ACTS[fault.act])
        if again.returncode != 0:
            wrong.append(f"done again it fails: {again.stderr.strip()}")
        places = (
            "data",
            "stick",
            "new",
        )  # a killed write of the machine's own settings may leave a file there
        litter = [p.name for place in places for p in (folder / place).rglob("*") if _is_litter(p)]
        return wrong + [f"left behind in the end: {name}" for name in litter]

    def _rescued_judged(self, folder: Path) -> list[str]:
        for name in ("data", "new"):
            (folder / name).rename(folder / f"{name}-judged")
        (folder / "new-judged").rename(folder / "data")
        state, wrong = state_of(folder)
        if state != self.before:
            wrong.append(f"rescued in part: {state}")
        return wrong

    def _judged(self, fault: Fault, done: subprocess.CompletedProcess[str], state: State) -> list[str]:
        after, wrong = self._after[fault.act], []
        if state not in (self.before, after):
            wrong.append(f"half an effect: {state}")
        if "ACK" in done.stdout and state != after:
            wrong.append("acknowledged and lost")
        if fault.what.startswith("signal"):
            return wrong
        if done.returncode == 0 and state != after:
            wrong.append("status 0 and nothing there")
        if done.returncode in (2, 3) and state != self.before:
            wrong.append(f"status {done.returncode}, and it is there: {done.stderr.strip()}")
        # 127 and 1 of a process that could not even load Python are none of ours.
        if done.returncode == 4 or "损坏" in done.stderr:
            wrong.append(f"called damaged: {done.stderr.strip()}")
        return wrong


def drawn(bench: Bench, acts: list[str], count: int, seed: int) -> Iterator[Fault]:
    """So many faults at random, each act and each kind of call alike."""
    dice, counts = random.Random(seed), dict[tuple[str, str], int]()
    for _ in range(count):
        act, call, what = dice.choice(acts), dice.choice(CALLS), dice.choice(FAULTS)
        if (act, call) not in counts:
            counts[act, call] = bench.calls_of(act, call)
        if counts[act, call]:
            yield Fault(act, call, dice.randint(1, counts[act, call]), what)


def each(bench: Bench, acts: list[str]) -> Iterator[Fault]:
    """Every fault at every call."""
    for act in acts:
        for call in CALLS:
            for when in range(1, bench.calls_of(act, call) + 1):
                yield from (Fault(act, call, when, what) for what in FAULTS)


def main() -> int:
    """Print each broken promise and a closing table; 1 when there was any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=0, help="how many faults are drawn (default: all there are)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--act", choices=ACTS, action="append", help="only these acts (default: all)")
    options = parser.parse_args()
    if shutil.which("strace") is None:
        print("strace is not installed: nothing was tried.")
        return 1
    broken, runs = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        bench = Bench(Path(name))
        acts = options.act or list(ACTS)
        for fault in drawn(bench, acts, options.n, options.seed) if options.n else each(bench, acts):
            wrong = bench.broken_promises(fault)
            runs[fault.act] += 1
            broken[fault.act] += bool(wrong)
            for words in wrong:
                print(f"{fault.act} {fault.call} {fault.when} {fault.what}: {words}", flush=True)
    for act, count in runs.items():
        print(f"{act}: {count} faults, {broken[act]} with a broken promise")
    return int(any(broken.values()))


if __name__ == "__main__":
    sys.exit(main())
