"""Numbers of records: each serial counts on for itself, and none is given twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.storage.acts.numbering import take_number
from app.storage.core.counters import Counters

SUGGESTIONS = BY_KEY["suggestions"]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:")
    opened.execute("CREATE TABLE counters (name TEXT PRIMARY KEY, last INTEGER)")
    yield opened
    opened.close()


def numbers(counters: Counters, *rows: dict[str, Any]) -> list[str]:
    return [take_number(counters, SUGGESTIONS, row) for row in rows]


def matter(year: int, no: str | None = None, kind: str = "suggestion") -> dict[str, Any]:
    return {"class": kind, "raised_on": date(year, 2, 28), "no": no}


def test_each_serial_counts_for_itself(connection: sqlite3.Connection) -> None:
    counters = Counters(connection)
    first, second, next_year, other = numbers(
        counters, matter(2022), matter(2022), matter(2023), matter(2022, kind="opinion")
    )
    assert [text[-3:] for text in (first, second, next_year, other)] == ["001", "002", "001", "001"]
    assert len({first, second, next_year, other}) == 4


@pytest.mark.parametrize(
    ("brought", "following"),
    [
        ("007", "008"),  # it moves its serial on
        ("7", "008"),  # however its zeros are written
        ("0007", "008"),
        ("1000", "1001"),
        ("001", "002"),
        ("x7", "001"),  # no number of this serial
    ],
)
def test_a_number_that_is_brought_is_never_given_again(
    connection: sqlite3.Connection, brought: str, following: str
) -> None:
    counters = Counters(connection)
    serial = take_number(Counters(connection), SUGGESTIONS, matter(2022)).removesuffix("001")
    assert numbers(counters, matter(2022, serial + brought)) == [serial + brought]
    assert numbers(counters, matter(2022)) == [serial + following]


def test_a_lower_number_brought_later_takes_nothing_back(connection: sqlite3.Connection) -> None:
    counters = Counters(connection)
    serial = take_number(Counters(connection), SUGGESTIONS, matter(2022)).removesuffix("001")
    given = numbers(
        counters,
        matter(2022, f"{serial}009"),
        matter(2022, f"{serial}003"),
        matter(2022, "旧 5 号"),
        matter(2022),
    )
    assert given == [f"{serial}009", f"{serial}003", "旧 5 号", f"{serial}010"]


def test_what_an_act_took_counts_once_it_is_kept(connection: sqlite3.Connection) -> None:
    counters = Counters(connection)
    first = numbers(counters, matter(2022))
    counters.forget()  # the act was not kept
    assert numbers(counters, matter(2022)) == first
    counters.keep()
    counters.forget()
    assert numbers(counters, matter(2022))[0].endswith("002")
    counters.reserve("people", 7)
    assert [counters.next_id("people"), counters.next_id("people")] == [8, 9]
    assert counters.next_id("terms") == 1
