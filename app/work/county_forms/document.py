"""A document of the county filled in: marks in text, tables, headers and footers; a marked table row repeats."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from app.paper.letters.filling import break_lines
from app.paper.letters.places import Place, places_in
from app.storage.refusals import Refused
from app.work.county_forms.facts import Entry, Facts, LedgerColumn
from app.work.county_forms.marks import marks_in, replace_marks
from app.work.county_forms.parts import Parts
from app.work.county_forms.workbook import listed_entries

_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_WORDS = {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_ONCE = ("bookmarkStart", "bookmarkEnd")  # what a document has once, so that no copy has it


def fill_document(parts: Parts, facts: Facts) -> None:
    """Fill every mark, however WPS split it; what cannot be filled is in ``facts.remarks`` with its place."""
    for name in parts.names():
        if match := _FILLED.fullmatch(name):
            root = parts.tree(name)
            body = root.find(qn("w:body"))
            words = _WORDS[match[1].rstrip("0123456789")]
            _fill_part(root if body is None else body, words, facts)


def _fill_part(parent: Any, words: str, facts: Facts) -> None:
    listed = set()
    for place in _marked(parent, words):
        line = _line_of(place)
        columns = _columns_of(line, facts)
        if line in listed:
            continue
        if any(column.register for column in columns.values()):
            listed.add(line)
            _repeat(line, columns, facts)
        else:
            _fill(place, facts, ())


def _columns_of(line: Any, facts: Facts) -> dict[str, LedgerColumn]:
    names = [name for place in _places_of(line) for name in marks_in(place.text)]
    return {name: column for name in names if (column := facts.column(name))}


def _marked(parent: Any, words: str) -> list[Place]:
    return [place for place in places_in(parent, words) if marks_in(place.text)]


def _line_of(place: Place) -> Any:
    """What repeats for a list: the row of the table, or the paragraph itself."""
    return next(place.element.iterancestors(qn("w:tr")), place.element)


def _repeat(line: Any, columns: Mapping[str, LedgerColumn], facts: Facts) -> None:
    registers = {column.register.key: column.register for column in columns.values() if column.register}
    if len(registers) > 1:
        labels = "、".join(register.label for register in registers.values())
        raise Refused(f"表里有一行写了几本台账的栏目（{labels}），一行只能列一本台账，没有填。请分成几行。")
    entries = listed_entries(facts, next(iter(registers.values())), columns)
    for place in _places_of(line):
        _fill(place, facts, columns)
    _remove_drawn(line, len(entries) - 1)
    for values in reversed(entries[1:]):
        copied = deepcopy(line)
        _make_unlike(copied)
        _merge_on(copied)
        line.addnext(copied)
        _fill_line(copied, values)
    _fill_line(line, entries[0])


def _remove_drawn(line: Any, most: int) -> None:
    """Empty rows below that are drawn like this one, as many as are about to be put in."""
    for _ in range(most):
        below = line.getnext()
        if below is None or below.tag != qn("w:tr") or _shape(below) != _shape(line):
            return
        if any((node.text or "").strip() for node in below.iter(qn("w:t"))):
            return
        below.getparent().remove(below)


def _shape(row: Any) -> list[str]:
    spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.iterchildren(qn("w:tc"))]
    return ["1" if span is None else span.get(qn("w:val")) for span in spans]


def _make_unlike(copied: Any) -> None:
    for element in list(copied.iter()):
        for name in [name for name in element.attrib if name.endswith(("}paraId", "}textId"))]:
            del element.attrib[name]
        if element.tag in [qn(f"w:{name}") for name in _ONCE]:
            element.getparent().remove(element)


def _merge_on(copied: Any) -> None:
    """A cell that is merged downwards, and is none of the list's, goes on through the rows that come in."""
    for cell in copied.iterchildren(qn("w:tc")):
        begins = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}[@{qn('w:val')}='restart']")
        if begins is None or _places_of(cell):
            continue
        del begins.attrib[qn("w:val")]
        for run in list(cell.iter(qn("w:r"))):
            run.getparent().remove(run)


def _fill_line(line: Any, values: Mapping[str, Entry]) -> None:
    for place in _places_of(line):
        _put(place, {name: entry.text for name, entry in values.items()})


def _places_of(line: Any) -> list[Place]:
    own = [line] if line.tag == qn("w:p") else line.iter(qn("w:p"))
    return [place for element in own if marks_in((place := Place("名单", element)).text)]


def _fill(place: Place, facts: Facts, listed: Collection[str]) -> None:
    """Fill a paragraph but for the marks of its list."""
    names = [name for name in marks_in(place.text) if name not in listed]
    entries = {name: facts.entry(name, place.words) for name in names}
    _put(place, {name: entry.text for name, entry in entries.items() if entry})


def _put(place: Place, texts: Mapping[str, str]) -> None:
    replace_marks(place.nodes, dict(texts))
    for node in place.nodes:
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if "\n" in (node.text or ""):
            break_lines(node)
