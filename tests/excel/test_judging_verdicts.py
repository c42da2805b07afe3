"""What is there already, twice, changed, or somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.excel.importing import commit_preview
from app.storage.ledger import Ledger
from tests.excel.importing_cases import HEAD, ID_HEAD, LI, TITLE, WANG, codes, previewed, told, verdicts
from tests.kept_ledgers import new_ledger

LI_ID: list[Any] = ["李四", "1970.01", "第一选区", "999999197001010011"]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    office = {"town": "迳口镇", "county": "四会市"}
    with new_ledger(tmp_path / "data", office, term=17, today=date(2026, 11, 23)) as made:
        yield made


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    commit_preview(ledger, previewed(ledger, [TITLE], HEAD, LI, WANG))
    return ledger


def test_the_same_roster_again_is_same(filled: Ledger) -> None:
    assert verdicts(previewed(filled, [TITLE], HEAD, LI, WANG)) == ["same", "same"]


def test_a_new_phone_is_a_change_that_tells_no_number(filled: Ledger) -> None:
    preview = previewed(filled, [TITLE], HEAD, [*LI[:5], "19900000009"])
    assert verdicts(preview) == ["changed"]
    assert told(preview)[0]["differences"] == [{"field": "phone", "kept": "已录入", "written": "有改动"}]


def test_dates_are_compared_on_their_common_part(filled: Ledger) -> None:
    assert verdicts(previewed(filled, [TITLE], HEAD, [1, "李四", "男", "1970-01-15", *LI[4:]])) == ["same"]


@pytest.mark.parametrize(("born", "verdict"), [("1970.13", "flagged"), ("", "same")])
def test_what_cannot_be_read_agrees_with_nothing(filled: Ledger, born: str, verdict: str) -> None:
    """1970.13 beside 1970-01 in the ledger: nobody knows; an empty cell says nothing against it."""
    assert verdicts(previewed(filled, [TITLE], HEAD, [*LI[:3], born, *LI[4:]])) == [verdict]


def test_the_same_person_twice_in_a_file_is_double(ledger: Ledger) -> None:
    preview = previewed(ledger, [TITLE], HEAD, LI, [2, "李 四", *LI[2:5], "19900000009"])
    assert verdicts(preview) == ["new", "double"]


def test_two_people_of_one_name_both_stay(ledger: Ledger) -> None:
    preview = previewed(ledger, [TITLE], HEAD, LI, [2, "李四", "男", "1981.05", "第二选区", "19900000003"])
    assert verdicts(preview) == ["new", "new"]


def test_a_name_alone_twice_cannot_be_told_apart(ledger: Ledger) -> None:
    preview = previewed(
        ledger, [TITLE], ["姓名", "性别", "选区"], ["李四", "男", "第一选区"], ["李四", "男", "第三选区"]
    )
    assert codes(preview) == [[], ["same_name"]]


def test_one_id_number_under_two_names_cannot_be_kept(ledger: Ledger) -> None:
    preview = previewed(ledger, [TITLE], ID_HEAD, LI_ID, ["赵六", *LI_ID[1:]])
    assert verdicts(preview)[1] == "wrong"


def test_another_level_is_flagged_unless_the_id_number_proves_it(filled: Ledger) -> None:
    county = ["四会市人大代表(迳口镇)名册"]
    assert codes(previewed(filled, county, HEAD, LI)) == [["other_level"]]
    commit_preview(
        filled, previewed(filled, [TITLE], ID_HEAD, LI_ID), on_changed="update", accept_flagged=True
    )
    proved = previewed(filled, county, ID_HEAD, LI_ID)
    assert "other_level" not in codes(proved)[0]
    assert proved.rows[0].row_id is None


def test_a_mandate_whose_term_is_only_written_is_met_by_its_ordinal(ledger: Ledger) -> None:
    with ledger.act("登记") as act:
        written = {"level": "county", "term": Ref(None, "第十八届"), "birth_date": PartialDate(1970, 1)}
        act.add("deputies", {"name": "赵国庆", **written})
    titles = [f"四会市第十{ordinal}届人大代表名册" for ordinal in "八九"]
    rows = ["姓名", "出生年月"], ["赵国庆", "1970.01"]
    assert [verdicts(previewed(ledger, [title], *rows)) for title in titles] == [["changed"], ["new"]]


def test_another_district_of_the_same_person_is_looked_at(filled: Ledger) -> None:
    preview = previewed(filled, [TITLE], HEAD, [*LI[:4], "第九选区", LI[5]])
    assert verdicts(preview) == ["flagged"]
    assert "two_districts" in codes(preview)[0]


def test_a_row_without_a_name_is_wrong(ledger: Ledger) -> None:
    preview = previewed(ledger, [TITLE], HEAD, [1, None, *LI[2:]])
    assert verdicts(preview) == ["wrong"]
    assert codes(preview) == [["missing"]]
