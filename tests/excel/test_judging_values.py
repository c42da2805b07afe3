"""Every value is read as it was meant, and what is doubtful is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.excel.importing import ImportOptions
from app.storage.ledger import Ledger
from tests.excel.importing_cases import HEAD, LI, TITLE, WANG, codes, previewed, told, verdicts
from tests.kept_ledgers import new_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    office = {"town": "迳口镇", "county": "四会市"}
    with new_ledger(tmp_path / "data", office, term=17, today=date(2026, 11, 23)) as made:
        yield made


def test_a_plain_roster_is_new_and_brings_its_districts(ledger: Ledger) -> None:
    preview = previewed(ledger, [TITLE], HEAD, LI, WANG)
    assert verdicts(preview) == ["new", "new"]
    first = told(preview)[0]
    assert (first["sheet"], first["row"]) == ("名册", 3)
    assert (
        first["values"] | {"name": "李四", "sex": "男", "birth_date": "1970-01", "level": "镇"}
        == first["values"]
    )
    assert [(c.register, c.name) for c in preview.creations] == [
        ("electoral_districts", "第一选区"), ("electoral_districts", "第二选区")
    ]  # fmt: skip


def test_remarks_behind_names_say_sex_and_people_and_the_rest_goes_without_saying(ledger: Ledger) -> None:
    preview = previewed(
        ledger, [TITLE], ["姓名", "选区"], ["李四", "一"], ["王芳(女)", "一"], ["韦强(壮族)", "一"]
    )
    values = [row["values"] for row in told(preview)]
    assert [(v["sex"], v["ethnic_group"]) for v in values] == [("男", "汉族"), ("女", "汉族"), ("男", "壮族")]
    assert verdicts(preview) == ["new"] * 3
    assert len(preview.report()["sheets"][0]["notes"]) == 2


def test_a_remark_that_contradicts_its_column_is_flagged(ledger: Ledger) -> None:
    preview = previewed(ledger, [TITLE], HEAD, [1, "李四(女)", *LI[2:]])
    assert codes(preview) == [["contradiction"]]


def test_ditto_marks_speak_of_the_row_above_and_never_of_nothing(ledger: Ledger) -> None:
    preview = previewed(
        ledger, [TITLE], HEAD, [1, "李四", "〃", "1970.01", "第一选区"], [2, "赵六", "男", "1971.02", "〃"]
    )
    assert codes(preview) == [["ditto"], []]
    assert told(preview)[1]["values"]["electoral_district"] == "第一选区"


def test_a_formula_without_a_value_is_a_doubt(ledger: Ledger) -> None:
    preview = previewed(
        ledger,
        [TITLE],
        HEAD,
        [1, "李四", "男", None, "第一选区"],
        unvalued={(2, 3): "formula"},
        formulas={(2, 3): "A1"},
    )
    assert codes(preview) == [["formula_unvalued"]]


def test_unit_and_post_are_joined(ledger: Ledger) -> None:
    preview = previewed(
        ledger, [TITLE], ["姓名", "单位", "职务", "性别"], ["李四", "迳口村", "村委会主任", "男"]
    )
    assert told(preview)[0]["values"]["employer_position"] == "迳口村村委会主任"


def test_codes_stand_for_words_and_a_code_that_contradicts_its_word_does_not(ledger: Ledger) -> None:
    preview = previewed(
        ledger, [TITLE], HEAD, [1, "李四", "1-男", *LI[3:]], [2, "赵六", "2-男", "1971.02", "第一选区"]
    )
    assert told(preview)[0]["values"]["sex"] == "男"
    assert codes(preview)[1] == ["unknown_code"]


def test_a_month_without_its_nought_is_doubtful_in_a_file_of_texts(ledger: Ledger) -> None:
    rows = [[TITLE], HEAD, [1, "李四", "男", "1970.1", "第一选区"]]
    assert verdicts(previewed(ledger, *rows, kind="csv")) == ["flagged"]
    assert verdicts(previewed(ledger, *rows, [2, "赵六", "男", "1971.10", "第一选区"], kind="csv")) == [
        "new",
        "new",
    ]
    assert verdicts(previewed(ledger, *rows)) == ["new"]


def test_an_id_number_settles_a_doubtful_month_and_names_a_contradiction(ledger: Ledger) -> None:
    head = ["姓名", "出生年月", "身份证号码"]
    preview = previewed(ledger, [TITLE], head, ["李四", 1970.1, "999999197010010017"])
    assert told(preview)[0]["values"]["birth_date"] == "1970-10"
    assert "day_ambiguous" not in codes(preview)[0]
    preview = previewed(ledger, [TITLE], head, ["李四", "1971.02", "999999197010010017"])
    assert "id_birth" in codes(preview)[0]


def test_two_ticks_are_two_mandates_of_one_row(ledger: Ledger) -> None:
    preview = previewed(
        ledger, ["市、镇两级人大代表名册"], [*HEAD, "市代表", "镇代表"], [*LI, "√", "√"], [*WANG, None, "√"]
    )
    rows = [(row["row"], row.get("col"), row["values"]["level"]) for row in told(preview)]
    assert rows == [(3, "G", "县"), (3, "H", "镇"), (4, None, "镇")]
    assert verdicts(preview) == ["new"] * 3


@pytest.mark.parametrize(
    ("cell", "levels"),
    [("市、镇", ["县", "镇"]), ("市镇两级", ["县", "镇"]), ("肇庆市", ["市"]), ("四会市代表", ["县"])],
)
def test_a_level_cell_may_name_several(ledger: Ledger, cell: str, levels: list[str]) -> None:
    preview = previewed(ledger, ["名册"], [*HEAD, "代表级别"], [*LI, cell])
    assert [row["values"]["level"] for row in told(preview)] == levels


def test_a_title_of_several_levels_without_a_column_leaves_a_doubt(ledger: Ledger) -> None:
    assert verdicts(previewed(ledger, ["迳口镇市、镇两级人大代表名册"], HEAD, LI)) == ["flagged"]


def test_another_term_in_the_title_is_a_flag_unless_it_was_asked_for(ledger: Ledger) -> None:
    rows = [["四会市迳口镇第十六届人民代表大会代表名册"], HEAD, LI]
    assert codes(previewed(ledger, *rows)) == [["other_term"]]
    asked = previewed(ledger, *rows, options=ImportOptions(term=16, level="township"))
    assert verdicts(asked) == ["new"]
    assert ("terms", 16) in [(c.register, c.values.get("ordinal")) for c in asked.creations]


def test_a_county_roster_brings_its_term(ledger: Ledger) -> None:
    preview = previewed(ledger, ["四会市第十八届人民代表大会代表(迳口镇)名册"], HEAD, LI)
    assert verdicts(preview) == ["new"]
    assert told(preview)[0]["values"]["level"] == "县"
    assert dict(preview.creations[0].values) == {"level": "county", "ordinal": 18}


@pytest.mark.parametrize(
    ("cell", "sex"), [("☑男 □女", "男"), ("男□ 女☑", "女"), ("□男 □女", None), ("请选择", None), ("/", None)]
)
def test_printed_boxes_say_what_is_ticked(ledger: Ledger, cell: str, sex: str | None) -> None:
    preview = previewed(ledger, [TITLE], HEAD, [1, "李四", cell, *LI[3:]])
    assert told(preview)[0]["values"].get("sex") == sex
    assert verdicts(preview) == ["new"]


def test_a_list_of_somebody_else_is_flagged_row_by_row(ledger: Ledger) -> None:
    assert codes(previewed(ledger, ["第一选区选民名单"], HEAD, LI, WANG)) == [["other_people"]] * 2
    assert codes(previewed(ledger, ["迳口镇第十七届人大代表候选人名单"], HEAD, LI)) == [["other_people"]]
