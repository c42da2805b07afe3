"""An .xlsx or .xlsm workbook: which sheets it has, in which order, and what their cells share."""

from __future__ import annotations

import posixpath
import re
from typing import IO
from xml.etree import ElementTree

from app.excel.reading import limits
from app.excel.reading.archive import DAMAGED, Archive, attribute, local, part_led_to
from app.excel.reading.cells import Census, GrowingSheet
from app.excel.reading.number_formats import BUILT_IN
from app.excel.reading.refusal import UnreadableFile
from app.excel.reading.shared_strings import shared_strings
from app.excel.reading.xlsx_cells import Shared
from app.excel.reading.xlsx_sheet import read_sheet

MISSING_SHEET = "工作表“{}”的内容在文件中缺失，没有读取。请用WPS打开看看，另存后再导入。"
_OTHER_SHEETS = ("chartsheet", "dialogsheet", "xlmacrosheet", "xlintlmacrosheet")


def read_xlsx(source: str | IO[bytes]) -> tuple[list[GrowingSheet], list[str]]:
    """All worksheets in the order of their tabs, and notes for the clerk; `source` as of `Archive`.

    Missing styles, missing shared strings and missing relationships are borne: web systems leave them out.
    Raises: UnreadableFile.
    """
    with Archive(source) as archive:
        archive.look()
        notes: list[str] = []
        try:
            return _sheets(archive, notes), notes
        except DAMAGED as broken:
            raise UnreadableFile("truncated") from broken


def _sheets(archive: Archive, notes: list[str]) -> list[GrowingSheet]:
    book = _workbook_part(archive)
    root = archive.tree(book)
    if root is None:
        raise UnreadableFile("not_a_workbook")
    parts = _related(archive, book)
    shared = _shared(archive, book, root, parts)
    sheets: list[GrowingSheet] = []
    for number, tab in enumerate((tab for tab in root.iter() if local(tab.tag) == "sheet"), start=1):
        usual = ("", _beside(book, f"worksheets/sheet{number}.xml"))
        kind, part = parts.get(attribute(tab, "id") or "", usual)
        name = attribute(tab, "name") or f"Sheet{number}"
        if kind in _OTHER_SHEETS:
            continue
        if part not in archive:
            notes.append(MISSING_SHEET.format(name))
            continue
        hidden = attribute(tab, "state") in ("hidden", "veryHidden")
        sheets.append(read_sheet(archive, part, name, hidden, shared))
        if len(sheets) > limits.SHEETS:
            raise UnreadableFile("too_large")
    if not sheets:
        raise UnreadableFile("truncated")
    return sheets


def _shared(
    archive: Archive, book: str, root: ElementTree.Element, parts: dict[str, tuple[str, str]]
) -> Shared:
    strings = shared_strings(archive, _by_kind(parts, "sharedstrings") or _beside(book, "sharedStrings.xml"))
    styles = archive.tree(_by_kind(parts, "styles") or _beside(book, "styles.xml"))
    properties = [part for part in root.iter() if local(part.tag) == "workbookPr"]
    return Shared(
        strings={str(number): text for number, text in enumerate(strings)},
        formats=cell_formats(styles),
        date_1904=any(attribute(part, "date1904") in ("1", "true", "on") for part in properties),
        census=Census(),
    )


def _workbook_part(archive: Archive) -> str:
    for kind, part in _related(archive, "").values():
        if kind == "officedocument" and part in archive:
            return part
    return "xl/workbook.xml"


def _related(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Relationships of a part: id → (last word of the kind in lower case, name of the part it leads to)."""
    folder, name = posixpath.split(part)
    root = archive.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    relations: dict[str, tuple[str, str]] = {}
    for relation in root if root is not None else ():
        if (relation.get("TargetMode") or "").lower() == "external":
            continue  # an address outside the file is never followed
        relations[relation.get("Id") or ""] = part_led_to(relation, folder)
    return relations


def _by_kind(parts: dict[str, tuple[str, str]], wanted: str) -> str | None:
    return next((part for kind, part in parts.values() if kind == wanted), None)


def _beside(book: str, name: str) -> str:
    return posixpath.join(posixpath.dirname(book), name)


def cell_formats(root: ElementTree.Element | None) -> list[str]:
    """The number format of each cell style, "" for General; an empty list without a style sheet."""
    if root is None:
        return []
    own: dict[int, str] = {}
    styles: list[str] = []
    for part in root:
        if local(part.tag) == "numFmts":
            own = {_whole(entry.get("numFmtId")): entry.get("formatCode") or "" for entry in part}
        elif local(part.tag) == "cellXfs":
            styles = [
                own.get(number, BUILT_IN.get(number, ""))
                for number in (_whole(entry.get("numFmtId")) for entry in part)
            ]
    return ["" if re.fullmatch(r"(?i)general", code) else code for code in styles]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
