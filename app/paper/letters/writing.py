"""Letters as .docx for WPS and as pages of our own, both from the one template."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from app.paper.letters.contents import contents_of, placeholders
from app.paper.letters.filling import TemplateBroken, faults_of, fill, opened
from app.paper.letters.kinds import KINDS
from app.paper.letters.pages import paper_of
from app.paper.letters.readiness import refuse_too_soon
from app.paper.letters.templates import template_of
from app.paper.sheet import Paper
from app.storage.files import complete_file
from app.storage.ledger import Ledger


def letters(ledger: Ledger, kind: str, row_id: int) -> list[dict[str, str]]:
    """The text of each placeholder for every letter of a kind about one item: a reply goes to each sponsor.

    KeyError for an unknown kind, ``Refused`` for a gone item.
    """
    KINDS[kind]
    return contents_of(ledger, row_id, kind)


def letter(ledger: Ledger, kind: str, row_id: int) -> dict[str, str]:
    """The first of them."""
    return letters(ledger, kind, row_id)[0]


def letter_name(ledger: Ledger, kind: str, row_id: int) -> str:
    """What the file of a letter is called, without ending: 交办通知单 2022-026."""
    return f"{KINDS[kind].name} {letter(ledger, kind, row_id)['编号']}".strip()


def write_letter(ledger: Ledger, kind: str, row_id: int, path: Path) -> None:
    """Write a letter as .docx, one after the other where several people get it.

    Raises ``TemplateBroken``, ``LetterTooSoon``, ``Refused``, or OSError, which means that WPS holds the file.
    """
    document = joined(_filled(ledger, kind, row_id))
    with complete_file(path) as scratch:
        document.save(str(scratch))


def letter_paper(ledger: Ledger, kind: str, row_id: int) -> Paper:
    """The same letters as pages for preview, printer and PDF, where no WPS is needed.

    Raises ``TemplateBroken``, ``LetterTooSoon`` or ``Refused``.
    """
    return paper_of(joined(_filled(ledger, kind, row_id)))


def joined(documents: Sequence[Document]) -> Document:
    """Documents of one template as one, each begun on a page of its own.

    Head and foot lines are those of the first; the templates have no placeholders there.
    """
    first, *others = documents
    end = first.element.body.xpath("./w:sectPr")[-1]
    for document in others:
        blocks = [element for element in document.element.body if element.tag != qn("w:sectPr")]
        if not blocks or blocks[0].tag != qn("w:p"):
            blocks.insert(0, OxmlElement("w:p"))
        Paragraph(blocks[0], document).paragraph_format.page_break_before = True
        for element in blocks:
            end.addprevious(element)
    return first


def _filled(ledger: Ledger, kind: str, row_id: int) -> list[Document]:
    of = KINDS[kind]
    refuse_too_soon(ledger, kind, [row_id])
    filled = []
    for values in letters(ledger, kind, row_id):
        document = opened(template_of(ledger, kind), of.name)
        faults = faults_of(document, placeholders(), of.needs)
        if faults:
            raise TemplateBroken(of.name, faults)
        fill(document, values)
        filled.append(document)
    return filled
