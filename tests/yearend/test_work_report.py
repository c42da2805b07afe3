"""The work report: the figures of the year, no zero invented, and the table of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest

import make_templates
from app.domain.texts import full_width_signs
from app.figures.catalogue import figures_of
from app.paper.letters.filling import TemplateBroken, leave_out_sentences
from app.paper.letters.kinds import REPORT
from app.paper.letters.templates import copy_to_edit, original
from app.storage.ledger import Ledger
from app.yearend.work_report import write_report
from tests.kept_ledgers import new_ledger, open_ledger, sample_folder

TODAY = date(2022, 12, 31)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(sample_folder(tmp_path / "data"), today=TODAY) as ledger:
        yield ledger


def test_the_template_is_that_of_the_script() -> None:
    assert make_templates.saved(REPORT.name) == original(REPORT.key).read_bytes()


def test_the_figures_of_the_year_stand_in_it_with_their_sources(ledger: Ledger, tmp_path: Path) -> None:
    write_report(ledger, 2022, tmp_path / "r.docx")
    document = docx.Document(str(tmp_path / "r.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert not re.search(r"[{}]", text)
    values = {value.figure.key: value for value in figures_of(ledger, 2022)}
    for key in ("receptions.batches", "opinions.received", "opinions.conclusion_rate", "sessions.held"):
        assert full_width_signs(values[key].words) in text, key
    assert "二、2023年工作设想" in text
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert len(rows) > 20
    assert [row[1] for row in rows if row[0] == "收到群众意见"] == [values["opinions.received"].words]


def test_the_share_of_the_satisfied_is_said_of_deputies_and_citizens() -> None:
    """The figure counts the feedback of opinions too: the sentence stands with the sums of both."""
    sentence = "代表和群众对办理结果的满意率（含基本满意）为{{满意率（含基本满意）}}。"
    (words,) = [p.text for p in docx.Document(str(original(REPORT.key))).paragraphs if "满意率" in p.text]
    assert words.startswith("群众意见和代表建议合计") and words.endswith(sentence)


def test_a_year_without_records_invents_no_zero(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "data", today=TODAY) as ledger:
        absent = write_report(ledger, 2022, tmp_path / "r.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "r.docx")).paragraphs)
    assert {"群众意见办结率", "接待批次", "召开人代会"} <= set(absent)
    assert not re.search(r"[%—]|(?<!\d)0", text)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("共{{甲}}。已办{{乙}}。", "共{{甲}}。"),
        ("已办{{乙}}。", None),
        ("共{{甲}}，已办{{乙}}。", "共{{甲}}，已办{{乙}}。"),
        ("没有数字的一句。", "没有数字的一句。"),
    ],
)
def test_a_sentence_without_any_data_is_left_out(words: str, left: str | None) -> None:
    document = docx.Document()
    document.add_paragraph(words)
    leave_out_sentences(document, {"乙"})
    assert [paragraph.text for paragraph in document.paragraphs] == ([] if left is None else [left])


def test_a_template_that_an_edit_broke_is_told_with_its_place(ledger: Ledger, tmp_path: Path) -> None:
    own = copy_to_edit(ledger, REPORT.key)
    document = docx.Document(str(own))
    document.add_paragraph("今年{{收到群众意}}")
    document.save(str(own))
    with pytest.raises(TemplateBroken, match="收到群众意见"):
        write_report(ledger, 2022, tmp_path / "r.docx")
    assert not (tmp_path / "r.docx").exists()
