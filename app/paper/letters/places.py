"""Every paragraph of a .docx with words for where it stands, whatever it is nested in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from docx.document import Document
from docx.oxml.ns import qn

# Half or full width braces, blanks inside: what an input method makes of {{编号}}.
_OPEN, _SHUT, _ANY = "[{\uff5b]", "[}\uff5d]", "{}\uff5b\uff5d"
PLACEHOLDER = re.compile(rf"{_OPEN}\s*{_OPEN}([^{_ANY}]{{0,30}}){_SHUT}\s*{_SHUT}")
BRACES = re.compile(rf"[{_ANY}]+[^{_ANY}]{{0,12}}")


class Place(NamedTuple):
    """A paragraph and where it stands, in the clerk's words."""

    words: str
    element: Any

    @property
    def nodes(self) -> list[Any]:
        """The pieces of text of this paragraph, in order; those of a text box in it are not among them."""
        own = self.element.iter(qn("w:t"))
        return [node for node in own if next(node.iterancestors(qn("w:p"))) is self.element]

    @property
    def text(self) -> str:
        """The whole text, however many runs WPS split it into."""
        return "".join(node.text or "" for node in self.nodes)


def places_of(document: Document) -> Iterator[Place]:
    """The paragraphs of the body, its tables, text boxes, headers and footers."""
    yield from places_in(document.element.body, "正文")
    for number, section in enumerate(document.sections, 1):
        of = f"第 {number} 节" if len(document.sections) > 1 else ""
        for part, words in (
            (section.header, "页眉"),
            (section.even_page_header, "双页页眉"),
            (section.first_page_header, "首页页眉"),
            (section.footer, "页脚"),
            (section.even_page_footer, "双页页脚"),
            (section.first_page_footer, "首页页脚"),
        ):
            if not part.is_linked_to_previous:
                yield from places_in(part._element, of + words)


def places_in(parent: Any, words: str) -> Iterator[Place]:
    """The paragraphs below one element, tables and text boxes opened; ``words`` say what the element is."""
    paragraphs = tables = 0
    for child in _blocks(parent):
        if child.tag == qn("w:p"):
            paragraphs += 1
            yield from _paragraph(child, f"{words}第 {paragraphs} 段")
        else:
            tables += 1
            yield from _table(child, f"{words.removeprefix('正文')}第 {tables} 个表格")


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, content controls opened."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _blocks(child)


def _paragraph(element: Any, words: str) -> Iterator[Place]:
    yield Place(words, element)
    for box in element.iter(qn("w:txbxContent")):
        for inner in box.iter(qn("w:p")):
            yield Place(f"{words}的文本框", inner)


def _table(element: Any, words: str) -> Iterator[Place]:
    for row, line in enumerate(element.iter(qn("w:tr")), 1):
        for number, cell in enumerate(line.iter(qn("w:tc")), 1):
            for inner in cell.iterchildren(qn("w:p")):
                yield from _paragraph(inner, f"{words}第 {row} 行第 {number} 格")
