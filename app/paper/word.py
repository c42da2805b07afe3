"""Papers as a .docx for WPS: the same blocks on pages of the same size, to be filled in or changed there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.paper.sheet import Block, Form, FormCell, PageBreak, Paper, Paragraph, Spread, Table
from app.paper.word_grid import FACES, GridBox, put_grid
from app.storage.files import complete_file

_SIZES = {"A4": (210.0, 297.0), "A5": (148.0, 210.0)}
_FOOT_SIZE = 14  # points, 4号
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def write_word(papers: Iterable[Paper], path: Path, ready: Callable[[], object] = lambda: None) -> None:
    """Write the papers, each in a section of its own; OSError where the file cannot be written.

    ``ready`` is called once all is written: where it raises no file is left.
    Word breaks the lines and pages itself, so they may fall otherwise than in the PDF.
    """
    document = Document()
    _set_language(document)
    for number, paper in enumerate(papers):
        kind = WD_SECTION.ODD_PAGE if paper.duplex else WD_SECTION.NEW_PAGE
        section = document.add_section(kind) if number else document.sections[0]
        _set_up(document, section, paper)
        _write(document, paper, _room(paper))
    with complete_file(path) as scratch:
        document.save(str(scratch))
        ready()


def _set_language(document: Any) -> None:
    """Chinese of the mainland: by the language WPS chooses the shape of the signs."""
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:eastAsia"), "zh-CN")


def _room(paper: Paper) -> float:
    """The width between the margins in millimetres."""
    sides = _SIZES[paper.size]
    return sides[paper.landscape] - paper.margins.left - paper.margins.right


def _set_up(document: Any, section: Any, paper: Paper) -> None:
    width, height = _SIZES[paper.size][:: -1 if paper.landscape else 1]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    margins = paper.margins
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    if paper.foot != "none":
        _number_pages(document, section)
        section.different_first_page_header_footer = paper.foot == "later_dashes"
    settings = document.settings.element
    if paper.duplex and settings.find(qn("w:mirrorMargins")) is None:
        settings.insert(0, OxmlElement("w:mirrorMargins"))


def _number_pages(document: Any, section: Any) -> None:
    """— 1 — one character in, odd pages at the right and even ones at the left (GB/T 9704-2012, 7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    section.footer_distance = Mm(22)  # so that it stands 7 mm below the text, whose lower margin is 35
    for foot, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        foot.is_linked_to_previous = False
        line = foot.paragraphs[0]
        for words in ("— ", "1", " —"):
            _put(line, words, _FOOT_SIZE, "form")
        field = OxmlElement("w:fldSimple")  # Word puts the number of each page in place of the 1
        field.set(qn("w:instr"), "PAGE")
        line.runs[1]._r.addprevious(field)
        field.append(line.runs[1]._r)
        line.alignment = _ALIGN[side]
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(_FOOT_SIZE)


def _write(document: Any, paper: Paper, room: float) -> None:
    if paper.title:
        _paragraph(document, Paragraph(paper.title, paper.title_size, "center", "title"))
    if paper.subtitle:
        _paragraph(document, Paragraph(paper.subtitle, 12, "center", "form"))
    if any(paper.unit_line):
        _spread(document, Spread(paper.unit_line), room)
    blocks = (*paper.blocks, *paper.imprint)
    for block, after in zip_longest(blocks, blocks[1:]):
        tied = isinstance(after, Paragraph) and after.keep
        _block(document, block, room, tied=tied)


def _block(document: Any, block: Block, room: float, *, tied: bool) -> None:
    """``tied``: the last row of a table stands on the page of what follows, so that no signature stands alone."""
    match block:
        case Table():
            _table(document, block, room, tied=tied)
        case Form():
            _form(document, block, room)
        case Paragraph():
            _paragraph(document, block)
        case Spread():
            _spread(document, block, room)
        case PageBreak():
            document.add_page_break()


def _paragraph(document: Any, paragraph: Paragraph) -> None:
    added = document.add_paragraph()
    _put(added, paragraph.text, paragraph.size, paragraph.face)
    added.alignment = _ALIGN[paragraph.align]
    added.paragraph_format.space_after = Mm(paragraph.space_after)
    added.paragraph_format.first_line_indent = Pt(paragraph.indent * paragraph.size)
    added.paragraph_format.left_indent = Pt(paragraph.left * paragraph.size)
    added.paragraph_format.right_indent = Pt(paragraph.right * paragraph.size)
    added.paragraph_format.keep_with_next = paragraph.keep
    if paragraph.leading:
        added.paragraph_format.line_spacing = Pt(paragraph.leading)


def _spread(document: Any, spread: Spread, room: float) -> None:
    added = document.add_paragraph()
    last = len(spread.texts) - 1
    for place in range(1, last + 1):
        side = WD_TAB_ALIGNMENT.RIGHT if place == last else WD_TAB_ALIGNMENT.CENTER
        added.paragraph_format.tab_stops.add_tab_stop(Mm(room * place / last), side)
    _put(added, "\t".join(spread.texts), spread.size, spread.face)
    added.paragraph_format.space_before = Mm(spread.space_before)
    added.paragraph_format.space_after = Mm(spread.space_after)


def _table(document: Any, table: Table, room: float, *, tied: bool) -> None:
    columns = table.columns
    head = [GridBox(column.heading, "heading", "center") for column in columns]
    rows = [
        [GridBox(row[0], "heading", "left", len(columns), keeps=True)]
        if len(row) == 1
        else [GridBox(text, "body", column.align) for text, column in zip(row, columns, strict=True)]
        for row in table.rows
    ]
    if tied and rows:
        rows[-1] = [replace(box, keeps=True) for box in rows[-1]]
    shares = [column.share for column in columns]
    put_grid(document, [head, *rows], shares, room, size=table.size, has_head=True)


def _form(document: Any, form: Form, room: float) -> None:
    heights = dict(form.heights)
    covering = {
        (cell.row + down, cell.column): (cell, down) for cell in form.cells for down in range(cell.rows)
    }
    rows: list[list[GridBox]] = []
    for number in range(max(cell.row + cell.rows for cell in form.cells)):
        row, column = list[GridBox](), 0
        while column < len(form.shares):
            cell, down = covering.get((number, column), (None, 0))
            row.append(_gap() if cell is None else _box_of(cell, down))
            column += row[-1].columns
        rows.append(row)
    high = [heights.get(number, form.row_height) for number in range(len(rows))]
    put_grid(document, rows, form.shares, room, size=form.size, heights=high)


def _gap() -> GridBox:
    return GridBox("", "form", "left", framed=False)


def _box_of(cell: FormCell, down: int) -> GridBox:
    """The part of a box that stands in its row ``down``."""
    merge = "" if cell.rows == 1 else "continue" if down else "restart"
    face = "heading" if cell.role == "label" else "form"
    text = "" if down or cell.picture else cell.text
    return GridBox(text, face, cell.align, cell.columns, merge, picture=None if down else cell.picture)


def _put(paragraph: Any, text: str, size: float, face: str) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.bold = face == "title"
    run.font.name = FACES[face]
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACES[face])
