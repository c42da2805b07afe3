"""The acts that are tried under faults, the ledgers they begin on, and what a ledger says of itself afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.faults import killing

PLAIN, PROTECTED = "plain", "protected"
SECRETS = {"pw": "correct horse", "pw2": "battery staple"}
PAGE = "page"  # the file with the recovery code


Runner = Callable[..., subprocess.CompletedProcess[str]]  # called as ``run`` is


class FaultedAct(NamedTuple):
    """An act: its words on the command line (@ is the folder of the run), and the ledger on which it begins.

    ``again``: done again after a fault it succeeds and leaves no litter; other acts may have been done already.
    """

    words: tuple[str, ...]
    start: str = PLAIN
    again: bool = False


_KEY = ("--key-file", "@/pw")
_RENEWAL = ("--new-key-file", "@/pw2")
ACTS = {
    "add": FaultedAct(("add", "deputies", "--json", "@/one.json")),
    "add-attach": FaultedAct(("add", "deputies", "--json", "@/one.json", "--attach", "@/second.pdf")),
    "attach": FaultedAct(("attach", "deputies", "1", "@/second.pdf")),
    "change": FaultedAct(("change", "deputies", "1", "--json", "@/change.json")),
    "remove": FaultedAct(("remove", "deputies", "1", "--why", "重复登记")),
    "undo": FaultedAct(("undo",)),
    "import": FaultedAct(
        (
            "import",
            "deputies",
            "@/roster.csv",
            "--accept-flagged",
            "--report",
            "@/report.json",
            "--rejected",
            "@/out/退回.xlsx",
        )
    ),
    "change-term": FaultedAct(("change-term", "--json", "@/term.json")),
    "export": FaultedAct(("export", "deputies", "--out", "@/out/名册.xlsx"), again=True),
    "backup": FaultedAct(("backup",), again=True),
    "stick": FaultedAct(("backup", "--to", "@/stick"), again=True),
    "restore": FaultedAct(("restore", "@/data/backups", "--into", "@/data"), again=True),
    "drill": FaultedAct(("drill",), again=True),
    "rescue": FaultedAct(("rescue", "--into", "@/new"), again=True),
    "handover": FaultedAct(("handover", "--year", "2022", "--out", "@/out"), again=True),
    "verify": FaultedAct(("verify", "@/package/迳口镇人大2022年度移交"), again=True),
    "protect": FaultedAct(("protect", *_KEY, "--recovery-out", f"@/{PAGE}")),
    "password": FaultedAct(("password", *_KEY, *_RENEWAL), PROTECTED),
    "rekey": FaultedAct(("rekey", *_KEY, *_RENEWAL, "--recovery-out", f"@/{PAGE}2"), PROTECTED),
    "unprotect": FaultedAct(("unprotect", *_KEY), PROTECTED),
}
NEXT_TERM = {
    "level": "镇", "ordinal": 17, "started_on": "2021-11-10", "districts": [{"name": "第一选区"}],
    "reelected": [{"mandate": 1, "district": "第一选区"}],
}  # fmt: skip
# What lies in these is made by the program and complete, or is not there.
PLACES = ("data", "stick", "new", "out", "package", "profile")


class State(NamedTuple):
    """What a ledger says: its deputies in plain, the number of attachments and of entries, and which secrets open it."""

    deputies: tuple[str, ...]
    attachments: int
    entries: int
    opened_by: tuple[str, ...]


def make_templates(folder: Path, runner: Runner | None = None, *, with_package: bool = True) -> None:
    """Closed ledgers with one deputy, an older backup and a package, one of them protected, and the files of the acts."""
    do = runner or run
    plain = folder / PLAIN
    plain.mkdir(parents=True)
    killing.make_template(plain)
    rows = [json.loads(line) for line in (plain / "rows.jsonl").read_text("utf-8").splitlines()]
    (plain / "first.json").write_text(json.dumps(rows[0]), "utf-8")
    (plain / "one.json").write_text(json.dumps(rows[1]), "utf-8")
    (plain / "change.json").write_text(json.dumps({"note": "改过", "phone": "19900009999"}), "utf-8")
    (plain / "later.json").write_text(json.dumps({"note": "备份以后"}), "utf-8")
    (plain / "second.pdf").write_bytes(b"y" * 9000)
    (plain / "roster.csv").write_text("姓名,性别,级别\n李四,男,镇\n张三,女,镇\n王五,男,星球\n", "utf-8-sig")
    (plain / "term.json").write_text(json.dumps(NEXT_TERM), "utf-8")
    for name, secret in SECRETS.items():
        (plain / name).write_text(secret, "utf-8")
    for name in ("out", "package"):
        (plain / name).mkdir()
    package = [("handover", "--year", "2022", "--out", "@/package")] if with_package else []
    for words in (
        ("add", "deputies", "--json", "@/first.json"),
        ("attach", "deputies", "1", "@/file.pdf"),
        ("backup",),
        ("change", "deputies", "1", "--json", "@/later.json"),
        *package,
    ):
        _done(do, plain, words)
    shutil.copytree(plain, folder / PROTECTED)
    _done(do, folder / PROTECTED, ACTS["protect"].words)


def _done(do: Runner, folder: Path, words: tuple[str, ...]) -> None:
    done = do(folder, words)
    if done.returncode:
        raise AssertionError(f"{' '.join(words)}: {done.stderr}")


def run(
    folder: Path, words: tuple[str, ...], prefix: tuple[str, ...] = (), clock: str = ""
) -> subprocess.CompletedProcess[str]:
    """A command on the ledger in ``folder``, behind other words (strace …), on a day that the computer takes for today."""
    command = killing.command(folder, *(word.replace("@", str(folder)) for word in words))
    if clock:
        command[1:3] = ["-m", "tests.faults.wrong_clock", clock]
    return subprocess.run(
        [*prefix, *command],
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
    from app.storage.protection.unlocking import is_protected

    os.environ["PRESIDIUM_PROFILE"] = str(folder / "profile")
    with Ledger.open(folder / "data") as ledger:
        opened_by = tuple(_keys(ledger, folder)) if is_protected(ledger) else ()
        if ledger.is_locked:
            return State((), 0, 0, ()), ["no secret opens the ledger any more"]
        rows = ledger.revealed(ledger.rows("deputies", ledger.ids("deputies")))
        deputies = tuple(sorted(f"{row['name']} {row['phone']} {row['note']}" for row in rows))
        state = State(deputies, ledger.count("attachments"), ledger.last_change, opened_by)
        wrong = [finding.sentence for finding in damage(ledger)] + ledger.notes
    if opened_by:
        wrong += _plain_traces(folder, [row["phone"] for row in rows])
    litter = [p for place in ("data", "profile") for p in (folder / place).rglob("*") if is_litter(p)]
    return state, wrong + [f"left behind: {path.name}" for path in litter]


def _plain_traces(folder: Path, secrets: list[str]) -> list[str]:
    """A sentence for each file of a protected ledger that says a private value in plain; its older backups may."""
    files = [p for place in ("data", "profile") for p in (folder / place).rglob("*") if p.is_file()]
    return [
        f"in plain: {path.name}"
        for path in files
        if path.parent.name != "backups" and any(secret.encode() in path.read_bytes() for secret in secrets)
    ]


def _keys(ledger: object, folder: Path) -> Iterator[str]:
    """Which of the passwords and recovery pages open the ledger; it is left unlocked when any does."""
    from app.storage.protection.unlocking import WrongSecret, unlock

    pages = {
        path.name: path.read_text("utf-8").split("\n\n")[1]
        for path in (folder / PAGE, folder / f"{PAGE}2")
        if path.is_file()
    }
    for name, secret in {**SECRETS, **pages}.items():
        try:
            unlock(ledger, secret)  # type: ignore[arg-type]
        except WrongSecret:
            continue
        yield name


def good_backups(folder: Path) -> tuple[set[str], list[str]]:
    """The backups beside the ledger and on the stick that give back a ledger, and a sentence for each that does not."""
    from app.storage.backups.restoring import unpacked
    from app.storage.refusals import LedgerRefused

    good, wrong = set(), []
    paths = [*folder.glob("data/backups/*.zip"), *folder.glob("stick/*.zip")]
    for path in sorted(path for path in paths if not is_litter(path)):
        with tempfile.TemporaryDirectory(dir=folder) as work:
            try:
                unpacked(path, Path(work))
                good.add(f"{path.parent.name}/{path.name}")
            except LedgerRefused as refusal:
                wrong.append(f"a bad file under a final name: {path.name}: {refusal}")
    return good, wrong


def bad_outputs(folder: Path) -> list[str]:
    """A sentence for each workbook, report and package that has its final name and is not whole."""
    import openpyxl

    from app.yearend.verification import differences, package_in

    wrong = []
    for path in folder.glob("out/*"):
        if path.is_dir() and not path.name.startswith("."):
            wrong += [f"a bad package: {one.sentence}" for one in differences(package_in(path), "")]
        elif path.suffix == ".xlsx" and not is_litter(path):
            try:
                openpyxl.load_workbook(path)
            except Exception as trouble:  # noqa: BLE001 (whatever it is, the workbook does not open)
                wrong.append(f"a bad workbook: {trouble}")
    report = folder / "report.json"
    if report.exists():
        try:
            json.loads(report.read_text("utf-8"))
        except ValueError:
            wrong.append("a bad report")
    return wrong


def is_litter(path: Path) -> bool:
    """Whether the file is half of something."""
    return ".part" in path.name or "journal" in path.name or path.name.startswith(".移交-")
