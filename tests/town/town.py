"""Brings events into a ledger through the command line's JSON alone, and asks it for states and figures."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import random
import sys
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app import cli
from tests.kept_ledgers import in_pages
from tests.town.events import Event

ENTRY_DAY = "2027-12-31"


class Ledger:
    """One data folder, and which row id each key of the town became."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ids = folder, {"term-镇16": 1}
        self.ask(
            "init", "--town", "迳口镇", "--county", "四会市", "--term", 16, "--term-started", "2020-12-10"
        )
        in_pages(folder)

    def ask(self, *words: Any, day: str = ENTRY_DAY, stdin: str = "") -> str:
        """What a command printed; it must succeed."""
        out, err = io.StringIO(), io.StringIO()
        arguments = ["--data", str(self.folder), "--today", day, *map(str, words)]
        typed = patch.object(sys, "stdin", io.StringIO(stdin))
        with typed, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = cli.main(arguments)
        if status:  # no AssertionError: a refused command is no answer that differs
            raise RuntimeError(f"{words}: {status}, {err.getvalue()}\n{stdin[:500]}")
        return out.getvalue()

    def linked(self, value: Any) -> Any:
        """A value with the town's own keys turned into ids."""
        if isinstance(value, str) and value.startswith("@"):
            return self.ids[value[1:]]
        if isinstance(value, list):
            return [self.linked(each) for each in value]
        return value

    def enter(self, events: list[Event]) -> None:
        """Events in their order; neighbours that add to one register go in one call."""
        for (verb, register), group in itertools.groupby(
            events, key=lambda event: (event.verb, event.register)
        ):
            if verb == "add":
                self.add(register, list(group))
                continue
            for event in group:
                if verb == "remove":
                    self.ask("remove", register, self.ids.pop(event.key), "--why", "登记有误")
                elif verb == "write back":
                    self.write_back(event)
                else:
                    self.change(event)

    def add(self, register: str, events: list[Event]) -> None:
        lines = [{name: self.linked(value) for name, value in event.values.items()} for event in events]
        printed = self.ask("--ack", "add", register, "--json", "-", stdin=json.dumps(lines))
        ids = [int(line.split()[1]) for line in printed.splitlines() if line.startswith("ACK ")]
        assert len(ids) == len(events), printed
        self.ids |= {event.key: row_id for event, row_id in zip(events, ids, strict=True)}

    def change(self, event: Event) -> None:
        values = {name: self.linked(value) for name, value in event.values.items()}
        self.ask(
            "change",
            event.register,
            self.ids[event.key],
            "--why",
            "更正",
            "--json",
            "-",
            stdin=json.dumps(values),
        )

    def write_back(self, event: Event) -> None:
        """Send a row back exactly as the list shows it."""
        row = next(row for row in self.rows(event.register) if row["id"] == self.ids[event.key])
        self.ask("change", event.register, row["id"], "--why", "更正", "--json", "-", stdin=json.dumps(row))

    def slip(self, chance: random.Random) -> None:
        """An act that reaches far, taken back at once: a rule for all clocks, a reception moved, a deputy's end."""
        moved = self.ids[chance.choice([key for key in self.ids if key.startswith("reception-")])]
        slips: list[tuple[list[Any], dict[str, Any]]] = [
            (
                ["add", "clock_rules"],
                {"clock": "答复期限", "amount": 1, "unit": "个月", "valid_from": "2024-01-01"},
            ),
            (["add", "holidays"], {"day": "2025-06-17", "kind": "放假", "name": "误登"}),
            (["change", "receptions", moved], {"held_on": "2024-12-31", "visitor_count": 40}),
            (["add", "mandate_changes"], {"mandate": 1, "kind": "去世", "occurred_on": "2024-01-02"}),
        ]
        words, values = chance.choice(slips)
        self.ask(*words, "--json", "-", stdin=json.dumps(values))
        self.ask("undo")

    def rows(self, register: str, day: date | None = None) -> list[dict[str, Any]]:
        return json.loads(self.ask("list", register, "--json", day=day.isoformat() if day else ENTRY_DAY))

    def figures(self, until: date) -> dict[str, dict[str, Any]]:
        printed = self.ask("figures", "--year", until.year, "--until", until, "--json")
        return {figure["key"]: figure for figure in json.loads(printed)}

    def rows_behind(self, key: str, until: date) -> list[dict[str, Any]]:
        return json.loads(
            self.ask("figures", "--year", until.year, "--until", until, "--rows", key, "--json")
        )
