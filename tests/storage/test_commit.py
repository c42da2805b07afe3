"""What becomes of an act whose COMMIT the disk complains about, and of one where nothing may be written."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.storage.acts import transactions
from app.storage.acts.transactions import UNCERTAIN
from app.storage.checks.check import damage
from app.storage.core import facts_sum
from app.storage.ledger import Ledger
from app.storage.machine import profile_folder
from app.storage.refusals import LedgerRefused, Refused
from tests.storage.conftest import names


class FailingDisk:
    """A connection whose next COMMIT ends in a complaint of the disk; ``is_kept``: after the rows are kept all the same."""

    def __init__(self, connection: sqlite3.Connection, *, is_kept: bool) -> None:
        self._connection, self._is_kept, self._failed = connection, is_kept, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql == "COMMIT" and not self._failed:
            self._failed = True
            if self._is_kept:
                self._connection.execute(sql)
            complaint = sqlite3.OperationalError("disk I/O error")
            complaint.sqlite_errorcode = sqlite3.SQLITE_IOERR_DIR_FSYNC
            raise complaint
        return self._connection.execute(sql, *values)


def add(ledger: Ledger, name: str) -> None:
    with ledger.act("新增") as act:
        act.add("deputies", {"name": name, "level": "township"})


def let_commit_fail(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, *, is_kept: bool) -> None:
    disk = FailingDisk(ledger.core.connection, is_kept=is_kept)
    monkeypatch.setattr(ledger._acts, "_connection", disk)


def test_what_was_kept_is_not_denied_because_the_disk_complained_after_it(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_commit_fail(ledger, monkeypatch, is_kept=True)
    flushed: list[Path] = []
    monkeypatch.setattr(transactions, "flush_folder", flushed.append)
    add(ledger, "王芳")
    assert flushed == [ledger.core.folder]  # the flush that had failed is made up for
    add(ledger, "李四")
    assert sorted(names(ledger)) == ["李四", "王芳"]
    assert damage(ledger, deep=True, attachments=False) == []


def test_what_was_not_kept_is_refused_and_may_be_tried_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_commit_fail(ledger, monkeypatch, is_kept=False)
    with pytest.raises(LedgerRefused, match="没有保存") as refusal:
        add(ledger, "王芳")
    assert (refusal.value.status, names(ledger)) == (3, [])
    add(ledger, "王芳")
    assert names(ledger) == ["王芳"]
    assert damage(ledger, deep=True, attachments=False) == []


def test_what_nobody_can_read_again_is_called_neither_kept_nor_lost(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its file stays too: if the act turns out to be kept, its record names the file."""
    add(ledger, "王芳")
    (mandate,) = ledger.ids("deputies")
    let_commit_fail(ledger, monkeypatch, is_kept=True)

    def unreadable() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(ledger.core.chain, "reload", unreadable)
    scan = tmp_path / "当选证书.pdf"
    scan.write_bytes(b"%PDF-1.4")
    with pytest.raises(LedgerRefused) as refusal, ledger.act("附件") as act:
        act.attach("deputies", mandate, scan)
    assert refusal.value.sentence == UNCERTAIN
    (file,) = ledger.attached("deputies", mandate)
    assert file["path"].read_bytes() == b"%PDF-1.4"


def test_a_ledger_opened_to_be_looked_at_takes_nothing(ledger: Ledger) -> None:
    ledger._acts.read_only = True
    with pytest.raises(Refused, match="为检查而打开"):
        add(ledger, "王芳")
    assert (names(ledger), ledger.core.connection.in_transaction) == ([], False)


def test_an_act_that_broke_off_leaves_no_name_and_takes_no_number(ledger: Ledger) -> None:
    """What was looked up while it ran is looked up again, and the next record has the number that it would have had."""
    found: list[int | None] = []

    def broken_off() -> None:
        with ledger.act("编组") as act:
            act.add("deputy_groups", {"name": "第一小组"})
            found.extend(ref.id for ref in ledger.lookup.matches("deputy_groups", "第一小组", {}))
            act.add("deputy_groups", {})

    with pytest.raises(Refused):
        broken_off()
    assert ledger.lookup.matches("deputy_groups", "第一小组", {}) == []
    with ledger.act("编组") as act:
        assert [act.add("deputy_groups", {"name": "第二小组"})] == found


def test_who_fails_to_take_note_of_an_act_is_logged_and_the_act_stands(ledger: Ledger) -> None:
    """The rest take note of it all the same."""
    noted: list[set[str]] = []

    def failing(touched: set[str]) -> None:
        raise KeyError("王芳")

    ledger.watch(failing)
    ledger.watch(noted.append)
    add(ledger, "王芳")
    assert names(ledger) == ["王芳"] and "deputies" in noted[0]
    last = (profile_folder() / "faults.log").read_text("utf-8").splitlines()[-1]
    assert json.loads(last)["fault"] == "KeyError" and "failing" in last and "王芳" not in last


def test_the_sum_of_the_facts_follows_every_act(ledger: Ledger) -> None:
    before = facts_sum.kept_sum(ledger.core.connection)
    add(ledger, "王芳")
    assert facts_sum.kept_sum(ledger.core.connection) != before
    assert facts_sum.agrees(ledger.core.connection)
