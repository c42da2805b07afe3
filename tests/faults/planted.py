"""Bugs planted in a copy of the program, to show that the tests of safety can fail: `dev.py faults --planted`.

Each is tried by the suite that answers for it, beside the unmodified program; prints one line a bug.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[2]


class Planted(NamedTuple):
    """A bug: its name, the suite that has to find it, the file, and what is put in the place of what."""

    name: str
    suite: str
    file: str
    changes: tuple[tuple[str, str], ...]


PLANTED = (
    Planted("synchronous=OFF", "tests/faults/test_flushes.py", "app/storage/core/schema.py",
            (('"synchronous=EXTRA"', '"synchronous=OFF"'),)),
    Planted("missing fsync", "tests/faults/test_flushes.py", "app/storage/files.py",
            (("                os.fsync(handle.fileno())\n            refuse_pulled()", "                pass\n            refuse_pulled()"),)),
    Planted("missing atomic", "tests/storage/test_acts.py", "app/storage/acts/transactions.py",
            (('execute("ROLLBACK")', 'execute("COMMIT")'),)),
    Planted("rotate before verify", "tests/storage/test_backups.py", "app/storage/backups/making.py",
            (("        contents, label_there = _read_back(", "        _thin_out(place, ledger.ledger_id, Backup(target, label))\n        contents, label_there = _read_back("),)),
    Planted("journal left behind", "tests/storage/test_journal_beside.py", "app/storage/backups/restoring.py",
            (("    _undo_open_journal(database)\n", ""),)),
    Planted("ACK too early", "tests/faults/test_flushes.py", "app/commands/records.py",
            (("                act.change(register.key, args.id, values)\n",
              "                around.promise(args.id)\n                act.change(register.key, args.id, values)\n"),
             ("        around.promise(args.id)\n        if args.conceal:\n", "        if args.conceal:\n"))),
    Planted("a second program is let in", "tests/faults/test_troubles.py", "app/storage/os_lock.py",
            (("        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)", "        fcntl.fcntl(handle, fcntl.F_GETFD)"),)),
    Planted("a full disk is called damage", "tests/faults/test_troubles.py", "app/storage/room.py",
            (("        raise LedgerRefused(sentence, WORLD)", "        raise LedgerRefused(sentence, 4)"),)),
    Planted("settings written over unread", "tests/storage/test_machine.py", "app/storage/machine.py",
            (("    except (FileNotFoundError, ValueError):", "    except (OSError, ValueError):"),)),
    Planted("a private file kept in plain", "tests/storage/test_record_files.py", "app/storage/core/attachments.py",
            (("kept = io.BytesIO(sealed(key, source.read(MOST + 1))) if key else source", "kept = source"),)),
    Planted("plain bytes stay beside private ones", "tests/storage/test_record_files.py", "app/storage/lists/record_files.py",
            (("            removed_patiently(ledger.core.attachments.place(digest))", "            pass"),)),
    Planted("any file taken for the lost one", "tests/storage/test_record_files.py", "app/storage/core/attachments.py",
            (('if hashlib.sha256(body).hexdigest() != row["sha256"]:', 'if not body:'),)),
    Planted("private values not compared", "tests/storage/test_damage.py", "app/storage/core/private.py",
            (("return sorted((set(rows) | set(promised)) - sound)", "return []"),)),
)  # fmt: skip


def main() -> int:
    """Try each bug; 1 when one is found by nothing, or the unmodified program fails."""
    with tempfile.TemporaryDirectory(prefix="planted-") as name:
        copy = Path(name) / "project"
        shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns(".*", "dist"))
        unmodified = {suite: _failures(copy, suite) for suite in sorted({bug.suite for bug in PLANTED})}
        missed = any(unmodified.values())
        for bug in PLANTED:
            original = (copy / bug.file).read_text("utf-8")
            (copy / bug.file).write_text(with_bug(original, bug), "utf-8")
            failures = _failures(copy, bug.suite)
            (copy / bug.file).write_text(original, "utf-8")
            missed |= not failures
            print(f"| {bug.name} | `{bug.suite}` | {failures} | {unmodified[bug.suite]} |", flush=True)
    return int(missed)


def with_bug(source: str, bug: Planted) -> str:
    """The source with the bug in it; ends the run when what it replaces does not stand there just once."""
    for old, new in bug.changes:
        if source.count(old) != 1:
            raise SystemExit(f"{bug.name}: {bug.file} holds {old!r} {source.count(old)} times")
        source = source.replace(old, new)
    return source


def _failures(project: Path, suite: str) -> int:
    """How many tests of a suite fail."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", suite]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    counted = re.search(r"(\d+) failed", done.stdout)
    failures = int(counted[1]) if counted else len(re.findall("^(?:FAILED|ERROR)", done.stdout, re.MULTILINE))
    if bool(failures) != bool(done.returncode):  # it did not come to its end: neither found nor missed
        raise SystemExit(f"{suite} ended with {done.returncode}: {(done.stdout + done.stderr)[-2000:]}")
    return failures


if __name__ == "__main__":
    sys.exit(main())
