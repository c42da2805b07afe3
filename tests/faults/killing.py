"""The program as a process of its own on a copied ledger, and the judge of what a fault left of it."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

LINES = 2


def make_template(folder: Path) -> None:
    """A closed ledger and, beside it, the records to be added and a file to be attached."""
    from app.storage.ledger import Ledger

    office = {"town": "迳口镇", "county": "四会市"}
    Ledger.create(folder / "data", office, term=16, term_started=date(2016, 11, 10)).close()
    rows = [
        {
            "name": f"王{chr(0x4E00 + n)}",
            "level": "镇",
            "phone": f"1990000{n:04d}",
            "elected_on": "2016-10-12",
        }
        for n in range(LINES)
    ]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (folder / "file.pdf").write_bytes(b"x" * 9000)


def command(folder: Path, *words: str) -> list[str]:
    """The command line on the data folder inside ``folder``."""
    return [sys.executable, "-m", "ui", "--data", str(folder / "data"), "--ack", *words]


def environment(folder: Path) -> dict[str, str]:
    """A profile of its own, and no byte code written (it would be counted)."""
    return {
        **os.environ,
        "PRESIDIUM_PROFILE": str(folder / "profile"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(PROJECT),
    }


def judge(folder: Path, out: str) -> list[str]:
    """What was promised and is not so after a kill."""
    from app.storage.checks.check import damage
    from app.storage.ledger import Ledger

    promised = [int(line.split()[1]) for line in out.splitlines() if line.startswith("ACK ")]
    os.environ["PRESIDIUM_PROFILE"] = str(folder / "profile")
    with Ledger.open(folder / "data") as ledger:
        rows = ledger.ids("deputies")
        wrong = [f"row {row_id} was acknowledged and is lost" for row_id in promised if row_id not in rows]
        if len(rows) > len(promised) + 1:
            wrong.append(f"{len(rows)} rows, {len(promised)} acknowledged")
        if not ledger.count("people") == len(rows) == ledger.count("mandate_changes"):
            wrong.append("an act was kept in part")
        wrong += [finding.sentence for finding in damage(ledger)]
        wrong += ledger.notes
    litter = [
        path.name for path in (folder / "data").rglob("*") if ".part" in path.name or "journal" in path.name
    ]
    return wrong + [f"left behind: {name}" for name in litter]
