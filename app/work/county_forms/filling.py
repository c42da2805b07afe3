"""A form of the county from the ledger to a file: its template, its marks, a year, and who reads it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from app.domain.audiences import ARCHIVE
from app.domain.registers.county_forms import KEY
from app.storage.files import complete_file
from app.storage.ledger import Ledger
from app.storage.protection.disclosures import note_taken_out
from app.storage.refusals import Refused
from app.work.county_forms.document import fill_document
from app.work.county_forms.facts import Facts
from app.work.county_forms.parts import SUFFIXES, WORKBOOK, Parts
from app.work.county_forms.workbook import fill_workbook

NO_TEMPLATE = "“{}”还没有放进县里的文件。请先把县里发来的 .xlsx 或 .docx 添加为附件。"

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s*年)")


def keep_template(act: Any, row_id: int, path: Path) -> None:
    """Keep a file as the template of a form from now on; earlier ones stay with it.

    Raises ``Refused`` for what is no harmless .xlsx or .docx.
    """
    with Parts(path):
        act.attach(KEY, row_id, path)


def template_of(ledger: Ledger, row_id: int) -> dict[str, Any]:
    """The newest workbook or document kept with a form: its name and path; ``Refused`` while there is none."""
    files = [
        file
        for file in ledger.attached(KEY, row_id)
        if file["name"].lower().endswith((*SUFFIXES, ".xls", ".doc"))
    ]
    if not files:
        raise Refused(NO_TEMPLATE.format(form_name(ledger, row_id)))
    return max(files, key=lambda file: file["id"])


def form_name(ledger: Ledger, row_id: int) -> str:
    """What a form is called; ``Refused`` when it is gone."""
    row = ledger.row(KEY, row_id)
    if row is None:
        raise Refused("这份表已经不在了，请刷新列表再试。")
    return str(row["name"])


def filled_name(ledger: Ledger, row_id: int, year: int) -> str:
    """What the filled file is called: with the year filled in, in the place of the one the county wrote."""
    suffix = Path(template_of(ledger, row_id)["name"]).suffix.lower()
    name, has_year = _YEAR.subn(str(year), form_name(ledger, row_id))
    return f"{name}{suffix}" if has_year else f"{name}（{year}年）{suffix}"


def fill_form(
    ledger: Ledger,
    row_id: int,
    year: int,
    path: Path,
    *,
    audience: str = ARCHIVE,
    include_private: bool = False,
) -> list[str]:
    """Write a form filled in for a year; gives what could not be filled, each with its place.

    Raises ``Refused`` without a template, for a harmful one, and for columns that these readers do not get;
    ``KeyNeeded`` where private values wanted are locked; OSError when the file cannot be written.
    """
    template = Path(template_of(ledger, row_id)["path"])
    row = ledger.row(KEY, row_id) or {}
    if include_private:
        note_taken_out(ledger, f"填{row['name']}（{year}年，含保密栏）", path)
    facts = Facts(ledger, year, audience, include_private)
    with Parts(template) as parts:
        if parts.kind == WORKBOOK:
            marks = {(mark["sheet"], mark["cell"]): mark["content"] for mark in row.get("marks") or ()}
            fill_workbook(parts, marks, facts)
        else:
            fill_document(parts, facts)
        with complete_file(path, sources=[template]) as scratch:
            parts.save(scratch)
    return facts.remarks
