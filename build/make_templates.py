"""Makes resources/templates/*.docx: the letters as GB/T 9704 sets them, with {{placeholders}}.

Run it again after a change here or in ``letter_styles``; the files come out the same to the byte.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.shared import Mm

from letter_styles import hold_at_foot, new_document
from report_template import report

TARGET = Path(__file__).resolve().parent.parent / "resources" / "templates"
TEMPLATE_DATE = datetime(2022, 1, 1)  # the same in every run
FULL_WIDTH = str.maketrans(",:;()", "\uff0c\uff1a\uff1b\uff08\uff09")  # papers use full-width punctuation


def write(document: Document, style: str, text: str = "") -> None:
    """One paragraph, whose whole look is its style."""
    document.add_paragraph(text.translate(FULL_WIDTH), style)


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
        _fill_row(line, cells, widths, "回执" if keep else "表格")


def _fill_row(line: Any, cells: Sequence[Any], widths: Sequence[float], kind: str) -> None:
    at = 0
    for cell in cells:
        text, span = cell if isinstance(cell, tuple) else (cell, 1)
        box = line.cells[at] if span == 1 else line.cells[at].merge(line.cells[at + span - 1])
        box.width = Mm(sum(widths[at : at + span]))
        box.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        words = box.paragraphs[0]
        words.style = f"{kind}栏目" if text.startswith("#") else f"{kind}内容"
        words.add_run(text.removeprefix("#").translate(FULL_WIDTH))
        at += span


def head(document: Document, organ: str) -> None:
    """发文机关标志 35 mm below the upper edge of the text."""
    for _ in range(3):
        write(document, "公文空行")
    write(document, "发文机关标志", organ)
    for _ in range(2):
        write(document, "公文空行")


def title(document: Document, words: str, addressee: str) -> None:
    """标题 two lines under what stands above it, 主送机关 one line under the title."""
    for _ in range(2):
        write(document, "公文空行")
    write(document, "公文标题", words)
    write(document, "公文空行")
    write(document, "主送机关", f"{addressee}:")


def signed(document: Document, by: str, on: str) -> None:
    """署名 and 成文日期, which is also where the seal goes."""
    write(document, "公文空行")
    write(document, "署名", by)
    write(document, "成文日期", on)


def imprint(document: Document, style: str, words: str) -> None:
    """版记, and the empty paragraph that its frame belongs to."""
    write(document, style, words)
    hold_at_foot(document.paragraphs[-1])
    write(document, "版记所在")


def assignment() -> Document:
    """交办通知单 with its return slip: one sheet for an ordinary matter."""
    document = new_document(top=22, bottom=16)
    write(document, "单据标题", "{{落款}}")
    write(document, "单据标题", "交办通知单{{第几次}}")
    write(document, "单据编号", "编号:{{编号}}\t交办日期:{{交办日期}}")
    write(document, "单据主送", "{{主办单位}}:")
    write(
        document,
        "单据正文",
        "现将{{提出人}}提出的“{{题目}}”{{交办语}}。请{{依据}}认真研究办理,办理中主动与提出人"
        "沟通,于{{办理期限}}{{期限提示}}前作出书面答复,并将答复抄送镇人大主席团。",
    )
    write(document, "单据间隔")
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
    write(document, "单据说明", "不属于本单位职责的,请在{{退回期限}}前说明理由,连同本单退回。")
    write(document, "单据署名", "{{落款}}")
    write(document, "单据日期", "{{交办日期}}")
    return_slip(document)
    return document


def return_slip(document: Document) -> None:
    """回执 below a line to cut along; it stays whole on one sheet and names the day to send it back."""
    dashes = "- - - - - - - -"
    write(document, "剪裁线", f"{dashes}  沿此线剪下,签收后于{{{{退回期限}}}}前送回  {dashes}")
    write(document, "回执标题", "回  执")
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
    """答复函 in the form of a letter: the class letter at the top right, the title of the numbered suggestion."""
    document = new_document(letter=True)
    write(document, "答复类别", "{{答复类别}}")
    write(document, "信函机关标志", "{{答复单位}}")
    write(document, "信函字号", "{{答复文号}}")
    title(document, "{{标题}}", "{{称呼}}")
    write(document, "公文正文", "您{{提出方式}}的“{{题目}}”收悉{{并案说明}}。经研究办理,现答复如下:")
    write(document, "公文正文", "{{答复内容}}")
    write(document, "公文结尾", "感谢您对我镇工作的关心和支持。")
    signed(document, "{{答复单位}}", "{{答复日期}}")
    # two lines: in one, blanks left for handwriting would carry the bracket over to the next
    write(document, "附注", "(签发人:{{分管领导}}\u3000\u3000\u3000\u3000\u3000联系人:{{承办人}}")
    write(document, "附注", "\u3000联系电话:\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000)")
    imprint(document, "抄送机关", "抄送:{{落款}}。")
    return document


def consultation() -> Document:
    """征询意见表, filled in by the deputy after the reply."""
    document = new_document()
    write(document, "单据标题", "{{件}}办理情况征询意见表{{第几次}}")
    write(document, "公文空行")
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
            ("#签名", "", "#日期", "    年  月  日"),
        ),
        12,
    )
    write(document, "单据说明", "请在相应的□内打“√”,签名后交回{{落款}}。")
    return document


def supervision() -> Document:
    """督办通知单 to the handler, with room for its answer."""
    document = new_document(top=30, bottom=25)
    write(document, "单据标题", "{{落款}}")
    write(document, "单据标题", "督办通知单")
    write(document, "单据编号", "编号:{{编号}}\t第{{督办次数}}次督办")
    write(document, "公文空行")
    write(document, "主送机关", "{{主办单位}}:")
    write(
        document,
        "公文正文",
        "{{交办日期}}交由你单位主办的“{{题目}}”({{类别}},编号{{编号}}),办理期限为{{办理期限}},"
        "截至{{今天}},{{期限情况}},还没有收到答复。",
    )
    write(
        document,
        "公文结尾",
        "请{{依据}}抓紧办理,于{{回复期限}}前把办理进展、没有办结的原因和下一步打算书面报镇人大主席团,"
        "并及时答复提出人。",
    )
    signed(document, "{{落款}}", "{{今天}}")
    write(document, "单据间隔")
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
        keep=True,
    )
    return document


def referral() -> Document:
    """转送函 to the level that can settle the matter; the matter itself is its annex."""
    document = new_document()
    head(document, "{{落款}}")
    write(document, "上行文字号", "{{发文字号}}\t签发人:{{签发人}}")
    title(document, "关于转送{{件名}}的函", "{{转送单位}}")
    write(
        document,
        "公文正文",
        "{{提出日期}},我镇收到{{提出人}}提出的“{{题目}}”。因{{转送理由}},现{{经由}}转送你单位。",
    )
    write(document, "公文结尾", "请予研究办理,并将结果告知{{落款}},以便答复提出人。")
    write(document, "公文空行")
    write(document, "附件说明", "附件:转送的{{件}}")
    signed(document, "{{落款}}", "{{转送日期}}")
    write(document, "附件标记", "附件")
    write(document, "公文标题", "转送的{{件}}")
    write(document, "公文空行")
    grid(
        document,
        (28, 50, 28, 50),
        (
            ("#编号", "{{编号}}", "#类别", "{{类别}}"),
            ("#题目", ("{{题目}}", 3)),
            ("#提出人", "{{提出人}}", "#提出日期", "{{提出日期}}"),
            ("#来源", "{{来源}}", "#分类", "{{分类}}"),
            ("#涉及村", ("{{涉及村}}", 3)),
            ("#内容", ("{{内容}}", 3), 40),
            ("#建议办法", ("{{办法}}", 3), 20),
        ),
    )
    imprint(document, "印发机关", "{{落款}}\t{{转送日期}}印发")
    return document


def saved(name: str) -> bytes:
    """The bytes of the template of that name, without times of its making."""
    document = MAKERS[name]()
    facts = document.core_properties
    facts.author, facts.last_modified_by, facts.title, facts.comments = "镇人大台账", "镇人大台账", name, ""
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
    "主席团工作报告": report,
}


def main() -> int:
    """Write all templates."""
    TARGET.mkdir(exist_ok=True)
    for name in MAKERS:
        (TARGET / f"{name}.docx").write_bytes(saved(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
