"""A person is not a mandate: joining, renaming, removing and bringing back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.storage.ledger import Ledger
from app.storage.query import Query
from app.storage.refusals import ReasonNeeded, Refused
from tests.data.sites import picture
from tests.storage.conftest import enter, names

Add = Callable[..., int]
FIRST, SECOND = "999999197503010029", "99999919750301003X"


def person_of(ledger: Ledger, mandate: int) -> int:
    row = ledger.row("deputies", mandate)
    assert row is not None
    return int(row["person"])


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ({"id_number": FIRST}, {"id_number": FIRST}, True),
        ({"id_number": FIRST, "birth_date": "1975-03"}, {"birth_date": "1975-03"}, True),
        ({"birth_date": "1975-03-01"}, {"birth_date": "1975-03"}, True),
        ({"birth_date": "1975-03", "sex": "女"}, {"birth_date": "1975-03", "sex": "女"}, True),
        ({"birth_date": "1975-03", "sex": "女"}, {"birth_date": "1975-03", "sex": "男"}, False),
        ({"birth_date": "1975-03-01"}, {"birth_date": "1975-03-02"}, False),
        ({"birth_date": "1975-03"}, {"birth_date": "1975-04"}, False),
        ({"birth_date": "1975"}, {"birth_date": "1975"}, False),
        ({}, {}, False),
        (
            {"id_number": FIRST, "birth_date": "1975-03"},
            {"id_number": SECOND, "birth_date": "1975-03"},
            False,
        ),
    ],
)
def test_a_second_mandate_joins_the_same_person_only(
    ledger: Ledger, deputy: Add, first: dict[str, Any], second: dict[str, Any], joined: bool
) -> None:
    enter(ledger, "terms", {"level": "县", "ordinal": 15})
    one, other = deputy(**first), deputy(**second, level="县")
    assert (person_of(ledger, one) == person_of(ledger, other)) is joined
    assert ledger.count("people") == (1 if joined else 2)


def test_the_same_mandate_is_not_entered_twice(ledger: Ledger, deputy: Add) -> None:
    deputy(id_number=FIRST, phone="19900001234")
    before = ledger.statistics()["digest"]
    with pytest.raises(Refused, match="已经有"):
        deputy(id_number=FIRST, phone="19900004321")
    assert ledger.statistics()["digest"] == before


def test_a_new_name_shows_in_every_mandate_and_is_found(ledger: Ledger, deputy: Add) -> None:
    enter(ledger, "terms", {"level": "县", "ordinal": 15})
    town = deputy("王芳", birth_date="1975-03", elected_on="2016-10-12")
    deputy("王芳", birth_date="1975-03", level="县")
    deputy("丁一")
    with ledger.act("修改") as act:
        act.change("deputies", town, {"name": "丁小芳"})
    assert sorted(names(ledger)) == ["丁一", "丁小芳", "丁小芳"]
    assert ledger.count("deputies", Query(find="丁小芳")) == 2
    assert ledger.count("deputies", Query(find="dxf")) == 2
    assert ledger.count("mandate_changes", Query(find="丁小芳")) == 1
    ledger.undo()
    assert ledger.count("deputies", Query(find="丁小芳")) == 0
    assert ledger.count("mandate_changes", Query(find="王芳")) == 1


def test_a_renamed_district_is_found_by_its_new_name(ledger: Ledger, deputy: Add) -> None:
    district = enter(ledger, "electoral_districts", {"name": "第一选区", "level": "镇"})
    deputy(electoral_district="第一选区")
    with ledger.act("修改") as act:
        act.change("electoral_districts", district, {"name": "南村选区"})
    assert ledger.count("deputies", Query(find="南村")) == 1
    row = ledger.rows("deputies", ledger.ids("deputies"))[0]
    assert row["electoral_district"].name == "南村选区"


def test_names_are_sorted_anew_when_the_office_sorts_otherwise(ledger: Ledger, deputy: Add) -> None:
    for name in ("丁山山", "丁一", "于小"):
        deputy(name)
    by_given = names(ledger)
    office = ledger.office["id"]
    with ledger.act("修改") as act:
        act.change("office", office, {"name_order": "surname"})
    from app.storage.checks.check import stale_keys

    assert stale_keys(ledger) == []
    ledger.undo()
    assert names(ledger) == by_given
    assert stale_keys(ledger) == []


def test_the_person_goes_with_the_last_mandate_and_comes_back_with_it(ledger: Ledger, deputy: Add) -> None:
    enter(ledger, "terms", {"level": "县", "ordinal": 15})
    town = deputy(birth_date="1975-03", phone="19900001234", elected_on="2016-10-12")
    county = deputy(birth_date="1975-03", level="县")
    full = ledger.statistics()["digest"]
    with ledger.act("删除") as act:
        act.remove("deputies", county, "录错")
    assert ledger.count("people") == 1
    with ledger.act("删除") as act:
        act.remove("deputies", town, "录错")
    assert (ledger.count("people"), ledger.count("mandate_changes")) == (0, 0)
    entries = ledger.bin()
    assert [(entry.register, entry.row, entry.why) for entry in entries] == [
        ("deputies", town, "录错"),
        ("deputies", county, "录错"),
    ]
    assert (ledger.bin("deputies"), ledger.bin("electoral_districts")) == (entries, [])
    for entry in entries:
        ledger.restore(entry.id)
    assert ledger.statistics()["digest"] == full
    assert ledger.reveal("deputies", town, "phone") == "19900001234"
    with pytest.raises(Refused, match="已经恢复"):
        ledger.restore(entries[0].id)


def test_one_of_several_removed_together_comes_back_alone(ledger: Ledger, deputy: Add) -> None:
    ids = [deputy(name, elected_on="2016-10-12") for name in ("王芳", "李四", "赵六")]
    with ledger.act("删除三人") as act:
        for row_id in ids:
            act.remove("deputies", row_id, "试")
    ledger.restore(next(entry.id for entry in ledger.bin() if entry.row == ids[1]))
    assert names(ledger) == ["李四"]
    assert (ledger.count("people"), ledger.count("mandate_changes")) == (1, 1)


def test_only_what_went_in_the_same_act_comes_back(ledger: Ledger, deputy: Add) -> None:
    mandate = deputy(elected_on="2016-10-12")
    with ledger.act("改") as act:
        act.change("deputies", mandate, {"elected_on": None})
    with ledger.act("删除") as act:
        act.remove("deputies", mandate, "试")
    ledger.restore(ledger.bin()[0].id)
    assert (names(ledger), ledger.count("people"), ledger.count("mandate_changes")) == (["王芳"], 1, 0)


def test_two_mandates_removed_together_bring_their_person_back_once(ledger: Ledger, deputy: Add) -> None:
    enter(ledger, "terms", {"level": "县", "ordinal": 15})
    ids = [deputy(birth_date="1975-03", level=level) for level in ("镇", "县")]
    with ledger.act("删除") as act:
        for row_id in ids:
            act.remove("deputies", row_id, "试")
    assert ledger.count("people") == 0
    for entry in ledger.bin():
        ledger.restore(entry.id)
    assert (ledger.count("deputies"), ledger.count("people")) == (2, 1)


def test_a_row_that_was_entered_again_does_not_come_back_beside_it(ledger: Ledger) -> None:
    district = {"no": 1, "name": "第一选区", "level": "镇"}
    old = enter(ledger, "electoral_districts", district)
    with ledger.act("删除") as act:
        act.remove("electoral_districts", old, "试")
    enter(ledger, "electoral_districts", district)
    with pytest.raises(Refused, match="第一选区"):
        ledger.restore(ledger.bin()[0].id)


def test_its_own_files_come_back_with_a_row(ledger: Ledger, deputy: Add, tmp_path: Path) -> None:
    ids = [deputy(name) for name in ("王芳", "李四")]
    with ledger.act("添加附件") as act:
        for row_id, name in zip(ids, ("甲.png", "乙.png"), strict=True):
            act.attach("deputies", row_id, picture(tmp_path, name))
    with ledger.act("删除两人") as act:
        for row_id in ids:
            act.remove("deputies", row_id, "试")
    assert ledger.count("attachments") == 0
    ledger.restore(next(entry.id for entry in ledger.bin() if entry.row == ids[1]))
    (file,) = ledger.rows("attachments", ledger.ids("attachments"))
    assert (file["register"], file["row"]) == ("deputies", ids[1])


def test_the_bin_holds_what_was_removed_and_not_what_was_taken_back(ledger: Ledger, deputy: Add) -> None:
    deputy()
    ledger.undo()
    assert ledger.bin() == []
    with pytest.raises(Refused, match="回收站里没有"):
        ledger.restore(10_000)


def test_a_person_entered_again_is_not_brought_back_beside_it(ledger: Ledger, deputy: Add) -> None:
    old = deputy(id_number=FIRST)
    with ledger.act("删除") as act:
        act.remove("deputies", old, "试")
    deputy(id_number=FIRST)
    with pytest.raises(Refused, match="已经重新登记"):
        ledger.restore(ledger.bin()[0].id)


def test_a_row_does_not_come_back_before_what_it_names(ledger: Ledger, deputy: Add) -> None:
    district = enter(ledger, "electoral_districts", {"name": "第一选区", "level": "镇"})
    mandate = deputy(electoral_district="第一选区")
    for key, row_id in (("deputies", mandate), ("electoral_districts", district)):
        with ledger.act("删除") as act:
            act.remove(key, row_id, "试")
    newest = {entry.register: entry.id for entry in ledger.bin()}
    with pytest.raises(Refused, match="第一选区"):
        ledger.restore(newest["deputies"])
    ledger.restore(newest["electoral_districts"])
    ledger.restore(newest["deputies"])
    assert names(ledger) == ["王芳"]


def test_removal_is_refused_with_the_count_of_what_refers_to_it(ledger: Ledger, deputy: Add) -> None:
    district = enter(ledger, "electoral_districts", {"name": "第一选区", "level": "镇"})
    for name in ("王芳", "李四"):
        deputy(name, electoral_district="第一选区")
    with pytest.raises(Refused, match="代表名册 2 条"), ledger.act("删除") as act:
        act.remove("electoral_districts", district, "试")
    with pytest.raises(Refused, match="代表名册 1 条"), ledger.act("删除") as act:
        act.remove("people", 1, "试")


def test_a_derived_row_changes_with_its_source_only(ledger: Ledger, deputy: Add) -> None:
    mandate = deputy(elected_on="2016-10-12")
    (event,) = ledger.ids("mandate_changes")
    with pytest.raises(Refused, match="代表名册"), ledger.act("改") as act:
        act.change("mandate_changes", event, {"note": "x"})
    with pytest.raises(Refused, match="代表名册"), ledger.act("删") as act:
        act.remove("mandate_changes", event, "x")
    with ledger.act("改") as act:
        act.change("deputies", mandate, {"elected_on": None})
    assert ledger.ids("mandate_changes") == []


def test_an_id_number_belongs_to_one_person(ledger: Ledger, deputy: Add) -> None:
    deputy("王芳", id_number=FIRST)
    other = deputy("李四", id_number=SECOND)
    with pytest.raises(Refused, match="王芳"), ledger.act("改") as act:
        act.change("deputies", other, {"id_number": FIRST})
    assert ledger.reveal("deputies", other, "id_number") == SECOND
    with ledger.act("改") as act:  # one that nobody has
        act.change("deputies", other, {"id_number": "999999197503010041"})
    assert ledger.reveal("deputies", other, "id_number") == "999999197503010041"


def test_a_change_is_judged_and_one_without_a_difference_is_none(ledger: Ledger, deputy: Add) -> None:
    mandate = deputy("王芳")
    with ledger.act("改") as act:
        assert act.change("deputies", mandate, {"name": "王芳"}) is False
    with pytest.raises(Refused, match="姓名"), ledger.act("改") as act:
        act.change("deputies", mandate, {"name": None})


def test_a_past_term_is_corrected_with_a_reason_only(ledger: Ledger, deputy: Add) -> None:
    mandate = deputy()
    enter(ledger, "terms", {"level": "镇", "ordinal": 17, "started_on": "2021-11-10"})
    for step in (
        lambda act: act.change("deputies", mandate, {"note": "x"}),
        lambda act: act.remove("deputies", mandate),
    ):
        with pytest.raises(ReasonNeeded, match="第十六届的任期已经结束"), ledger.act("改") as act:
            step(act)
    with ledger.act("更正") as act:
        act.why = "备注登记错了"
        act.change("deputies", mandate, {"note": "x"})
    assert ledger.history("deputies", mandate)[0].why == "备注登记错了"


def test_row_ids_are_never_used_again(ledger: Ledger, deputy: Add) -> None:
    first = deputy()
    with ledger.act("删除") as act:
        act.remove("deputies", first, "试")
    second = deputy("李四")
    ledger.undo()
    assert deputy("赵六") > second > first
