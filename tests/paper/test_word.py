"""Papers as .docx: every text is there, boxes are merged as on paper, pages have the size of the paper."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from app.paper.sheet import Column, Form, FormCell, Margins, PageBreak, Paper, Paragraph, Spread, Table
from app.paper.word import write_word

TABLE = Table(
    (Column("序号", 1), Column("内容", 4)), (("（一）会议",), ("1", "甲<乙>&丙\n第二行"), ("2", ""))
)
FORM = Form(
    (1, 2, 1),
    (
        FormCell(0, 1, "照片", rows=2, role="picture", align="center"),
        FormCell(2, 0, "姓名", role="label"),
        FormCell(2, 1, "王芳", columns=2),
    ),
)


@pytest.mark.parametrize(
    ("size", "landscape", "width"), [("A4", False, 210), ("A5", False, 148), ("A4", True, 297)]
)
def test_every_block_comes_over(tmp_path: Path, size: str, landscape: bool, width: int) -> None:
    blocks = (Paragraph("第一段"), Spread(("左", "中", "右")), TABLE, PageBreak(), FORM)
    paper = Paper(
        "题目", blocks, size=size, landscape=landscape, duplex=True, margins=Margins(20, 10, 20, 30)
    )  # type: ignore[arg-type]
    write_word([paper, paper], tmp_path / "册.docx")
    document = docx.Document(str(tmp_path / "册.docx"))
    assert [round(section.page_width.mm) for section in document.sections] == [width, width]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert [text for text in texts if text in ("题目", "第一段", "左\t中\t右")] == [
        "题目",
        "第一段",
        "左\t中\t右",
    ] * 2
    table, form = document.tables[:2]
    assert [cell.text for cell in table.rows[1].cells] == ["（一）会议"] * 2  # one box over both columns
    assert table.rows[2].cells[1].text == "甲<乙>&丙\n第二行"
    assert form.cell(0, 1)._tc is form.cell(1, 1)._tc
    assert form.cell(2, 1)._tc is form.cell(2, 2)._tc
    assert (form.cell(0, 1).text, form.cell(2, 0).text, form.cell(2, 2).text) == ("照片", "姓名", "王芳")
    assert len(document.tables) == 4


def test_a_signature_is_never_alone_and_official_pages_are_numbered(tmp_path: Path) -> None:
    signature = Paragraph("主席团", align="right", right=4, size=16, keep=True)
    paper = Paper("报告", (TABLE, signature, Paragraph("2022年12月31日")), foot="dashes")
    write_word([paper], tmp_path / "报告.docx")
    document = docx.Document(str(tmp_path / "报告.docx"))
    rows = document.tables[0].rows
    assert [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in rows] == [
        None,
        True,
        None,
        True,
    ]
    signature_on = [line.paragraph_format.keep_with_next for line in document.paragraphs if not line.text]
    assert signature_on == [True]  # what stands between the table and the signature goes along
    signed = next(line for line in document.paragraphs if line.text == "主席团")
    assert signed.style.name == "落款"
    assert signed.style.paragraph_format.right_indent.pt == 64
    (section,) = document.sections
    for foot in (section.footer, section.even_page_footer):
        (line,) = foot.paragraphs
        assert "".join(text.text or "" for text in line._p.iter(qn("w:t"))) == "— 1 —"
        (field,) = line._p.iter(qn("w:fldSimple"))
        assert field.get(qn("w:instr")) == "PAGE"


def test_each_paper_counts_its_own_pages(tmp_path: Path) -> None:
    paper = Paper("册", (Paragraph("甲"),), foot="dashes")
    write_word([paper, paper], tmp_path / "册.docx")
    for section in docx.Document(str(tmp_path / "册.docx")).sections:
        assert [n.get(qn("w:start")) for n in section._sectPr.findall(qn("w:pgNumType"))] == ["1"]


def test_the_file_has_its_own_name_and_a_style_for_each_look(tmp_path: Path) -> None:
    """Nothing of the library that writes it; the office changes a look once for all texts that have it."""
    lines = (Paragraph("一、会议", face="heading"), Paragraph("甲", size=16), Paragraph("乙", size=16))
    paper = Paper(
        "报告", (*lines, Paragraph("丙", size=12), TABLE, FORM, Spread(("左", "右"))), author="迳口镇人大"
    )
    write_word([paper], tmp_path / "报告.docx")
    document = docx.Document(str(tmp_path / "报告.docx"))
    facts = document.core_properties
    assert (facts.title, facts.author, facts.last_modified_by) == ("报告", "迳口镇人大", "迳口镇人大")
    assert (facts.language, facts.comments, facts.created) == ("zh-CN", "", None)
    names = [line.style.name for line in document.paragraphs if line.text]
    assert names == ["文件标题", "小标题", "正文", "正文", "正文2", "并排文字"]
    cells = {cell.paragraphs[0].style.name for table in document.tables for cell in table._cells if cell.text}
    assert cells == {"表格栏目", "表格内容", "表格栏目2", "表格填写"}  # a form has larger type
    assert document.styles["小标题"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "1"
    for run in document.element.body.iter(qn("w:r")):
        assert run.find(qn("w:rPr")) is None  # no run looks otherwise than its style
