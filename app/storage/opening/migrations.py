"""Named steps from older schemas to today's; each runs once, in one transaction, after a copy was made."""

import sqlite3

from sqlite_utils import Migrations

from app.storage.core.schema import SCHEMA
from app.storage.opening.table_making import assert_guarded, database, sync

migrations = Migrations("presidium")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a ledger of any released schema to today's."""
    db = database(connection)
    migrations.apply(db)
    with db.atomic():
        sync(db)
        assert_guarded(db)
        db.execute(f"PRAGMA user_version={SCHEMA}")
