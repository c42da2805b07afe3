"""Papers as a .docx for WPS: the same blocks on pages of the same size, to be filled in or changed there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from app.paper.photo_bytes import PhotoBytes, own_bytes
from app.paper.sheet import (
    SIDES,
    Block,
    Form,
    FormCell,
    PageBreak,
    Paper,
    Paragraph,
    Spread,
    Table,
    document_name,
)
from app.paper.word_grid import Grid, GridBox, put_grid
from app.paper.word_styles import Look, WordStyles
from app.storage.files import complete_file

_FOOT_SIZE = 14  # points, 4号
_PURPOSES = {"title": "标题", "heading": "小标题", "body": "正文", "form": "正文"}


def write_word(
    papers: Iterable[Paper],
    path: Path,
    ready: Callable[[], object] = lambda: None,
    photo_bytes: PhotoBytes = own_bytes,
) -> None:
    """Write the papers, each in a section of its own; OSError where the file cannot be written.

    ``ready`` is called once all is written: where it raises no file is left.  The box of a photo without
    ``photo_bytes`` says that it cannot be shown.
    Word breaks the lines and pages itself, so they may fall otherwise than in the PDF.
    """
    document = Document()
    _set_language(document)
    styles, written = WordStyles(document), list[Paper]()
    for paper in papers:
        kind = WD_SECTION.ODD_PAGE if paper.duplex else WD_SECTION.NEW_PAGE
        section = document.add_section(kind) if written else document.sections[0]
        _set_up(document, section, paper, styles)
        _Writing(document, styles, _room(paper), photo_bytes).write(paper)
        written.append(paper)
    _name(document, written)
    with complete_file(path) as scratch:
        document.save(str(scratch))
        ready()


def _set_language(document: Any) -> None:
    """Chinese of the mainland: by the language WPS chooses the shape of the signs."""
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:eastAsia"), "zh-CN")


def _name(document: Any, papers: list[Paper]) -> None:
    """What the file says of itself: its own name and organ, nothing of the library that writes it or of its day."""
    facts = document.core_properties
    facts.title, facts.author = document_name(papers), papers[0].author if papers else ""
    facts.last_modified_by, facts.language, facts.comments = facts.author, "zh-CN", ""
    for tag in ("dcterms:created", "dcterms:modified"):
        for day in facts._element.findall(qn(tag)):
            facts._element.remove(day)


def _room(paper: Paper) -> float:
    """The width between the margins in millimetres."""
    sides = SIDES[paper.size]
    return sides[paper.landscape] - paper.margins.left - paper.margins.right


def _set_up(document: Any, section: Any, paper: Paper, styles: WordStyles) -> None:
    width, height = SIDES[paper.size][:: -1 if paper.landscape else 1]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    margins = paper.margins
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    if paper.foot != "none":
        _count_from_one(section)
        _number_pages(document, section, styles)
        section.different_first_page_header_footer = paper.foot == "later_dashes"
    settings = document.settings.element
    if paper.duplex and settings.find(qn("w:mirrorMargins")) is None:
        settings.insert(0, OxmlElement("w:mirrorMargins"))


def _count_from_one(section: Any) -> None:
    """Each paper counts its own pages, as it does in print."""
    for copied in section._sectPr.findall(qn("w:pgNumType")):  # from the section before
        section._sectPr.remove(copied)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(numbers)


def _number_pages(document: Any, section: Any, styles: WordStyles) -> None:
    """— 1 — one character in, odd pages at the right and even ones at the left (GB/T 9704-2012, 7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    section.footer_distance = Mm(22)  # so that it stands 7 mm below the text, whose lower margin is 35
    for foot, side, purpose in (
        (section.footer, "right", "单页码"),
        (section.even_page_footer, "left", "双页码"),
    ):
        foot.is_linked_to_previous = False
        line = foot.paragraphs[0]
        line.style = styles.of(Look(purpose, "form", _FOOT_SIZE, side, left=1, right=1))  # type: ignore[arg-type]
        for words in ("— ", "1", " —"):
            line.add_run(words)
        field = OxmlElement("w:fldSimple")  # Word puts the number of each page in place of the 1
        field.set(qn("w:instr"), "PAGE")
        line.runs[1]._r.addprevious(field)
        field.append(line.runs[1]._r)


class _Writing:
    """Puts the blocks of a paper behind what a document holds; ``room``: millimetres between its margins."""

    def __init__(self, document: Any, styles: WordStyles, room: float, photo_bytes: PhotoBytes) -> None:
        self._document, self._styles, self._room = document, styles, room
        self._photo_bytes = photo_bytes

    def write(self, paper: Paper) -> None:
        """Its title, the lines below it and its blocks."""
        if paper.title:
            self._line(paper.title, Look("文件标题", "title", paper.title_size, "center"))
        if paper.subtitle:
            self._line(paper.subtitle, Look("文件副标题", "form", 12, "center"))
        if any(paper.unit_line):
            self._spread(Spread(paper.unit_line))
        blocks = (*paper.blocks, *paper.imprint)
        for block, after in zip_longest(blocks, blocks[1:]):
            tied = isinstance(after, Paragraph) and after.keep
            self._block(block, tied=tied)

    def _block(self, block: Block, *, tied: bool) -> None:
        """``tied``: the last row of a table stands on the page of what follows, so that no signature stands alone."""
        match block:
            case Table():
                self._table(block, tied=tied)
            case Form():
                self._form(block)
            case Paragraph():
                self._paragraph(block)
            case Spread():
                self._spread(block)
            case PageBreak():
                self._document.add_page_break()

    def _line(self, text: str, look: Look) -> Any:
        return self._document.add_paragraph(text, self._styles.of(look))

    def _paragraph(self, paragraph: Paragraph) -> None:
        purpose = "落款" if paragraph.align == "right" else _PURPOSES[paragraph.face]
        look = Look(
            purpose, paragraph.face, paragraph.size, paragraph.align,
            paragraph.indent, paragraph.left, paragraph.right, paragraph.leading,
            space_after=paragraph.space_after, keep=paragraph.keep,
        )  # fmt: skip
        self._line(paragraph.text, look)

    def _spread(self, spread: Spread) -> None:
        look = Look(
            "并排文字",
            spread.face,
            spread.size,
            space_before=spread.space_before,
            space_after=spread.space_after,
        )
        added, last = self._line("\t".join(spread.texts), look), len(spread.texts) - 1
        for place in range(1, last + 1):
            side = WD_TAB_ALIGNMENT.RIGHT if place == last else WD_TAB_ALIGNMENT.CENTER
            added.paragraph_format.tab_stops.add_tab_stop(Mm(self._room * place / last), side)

    def _table(self, table: Table, *, tied: bool) -> None:
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
        grid = Grid([head, *rows], shares, self._room, table.size, has_head=True)
        put_grid(self._document, grid, self._styles, self._photo_bytes)

    def _form(self, form: Form) -> None:
        heights = dict(form.heights)
        rows = _rows_of(form)
        high = [heights.get(number, form.row_height) for number in range(len(rows))]
        grid = Grid(rows, form.shares, self._room, form.size, high)
        put_grid(self._document, grid, self._styles, self._photo_bytes)


def _rows_of(form: Form) -> list[list[GridBox]]:
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
    return rows


def _gap() -> GridBox:
    return GridBox("", "form", "left", framed=False)


def _box_of(cell: FormCell, down: int) -> GridBox:
    """The part of a box that stands in its row ``down``."""
    merge = "" if cell.rows == 1 else "continue" if down else "restart"
    face: Literal["heading", "form"] = "heading" if cell.role == "label" else "form"
    text = "" if down or cell.picture else cell.text
    return GridBox(text, face, cell.align, cell.columns, merge, picture=None if down else cell.picture)
