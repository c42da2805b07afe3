"""Schemes of real places to begin with: taken over as data that the clerk then changes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from app.resources import resource
from app.storage.ledger import Act, Ledger
from app.storage.refusals import Refused

SCHEMES, ITEMS = "score_schemes", "score_items"


def presets() -> list[dict[str, Any]]:
    """The schemes that come with the program, each with its ``items``; texts as a clerk would type them."""
    read: list[dict[str, Any]] = json.loads(resource("score_presets.json").read_text(encoding="utf-8"))
    return read


def adopt_preset(ledger: Ledger, name: str, kind: str, valid_from: date) -> int:
    """Take the scheme of that name over for years of a kind (``YEAR_KINDS``), in force from a day, as one act.

    Gives its id.  Raises ``Refused`` where one of that name and day is there, KeyError for an unknown name.
    """
    preset = next((one for one in presets() if one["name"] == name), None)
    if preset is None:
        raise KeyError(name)
    with ledger.act(f"采用积分办法范例：{name}") as act:
        own = {key: value for key, value in preset.items() if key != "items"}
        scheme = _add(ledger, act, SCHEMES, own | {"year_kind": kind, "valid_from": valid_from.isoformat()})
        for number, item in enumerate(preset["items"], 1):
            _add(ledger, act, ITEMS, item | {"scheme": {"id": scheme, "name": name}, "no": number})
    return scheme


def _add(ledger: Ledger, act: Act, key: str, raw: dict[str, Any]) -> int:
    values, problems = ledger.read_values(key, raw)
    if problems:
        raise Refused(problems)
    return act.add(key, values)
