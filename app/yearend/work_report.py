"""The draft of the work report: figures filled into the clerk's template, no zero invented, the sources behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx.document import Document

from app.domain.days import PartialDate
from app.domain.registers import BY_KEY
from app.figures.catalogue import FIGURES, figures_of
from app.figures.figure import Value
from app.paper.letters.filling import TemplateBroken, faults_of, fill, leave_out_sentences, opened
from app.paper.letters.kinds import REPORT
from app.paper.letters.templates import template_of
from app.paper.letters.writing import name_document
from app.storage.files import complete_file
from app.storage.ledger import Ledger

NO_DATA = "〔没有数据，请核对〕"
SOURCE_HEADINGS = ("数字", "数值", "口径", "截至", "来源台账", "记录数")


def report_places() -> tuple[str, ...]:
    """The names of all placeholders of the template: the frame, then every figure by its label."""
    return ("年度", "下一年", "乡镇", "县", "主席团", "落款", "今天", *(figure.label for figure in FIGURES))


def write_report(ledger: Ledger, year: int, path: Path) -> list[str]:
    """Write the draft as .docx; gives the labels of the figures without data.

    A sentence whose figures all have no data is left out; beside others it is marked.  Raises ``TemplateBroken``
    with the places that an edit broke, OSError when the file is held.
    """
    values = figures_of(ledger, year)
    document = opened(template_of(ledger, REPORT.key), REPORT.name)
    faults = faults_of(document, report_places(), REPORT.needs)
    if faults:
        raise TemplateBroken(REPORT.name, faults)
    absent = [value.figure.label for value in values if value.value is None]
    leave_out_sentences(document, absent)
    fill(document, {**_frame(ledger, year), **{value.figure.label: _words(value) for value in values}})
    _add_sources(document, [value for value in values if value.value is not None], year)
    name_document(document, f"{year}年{REPORT.name}", ledger)
    with complete_file(path) as scratch:
        document.save(str(scratch))
    return absent


def _words(value: Value) -> str:
    return NO_DATA if value.value is None else value.words


def _frame(ledger: Ledger, year: int) -> dict[str, str]:
    office = ledger.office
    town, county = str(office.get("town") or ""), str(office.get("county") or "")
    return {
        "年度": str(year), "下一年": str(year + 1), "乡镇": town, "县": county,
        "主席团": f"{county}{town}人民代表大会主席团", "落款": f"{town}人民代表大会主席团",
        "今天": PartialDate.from_date(ledger.today).spoken,
    }  # fmt: skip


def _add_sources(document: Document, values: Sequence[Value], year: int) -> None:
    """The appendix: where each figure comes from, on a page of its own."""
    document.add_paragraph("附件", _style(document, "附件标记"))
    document.add_paragraph(f"{year}年报告数字来源表", _style(document, "公文标题"))
    table = document.add_table(rows=1, cols=len(SOURCE_HEADINGS), style=_style(document, "Table Grid"))
    for cell, words in zip(table.rows[0].cells, SOURCE_HEADINGS, strict=True):
        cell.paragraphs[0].text = words
        cell.paragraphs[0].style = _style(document, "表格栏目")
    for value in values:
        counted = value.counted
        texts = (
            value.figure.label, value.words, value.rule, value.until.isoformat(), BY_KEY[counted.register].label,
            str(len(counted.weights())),
        )  # fmt: skip
        for cell, words in zip(table.add_row().cells, texts, strict=True):
            cell.paragraphs[0].text = words
            cell.paragraphs[0].style = _style(document, "表格内容")


def _style(document: Document, name: str) -> str | None:
    """The style of the template, or its usual one where an edit has removed it."""
    return name if name in document.styles else None
