"""Makes resources/templates/*.docx: the letters as GB/T 9704 sets them, with {{placeholders}}.

Run it again after a change here; the files come out the same to the byte.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TARGET = Path(__file__).resolve().parent.parent / "resources" / "templates"
TEMPLATE_DATE = datetime(2022, 1, 1)  # the same in every run
SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
TITLE, BODY, CELL = 22, 16, 12  # 二号, 三号, 小四
PITCH = 28.95  # points from line to line: 22 lines to a page
TIGHT = 26  # where a slip must go on the same sheet
CELL_PITCH = 17
FULL_WIDTH = str.maketrans(",:;()", "\uff0c\uff1a\uff1b\uff08\uff09")  # papers use full-width punctuation
WIDTH = 156  # millimetres of text
LEFT, CENTER, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def new_document() -> Document:
    """An empty A4 document: 天头 37, 订口 28, 版心 156 × 225 mm."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = document.styles["Normal"]
    style.font.size = Pt(BODY)
    _dress(style.element.get_or_add_rPr(), FANG)
    style.paragraph_format.space_after = Pt(0)
    return document


def _dress(properties: Any, family: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for key, name in (("w:eastAsia", family), ("w:ascii", "Times New Roman"), ("w:hAnsi", "Times New Roman")):
        fonts.set(qn(key), name)


def write(
    document: Document, text: str, family: str = FANG, size: float = BODY, align: Any = LEFT, **more: Any
) -> None:
    """One paragraph; ``first`` and ``right`` are indents in characters, ``pitch`` points from line to line.

    ``keep``: it stands on the same page as what follows.
    """
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = more.get("keep")
    _fill(paragraph, text, family, size, align)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(more.get("pitch", PITCH))
    indents = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for key, chars in (("firstLine", more.get("first", 0)), ("right", more.get("right", 0))):
        if chars:
            indents.set(qn(f"w:{key}Chars"), str(chars * 100))
            indents.set(qn(f"w:{key}"), str(round(chars * size * 20)))
    if "tab" in more:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(more["tab"]), more.get("tab_side", 0))


def _fill(paragraph: Any, text: str, family: str, size: float, align: Any) -> None:
    paragraph.alignment = align
    run = paragraph.add_run(text.translate(FULL_WIDTH))
    run.font.size = Pt(size)
    _dress(run._r.get_or_add_rPr(), family)
    mark = paragraph._p.get_or_add_pPr()
    properties = OxmlElement("w:rPr")
    height = OxmlElement("w:sz")
    height.set(qn("w:val"), str(round(size * 2)))
    properties.append(height)
    mark.append(properties)


def grid(
    document: Document,
    widths: Sequence[float],
    rows: Sequence[Sequence[Any]],
    least: float = 10,
    *,
    keep: bool = False,
) -> None:
    """A table of labels and values in turn; (text, columns) makes a wider box, a number at the end its height.

    ``keep``: all its rows stand on one page.
    """
    table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in rows:
        cells = [cell for cell in row if not isinstance(cell, int | float)]
        line = table.add_row()
        line.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        line.height = Mm(next((cell for cell in row if isinstance(cell, int | float)), least))
        _fill_row(line, cells, widths)
    for line in table.rows[:-1] if keep else ():
        for cell in line.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _fill_row(line: Any, cells: Sequence[Any], widths: Sequence[float]) -> None:
    at = 0
    for cell in cells:
        text, span = cell if isinstance(cell, tuple) else (cell, 1)
        box = line.cells[at] if span == 1 else line.cells[at].merge(line.cells[at + span - 1])
        box.width = Mm(sum(widths[at : at + span]))
        box.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        label = text.startswith("#")
        family, side = (HEI, CENTER) if label else (FANG, LEFT)
        _fill(box.paragraphs[0], text.removeprefix("#"), family, CELL, side)
        box.paragraphs[0].paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        box.paragraphs[0].paragraph_format.line_spacing = Pt(CELL_PITCH)
        at += span


def signed(document: Document, by: str, on: str, blank: bool = True) -> None:
    """署名 and 成文日期: the date four characters in, the office centered over it."""
    if blank:
        write(document, "")
    write(document, by, align=RIGHT, right=2)
    write(document, on, align=RIGHT, right=4)


def assignment() -> Document:
    """交办通知单 with its return slip: one sheet for an ordinary matter."""
    document = new_document()
    document.sections[0].top_margin = Mm(22)
    document.sections[0].bottom_margin = Mm(16)
    write(document, "{{落款}}", SONG, TITLE, CENTER, pitch=34)
    write(document, "交办通知单{{第几次}}", SONG, TITLE, CENTER, pitch=36)
    write(document, "编号:{{编号}}\t交办日期:{{交办日期}}", FANG, 12, tab=WIDTH, tab_side=2, pitch=22)
    write(document, "{{主办单位}}:", pitch=TIGHT)
    write(
        document,
        "现将{{提出人}}提出的“{{题目}}”{{交办语}}。请{{依据}}认真研究办理,办理中主动与提出人"
        "沟通,于{{办理期限}}{{期限提示}}前作出书面答复,并将答复抄送镇人大主席团。",
        first=2,
        pitch=TIGHT,
    )
    write(document, "", size=5, pitch=5)
    grid(
        document,
        (24, 54, 24, 54),
        (
            ("#类别", "{{类别}}", "#来源", "{{来源}}"),
            ("#提出人", "{{提出人}}", "#提出日期", "{{提出日期}}"),
            ("#主办单位", "{{主办单位}}", "#协办单位", "{{协办单位}}"),
            ("#内容", ("{{内容}}", 3), 26),
            ("#建议办法", ("{{办法}}", 3), 13),
        ),
        8,
    )
    write(document, "不属于本单位职责的,请在{{退回期限}}前说明理由,连同本单退回。", KAI, 12, pitch=22)
    write(document, "{{落款}}(盖章)", align=RIGHT, right=2, pitch=TIGHT)
    write(document, "{{交办日期}}", align=RIGHT, right=4, pitch=TIGHT)
    return_slip(document)
    return document


def return_slip(document: Document) -> None:
    """回执 below a line to cut along; it stays whole on one sheet."""
    dashes = "- - - - - - - - - - - - -"
    words = f"{dashes}  沿此线剪下,签收后送回  {dashes}"
    write(document, words, FANG, 10.5, CENTER, pitch=20, keep=True)
    write(document, "回  执", HEI, BODY, CENTER, pitch=24, keep=True)
    grid(
        document,
        (24, 54, 24, 54),
        (
            ("#编号", "{{编号}}", "#分管领导", "{{分管领导}}"),
            ("#题目", ("{{题目}}", 3)),
            ("#承办单位", ("{{主办单位}}(盖章)", 3)),
            ("#签收人", "", "#签收日期", "    年  月  日"),
            ("#承办人", "{{承办人}}", "#联系电话", ""),
        ),
        8,
        keep=True,
    )


def reply() -> Document:
    """答复函: the class letter at the top right, the title of the numbered suggestion."""
    document = new_document()
    write(document, "{{答复类别}}", HEI, BODY, RIGHT, right=1)
    write(document, "{{答复文号}}", align=CENTER)
    write(document, "")
    write(document, "{{标题}}", SONG, TITLE, CENTER, pitch=36)
    write(document, "")
    write(document, "{{称呼}}:")
    write(document, "您{{提出方式}}的“{{题目}}”收悉{{并案说明}}。经研究办理,现答复如下:", first=2)
    write(document, "{{答复内容}}", first=2)
    write(document, "感谢您对我镇工作的关心和支持。", first=2)
    signed(document, "{{主办单位}}(盖章)", "{{答复日期}}")
    write(document, "")
    write(document, "(联系人:{{承办人}}        联系电话:                )", first=2)
    write(document, "签发人:{{分管领导}}", first=2)
    write(document, "抄送:{{落款}}。", FANG, 14, pitch=26)
    return document


def consultation() -> Document:
    """征询意见表, filled in by the deputy after the reply."""
    document = new_document()
    write(document, "{{件}}办理情况征询意见表{{第几次}}", SONG, TITLE, CENTER, pitch=38)
    write(document, "")
    choices = "□满意    □基本满意    □不满意"
    grid(
        document,
        (28, 50, 28, 50),
        (
            ("#编号", "{{编号}}", "#承办单位", "{{主办单位}}"),
            ("#题目", ("{{题目}}", 3), 14),
            ("#提出人", "{{提出人}}", "#提出日期", "{{提出日期}}"),
            ("#答复日期", "{{答复日期}}", "#答复类别", "{{答复类别}}"),
            ("#沟通方式", ("□面谈    □电话    □走访    □座谈    □没有沟通", 3)),
            ("#沟通记录", ("{{沟通情况}}", 3)),
            ("#对办理态度", (choices, 3)),
            ("#对办理结果", (choices, 3)),
            ("#具体意见", ("", 3), 46),
            ("#代表签名", "", "#日期", "    年  月  日"),
        ),
        12,
    )
    write(document, "请在相应的□内打“√”,签名后交回{{落款}}。", KAI, 12, pitch=24)
    return document


def supervision() -> Document:
    """督办通知单 to the handler, with room for its answer."""
    document = new_document()
    document.sections[0].top_margin = Mm(30)
    document.sections[0].bottom_margin = Mm(25)
    write(document, "{{落款}}", SONG, TITLE, CENTER, pitch=34)
    write(document, "督办通知单", SONG, TITLE, CENTER, pitch=38)
    write(document, "编号:{{编号}}\t第{{督办次数}}次督办", FANG, 12, tab=WIDTH, tab_side=2, pitch=24)
    write(document, "")
    write(document, "{{主办单位}}:")
    write(
        document,
        "{{交办日期}}交由你单位主办的“{{题目}}”({{类别}},编号{{编号}}),办理期限为{{办理期限}},"
        "截至{{今天}},{{期限情况}},还没有收到答复。",
        first=2,
    )
    write(
        document,
        "请{{依据}}抓紧办理,于{{回复期限}}前把办理进展、没有办结的原因和下一步打算书面报镇人大主席团,"
        "并及时答复提出人。",
        first=2,
    )
    signed(document, "{{落款}}(盖章)", "{{今天}}")
    write(document, "", pitch=14)
    grid(
        document,
        (36, 120),
        (
            ("#办理进展", "", 20),
            ("#没有办结的原因", "", 17),
            ("#下一步打算", "", 17),
            ("#负责人签名", "                    日期:    年  月  日"),
        ),
        10,
    )
    return document


def referral() -> Document:
    """转送函 to the level that can settle the matter, which is asked for its answer."""
    document = new_document()
    write(document, "{{落款}}", SONG, TITLE, CENTER, pitch=36)
    write(document, "转 送 函", SONG, TITLE, CENTER, pitch=38)
    write(document, "编号:{{编号}}", FANG, 12, pitch=24)
    write(document, "")
    write(document, "{{转送单位}}:")
    write(
        document,
        "{{提出日期}},我镇收到{{提出人}}提出的“{{题目}}”。因{{转送理由}},现{{经由}}转送你单位,"
        "请予研究办理,并将结果告知{{落款}},以便答复提出人。",
        first=2,
    )
    write(document, "", size=8, pitch=10)
    grid(
        document,
        (28, 50, 28, 50),
        (
            ("#类别", "{{类别}}", "#来源", "{{来源}}"),
            ("#提出人", "{{提出人}}", "#提出日期", "{{提出日期}}"),
            ("#涉及村", "{{涉及村}}", "#分类", "{{分类}}"),
            ("#内容", ("{{内容}}", 3), 40),
            ("#建议办法", ("{{办法}}", 3), 20),
        ),
    )
    signed(document, "{{落款}}(盖章)", "{{转送日期}}")
    return document


def saved(document: Document) -> bytes:
    """The bytes of the document, without times of its making."""
    facts = document.core_properties
    facts.author, facts.last_modified_by, facts.title, facts.comments = "镇人大台账", "", "", ""
    facts.created = facts.modified = TEMPLATE_DATE
    raw = io.BytesIO()
    document.save(raw)
    whole = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, TEMPLATE_DATE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return whole.getvalue()


MAKERS = {
    "交办通知单": assignment,
    "答复函": reply,
    "征询意见表": consultation,
    "督办通知单": supervision,
    "转送函": referral,
}


def main() -> int:
    """Write all templates."""
    TARGET.mkdir(exist_ok=True)
    for name, make in MAKERS.items():
        (TARGET / f"{name}.docx").write_bytes(saved(make()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
