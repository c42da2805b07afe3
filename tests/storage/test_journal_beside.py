"""A journal that lies beside a ledger beyond opening is not played into the one that is restored there."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.storage.backups.making import make_backup
from app.storage.backups.restoring import restore
from app.storage.checks.check import damage
from tests.kept_ledgers import new_folder, open_ledger
from tests.storage.conftest import JOURNAL, is_hot, killed_in_an_act


@pytest.mark.parametrize("is_readable", [True, False], ids=["a ledger that opens", "a ledger beyond opening"])
def test_the_restored_ledger_is_whole(tmp_path: Path, is_readable: bool) -> None:
    data, killed = new_folder(tmp_path / "data", term=16), tmp_path / "killed"
    with open_ledger(data) as ledger:
        backup = make_backup(ledger).path
        digest = ledger.statistics()["digest"]
        with ledger.act("录入") as act:
            act.add("electoral_districts", {"name": "第一选区", "level": "township"})
    killed_in_an_act(data, killed)
    assert is_hot(killed / JOURNAL)
    if not is_readable:
        with open(killed / "ledger.db", "rb+") as file:
            file.write(bytes(100))
    restore(backup, killed)
    with open_ledger(killed) as ledger:
        assert damage(ledger) == []
        assert ledger.statistics()["digest"] == digest
    assert not (killed / JOURNAL).exists()
    (set_aside,) = (killed / "quarantine").iterdir()
    assert is_hot(set_aside / JOURNAL)
