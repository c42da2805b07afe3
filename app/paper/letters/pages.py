"""A filled .docx as a paper of our own: paragraphs, lines with tabs, tables; what a letter is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Literal

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from app.paper.letters.looks import TWIPS_OF_POINT, look_of
from app.paper.sheet import Block, Form, FormCell, Margins, PageBreak, Paper, Paragraph, Spread

EMU_OF_MM = 36_000
MM_OF_POINT = 25.4 / 72


def paper_of(document: Document) -> Paper:
    """The document's first section's margins, its blocks in order, its title and author; pictures and colours are left out."""
    section = document.sections[0]
    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    margins = Margins(*(float(side or 0) / EMU_OF_MM for side in sides))
    imprint = imprint_of(document)
    blocks = tuple(_blocks(document, {one._p for one in imprint}))
    facts = document.core_properties
    return Paper(
        title="", blocks=blocks, margins=margins, numbered=False, foot=_foot(section),
        imprint=tuple(_words(one) for one in imprint if one.text),
        name=facts.title, author=facts.author,
    )  # fmt: skip


def imprint_of(document: Document) -> list[DocxParagraph]:
    """The paragraphs in a frame at the foot of a page (版记), and the empty one behind them that holds the frame."""
    paragraphs = document.paragraphs
    framed = [number for number, one in enumerate(paragraphs) if look_of(one).at_foot]
    behind = paragraphs[framed[-1] + 1 :][:1] if framed else []
    return [paragraphs[number] for number in framed] + [one for one in behind if not one.text]


def _foot(section: Section) -> Literal["none", "dashes", "later_dashes"]:
    if not _counts_pages(section.footer):
        return "none"
    first = section.first_page_footer if section.different_first_page_header_footer else section.footer
    return "dashes" if _counts_pages(first) else "later_dashes"


def _counts_pages(footer: Any) -> bool:
    if footer.is_linked_to_previous:
        return False
    words = footer._element.xpath(".//w:fldSimple/@w:instr | .//w:instrText/text()")
    return any("PAGE" in one for one in words)


def _blocks(document: Document, imprint: Collection[Any]) -> Iterator[Block]:
    for child in document.iter_inner_content():
        if child._element in imprint:
            continue
        if isinstance(child, DocxTable):
            yield _form(child)
        else:
            if look_of(child).new_page or child._p.xpath(".//w:br[@w:type='page']"):
                yield PageBreak()
            yield _words(child)


def _words(paragraph: DocxParagraph) -> Paragraph | Spread:
    look = look_of(paragraph)
    text = paragraph.text.replace("\f", "")
    above, below = "top" in look.rules, "bottom" in look.rules
    after = (look.space_after + look.to_rule) * MM_OF_POINT
    if "\t" in text.strip("\t"):
        texts = tuple(part for part in text.split("\t") if part)
        return Spread(texts, look.size, face=look.face, indent=look.left, leading=look.leading,
                      rule_above=above, rule_below=below, keep=look.keep, space_after=after)  # fmt: skip
    return Paragraph(
        text, look.size, look.align, look.face, look.first, after, look.leading,
        look.keep, left=look.left, right=look.right, tracking=look.tracking,
        rule_above=above, rule_below=below,
    )  # fmt: skip


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
                printed, size = _cell(cell, table, number, column, span)
                cells.append(printed)
                sizes.append(size)
            column += span
    size = min(sizes, default=12.0)
    first = next(table._tbl.iter(qn("w:p")), None)
    keep = first is not None and look_of(DocxParagraph(first, table)).keep
    return Form(shares, tuple(cells), 9, tuple(heights), size, keep=keep)


def _continued(cell: Any) -> bool:
    """Whether the cell belongs to the one above it."""
    merged = cell.xpath("./w:tcPr/w:vMerge")
    return bool(merged) and merged[0].get(qn("w:val")) != "restart"


def _cell(cell: Any, table: DocxTable, row: int, column: int, span: int) -> tuple[FormCell, float]:
    paragraphs = [DocxParagraph(p, table) for p in cell.iterchildren(qn("w:p"))]
    spoken = next((paragraph for paragraph in paragraphs if paragraph.text.strip()), paragraphs[0])
    look = look_of(spoken)
    text = "\n".join(paragraph.text for paragraph in paragraphs).strip("\n")
    role: Literal["label", "value"] = "label" if look.face == "heading" else "value"
    return FormCell(row, column, text, _depth(cell, row, column, table), span, role, look.align), look.size


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
