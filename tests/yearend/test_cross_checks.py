"""The cross-checks of domain.md 4.5: silent over the sample year, each told with its rows where something is planted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.fields import Ref
from app.figures.source import Source
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.yearend.cross_checks.checks_of_year import CHECKS, cross_checks
from app.yearend.cross_checks.contradiction import Contradiction, Scene
from app.yearend.cross_checks.matters import balance_in_words
from tests.kept_ledgers import open_ledger, sample_folder

YEAR, TODAY = 2022, date(2022, 12, 31)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("checks")
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        with open_ledger(sample_folder(folder / "data"), today=TODAY) as ledger:
            yield ledger


def test_the_sample_year_agrees_but_for_what_is_not_filed_yet(ledger: Ledger) -> None:
    steps: list[int] = []
    outcomes = cross_checks(ledger, YEAR, progress=lambda done, of: steps.append(done))
    assert steps == list(range(len(CHECKS)))
    assert [one.check.title for one in outcomes if one.contradictions] == ["归档"]
    earlier = cross_checks(ledger, 2019)
    assert [one.check.title for one in earlier if one.contradictions] in ([], ["归档"])
    assert not any(one.is_of_nothing for one in outcomes if one.check.title != "归档")
    assert all(one.is_of_nothing for one in earlier)


def test_the_balance_of_the_year_is_said_with_its_numbers(ledger: Ledger) -> None:
    matters = ledger.rows("suggestions", ledger.ids("suggestions", Query(year=YEAR)), on=TODAY)
    counted = [
        row
        for row in matters
        if row["class"] != "opinion" or row["reception"] or row["source"] == "reception"
    ]
    ended = sum(row["status"] in ("concluded", "archived") for row in counted)
    out = sum(row["status"] in ("merged", "withdrawn", "rejected", "referred") for row in counted)
    words = f"收到 {len(counted)} = 已办结 {ended} + 未办结 {len(counted) - ended - out} + 不再办理 {out}"
    assert balance_in_words(Source(ledger, YEAR)) == words


def first(ledger: Ledger, key: str, **equals: Any) -> dict[str, Any]:
    row = ledger.row(key, ledger.ids(key, Query(year=YEAR, equals=equals))[0])
    assert row is not None
    return row


def of_year(ledger: Ledger, key: str) -> list[dict[str, Any]]:
    return list(ledger.rows(key, ledger.ids(key, Query(year=YEAR))))


def first_of(ledger: Ledger, key: str, **equals: Any) -> dict[str, Any]:
    row = ledger.row(key, ledger.ids(key, Query(equals=equals))[0])
    assert row is not None
    return row


def ref(row: dict[str, Any]) -> Ref:
    return Ref(row["id"], str(row.get("name") or row["id"]))


def no_roll(ledger: Ledger, act: Any) -> tuple[int, ...]:
    meeting = first(ledger, "session_meetings", kind="plenary")
    session = {
        "session": meeting["session"],
        "kind": "plenary",
        "ordinal": 9,
        "held_on": meeting["held_on"],
        "half_day": meeting["half_day"],
    }
    return (act.add("session_meetings", session),)


def one_left_out_of_the_roll(ledger: Ledger, act: Any) -> tuple[int, ...]:
    entry = first(ledger, "session_attendance")
    act.remove("session_attendance", entry["id"], "试")
    return (entry["meeting"].id,)


def one_on_the_roll_for_another(ledger: Ledger, act: Any) -> tuple[int, ...]:
    """The number is right; the roll names somebody who had left, and lacks somebody who is in office."""
    entry = first(ledger, "session_attendance")
    gone = first_of(ledger, "mandate_changes", kind="died")["mandate"]
    act.remove("session_attendance", entry["id"], "试")
    act.add("session_attendance", {"meeting": entry["meeting"], "held_on": entry["held_on"], "deputy": gone, "attendance": "present"})  # fmt: skip
    return (entry["meeting"].id,)


def opinion_of_another_day(ledger: Ledger, act: Any) -> tuple[int, ...]:
    matter = next(
        row for row in of_year(ledger, "suggestions") if row["reception"] and row["class"] == "opinion"
    )
    act.change("suggestions", matter["id"], {"raised_on": matter["raised_on"] + timedelta(days=1)})
    return (matter["id"],)


def opinion_of_another_site(ledger: Ledger, act: Any) -> tuple[int, ...]:
    matter = next(
        row for row in of_year(ledger, "suggestions") if row["reception"] and row["class"] == "opinion"
    )
    held_at = ledger.row("receptions", matter["reception"].id)["site"].id  # type: ignore[index]
    other = next(site for site in ledger.ids("liaison_sites") if site != held_at)
    act.change("suggestions", matter["id"], {"site": Ref(other, "")})
    return (matter["id"],)


def suggestion_made_of_it_later(ledger: Ledger, act: Any) -> None:
    held = first(ledger, "receptions")
    values = {"class": "suggestion", "raised_on": held["held_on"] + timedelta(days=9), "reception": ref(held), "content": "后来提出"}  # fmt: skip
    act.add("suggestions", values)
    act.change("receptions", held["id"], {"opinion_count": None})


def rota_without_a_sheet(ledger: Ledger, act: Any) -> tuple[int, ...]:
    duty = first(ledger, "reception_duties")
    values = {"held_on": date(2022, 2, 3), "site": duty["site"]}
    return (act.add("reception_duties", values),)


def opinion_of_no_reception(ledger: Ledger, act: Any) -> tuple[int, ...]:
    values = {
        "class": "opinion",
        "source": "reception",
        "raised_on": date(2022, 5, 1),
        "content": "没有对上的一件",
    }
    return (act.add("suggestions", values),)


def sheet_with_another_count(ledger: Ledger, act: Any) -> tuple[int, ...]:
    row = first(ledger, "receptions")
    act.change("receptions", row["id"], {"opinion_count": 77})
    return (row["id"],)


def feedback_without_reply(ledger: Ledger, act: Any) -> tuple[int, ...]:
    rounds = ({"assigned_on": date(2022, 5, 2), "feedback_on": date(2022, 6, 1), "feedback": "satisfied"},)
    values = {"class": "suggestion", "raised_on": date(2022, 5, 1), "content": "只有反馈", "rounds": rounds}
    return (act.add("suggestions", values),)


def concluded_without_reply(ledger: Ledger, act: Any) -> tuple[int, ...]:
    values = {
        "class": "suggestion",
        "raised_on": date(2022, 5, 1),
        "content": "只有办结",
        "concluded_on": date(2022, 6, 1),
    }
    return (act.add("suggestions", values),)


def act_out_of_office(ledger: Ledger, act: Any) -> tuple[int, ...]:
    deputy = act.add("deputies", {"name": "某已故", "level": "township", "term": Ref(1, "")})
    change = {"mandate": Ref(deputy, "某已故"), "kind": "died", "occurred_on": date_in_part(2022, 1, 5)}
    act.add("mandate_changes", change)
    values = {
        "deputy": Ref(deputy, "某已故"),
        "kind": "inspection",
        "occurred_on": date(2022, 6, 1),
        "title": "去世以后",
    }
    return (act.add("performance_records", values),)


def date_in_part(*parts: int) -> Any:
    from app.domain.days import PartialDate

    return PartialDate(*parts)


def equipment_not_listed(ledger: Ledger, act: Any) -> tuple[int, ...]:
    values = {"fund": first(ledger, "fund_entries")["fund"], "occurred_on": date(2022, 2, 8), "summary": "买投影仪",
              "category": "办公设备", "expense": 123_457}  # fmt: skip
    return (act.add("fund_entries", values),)


def equipment_under_another_category(ledger: Ledger, act: Any) -> tuple[int, ...]:
    fund = first(ledger, "fund_entries")["fund"]
    entries = [
        ("购打印机一台", 123_451),
        ("购打印机墨盒", 123_452),
        ("打印机维修", 123_453),
        ("印会议材料", 123_454),
    ]
    ids = [
        act.add(
            "fund_entries",
            {
                "fund": fund,
                "occurred_on": date(2022, 2, 8),
                "summary": words,
                "category": "会议费",
                "expense": fen,
            },
        )
        for words, fen in entries
    ]
    return (ids[0],)


def equipment_of_an_older_price(ledger: Ledger, act: Any) -> tuple[int, ...]:
    old = next(
        row
        for row in ledger.rows("site_equipment", ledger.ids("site_equipment"))
        if row["bought_on"].year < YEAR
    )
    values = {"fund": first(ledger, "fund_entries")["fund"], "occurred_on": date(2022, 2, 9), "summary": "买投影仪",
              "category": "办公设备", "expense": old["amount"]}  # fmt: skip
    return (act.add("fund_entries", values),)


def equipment_listed_once_bought_twice(ledger: Ledger, act: Any) -> tuple[int, ...]:
    site = first_of(ledger, "liaison_sites")
    thing = {"site": ref(site), "name": "投影仪", "quantity": 1, "unit_price": 765_400, "bought_on": date_in_part(2022, 2, 8)}  # fmt: skip
    act.add("site_equipment", thing)
    spent = {"fund": first(ledger, "fund_entries")["fund"], "occurred_on": date(2022, 2, 8), "summary": "买投影仪",
             "category": "办公设备", "expense": 765_400}  # fmt: skip
    act.add("fund_entries", spent)
    return (act.add("fund_entries", {**spent, "summary": "又买投影仪"}),)


def spent_more_than_there_is(ledger: Ledger, act: Any) -> tuple[int, ...]:
    entry = first(ledger, "fund_entries")
    values = {"fund": entry["fund"], "occurred_on": date(2022, 12, 30), "summary": "多花了", "expense": 10**9}
    added = act.add("fund_entries", values)
    return (*ledger.ids("fund_entries", Query(year=YEAR, equals={"fund": entry["fund"]})), added)


Plant = Callable[[Ledger, Any], tuple[int, ...]]
PLANTED: list[tuple[str, Plant, str]] = [
    ("人代会出席", no_roll, "没有点名"),
    ("人代会出席", one_left_out_of_the_roll, "名，当日在任"),
    ("人代会出席", one_on_the_roll_for_another, "当日不在任的有"),
    ("接待", opinion_of_another_day, "有 1 件意见建议的提出日期或站点"),
    ("接待", opinion_of_another_site, "有 1 件意见建议的提出日期或站点"),
    ("接待", rota_without_a_sheet, "接待安排里有 1 次"),
    ("接待", opinion_of_no_reception, "有 1 件群众意见来源是接待"),
    ("接待", sheet_with_another_count, "有 1 次接待，登记表上写的意见件数"),
    ("答复和反馈", feedback_without_reply, "有 1 件有反馈，但没有答复日期"),
    ("答复和反馈", concluded_without_reply, "有 1 件已办结，但没有答复日期"),
    ("履职登记", act_out_of_office, "有 1 条履职登记，当天代表不在任"),
    ("经费和设备", equipment_not_listed, "有 1 笔设备支出"),
    ("经费和设备", equipment_under_another_category, "有 1 笔设备支出"),
    ("经费和设备", equipment_of_an_older_price, "有 1 笔设备支出"),
    ("经费和设备", equipment_listed_once_bought_twice, "有 1 笔设备支出"),
    ("经费和设备", spent_more_than_there_is, "支出多于收入"),
]


@pytest.mark.parametrize(
    ("title", "plant", "sentence"), PLANTED, ids=[plant.__name__ for _, plant, _ in PLANTED]
)
def test_what_does_not_agree_is_told_with_its_rows(
    ledger: Ledger, title: str, plant: Plant, sentence: str
) -> None:
    check = next(check for check in CHECKS if check.title == title)
    with ledger.act("试") as act:
        rows = plant(ledger, act)
    found = [one for one in check.look(Scene(ledger, Source(ledger, YEAR))) if sentence in one.sentence]
    ledger.undo()
    assert len(found) == 1
    assert set(found[0].rows) == set(rows)
    assert check.look(Scene(ledger, Source(ledger, YEAR))) == []


def test_a_suggestion_made_later_of_what_a_visitor_said_contradicts_nothing(ledger: Ledger) -> None:
    check = next(check for check in CHECKS if check.title == "接待")
    with ledger.act("试") as act:
        suggestion_made_of_it_later(ledger, act)
    found = check.look(Scene(ledger, Source(ledger, YEAR)))
    ledger.undo()
    assert found == []


def test_what_comes_after_the_day_looked_at_is_not_asked_for(ledger: Ledger) -> None:
    check = next(check for check in CHECKS if check.title == "接待")
    with ledger.act("试") as act:
        rota_without_a_sheet(ledger, act)
    before: list[Contradiction] = list(check.look(Scene(ledger, Source(ledger, YEAR, date(2022, 2, 2)))))
    on_the_day = check.look(Scene(ledger, Source(ledger, YEAR, date(2022, 2, 3))))
    ledger.undo()
    assert (before, len(on_the_day)) == ([], 1)
