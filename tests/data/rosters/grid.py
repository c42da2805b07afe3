"""A workbook under construction together with what an import of it must say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.data.rosters.people import Person

LEDGER = {"town": "迳口镇", "county": "四会市", "term": 17, "before": []}
TITLE = "四会市迳口镇第十七届人民代表大会代表名册"


@dataclass(frozen=True)
class Formula:
    """A formula cell; `cached` None means that the program that wrote it stored no result."""

    text: str
    cached: Any = None


@dataclass(frozen=True)
class Styled:
    """A number with the number format that the clerk sees it in."""

    value: Any
    number_format: str


@dataclass
class Sheet:
    """Cells by (row, column), both 1-based, and what a spreadsheet keeps beside them."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, *values: Any) -> None:
        """Writes values to the right from one cell on."""
        for offset, value in enumerate(values):
            self.cells[row, column + offset] = value

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Joins a rectangle of cells."""
        self.merges.append((row, column, last_row, last_column))

    def rows(self) -> list[list[Any]]:
        """The cells as a rectangle, None where empty."""
        height = max((r for r, _ in self.cells), default=0)
        width = max((c for _, c in self.cells), default=0)
        return [[self.cells.get((r, c)) for c in range(1, width + 1)] for r in range(1, height + 1)]


@dataclass(frozen=True)
class Column:
    """One column of a roster: heading, field key (None: not a field), the cell and the truth of a person."""

    heading: str
    key: str | None
    cell: Callable[[Person, int], Any]
    truth: Callable[[Person], Any] | None = None


def column(
    heading: str,
    key: str | None = None,
    cell: Callable[[Person, int], Any] | None = None,
    truth: Callable[[Person], Any] | None = None,
) -> Column:
    """A column that shows a field plainly unless told otherwise."""
    return Column(heading, key, cell or (lambda p, _i: plain(p, key or "")), truth)


def always(value: Any) -> Callable[[Person, int], Any]:
    """The same cell in every row."""
    return lambda _person, _index: value


def plain(person: Person, key: str) -> Any:
    """The usual text of a field in a clerk's cell."""
    if key == "birth_date":
        return f"{person.born:%Y.%m}"
    value = person.truth(key)
    return value[0] if isinstance(value, list) else value


NUMBER = column("序号", None, lambda _p, i: i + 1)
STANDARD = (
    NUMBER,
    column("姓名", "name"),
    column("性别", "sex"),
    column("民族", "ethnic_group"),
    column("出生年月", "birth_date"),
    column("文化程度", "education"),
    column("政治面貌", "political_status"),
    column("工作单位及职务", "employer_position"),
    column("选区", "electoral_district"),
    column("联系电话", "phone"),
)


def columns_but(base: Sequence[Column] = STANDARD, drop: str = "", **changed: Column) -> list[Column]:
    """The standard columns, some replaced by key, some (headings split by spaces) dropped."""
    gone = drop.split()
    return [changed.get(c.key or "", c) for c in base if c.heading not in gone]


@dataclass
class Book:
    """Sheets, the kind of file to write, and the truth beside it."""

    name: str
    kind: str = "openpyxl"
    sheets: list[Sheet] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)
    truth: dict[str, Any] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    any_sheet_name: bool = False

    def sheet(self, name: str = "Sheet1", hidden: bool = False) -> Sheet:
        """A new sheet at the end."""
        made = Sheet(name, hidden=hidden)
        self.sheets.append(made)
        return made

    def expect(self, sheet: Sheet, row: int, values: dict[str, Any], verdict: str = "new") -> dict[str, Any]:
        """Promises one entry of the report; the returned dict may be changed."""
        made = {
            "sheet": None if self.any_sheet_name else sheet.name,
            "row": row,
            "verdict": verdict,
            "values": values,
            "must_not_problem": verdict == "new",
        }
        self.rows.append(made)
        return made

    def table(
        self,
        sheet: Sheet,
        top: int,
        people: Sequence[Person],
        columns: Sequence[Column] = STANDARD,
        left: int = 1,
        header: bool = True,
        first: int = 0,
        **fixed: Any,
    ) -> int:
        """Header row at `top`, people below, each promised; gives the next free row."""
        if header:
            sheet.put(top, left, *(c.heading for c in columns))
            top += 1
        for index, person in enumerate(people):
            self.person(sheet, top + index, person, columns, left, first + index, **fixed)
        return top + len(people)

    def person(
        self,
        sheet: Sheet,
        row: int,
        person: Person,
        columns: Sequence[Column] = STANDARD,
        left: int = 1,
        index: int = 0,
        **fixed: Any,
    ) -> dict[str, Any]:
        """One row of a table and its promise; `fixed` are values that stand elsewhere than in the row."""
        sheet.put(row, left, *(c.cell(person, index) for c in columns))
        values = {c.key: c.truth(person) if c.truth else person.truth(c.key) for c in columns if c.key}
        return self.expect(sheet, row, {"level": person.level, **values, **fixed})

    def at(self, row: int, sheet: str | None = None) -> dict[str, Any]:
        """The promise made for a row."""
        return next(r for r in self.rows if r["row"] == row and sheet in (None, r["sheet"]))


def flag(promise: dict[str, Any], *fields: str, unsure: Sequence[str] = (), severity: str = "*") -> None:
    """Turns a promise into: must be flagged, with a problem at one of `fields`; `unsure` values are not judged."""
    promise.pop("verdict_in", None)
    promise.update(verdict="flagged", must_not_problem=False)
    promise.setdefault("must_problem", []).append([list(fields) or ["*"], severity])
    for key in unsure:
        promise["values"].pop(key, None)
        promise.setdefault("free", []).append(key)


def beside(promises: Sequence[dict[str, Any]]) -> None:
    """Entries that share their row with another table must name their column (settled point 22)."""
    for promise in promises:
        promise["beside"] = True


def either(promise: dict[str, Any], *verdicts: str) -> None:
    """The contract leaves the verdict open between some."""
    promise.pop("verdict", None)
    promise.update(verdict_in=list(verdicts), must_not_problem=False)
