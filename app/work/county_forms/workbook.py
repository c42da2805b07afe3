"""A workbook of the county filled in: marked cells get their entries, a marked row repeats for the rows of a ledger."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from lxml import etree

from app.domain.fields import Field
from app.domain.register import Register
from app.excel.reading.xlsx import cell_formats
from app.storage.refusals import Refused
from app.work.county_forms.facts import Entry, Facts, LedgerColumn
from app.work.county_forms.formulas import Insertion
from app.work.county_forms.list_row import ListRow
from app.work.county_forms.marks import marks_in
from app.work.county_forms.parts import Parts
from app.work.county_forms.sheet import MOST_ROWS, FormSheet

CHAIN = "calcchain"
_CHART = re.compile(r"xl/charts/chart[^/]*\.xml")
# What holds places in ways that are not followed: notes and controls, tables, pivots.
_STAYS_PUT = ("legacyDrawing", "controls", "tableParts", "oleObjects")
_BEFORE_CALCULATION = ("definedNames", "externalReferences", "functionGroups", "sheets")


class FormWorkbook:
    """The sheets of a form by name, and what goes on between them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        related = parts.related("")
        self._book = next((n for kind, n in related.values() if kind == "officedocument"), "xl/workbook.xml")
        self.root = parts.tree(self._book)
        self._related = parts.related(self._book)
        of_kind = dict(self._related.values())
        strings = of_kind.get("sharedstrings")
        table = list(parts.tree(strings).iterchildren("{*}si")) if strings in parts.names() else []
        styles = of_kind.get("styles")
        formats = cell_formats(parts.tree(styles)) if styles in parts.names() else []
        self.sheets: dict[str, FormSheet] = {}
        self._names: dict[str, str] = {}  # of the part, by sheet
        for tab in self.root.iter("{*}sheet"):
            kind, part = self._related.get(_relation(tab), ("", ""))
            if kind == "worksheet" and part in parts.names():
                name = tab.get("name") or ""
                self.sheets[name] = FormSheet(name, parts.tree(part), table, formats)
                self._names[name] = part

    def insert(self, coming: Insertion) -> None:
        """Let everything in the workbook follow rows that come into one of its sheets."""
        sheet = self.sheets[coming.sheet]
        stuck = [e for e in sheet.root if etree.QName(e).localname in _STAYS_PUT]
        kinds = {kind for kind, _ in self._parts.related(self._names[coming.sheet]).values()}
        if stuck or "pivottable" in kinds:
            raise Refused(
                f"工作表“{sheet.name}”里有批注、控件、表格对象或透视表，中间不能插行，没有填。"
                f"请在 WPS 里删去它们，或者在名单那一行下面再留 {coming.extra} 行空行，另存后换上。"
            )
        for other in self.sheets.values():
            other.move_down(coming)
        for name in self.root.iter("{*}definedName"):
            name.text = coming.formula(name.text or "", "", None)
        for part in self._parts.names():
            if _CHART.fullmatch(part):
                for formula in self._parts.tree(part).iter("{*}f"):
                    formula.text = coming.formula(formula.text or "", "", None)
        self._move_drawings(coming)

    def _move_drawings(self, coming: Insertion) -> None:
        for kind, part in self._parts.related(self._names[coming.sheet]).values():
            if kind == "drawing" and part in self._parts.names():
                for row in self._parts.tree(part).iter("{*}row"):  # counted from 0
                    row.text = str(coming.row(int(row.text or 0) + 1) - 1)

    def reckon_anew(self, *, moved: bool) -> None:
        """Have every formula reckoned when the workbook is opened; none shows what it came to in the template."""
        reckoned = [sheet.forget_results() for sheet in self.sheets.values()]
        if not any(reckoned):
            return
        calculation = next(self.root.iter("{*}calcPr"), None)
        if calculation is None:
            calculation = etree.Element(f"{{{etree.QName(self.root).namespace}}}calcPr")
            before = next(e for name in _BEFORE_CALCULATION for e in self.root.iterchildren(f"{{*}}{name}"))
            before.addnext(calculation)
        calculation.set("fullCalcOnLoad", "1")
        chain = next((name for kind, name in self._related.values() if kind == CHAIN), "")
        if moved and chain in self._parts.names():
            self._parts.leave_out(chain, self._book)  # the programs make it again


def fill_workbook(parts: Parts, own_marks: Mapping[tuple[str, str], str], facts: Facts) -> None:
    """Fill every marked cell; ``own_marks``: words with marks by (sheet, place), put in before.

    What cannot be filled is in ``facts.remarks`` with its place.  Raises ``Refused`` for a list that cannot be set.
    """
    book = FormWorkbook(parts)
    for (sheet, place), words in own_marks.items():
        if sheet not in book.sheets:
            facts.remarks.append(f"文件里没有工作表“{sheet}”，标在 {place} 的没有填。")
        else:
            own = book.sheets[sheet]
            own.put_words(own.cell(place), words)
    filled = moved = False
    for sheet_name, form in book.sheets.items():
        marked = [row for row in form.rows() if any(marks_in(form.text(cell)) for cell in form.cells(row))]
        for row in marked:  # from the top: a remark names the place in the filled file
            filled = True
            moved |= _fill_row(book, sheet_name, row, facts)
    if filled:
        book.reckon_anew(moved=moved)


def _fill_row(book: FormWorkbook, sheet_name: str, row: Any, facts: Facts) -> bool:
    """Fill a row with marks; whether rows came in."""
    form = book.sheets[sheet_name]
    columns = {
        name: column
        for cell in form.cells(row)
        for name in marks_in(form.text(cell))
        if (column := facts.column(name))
    }
    registers = {column.register.key: column.register for column in columns.values() if column.register}
    if not registers:
        _fill_cells(form, row, facts, ())
        return False
    place = f"工作表“{sheet_name}”第 {row.get('r')} 行"
    if len(registers) > 1:
        labels = "、".join(register.label for register in registers.values())
        raise Refused(f"{place}里有几本台账的栏目（{labels}），一行只能列一本台账，没有填。请分成几行。")
    entries = listed_entries(facts, next(iter(registers.values())), columns)
    _fill_cells(form, row, facts, columns)
    return _repeat(book, form, row, entries)


def listed_entries(
    facts: Facts, register: Register, columns: Mapping[str, LedgerColumn]
) -> list[dict[str, Entry]]:
    """What stands at the marks of a list, for each row of the ledger; one row of nothing where it has none."""
    fields: list[Field] = [column.field for column in columns.values() if column.field]
    rows = facts.rows(register, fields, {column.only for column in columns.values()})
    return [
        {name: facts.of_row(column, row, number) for name, column in columns.items()}
        for number, row in enumerate(rows, 1)
    ] or [dict.fromkeys(columns, Entry(""))]


def _repeat(book: FormWorkbook, form: FormSheet, row: Any, entries: Sequence[Mapping[str, Entry]]) -> bool:
    """One row for each of ``entries``: rows drawn below are filled first, more come in before the last of them."""
    model = ListRow(form, row)
    first, drawn = model.number, model.drawn_below()
    extra = max(0, len(entries) - 1 - drawn)
    before_last = first + max(drawn - 1, 0)
    if form.rows() and int(form.rows()[-1].get("r")) + extra > MOST_ROWS:
        raise Refused(f"工作表“{form.name}”放不下 {len(entries)} 行，没有填。")
    if extra:
        book.insert(Insertion(form.name, first, before_last, extra))
        above = next(one for one in form.rows() if int(one.get("r")) == before_last)
        for by in range(before_last - first + extra, before_last - first, -1):
            above.addnext(model.copy(by))
    below = {int(one.get("r")): one for one in form.rows()}
    for by in range(len(entries) - 1, -1, -1):
        line = below[first + by]
        if by:
            model.copy_into(line)
        for cell in form.cells(line):
            form.put_entries(
                cell, {name: entries[by][name] for name in marks_in(form.text(cell)) if name in entries[by]}
            )
    return bool(extra)


def _fill_cells(form: FormSheet, row: Any, facts: Facts, listed: Collection[str]) -> None:
    """Fill the cells of a row but for the marks of its list."""
    for cell in form.cells(row):
        names = [name for name in marks_in(form.text(cell)) if name not in listed]
        place = f"工作表“{form.name}”{cell.get('r')} 格"
        entries = {name: facts.entry(name, place) for name in names}
        form.put_entries(cell, {name: entry for name, entry in entries.items() if entry})


def _relation(tab: Any) -> str:
    return next((str(value) for name, value in tab.items() if etree.QName(name).localname == "id"), "")
