"""The sample year is made in a folder of its own, the same each time, and the program can test itself."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from app.domain.texts import full_width_signs
from app.figures.catalogue import figures_of, is_unknown
from app.sample import YEAR, Sample, SampleRefused, fill_sample, make_sample
from app.self_test import self_test
from app.storage.checks.check import damage, data_findings
from app.storage.ledger import Ledger
from app.storage.refusals import LedgerRefused
from app.yearend.readiness import unready


def test_the_sample_is_the_same_each_time_and_sound(tmp_path: Path) -> None:
    told = []
    for _ in range(2):
        with Ledger.open(fill_sample(tmp_path / "示例"), today=date(2022, 12, 31)) as ledger:
            told.append(ledger.statistics()["rows"])
            assert damage(ledger) == []
            contradictions = [f.sentence for f in data_findings(ledger) if f.severity == "warning"]
            assert contradictions == []
    assert told[0] == told[1]
    assert told[0]["deputies"] >= 50


def test_the_sample_overwrites_only_its_own_folder_and_never_an_open_ledger(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "论文.docx").write_bytes(b"x")
    with pytest.raises(SampleRefused, match="别的文件"):
        fill_sample(tmp_path / "full")
    with Ledger.open(fill_sample(tmp_path / "sample")), pytest.raises(LedgerRefused) as refusal:
        fill_sample(tmp_path / "sample")
    assert refusal.value.status == 5


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        return make_sample(folder / "sample")


def test_every_ledger_of_the_sample_is_exported(made: Sample) -> None:
    assert made.data == made.exports[0].parents[1]
    assert len(made.exports) == len(set(made.exports)) > 5
    assert all(path.stat().st_size > 4000 for path in made.exports)


def test_its_year_is_filed_and_its_reports_say_its_figures(made: Sample) -> None:
    with Ledger.open(made.data, today=date(2022, 12, 31)) as ledger:
        report, handling = made.year_end
        gaps = [gap.sentence for gap in unready(ledger, YEAR)]
        assert all("页数" in gap or "签名" in gap for gap in gaps), "without a painter no page is counted"
        shown = [value.words for value in figures_of(ledger, YEAR) if not is_unknown(ledger, value)]
    cells = [row.cells[1].text for row in Document(str(report)).tables[-1].rows[1:]]
    assert cells == [full_width_signs(words) for words in shown]
    assert handling.stat().st_size > 4000


def test_the_program_passes_its_own_test() -> None:
    assert [step for step in self_test(None) if step[1]] == []


def test_its_ledgers_are_those_of_the_last_day_of_the_year(made: Sample) -> None:
    days = set()
    for path in made.exports:
        for sheet in load_workbook(path).worksheets:
            said = "".join(str(cell.value or "") for cell in sheet[2])
            days |= set(re.findall(r"截至([0-9年月日]+)", said))
    assert days == {"2022年12月31日"}


def test_its_roster_counts_the_seats_of_the_town(made: Sample) -> None:
    town, county = load_workbook(next(p for p in made.exports if "代表名册" in p.name)).worksheets
    assert town["A1"].value == "四会市迳口镇第十六届人民代表大会代表名册"
    said = "".join(str(cell.value or "") for cell in town[2])
    assert "按代表团、姓名笔画为序" in said
    assert said.endswith("应有名额60名，实有58名，出缺2名")
    assert county["A1"].value == "四会市第十六届人民代表大会代表（迳口镇选出）名册"
