"""The draft of the work report: figures filled into the clerk's template, no zero invented, the sources behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Mm

from app.domain.chart import Chart
from app.domain.days import PartialDate
from app.domain.registers import BY_KEY
from app.domain.texts import full_width_signs
from app.figures.catalogue import FIGURES, figures_of, is_unknown
from app.figures.charts import charts_of
from app.figures.figure import Value
from app.paper.letters.filling import TemplateBroken, faults_of, fill, leave_out_sentences, opened
from app.paper.letters.kinds import REPORT
from app.paper.letters.templates import template_of
from app.paper.letters.writing import name_document
from app.paper.word_chart import add_chart
from app.storage.files import complete_file
from app.storage.ledger import Ledger
from app.work.figure_freezing import WORK_REPORT, frozen_with

NO_DATA = "〔没有数据，请核对〕"
SOURCES = (("数字", 36), ("数值", 28), ("口径", 60), ("来源", 32))  # millimetres, 156 in all


def report_places() -> tuple[str, ...]:
    """The names of all placeholders of the template: the frame, then every figure by its label."""
    return ("年度", "下一年", "乡镇", "县", "主席团", "落款", "今天", *(figure.label for figure in FIGURES))


def write_report(ledger: Ledger, year: int, path: Path) -> list[str]:
    """Write the draft as .docx and freeze its figures; gives the labels of the figures without data.

    A sentence whose figures all have no data is left out; beside others it is marked.  Raises ``TemplateBroken``
    with the places that an edit broke, OSError when the file is held.
    """
    values = figures_of(ledger, year)
    document = opened(template_of(ledger, REPORT.key), REPORT.name)
    faults = faults_of(document, report_places(), REPORT.needs)
    if faults:
        raise TemplateBroken(REPORT.name, faults)
    certain = [value for value in values if not is_unknown(ledger, value)]
    absent = [value.figure.label for value in values if value not in certain]
    leave_out_sentences(document, absent)
    fill(
        document,
        {
            **_frame(ledger, year),
            **dict.fromkeys(absent, NO_DATA),
            **{value.figure.label: full_width_signs(value.words) for value in certain},
        },
    )
    _add_sources(document, certain, year)
    _add_charts(document, charts_of(ledger, year), year)
    name_document(document, f"{year}年{REPORT.name}", ledger)
    with frozen_with(ledger, year, values, WORK_REPORT), complete_file(path) as scratch:
        document.save(str(scratch))
    return absent


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
    document.add_paragraph("附件1", _style(document, "附件标记"))
    document.add_paragraph(f"{year}年报告数字来源表", _style(document, "公文标题"))
    until = {value.until for value in values}
    if until:
        words = f"统计截至{PartialDate.from_date(max(until)).spoken}。"
        document.add_paragraph(words, _style(document, "单据说明"))
    table = document.add_table(rows=0, cols=len(SOURCES), style=_style(document, "Table Grid"))
    table.autofit = False
    for column, (_, width) in zip(table.columns, SOURCES, strict=True):
        column.width = Mm(width)
    _add_row(document, table, [heading for heading, _ in SOURCES], "表格栏目", is_head=True)
    for value in values:
        source = f"{BY_KEY[value.counted.register].label} {len(value.counted.weights())} 条"
        _add_row(
            document,
            table,
            [value.figure.label, full_width_signs(value.words), value.rule, source],
            "表格内容",
        )


def _add_charts(document: Document, charts: Sequence[Chart], year: int) -> None:
    """A second appendix with the charts of the year; none where there is nothing to show."""
    if charts:
        document.add_paragraph("附件2", _style(document, "附件标记"))
        document.add_paragraph(f"{year}年统计图", _style(document, "公文标题"))
    for chart in charts:
        add_chart(document, chart)


def _add_row(
    document: Document, table: Any, texts: Sequence[str], style: str, *, is_head: bool = False
) -> None:
    """A row that stands on one page; the head is repeated on each."""
    row = table.add_row()
    for tag in ("w:cantSplit", *(("w:tblHeader",) if is_head else ())):
        row._tr.get_or_add_trPr().append(OxmlElement(tag))
    for cell, words, (_, width) in zip(row.cells, texts, SOURCES, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].text = words
        cell.paragraphs[0].style = _style(document, style)


def _style(document: Document, name: str) -> str | None:
    """The style of the template, or its usual one where an edit has removed it."""
    return name if name in document.styles else None
