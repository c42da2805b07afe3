"""Who is the same: by ID number, else by name and birth month, unless something known on both sides differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Private
from app.domain.registers import BY_KEY
from app.storage.ledger import Ledger
from tests.kept_ledgers import new_ledger

TODAY = date(2022, 7, 20)
A, B, C, OTHER = "999999197003010019", "999999196001010012", "999999196001020026", "999999197003020030"
TWICE = "999999198005010016"
MARCH, MAY, JANUARY = PartialDate(1970, 3), PartialDate(1980, 5), PartialDate(1960, 1)
PEOPLE: dict[str, dict[str, Any]] = {
    "甲": {"name": "甲", "birth_date": MARCH, "sex": "1", "id_number": A},
    "甲的同名": {"name": "甲", "birth_date": PartialDate(1971), "sex": "1"},
    "乙": {"name": "乙", "birth_date": PartialDate(1980, 5, 12), "sex": "2"},
    "丙": {"name": "丙", "birth_date": JANUARY, "id_number": B},
    "丙的同名": {"name": "丙", "birth_date": JANUARY, "id_number": C},
    "丁": {"name": "丁"},
    "戊": {"name": "戊", "birth_date": MAY},
    # one number written down for two
    "己": {"name": "己", "birth_date": MAY, "id_number": TWICE},
    "庚": {"name": "庚", "birth_date": MAY, "id_number": TWICE},
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("identity") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        office = {"town": "迳口镇", "county": "四会市"}
        with new_ledger(folder, office, term=16, term_started=date(2016, 11, 10), today=TODAY) as made:
            yield made


@pytest.fixture(scope="module")
def people(ledger: Ledger) -> dict[int | None, str]:
    with ledger.act("录入") as act:
        return {None: "", **{act.add("people", values): called for called, values in PEOPLE.items()}}


@pytest.mark.parametrize(
    ("values", "called"),
    [
        ({"id_number": A}, "甲"),
        ({"id_number": A, "sex": "2", "name": "改名"}, "甲"),  # the number says more than all the rest
        ({"id_number": OTHER}, ""),
        ({"name": "甲", "birth_date": MARCH}, "甲"),
        ({"name": "甲", "birth_date": PartialDate(1970, 3, 1)}, "甲"),
        ({"name": "甲", "birth_date": MARCH, "id_number": OTHER}, ""),
        ({"name": "甲", "birth_date": MARCH, "sex": "2"}, ""),
        ({"name": "甲", "birth_date": PartialDate(1971)}, ""),  # a year tells nobody
        ({"name": "乙", "birth_date": MAY}, "乙"),
        ({"name": "乙", "birth_date": PartialDate(1980, 5, 12)}, "乙"),
        ({"name": "乙", "birth_date": PartialDate(1980, 5, 13)}, ""),
        ({"name": "乙", "birth_date": MAY, "id_number": OTHER}, "乙"),  # she gets a number now
        ({"name": "丙", "birth_date": JANUARY}, ""),  # one of two
        ({"name": "丙", "birth_date": JANUARY, "id_number": C}, "丙的同名"),
        ({"name": "丁"}, ""),
        ({"name": "丁", "birth_date": MARCH}, ""),
        ({"name": "戊", "birth_date": MAY, "sex": "1"}, "戊"),  # nobody had said the sex
        ({"id_number": TWICE}, ""),
        ({"name": "庚", "birth_date": MAY, "id_number": TWICE}, "庚"),
        ({"birth_date": MAY}, ""),
        ({}, ""),
    ],
)
def test_somebody_is_the_same(
    ledger: Ledger, people: dict[int | None, str], values: dict[str, Any], called: str
) -> None:
    assert people[ledger.core.identity.same(BY_KEY["people"], values)] == called


@pytest.mark.parametrize("called", ["甲", "丙"])
def test_a_number_that_is_kept_is_compared_as_it_is_kept(
    ledger: Ledger, people: dict[int | None, str], called: str
) -> None:
    (row_id,) = (row for row, name in people.items() if name == called)
    row = ledger.row("people", row_id or 0)
    assert row is not None and isinstance(row["id_number"], Private)
    assert ledger.core.identity.same(BY_KEY["people"], {"id_number": row["id_number"]}) == row_id


@pytest.mark.parametrize(
    ("values", "row"),
    [({"level": "township", "ordinal": 16}, 1), ({"level": "township", "ordinal": 15}, None),
     ({"level": "township"}, None), ({"ordinal": 16}, None)],
)  # fmt: skip
def test_rows_without_private_values_are_told_by_all_of_an_identity(
    ledger: Ledger, values: dict[str, Any], row: int | None
) -> None:
    assert ledger.core.identity.same(BY_KEY["terms"], values) == row
