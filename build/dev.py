"""The project's one command: `python3 build/dev.py run`, `… test` and the rest; `… --help` lists them."""

import argparse
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from machine import BIN, BUILD, PDF_VALIDATOR, PROJECT, PYTHON, has_screen, set_up

SAMPLE = PROJECT / ".sample"
# What the window remembers of a try-out is kept apart from the settings of a clerk who works here.
TRYING = {"PRESIDIUM_PROFILE": str(PROJECT / ".sample-profile")}
DIST = PROJECT / "dist"
EXE = ".exe" if sys.platform == "win32" else ""

# More than four workers spend their time on starting Qt.
WORKERS = min(os.cpu_count() or 1, 4)

# The tests flush some twenty thousand files. On a disk the workers wait for it a fifth of the time; memory is as true to
# them, since no test relies on what a power cut leaves.
MEMORY = Path("/dev/shm")
ROOM = 2 << 30  # bytes: a whole run held 0.2 GB at its fullest, failures keep their files

# Read from the top: fast steps first, so that a slip is told within seconds.
CHECKS: dict[str, list[str]] = {
    "format": ["ruff", "format", "--check", "--output-format=concise"],
    "lint": ["ruff", "check", "--quiet", "--output-format=concise"],
    "layers": ["lint-imports", "--no-cache"],
    "types": ["mypy", "app", "ui", "build/dev.py", "build/lock.py", "build/mutants.py"],
    "signs": [],
}


def surroundings(**variables: str) -> dict[str, str]:
    """The environment of every command: text is UTF-8 on every system, and what was compiled once is kept."""
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "", **variables}


def call(command: Sequence[str | Path], **variables: str) -> int:
    """Run a command in the project's folder with the given environment variables; its exit status."""
    return subprocess.run(command, cwd=PROJECT, env=surroundings(**variables), check=False).returncode


def scratch() -> dict[str, str]:
    """The variable that sends the tests' files into memory; none where the system has no such place, or too little of it."""
    is_roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM
    return {"TMPDIR": str(MEMORY)} if is_roomy and "TMPDIR" not in os.environ else {}


def tool(name: str, *arguments: str) -> list[str | Path]:
    """The command line of a program that was installed into the environment."""
    return [BIN / f"{name}{EXE}", *arguments]


def run(arguments: list[str]) -> int:
    """Open the program with the sample year, or, without a screen, make its ledgers; runs a command if given."""
    set_up("run")
    opening = bool(arguments) or has_screen()
    # What was tried out in the window stays; without one the ledgers are made anew each time.
    if not (opening and (SAMPLE / "ledger.db").exists()):
        status = call([PYTHON, "-m", "ui", "demo", "--out", SAMPLE], **TRYING)
        if status:
            return status
    if not opening:
        print("这台机器没有屏幕，没有打开窗口；示例年度的台账已经生成，位置见上。")
        return 0
    return call([PYTHON, "-m", "ui", *arguments, "--data", SAMPLE], **TRYING)


def check(arguments: list[str]) -> int:
    """Format, lint, layers, types and the signs of screen texts: every step is run, the first failure decides the exit status."""
    set_up("run", "dev")
    statuses = []
    for name, words in CHECKS.items():
        started = time.monotonic()
        command = tool(*words) if words else [PYTHON, BUILD / "screen_signs.py"]
        result = subprocess.run(command, cwd=PROJECT, env=surroundings(), capture_output=True, check=False)
        outcome = "ok" if result.returncode == 0 else "FAILED"
        print(f"{name}: {outcome}, {time.monotonic() - started:.1f} s", flush=True)
        if result.returncode:
            print((result.stdout + result.stderr).decode("utf-8", "replace"), flush=True)
        statuses.append(result.returncode)
    return next((status for status in statuses if status), 0)


def test(arguments: list[str]) -> int:
    """All checks, then all tests; pytest's own closing line is the last one printed."""
    # Java itself is 190 MB and is not asked of anyone: without it one test is skipped.
    set_up("run", "dev", tools=PDF_VALIDATOR if shutil.which("java") else ())
    with compiling():
        failed = check([])
    if failed:
        print("a check failed: see above; the tests run all the same", flush=True)
    tests = call(
        [PYTHON, "-m", "pytest", *(arguments or ["-n", str(WORKERS), "--dist", "worksteal"])], **scratch()
    )
    return failed or tests


@contextmanager
def compiling() -> Iterator[None]:
    """Meanwhile the tests are compiled: every worker would do it for itself and twice as long (27 s of each instead of 11)."""
    collecting: list[str | Path] = [PYTHON, "-m", "pytest", "--collect-only"]
    with subprocess.Popen(collecting, cwd=PROJECT, env=surroundings(), stdout=subprocess.DEVNULL):
        yield


def coverage(arguments: list[str]) -> int:
    """The tests once more, telling which lines none of them reaches; takes twice as long as they do."""
    set_up("run", "dev")
    return call([PYTHON, "-m", "pytest", "--cov", "-n", str(WORKERS), *arguments])


def format_code(arguments: list[str]) -> int:
    """Put the code into its one form and mend what the linter can mend by itself."""
    set_up("run", "dev")
    signs = call([PYTHON, BUILD / "screen_signs.py", "--write"])
    return signs or call(tool("ruff", "check", "--fix", "--quiet")) or call(tool("ruff", "format"))


def bench(arguments: list[str]) -> int:
    """Measure what was promised about speed and memory."""
    set_up("run", "dev")
    return call([PYTHON, BUILD / "bench.py", *arguments])


def budgets(arguments: list[str]) -> int:
    """Count the clicks and shortcuts of the most frequent tasks, done by real key and mouse events in the window."""
    set_up("run", "dev")
    return call([PYTHON, "-m", "tests.ui.budgets", *arguments])


def mutants(arguments: list[str]) -> int:
    """Plant small faults in the rules and show those that no test sees; takes hours without a path."""
    set_up("run", "dev")
    return call([PYTHON, BUILD / "mutants.py", *arguments])


def papers(arguments: list[str]) -> int:
    """Draw every ledger, form and letter with the sample and with awkward data into a folder."""
    set_up("run", "dev")
    return call([PYTHON, BUILD / "papers.py", *arguments])


def unseen(arguments: list[str]) -> int:
    """Measure how workbooks are read that the program was not written for; `--help` tells how much and of what."""
    set_up("run", "dev")
    return call([PYTHON, "-m", "tests.excel.unseen.measure", *arguments])


def faults(arguments: list[str]) -> int:
    """Kill the program and let system calls fail in its acts, and judge the records; `--n 200` of them; or `--planted` bugs."""
    set_up("run", "dev")
    if arguments == ["--planted"]:
        return call([PYTHON, "-m", "tests.faults.planted"])
    return call([PYTHON, "-m", "tests.faults.every_call", *arguments])


def wheels(arguments: list[str]) -> int:
    """Prove that every locked distribution has a wheel for Linux x86_64, aarch64 and Windows amd64."""
    set_up("run", "dev")
    return call([PYTHON, BUILD / "lock.py", "wheels"])


def lock(arguments: list[str]) -> int:
    """Write the lock files anew from the .in files."""
    set_up("run", "dev")
    return call([PYTHON, BUILD / "lock.py", "lock"])


def package(arguments: list[str]) -> int:
    """Build the program for machines without Python into dist/presidium and let it test itself."""
    set_up("run", "dev", tools=("binutils",))
    # A fixed hash seed and date make two builds of one state bit-identical.
    dated = ""
    if shutil.which("git"):
        ask = ["git", "log", "-1", "--format=%ct"]
        dated = subprocess.run(ask, cwd=PROJECT, capture_output=True, text=True, check=False).stdout.strip()
    folders: list[str | Path] = ["--workpath", DIST / "work", "--distpath", DIST]
    status = call(
        [
            *tool("pyinstaller", "--noconfirm", "--clean", "--log-level=WARN"),
            *folders,
            BUILD / "presidium.spec",
        ],
        PYTHONHASHSEED="0",
        SOURCE_DATE_EPOCH=dated or "1767225600",
    )
    return status or call([DIST / "presidium" / f"presidium-cli{EXE}", "self-test"])


COMMANDS = {
    "run": run,
    "test": test,
    "coverage": coverage,
    "check": check,
    "format": format_code,
    "bench": bench,
    "budgets": budgets,
    "mutants": mutants,
    "papers": papers,
    "unseen": unseen,
    "faults": faults,
    "wheels": wheels,
    "lock": lock,
    "package": package,
}


def main() -> int:
    """Run the command named on the command line; everything after its name is handed on to it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Windows would choose the code page of the console
            stream.reconfigure(encoding="utf-8")
    described = "\n".join(f"  {name:9} {command.__doc__}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=f"commands:\n{described}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on to the command")
    chosen = parser.parse_args()
    return COMMANDS[chosen.command](chosen.arguments)


if __name__ == "__main__":
    raise SystemExit(main())
