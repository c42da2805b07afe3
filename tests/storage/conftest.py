"""Ledgers for the tests of storage: made once, copied for each test."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.storage.ledger import Ledger
from tests.kept_ledgers import new_folder

TODAY = date(2022, 7, 20)
OFFICE = {"town": "迳口镇", "county": "四会市"}
BEGAN = date(2016, 11, 10)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger with its first term and nothing else entered."""
    folder = tmp_path_factory.mktemp("template") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        new_folder(folder, OFFICE, term=16, term_started=BEGAN, quota=60, today=TODAY)
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A data folder of its own."""
    return Path(shutil.copytree(template, tmp_path / "data"))


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    """An open ledger."""
    with Ledger.open(folder, today=TODAY) as opened:
        yield opened


def enter(ledger: Ledger, key: str, raw: dict[str, Any]) -> int:
    """Add one row as a form would; gives its id."""
    values, problems = ledger.read_values(key, raw)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    with ledger.act(f"新增{key}") as act:
        return act.add(key, values)


@pytest.fixture
def deputy(ledger: Ledger) -> Callable[..., int]:
    """Adds a deputy of the township with the given values; gives the mandate's id."""

    def add(name: str = "王芳", **more: Any) -> int:
        return enter(ledger, "deputies", {"name": name, "level": "镇", **more})

    return add


def names(ledger: Ledger, key: str = "deputies") -> list[str]:
    """How the rows are called, in order."""
    return [row["name"] for row in ledger.rows(key, ledger.ids(key))]


JOURNAL = "ledger.db-journal"


def killed_in_an_act(folder: Path, target: Path) -> None:
    """Copy what a process leaves that dies after it has begun to write: pages of the act, and the hot journal."""
    connection = sqlite3.connect(folder / "ledger.db", isolation_level=None)
    connection.execute("PRAGMA cache_spill=1")
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN")
    connection.execute("UPDATE people SET name = 'x'")
    connection.execute("UPDATE handlers SET name = 'x'")
    names = "SELECT name FROM sqlite_master WHERE type='table' AND name NOT IN ('changes', 'stages')"
    for (table,) in connection.execute(names).fetchall():
        (column,) = connection.execute(f"SELECT name FROM pragma_table_info('{table}') LIMIT 1").fetchone()
        connection.execute(f"UPDATE {table} SET {column} = {column}")
    shutil.copytree(folder, target)
    connection.close()


def is_hot(journal: Path) -> bool:
    """Whether the header counts pages: SQLite plays them back at the next opening (fileformat2, section 3)."""
    return int.from_bytes(journal.read_bytes()[8:12], "big") > 0
