"""The look of a letter as paragraph styles, so that the office changes it in one place (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

SONG, FANG, HEI, KAI, PLAIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
BODY = 16  # 三号
PITCH = 28.95  # points from line to line: 22 lines to a page
WIDTH = 156  # millimetres of text
CHARACTERS = 28  # of size 三号 in a line
LEFT, CENTER, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
RED = RGBColor(0xFF, 0, 0)
_MM_OF_POINT = 25.4 / 72
# 28 characters of 16 points take 448 points, the line has 442.  A grid of characters would say it for the whole page,
# but LibreOffice gives two of its places to each character that is wider than one.
_NARROWER = -5  # twips
_UNDER_HEAD = 5  # points from the line of a head to its rule: 4 mm from the type, which has 6.5 points of white below it


class Look(NamedTuple):
    """One style; ``first``, ``left`` and ``right`` are indents in characters, ``pitch`` points from line to line.

    ``keep``: it stands on the same page as what follows.  ``tab``: where its second text ends, in characters
    from the right.  ``rules``: lines over or under it.  ``new_page``: it begins a page.
    """

    name: str
    family: str = FANG
    size: float = BODY
    pitch: float = PITCH
    align: Any = LEFT
    first: float = 0
    left: float = 0
    right: float = 0
    keep: bool = False
    tab: float | None = None
    rules: tuple[str, ...] = ()
    new_page: bool = False
    colour: RGBColor | None = None


# 署名 is centred over 成文日期: seven characters wide, four characters from the right (GB/T 9704 7.3.5.1).
_UNDER_SIGNATURE = CHARACTERS - 2 * (4 + 7 / 2)
LOOKS = (
    Look("公文正文", first=2),
    Look("公文结尾", first=2, keep=True),
    Look("公文空行", keep=True),
    Look("答复类别", HEI, align=RIGHT, right=1),
    # A letter (信函格式, 10.1) has its mark over a double line, and the number at the right below it.  The mark
    # stands in the text below the class letter and not 30 mm from the edge, where later pages have nothing.
    Look("信函机关标志", SONG, 26, 40, CENTER, keep=True, rules=("bottom",), colour=RED),
    Look("信函字号", align=RIGHT, keep=True),
    # Its type begins 35 mm below the upper edge of the text, after three empty lines.
    Look("发文机关标志", SONG, 26, 50, CENTER, colour=RED),
    Look("上行文字号", left=1, right=1, tab=1, rules=("bottom",), keep=True),
    Look("公文标题", SONG, 22, 30, CENTER, keep=True),  # so that head, short text and signature share a page
    Look("主送机关", keep=True),
    Look("附件说明", first=2, keep=True),
    Look("署名", align=CENTER, left=_UNDER_SIGNATURE, keep=True),
    Look("成文日期", align=RIGHT, right=4, keep=True),
    Look("附注", first=2, keep=True),
    Look("附件标记", HEI, keep=True, new_page=True),
    Look("抄送机关", FANG, 14, 26, left=1, right=1),
    Look("印发机关", FANG, 14, 26, left=1, right=1, tab=1, rules=("top", "bottom")),
    Look("版记所在", FANG, 1, 1),  # behind the frame, which needs a paragraph to belong to
    Look("单页页码", PLAIN, 14, 20, RIGHT, right=1),
    Look("双页页码", PLAIN, 14, 20, LEFT, left=1),
    Look("单据标题", SONG, 22, 33, CENTER),
    Look("单据编号", FANG, 12, 22, tab=0),
    Look("单据正文", FANG, BODY, 24, first=2),
    Look("单据主送", FANG, BODY, 24),
    Look("单据署名", FANG, BODY, 24, CENTER, left=_UNDER_SIGNATURE, keep=True),
    Look("单据日期", FANG, BODY, 24, RIGHT, right=4),
    Look("单据说明", KAI, 12, 22, keep=True),  # so that a signature never begins a page
    Look("单据间隔", FANG, 5, 8),
    Look("剪裁线", FANG, 10.5, 20, CENTER, keep=True),
    Look("回执标题", HEI, BODY, 24, CENTER, keep=True),
    Look("表格栏目", HEI, 12, 17, CENTER),
    Look("表格内容", FANG, 12, 17),
    Look("回执栏目", HEI, 12, 17, CENTER, keep=True),
    Look("回执内容", FANG, 12, 17, keep=True),
)


def new_document(
    top: float = 37, bottom: float = 35, *, letter: bool = False, more: Sequence[Look] = ()
) -> Document:
    """An empty A4 document: 天头 37, 订口 28, 版心 156 × 225 mm, 22 lines of 28 characters, page numbers.

    A ``letter`` (信函格式) shows no number on its first page.  ``more``: looks that only this one has.
    """
    document = docx.Document()
    _without_what_is_not_used(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    # A dash of the number stands 7 mm below the text, in a line of 20 points.
    section.footer_distance = Mm(max(bottom - 7 - 20 * _MM_OF_POINT, 5))
    _without_grid(section._sectPr)
    _language(document)
    for look in (*LOOKS, *more):
        _add_style(document, look)
    section.different_first_page_header_footer = letter
    document.settings.odd_and_even_pages_header_footer = True
    for footer, style in ((section.footer, "单页页码"), (section.even_page_footer, "双页页码")):
        _page_number(footer.paragraphs[0], style)
    return document


def _without_what_is_not_used(document: Document) -> None:
    """Leave out the styles, picture and copies that come with the library's own empty document."""
    for style in list(document.styles):
        if style.name not in ("Normal", "Default Paragraph Font", "Normal Table", "Table Grid"):
            style.element.getparent().remove(style.element)
    for relations in (document.part.rels, document.part.package.rels):
        unused = [
            key for key, one in relations.items()
            if one.reltype.endswith(("stylesWithEffects", "customXml", "thumbnail", "numbering"))
        ]  # fmt: skip
        for key in unused:
            del relations[key]
    for relation in document.part.package.rels.values():
        if relation.reltype.endswith("extended-properties"):
            relation.target_part._blob = _PROGRAM.encode()


_PROGRAM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>镇人大台账</Application></Properties>"
)


def _without_grid(section: Any) -> None:
    """No grid: the pitch of each style says where lines stand, and LibreOffice would round all of them up to it."""
    for old in section.findall(qn("w:docGrid")):
        section.remove(old)


def _language(document: Document) -> None:
    properties = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = properties.find(qn("w:lang"))
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal = document.styles["Normal"]
    normal.font.size = Pt(BODY)
    _dress(normal.element.get_or_add_rPr(), FANG)
    normal.paragraph_format.space_after = Pt(0)
    for theme in document.settings.element.findall(qn("w:themeFontLang")):
        theme.set(qn("w:val"), "zh-CN")
        theme.set(qn("w:eastAsia"), "zh-CN")
    document.core_properties.language = "zh-CN"


def _dress(properties: Any, family: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for key, name in (("w:eastAsia", family), ("w:ascii", "Times New Roman"), ("w:hAnsi", "Times New Roman")):
        fonts.set(qn(key), name)


def _narrow(properties: Any) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(_NARROWER))
    properties.insert_element_before(
        spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:u", "w:lang"
    )


def _add_style(document: Document, look: Look) -> None:
    style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size = Pt(look.size)
    if look.colour:
        style.font.color.rgb = look.colour
    _dress(style.element.get_or_add_rPr(), look.family)
    if look.size == BODY:
        _narrow(style.element.get_or_add_rPr())
    shape = style.paragraph_format
    shape.alignment = look.align
    shape.keep_with_next = look.keep or None
    shape.page_break_before = look.new_page or None
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.pitch)
    _indents(style.element.get_or_add_pPr(), look)
    if look.tab is not None:
        end = WIDTH - look.tab * look.size * _MM_OF_POINT
        shape.tab_stops.add_tab_stop(Mm(end), WD_TAB_ALIGNMENT.RIGHT)
    _rules(style.element.get_or_add_pPr(), look)


def hold_at_foot(paragraph: Any) -> None:
    """In a frame as wide as the text, its lower edge that of the text (版记, GB/T 9704-2012 7.4).

    Not in the style: LibreOffice 7.4 reads the place of a frame only from its paragraph.
    """
    frame = OxmlElement("w:framePr")
    values = {"w": round(WIDTH / _MM_OF_POINT * 20), "wrap": "notBeside", "hAnchor": "margin", "vAnchor": "margin",
              "xAlign": "center", "yAlign": "bottom"}  # fmt: skip
    for key, value in values.items():
        frame.set(qn(f"w:{key}"), str(value))
    paragraph._p.get_or_add_pPr().append(frame)


def _indents(properties: Any, look: Look) -> None:
    asked = {"firstLine": look.first, "left": look.left, "right": look.right}
    if any(asked.values()):
        indents = properties.get_or_add_ind()
        for key, characters in asked.items():
            if characters:
                indents.set(qn(f"w:{key}Chars"), str(round(characters * 100)))
                indents.set(qn(f"w:{key}"), str(round(characters * look.size * 20)))


def _rules(properties: Any, look: Look) -> None:
    """Lines over and under a paragraph: red and 4 mm under the head, thin and black at the foot."""
    if not look.rules:
        return
    head = look.rules == ("bottom",)
    frame = OxmlElement("w:pBdr")
    for side in look.rules:
        line = OxmlElement(f"w:{side}")
        values = {"val": "single", "sz": "12" if head else "6", "space": str(_UNDER_HEAD) if head else "1"}
        if look.name.startswith("信函"):
            values["val"] = "thickThinSmallGap"
        for key, value in {**values, "color": "FF0000" if head else "000000"}.items():
            line.set(qn(f"w:{key}"), value)
        frame.append(line)
    properties.insert_element_before(frame, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _page_number(paragraph: Any, style: str) -> None:
    """— 1 —, counted by the program that shows the document."""
    paragraph.style = style
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
    paragraph.add_run(" —")
