"""A template filled in: placeholders found however WPS split them, faults named with their place."""

from __future__ import annotations

import difflib
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from app.domain.texts import MET_SIGNS
from app.paper.letters.dangers import CHUNK, brings_programs, has_fetching_field
from app.paper.letters.looks import look_of
from app.paper.letters.places import BRACES, PLACEHOLDER, Place, places_of
from app.paper.title_lines import title_lines
from app.storage.refusals import Refused
from app.storage.unpacking import BROKEN_ARCHIVE

EMU_OF_POINT = 12_700
MOST_UNPACKED = 64 << 20  # bytes; the program's own templates take less than one megabyte
SENTENCE = re.compile(r"[^。！]+[。！]?")


class TemplateBroken(Refused):
    """A template that an edit broke; the sentences say what is wrong at which place."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        self.faults = list(faults)
        faulty = "；".join(self.faults[:3]) + (f"；另有 {len(faults) - 3} 处" if len(faults) > 3 else "")
        super().__init__(
            f"模板“{name}”有改坏的地方：{faulty}。打开模板改正后保存即可；也可以恢复原来的模板，"
            "改过的这份会另存一份，不会丢。"
        )


def opened(path: Path, name: str) -> Document:
    """The template; raises ``TemplateBroken`` when it is no .docx any more or no harmless one, OSError when it is held."""
    try:
        with open(path, "rb") as file:
            with zipfile.ZipFile(file) as archive:
                if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                    raise TemplateBroken(name, ["文件解开以后太大"])
            file.seek(0)
            document = docx.Document(file)
        dangers = dangers_of(document)
    except OSError:
        raise
    except (*BROKEN_ARCHIVE, PackageNotFoundError, KeyError, RuntimeError, ValueError, SyntaxError) as cause:
        raise TemplateBroken(name, ["文件不是完整的 Word 文档（.docx）"]) from cause
    if dangers:
        raise TemplateBroken(name, dangers)
    return document


def dangers_of(document: Document) -> list[str]:
    """What a letter must not bring along: programs, and whatever is fetched from elsewhere when it is opened."""
    package = document.part.package
    brought = [str(part.partname).lower() for part in package.iter_parts()]
    dangers = []
    if brings_programs(brought):
        dangers.append("里面带有宏、控件或嵌入的程序")
    outside = [
        rel
        for rel in package.iter_rels()
        if (rel.is_external and rel.reltype != RT.HYPERLINK) or rel.reltype.lower().endswith(CHUNK)
    ]
    bodies = [part.element for part in package.iter_parts() if isinstance(part, XmlPart)]
    if outside or any(map(has_fetching_field, bodies)):
        dangers.append("里面引用了文件以外的内容（图片、模板或对象的链接）")
    return dangers


def faults_of(document: Document, allowed: Sequence[str], needed: Sequence[str]) -> list[str]:
    """What is wrong with a template, each with its place; empty when it is sound."""
    faults, used = [], set()
    for place in places_of(document):
        for match in PLACEHOLDER.finditer(place.text):
            name = "".join(match[1].split())
            used.add(name)
            if name not in allowed:
                near = difflib.get_close_matches(name, allowed, 1, 0.4)
                more = f"，是不是 {{{{{near[0]}}}}}" if near else ""
                faults.append(f"{place.words}的“{{{{{name}}}}}”不是能填的项目{more}")
        faults += [
            f"{place.words}的“{torn[0]}”花括号不成对"
            for torn in BRACES.finditer(PLACEHOLDER.sub("", place.text))
        ]
    missing = [name for name in needed if name not in used]
    faults += [f"整份模板里找不到“{{{{{name}}}}}”" for name in missing]
    return faults


def fill(document: Document, values: Mapping[str, str]) -> None:
    """Put the values into the placeholders of a sound template, keeping the look of where each begins."""
    for place in list(places_of(document)):
        lines = _lines_alone(place, values)
        for line in reversed(lines[1:]):
            copy = deepcopy(place.element)
            place.element.addnext(copy)
            _fill_one(Place(place.words, copy), line)
        _fill_one(place, lines[0] if lines else values)
    _break_titles(document)


def leave_out_sentences(document: Document, names: Collection[str]) -> None:
    """Remove the sentences whose placeholders are all among ``names``, and paragraphs of which nothing is left."""
    for place in list(places_of(document)):
        spans = [match.span() for match in SENTENCE.finditer(place.text)]
        for start, end in reversed(spans):
            named = {"".join(match[1].split()) for match in PLACEHOLDER.finditer(place.text[start:end])}
            if named and named <= set(names):
                replace_span(place.nodes, start, end, "")
        if spans and not place.text.strip():
            place.element.getparent().remove(place.element)


def _break_titles(document: Document) -> None:
    """Titles and centred names wider than the paper, in lines that end where a word ends."""
    section = document.sections[0]
    sides = (section.page_width, section.left_margin, section.right_margin)
    whole, left, right = (float(side or 0) / EMU_OF_POINT for side in sides)
    for paragraph in document.paragraphs:
        look = look_of(paragraph)
        if look.align != "center" or "\n" in paragraph.text or "\t" in paragraph.text:
            continue
        most = (whole - left - right) / look.size - look.left - look.right
        place, end = Place("", paragraph._p), 0
        for line in title_lines(place.text, most)[:-1]:
            end += len(line)
            replace_span(place.nodes, end, end + 1, "\n" + place.text[end])
            end += 1
        for node in place.nodes:
            if "\n" in (node.text or ""):
                break_lines(node)


def _lines_alone(place: Place, values: Mapping[str, str]) -> list[dict[str, str]]:
    """One mapping for each line of a value that fills a paragraph alone: each becomes a paragraph."""
    match = PLACEHOLDER.fullmatch(place.text.strip())
    if match is None:
        return []
    name = "".join(match[1].split())
    return [{name: line.strip()} for line in values[name].split("\n") if line.strip()] or [{name: ""}]


def _fill_one(place: Place, values: Mapping[str, str]) -> None:
    nodes = place.nodes
    for match in reversed(list(PLACEHOLDER.finditer(place.text))):
        replace_span(nodes, match.start(), match.end(), values["".join(match[1].split())])
    _drop_met_signs(place)
    for node in nodes:
        node.set(qn("xml:space"), "preserve")
        if "\n" in (node.text or ""):
            break_lines(node)


def _drop_met_signs(place: Place) -> None:
    """A value that ends in a sign meets the one of the template."""
    for match in reversed(list(MET_SIGNS.finditer(place.text))):
        replace_span(place.nodes, match.start(), match.end(), "")


def replace_span(nodes: Sequence[Any], start: int, end: int, text: str) -> None:
    """Replace the characters from ``start`` to ``end`` of the joined text of ``nodes``."""
    offset, written = 0, False
    for node in nodes:
        own = node.text or ""
        first, last = max(start - offset, 0), min(end - offset, len(own))
        if first < last:
            node.text = own[:first] + ("" if written else text) + own[last:]
            written = True
        offset += len(own)


def break_lines(node: Any) -> None:
    """Line breaks in a text become breaks of the document."""
    first, *others = (node.text or "").split("\n")
    node.text = first
    for line in reversed(others):
        text = OxmlElement("w:t")
        text.text = line
        text.set(qn("xml:space"), "preserve")
        node.addnext(text)
        node.addnext(OxmlElement("w:br"))
