"""The eight items of a site are judged from its ledgers, with what is missing named and its rows shown."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.domain.site_standard.judgement import Judgement, points_words, score_of
from app.figures.site_standard import evaluate, open_sites
from app.storage.ledger import Ledger
from tests.data.sites import activity, add, attach, change, item, new_ledger, picture, reception, site
from tests.kept_ledgers import open_ledger, sample_folder

END = date(2022, 12, 31)
MAY = date(2022, 5, 31)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with new_ledger(tmp_path / "data") as made:
        yield made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return picture(tmp_path)


def found(ledger: Ledger, at: Ref, name: str, until: date = END) -> Judgement:
    return next(one for one in evaluate(ledger, at.id or 0, 2022, until) if one.item.name == name)


def told(one: Judgement) -> tuple[str, str]:
    return one.result, one.words


def test_a_place_without_photo_is_met_in_part_and_with_one_in_full(ledger: Ledger, photo: Path) -> None:
    room = site(ledger)
    assert told(found(ledger, room, "有场所")) == ("partly", "60 ㎡，缺照片")
    attach(ledger, "liaison_sites", room.id, photo, role="venue")
    assert told(found(ledger, room, "有场所")) == ("met", "60 ㎡ · 照片 1")


def test_a_photo_of_the_room_is_none_of_the_sign(ledger: Ledger, photo: Path) -> None:
    room = site(ledger)
    attach(ledger, "liaison_sites", room.id, photo, role="venue")
    assert told(found(ledger, room, "有牌子")) == ("partly", "挂牌 2021.10，缺照片")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"area_m2": 150}, "15 ㎡，面积不足 20 ㎡、缺照片"),
        ({"area_m2": None}, "缺面积、缺照片"),
        ({"right_of_use": None}, "60 ㎡，缺场地使用凭据、缺照片"),
        ({"address": None, "area_m2": None}, "缺地址、缺面积、缺照片"),
    ],
)
def test_what_a_place_lacks_is_named(ledger: Ledger, values: dict[str, object], words: str) -> None:
    room = site(ledger, **values)
    assert found(ledger, room, "有场所").words == words


def test_the_threshold_is_data(ledger: Ledger) -> None:
    room = site(ledger)
    change(ledger, "checklist_items", item(ledger, "有场所"), threshold=100)
    assert "面积不足 100 ㎡" in found(ledger, room, "有场所").words


def test_deputies_who_left_office_do_not_count_as_staff(ledger: Ledger) -> None:
    room = site(ledger)
    assert told(found(ledger, room, "有人员")) == ("met", "室长、联络员、代表 3 人")
    gone = ledger.ids("deputies")[0]
    ref = Ref(gone, "王芳")
    add(ledger, "mandate_changes", mandate=ref, kind="moved_away", occurred_on=PartialDate(2022, 6, 1))
    assert found(ledger, room, "有人员", MAY).result == "met"
    one = found(ledger, room, "有人员")
    assert told(one) == ("partly", "室长、联络员、代表 2 人，名单中 1 人已不在任")
    assert one.finding.gaps[0].rows == (("deputies", gone),)


def equip(ledger: Ledger, at: Ref, *names: str) -> list[int]:
    return [add(ledger, "site_equipment", site=at, name=name, quantity=1, state="in_use") for name in names]


def counted(ledger: Ledger, row: int, on: date, count: int = 1) -> int:
    return add(ledger, "stock_counts", equipment=Ref(row, ""), counted_on=on, book_count=1, counted=count)


def test_needed_equipment_and_the_yearly_count_are_asked_for(ledger: Ledger) -> None:
    room = site(ledger)
    assert found(ledger, room, "有设备").result == "missing"
    rows = equip(ledger, room, "办公桌", "折叠椅", "台式电脑", "打印一体机", "文件柜", "意见箱")
    assert told(found(ledger, room, "有设备")) == ("partly", "6 件，6 项未盘点")
    for row in rows:
        counted(ledger, row, date(2022, 6, 10))
    assert told(found(ledger, room, "有设备")) == ("met", "6 件 · 已盘点")
    assert found(ledger, room, "有设备", date(2023, 6, 30)).words == "6 件，6 项未盘点"
    change(ledger, "site_equipment", rows[3], state="scrapped")
    assert told(found(ledger, room, "有设备")) == ("partly", "5 件 · 已盘点，缺打印机")
    counted(ledger, rows[0], date(2022, 7, 1), 0)
    assert "盘亏 1 项" in found(ledger, room, "有设备").words


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], ("missing", "未见经费安排")),
        ([(2_000_000, None)], ("partly", "预算 2 万，还没有支出记录")),
        ([(2_000_000, None), (None, 1_300_000)], ("met", "预算 2 万，已用 1.3 万")),
        ([(None, 86_000)], ("partly", "已用 860 元，未见经费安排")),
        ([(500_000, None), (None, 680_000)], ("partly", "预算 0.5 万，已用 0.68 万，超支 0.18 万")),
    ],
)
def test_money_planned_and_spent(
    ledger: Ledger, entries: list[tuple[int | None, int | None]], expected: tuple[str, str]
) -> None:
    room = site(ledger)
    for number, (income, expense) in enumerate(entries):
        add(ledger, "fund_entries", fund="sites", site=room, occurred_on=date(2022, 2, 1 + number), summary=f"第{number}笔",
            income=income, expense=expense)  # fmt: skip
    assert told(found(ledger, room, "有经费")) == expected


def test_a_common_budget_of_all_sites_counts_where_a_site_has_none_of_its_own(ledger: Ledger) -> None:
    room = site(ledger)
    for income, expense in ((1_000_000, None), (None, 200_000)):
        add(ledger, "fund_entries", fund="sites", occurred_on=date(2022, 1, 5), summary=f"{income}", income=income,
            expense=expense)  # fmt: skip
    assert told(found(ledger, room, "有经费")) == ("met", "统一预算 1 万，已用 0.2 万")


def test_rules_must_hang_on_the_wall_and_be_in_force(ledger: Ledger) -> None:
    room = site(ledger)
    rows = [add(ledger, "posted_rules", site=room, name=f"制度{n}", is_posted=True) for n in range(6)]
    assert told(found(ledger, room, "有制度")) == ("met", "6 项上墙")
    change(ledger, "posted_rules", rows[0], is_posted=False)
    change(ledger, "posted_rules", rows[1], replaced_on=date(2022, 6, 1))
    assert told(found(ledger, room, "有制度")) == ("partly", "4 项上墙，少于 5 项、1 项未上墙")
    assert found(ledger, room, "有制度", MAY).words == "5 项上墙，1 项未上墙"


def test_receptions_are_held_against_the_opening_hours_and_gaps_named_by_month(
    ledger: Ledger, photo: Path
) -> None:
    room = site(ledger)
    assert told(found(ledger, room, "有活动")) == ("missing", "没有接待、活动记录")
    for month in (1, 2, 4, 5):
        reception(ledger, room, month)
    for month in (2, 5):
        activity(ledger, room, month, photo)
    assert told(found(ledger, room, "有活动", MAY)) == ("partly", "接待 4/5 · 活动 2/2，3月缺接待")
    late = found(ledger, room, "有活动", date(2022, 9, 30))
    assert (
        late.words
        == "接待 4/9 · 活动 2/3，3月缺接待、6月缺接待、7月缺接待、8月缺接待、9月缺接待、第三季度缺活动"
    )


def test_a_quarterly_site_needs_one_reception_a_quarter(ledger: Ledger, photo: Path) -> None:
    station = site(ledger, "下寮村联络站", kind="station", opening_hours="每季度第二个月 15 日")
    reception(ledger, station, 2)
    activity(ledger, station, 3, photo)
    assert told(found(ledger, station, "有活动", MAY)) == ("met", "接待 1/1 · 活动 1/1")


def test_a_rota_is_the_plan_where_there_is_one(ledger: Ledger, photo: Path) -> None:
    room = site(ledger)
    for month in (2, 5):
        add(ledger, "reception_duties", site=room, held_on=date(2022, month, 15))
    reception(ledger, room, 2)
    activity(ledger, room, 2, photo)
    one = found(ledger, room, "有活动", MAY)
    assert told(one) == ("partly", "接待 1/2 · 活动 1/1，5月缺接待")
    assert one.finding.gaps[0].rows == (("reception_duties", ledger.ids("reception_duties")[1]),)


def test_a_reception_without_visitors_counts_as_held_and_needs_no_signature(ledger: Ledger) -> None:
    room = site(ledger)
    for month in range(1, 4):
        reception(ledger, room, month, visitor_count=0, is_signed=None)
    assert "接待 3/3" in found(ledger, room, "有活动", date(2022, 3, 31)).words
    assert told(found(ledger, room, "有台账")) == ("met", "齐全")


@pytest.mark.parametrize(
    ("more", "loose"),
    [
        ({"source": "reception"}, True),
        ({}, True),  # linked to nothing, from nowhere
        ({"source": "letter_or_call"}, False),
        ({"source": "reception", "linked": True}, False),
        ({"source": "reception", "nowhere": True}, True),
        ({"source": "reception", "nowhere": True, "raised_on": date(2022, 8, 13)}, False),  # another day
        ({"class": "suggestion"}, False),
    ],
)
def test_an_opinion_linked_to_nothing_is_a_gap(ledger: Ledger, more: dict[str, Any], loose: bool) -> None:
    room = site(ledger)
    held = reception(ledger, room, 8, is_signed=True)
    row = {"class": "opinion", "raised_on": date(2022, 8, 12), "content": "路灯不亮", **more}
    if not row.pop("nowhere", False):
        row["site"] = room
    if row.pop("linked", False):
        row["reception"] = Ref(held, "接待")
    add(ledger, "suggestions", **row)
    assert ("意见没有关联接待" in found(ledger, room, "有台账").words) == loose


def test_gaps_of_the_registers_are_found_with_their_rows(ledger: Ledger, photo: Path) -> None:
    room = site(ledger)
    unsigned = reception(ledger, room, 8, is_signed=False)
    differing = reception(ledger, room, 9, opinion_count=2)
    theme = reception(ledger, room, 5, is_theme_day=True, theme="道路安全")
    bare = activity(ledger, room, 5, None)
    add(ledger, "suggestions", **{"class": "opinion", "raised_on": date(2022, 9, 12), "source": "reception",
                                  "site": room, "content": "路灯不亮"})  # fmt: skip
    one = found(ledger, room, "有台账")
    assert one.result == "partly"
    assert [gap.words for gap in one.finding.gaps] == [
        "登记表缺签名 1 份（08.12）",
        "意见件数与登记表对不上 1 批次（09.12）",
        "主题接待日缺照片 1 次（05.12）",
        "意见没有关联接待 1 件",
        "活动缺照片 1 组（05.20）",
    ]
    rows = [row for gap in one.finding.gaps for row in gap.rows]
    assert {("receptions", unsigned), ("receptions", differing), ("receptions", theme)} <= set(rows)
    assert ("site_activities", bare) in rows


def test_a_number_that_is_missing_is_a_gap_and_one_in_the_recycle_bin_is_not(ledger: Ledger) -> None:
    room, station = site(ledger), site(ledger, "下寮村联络站", kind="station")
    first = reception(ledger, room, 1)
    reception(ledger, room, 2, no="2022-004")
    removed = reception(ledger, station, 3)
    reception(ledger, station, 4)
    assert found(ledger, room, "有台账").words == "接待登记缺号 2022-002、2022-003"
    with ledger.act("删除") as act:
        act.remove("receptions", removed, why="重复登记")
    assert found(ledger, station, "有台账").words == "齐全"
    with ledger.act("删除") as act:
        act.remove("receptions", first, why="重复登记")
    reception(ledger, station, 5, no="2022-999999999")  # a slip of the hand: looked through at once
    assert found(ledger, room, "有台账").words == "接待登记缺号 2022-002、2022-003"


def test_what_comes_after_the_day_is_not_looked_at(ledger: Ledger) -> None:
    room = site(ledger)
    reception(ledger, room, 8, is_signed=False)
    assert found(ledger, room, "有台账", MAY).result == "missing"


def test_items_are_data(ledger: Ledger) -> None:
    room = site(ledger)
    change(ledger, "checklist_items", item(ledger, "有制度"), valid_until=date(2022, 7, 1))
    add(ledger, "checklist_items", no=9, name="有网络", weight=100, judged_by="hand")
    names = [one.item.name for one in evaluate(ledger, room.id or 0, 2022, END)]
    assert "有制度" not in names
    assert told(found(ledger, room, "有网络")) == ("", "请现场查看后填写")
    assert found(ledger, room, "有制度", MAY).result == "missing"


def test_half_of_an_odd_weight_is_exact(ledger: Ledger) -> None:
    weight = {"weight": 125}
    assert (score_of(weight, "met"), score_of(weight, "partly"), score_of(weight, "missing")) == (
        1250,
        625,
        0,
    )
    assert points_words(7 * 1250 + 625) == "93.75"
    assert points_words(6 * 1250 + 2 * 625) == "87.50"


def test_the_sample_board_is_what_its_ledgers_show(tmp_path: Path) -> None:
    with open_ledger(sample_folder(tmp_path / "sample"), today=END) as ledger:
        day = date(2022, 11, 10)
        stored = {
            (row["site"].id, row["item"].id): (row["result"], row["finding"], row["score"])
            for row in ledger.rows("site_checks", ledger.ids("site_checks"))
            if row["round"] == "2022年第二轮"
        }
        shown = {
            (one.site.id, one.item.id): (one.result, one.words, one.score)
            for at in open_sites(ledger, day)
            for one in evaluate(ledger, at["id"], 2022, day)
        }
        assert shown == stored
        results = [result for result, _, _ in shown.values()]
        assert [results.count(code) for code in ("met", "partly", "missing")] == [20, 3, 1]


def test_a_site_that_was_closed_is_checked_no_more(ledger: Ledger) -> None:
    site(ledger)
    site(ledger, "下寮村联络站", kind="station", closed_on=date(2022, 7, 1), founded_on=PartialDate(2019))
    assert [len(open_sites(ledger, day)) for day in (MAY, END)] == [2, 1]


def test_a_number_given_to_a_later_day_is_no_gap(ledger: Ledger) -> None:
    room = site(ledger)
    reception(ledger, room, 1)
    reception(ledger, room, 11)
    reception(ledger, room, 2)
    assert found(ledger, room, "有台账", MAY).words == "齐全"
