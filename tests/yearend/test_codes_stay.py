"""A 档号 once given stays with its item whatever is done to the items, is given once, and leaves no gap."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.audiences import RETENTIONS
from app.domain.days import PartialDate
from app.domain.registers.archival_items import KEY
from app.storage.ledger import Ledger, Refused
from app.yearend.filing import give_codes, items_of
from tests.kept_ledgers import new_ledger

PERIODS = st.sampled_from(sorted(RETENTIONS))
WHICH = st.integers(0, 5)  # which of the year's items, counted round
STEPS = st.one_of(
    st.tuples(st.just("add"), PERIODS, st.integers(1, 28)),
    st.tuples(st.just("change"), WHICH, st.fixed_dictionaries({"retention_period": PERIODS})),
    st.tuples(st.just("change"), WHICH, st.fixed_dictionaries({"title": st.sampled_from("甲乙"), "page_count": st.integers(1, 9)})),
    st.tuples(st.just("change"), WHICH, st.fixed_dictionaries({"filed_for": st.just(PartialDate(1999))})),
    st.tuples(st.just("remove"), WHICH),
    st.tuples(st.just("organ"), st.sampled_from(("", "RDB", "ZXT"))),
    st.tuples(st.sampled_from(("codes", "undo", "redo"))),
)  # fmt: skip
_years = count(2000)  # each example has a year of its own in the one ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with new_ledger(tmp_path_factory.mktemp("codes") / "data", today=date(2098, 12, 31)) as ledger:
        with ledger.act("设置") as act:
            act.change("office", ledger.ids("office")[0], {"fonds_no": "0123"})
        yield ledger


def item_at(ledger: Ledger, year: int, place: int) -> int | None:
    items = items_of(ledger, year)
    return items[place % len(items)]["id"] if items else None


def take(ledger: Ledger, year: int, step: tuple) -> None:
    match step:
        case ("codes",):
            give_codes(ledger, year)
        case ("undo",):
            ledger.undo()
        case ("redo",):
            ledger.redo()
        case ("organ", code):
            with ledger.act("设置") as act:
                act.change("office", ledger.ids("office")[0], {"organ_code": code})
        case ("add", period, day):
            values = {"filed_for": PartialDate(year), "retention_period": period, "responsible": "主席团"}
            with ledger.act("新增") as act:
                act.add(KEY, {**values, "title": f"第{day}号", "dated_on": date(year, 1, day)})
        case (act_name, place, *values):
            row = item_at(ledger, year, place)
            if row is not None:
                with ledger.act(act_name) as act:
                    act.change(KEY, row, values[0]) if values else act.remove(KEY, row, "不归档")


def coded(ledger: Ledger, year: int) -> dict[int, tuple[object, ...]]:
    kept = ("archival_code", "item_no", "retention_period")
    return {
        item["id"]: tuple(item[key] for key in kept)
        for item in items_of(ledger, year)
        if item["archival_code"]
    }


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(STEPS, min_size=8, max_size=16))
def test_given_codes_stay_with_their_items(ledger: Ledger, steps: list[tuple]) -> None:
    year = next(_years)
    before = coded(ledger, year)
    for step in [*steps, ("codes",)]:
        with suppress(Refused):
            take(ledger, year, step)
        after = coded(ledger, year)
        assert before.items() <= after.items(), "none is lost or changed"
        codes = [values[0] for values in after.values()]
        assert len(codes) == len(set(codes)), "none is given twice"
        before = after
    for period in RETENTIONS:
        numbers = [item["item_no"] for item in items_of(ledger, year) if item["retention_period"] == period]
        assert numbers == list(range(1, len(numbers) + 1))
