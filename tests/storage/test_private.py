"""Private values: what is kept of them tells nothing and proves what they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from app.domain.fields import Private
from app.storage.core.boxes import PlainBox, commitment
from app.storage.core.private import PrivateValues

TABLE = "CREATE TABLE private_values (id INTEGER PRIMARY KEY, value BLOB, salt BLOB, equality TEXT, commitment TEXT)"


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:")
    opened.execute(TABLE)
    yield opened
    opened.close()


def salts(connection: sqlite3.Connection) -> list[bytes]:
    return [salt for (salt,) in connection.execute("SELECT salt FROM private_values ORDER BY id")]


def test_each_value_has_a_salt_of_its_own(connection: sqlite3.Connection) -> None:
    kept = PrivateValues(connection, PlainBox(b"k" * 32))
    promises = [kept.keep("19900001234", row)["commitment"] for row in (1, 2, 3)]
    assert len(set(salts(connection))) == len(set(promises)) == 3  # equal values show no equal traces
    assert {len(salt) for salt in salts(connection)} == {16}
    assert promises == [commitment(salt, "19900001234") for salt in salts(connection)]


def test_equal_values_are_found_under_one_key_only(connection: sqlite3.Connection) -> None:
    kept, other = (
        PrivateValues(connection, PlainBox(b"k" * 32)),
        PrivateValues(connection, PlainBox(b"o" * 32)),
    )
    kept.keep("19900001234", 1)
    one = Private(1, "")
    assert kept.is_same(one, "19900001234")
    assert not kept.is_same(one, "19900001235")
    assert not kept.is_same(None, "19900001234")
    assert not kept.is_same(Private(2, ""), "19900001234")
    assert not other.is_same(one, "19900001234")
    assert kept.equality("19900001234") != other.equality("19900001234")


def test_traces_are_those_that_ledgers_of_every_version_hold(connection: sqlite3.Connection) -> None:
    """32 hex digits of SHA-256 over salt and value, and of HMAC-SHA-256 under the key, computed apart."""
    assert commitment(b"s" * 16, "19900001234") == "7421a2ba57700c47d4e3e7be59cd6dc4"
    assert (
        PrivateValues(connection, PlainBox(b"k" * 32)).equality("19900001234")
        == "219483d083e79085af75d9f35bc5bf50"
    )


def test_rows_are_shown_with_what_is_kept_of_them(connection: sqlite3.Connection) -> None:
    kept = PrivateValues(connection, PlainBox(b"k" * 32))
    kept.keep("19900001234", 1)
    rows = [
        {"id": 7, "name": "王芳", "phone": Private(1, "")},
        {"id": 8, "name": "李强", "phone": Private(2, "")},
    ]
    assert kept.revealed(rows) == [
        {"id": 7, "name": "王芳", "phone": "19900001234"},
        {"id": 8, "name": "李强", "phone": None},
    ]


def test_values_are_revealed_by_id_and_damage_is_found(connection: sqlite3.Connection) -> None:
    kept = PrivateValues(connection, PlainBox(b"k" * 32))
    promised = {
        row: kept.keep(value, row)["commitment"]
        for row, value in enumerate(("甲路1号", "乙路2号", "丙路3号", "丁路4号"), start=1)
    }
    assert kept.plain([3, 1, 9]) == {1: "甲路1号", 3: "丙路3号"}
    assert kept.broken(promised) == []
    assert kept.broken(promised | {4: promised[1]}) == [4]  # the history says another one
    assert kept.broken(promised | {7: promised[1]}) == [7]  # it names one that is not there
    assert kept.broken({1: promised[1]}) == [2, 3, 4]  # nothing tells of these
    connection.execute("UPDATE private_values SET value=? WHERE id=1", ("甲路9号".encode(),))
    connection.execute("UPDATE private_values SET equality='x' WHERE id=2")
    connection.execute("UPDATE private_values SET value=NULL WHERE id=3")
    assert kept.broken(promised) == [1, 2, 3]
    assert kept.plain([3]) == {}
