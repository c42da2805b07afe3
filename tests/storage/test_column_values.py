"""Rows are chosen by the values that stand in a column, of whatever kind and wherever they are kept."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.fields import Ref
from app.domain.registers import SHOWN
from app.storage.ledger import Ledger
from app.storage.lists.listing import filed_listings
from app.storage.query import Query, Span
from tests.kept_ledgers import open_ledger, sample_folder

TODAY = date(2022, 12, 31)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    ledger = open_ledger(sample_folder(tmp_path_factory.mktemp("values") / "s"), today=TODAY)
    with ledger.act("试") as act:  # a link to somebody who is not in the ledger
        values = {"kind": "inspection", "occurred_on": date(2022, 5, 1), "title": "视察"}
        act.add("performance_records", values | {"deputy": Ref(None, "无此人")})
    yield ledger
    ledger.close()


def columns() -> list[tuple[str, str]]:
    return [
        (register.key, field.key)
        for register in SHOWN
        for field in register.fields
        if _is_kept(register, field)
    ]


def _is_kept(register: Any, field: Any) -> bool:
    course = register.course
    if course and field.key == course.state:  # computed, but kept with the timeline
        return True
    return not (field.private or field.computed or field.implied or field.kind.columns)


def kept(value: Any, field: Any) -> set[Any]:
    """What a row's value is called by ``values_in``."""
    if field.kind.to:
        return {ref.id or ref.name for ref in field.kind.refs(value)} if value else {None}
    return {field.kind.to_stored(value)} if value is not None else {None}


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_each_value_leads_to_just_the_rows_that_show_it(ledger: Ledger, register: Any) -> None:
    rows = ledger.rows(register.key, ledger.ids(register.key))
    for key in [field for name, field in columns() if name == register.key]:
        field = register.field(key)
        counted = ledger.values_in(register.key, key)
        expected: dict[Any, list[int]] = {}
        for row in rows:
            for value in kept(row.get(key), field):
                expected.setdefault(value, []).append(row["id"])
        assert dict(counted) == {value: len(ids) for value, ids in expected.items()}, key
        for value, _ in counted[:3]:
            ids = ledger.ids(register.key, Query(chosen={key: (value,)}))
            assert sorted(ids) == sorted(expected[value]), (key, value)


SPANNED = ("number", "money", "day")


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_a_span_leads_to_the_rows_that_lie_in_it(ledger: Ledger, register: Any) -> None:
    rows = ledger.rows(register.key, ledger.ids(register.key))
    for key in [field for name, field in columns() if name == register.key]:
        field = register.field(key)
        values = {row["id"]: field.kind.to_stored(row[key]) for row in rows if row.get(key) is not None}
        present = sorted(set(values.values())) if field.kind.name in SPANNED else []
        if present:
            least, most = present[len(present) // 3], present[2 * len(present) // 3]
            within = {row for row, value in values.items() if least <= value <= most}
            first = {row for row, value in values.items() if value == present[0]}
            blank = {row["id"] for row in rows} - values.keys()
            for more, others in ((), set()), ((present[0],), first), ((None,), blank):
                chosen = (Span(least, most), *more)
                assert set(ledger.ids(register.key, Query(chosen={key: chosen}))) == within | others, key


def test_several_values_and_several_columns_narrow_together(ledger: Ledger) -> None:
    both = {"sex": ("2",), "level": ("township", "county")}
    women = ledger.ids("deputies", Query(chosen=both))
    rows = ledger.rows("deputies", women)
    assert {row["sex"] for row in rows} == {"2"}
    assert len(rows) == ledger.count("deputies", Query(equals={}, chosen={"sex": ("2",)}))
    assert ledger.count("deputies", Query(chosen={"sex": ("1", "2")})) == ledger.count("deputies")
    counted = dict(ledger.values_in("deputies", "level", Query(chosen={"sex": ("2",)})))
    assert sum(counted.values()) == len(rows)


def test_a_printed_choice_says_that_it_is_one(ledger: Ledger) -> None:
    register = next(register for register in SHOWN if register.key == "deputies")
    (listing,) = filed_listings(ledger, register, Query(chosen={"sex": ("2",)}))
    head = listing.head(list(listing.rows()))
    assert any("按性别选出的" in str(words) for words in vars(head).values())
    assert listing.ids and len(listing.ids) < ledger.count("deputies")
