"""Shorthand for the workbooks of this set: a table as rows of cells, with what each row must be read as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.data.contact.ledger import CONTACT
from tests.data.rosters.grid import Book, Sheet

KEYS = {
    "suggestions": (
        "no class raised_on source deputies site visitor content category lead_handler assigned_on due_on "
        "replied_on reply_class feedback concluded_on status note"
    ),
    "receptions": "no held_on site kind deputies deputy_count visitors visitor_count opinion_count note",
    "liaison_sites": "name kind village address site_head liaison_officer area_m2 deputies public_phone note",
    "site_checks": "round site item result score finding checked_on checker fix_by fixed_on note",
    "performance_records": "deputy kind occurred_on title count attendance note",
}


def book(name: str, register: str, kind: str = "openpyxl", **truth: Any) -> Book:
    """An empty workbook for a register, imported into the contact ledger."""
    made = Book(name, kind)
    made.truth = {"register": register, "ledger": CONTACT, "keys": KEYS[register].split(), **truth}
    return made


def rows(sheet: Sheet, top: int, *lines: Sequence[Any]) -> int:
    """Writes lines of cells from a row on; gives the next free row."""
    for number, line in enumerate(lines):
        for column, value in enumerate(line, 1):
            if value is not None:
                sheet.put(top + number, column, value)
    return top + len(lines)


def want(made: Book, sheet: Sheet, row: int, verdict: str = "new", **values: Any) -> dict[str, Any]:
    """Promises an entry of the report; ``class_`` stands for the field class."""
    return made.expect(sheet, row, {key.rstrip("_"): value for key, value in values.items()}, verdict)


def doubt(made: Book, sheet: Sheet, row: int, *fields: str, **values: Any) -> dict[str, Any]:
    """Promises an entry that is flagged because of the given fields."""
    promise = want(made, sheet, row, "flagged", **values)
    promise["must_problem"] = [[[field], "*"] for field in fields]
    return promise
