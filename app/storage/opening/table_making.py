"""The tables of a ledger, made and extended from the definitions of the registers.

Imported only where tables are made: sqlite-utils takes a moment that an ordinary start need not spend.
"""

from __future__ import annotations

import secrets
import sqlite3
import uuid

from sqlite_utils import Database

from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.acts.key_renewal import version
from app.storage.core import stages
from app.storage.core.facts_sum import KEYS_MARK
from app.storage.core.schema import APPLICATION_ID, SCHEMA, TRIGGERS
from app.storage.core.tables import HIDDEN, columns_of, link_table, table_of

CHANGES = {
    "id": int,
    "batch": int,
    "at": str,
    "action": str,
    "register": str,
    "row": int,
    "op": str,
    "before": str,
    "after": str,
    "why": str,
    "undoes": int,
    "hash": str,
}


class StrictDatabase(Database):
    """What the SQLite of this program can do is known, not tried out.

    sqlite-utils would make a table in the ledger to see, and takes a disk that fails in that moment for an old
    SQLite: the transaction is gone with the failure, nobody is told, and what follows is committed piece by piece.
    """

    @property
    def supports_strict(self) -> bool:
        """SQLite 3.37 and later."""
        return True

    @property
    def supports_on_conflict(self) -> bool:
        """SQLite 3.24 and later."""
        return True


def database(connection: sqlite3.Connection) -> Database:
    """A sqlite-utils database over a connection, whose new tables are STRICT."""
    return StrictDatabase(connection, execute_plugins=False, strict=True)


def create(connection: sqlite3.Connection) -> None:
    """All tables of an empty file, its identity and the key under which private values are compared."""
    db = database(connection)
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    with db.atomic():
        db.table("meta").create({"key": str, "value": str}, pk="key")
        db.table("counters").create({"name": str, "last": int}, pk="name")
        db.table("private_values").create(
            {"id": int, "value": bytes, "salt": bytes, "equality": str, "commitment": str}, pk="id"
        )
        db.table("private_values").create_index(["equality"])
        db.table("changes").create(CHANGES, pk="id")
        db.table("changes").create_index(["register", "row"])
        db.table("changes").create_index(["batch"])
        facts = {"ledger_id": uuid.uuid4().hex, "equality_key": secrets.token_hex(32), KEYS_MARK: version()}
        for key, value in facts.items():
            db.table("meta").insert({"key": key, "value": value})
        sync(db)
        db.execute(f"PRAGMA user_version={SCHEMA}")


def sync(db: Database) -> None:
    """Add what the definitions have and the file lacks: tables, columns, link tables, triggers."""
    for register in REGISTERS:
        if db.table(register.stored_in).exists():
            _add_columns(db, register)
        else:
            _create_table(db, register)
        for field in register.own_fields:
            if field.kind.is_links and not db.table(link_table(register, field)).exists():
                _create_link_table(db, register, link_table(register, field), table_of(field.kind.to))
    db.execute(stages.TABLE)
    db.execute(stages.INDEX)
    for name in db.view_names():  # of version 0.1; courses are kept in ``stages`` now
        db.execute(f"DROP VIEW {name}")
    for name, sql in TRIGGERS.items():
        if name not in db.triggers_dict:
            db.execute(sql)
    assert_guarded(db)


def assert_guarded(db: Database) -> None:
    """The triggers that protect history are there (sqlite-utils' transform drops triggers in silence)."""
    missing = set(TRIGGERS) - set(db.triggers_dict)
    if missing:
        raise AssertionError(f"triggers missing after a migration: {sorted(missing)}")


def _create_table(db: Database, register: Register) -> None:
    # Plain SQL, because a group names its leader among the deputies and a deputy its group: one of the
    # two references points to a table that is made later, which sqlite-utils refuses and SQLite allows.
    lines = ["id INTEGER PRIMARY KEY"]
    for column in columns_of(register.key):
        reference = f" REFERENCES {column.references}(id)" if column.references else ""
        lines.append(f"{column.name} {column.type}{reference}")
    lines += [f"{name} {kind}" for name, kind in HIDDEN.items()]
    db.execute(f"CREATE TABLE {register.stored_in} ({', '.join(lines)}) STRICT")
    _index(db, register)


def _index(db: Database, register: Register) -> None:
    name = register.stored_in
    db.execute(f"CREATE INDEX IF NOT EXISTS {name}_sort ON {name}(sort, id)")
    db.execute(
        f"CREATE INDEX IF NOT EXISTS {name}_derived ON {name}(derived_from) WHERE derived_from IS NOT NULL"
    )
    for column in columns_of(register.key):
        if column.references:
            db.execute(f"CREATE INDEX IF NOT EXISTS {name}_{column.name} ON {name}({column.name})")
    keys = {identity[0] for identity in register.identity if identity[0] in register.by_key}
    for field in (register.field(key) for key in sorted(keys)):
        if not field.part and not field.private and not field.kind.is_link:
            db.execute(f"CREATE INDEX IF NOT EXISTS {name}_{field.key} ON {name}({field.key})")
    if register.year_field:
        db.execute(f"CREATE INDEX IF NOT EXISTS {name}_year ON {name}({register.year_field})")


def _add_columns(db: Database, register: Register) -> None:
    present = db.table(register.stored_in).columns_dict
    for column in columns_of(register.key):
        if column.name not in present:
            reference = f" REFERENCES {column.references}(id)" if column.references else ""
            db.execute(f"ALTER TABLE {register.stored_in} ADD COLUMN {column.name} {column.type}{reference}")
    _index(db, register)


def _create_link_table(db: Database, register: Register, name: str, target: str) -> None:
    db.execute(
        f"CREATE TABLE {name} (row INTEGER NOT NULL REFERENCES {register.stored_in}(id), "
        f"position INTEGER NOT NULL, target INTEGER REFERENCES {target}(id), name TEXT, "
        "PRIMARY KEY (row, position)) STRICT, WITHOUT ROWID"
    )
    db.execute(f"CREATE INDEX {name}_target ON {name}(target)")
