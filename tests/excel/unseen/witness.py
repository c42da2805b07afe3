"""Compares the report of an import with what a careful reader says of the same workbook, and answers its questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from tests.excel.unseen.sheets import Book, Entry, Page, Text

# Values that may follow from others or from the whole sheet: said without being promised, they are no invention.
DERIVED = {
    "deputies": {"level", "note", "birth_date", "sex", "delegation", "electoral_district", "elected_on"},
    "suggestions": {"class", "source", "status", "due_on", "note"},
    "receptions": {"kind", "visitor_count", "deputy_count", "opinion_count", "note"},
    "performance_records": {"kind", "count", "attendance", "note", "occurred_on", "title"},
    "liaison_sites": {"kind", "village", "note"},
    "electoral_districts": {"level", "term", "note"},
    "fund_entries": {"fund", "balance", "category", "note"},
    "site_equipment": {"amount", "state", "origin", "note"},
    "site_activities": {"form", "others_count", "note"},
    "reception_duties": {"is_theme_day", "note"},
    "sessions": {"term", "note"},
    "session_attendance": {"meeting", "note"},
    "session_meetings": {"session", "ordinal", "delegation", "note"},
    "votes": {"session", "kind", "note"},
    "elections": {"session", "round", "note"},
    "bills": {"session", "note"},
    "motions": {"session", "note"},
    "archival_items": {"note"},
}  # fmt: skip
# What the contract lets an import report (cli.md); further fields are nobody's promise.
REPORTED = {
    "deputies": "name sex birth_date ethnic_group political_status education employer_position electoral_district "
    "level phone id_number elected_on deputy_card_no delegation deputy_group note",
    "suggestions": "no class raised_on source deputies site visitor content category lead_handler assigned_on "
    "due_on replied_on reply_class feedback concluded_on status note",
    "receptions": "no held_on site kind deputies deputy_count visitors visitor_count opinion_count note",
    "performance_records": "deputy kind occurred_on title count attendance note",
    "liaison_sites": "name kind village address site_head liaison_officer deputies public_phone area_m2 note",
    "electoral_districts": "no name level scope seats population voters polling_place note",
    "fund_entries": "fund site occurred_on voucher_no summary category income expense handled_by approved_by note",
    "site_equipment": "site asset_no name model quantity unit unit_price bought_on keeper note",
    "site_activities": "site held_on theme form chair deputies others_count content opinion_count recorder note",
    "sessions": "term ordinal opened_on closed_on place secretary note",
    "session_attendance": "meeting held_on deputy attendance came_at reason approved_by note",
    "session_meetings": "session kind ordinal held_on half_day time_from place delegation chair content note",
    "votes": "session ordinal voted_on matter kind way in_office present in_favor against abstain not_voting note",
    "elections": "session voted_on post seats round in_office present issued collected void note",
    "bills": "no session raised_on source deputies title grounds proposal decision decided_on note",
    "motions": "session raised_on kind title addressee deputies content replied_on reply note",
    "archival_items": "filed_for retention_period document_no responsible title dated_on secrecy page_count box_no note",
    "reception_duties": "held_on time_from time_to site deputies theme accompanying contact note",
}
ACCEPTED = ("new", "changed")
Cells = Mapping[tuple[int, int], Any]


@dataclass
class Findings:
    """What one import, or many together, did with workbooks: counts, and each fault in words."""

    right: int = 0
    promised: int = 0
    entries: int = 0
    questions: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)  # (kind, words)

    def blame(self, kind: str, words: str) -> None:
        """Keeps a fault; kinds: wrong, missing, invented, silent, unmentioned, refused, broken."""
        self.faults.append((kind, words))

    def count(self, kind: str) -> int:
        """How many faults of that kind there are."""
        return Counter(kind for kind, _words in self.faults)[kind]

    def add(self, other: Findings) -> None:
        """Takes the findings of a further import in."""
        self.right, self.promised = self.right + other.right, self.promised + other.promised
        self.entries, self.questions = self.entries + other.entries, self.questions + other.questions
        self.faults += other.faults

    @property
    def share(self) -> float:
        """Fields right in per cent of those promised."""
        return 100 * self.right / max(self.promised, 1)


def examine(book: Book, report: dict[str, Any], asked_before: Sequence[dict[str, Any]] = ()) -> Findings:
    """All that differs between the report and the truth of the workbook; what was asked before and answered was no silence."""
    seen = Findings(questions=len(report.get("questions", [])))
    report = {**report, "questions": [*report.get("questions", []), *asked_before]}
    left = list(report["rows"])
    for page in book.pages:
        for entry in page.entries:
            _examine_entry(book, page, entry, report, left, seen)
        _examine_mention(page, report, seen)
    for row in left:
        if row["verdict"] != "double":
            seen.blame("invented", f"{_place(row)} {row['verdict']} {_short(row['values'])}")
    return seen


def _examine_entry(
    book: Book, page: Page, entry: Entry, report: dict[str, Any], left: list[dict[str, Any]], seen: Findings
) -> None:
    seen.entries, seen.promised = seen.entries + 1, seen.promised + len(entry.values)
    near = [row for row in left if row["sheet"] == page.name and entry.low <= row["row"] <= entry.high]
    row = max(near, key=lambda row: _likeness(entry, row["values"]), default=None)
    # What agrees with nothing promised is another record that happens to stand in these rows.
    if row is None or not _likeness(entry, row["values"]):
        seen.blame("missing", f"{page.name}!{entry.low} {_short(entry.values)}")
        return
    left.remove(row)
    if row["verdict"] == "wrong" and not entry.must_ask:
        seen.blame("refused", f"{_place(row)} {[problem['message'] for problem in row['problems']]}")
    doubted = {problem["field"] for problem in row["problems"]} | _asked(report, row["sheet"])
    if entry.must_ask and not entry.must_ask & doubted and row["verdict"] in ACCEPTED:
        seen.blame(
            "silent", f"{_place(row)} {row['verdict']}, although {'/'.join(entry.must_ask)} is doubtful"
        )
    for key, text in entry.values.items():
        value = row["values"].get(key)
        if agrees(value, text) or (key in entry.doubtful and (not value or key in doubted)):
            seen.right += 1
        else:
            seen.blame("wrong", f"{_place(row)} {key}: {value!r}, not {text!r}")
            if value and row["verdict"] in ACCEPTED and key not in doubted:
                seen.blame("silent", f"{_place(row)} {key}: {value!r}, not {text!r}")
    for key in REPORTED[book.register].split():
        value = row["values"].get(key)
        if value and key not in entry.values and key not in entry.doubtful | DERIVED[book.register]:
            kind = "silent" if row["verdict"] in ACCEPTED and key not in doubted else "wrong"
            seen.blame(kind, f"{_place(row)} {key}: {value!r}, which is not there")


def _asked(report: dict[str, Any], sheet: str) -> set[str]:
    return {question["field"] for question in report.get("questions", []) if question["sheet"] == sheet}


def _likeness(entry: Entry, values: dict[str, Any]) -> int:
    return sum(agrees(values.get(key), text) for key, text in entry.values.items())


def agrees(value: Any, text: Text) -> bool:
    """Whether a reported value is (one of) the promised texts."""
    shown = f"{value:g}" if isinstance(value, float) else str("" if value is None else value)
    return shown in ((text,) if isinstance(text, str) else text)


def _examine_mention(page: Page, report: dict[str, Any], seen: Findings) -> None:
    spans = [range(entry.low, entry.high + 1) for entry in page.entries]
    for words in unmentioned(page.name, page.cells, spans, report, table=bool(page.heads)):
        seen.blame("unmentioned", words)


def unmentioned(
    name: str, cells: Cells, spans: Sequence[range], report: dict[str, Any], *, table: bool
) -> Iterator[str]:
    """Every filled row, and in a table every column filled in a row that was read, which the report does not name.

    ``spans`` are the rows of each record: a record is named by any of its rows.
    """
    if any(sheet["sheet"] == name for sheet in report["skipped_sheets"]):
        return
    described = [sheet for sheet in report["sheets"] if sheet["sheet"] == name]
    asked = [question for question in report.get("questions", []) if question["sheet"] == name]
    read = [row for row in report["rows"] if row["sheet"] == name]
    read_rows = {row["row"] for row in read}
    rows = {number for sheet in described for number in sheet["header_rows"]} | read_rows
    rows |= {line["row"] for line in report.get("left_out", []) if line["sheet"] == name}
    rows |= {number for span in spans if read_rows & set(span) for number in span}
    for number in sorted({row for (row, _column), value in cells.items() if value not in (None, "")} - rows):
        yield f"{name} row {number}: {_row_text(cells, number)}"
    letters = {
        letter for sheet in described for letter in (*sheet["columns"], *sheet.get("unused_columns", {}))
    }
    letters |= {question["column"] for question in asked} | {row.get("col") for row in read}
    filled = {
        column for (row, column), value in cells.items() if row in read_rows and value not in (None, "")
    }
    for letter in map(get_column_letter, sorted(filled if table else ())):
        if letter not in letters:
            yield f"{name} column {letter}"


def _row_text(cells: Cells, number: int) -> str:
    return " ".join(str(cells[place]) for place in sorted(cells) if place[0] == number)[:60]


def _place(row: dict[str, Any]) -> str:
    return f"{row['sheet']}!{row['row']}"


def _short(values: dict[str, Any]) -> str:
    return ", ".join(f"{key}={value}" for key, value in values.items() if value)[:120]


def answers(book: Book, report: dict[str, Any]) -> list[dict[str, Any]]:
    """What the clerk who wrote the workbook answers to the report's questions; none where she does not know either."""
    return [answer for question in report.get("questions", []) for answer in _answers(book, question)]


def _answers(book: Book, question: dict[str, Any]) -> Iterator[dict[str, Any]]:
    page = next((page for page in book.pages if page.name == question["sheet"]), None)
    if page is None:
        return
    code, place = question.get("code", "column"), {"sheet": question["sheet"], "column": question["column"]}
    offered = {option["value"] for option in question.get("options", [])}
    if code == "column":
        true = page.columns().get(question["column"])
        if true in offered:
            yield {**place, "code": code, "field": true}
    elif code == "sheet":
        yield {**place, "code": code, "value": "yes" if page.entries else "no"}
    elif value := _told(page, question):
        word = {"word": question["word"]} if "word" in question else {}
        yield {**place, "code": code, "value": value, **word}


def _told(page: Page, question: dict[str, Any]) -> str | None:
    """The value of the option that the truth speaks for: the meaning of a word, or what all entries have in that field."""
    key = question["field"]
    true = page.words.get((key, question.get("word", "")))
    texts = [entry.values[key] for entry in page.entries if key in entry.values]
    if true is None and "word" not in question and texts and all(text == texts[0] for text in texts):
        true = texts[0] if isinstance(texts[0], str) else texts[0][0]
    for option in question.get("options", []):
        if true is not None and true in (option["label"], option["value"]):
            return str(option["value"])
    return None
