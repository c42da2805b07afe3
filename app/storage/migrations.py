"""Named steps from older schemas to today's; each runs once, in one transaction, after a copy was made."""

from sqlite_utils import Database, Migrations

from app.storage.schema import SCHEMA, assert_guarded, sync

migrations = Migrations("presidium")


def migrate(db: Database) -> None:
    """Bring a ledger of any released schema to today's."""
    migrations.apply(db)
    with db.atomic():
        sync(db)
        assert_guarded(db)
        db.execute(f"PRAGMA user_version={SCHEMA}")
