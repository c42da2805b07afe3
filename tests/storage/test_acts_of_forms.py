"""What an act does with a row beside writing it: its name, texts left as typed, lines of lists, rows of one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.registers import BY_KEY
from app.storage.ledger import Ledger
from app.storage.refusals import Refused
from tests.storage.conftest import enter

Add = Callable[..., int]
DAY = date(2022, 5, 1)


def name_of_newest(ledger: Ledger) -> str:
    step = ledger.undoable()
    assert step is not None
    return step.name


def test_an_act_is_called_after_the_first_row_that_it_adds_where_that_is_wanted(ledger: Ledger) -> None:
    for names_row, name in ((False, "新增"), (True, "新增：第一小组0")):
        with ledger.act("新增") as act:
            act.names_row = names_row
            act.add("deputy_groups", {"name": f"第一小组{0 if names_row else 1}"})
            second = act.add("deputy_groups", {"name": f"第二小组{0 if names_row else 1}"})
        assert name_of_newest(ledger) == ledger.history("deputy_groups", second)[0].action == name


def test_texts_stay_as_typed_unless_the_clerk_has_them_replaced(ledger: Ledger, deputy: Add) -> None:
    """The name of the act tells nobody who asked for confidentiality, whatever she answered."""
    deputy("黎小燕")
    enter(ledger, "liaison_sites", {"name": "镇联络室", "kind": "room"})
    visitors = ({"name": "贾不言", "wants_confidential": True},)
    site, who = (
        ledger.lookup.matches("liaison_sites", "", {})[0],
        ledger.lookup.matches("deputies", "", {})[0],
    )
    day = {"held_on": DAY, "site": site, "kind": "walk_in", "deputies": (who,), "visitors": visitors}
    row = 0
    for conceals, matter in ((None, "贾不言家的路灯不亮"), (True, "来访群众家的路灯不亮")):
        with ledger.act("接待贾不言") as act:
            if conceals is not None:
                act.concealing = conceals
            row = act.add("receptions", {**day, "matter": "贾不言家的路灯不亮"})
        kept = ledger.row("receptions", row)
        assert kept is not None and kept["matter"] == matter
        assert "贾不言" not in name_of_newest(ledger)
    of_it = ledger.lookup.matches("receptions", "", {"id": row})[0]
    raised = {"class": "opinion", "title": "贾不言家的路灯", "content": "请修。", "raised_on": DAY}
    with ledger.act("登记") as act:
        act.names_row = True
        opinion = act.add("suggestions", {**raised, "reception": of_it})
    kept = ledger.row("suggestions", opinion)
    assert kept is not None and "贾不言" in kept["title"]
    assert name_of_newest(ledger).startswith("登记：") and "来访群众" in name_of_newest(ledger)
    assert "贾不言" not in name_of_newest(ledger)


def test_rows_may_change_places_and_two_of_one_place_are_refused_at_the_end(ledger: Ledger) -> None:
    """A list that is renumbered holds one number twice for a moment; outside of it nothing may."""
    term = ledger.lookup.matches("terms", "", {})[0]
    with ledger.act("登记") as act:
        first, second = (
            act.add("sessions", {"term": term, "ordinal": ordinal, "opened_on": DAY}) for ordinal in (1, 2)
        )

    def renumbered(*numbers: tuple[int | None, int], at_end: bool = True) -> None:
        with ledger.act("改号") as act:
            act.doubles_at_end = at_end
            for row, ordinal in numbers:
                if row is None:
                    act.add("sessions", {"term": term, "ordinal": ordinal, "opened_on": DAY})
                else:
                    act.change("sessions", row, {"ordinal": ordinal})
            act.refuse_doubles()

    def ordinals() -> list[int]:
        return [row["ordinal"] for row in ledger.rows("sessions", [first, second])]

    renumbered((first, 2), (second, 1))
    assert ordinals() == [2, 1]
    for refused in ([(first, 1)], [(None, 1)], [(None, 1), (second, 2)], [(first, 3), (second, 3)]):
        with pytest.raises(Refused, match="没有重复登记"):
            renumbered(*refused)
    with pytest.raises(Refused, match="没有重复登记"):
        renumbered((first, 1), (second, 2), at_end=False)
    assert ordinals() == [2, 1] and ledger.count("sessions") == 2
    renumbered((None, 1), (second, 3))  # a new one takes the place that is left in the same act
    assert sorted(row["ordinal"] for row in ledger.rows("sessions", ledger.ids("sessions"))) == [1, 2, 3]


def test_what_is_said_of_one_line_stands_in_the_list_it_belongs_to(ledger: Ledger) -> None:
    (unit,) = ledger.lookup.matches("handlers", "规划建设办公室", {})
    values = {
        "class": "opinion",
        "title": "修路",
        "content": "请修。",
        "raised_on": DAY,
        "lead_handler": unit,
    }
    with ledger.act("登记") as act:
        row = act.add("suggestions", {**values, "assigned_on": DAY, "reply_class": "A", "replied_on": DAY})
    kept = ledger.row("suggestions", row)
    assert kept is not None
    (only,) = kept["rounds"]
    assert (only["assigned_on"], only["replied_on"], only["reply_class"]) == (DAY, DAY, "A")
    assert kept["assigned_on"] == DAY
    with ledger.act("改") as act:
        act.change("suggestions", row, {"reply_class": "B"})
    kept = ledger.row("suggestions", row)
    assert kept is not None and [one["reply_class"] for one in kept["rounds"]] == ["B"]


def test_a_mandate_joins_the_person_that_is_given_and_otherwise_one_of_her_number(
    ledger: Ledger, deputy: Add
) -> None:
    enter(ledger, "terms", {"level": "县", "ordinal": "17", "started_on": "2021-11-10"})
    county = ledger.lookup.matches("terms", "", {"level": "county"})[0]
    first = deputy("王芳", id_number="999999197501010019")
    person = ledger.core.records.documents(BY_KEY["deputies"], [first])[first]["person"]
    values = {"name": "王芳", "level": "county", "term": county}
    with ledger.act("新增") as act:
        second = act.add("deputies", {**values, "person": person})
    assert ledger.count("people") == 1
    with ledger.act("改") as act:
        act.change("deputies", second, {"name": "王小芳"})
    assert {row["name"] for row in ledger.rows("deputies", [first, second])} == {"王小芳"}
    with ledger.act("删") as act:
        act.remove("deputies", second, "录错了")
    assert ledger.count("people") == 1  # she has another mandate
    with ledger.act("新增") as act:
        act.add("deputies", {**values, "id_number": "999999197501010019"})
    assert ledger.count("people") == 1
    with ledger.act("新增") as act:  # of the same name, but nobody says that it is she
        act.add("deputies", {"name": "王芳", "level": "township"})
    assert ledger.count("people") == 2


def test_what_a_new_mandate_says_of_its_person_holds_for_all_and_what_it_does_not_say_stays(
    ledger: Ledger, deputy: Add
) -> None:
    enter(ledger, "terms", {"level": "县", "ordinal": "17", "started_on": "2021-11-10"})
    number = {"id_number": "999999197501010019"}
    first = deputy("王芳", **number, sex="女", education="大专")
    deputy("王芳", **number, level="县", term="县第十七届", education="本科")
    kept = ledger.row("deputies", first)
    other = ledger.row("deputies", deputy("王芳芳", sex="女", education="本科"))
    assert kept is not None and other is not None
    assert (kept["education"], kept["sex"]) == (other["education"], other["sex"])


def test_a_change_that_says_what_is_there_already_is_none(ledger: Ledger, deputy: Add) -> None:
    mandate = deputy("王芳", note="补", elected_on="2016-11-10")
    head = ledger.last_change
    with ledger.act("改") as act:
        assert act.change("deputies", mandate, {"name": "王芳", "note": "补"}) is False
        assert act.change("deputies", mandate, {}) is False
        act.concealing = True
        assert act.change("deputies", mandate, {"note": "补"}) is False
    assert ledger.last_change == head and ledger.undoable().name == "新增deputies"  # type: ignore[union-attr]
    with ledger.act("改") as act:
        assert act.change("deputies", mandate, {"note": "又补"}) is True
        assert act.change("deputies", mandate, {"name": "王小芳"}) is True
    assert ledger.last_change > head
    with pytest.raises(Refused, match="没有编号为 99 的记录"), ledger.act("改") as act:
        act.change("deputies", 99, {"note": "补"})
