"""Filing: items proposed from the records, 档号 without gaps that never change, and what is not ready by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.archival_codes import archival_code, code_ranges
from app.domain.days import PartialDate
from app.domain.register import Register
from app.domain.registers import SHOWN
from app.domain.registers.archival_items import ARCHIVAL_ITEMS, KEY
from app.paper.filing_papers import box_notes, box_spines, check_report, covers, item_lists
from app.paper.sheet import Form, Table
from app.storage.ledger import Ledger, Refused
from app.storage.query import Query
from app.yearend.attached_files import AttachedFile
from app.yearend.filing import RULES, give_codes, items_of, proposals, propose, retention_of
from app.yearend.gap import ALIKE, gaps_of_items
from app.yearend.open_matters import open_in_year
from app.yearend.originals import lost
from app.yearend.readiness import checks_of, four_checks, unready
from tests.kept_ledgers import open_ledger, sample_folder
from ui.printing.pagination import laid_out

TODAY = date(2022, 12, 31)
UNSIGNED_ONES = Query(year=2022, filter="unsigned")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(sample_folder(tmp_path / "data"), today=TODAY) as ledger:
        with ledger.act("设置") as act:
            act.change("office", ledger.ids("office")[0], {"fonds_no": "0123", "organ_code": "RDB"})
        yield ledger


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("0123", 2026, "Y", "RDB", 1), "0123-WS·2026-Y-RDB-0001"),
        (("0123", 2026, "D30", "", 12), "0123-WS·2026-D30-0012"),
    ],
)
def test_the_code_is_that_of_the_standard(parts: tuple[str, int, str, str, int], code: str) -> None:
    assert archival_code(*parts) == code


def test_many_codes_in_short_keep_their_own_class_and_their_gaps() -> None:
    codes = [
        f"0123-WS·2026-{period}-{number:04d}"
        for period, number in zip("YYYYYZ", (3, 1, 2, 9, 11, 12), strict=True)
    ]
    assert code_ranges(codes) == "0123-WS·2026-Y-0001至0003、0009、0011；0123-WS·2026-Z-0012"


def test_more_than_ten_that_lack_the_same_are_one_sentence_which_the_report_spells_out() -> None:
    items = [
        {
            "id": number,
            "title": f"文件{number}",
            "archival_code": f"0123-WS·2026-Y-{number:04d}" if number > 1 else None,
        }
        for number in range(1, ALIKE + 2)
    ]
    assert [gap.in_full for gap in gaps_of_items(items[:ALIKE], "还没有填页数")][1] == "“文件2”还没有填页数。"
    (gap,) = gaps_of_items(items, "还没有填页数")
    assert (gap.sentence, gap.place_count) == ("有 11 件归档文件还没有填页数。", 11)
    assert gap.in_full == "有 11 件归档文件还没有填页数：0123-WS·2026-Y-0002至0011。"
    files = [
        AttachedFile("receptions", row, f"{row}.jpg", Path("gone"), "", 1, "接待", row, False)
        for row in range(ALIKE + 1)
    ]
    (gap,) = lost(files)
    assert gap.sentence == "接待登记有 11 份附件不见了，请从备份找回。"
    assert "“10.jpg”" in gap.in_full


def test_every_record_with_a_file_and_every_ledger_is_proposed_once(ledger: Ledger) -> None:
    values = proposals(ledger, 2022)
    volumes = [value["register"] for value in values if value["row"] is None]
    records = {(value["register"], value["row"]) for value in values if value["row"] is not None}
    attached = ledger.rows("attachments", ledger.ids("attachments"))
    assert volumes
    assert len(volumes) == len(set(volumes))
    assert records <= {(row["register"], row["row"]) for row in attached}
    assert all(value["title"].startswith("[") and value["title"].endswith("]") for value in values)
    titles = [value["title"] for value in values]
    assert any("2022年" in title for title in titles if "年度" not in title)  # days as documents write them
    assert not [title for title in titles if re.search(r"\d{4}-\d\d-\d\d|[一-鿿][:,;]", title)]
    assert propose(ledger, 2022) == len(values)
    assert propose(ledger, 2022) == 0
    ledger.undo()
    assert items_of(ledger, 2022) == []


def rule(ledger: Ledger, register: Register, **values: str) -> None:
    with ledger.act("保管期限") as act:
        act.add(RULES, {"name": register.label, **values})


def test_the_table_of_periods_is_the_clerks(ledger: Ledger) -> None:
    other, never = [r for r in SHOWN if r.key in ("fund_entries", "year_plans")]
    assert retention_of(ledger, other).volume == other.retention
    rule(ledger, other, filed_as="volume", retention_period="Y")
    rule(ledger, never, filed_as="none")
    assert retention_of(ledger, other).volume == "Y"
    assert retention_of(ledger, other).record == other.retention
    periods = {value["register"]: value["retention_period"] for value in proposals(ledger, 2022)}
    assert never.key not in periods
    assert periods[other.key] == "Y"


def test_numbers_run_without_gaps_in_each_period_and_go_on_behind(ledger: Ledger) -> None:
    propose(ledger, 2022)
    count = give_codes(ledger, 2022)
    items = items_of(ledger, 2022)
    assert count == len(items) > 5
    late = {
        "filed_for": PartialDate(2022),
        "retention_period": "Y",
        "responsible": "镇政府",
        "title": "补充",
        "dated_on": date(2022, 1, 1),
    }
    with ledger.act("补充") as act:
        row = act.add(KEY, late)
    give_codes(ledger, 2022)
    of_period = [item["item_no"] for item in items if item["retention_period"] == "Y"]
    assert sorted(of_period) == list(range(1, len(of_period) + 1))
    item = ledger.row(KEY, row)
    assert item is not None
    assert item["item_no"] == len(of_period) + 1
    codes = [item["archival_code"] for item in items_of(ledger, 2022)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    "values",
    [
        {"retention_period": "D10"},
        {"filed_for": PartialDate(2021)},
        {"archival_code": "0123-X"},
        {"item_no": 99},
        {"archival_code": None},
    ],
)
def test_a_code_once_given_never_changes(values: dict[str, object], ledger: Ledger) -> None:
    propose(ledger, 2022)
    give_codes(ledger, 2022)
    item = next(item for item in items_of(ledger, 2022) if item["retention_period"] == "Y")
    with pytest.raises(Refused, match="档号"), ledger.act("改") as act:
        act.change(KEY, item["id"], values)
    with pytest.raises(Refused, match="件号就断了"), ledger.act("删") as act:
        act.remove(KEY, item["id"], "不要了")
    with ledger.act("改") as act:
        assert act.change(KEY, item["id"], {"page_count": 3, "note": "缺页"})
    step = ledger.undoable()
    assert step is not None and step.name == "改"
    ledger.undo()
    step = ledger.undoable()
    assert step is None or "档号" not in step.name


def test_without_a_fonds_number_no_code_is_given(tmp_path: Path) -> None:
    with open_ledger(sample_folder(tmp_path / "data"), today=TODAY) as ledger:
        with ledger.act("设置") as act:
            act.change("office", ledger.ids("office")[0], {"fonds_no": None})
        propose(ledger, 2022)
        with pytest.raises(Refused, match="全宗号"):
            give_codes(ledger, 2022)
        assert all(item["archival_code"] is None for item in items_of(ledger, 2022))


def test_what_is_not_ready_is_listed_until_it_is(ledger: Ledger) -> None:
    assert any("没有列入" in finding.sentence for finding in unready(ledger, 2022))
    propose(ledger, 2022)
    assert any("还没有编档号" in finding.sentence for finding in unready(ledger, 2022))
    give_codes(ledger, 2022)
    with ledger.act("页数") as act:
        for item in items_of(ledger, 2022):
            act.change(KEY, item["id"], {"page_count": 2, "dated_on": item["dated_on"] or TODAY})
        for reception in ledger.ids("receptions", UNSIGNED_ONES):
            act.change("receptions", reception, {"is_signed": True})
    assert unready(ledger, 2022) == []
    assert [check.faults for check in four_checks(ledger, 2022)] == [()] * 4


def test_what_is_not_signed_and_what_lost_its_file_is_not_ready(ledger: Ledger) -> None:
    propose(ledger, 2022)
    item = next(item for item in items_of(ledger, 2022) if item["row"])
    file = ledger.attached(item["register"], item["row"])[0]
    unsigned = ledger.ids("receptions", UNSIGNED_ONES)
    outreach = ledger.ids("receptions", Query(year=2022, filter="outreach"))
    reception, paper = outreach[0], ledger.ids("session_papers")[0]
    with ledger.act("改") as act:
        act.change("receptions", reception, {"is_signed": None})
        act.change("session_papers", paper, {"kind": "resolution", "edition": 9, "signed_on": None})
    file["path"].unlink()
    gaps = unready(ledger, 2022)
    rows = next(gap.rows for gap in gaps if gap.sentence == "接待登记有 3 批次还没有签名。")
    assert set(rows) == {*unsigned, reception}
    assert [gap.rows for gap in gaps if gap.sentence == "会议材料有 1 份还没有签名。"] == [(paper,)]
    assert [gap.register for gap in gaps if f"“{file['name']}”不见了" in gap.sentence] == [item["register"]]
    with ledger.act("去掉附件") as act:
        for one in ledger.attached(item["register"], item["row"]):
            act.remove("attachments", one["id"], "重扫")
    assert [gap.rows for gap in unready(ledger, 2022) if "没有附件" in gap.sentence] == [(item["id"],)]


def test_covers_and_spines_say_what_the_codes_say(ledger: Ledger) -> None:
    propose(ledger, 2022)
    give_codes(ledger, 2022)
    later = {**ledger.office, "fonds_no": "9999", "organ_code": ""}
    items = items_of(ledger, 2022)
    for paper in (*covers(later, 2022, items), *box_spines(later, 2022, items)):
        texts = {cell.text for block in paper.blocks if isinstance(block, Form) for cell in block.cells}
        assert {str(ledger.office["fonds_no"]), str(ledger.office["organ_code"])} <= texts
        assert "9999" not in texts
    uncoded = [{**item, "archival_code": None} for item in items]
    assert all("9999" in str(paper.blocks) for paper in covers(later, 2022, uncoded))


@pytest.mark.parametrize(
    ("name", "content", "nature", "words"),
    [
        ("会议记录.pdf", b"no pdf", "可用性", "打不开"),
        ("会议记录.docx", b"PK\x03\x04 torn", "可用性", "打不开"),
        ("空.pdf", b"", "可用性", "空文件"),
        ("纪要.wps", b"\xd0\xcf", "可用性", "不是归档常用"),
        ("【机密】名单.png", b"\x89PNG", "安全性", "密级"),
    ],
)
def test_the_four_checks_name_the_file(
    name: str, content: bytes, nature: str, words: str, ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "附件").write_bytes(content)
    with ledger.act("附件") as act:
        file = act.attach("deputies", ledger.ids("deputies")[0], tmp_path / "附件")
        act.change("attachments", file, {"name": name})  # kept before such names were refused
    faults = [
        fault for check in checks_of(ledger, 2022, ()) if check.nature == nature for fault in check.faults
    ]
    assert [fault for fault in faults if name in fault and words in fault]


def test_three_thousand_items_keep_their_columns(qapp: object) -> None:
    empty = dict.fromkeys(field.key for field in ARCHIVAL_ITEMS.fields)
    items = [
        {
            **empty, "id": number, "filed_for": PartialDate(2026), "archival_code": archival_code("0123", 2026, "Y", "RDB", number), "item_no": number,
            "retention_period": "Y", "responsible": "四会市迳口镇人民代表大会主席团", "title": f"[关于第{number}号村道维修的建议及答复𠮷]",
            "dated_on": TODAY, "page_count": 120, "document_no": "迳人大〔2026〕128号", "secrecy": "internal", "box_no": number // 100 + 1,
        }
        for number in range(1, 3001)
    ]  # fmt: skip
    office = {"town": "迳口镇", "fonds_no": "0123"}
    (paper,) = item_lists(office, 2026, items)
    table = paper.blocks[0]
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == [
        "序号",
        "档号",
        "文号",
        "责任者",
        "题名",
        "日期",
        "密级",
        "页数",
        "备注",
    ]
    assert table.rows[2999][1:6:4] == ("0123-WS·2026-Y-RDB-3000", "20221231")
    few = replace(paper, blocks=(replace(table, rows=table.rows[:60], keys=table.keys[:60]),))
    words = {word.text for page in laid_out([few]).pages for word in page.words}
    assert "0123-WS·2026-Y-RDB-0060" in words, "a 档号 is never broken"
    assert len(box_notes(office, 2026, items)) == 31
    assert len(box_spines(office, 2026, items)) == 1
    assert len(covers(office, 2026, items)) == 1


def test_the_report_names_each_fault(ledger: Ledger) -> None:
    checks = checks_of(ledger, 2022, ("台账有一条被改动。",))
    paper = check_report(ledger.office, 2022, checks, "2022-12-31")
    table = paper.blocks[0]
    assert isinstance(table, Table)
    assert [row[1] for row in table.rows] == ["真实性", "完整性", "可用性", "安全性"]
    assert table.rows[0][4:] == ("有 1 处", "台账有一条被改动。")


def test_what_is_not_finished_is_named_in_its_own_year_and_many_are_counted(ledger: Ledger) -> None:
    values = {"class": "opinion", "raised_on": date(2021, 12, 30), "source": "reception", "title": "修水沟", "content": "修水沟"}  # fmt: skip
    assert open_in_year(ledger, 2021) == []
    with ledger.act("新增") as act:
        row = act.add("suggestions", values)
    (finding,) = open_in_year(ledger, 2021)
    assert (finding.register, finding.rows) == ("suggestions", (row,))
    assert all(row not in gap.rows for gap in open_in_year(ledger, 2022) if gap.register == "suggestions")
    with ledger.act("新增") as act:
        for number in range(ALIKE):
            act.add("suggestions", {**values, "title": f"修水沟{number}", "content": f"修水沟{number}"})
    (finding,) = open_in_year(ledger, 2021)
    assert len(finding.rows) == ALIKE + 1
    assert str(ALIKE + 1) in finding.sentence
