"""Papers to pages on a target: a PDF file or a printer; the preview draws the same pages itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)
from PySide6.QtPrintSupport import QPrinter

from app.paper.sheet import Paper, document_name
from app.storage.files import complete_file
from ui.printing.glyph_log import GlyphLog
from ui.printing.marks import MM, POINT, SIZES, Page, Picture
from ui.printing.pagination import Document, laying_out
from ui.printing.pdf_properties import PdfProperties, with_properties
from ui.printing.pdf_text import with_findable_text
from ui.printing.photos import photo
from ui.printing.type_faces import font

Progress = Callable[[int, int], None]
UNITS_PER_INCH = 72 * POINT
_SIZE_IDS = {"A3": QPageSize.PageSizeId.A3, "A4": QPageSize.PageSizeId.A4, "A5": QPageSize.PageSizeId.A5}
RULE_WIDTH = 0.16 * MM
_FINEST_PHOTO = 300 / 25.4 / MM  # dots per unit: a finer photo only makes the file larger


@dataclass(frozen=True)
class Painted:
    """What was painted.

    ``page_of``: on which page (from 1) a key stands first.  ``missing_glyphs``: characters that no
    installed font can show; the clerk must see a warning.  ``unsearchable``: characters that a PDF
    shows but whose text a search will not find.
    """

    pages: int
    page_of: dict[Hashable, int] = field(default_factory=dict)
    missing_glyphs: set[str] = field(default_factory=set)
    unsearchable: set[str] = field(default_factory=set)


def paint(
    paper: Paper | Sequence[Paper], target: Path | QPrinter, progress: Progress = lambda done, of: None
) -> Painted:
    """Paint one paper, or several one after the other, to a PDF file or a printer.

    ``progress`` is told after each page, first while they are laid out and then while they are painted; what it
    raises ends the work, and no file is left.

    A PDF that is to last is PDF/A-1b.  It gets its name only when it is complete.  Raises OSError when it cannot be written.
    """
    papers = [paper] if isinstance(paper, Paper) else list(paper)
    document, whole = Document(), 2 * len(papers)
    for _ in laying_out(papers, document):
        progress(len(document.sections), whole)
    log = GlyphLog(document.pages)
    unsearchable: set[str] = set()
    if isinstance(target, Path):
        count = len(document.pages)
        unsearchable = _write_pdf(
            document,
            _properties(papers, document),
            target,
            log,
            lambda page: progress(len(papers) + len(papers) * page // count, whole),
        )
    else:
        print_pages(document.pages, target)
    return Painted(len(document.pages), document.page_of, log.missing, unsearchable)


def _properties(papers: Sequence[Paper], document: Document) -> PdfProperties:
    author = papers[0].author if papers else ""
    lasting = any(paper.lasting for paper in papers)
    return PdfProperties(document_name(papers), author, tuple(document.sections), lasting)


def _write_pdf(
    document: Document,
    properties: PdfProperties,
    target: Path,
    log: GlyphLog,
    painted: Callable[[int], None],
) -> set[str]:
    memory = QBuffer()  # Qt says nothing of a full disk; Python does
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(memory)
    writer.setResolution(int(UNITS_PER_INCH))
    writer.setColorModel(QPdfWriter.ColorModel.RGB)
    if properties.lasting:
        writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_A1b)
    _paint_all(document.pages, writer, painted)
    del writer
    pdf, unsearchable = with_findable_text(bytes(memory.data().data()), log)
    pdf = with_properties(pdf, properties)
    with complete_file(target) as scratch:
        scratch.write_bytes(pdf)
        if scratch.read_bytes() != pdf:
            raise OSError("PDF 写入后读回不一致，没有保存。")
        painted(len(document.pages))  # the last chance to stop: the file has its name after this
    return unsearchable


def print_pages(pages: Sequence[Page], printer: QPrinter, progress: Progress = lambda done, of: None) -> None:
    """Print pages, in any thread; OSError when the printer does not take them.

    ``progress`` is told after each page; what it raises ends the work, and the printer drops what it has not printed.
    """
    printer.setFullPage(True)
    _paint_all(pages, printer, lambda page: progress(page + 1, len(pages)))


def _paint_all(
    pages: Sequence[Page], device: QPagedPaintDevice, painted: Callable[[int], None] = lambda page: None
) -> None:
    painter = QPainter()
    try:
        for number, page in enumerate(pages):
            set_page(device, page)
            if number == 0:
                if not painter.begin(device):
                    raise OSError("打印机或文件现在不能写入。")
            else:
                device.newPage()
            painter.save()
            scale = device.logicalDpiX() / UNITS_PER_INCH
            painter.scale(scale, scale)
            draw_page(painter, page)
            painter.restore()
            painted(number)
    except BaseException:
        if isinstance(device, QPrinter):
            device.abort()
        if painter.isActive():  # Qt aborts where a device goes before its painter has ended
            painter.end()
        raise
    # Qt embeds the fonts now: QPainter.end() would keep every other thread of Python waiting, the window's among
    # them, and the destructor, which ends it too, does not.
    del painter


def set_page(device: QPagedPaintDevice, page: Page) -> None:
    """Tell a device the paper of its next page: its size, upright or lying, to its edges."""
    orientation = QPageLayout.Orientation.Landscape if page.landscape else QPageLayout.Orientation.Portrait
    short = min(page.width, page.height)
    size = next(_SIZE_IDS[name] for name, sides in SIZES.items() if short == sides[0])
    layout = QPageLayout(QPageSize(size), orientation, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)


def draw_page(painter: QPainter, page: Page) -> None:
    """Draw a page with a painter whose unit is a tenth of a point."""
    ink = QColor(200, 0, 0) if page.red else QColor(0, 0, 0)
    painter.setPen(QPen(ink, RULE_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
    for rule in page.rules:
        painter.drawLine(QPointF(rule.x1, rule.y1), QPointF(rule.x2, rule.y2))
    painter.setPen(QColor(0, 0, 0))
    for picture in page.pictures:
        _draw_picture(painter, picture)
    face = ("", 0.0, 0.0)
    for words in page.words:
        if face != (words.role, words.size, words.tracking):
            face = (words.role, words.size, words.tracking)
            painter.setFont(font(*face))
        painter.drawText(QPointF(words.x, words.y), words.text)


def _draw_picture(painter: QPainter, picture: Picture) -> None:
    image = photo(picture.path)
    most = image.size().scaled(
        round(picture.width * _FINEST_PHOTO),
        round(picture.height * _FINEST_PHOTO),
        Qt.AspectRatioMode.KeepAspectRatio,
    )
    if most.width() < image.width():
        image = image.scaled(
            most, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    factor = min(picture.width / image.width(), picture.height / image.height())
    width, height = image.width() * factor, image.height() * factor
    left, top = picture.x + (picture.width - width) / 2, picture.y + (picture.height - height) / 2
    painter.drawImage(QRectF(left, top, width, height), image)
