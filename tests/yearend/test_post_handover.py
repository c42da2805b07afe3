"""The 工作交接书: lists from live data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from app.domain.registers import archival_items
from app.domain.registers.post_handovers import KEY
from app.paper.sheet import Form, Paper, Table
from app.paper.word import write_word
from app.storage.backups.making import make_backup
from app.storage.ledger import Ledger, Refused
from app.storage.query import Query
from app.work.open_matters import open_matters
from app.yearend.dossier import dossier
from app.yearend.filing import give_codes, propose
from app.yearend.open_matters import open_lines
from app.yearend.post_handover import freeze, post_handover
from tests.kept_ledgers import BEGAN, new_ledger, open_ledger, sample_folder

TODAY = date(2022, 12, 31)


def tables(paper: Paper) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in paper.blocks if isinstance(block, Table)]


def test_its_lists_are_those_of_the_ledger(tmp_path: Path) -> None:
    with open_ledger(sample_folder(tmp_path / "data"), today=TODAY) as ledger:
        with ledger.act("设置") as act:
            act.change("office", ledger.ids("office")[0], {"fonds_no": "0123"})
        propose(ledger, 2022)
        give_codes(ledger, 2022)
        archive, unfiled, matters, ledgers, *_ = tables(post_handover(ledger))
        assert sum(int(row[1]) for row in archive) == ledger.count(archival_items.KEY)
        assert archive[0][0] == "永久"
        assert archive[0][3].startswith("0123-WS·2022-Y-RDB-0001 至 ")
        assert "2022" not in [row[0] for row in unfiled]
        waiting = ledger.count("suggestions", Query(filter="to_assign")) + ledger.count(
            "suggestions", Query(filter="in_hand")
        )
        assert len([row for row in matters if row[0] == "意见建议"]) == waiting > 0
        assert [row[3] for row in matters if row[3]] == sorted(row[3] for row in matters if row[3])
        counts = {row[0]: row[1:] for row in ledgers}
        newest = max(str(value) for value, _ in ledger.values_in("receptions", "held_on"))
        assert counts["接待登记"] == (str(ledger.count("receptions")), newest.replace("-", "."))


def test_an_empty_ledger_says_so(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "data", today=TODAY) as ledger:
        archive, unfiled, matters, _, equipment, money, *_ = tables(post_handover(ledger))
    assert archive == unfiled == matters == equipment == money == (("（无）",),)


ITEM = {"name": "主席团印章", "quantity": "1 枚", "place": "保险柜"}
ENTRIES = (
    {"fund": "联络站经费", "occurred_on": "2022-01-05", "summary": "拨款", "income": "1000"},
    {"fund": "联络站经费", "occurred_on": "2022-03-05", "summary": "茶叶", "expense": "50.5"},
    {"fund": "代表活动经费", "occurred_on": "2022-02-05", "summary": "拨款", "income": "300"},
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Two funds, equipment at one site of which a piece was disposed of, a stick, and a handover that is being written."""
    with new_ledger(tmp_path / "data", today=TODAY, term=16, term_started=BEGAN) as ledger:
        site = enter(ledger, "liaison_sites", name="下寮村联络站", kind="站")
        for more in (
            {"quantity": 2, "unit_price": "100"},
            {"quantity": 1},
            {"quantity": 5, "disposed_on": "2021-01"},
        ):
            enter(ledger, "site_equipment", site={"id": site}, name=f"桌椅{more['quantity']}", **more)
        for entry in ENTRIES:
            enter(ledger, "fund_entries", **entry)
        enter(
            ledger,
            KEY,
            handed_on="2022-12-31",
            handed_by="何秀兰",
            reason="调动",
            items=[ITEM],
            note="另有口头约定(见附页),请核对。",
        )
        yield ledger


def enter(ledger: Ledger, key: str, **typed: Any) -> int:
    values, _ = ledger.read_values(key, typed)
    with ledger.act("登记") as act:
        return act.add(key, values)


def test_what_was_entered_stands_in_it_and_what_is_there_is_counted(ledger: Ledger, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    made = [make_backup(ledger), make_backup(ledger, place=stick)]
    paper = post_handover(ledger, 1)
    texts = [cell.text for block in paper.blocks if isinstance(block, Form) for cell in block.cells]
    assert {"何秀兰", "调动", "2022年12月31日", "另有口头约定（见附页），请核对。"} <= set(texts)
    *_, equipment, money, media, items = tables(paper)
    assert equipment == (("下寮村联络站", "2", "3", "200.00"),)
    assert set(money) == {("联络站经费", "949.50", "2022.03.05"), ("代表活动经费", "300.00", "2022.02.05")}
    assert [(row[1], row[3]) for row in media] == [
        (one.path.name, hashlib.sha256(one.path.read_bytes()).hexdigest()) for one in made
    ]
    assert items == (("主席团印章", "1 枚", "保险柜", ""),)


def test_the_copy_that_was_signed_stays(ledger: Ledger) -> None:
    def paint(papers: list[Paper], path: Path) -> None:
        path.write_bytes(b"%PDF-1.4 " + papers[0].title.encode())

    freeze(ledger, 1, paint)
    (kept,) = ledger.attached(KEY, 1)
    assert kept["path"].read_bytes() == "%PDF-1.4 迳口镇人大主席团工作交接书".encode()
    assert kept["name"] == "工作交接书20221231.pdf"
    for step in (
        lambda: freeze(ledger, 1, paint),
        lambda: change(ledger),
        lambda: remove(ledger),
        lambda: remove(ledger, "attachments", kept["id"]),
    ):
        with pytest.raises(Refused, match="2022-12-31 定稿"):
            step()
    assert len(ledger.attached(KEY, 1)) == 1
    ledger.undo()
    assert ledger.attached(KEY, 1) == []
    change(ledger)


def change(ledger: Ledger) -> None:
    with ledger.act("改") as act:
        act.change(KEY, 1, {"note": "改"})


def remove(ledger: Ledger, key: str = KEY, row_id: int = 1) -> None:
    with ledger.act("删") as act:
        act.remove(key, row_id, "错了")


def test_many_alike_stand_in_one_line(ledger: Ledger) -> None:
    for number in range(12):
        deputy = enter(ledger, "deputies", name=f"王{chr(0x4E00 + number)}", level="镇")
        enter(ledger, "booklets", deputy={"id": deputy}, period="2022-04-01", issued_on="2022-04-01")
    enter(
        ledger, "suggestions", title="修路", content="修路。", raised_on="2022-12-30", **{"class": "群众意见"}
    )
    lines = open_lines(ledger)
    assert [line[1] for line in lines if line[0] == "履职登记册"] == ["共 12 册"]
    assert len([line for line in lines if line[0] == "意见建议"]) == 1
    assert len(open_matters(ledger)) == 13
    with ledger.act("没有题目") as act:
        act.change("suggestions", ledger.ids("suggestions")[0], {"title": None})
    (untitled,) = (line[1] for line in open_lines(ledger) if line[0] == "意见建议")
    assert untitled == "2022-001 修路。"  # not a number alone


def test_what_is_signed_for_names_every_open_matter(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.yearend.dossier.MOST_OPEN", 2)
    day, count = date(2022, 5, 1), 12  # raised and handed over together, as at a session
    with ledger.act("many") as act:
        for number in range(count):
            values = {"class": "suggestion", "raised_on": day, "content": f"事项{number:02d}"}
            act.add("suggestions", values | {"rounds": ({"assigned_on": day},)})
    signed = [line for lines in tables(post_handover(ledger)) for line in lines if line[0] == "意见建议"]
    handbook = [line for lines in tables(dossier(ledger)) for line in lines]
    for number in range(count):
        assert any(line[1].endswith(f"事项{number:02d}") for line in signed)
    assert [line for line in handbook if line[0].startswith("……另有")] == [
        (f"……另有 {count - 2} 件，见台账。",)
    ]


def test_the_handbook_begins_with_this_month_and_tells_the_ledgers_own_days(ledger: Ledger) -> None:
    for day in ("2021-12-31", "2022-01-05", "2022-12-15", "2023-01-01"):
        enter(ledger, "receptions", held_on=day, kind="接访", site={"id": 1}, visitor_count=1, deputy_count=1)
    enter(ledger, "year_plans", planned_on="2023-02", kind="主席团会议", title="研究年度计划")
    months, people, places, _ = tables(dossier(ledger))
    assert ("主席团印章", "保险柜", "1 枚") in places
    assert [row[0] for row in months] == ["12月", *(f"{month}月" for month in range(1, 12))]
    own = {row[0]: row[2] for row in months}
    assert own["12月"] == "接待登记：12月15日"  # a year ago today is last year's
    assert own["1月"] == "接待登记：1月5日"
    assert own["2月"] == "计划（2023）：研究年度计划"
    assert own["3月"] == "—"
    assert people == (("（无）",),)


def test_the_handbook_is_written_for_word(ledger: Ledger, tmp_path: Path) -> None:
    paper = dossier(ledger)
    write_word([paper], tmp_path / "手册.docx")
    written = Document(str(tmp_path / "手册.docx"))
    assert written.paragraphs[0].text == paper.title
    assert [len(table.rows) for table in written.tables] == [len(rows) + 1 for rows in tables(paper)]
