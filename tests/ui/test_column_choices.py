"""Rows are chosen in the head of a column by words, codes and states, by years and months, by numbers and ranges."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from app.domain.registers import SHOWN
from app.storage.ledger import Ledger
from app.storage.query import Query, Span
from tests.kept_ledgers import open_ledger, sample_folder
from ui.lists.column_choices import can_choose, choices_of, words_of


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    ledger = open_ledger(sample_folder(tmp_path_factory.mktemp("choices") / "s"), today=date(2022, 12, 31))
    yield ledger
    ledger.close()


def columns() -> list[tuple[str, str]]:
    return [(r.key, field.key) for r in SHOWN for field in r.fields if can_choose(r, field)]


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_each_choice_leads_to_as_many_rows_as_it_says(ledger: Ledger, register: Any) -> None:
    for key in [field for name, field in columns() if name == register.key]:
        field = register.field(key)
        choices = choices_of(ledger, register.key, field, Query())
        for value, words, count in choices[:2] + choices[-2:]:
            assert ledger.count(register.key, Query(chosen={key: (value,)})) == count, (key, words)
        if (
            not field.kind.is_links and not field.kind.is_day
        ):  # one of several is enough; months stand below years
            assert sum(count for _, _, count in choices) == ledger.count(register.key), key


def test_years_and_months_of_a_day_together(ledger: Ledger) -> None:
    field = next(register for register in SHOWN if register.key == "suggestions").field("raised_on")
    choices = choices_of(ledger, "suggestions", field, Query())
    spans = {words.strip(): value for value, words, _ in choices}
    assert next(iter(spans)) == "2022 年"
    ids = ledger.ids(
        "suggestions", Query(chosen={"raised_on": (spans["2022 年 8 月"], spans["2022 年 6 月"])})
    )
    months = {row["raised_on"].month for row in ledger.rows("suggestions", ids)}
    assert months == {6, 8}
    assert ledger.count("suggestions", Query(chosen={"raised_on": (spans["2022 年"],)})) == len(
        ledger.ids("suggestions", Query(year=2022))
    )


def test_many_numbers_are_offered_in_ranges(ledger: Ledger) -> None:
    registers = {register.key: register for register in SHOWN}
    tried = 0
    for key, name in columns():
        field = registers[key].field(name)
        numbers = {value for value, _ in ledger.values_in(key, name) if value is not None}
        if field.kind.is_quantity and len(numbers) > 12:
            choices = choices_of(ledger, key, field, Query())
            spans = [value for value, _, _ in choices if isinstance(value, Span)]
            assert len(spans) == 8
            assert all(one.most < other.least for one, other in pairwise(spans))
            assert {spans[0].least, spans[-1].most} == {min(numbers), max(numbers)}
            tried += 1
    assert tried


def test_what_rows_are_chosen_by_is_said_in_words(ledger: Ledger) -> None:
    registers = {register.key: register for register in SHOWN}
    field = registers["suggestions"].field("raised_on")
    assert list(words_of(ledger, field, [Span("2022", "2022~"), Span("2022-03", "2022-03~"), None]).values()) == [
        "2022 年", "2022 年 3 月", "（空白）",
    ]  # fmt: skip
    money = registers["fund_entries"].field("expense")
    assert list(words_of(ledger, money, [Span(1_00, 12_50), Span(5_00, 5_00)]).values()) == [
        f"{money.kind.on_screen(100)} 至 {money.kind.on_screen(1250)}", money.kind.on_screen(500),
    ]  # fmt: skip


def test_the_state_of_a_course_is_offered(ledger: Ledger) -> None:
    register = next(register for register in SHOWN if register.key == "suggestions")
    choices = choices_of(ledger, "suggestions", register.field("status"), Query())
    for state, _, count in choices:
        ids = ledger.ids("suggestions", Query(chosen={"status": (state,)}))
        assert {row["status"] for row in ledger.rows("suggestions", ids)} == {state}
        assert len(ids) == count
    assert len(choices) > 1


def test_plans_are_chosen_by_how_they_stand_on_the_day_beside_what_is_kept(ledger: Ledger) -> None:
    with ledger.act("没有开展的一项") as act:
        values, _ = ledger.read_values(
            "year_plans", {"planned_on": "2022-03", "kind": "其他", "title": "没有开展"}
        )
        missed = act.add("year_plans", values)
    done, not_done = (Query(year=2022, chosen={"state": (state,)}) for state in ("done", "not_done"))
    assert ledger.ids("year_plans", not_done) == [missed]
    assert missed not in ledger.ids("year_plans", done)
    inspections = Query(chosen={"state": ("done",), "kind": ("inspection",)})
    assert {row["kind"] for row in ledger.rows("year_plans", ledger.ids("year_plans", inspections))} == {
        "inspection"
    }
    before = Query(
        chosen={"state": ("not_done",)}, on=date(2022, 1, 1)
    )  # as of that day nothing was missed yet
    assert ledger.ids("year_plans", before) == []
