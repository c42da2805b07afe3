"""One sheet of a form: its cells as text, written in place, and rows that come in without disturbing others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string

from app.work.county_forms.facts import Entry
from app.work.county_forms.formulas import Insertion
from app.work.county_forms.marks import replace_marks, sole_mark

_AREAS = ("ref", "sqref", "activeCell", "topLeftCell")  # attributes that hold ranges
_FORMULAS = ("formula", "formula1", "formula2", "f")  # elements that hold formulas, beside those of cells
_OWN_SHAPE = ("mergeCell", "hyperlink")  # what belongs to one row and is made anew for each that comes in
_TEXT_FORMAT = "@"
MOST_ROWS = 1_048_576


class FormSheet:
    """A sheet by its tree; ``strings`` are the shared ones, ``formats`` the number formats by style."""

    def __init__(self, name: str, root: Any, strings: Sequence[Any], formats: Sequence[str]) -> None:
        self.name, self.root = name, root
        self._strings, self._formats = strings, formats
        self._ns = etree.QName(root).namespace
        self._name_cells()

    def tag(self, name: str) -> str:
        """The full name of an element of the sheet."""
        return f"{{{self._ns}}}{name}"

    def rows(self) -> list[Any]:
        """The rows that the file holds, from the top."""
        return list(self.root.iter(self.tag("row")))

    def cells(self, row: Any) -> list[Any]:
        """The cells of a row that the file holds."""
        return list(row.iterchildren(self.tag("c")))

    def cell(self, place: str) -> Any:
        """The cell at a place like B7, made where the file has none."""
        letters, number = coordinate_from_string(place)
        row = self._row(number)
        new_cell = etree.Element(self.tag("c"), r=place)
        if style := row.get("s") or self._style_ofcolumn_of(column_index_from_string(letters)):
            new_cell.set("s", style)
        for cell in self.cells(row):
            own = column_of(cell)
            if own == letters:
                return cell
            if (len(own), own) > (len(letters), letters):
                cell.addprevious(new_cell)
                return new_cell
        row.append(new_cell)
        return new_cell

    def _style_ofcolumn_of(self, number: int) -> str | None:
        for column in self.root.iter(self.tag("col")):
            if int(column.get("min")) <= number <= int(column.get("max")):
                return str(column.get("style") or "") or None
        return None

    def _row(self, number: int) -> Any:
        data = next(self.root.iter(self.tag("sheetData")))
        for row in data:
            if int(row.get("r")) == number:
                return row
            if int(row.get("r")) > number:
                new_row = etree.Element(self.tag("row"), r=str(number))
                row.addprevious(new_row)
                return new_row
        return etree.SubElement(data, self.tag("row"), r=str(number))

    def text(self, cell: Any) -> str:
        """The words of a cell; empty for numbers and formulas."""
        return "".join(node.text or "" for node in self._nodes(cell))

    def is_empty(self, cell: Any) -> bool:
        """Whether nothing stands in a cell."""
        return not self.has_formula(cell) and not self.text(cell) and self.number(cell) is None

    def has_formula(self, cell: Any) -> bool:
        """Whether the cell computes its value."""
        return cell.find(self.tag("f")) is not None

    def number(self, cell: Any) -> str | None:
        """What stands in a cell that holds no words, as the file writes it."""
        value = cell.find(self.tag("v"))
        return value.text if value is not None and cell.get("t", "n") == "n" else None

    def _nodes(self, cell: Any) -> list[Any]:
        holder = self._holder(cell)
        if holder is None:
            return []
        nodes = holder.iter(self.tag("t"))
        return [node for node in nodes if node.getparent().tag != self.tag("rPh")]

    def _holder(self, cell: Any) -> Any:
        if self.has_formula(cell):
            return None
        if cell.get("t") == "inlineStr":
            return cell.find(self.tag("is"))
        value = cell.find(self.tag("v"))
        if cell.get("t") == "s" and value is not None and (value.text or "").isdecimal():
            number = int(value.text)
            return self._strings[number] if number < len(self._strings) else None
        return None

    def put_words(self, cell: Any, words: str) -> None:
        """Words in place of whatever stood in the cell; its style stays."""
        self.clear(cell)
        if words:
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, self.tag("is")), self.tag("t"))
            text.text = words
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def put_entries(self, cell: Any, entries: Mapping[str, Entry]) -> None:
        """Put entries in place of the marks they are named by; one that is the whole cell stays a number."""
        alone = sole_mark(self.text(cell))
        if alone is not None and alone in entries:
            self._put_one(cell, entries[alone])
        elif entries:
            holder = deepcopy(self._holder(cell))
            holder.tag = self.tag("is")
            self.clear(cell)
            cell.set("t", "inlineStr")
            cell.append(holder)
            replace_marks(self._nodes(cell), {name: entry.text for name, entry in entries.items()})

    def _put_one(self, cell: Any, entry: Entry) -> None:
        code = self._format(cell)
        value = entry.share if entry.share is not None and "%" in code else entry.number
        as_text = code == _TEXT_FORMAT or (entry.share is not None and not code)
        if value is None or as_text:
            self.put_words(cell, entry.text)
            return
        self.clear(cell)
        etree.SubElement(cell, self.tag("v")).text = repr(float(value)) if value % 1 else str(int(value))

    def clear(self, cell: Any) -> None:
        cell.attrib.pop("t", None)
        for child in list(cell):
            cell.remove(child)

    def _format(self, cell: Any) -> str:
        style = int(cell.get("s") or 0)
        return self._formats[style] if style < len(self._formats) else ""

    def forget_results(self) -> bool:
        """Drop what formulas came to before, so that nobody reads last year's sum; whether there are any."""
        formulas = [cell for row in self.rows() for cell in self.cells(row) if self.has_formula(cell)]
        for cell in formulas:
            cell.attrib.pop("t", None)
            for value in cell.findall(self.tag("v")):
                cell.remove(value)
        return bool(formulas)

    def move_down(self, coming: Insertion) -> None:
        """Let every row, range and formula of this sheet follow rows that come in, here or on another sheet."""
        if coming.sheet == self.name:
            self._plain_formulas()
        for element in self.root.iter("{*}*"):
            name = etree.QName(element).localname
            if name in _FORMULAS and element.text:
                element.text = coming.formula(element.text, self.name, _row_of(element))
            if coming.sheet == self.name:
                self._move_element(element, name, coming)

    def _move_element(self, element: Any, name: str, coming: Insertion) -> None:
        if name == "row":
            element.set("r", str(coming.row(int(element.get("r")))))
        elif name == "c":
            letters, number = coordinate_from_string(element.get("r"))
            element.set("r", f"{letters}{coming.row(number)}")
        elif name == "sqref" and element.text:
            element.text = coming.area(element.text)
        elif name == "brk" and etree.QName(element.getparent()).localname == "rowBreaks":
            element.set("id", str(coming.row(int(element.get("id") or 0))))
        for attribute in _AREAS:
            area = element.get(attribute)
            if area and name != "c":
                single = name in _OWN_SHAPE and len(set(_rows_of(area))) == 1
                grows = not single and attribute in ("ref", "sqref")
                element.set(attribute, coming.area(area, grows=grows))

    def _plain_formulas(self) -> None:
        """Formulas that several cells share, written out in each."""
        shared: dict[str, tuple[str, str]] = {}
        for cell in self.root.iter(self.tag("c")):
            formula = cell.find(self.tag("f"))
            if formula is None or formula.get("t") != "shared":
                continue
            number = formula.get("si")
            if formula.text:
                shared[number] = formula.text, cell.get("r")
            elif number in shared:
                text, origin = shared[number]
                formula.text = Translator(f"={text}", origin=origin).translate_formula(cell.get("r"))[1:]
            for attribute in ("t", "si", "ref"):
                formula.attrib.pop(attribute, None)

    def _name_cells(self) -> None:
        """Rows and cells that say no place of their own stand behind the one before."""
        last = 0
        for row in self.rows():
            last = int(row.get("r") or last + 1)
            if not row.get("r"):
                row.set("r", str(last))
            for number, cell in enumerate(self.cells(row), 1):
                if not cell.get("r"):
                    cell.set("r", f"{get_column_letter(number)}{last}")


def column_of(cell: Any) -> str:
    """The letters of a cell's place."""
    return str(coordinate_from_string(cell.get("r"))[0])


def _rows_of(area: str) -> Iterator[str]:
    for corner in area.split(":"):
        yield "".join(sign for sign in corner if sign.isdigit())


def _row_of(element: Any) -> int | None:
    """The row of the cell that a formula stands in; None outside cells."""
    parent = element.getparent()
    if parent is None or etree.QName(parent).localname != "c":
        return None
    return int(coordinate_from_string(parent.get("r"))[1])
