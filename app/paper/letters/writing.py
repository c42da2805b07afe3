"""Letters as .docx for WPS and as pages of our own, both from the one template."""

from __future__ import annotations

from pathlib import Path

from docx.document import Document

from app.paper.letters.contents import contents_of, placeholders
from app.paper.letters.filling import TemplateBroken, faults_of, fill, opened
from app.paper.letters.kinds import KINDS
from app.paper.letters.pages import paper_of
from app.paper.letters.readiness import refuse_too_soon
from app.paper.letters.templates import template_of
from app.paper.sheet import Paper
from app.storage.files import complete_file
from app.storage.ledger import Ledger


def letter(ledger: Ledger, kind: str, row_id: int) -> dict[str, str]:
    """The text of each placeholder for one item.  KeyError for an unknown kind, ``Refused`` for a gone item."""
    KINDS[kind]
    return contents_of(ledger, row_id)


def letter_name(ledger: Ledger, kind: str, row_id: int) -> str:
    """What the file of a letter is called, without ending: 交办通知单 2022-026."""
    return f"{KINDS[kind].name} {contents_of(ledger, row_id)['编号']}".strip()


def write_letter(ledger: Ledger, kind: str, row_id: int, path: Path) -> None:
    """Write a letter as .docx.  Raises ``TemplateBroken``, ``LetterTooSoon``, ``Refused``, or OSError.

    An OSError means that WPS holds the file.
    """
    document = _filled(ledger, kind, row_id)
    with complete_file(path) as scratch:
        document.save(str(scratch))


def letter_paper(ledger: Ledger, kind: str, row_id: int) -> Paper:
    """The same letter as pages for preview, printer and PDF, where no WPS is needed.

    Raises ``TemplateBroken``, ``LetterTooSoon`` or ``Refused``.
    """
    return paper_of(_filled(ledger, kind, row_id))


def _filled(ledger: Ledger, kind: str, row_id: int) -> Document:
    of = KINDS[kind]
    refuse_too_soon(ledger, kind, [row_id])
    document = opened(template_of(ledger, kind), of.name)
    faults = faults_of(document, placeholders(), of.needs)
    if faults:
        raise TemplateBroken(of.name, faults)
    fill(document, letter(ledger, kind, row_id))
    return document
