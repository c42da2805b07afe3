"""In which order the rows of a ledger stand on paper: that of numbers, days, and what the rows belong to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.orders import Orders, orders_of
from app.domain.register import Register
from app.domain.registers import BY_KEY, SHOWN
from app.paper.ledger import filed_papers
from app.paper.sheet import Spread, Table
from app.storage.checks.check import stale_keys
from app.storage.ledger import Ledger
from tests.data.small_ledger import small_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with small_ledger(tmp_path / "ledger") as opened:
        yield opened


def enter(ledger: Ledger, register: str, **values: Any) -> int:
    read, problems = ledger.read_values(register, values)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    with ledger.act("录入") as act:
        return act.add(register, read)


def column(ledger: Ledger, register: str, label: str) -> list[str]:
    texts: list[str] = []
    for paper in filed_papers(ledger, BY_KEY[register]):
        table = next(block for block in paper.blocks if isinstance(block, Table))
        place = [head.heading for head in table.columns].index(label)
        texts += [
            row[place] for row, key in zip(table.rows, table.keys, strict=True) if isinstance(key, tuple)
        ]
    return texts


def set_delegations(ledger: Ledger, words: str | None) -> None:
    with ledger.act("设置") as act:
        act.change("office", ledger.office["id"], {"delegation_order": words})


@pytest.mark.parametrize(
    ("office", "orders"),
    [
        ({}, Orders("given", ())),
        (
            {"name_order": "surname", "delegation_order": "下寮片、圩镇片"},
            Orders("surname", ("下寮片", "圩镇片")),
        ),
        ({"delegation_order": " 甲团,乙团；丙团 甲团"}, Orders("given", ("甲团", "乙团", "丙团"))),
    ],
)
def test_the_office_says_by_what_it_sorts(office: dict[str, str], orders: Orders) -> None:
    assert orders_of(office) == orders


def test_delegations_stand_in_the_order_of_the_congress(ledger: Ledger) -> None:
    numbers = ("第十代表团", "第二代表团", "镇直代表团")
    for name, delegation in zip(("王甲一", "王乙一", "王丙一"), numbers, strict=True):
        enter(ledger, "deputies", name=name, level="镇", delegation=delegation)
    own = ["第一代表团", "第二代表团", "第十代表团", "镇直代表团"]
    assert list(dict.fromkeys(column(ledger, "deputies", "代表团"))) == own
    set_delegations(ledger, "镇直代表团、第十代表团")
    listed = ["镇直代表团", "第十代表团", "第一代表团", "第二代表团"]
    assert list(dict.fromkeys(column(ledger, "deputies", "代表团"))) == listed
    in_view = ledger.rows("deputies", ledger.ids("deputies"))
    assert list(dict.fromkeys(row["delegation"] for row in in_view if row["level"] == "township")) == listed
    assert stale_keys(ledger) == []
    ledger.undo()
    assert list(dict.fromkeys(column(ledger, "deputies", "代表团"))) == own
    assert stale_keys(ledger) == []


def test_what_is_filed_by_somebody_else_stands_in_the_order_of_that_ledger(ledger: Ledger) -> None:
    """Equipment by site, leave by the roster of deputies: not by the strokes or letters of a link's name."""
    enter(ledger, "liaison_sites", name="阿中心联络室", kind="联络点")
    enter(ledger, "liaison_sites", name="迳口镇联络室", kind="联络室")
    for number in ("10", "9", "2"):
        enter(ledger, "site_equipment", site="阿中心联络室", name="桌", quantity=1, asset_no=number)
    enter(ledger, "site_equipment", site="迳口镇联络室", name="椅", quantity=1, asset_no="88")
    assert column(ledger, "site_equipment", "资产编号") == ["88", "2", "9", "10"]


def test_the_same_day_is_filed_by_number(ledger: Ledger) -> None:
    enter(ledger, "liaison_sites", name="甲站", kind="联络站")
    for hour, number in enumerate(("2022-10", "2022-9", "2022-100"), 9):
        enter(
            ledger,
            "receptions",
            no=number,
            held_on="2022-05-04",
            site="甲站",
            kind="接访",
            time_from=f"{hour}:00",
        )
    assert column(ledger, "receptions", "编号") == ["2022-9", "2022-10", "2022-100"]


def test_a_name_that_no_row_goes_by_comes_after_those_that_do(ledger: Ledger) -> None:
    enter(ledger, "liaison_sites", name="丁站", kind="联络点")
    for site in ("丁站", "一站(未登记)"):
        enter(ledger, "posted_rules", site=site, name="学习制度")
    assert column(ledger, "posted_rules", "联络站") == ["丁站", "一站（未登记）"]


def test_a_stock_count_says_of_each_piece_where_it_is_and_who_counted_it(ledger: Ledger) -> None:
    enter(ledger, "liaison_sites", name="甲站", kind="联络站")
    enter(ledger, "liaison_sites", name="镇室", kind="联络室")
    for site, number, name in (("甲站", "10", "桌"), ("甲站", "9", "椅"), ("镇室", "77", "柜")):
        enter(
            ledger,
            "site_equipment",
            site=site,
            asset_no=number,
            name=name,
            quantity=2,
            unit="张",
            keeper="李四",
        )
        counted = {"book_count": 2, "counted": 1, "counter": "陈小明"}
        enter(ledger, "stock_counts", equipment=name, counted_on="2022-12-20", **counted)
    assert column(ledger, "stock_counts", "存放地点（站）") == ["镇室", "甲站", "甲站"]
    assert column(ledger, "stock_counts", "资产编号") == ["77", "9", "10"]
    assert column(ledger, "stock_counts", "盘盈/盘亏") == ["-1"] * 3
    (paper,) = filed_papers(ledger, BY_KEY["stock_counts"])
    signatures = next(block.texts for block in paper.blocks if isinstance(block, Spread))
    assert signatures[:2] == ("盘点人：陈小明", "审核人：李国强")
    enter(ledger, "site_equipment", site="甲站", asset_no="1", name="灯", quantity=1)
    enter(
        ledger,
        "stock_counts",
        equipment="灯",
        counted_on="2022-12-21",
        book_count=1,
        counted=1,
        counter="王五",
    )
    (paper,) = filed_papers(ledger, BY_KEY["stock_counts"])
    assert next(block.texts for block in paper.blocks if isinstance(block, Spread))[0] == "盘点人："


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_no_ledger_has_two_columns_of_a_name_or_a_field_twice(ledger: Ledger, register: Register) -> None:
    for paper in filed_papers(ledger, register, include_private=True):
        headings = [c.heading for block in paper.blocks if isinstance(block, Table) for c in block.columns]
        assert len(set(headings)) == len(headings)


def test_who_contacts_deputies_and_who_contacts_voters_stand_on_papers_of_their_own(ledger: Ledger) -> None:
    deputy = ledger.ids("deputies")[0]
    duty = {"deputy": deputy, "from_on": "2022-01-01"}
    enter(ledger, "contact_duties", circle="代表联系选民", village="迳口村", **duty)
    enter(ledger, "contact_duties", circle="主席团成员联系代表", deputies=ledger.ids("deputies")[1:2], **duty)
    assert len(filed_papers(ledger, BY_KEY["contact_duties"])) == 2
    assert column(ledger, "contact_duties", "类别") == ["主席团成员联系代表", "代表联系选民"]
