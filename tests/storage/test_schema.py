"""Ledgers of every released schema open; definitions do not change without a new schema."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.conversions import CONVERSIONS, Conversion
from app.domain.fields import Context
from app.domain.registers import BY_KEY
from app.storage.backups import package
from app.storage.backups.making import make_backup
from app.storage.backups.restoring import restore
from app.storage.checks.check import damage
from app.storage.core import older_forms
from app.storage.core.schema import SCHEMA, TRIGGERS
from app.storage.ledger import Ledger
from app.storage.opening import converting, migrations
from app.storage.opening import database_file as opening
from app.storage.opening.fingerprint import fingerprint
from app.storage.opening.table_making import database
from app.storage.refusals import LedgerRefused
from tests.storage.conftest import TODAY, enter

LEDGERS = Path(__file__).resolve().parent.parent / "data" / "ledgers"
RECIPE = """The tables that the definitions ask for have changed.
- Schema {schema} is not released yet: run `python tests/data/ledgers/make.py` and commit its files.
- It is released: raise SCHEMA in app/storage/core/schema.py by one; whatever is more than a new table or a new
  column that may be empty needs a conversion in app/domain/conversions.py; then run the same script, which adds
  schema-{next}.db.gz and leaves the older ledgers as they are."""


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
        if schema == SCHEMA:
            assert statistics["history_head"] == facts["history_head"]
            assert statistics["digest"] == facts["digest"]
        assert damage(ledger, attachments=False) == []
        enter(ledger, "electoral_districts", {"name": "新选区", "level": "镇"})
        ledger.undo()
    # A ledger of the present schema has every table already: otherwise it is the kept one that is out of date.
    migrated = bool(list(tmp_path.glob("backups/before-migration-*.db")))
    assert migrated == (schema != SCHEMA), RECIPE.format(schema=SCHEMA, next=SCHEMA + 1)


@pytest.fixture
def of_schema_1(tmp_path: Path) -> Path:
    """Matters as the first release kept them: a second round, one sent back, own dates, a removed one."""
    packed = (LEDGERS / "schema-1-course.db.gz").read_bytes()
    (tmp_path / "ledger.db").write_bytes(gzip.decompress(packed))
    return tmp_path


def courses(ledger: Ledger) -> dict[str, dict[str, Any]]:
    rows = ledger.rows("suggestions", ledger.ids("suggestions"))
    return {row["content"]: row for row in rows}


def test_a_conversion_moves_values_and_history_stays_one_chain(of_schema_1: Path) -> None:
    with Ledger.open(of_schema_1, today=TODAY) as ledger:
        assert damage(ledger, attachments=False) == []
        found = courses(ledger)
        first, second = found["两次办理"]["rounds"]
        assert (first["replied_on"], first.get("reply_class")) == (date(2022, 2, 10), None)
        assert (second["assigned_on"], second["replied_on"]) == (date(2022, 2, 15), date(2022, 3, 10))
        assert (second["reply_class"], second["reply_text"]) == ("A", "已经修好")
        first, second = found["正在重新办理"]["rounds"]
        assert (first["reply_class"], first["feedback"], first["feedback_on"]) == (
            "B",
            "dissatisfied",
            date(2022, 2, 2),
        )
        assert second == {"assigned_on": date(2022, 7, 1)}
        assert found["正在重新办理"]["due_on"] == date(2022, 8, 1)
        (back,) = found["退回来的"]["rounds"]
        assert (back["returned_on"], back["returned_reason"]) == (date(2022, 1, 20), "不属于本站")
        (own,) = found["自己定的期限"]["rounds"]
        assert (own["due_on"], own["due_reason"], own["extended_due_on"]) == (
            date(2022, 3, 1), "旧版登记的期限", date(2022, 5, 1),
        )  # fmt: skip
        assert found["当场解决的"]["rounds"] is None and found["当场解决的"]["status"] == "concluded"
        states = {content: row["status"] for content, row in found.items()}
        assert states["退回来的"] == "returned" and states["两次办理"] == "replied"


def test_acts_of_before_a_conversion_are_undone_and_restored_in_todays_form(of_schema_1: Path) -> None:
    with Ledger.open(of_schema_1, today=TODAY) as ledger:
        assert ledger.undo().startswith("登记答复")
        assert courses(ledger)["自己定的期限"]["replied_on"] is None
        (removed,) = [entry for entry in ledger.bin() if entry.register == "suggestions"]
        ledger.restore(removed.id)
        restored = courses(ledger)["删除的"]
        assert restored["rounds"][0]["reply_class"] == "A" and restored["status"] == "replied"
        assert damage(ledger, attachments=False) == []
    with Ledger.open(of_schema_1, today=TODAY) as ledger:
        assert ledger.undo().startswith("恢复意见建议“")


def test_a_conversion_takes_over_no_outside_edit(of_schema_1: Path) -> None:
    connection = sqlite3.connect(of_schema_1 / "ledger.db")
    connection.execute("UPDATE suggestions SET replied_on='2022-02-11' WHERE content='两次办理'")
    connection.commit()
    connection.close()
    before = (of_schema_1 / "ledger.db").read_bytes()
    with pytest.raises(LedgerRefused, match="程序之外被改动"):
        Ledger.open(of_schema_1, today=TODAY)
    assert (of_schema_1 / "ledger.db").read_bytes() == before


def recoded(document: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """A step that may come: a code renamed, the content split into title and rest, a new value from another one."""
    sources = {"reception": "letter_or_call", "out_of_session": "in_session"}
    content = str(document["content"])
    return {
        **document,
        **({"source": sources.get(document["source"], document["source"])} if "source" in document else {}),
        "title": document.get("title", content[:2]),
        "content": content if "title" in document else content[2:],
        "sorted_on": document.get("sorted_on", document["raised_on"]),
    }


def converted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (*CONVERSIONS, Conversion(SCHEMA, "suggestions", recoded))
    for module in (converting, older_forms):
        monkeypatch.setattr(module, "CONVERSIONS", steps)


@pytest.mark.parametrize("kept", ["schema-1-course", "schema-2"])
def test_codes_are_renamed_values_split_and_filled_and_older_acts_read_so(
    kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ledger.db").write_bytes(gzip.decompress((LEDGERS / f"{kept}.db.gz").read_bytes()))
    plain = Path(shutil.copytree(tmp_path, tmp_path / "plain"))
    with Ledger.open(plain, today=TODAY) as ledger:
        before = documents_of(ledger)
        context = ledger.context()
    converted_again(monkeypatch)
    with Ledger.open(tmp_path, today=TODAY) as ledger:
        after = documents_of(ledger)
        assert after == {row: recoded(document, context) for row, document in before.items()} != before
        held = left = after
        while after.keys() <= left.keys():
            assert all(document["sorted_on"] for document in left.values())  # also what was in the bin
            assert ledger.undo()
            held, left = left, documents_of(ledger)
        (taken,) = after.keys() - left.keys()
        assert ledger.redo()
        assert documents_of(ledger)[taken] == held[taken]
        assert damage(ledger, attachments=False) == []
    with Ledger.open(tmp_path, today=TODAY) as ledger:
        assert documents_of(ledger)[taken] == held[taken]


def documents_of(ledger: Ledger) -> dict[int, dict[str, Any]]:
    return ledger.core.records.documents(BY_KEY["suggestions"], ledger.ids("suggestions"))


@pytest.fixture
def older(folder: Path) -> Path:
    """A ledger that lacks a column, a table, an index's table and the guards of history."""
    connection = sqlite3.connect(folder / "ledger.db")
    connection.executescript(
        "DROP TRIGGER changes_never_updated; DROP TABLE attachments;ALTER TABLE terms DROP COLUMN note;"
    )
    connection.close()
    (folder / "ledger.seal").unlink()
    return folder


def test_a_backup_goes_over_a_ledger_that_an_older_program_left(older: Path, tmp_path: Path) -> None:
    present = (older / "ledger.db").read_bytes()
    shutil.copyfile(older / "ledger.db", tmp_path / "kept.db")
    outcome = restore(tmp_path / "kept.db", older)
    (kept,) = (older / "backups").glob("before-migration-*.db")
    assert package.is_bare(kept)
    assert outcome.set_aside is not None
    assert (outcome.set_aside / "ledger.db").read_bytes() == present
    with Ledger.open(older, today=TODAY) as ledger:
        assert damage(ledger) == []
        with ledger.act("x"), pytest.raises(AssertionError, match="for ever"):
            make_backup(ledger)


def test_an_older_ledger_is_copied_and_then_completed(older: Path) -> None:
    before = (older / "ledger.db").read_bytes()
    with Ledger.open(older, today=TODAY) as ledger:
        enter(ledger, "terms", {"level": "县", "ordinal": 15, "note": "新栏目"})
        triggers = ledger.core.connection.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall()
        assert {name for (name,) in triggers} == set(TRIGGERS)
        assert ledger.core.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert damage(ledger) == []
    (copy,) = (older / "backups").iterdir()
    assert copy.name.startswith(f"before-migration-{SCHEMA}-")
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


def test_nothing_is_tried_out_in_a_ledger_to_learn_what_sqlite_can_do() -> None:
    """A disk that fails in the trial would end the transaction unseen, and the migration go on piece by piece."""
    connection = sqlite3.connect(":memory:")
    tables = database(connection)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    assert (tables.supports_strict, tables.supports_on_conflict, asked) == (True, True, [])
    connection.close()


def test_a_complete_ledger_is_not_migrated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "copy_before_migration", lambda *given: 1 / 0)
    Ledger.open(folder, today=TODAY).close()
