"""The looks of a .docx as paragraph styles, so that the office changes one for all its texts in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

# What every Chinese Windows has; GB/T 9704 names 仿宋 and 黑体, which WPS finds under these names.
FACES = {"title": "宋体", "heading": "黑体", "body": "宋体", "form": "仿宋"}
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_LEVELS = {"文件标题": 0, "小标题": 1}  # in the outline beside the text


@dataclass(frozen=True)
class Look:
    """How the paragraphs of one purpose look: ``size`` and ``leading`` in points, indents in characters, white in mm."""

    purpose: str
    face: Literal["title", "heading", "body", "form"]
    size: float
    align: Literal["left", "center", "right"] = "left"
    indent: float = 0
    left: float = 0
    right: float = 0
    leading: float = 0
    space_before: float = 0
    space_after: float = 0
    keep: bool = False


class WordStyles:
    """The styles of one document, each made when a look is asked for first: 正文, 正文2 …"""

    def __init__(self, document: Any) -> None:
        self._styles, self._by_look = document.styles, dict[Look, Any]()

    def of(self, look: Look) -> Any:
        """The style of a look."""
        if look not in self._by_look:
            before = sum(one.purpose == look.purpose for one in self._by_look)
            name = f"{look.purpose}{before + 1}" if before else look.purpose
            self._by_look[look] = self._new(name, look)
        return self._by_look[look]

    def _new(self, name: str, look: Look) -> Any:
        style = self._styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = self._styles["Normal"], True
        style.font.size, style.font.bold, style.font.name = (
            Pt(look.size),
            look.face == "title",
            FACES[look.face],
        )
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACES[look.face])
        _shape(style.paragraph_format, look)
        if look.purpose in _LEVELS:
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), str(_LEVELS[look.purpose]))
            style.element.get_or_add_pPr().append(level)
        return style


def _shape(paragraph: Any, look: Look) -> None:
    paragraph.alignment = _ALIGN[look.align]
    paragraph.space_before, paragraph.space_after = Mm(look.space_before), Mm(look.space_after)
    paragraph.first_line_indent = Pt(look.indent * look.size)
    paragraph.left_indent, paragraph.right_indent = Pt(look.left * look.size), Pt(look.right * look.size)
    paragraph.keep_with_next = look.keep
    if look.leading:
        paragraph.line_spacing = Pt(look.leading)
