"""Letters as .docx for WPS and as pages of our own, both from the one template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from app.domain.ledger_head import presidium_of
from app.paper.letters.contents import contents_of, placeholders
from app.paper.letters.filling import TemplateBroken, faults_of, fill, opened
from app.paper.letters.kinds import KINDS
from app.paper.letters.pages import imprint_of, paper_of
from app.paper.letters.readiness import refuse_too_soon
from app.paper.letters.templates import template_of
from app.paper.sheet import Paper
from app.storage.files import complete_file
from app.storage.ledger import Ledger

HOLDER = "版记所在"  # the style of an empty paragraph that takes next to no room


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


def write_letter(
    ledger: Ledger, kind: str, row_id: int, path: Path, page_count: Callable[[Paper], int]
) -> None:
    """Write a letter as .docx, one after the other where several people get it.

    ``page_count``: on how many pages a paper comes out; it decides on which page the imprint (版记) stands.
    Raises ``TemplateBroken``, ``LetterTooSoon``, ``Refused``, or OSError, which means that WPS holds the file.
    """
    documents = _filled(ledger, kind, row_id)
    for one in documents:
        turn_to_imprint(one, page_count)
    document = joined(documents)
    name_document(document, letter_name(ledger, kind, row_id), ledger)
    with complete_file(path) as scratch:
        document.save(str(scratch))


def turn_to_imprint(document: Document, page_count: Callable[[Paper], int]) -> None:
    """Page breaks before the imprint, where our own pages turn to one that is even and has room for it.

    The frame that holds it at the foot is the style's; no document can ask for an even page by itself.
    """
    paper, imprint = paper_of(document), imprint_of(document)
    if not imprint:
        return
    for _ in range(page_count(paper) - page_count(replace(paper, imprint=()))):
        imprint[0].insert_paragraph_before(style=HOLDER).add_run().add_break(WD_BREAK.PAGE)


def letter_papers(ledger: Ledger, kind: str, row_id: int) -> list[Paper]:
    """The same letters as pages for preview, printer and PDF, where no WPS is needed; each counts its own pages.

    Raises ``TemplateBroken``, ``LetterTooSoon`` or ``Refused``.
    """
    return [paper_of(document) for document in _filled(ledger, kind, row_id)]


def joined(documents: Sequence[Document]) -> Document:
    """Documents of one template as one, each a section that counts its pages from 1.

    Head and foot lines are those of the first; the templates have no placeholders there.
    """
    first, *others = documents
    end = first.element.body.xpath("./w:sectPr")[-1]
    if others:
        _count_from_one(end)
    for document in others:
        _end_section(end)
        for element in [one for one in document.element.body if one.tag != qn("w:sectPr")]:
            end.addprevious(element)
    return first


def _count_from_one(section: Any) -> None:
    for old in section.findall(qn("w:pgNumType")):
        section.remove(old)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    section.find(qn("w:pgMar")).addnext(numbers)


def _end_section(section: Any) -> None:
    """Close what stands before ``section`` as a section of the same kind, in its last paragraph."""
    last = section.getprevious()
    if last is None or last.tag != qn("w:p"):
        last = OxmlElement("w:p")
        section.addprevious(last)
    last.get_or_add_pPr().append(deepcopy(section))


def name_document(document: Document, title: str, ledger: Ledger) -> None:
    """What the file says of itself: its own name and day, not those of the template."""
    facts = document.core_properties
    facts.title, facts.author, facts.language = title, presidium_of(ledger.office), "zh-CN"
    facts.created = facts.modified = datetime.combine(ledger.today, time())


def _filled(ledger: Ledger, kind: str, row_id: int) -> list[Document]:
    of = KINDS[kind]
    refuse_too_soon(ledger, kind, [row_id])
    filled = []
    texts = letters(ledger, kind, row_id)
    for values in texts:
        document = opened(template_of(ledger, kind), of.name)
        faults = faults_of(document, placeholders(), of.needs)
        if faults:
            raise TemplateBroken(of.name, faults)
        fill(document, values)
        addressee = values["称呼"] if len(texts) > 1 else ""
        name_document(document, f"{of.name} {values['编号']} {addressee}".strip(), ledger)
        filled.append(document)
    return filled
