"""What follows from a row: derived rows change only when their source says something else, and every link is known."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.registers import BY_KEY, REGISTERS
from app.storage.acts.timelines import stages_on
from app.storage.checks.derived_rows import out_of_step, renew
from app.storage.core.relations import linking_rows, links_to
from app.storage.core.tables import link_table, table_of
from app.storage.ledger import Ledger
from tests.storage.conftest import enter


def entries(ledger: Ledger) -> list[tuple[str, str]]:
    """(Register, kind of change) of the newest act, in its order."""
    newest = ledger.history(None, None, 50)
    return [(entry.register, entry.op) for entry in reversed(newest) if entry.batch == newest[0].batch]


def test_a_derived_row_is_written_only_when_its_source_says_something_else(ledger: Ledger, deputy) -> None:
    first, second = deputy("王芳"), deputy("李明")
    reception = enter(ledger, "receptions", {"held_on": "2022-03-01", "site": "联络室", "kind": "接访", "deputies": "王芳、李明"})  # fmt: skip
    records = ledger.ids("performance_records")
    assert entries(ledger) == [("receptions", "add"), *[("performance_records", "add")] * 2]
    with ledger.act("改") as act:
        act.change("receptions", reception, {"note": "无"})
    assert entries(ledger) == [("receptions", "change")]
    with ledger.act("改") as act:
        act.change("receptions", reception, {"held_on": date(2022, 3, 2)})
    assert entries(ledger) == [("receptions", "change"), *[("performance_records", "change")] * 2]
    (ref,) = ledger.lookup.matches("deputies", "", {"id": first})
    with ledger.act("改") as act:
        act.change("receptions", reception, {"deputies": (ref,)})
    assert entries(ledger) == [("receptions", "change"), ("performance_records", "remove")]
    (left,) = ledger.ids("performance_records")
    assert left in records
    assert list(linking_rows(ledger.core.connection, BY_KEY["deputies"], second)) == []
    linked = set(linking_rows(ledger.core.connection, BY_KEY["deputies"], first))
    assert {(register.key, row) for register, row in linked} == {("receptions", reception), ("performance_records", left)}  # fmt: skip
    assert out_of_step(ledger) == []
    history = len(ledger.history(None, None, 100))
    assert renew(ledger) == 0
    assert len(ledger.history(None, None, 100)) == history
    ledger.core.connection.execute("UPDATE performance_records SET title='别的'")
    assert out_of_step(ledger) == [("receptions", reception)]
    ledger.core.connection.rollback()


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.key)
def test_every_link_to_a_register_is_known(register) -> None:
    links = {
        (other.key, field.key)
        for other in REGISTERS
        for field in other.own_fields
        if field.kind.to and table_of(field.kind.to) == register.stored_in
    }
    named = {
        (other.key, field.key)
        for other, table, column, target in links_to(register)
        for field in other.own_fields
        if (table, column, target)
        == ((link_table(other, field), "row", "target") if field.kind.is_links else (other.stored_in, "id", field.key))
    }  # fmt: skip
    assert named == links
    assert len(links_to(register)) == len(links)


def test_a_stage_ends_on_the_day_on_which_the_next_begins(ledger: Ledger) -> None:
    matters = [
        enter(ledger, "suggestions", {"class": "群众意见", "content": words, "raised_on": "2022-03-01"})
        for words in ("甲", "乙")
    ]
    with ledger.act("交办") as act:
        act.change("suggestions", matters[0], {"rounds": ({"assigned_on": date(2022, 3, 5)},)})
    for day, states in ((4, ["collected", "collected"]), (5, ["assigned", "collected"])):
        stages = stages_on(ledger.core, "suggestions", date(2022, 3, day))
        assert [(row, state) for row, state, _, _ in stages] == list(zip(matters, states, strict=True))
        rows = ledger.rows("suggestions", ledger.ids("suggestions"), on=date(2022, 3, day))
        assert {row["id"]: row["status"] for row in rows} == dict(zip(matters, states, strict=True))
    assert stages_on(ledger.core, "suggestions", date(2022, 2, 28)) == []
