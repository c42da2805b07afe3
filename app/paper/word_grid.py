"""A grid of boxes as one piece of WordprocessingML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import escape

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from app.paper.photo_bytes import PhotoBytes
from app.paper.sheet import NO_PICTURE
from app.paper.word_styles import Look, WordStyles

UNREADABLE = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, OSError)
_WHITE = 1.1  # millimetres inside a box
_BESIDE_PHOTO = 4.0  # millimetres of white in its box
_PURPOSES: dict[Literal["heading", "body", "form"], str] = {
    "heading": "表格栏目",
    "body": "表格内容",
    "form": "表格填写",
}


@dataclass(frozen=True)
class GridBox:
    """One box of a row: over how many columns, and whether it begins or continues one that is rows high.

    ``framed``: False for the gap beside a photo, which has no rules.  ``keeps``: it stands on the page of the next row.
    """

    text: str
    face: Literal["heading", "body", "form"]
    align: str
    columns: int = 1
    merge: str = ""  # restart, continue
    framed: bool = True
    picture: Path | None = None
    keeps: bool = False


@dataclass(frozen=True)
class Grid:
    """Rows of boxes: the ``shares`` of its columns in ``room`` (millimetres), type in points, heights in millimetres."""

    rows: Sequence[Sequence[GridBox]]
    shares: Sequence[float]
    room: float
    size: float
    heights: Sequence[float] = ()
    has_head: bool = False

    @property
    def widths(self) -> list[float]:
        """Of each column in millimetres."""
        return [share / sum(self.shares) * self.room for share in self.shares]


def put_grid(document: Any, grid: Grid, styles: WordStyles, photo_bytes: PhotoBytes) -> None:
    """The table as one piece of XML: python-docx cell by cell took two seconds for one booklet."""
    widths = grid.widths
    faces = {box.face for row in grid.rows for box in row}
    looks: dict[str, str] = {
        face: styles.of(Look(purpose, face, grid.size)).style_id
        for face, purpose in _PURPOSES.items()
        if face in faces
    }
    lines = [
        _row_xml(
            row,
            widths,
            looks,
            grid.heights[number] if grid.heights else 0,
            is_head=grid.has_head and not number,
        )
        for number, row in enumerate(grid.rows)
    ]
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    white = "".join(
        f'<w:{side} w:w="{_twips(_WHITE)}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    xml = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{white}</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(lines)}</w:tbl>'
    )
    table = parse_xml(xml)
    document.element.body.insert(
        len(document.element.body) - 1, table
    )  # before the properties of the section
    _put_pictures(document, table, grid, photo_bytes)
    between = document.add_paragraph().paragraph_format  # Word would join two tables that touch
    between.line_spacing, between.keep_with_next = Pt(1), any(box.keeps for box in grid.rows[-1])


def _row_xml(
    row: Sequence[GridBox], widths: Sequence[float], looks: Mapping[str, str], height: float, *, is_head: bool
) -> str:
    high = f'<w:trHeight w:val="{_twips(height)}"/>' if height else ""
    facts = f"<w:cantSplit/>{high}{'<w:tblHeader/>' if is_head else ''}"
    cells, place = [], 0
    for box in row:
        width = sum(widths[place : place + box.columns])
        cells.append(_cell_xml(box, width, looks[box.face]))
        place += box.columns
    return f"<w:tr><w:trPr>{facts}</w:trPr>{''.join(cells)}</w:tr>"


def _cell_xml(box: GridBox, width: float, style: str) -> str:
    sides = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right"))
    facts = [
        f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>',
        f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else "",
        f'<w:vMerge w:val="{box.merge}"/>' if box.merge else "",
        "" if box.framed else f"<w:tcBorders>{sides}</w:tcBorders>",
        '<w:vAlign w:val="center"/>',
    ]
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in box.text.split("\n"))
    keep = "<w:keepNext/>" if box.keeps else ""
    return (
        f'<w:tc><w:tcPr>{"".join(facts)}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{escape(style)}"/>{keep}'
        f'<w:jc w:val="{box.align}"/></w:pPr><w:r>{lines}</w:r></w:p></w:tc>'
    )


def _put_pictures(document: Any, table: Any, grid: Grid, photo_bytes: PhotoBytes) -> None:
    widths = grid.widths
    for row, line in zip(grid.rows, table.tr_lst, strict=True):
        place = 0
        for box, cell in zip(row, line.tc_lst, strict=True):
            if box.picture is not None:
                width = sum(widths[place : place + box.columns]) - _BESIDE_PHOTO
                run = Paragraph(cell.p_lst[0], document._body).add_run()
                try:
                    run.add_picture(BytesIO(photo_bytes(box.picture)), width=Mm(width))
                except UNREADABLE:
                    run.add_text("".join(NO_PICTURE))
            place += box.columns


def _twips(millimetres: float) -> int:
    """Twentieths of a point, in which Word counts."""
    return round(millimetres / 25.4 * 72 * 20)
