"""A filled .docx as a paper of our own: paragraphs, lines with tabs, tables; what a letter is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from app.domain.fields import Side
from app.paper.sheet import Block, Form, FormCell, Margins, PageBreak, Paper, Paragraph, Spread

Face = Literal["title", "heading", "body", "form"]
EMU_OF_MM = 36_000
TWIPS_OF_POINT = 20
_ALIGNS: dict[str | None, Side] = {"center": "center", "right": "right", "end": "right"}
_USUAL_SIZE = 16.0


def paper_of(document: Document) -> Paper:
    """The document's first section's margins, and its blocks in order; pictures and colours are left out."""
    section = document.sections[0]
    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    margins = Margins(*(float(side or 0) / EMU_OF_MM for side in sides))
    return Paper(title="", blocks=tuple(_blocks(document)), margins=margins, numbered=False)


def _blocks(document: Document) -> Iterator[Block]:
    for child in document.iter_inner_content():
        if isinstance(child, DocxTable):
            yield _form(child)
        else:
            if child.paragraph_format.page_break_before or child._p.xpath(".//w:br[@w:type='page']"):
                yield PageBreak()
            yield _words(child)


def _words(paragraph: DocxParagraph) -> Block:
    face, size = _look(paragraph)
    text = paragraph.text.replace("\f", "")
    left, right = _indents(paragraph, size)
    if "\t" in text.strip("\t"):
        return Spread(tuple(part for part in text.split("\t") if part), size)
    align = _ALIGNS.get(_justified(paragraph), "left")
    if align == "right":
        text += "\u3000" * right
    after = paragraph.paragraph_format.space_after
    space = float(after) / EMU_OF_MM if after else 0.0
    keep = bool(paragraph.paragraph_format.keep_with_next)
    return Paragraph(text, size, align, face, left, space, _leading(paragraph), keep)


def _look(paragraph: DocxParagraph) -> tuple[Face, float]:
    """Face and size of the first run with words."""
    for run in paragraph.runs:
        if run.text.strip():
            size = float(run.font.size.pt) if run.font.size else _USUAL_SIZE
            return _face(run._r, bool(run.font.bold)), size
    sizes = paragraph._p.xpath("./w:pPr/w:rPr/w:sz/@w:val")
    return "form", float(sizes[0]) / 2 if sizes else _USUAL_SIZE


def _face(run: Any, bold: bool) -> Face:
    family = "".join(run.xpath("./w:rPr/w:rFonts/@w:eastAsia"))
    if "标宋" in family:
        return "title"
    if "黑体" in family or "Hei" in family or bold:
        return "heading"
    return "form" if "仿宋" in family or "楷体" in family or not family else "body"


def _indents(paragraph: DocxParagraph, size: float) -> tuple[int, int]:
    """Characters of indent: of the first line at the left, and of the whole at the right."""
    found = []
    for chars, twips in (("firstLineChars", "firstLine"), ("rightChars", "right")):
        of_chars = paragraph._p.xpath(f"./w:pPr/w:ind/@w:{chars}")
        of_twips = paragraph._p.xpath(f"./w:pPr/w:ind/@w:{twips}")
        if of_chars and of_chars[0] != "0":
            found.append(round(int(of_chars[0]) / 100))
        else:
            found.append(round(int(of_twips[0]) / TWIPS_OF_POINT / size) if of_twips else 0)
    return found[0], found[1]


def _justified(paragraph: DocxParagraph) -> str | None:
    found = paragraph._p.xpath("./w:pPr/w:jc/@w:val")
    return found[0] if found else None


def _leading(paragraph: DocxParagraph) -> float:
    """The exact pitch of lines in points; 0 where the document leaves it to the type size."""
    rule = paragraph._p.xpath("./w:pPr/w:spacing[@w:lineRule='exact']/@w:line")
    return int(rule[0]) / TWIPS_OF_POINT if rule else 0.0


def _form(table: DocxTable) -> Form:
    shares = tuple(
        float(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iterchildren(qn("w:gridCol"))
    )
    cells: list[FormCell] = []
    heights: list[tuple[int, float]] = []
    sizes: list[float] = []
    for number, line in enumerate(table._tbl.iterchildren(qn("w:tr"))):
        for value in line.xpath("./w:trPr/w:trHeight/@w:val"):
            heights.append((number, int(value) / TWIPS_OF_POINT * 25.4 / 72))
        column = 0
        for cell in line.iterchildren(qn("w:tc")):
            span = int((cell.xpath("./w:tcPr/w:gridSpan/@w:val") or ["1"])[0])
            if not _continued(cell):
                made, size = _cell(cell, table, number, column, span)
                cells.append(made)
                sizes.append(size)
            column += span
    size = min(sizes, default=12.0)
    keep = bool(table._tbl.xpath("./w:tr[1]//w:keepNext"))
    return Form(shares, tuple(cells), 9, tuple(heights), size, keep=keep)


def _continued(cell: Any) -> bool:
    """Whether the cell belongs to the one above it."""
    merged = cell.xpath("./w:tcPr/w:vMerge")
    return bool(merged) and merged[0].get(qn("w:val")) != "restart"


def _cell(cell: Any, table: DocxTable, row: int, column: int, span: int) -> tuple[FormCell, float]:
    paragraphs = [DocxParagraph(p, table) for p in cell.iterchildren(qn("w:p"))]
    looks = [_look(paragraph) for paragraph in paragraphs if paragraph.text.strip()]
    face, size = looks[0] if looks else ("form", 12.0)
    align = _ALIGNS.get(_justified(paragraphs[0]), "left") if paragraphs else "left"
    text = "\n".join(paragraph.text for paragraph in paragraphs).strip("\n")
    role: Literal["label", "value"] = "label" if face == "heading" else "value"
    return FormCell(row, column, text, _depth(cell, row, column, table), span, role, align), size


def _depth(cell: Any, row: int, column: int, table: DocxTable) -> int:
    """How many rows the cell goes down."""
    if not cell.xpath("./w:tcPr/w:vMerge"):
        return 1
    depth = 1
    for line in list(table._tbl.iterchildren(qn("w:tr")))[row + 1 :]:
        at = 0
        for other in line.iterchildren(qn("w:tc")):
            if at == column:
                break
            at += int((other.xpath("./w:tcPr/w:gridSpan/@w:val") or ["1"])[0])
        else:
            return depth
        if not _continued(other):
            return depth
        depth += 1
    return depth
