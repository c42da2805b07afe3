"""Makes the tiny ledger of the present schema that later programs must still open: `python tests/data/ledgers/make.py`.

Run it once when SCHEMA is raised, and while a schema is not released yet; ledgers of released schemas are
kept as they are.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))
sys.path.insert(0, str(HERE.parents[2] / "tests"))

TODAY = date(2022, 7, 20)
AT = datetime(2022, 7, 20, 9, 0)


def make() -> Path:
    """Write ``schema-N.db.gz``, what its digest is, and the fingerprint of the definitions it was made with."""
    from app.domain.registers import REGISTERS
    from app.storage.core.schema import SCHEMA
    from app.storage.ledger import Ledger
    from app.storage.opening.fingerprint import fingerprint
    from tests.random_rows import RandomRows

    with tempfile.TemporaryDirectory() as name:
        os.environ["PRESIDIUM_PROFILE"] = str(Path(name) / "profile")
        folder = Path(name) / "data"
        office = {"town": "迳口镇", "county": "四会市"}
        with Ledger.create(
            folder, office, term=16, term_started=date(2016, 11, 10), quota=60, today=TODAY, now=lambda: AT
        ) as ledger:
            rows = RandomRows(ledger, 1)
            for register in REGISTERS:
                if register.key not in ("office", "attachments"):
                    rows.add(register)
            ledger.core.connection.execute("VACUUM")
            facts = {"fingerprint": fingerprint(), **ledger.statistics()}
        target = HERE / f"schema-{SCHEMA}.db.gz"
        target.write_bytes(gzip.compress((folder / "ledger.db").read_bytes(), mtime=0))
    told = {key: facts[key] for key in ("fingerprint", "digest", "rows", "history_head")}
    (HERE / f"schema-{SCHEMA}.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return target


if __name__ == "__main__":
    print(make())
