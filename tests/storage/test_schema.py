"""Ledgers of every released schema open; definitions do not change without a new schema."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.storage import migrations, opening
from app.storage.check import damage
from app.storage.fingerprint import fingerprint
from app.storage.ledger import Ledger
from app.storage.refusals import LedgerRefused
from app.storage.schema import SCHEMA, TRIGGERS
from tests.storage.conftest import TODAY, enter

LEDGERS = Path(__file__).resolve().parent.parent / "data" / "ledgers"
RECIPE = """The tables that the definitions ask for have changed.
- Schema {schema} is not released yet: run `python tests/data/ledgers/make.py` and commit its files.
- It is released: raise SCHEMA in app/storage/schema.py by one; whatever is more than a new table or a new
  column that may be empty needs a named step in app/storage/migrations.py; then run the same script, which
  adds schema-{next}.db.gz and leaves the older ledgers as they are."""


def facts_of(schema: int) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((LEDGERS / f"schema-{schema}.json").read_text("utf-8"))
    return told


def test_definitions_change_only_with_the_schema() -> None:
    assert facts_of(SCHEMA)["fingerprint"] == fingerprint(), RECIPE.format(schema=SCHEMA, next=SCHEMA + 1)


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_ledger_of_every_schema_opens_with_all_it_held(schema: int, tmp_path: Path) -> None:
    facts = facts_of(schema)
    packed = (LEDGERS / f"schema-{schema}.db.gz").read_bytes()
    (tmp_path / "ledger.db").write_bytes(gzip.decompress(packed))
    with Ledger.open(tmp_path, today=TODAY) as ledger:
        statistics = ledger.statistics()
        assert {key: statistics["rows"][key] for key in facts["rows"]} == facts["rows"]
        assert statistics["history_head"] == facts["history_head"]
        if schema == SCHEMA:
            assert statistics["digest"] == facts["digest"]
        assert damage(ledger, attachments=False) == []
        enter(ledger, "electoral_districts", {"name": "新选区", "level": "镇"})
        ledger.undo()
    assert bool(list(tmp_path.glob("backups/before-migration-*.db"))) == (schema != SCHEMA)


@pytest.fixture
def older(folder: Path) -> Path:
    """A ledger that lacks a column, a table, an index's table and the guards of history."""
    connection = sqlite3.connect(folder / "ledger.db")
    connection.executescript(
        "DROP VIEW mandate_periods; DROP TRIGGER changes_never_updated; DROP TABLE attachments;"
        "ALTER TABLE terms DROP COLUMN note; PRAGMA user_version = 0;"
    )
    connection.close()
    (folder / "ledger.seal").unlink()
    return folder


def test_an_older_ledger_is_copied_and_then_completed(older: Path) -> None:
    before = (older / "ledger.db").read_bytes()
    with Ledger.open(older, today=TODAY) as ledger:
        enter(ledger, "terms", {"level": "县", "ordinal": 15, "note": "新栏目"})
        triggers = ledger.connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall()
        assert {name for (name,) in triggers} == set(TRIGGERS)
        assert ledger.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert damage(ledger) == []
    (copy,) = (older / "backups").iterdir()
    assert copy.name.startswith("before-migration-0-")
    old, kept = sqlite3.connect(copy), sqlite3.connect(":memory:")
    kept.deserialize(before)
    assert list(old.iterdump()) == list(kept.iterdump())
    old.close()
    kept.close()


def test_a_migration_that_fails_or_finds_damage_leaves_the_file_alone(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (older / "ledger.db").read_bytes()
    monkeypatch.setattr(migrations, "assert_guarded", lambda database: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Ledger.open(older, today=TODAY)
    assert (older / "ledger.db").read_bytes() == before
    monkeypatch.undo()
    connection = sqlite3.connect(older / "ledger.db")
    connection.execute("UPDATE terms SET quota = 61")
    connection.commit()
    connection.close()
    before = (older / "ledger.db").read_bytes()
    with pytest.raises(LedgerRefused, match="程序之外被改动"):
        Ledger.open(older, today=TODAY)
    assert (older / "ledger.db").read_bytes() == before


def test_a_complete_ledger_is_not_migrated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "copy_before_migration", lambda *given: 1 / 0)
    Ledger.open(folder, today=TODAY).close()
