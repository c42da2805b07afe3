"""Ledgers for tests: each kind is made once in a process, copied for a test, and written without waiting for the disk."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from app.sample import fill_sample
from app.storage.core import seal
from app.storage.core.changes import code_of
from app.storage.core.schema import DATABASE
from app.storage.ledger import Ledger
from app.storage.second_places import remember_backup

OFFICE = {"town": "迳口镇", "county": "四会市"}
BEGAN = date(2016, 11, 10)  # of the 16th term
# Removed when the process ends; the operating system's cache keeps it out of the way of the disk.
_KEPT = TemporaryDirectory(prefix="kept-ledgers-")


def new_folder(
    folder: Path, office: Mapping[str, str] = OFFICE, *, today: date | None = None, **first_term: Any
) -> Path:
    """A closed ledger in ``folder``, with nothing entered but what ``Ledger.create`` makes of the same arguments."""
    kept = _created(tuple(office.items()), today, tuple(sorted(first_term.items())))
    return Path(shutil.copytree(kept, folder))


def new_ledger(
    folder: Path,
    office: Mapping[str, str] = OFFICE,
    *,
    today: date | None = None,
    now: Callable[[], datetime] = datetime.now,
    **first_term: Any,
) -> Ledger:
    """The ledger of ``new_folder``, open."""
    return open_ledger(new_folder(folder, office, today=today, **first_term), today=today, now=now)


def sample_folder(folder: Path) -> Path:
    """The sample year, closed."""
    return Path(shutil.copytree(_sample(), folder, dirs_exist_ok=True))


def open_ledger(
    folder: Path, *, today: date | None = None, now: Callable[[], datetime] = datetime.now
) -> Ledger:
    """The ledger in ``folder``; the disk is tried by the tests of storage."""
    ledger = Ledger.open(folder, today=today, now=now)
    ledger.core.connection.execute("PRAGMA synchronous=OFF")
    return ledger


def enter(ledger: Ledger, key: str, **typed: Any) -> int:
    """One row, typed as in the form; gives its id."""
    values, problems = ledger.read_values(key, typed)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    with ledger.act(f"新增{key}") as act:
        return act.add(key, values)


def in_pages(folder: Path, size: int = 1024) -> Path:
    """The closed ledger in ``folder`` with pages of so many bytes; the program's own have 4096.

    Most tables are empty, and each opening and sealing reads them all: 0.5 MB instead of 1.8 MB, a twentieth of all tests.
    """
    database = folder / DATABASE
    facts = json.loads((folder / seal.NAME).read_text(encoding="utf-8"))
    connection = sqlite3.connect(database)
    connection.execute(f"PRAGMA page_size={size}")
    connection.execute("VACUUM")
    connection.close()
    seal.write_seal(database, {key: facts[key] for key in ("history_head", "last_id", "facts_sum")})
    return folder


@contextmanager
def nothing_written(ledger: Ledger) -> Iterator[None]:
    """Fails where the database is another one afterwards, by a single byte."""
    before = ledger.core.connection.serialize()
    yield
    assert ledger.core.connection.serialize() == before, "something was written"


def copied_elsewhere(ledger: Ledger) -> None:
    """The machine remembers what it does after a backup on a stick: that one holds all that was entered so far."""
    last_id, head = ledger.core.chain.kept
    label = {"ledger_id": ledger.ledger_id, "last_id": last_id, "history_head": code_of(head)}
    remember_backup(Path("stick"), label | {"made_at": f"{ledger.now():%Y-%m-%dT%H:%M:%S}"})


@cache
def _created(
    office: tuple[tuple[str, str], ...], today: date | None, first_term: tuple[tuple[str, Any], ...]
) -> Path:
    folder = Path(_KEPT.name) / f"new-{_created.cache_info().misses}"
    with _own_profile():
        Ledger.create(folder, dict(office), today=today, **dict(first_term)).close()
    return in_pages(folder)


@cache
def _sample() -> Path:
    with _own_profile():
        return in_pages(fill_sample(Path(_KEPT.name) / "sample"))


@contextmanager
def _own_profile() -> Iterator[None]:
    """What a machine remembers of the kept ledger is no business of the test that copies it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(Path(_KEPT.name) / "profile"))
        yield
