"""Rounds of checks: begun for all sites at once, brought up to date by records, compared, followed up."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.fields import Ref
from app.storage.ledger import Ledger, Refused
from app.work import site_rounds
from tests.data.sites import TODAY, activity, add, attach, change, item, new_ledger, picture, reception, site

LATER = date(2022, 12, 20)
NAME = "2022年第一轮"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with new_ledger(tmp_path / "data") as made:
        yield made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return picture(tmp_path)


def begun(ledger: Ledger, name: str = NAME, day: date = TODAY) -> list[int]:
    return site_rounds.start_round(ledger, name, day, "蓝晓晴")


def check(ledger: Ledger, name: str, item_name: str, at: Ref | None = None) -> dict[str, Any]:
    return next(
        row
        for row in site_rounds.checks_of(ledger, name)
        if row["item"].name == item_name and (at is None or row["site"].id == at.id)
    )


def reopened(ledger: Ledger, day: date) -> Ledger:
    folder = ledger.folder
    ledger.close()
    return Ledger.open(folder, today=day)


def test_a_round_checks_every_open_site_for_every_item_in_one_act(ledger: Ledger) -> None:
    site(ledger)
    site(ledger, "下寮村联络站", kind="station")
    site(ledger, "旧站", kind="point", closed_on=date(2022, 3, 1))
    assert len(begun(ledger)) == 16
    (one,) = site_rounds.rounds(ledger)
    assert (one.name, one.day, one.checker, one.count) == (NAME, TODAY, "蓝晓晴", 16)
    assert ledger.undo() == f"开始自查“{NAME}”"
    assert site_rounds.rounds(ledger) == []


def test_results_are_prefilled_and_what_is_missing_becomes_a_dated_task(ledger: Ledger) -> None:
    site(ledger)
    begun(ledger)
    staff, sign = check(ledger, NAME, "有人员"), check(ledger, NAME, "有牌子")
    assert (staff["result"], staff["score"], staff["finding"]) == ("met", 1250, "室长、联络员、代表 3 人")
    assert staff["fix_by"] is None and staff["responsible"] is None
    assert (sign["result"], sign["score"], sign["finding"]) == ("partly", 625, "挂牌 2021.10，缺照片")
    assert (sign["fix_by"], sign["responsible"]) == (date(2022, 12, 23), "陈志强")


@pytest.mark.parametrize(("name", "words"), [("  ", "起个名称"), (NAME, "已经有")])
def test_a_round_needs_a_name_of_its_own(ledger: Ledger, name: str, words: str) -> None:
    site(ledger)
    begun(ledger)
    with pytest.raises(Refused, match=words):
        begun(ledger, name)


def test_without_sites_there_is_nothing_to_check(ledger: Ledger) -> None:
    with pytest.raises(Refused, match="还没有登记联络站"):
        begun(ledger)


def test_the_next_name_counts_on_within_its_year(ledger: Ledger) -> None:
    site(ledger)
    begun(ledger)
    assert site_rounds.next_round_name(ledger, LATER) == "2022年第二轮"
    assert site_rounds.next_round_name(ledger, date(2023, 1, 5)) == "2023年第一轮"


def test_a_photo_as_evidence_makes_the_item_met_in_one_act(ledger: Ledger, photo: Path) -> None:
    room = site(ledger)
    begun(ledger)
    row = check(ledger, NAME, "有牌子")["id"]
    site_rounds.add_evidence(ledger, row, [photo])
    sign = check(ledger, NAME, "有牌子")
    assert (sign["result"], sign["score"], sign["finding"]) == ("met", 1250, "挂牌 2021.10 · 照片 1")
    assert check(ledger, NAME, "有场所", room)["result"] == "partly"
    assert ledger.undo() == "添加佐证：迳口镇人大代表联络室有牌子"
    assert check(ledger, NAME, "有牌子")["result"] == "partly"
    assert ledger.attached("site_checks", row) == []


def test_a_photo_that_comes_later_is_a_fix_and_leaves_what_was_found(ledger: Ledger, photo: Path) -> None:
    site(ledger)
    begun(ledger)
    ledger = reopened(ledger, LATER)
    with ledger:
        site_rounds.add_evidence(ledger, check(ledger, NAME, "有牌子")["id"], [photo])
        sign = check(ledger, NAME, "有牌子")
        assert (sign["result"], sign["finding"], sign["fixed_on"]) == (
            "partly",
            "挂牌 2021.10，缺照片",
            LATER,
        )
        assert site_rounds.settled(sign, LATER)
        assert sign["note"] == "整改后：挂牌 2021.10 · 照片 1"
        assert site_rounds.refresh(ledger, [sign["id"]]) == []


def test_the_two_computed_items_change_by_records_alone(ledger: Ledger, photo: Path) -> None:
    room = site(ledger)
    for month in range(1, 11):
        reception(ledger, room, month)
    for month in (2, 5, 8):
        activity(ledger, room, month, photo)
    unsigned = reception(ledger, room, 11, is_signed=False)
    begun(ledger)
    held, kept = check(ledger, NAME, "有活动"), check(ledger, NAME, "有台账")
    assert (held["result"], held["finding"]) == ("met", "接待 11/10 · 活动 3/3")
    assert (kept["result"], kept["finding"]) == ("partly", "登记表缺签名 1 份（11.12）")
    with pytest.raises(Refused, match="自动核对"):
        site_rounds.judge_by_hand(ledger, kept["id"], "met")
    with pytest.raises(Refused, match="登记表缺签名 1 份"), ledger.act("修改自查") as act:
        act.change("site_checks", kept["id"], {"result": "met"})
    assert check(ledger, NAME, "有台账")["result"] == "partly"
    change(ledger, "receptions", unsigned, is_signed=True)
    assert site_rounds.refresh(ledger, [held["id"], kept["id"]]) == [kept["id"]]
    after = check(ledger, NAME, "有台账")
    assert (after["result"], after["score"], after["finding"]) == ("met", 1250, "齐全")


def test_other_values_of_a_computed_item_can_be_changed(ledger: Ledger) -> None:
    room = site(ledger)
    reception(ledger, room, 11, is_signed=False)
    begun(ledger)
    row = check(ledger, NAME, "有台账")["id"]
    change(ledger, "site_checks", row, fix_by=date(2022, 12, 1), responsible="蓝晓晴")
    assert check(ledger, NAME, "有台账")["responsible"] == "蓝晓晴"


def test_an_earlier_round_taken_from_paper_stands_as_it_was_written(ledger: Ledger) -> None:
    room = site(ledger)
    written = {
        "round": "2020年自查",
        "site": room,
        "item": Ref(item(ledger, "有台账"), "有台账"),
        "result": "met",
    }
    row = add(ledger, "site_checks", checked_on=date(2020, 6, 1), **written)
    assert ledger.row("site_checks", row)["result"] == "met"


def test_what_people_set_is_marked_and_left_alone(ledger: Ledger, photo: Path) -> None:
    site(ledger)
    begun(ledger)
    row = check(ledger, NAME, "有人员")["id"]
    site_rounds.judge_by_hand(ledger, row, "partly")
    staff = check(ledger, NAME, "有人员")
    assert (staff["result"], staff["score"], staff["is_by_hand"]) == ("partly", 625, True)
    assert staff["fix_by"] is not None and staff["responsible"] == "陈志强"
    assert site_rounds.refresh(ledger, [row]) == []
    site_rounds.add_evidence(ledger, row, [photo], met=True)
    staff = check(ledger, NAME, "有人员")
    assert (staff["result"], staff["is_by_hand"]) == ("met", False)
    assert len(ledger.attached("site_checks", row)) == 1


def test_an_item_that_only_people_can_judge_takes_over_the_round_before(ledger: Ledger) -> None:
    site(ledger)
    add(ledger, "checklist_items", no=9, name="有网络", weight=100, judged_by="hand")
    begun(ledger)
    first = check(ledger, NAME, "有网络")
    assert (first["result"], first["finding"]) == ("missing", "请现场查看后填写")
    site_rounds.judge_by_hand(ledger, first["id"], "met")
    change(ledger, "site_checks", first["id"], finding="宽带 100M")
    begun(ledger, "2022年第二轮")
    second = check(ledger, "2022年第二轮", "有网络")
    assert (second["result"], second["finding"], second["score"]) == ("met", "宽带 100M", 1000)


def test_tasks_are_listed_by_date_with_what_is_overdue(ledger: Ledger) -> None:
    site(ledger)
    begun(ledger)
    sign = check(ledger, NAME, "有牌子")["id"]
    change(ledger, "site_checks", sign, fix_by=date(2022, 11, 20))
    change(ledger, "site_checks", check(ledger, NAME, "有经费")["id"], fix_by=None)
    tasks = site_rounds.open_tasks(ledger, site_rounds.checks_of(ledger, NAME))
    assert (tasks[0].item.name, tasks[0].days_left) == ("有牌子", -3)
    assert (tasks[-1].item.name, tasks[-1].fix_by, tasks[-1].days_left) == ("有经费", None, None)
    site_rounds.record_fix(ledger, sign, TODAY)
    left = site_rounds.open_tasks(ledger, site_rounds.checks_of(ledger, NAME))
    assert [task.item.name for task in left] == [task.item.name for task in tasks[1:]]


def test_rounds_are_compared_item_by_item(ledger: Ledger, photo: Path) -> None:
    room = site(ledger)
    begun(ledger)
    attach(ledger, "liaison_sites", room.id or 0, photo, role="sign")
    change(ledger, "liaison_sites", room.id or 0, liaison_officer=None)
    begun(ledger, "2022年第二轮")
    moved = {
        shift.item: shift
        for shift in site_rounds.compare(ledger, NAME, "2022年第二轮").values()
        if shift.direction
    }
    assert {(row, shift.before, shift.after, shift.direction) for row, shift in moved.items()} == {
        (item(ledger, "有牌子"), "partly", "met", 1),
        (item(ledger, "有人员"), "met", "partly", -1),
    }


def test_an_item_that_is_new_is_neither_better_nor_worse(ledger: Ledger) -> None:
    room = site(ledger)
    begun(ledger)
    new = add(ledger, "checklist_items", no=9, name="有网络", weight=100, judged_by="hand")
    begun(ledger, "2022年第二轮")
    shift = site_rounds.compare(ledger, NAME, "2022年第二轮")[(room.id or 0, new)]
    assert (shift.before, shift.after, shift.direction) == (None, "missing", 0)
