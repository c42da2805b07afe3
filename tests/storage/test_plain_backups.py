"""The backups that hold private values in plain are named, whatever was protected and lifted since."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.storage.backups import catalogue
from app.storage.backups.making import home_of, make_backup
from app.storage.core import key_slots
from app.storage.protection import protecting
from app.storage.protection.plain_backups import exposed
from tests.kept_ledgers import new_folder, open_ledger

PASSWORD, CHEAP = "correct horse", key_slots.Cost(1, 8)


def test_they_are_told_by_the_history(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with open_ledger(new_folder(tmp_path / "data", term=16)) as ledger:
        first, outside = make_backup(ledger).path, make_backup(ledger, place=stick).path
        shutil.copyfile(ledger.folder / "ledger.db", home_of(ledger) / "before-migration-2.db")
        protecting.protect(ledger, PASSWORD, protecting.new_recovery_code(), CHEAP)
        before_protection = catalogue.backups_in(home_of(ledger))[0].path
        plain = {first, outside, before_protection, home_of(ledger) / "before-migration-2.db"}
        told = exposed(ledger)
        assert {backup.path for backup in told.backups} == plain
        assert not told.has_protected
        make_backup(ledger)
        assert exposed(ledger).has_protected
        assert {backup.path for backup in exposed(ledger).backups} == plain
        protecting.lift(ledger, PASSWORD)
        lifted = make_backup(ledger).path
        protecting.protect(ledger, PASSWORD, protecting.new_recovery_code(), CHEAP)
        again = catalogue.backups_in(home_of(ledger))[0].path
        shutil.copyfile(ledger.folder / "ledger.db", home_of(ledger) / "before-migration-3.db")
        assert {backup.path for backup in exposed(ledger).backups} == plain | {lifted, again}
