"""The workbooks that the other tests read, changed by machine: where a heading stands is learned from a right reading of the unchanged book."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl.utils import column_index_from_string

from tests.data.contact import build_contact
from tests.data.rosters import build_rosters
from tests.data.rosters.grid import Book, Sheet
from tests.data.rosters.judge import Outcome, judge
from tests.excel.roster_runner import import_report
from tests.excel.unseen.mutations import FOREIGN
from tests.excel.unseen.witness import Findings, unmentioned
from tests.excel.unseen.wordings import WORDINGS

# A heading that says no more than its field: no year, unit or remark would be lost with it.
PLAIN_HEADING = re.compile(r"[\u4e00-\u9fff ]{2,7}")
Heads = dict[str, dict[int, str]]  # sheet → column → field
Change = Callable[[Book, dict[str, Any], Heads, random.Random], bool]  # whether it could be done


def known_books() -> Iterator[Book]:
    """The books of both sets that are written cell by cell and can be read."""
    for book in (*build_contact.books(), *build_rosters.books()):
        if book.kind == "openpyxl" and book.rows and book.truth.get("exit", 0) == 0 and book.sheets:
            yield book


def findings(
    book: Book, folder: Path, scratch: Path, chance: random.Random
) -> Iterator[tuple[str, Findings]]:
    """What is found in the book as it is and, where that is read without a fault, after each change."""
    report, plain = _read(book, folder, scratch)
    yield "plain", plain
    if report is None or any(kind != "unmentioned" for kind, _words in plain.faults):
        return
    heads = _heads(report)
    for name, change in CHANGES.items():
        changed = deepcopy(book)
        changed.name = f"{name}_{book.name}".replace(" ", "_")
        if change(changed, report, heads, chance):
            yield name, _read(changed, folder, scratch)[1]


def _read(book: Book, folder: Path, scratch: Path) -> tuple[dict[str, Any] | None, Findings]:
    build_rosters.write(book, folder)
    truth = {"file": book.name, "args": {}, "ledger": build_rosters.LEDGER, "exit": 0, "max_seconds": 60, **book.truth, "rows": book.rows}  # fmt: skip
    try:
        outcome = import_report(folder, truth, scratch)
    except Exception as fault:  # noqa: BLE001 - a traceback is a finding, not the end of the measuring
        outcome = Outcome(1, None, f"{type(fault).__name__}: {fault}", 0)
    judged = judge(truth, outcome)
    seen = Findings(
        right=judged.right, promised=judged.right + len(judged.wrong), entries=len(book.rows),
        questions=len((outcome.report or {}).get("questions", [])),
    )  # fmt: skip
    for kind, words in (("wrong", judged.wrong), ("missing", judged.missing), ("invented", judged.invented),
                        ("silent", judged.silent), ("refused", judged.needless), ("broken", judged.other)):  # fmt: skip
        for text in words:
            seen.blame(kind, text)
    for row in judged.missing:
        seen.promised += len(next((entry["values"] for entry in book.rows if str(entry["row"]) in row), ()))
    for sheet in book.sheets if outcome.report else ():
        spans = [
            range(low, high + 1) for low, high in (row.get("row_in", [row["row"]] * 2) for row in book.rows)
        ]
        for words in unmentioned(sheet.name, sheet.cells, spans, outcome.report or {}, table=True):
            seen.blame("unmentioned", words)
    return outcome.report, seen


def _heads(report: dict[str, Any]) -> Heads:
    """The columns of each sheet that alone hold their field below one row of headings."""
    heads: Heads = {}
    for sheet in report["sheets"]:
        counted = Counter(sheet["columns"].values())
        alone = {
            column_index_from_string(letter): key
            for letter, key in sheet["columns"].items()
            if counted[key] == 1
        }
        if len(sheet["header_rows"]) == 1 and len(alone) == len(sheet["columns"]):
            heads[sheet["sheet"]] = alone
    return heads


def _places(
    book: Book, report: dict[str, Any], heads: Heads
) -> list[tuple[Sheet, int, int, tuple[str, ...]]]:
    """Each plain heading for which there are other words: sheet, row, column and the words."""
    words = WORDINGS.get(report["register"], {})
    tops = {sheet["sheet"]: sheet["header_rows"][0] for sheet in report["sheets"] if sheet["header_rows"]}
    return [
        (sheet, tops[sheet.name], column, words[key])
        for sheet in book.sheets
        for column, key in heads.get(sheet.name, {}).items()
        if key in words and PLAIN_HEADING.fullmatch(str(sheet.cells.get((tops[sheet.name], column), "")))
    ]


def reworded(book: Book, report: dict[str, Any], heads: Heads, chance: random.Random) -> bool:
    """Every plain heading in the words of another clerk."""
    places, number = _places(book, report, heads), chance.randrange(1, 10)
    for sheet, row, column, words in places:
        sheet.cells[row, column] = words[number]
    return bool(places)


def heading_blanked(book: Book, report: dict[str, Any], heads: Heads, chance: random.Random) -> bool:
    """One plain heading is missing."""
    places = _places(book, report, heads)
    if not places:
        return False
    sheet, row, column, _words = chance.choice(places)
    del sheet.cells[row, column]
    return True


def foreign_column(book: Book, report: dict[str, Any], heads: Heads, chance: random.Random) -> bool:
    """A column of another ledger at the right."""
    heading, values = chance.choice(FOREIGN)
    tops = {sheet["sheet"]: sheet["header_rows"][-1] for sheet in report["sheets"] if sheet["header_rows"]}
    for sheet in (sheet for sheet in book.sheets if sheet.name in heads):
        column = max(column for _row, column in sheet.cells) + 1
        sheet.put(tops[sheet.name], column, heading)
        for number, entry in enumerate(row for row in book.rows if row["sheet"] in (None, sheet.name)):
            sheet.put(entry["row"], column, values[number % len(values)])
    return bool(heads)


def columns_shuffled(book: Book, report: dict[str, Any], heads: Heads, chance: random.Random) -> bool:
    """The columns in another order, where nothing is merged and no formula names a cell."""
    tops = {sheet["sheet"]: sheet["header_rows"][0] for sheet in report["sheets"] if sheet["header_rows"]}
    if any(row.get("beside") or "row_in" in row for row in book.rows):
        return False
    sheets = [sheet for sheet in book.sheets if sheet.name in heads and _is_plain_table(sheet, tops, book)]
    for sheet in sheets:
        width, last = max(column for _row, column in sheet.cells), max(row["row"] for row in book.rows)
        to = dict(zip(range(1, width + 1), chance.sample(range(1, width + 1), width), strict=True))
        filled = Counter(row for row, _column in sheet.cells)
        # A line of one cell is a section or a title: it stays where a reader looks for it.
        sheet.cells = {
            (row, to[column] if tops[sheet.name] <= row <= last and filled[row] > 1 else column): value
            for (row, column), value in sheet.cells.items()
        }
    return bool(sheets)


def _is_plain_table(sheet: Sheet, tops: dict[str, int], book: Book) -> bool:
    """Nothing is merged or computed, and most rows below the heading are records: no cards, no label lists."""
    plain = (str, int, float, date, type(None))
    records = [row["row"] for row in book.rows if row["sheet"] in (None, sheet.name)]
    return (
        not sheet.merges and not sheet.hidden_columns and len(records) > 1
        and all(isinstance(value, plain) for value in sheet.cells.values())
        and len(records) > 0.6 * (max(records) - tops[sheet.name])
    )  # fmt: skip


def pushed_down(book: Book, report: dict[str, Any], heads: Heads, chance: random.Random) -> bool:
    """Two empty rows and an empty column before everything."""
    if any(
        not isinstance(value, str | int | float | date | None)
        for s in book.sheets
        for value in s.cells.values()
    ):
        return False
    for sheet in book.sheets:
        sheet.cells = {(row + 2, column + 1): value for (row, column), value in sheet.cells.items()}
        sheet.merges = [(top + 2, left + 1, end + 2, right + 1) for top, left, end, right in sheet.merges]
        sheet.hidden_rows = {row + 2 for row in sheet.hidden_rows}
        sheet.hidden_columns = {column + 1 for column in sheet.hidden_columns}
    for row in book.rows:
        row["row"] += 2
        if "row_in" in row:
            row["row_in"] = [number + 2 for number in row["row_in"]]
    return True


CHANGES: dict[str, Change] = {
    "reworded": reworded,
    "heading blanked": heading_blanked,
    "foreign column": foreign_column,
    "columns shuffled": columns_shuffled,
    "pushed down": pushed_down,
}
