"""What a second reader of the import contract found: words in odd places, places as headings, very long cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.excel.reading import UnreadableFile, read_workbook
from app.storage.ledger import Ledger
from tests.excel.importing_cases import HEAD, LI, TITLE, WANG, codes, previewed, told, verdicts
from tests.kept_ledgers import new_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    office = {"town": "迳口镇", "county": "四会市", "prefecture": "肇庆市"}
    with new_ledger(tmp_path / "data", office, term=17, today=date(2026, 11, 23)) as made:
        yield made


def told_of(ledger: Ledger, key: str, *rows: list[Any]) -> list[Any]:
    return [row["values"].get(key) for row in told(previewed(ledger, *rows))]


def test_a_title_in_traditional_characters_says_the_level(ledger: Ledger) -> None:
    title = ["四會市逕口鎮第十七屆人民代表大會代表名冊"]
    assert told_of(ledger, "level", title, HEAD, LI) == ["镇"]


def test_levels_may_be_ticked_below_the_names_of_places(ledger: Ledger) -> None:
    group = ["序号", "姓名", "性别", "出生年月", "代表层次", None, None]
    places = [None, None, None, None, "肇庆市", "四会市", "镇"]
    rows = [[1, "李四", "男", "1970.01", "√"], [2, "王芳", "女", "1975.03", None, "√", "√"]]
    merges = [(1, 4, 1, 6), *((1, column, 2, column) for column in range(4))]
    preview = previewed(ledger, ["迳口镇各级人大代表名册"], group, places, *rows, merges=merges)
    assert [row["values"]["level"] for row in told(preview)] == ["市", "县", "镇"]


def test_a_post_called_as_a_heading_is_called_ends_no_table(ledger: Ledger) -> None:
    head = ["姓名", "性别", "出生年月", "工作单位及职务"]
    rows = [["李四", "男", "1970.01", "村民"], ["王芳", "女", "1975.03", "人大代表"]]
    last = ["陈明", "男", "1980.05", "教师"]
    assert told_of(ledger, "name", [TITLE], head, *rows, last) == ["李四", "王芳", "陈明"]


def test_a_masked_name_below_the_first_record_is_flagged_and_not_dropped(ledger: Ledger) -> None:
    masked = [2, "陈××", "女", "1975.03", "第二选区", "19900000002"]
    assert verdicts(previewed(ledger, [TITLE], HEAD, LI, masked)) == ["new", "flagged"]
    assert verdicts(previewed(ledger, [TITLE], HEAD, masked, LI)) == ["new"]


def test_an_empty_level_where_others_state_another_is_a_guess(ledger: Ledger) -> None:
    head = ["姓名", "性别", "出生年月", "代表级别"]
    rows = [["李四", "男", "1970.01", "四会市代表"], ["王芳", "女", "1975.03", None]]
    assert codes(previewed(ledger, [TITLE], head, *rows)) == [[], ["missing"]]
    alone = [["李四", "男", "1970.01", "镇代表"], ["王芳", "女", "1975.03", None]]
    assert verdicts(previewed(ledger, [TITLE], head, *alone)) == ["new", "new"]


def test_nobody_is_elected_as_a_child(ledger: Ledger) -> None:
    found = codes(previewed(ledger, [TITLE], [*HEAD, "当选日期"], [*LI, "1980.01.01"], [*WANG, "2016.10.20"]))
    assert found == [["age"], []]


def test_a_cell_longer_than_any_program_keeps_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("姓名,性别\n李四," + "男" * 200_001, encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(path)
    assert refused.value.code == "too_large"


def test_a_ditto_mark_repeats_its_own_column(ledger: Ledger) -> None:
    head = ["姓名", "性别", "出生年月", "单位", "职务"]
    rows = [["李四", "男", "1970.01", "迳口村", "书记"], ["王芳", "女", "1975.03", "〃", "村民"]]
    last = ["陈明", "男", "1980.05", "〃", "〃"]
    found = told_of(ledger, "employer_position", [TITLE], head, *rows, last)
    assert found == ["迳口村书记", "迳口村村民", "迳口村村民"]


def test_a_row_that_says_how_to_fill_in_is_nobody(ledger: Ledger) -> None:
    head = ["姓名", "性别", "出生年月", "选区", "联系电话"]
    says = ["必填", "下拉选择", "格式:1975.03", "必填", "11位手机号"]
    assert told_of(ledger, "name", [TITLE], head, says, LI[1:]) == ["李四"]


def test_a_month_in_a_text_file_may_have_lost_its_nought(ledger: Ledger) -> None:
    lost = [2, "王芳", "女", "1975.1", "第二选区", "19900000002"]
    early = [1, "李四", "男", "1970.03", "第一选区", "19900000001"]
    kept = [3, "陈明", "男", "1980.10", "第一选区", "19900000003"]
    assert verdicts(previewed(ledger, [TITLE], HEAD, early, lost, kind="csv")) == ["new", "flagged"]
    assert verdicts(previewed(ledger, [TITLE], HEAD, early, lost, kept, kind="csv")) == ["new"] * 3


def test_a_form_may_hold_label_and_value_in_one_cell(ledger: Ledger) -> None:
    form = [["姓 名:李四", "性别:男 民族:汉族"], ["出生年月:1970.01", "选区:第一选区"]]
    (row,) = told(previewed(ledger, ["迳口镇第十七届人大代表情况表"], *form))
    said = {"name": "李四", "sex": "男", "birth_date": "1970-01", "electoral_district": "第一选区"}
    assert said.items() <= row["values"].items() and row["verdict"] == "new"
    assert told(previewed(ledger, [TITLE], ["姓名:李四", "日期:2016年11月"])) == []


@pytest.mark.parametrize("note", ["2019年3月辞职", "已去世", "因病去世", "2018年调离本镇"])
def test_a_note_that_somebody_left_is_asked_about(ledger: Ledger, note: str) -> None:
    rows = [[*LI, note], [*WANG, "陈明辞职后补选"]]
    assert codes(previewed(ledger, [TITLE], [*HEAD, "备注"], *rows)) == [["left"], []]


def test_a_signature_below_the_names_is_nobody(ledger: Ledger) -> None:
    signed = [None, "主席团", "2016年11月10日"]
    assert told_of(ledger, "name", [TITLE], HEAD, LI, signed) == ["李四"]
