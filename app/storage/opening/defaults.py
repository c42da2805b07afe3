"""What a new ledger begins with: holidays, clocks, categories, handling units, the items of the checklist."""

from __future__ import annotations

import json

from app.domain.registers import REGISTERS
from app.resources import resource
from app.storage.acts.act import Act
from app.storage.open_ledger import OpenLedger


def add_defaults(ledger: OpenLedger, act: Act) -> None:
    """Add the rows of ``resources/defaults``; all of them are data that the clerk may edit."""
    for register in REGISTERS:
        path = resource("defaults") / f"{register.key}.jsonl"
        if not path.exists():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            values, problems = ledger.read_values(register.key, json.loads(line), typed=False)
            if problems:
                raise AssertionError(f"{path.name}: {problems}")
            act.add(register.key, values)
