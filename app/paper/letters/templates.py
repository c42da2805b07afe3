"""Where the templates lie: the program's own, and the clerk's copies in the data folder, edited in WPS."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.paper.letters.contents import placeholders
from app.paper.letters.filling import faults_of, opened
from app.paper.letters.kinds import KINDS, TEMPLATES
from app.resources import resource
from app.storage.files import complete_file, rename_patiently
from app.storage.ledger import Ledger

FOLDER = "templates"


def original(kind: str) -> Path:
    """The program's own template."""
    return resource("templates") / f"{TEMPLATES[kind].name}.docx"


def template_of(ledger: Ledger, kind: str) -> Path:
    """The template in use: the clerk's copy where there is one."""
    own = _own(ledger, kind)
    return own if own.exists() else original(kind)


def is_edited(ledger: Ledger, kind: str) -> bool:
    """Whether the clerk has a copy of this template."""
    return _own(ledger, kind).exists()


def copy_to_edit(ledger: Ledger, kind: str) -> Path:
    """The clerk's copy, made when it is wanted first.  Raises OSError when it cannot be written."""
    own = _own(ledger, kind)
    if not own.exists():
        own.parent.mkdir(exist_ok=True)
        with complete_file(own, own=True) as scratch:
            shutil.copyfile(original(kind), scratch)
    return own


def bring_back(ledger: Ledger, kind: str) -> Path | None:
    """Use the original again; gives where the clerk's copy was put, None when there was none.

    Nothing the clerk wrote is lost.  Raises OSError while WPS holds the file.
    """
    own = _own(ledger, kind)
    if not own.exists():
        return None
    number, aside = 1, own.with_name(f"{TEMPLATES[kind].name}（换下）.docx")
    while aside.exists():
        number += 1
        aside = own.with_name(f"{TEMPLATES[kind].name}（换下{number}）.docx")
    rename_patiently(own, aside)
    return aside


def faults_in(ledger: Ledger, kind: str) -> list[str]:
    """What an edit broke in the template in use; raises ``TemplateBroken`` when it cannot be opened."""
    document = opened(template_of(ledger, kind), KINDS[kind].name)
    return faults_of(document, placeholders(), KINDS[kind].needs)


def _own(ledger: Ledger, kind: str) -> Path:
    return ledger.folder / FOLDER / f"{TEMPLATES[kind].name}.docx"
