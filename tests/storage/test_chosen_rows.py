"""Which rows a question chooses: of a year, among some, by a number that is kept apart, and however many there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.domain.registers import BY_KEY
from app.storage.core.key_slots import Cost
from app.storage.ledger import Ledger
from app.storage.protection.protecting import protect
from app.storage.protection.unlocking import lock, unlock
from app.storage.query import Query
from tests.storage.conftest import enter

Add = Callable[..., int]


def matter(ledger: Ledger, title: str, day: str) -> int:
    return enter(
        ledger, "suggestions", {"class": "意见", "title": title, "content": "请修。", "raised_on": day}
    )


def chosen(ledger: Ledger, key: str, **question: object) -> list[int]:
    query = Query(**question)  # type: ignore[arg-type]
    ids = ledger.ids(key, query)
    assert ledger.count(key, query) == len(ids)
    return sorted(ids)


def test_a_year_holds_its_first_and_last_day_and_no_other(ledger: Ledger) -> None:
    days = "2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01"
    rows = [matter(ledger, f"修路{day}", day) for day in days]
    assert [chosen(ledger, "suggestions", year=year) for year in (2019, 2020, 2021, 2022, 2023)] == [
        [],
        rows[:1],
        rows[1:3],
        rows[3:],
        [],
    ]
    assert ledger.years("suggestions") == [2020, 2021, 2022]


def test_a_day_of_which_only_the_year_is_known_belongs_to_its_year(ledger: Ledger, deputy: Add) -> None:
    for name, day in (("王芳", "2021"), ("李明", "2021-12"), ("陈秀英", "2022")):
        deputy(name, elected_on=day)
    assert ledger.years("mandate_changes") == [2021, 2022]
    assert [len(chosen(ledger, "mandate_changes", year=year)) for year in (2020, 2021, 2022)] == [0, 2, 1]


def test_what_goes_by_no_year_is_in_every_one(ledger: Ledger, deputy: Add) -> None:
    mandate = deputy("王芳")
    assert ledger.years("deputies") == [] and chosen(ledger, "deputies", year=1999) == [mandate]


def test_only_those_that_stand_behind_a_figure_are_chosen(ledger: Ledger) -> None:
    rows = [matter(ledger, title, "2022-05-01") for title in ("修路", "修渠", "修桥")]
    assert chosen(ledger, "suggestions", among=(rows[0], rows[2])) == [rows[0], rows[2]]
    assert chosen(ledger, "suggestions", among=(rows[0], rows[2]), find="桥") == [rows[2]]
    assert chosen(ledger, "suggestions", among=()) == []


PASSWORD, CODE = "correct horse", "00000 00001 00002 00003 00004 00005 00006 00007 00008 00009"
NUMBER, PHONE = "999999197501010019", "19900001111"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (NUMBER, ["王芳"]),
        (PHONE, ["王芳"]),
        ("99999919750101004x", ["李明"]),
        ("0758-3322111", ["陈秀英"]),
        ("0758\uff0d3322111", ["陈秀英"]),
        ("07583322111", ["陈秀英"]),
        ("010-88889999", ["欧阳"]),
        ("01088889999", ["欧阳"]),
        ("3322112", ["单民"]),
        ("0758-3322112", []),
        ("0758-332211", []),
        ("四会市迳口镇一号", []),
        (f"{PHONE} 王", ["王芳"]),
        (f"{PHONE} 李", []),
        (PHONE[:10], []),
        (PHONE[:7], []),
        ("1" * 40, []),
        ("12345678", ["赵八"]),
    ],
)
def test_a_person_is_found_by_a_whole_number_that_is_kept_apart(
    words: str, found: list[str], ledger: Ledger, deputy: Add
) -> None:
    """ID numbers and telephones stand in no searched text: only who knows one whole finds its person.

    With the hyphen of a landline or without, whichever way it was entered.
    """
    deputy("王芳", id_number=NUMBER, phone=PHONE, sex="女")
    deputy("陈秀英", phone="0758-3322111", sex="女", address="四会市迳口镇一号")
    deputy("欧阳", phone="01088889999")
    deputy("单民", phone="3322112")
    deputy("李明", sex="男", id_number="99999919750101004X", phone="19900002222")
    deputy("赵八", phone="12345678")
    rows = ledger.rows("deputies", ledger.ids("deputies", Query(find=words)))
    assert [row["name"] for row in rows] == found


def test_rows_are_not_sorted_by_what_is_kept_apart(ledger: Ledger, deputy: Add) -> None:
    """The order of entry would look like an order of the numbers."""
    for number, name in enumerate(("王芳", "李明", "丁一")):
        deputy(name, phone=f"1990000000{number}")
    assert ledger.ids("deputies", Query(order=("phone",))) == ledger.ids("deputies")


def test_a_locked_ledger_finds_nobody_by_such_a_number_and_says_no_more(ledger: Ledger, deputy: Add) -> None:
    mandate = deputy("王芳", phone=PHONE)
    protect(ledger, PASSWORD, CODE, Cost(1, 8))
    lock(ledger)
    assert chosen(ledger, "deputies", find=PHONE) == []
    assert chosen(ledger, "deputies", find="王芳") == [mandate]
    unlock(ledger, PASSWORD)
    assert chosen(ledger, "deputies", find=PHONE) == [mandate]


def test_a_computed_column_is_chosen_by_as_of_its_day(ledger: Ledger) -> None:
    with ledger.act("计划") as act:
        for title, month in (("视察", 3), ("调研", 4), ("培训", 12)):
            act.add("year_plans", {"planned_on": PartialDate(2022, month), "kind": "other", "title": title})
    states = dict(ledger.values_in("year_plans", "state", Query()))
    assert sorted(states.values()) == [1, 2]  # what should have been done by now, and what is to come
    for state, count in states.items():
        assert len(chosen(ledger, "year_plans", chosen={"state": (state,)})) == count
    assert chosen(ledger, "year_plans", chosen={"state": (next(iter(states)),), "title": ("无",)}) == []
    ids = ledger.ids("year_plans")
    early, late = (
        {row["state"] for row in ledger.rows("year_plans", ids, on=day)}
        for day in (date(2022, 1, 1), date(2022, 12, 31))
    )
    assert len(early) == 1 and len(late) > 1  # what lay ahead lies behind now


def test_a_name_that_is_no_row_of_the_ledger_stays_as_it_was_written(ledger: Ledger) -> None:
    """However many rows there are: it is none of them."""
    enter(ledger, "sessions", {"term": "镇第十六届", "ordinal": "1", "opened_on": "2016-11-20"})
    vote = {"matter": "预算", "way": "show_of_hands", "voted_on": date(2022, 3, 1)}
    with ledger.act("登记") as act:
        row = act.add("votes", {**vote, "session": Ref(None, "临时会")})
    kept = ledger.row("votes", row)
    assert kept is not None and kept["session"] == Ref(None, "临时会")


def test_more_rows_than_a_question_may_name_are_read_whole(ledger: Ledger) -> None:
    """SQLite takes 999 values at a time; a township has more records than that."""
    with ledger.act("导入") as act:
        groups = [act.add("deputy_groups", {"name": f"第{number}小组"}) for number in range(1, 1203)]
        for group in groups:
            link = Ref(group, "旧名")
            values = {"name": f"甲{group}", "level": "township", "deputy_group": link}
            act.add("deputies", {**values, "phone": f"{19900000000 + group}"})
    rows = ledger.rows("deputies", ledger.ids("deputies"))
    assert len({row["name"] for row in rows}) == len({row["deputy_group"].id for row in rows}) == 1202
    assert {row["deputy_group"].name for row in rows} == {f"第{number}小组" for number in range(1, 1203)}
    assert len({row["phone"].commitment for row in rows}) == 1202
    related = ledger.core.records.related("deputies", "deputy_group", groups)
    assert {group: len(found) for group, found in related.items()} == dict.fromkeys(groups, 1)
    backwards = [row["id"] for row in rows][::-1]
    assert [row["id"] for row in ledger.rows("deputies", [99_999, *backwards])] == backwards
    assert ledger.core.records.row("deputies", 99_999) is None


def test_a_list_is_sorted_by_the_columns_that_were_chosen_and_then_by_its_own_order(
    ledger: Ledger, deputy: Add
) -> None:
    """A link by the name of what it points to, a name by its strokes as the roster itself, a day as a day."""
    for number, name in ((1, "丙组"), (2, "甲组"), (3, "乙组")):
        enter(ledger, "deputy_groups", {"no": number, "name": name})
    people = (
        ("黎燕", "甲组", "2017"),
        ("丁一", "乙组", "2016-12"),
        ("王芳", "甲组", "2018"),
        ("严明", None, None),
    )
    for name, group, day in people:
        deputy(name, deputy_group=group, elected_on=day)

    def ordered(*order: str) -> list[str]:
        return [row["name"] for row in ledger.rows("deputies", ledger.ids("deputies", Query(order=order)))]

    own = ordered()
    by_strokes = ["丁一", "王芳", "严明", "黎燕"]  # by code point 严 would come before 王
    assert sorted(own) == sorted(by_strokes)
    assert ordered("name") == by_strokes and ordered("-name") == by_strokes[::-1]
    assert ordered("elected_on") == ["严明", "丁一", "黎燕", "王芳"]
    assert ordered("-elected_on") == ["王芳", "黎燕", "丁一", "严明"]
    assert ordered("deputy_group", "name") == ["严明", "丁一", "王芳", "黎燕"]  # 乙 comes before 甲
    assert ordered("deputy_group", "-name") == ["严明", "丁一", "黎燕", "王芳"]
    assert ordered("level") == own  # all alike: the register's own order
    assert ordered("state", "phone") == own
    for key, order in (("receptions", "deputies"), ("suggestions", "days_left")):  # nothing to sort by
        assert ledger.ids(key, Query(order=(order,))) == ledger.ids(key)
    find = Query(find="镇", order=("-elected_on",))  # also among what was found
    assert ledger.ids("deputies", find) == ledger.ids("deputies", Query(order=("-elected_on",)))


def test_a_ledger_is_filed_by_the_oldest_first_and_its_people_as_in_their_own(
    ledger: Ledger, deputy: Add
) -> None:
    """On the screen the newest stand first; of one day each stands where the roster has its deputy."""
    for name in ("黎燕", "严明", "王芳"):
        deputy(name)
    for name, day in (
        ("黎燕", "2022-05-01"),
        ("王芳", "2022-05-01"),
        ("严明", "2022-05-01"),
        ("王芳", "2021-05-01"),
    ):
        number = {"card_no": f"{name}{day}"}
        enter(ledger, "deputy_cards", {"deputy": name, "issued_on": day, **number})
    cards = BY_KEY["deputy_cards"]

    def ordered(order: tuple[str, ...]) -> list[tuple[str, str]]:
        rows = ledger.rows("deputy_cards", ledger.ids("deputy_cards", Query(order=order)))
        return [(str(row["issued_on"]), row["deputy"].name) for row in rows]

    of_day = [("2022-05-01", name) for name in ("王芳", "严明", "黎燕")]
    assert ordered(cards.filed_order) == [("2021-05-01", "王芳"), *of_day]
    assert ordered(())[3:] == [("2021-05-01", "王芳")]
