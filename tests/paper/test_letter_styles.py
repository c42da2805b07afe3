"""The look of letters stands in styles, and what an office changes there shows on our own pages."""

import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from app.paper.letters.filling import fill
from app.paper.letters.kinds import KINDS
from app.paper.letters.pages import imprint_of, paper_of
from app.paper.letters.templates import original
from app.paper.letters.writing import joined, turn_to_imprint
from app.paper.sheet import Paragraph


@pytest.fixture(params=KINDS)
def path(request: pytest.FixtureRequest) -> Path:
    return original(request.param)


def test_no_paragraph_has_a_look_of_its_own(path: Path) -> None:
    document = docx.Document(str(path))
    assert not document.element.body.xpath(".//w:r/w:rPr")
    for properties in document.element.body.xpath(".//w:p/w:pPr"):
        assert [child.tag for child in properties if child.tag != qn("w:framePr")] == [qn("w:pStyle")]
    used = set(document.element.body.xpath(".//w:pStyle/@w:val"))
    assert used <= {style.style_id for style in document.styles}
    assert not document.element.body.xpath(".//w:p[not(w:pPr/w:pStyle)]")


def test_a_page_has_22_lines_of_28_characters(path: Path) -> None:
    document = docx.Document(str(path))
    (section,) = document.sections
    assert not section._sectPr.findall(qn("w:docGrid"))
    height = section.page_height.pt - section.top_margin.pt - section.bottom_margin.pt
    assert int(height / 28.95) >= 22
    narrower = int(document.styles["公文正文"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    width = section.page_width.pt - section.left_margin.pt - section.right_margin.pt
    assert int(width / (16 + narrower)) == 28
    for name in ("公文正文", "公文结尾", "署名", "成文日期"):
        assert document.styles[name].paragraph_format.line_spacing.pt == pytest.approx(28.95, abs=0.05)


def test_the_date_stands_four_characters_in_and_the_organ_over_it(path: Path) -> None:
    styles = docx.Document(str(path)).styles
    date, organ = (styles[name].element.pPr.find(qn("w:ind")) for name in ("成文日期", "署名"))
    assert date.get(qn("w:rightChars")) == "400"
    middle = (28 + int(organ.get(qn("w:leftChars"))) / 100) / 2
    assert middle == 28 - 4 - 7 / 2  # a date like 2022年11月25日 is seven characters wide


def test_what_stands_over_a_signature_stays_with_it(path: Path) -> None:
    paragraphs = docx.Document(str(path)).paragraphs
    for above, below in pairwise(paragraphs):
        if below.style.name in ("署名", "单据署名", "成文日期", "单据日期"):
            assert above.style.paragraph_format.keep_with_next, above.text


def test_the_file_names_itself_its_language_and_no_library(path: Path) -> None:
    document = docx.Document(str(path))
    assert document.core_properties.title == path.stem
    assert document.core_properties.language == "zh-CN"
    with zipfile.ZipFile(path) as package:
        words = {name: package.read(name).decode("utf-8", "ignore") for name in package.namelist()}
    assert 'w:eastAsia="zh-CN"' in words["word/styles.xml"] and 'w:val="zh-CN"' in words["word/styles.xml"]
    assert "镇人大台账" in words["docProps/app.xml"]
    assert not [name for name, text in words.items() if "python-docx" in text or "Macintosh" in text]
    feet = [text for name, text in words.items() if "footer" in name and "PAGE" in text]
    assert len(feet) == 2
    assert all("— " in text and " —" in text for text in feet)


def test_a_style_changed_in_one_place_changes_every_page_of_ours() -> None:
    document = docx.Document(str(original("reply")))
    style = document.styles["公文正文"]
    style.font.size, style.paragraph_format.line_spacing = Pt(18), Pt(32)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "黑体")
    blocks = [block for block in paper_of(document).blocks if isinstance(block, Paragraph)]
    body = next(block for block in blocks if "收悉" in block.text)
    ending = next(block for block in blocks if "感谢" in block.text)
    assert (body.size, body.leading, body.face, body.indent) == (18, 32, "heading", 2)
    assert (ending.size, ending.face) == (16, "form")


def test_what_is_filled_in_keeps_the_styles() -> None:
    document = docx.Document(str(original("reply")))
    fill(document, {"答复内容": "一、甲。\n\n二、乙。", **dict.fromkeys(VALUES, "丙")})
    styles = {p.text: p.style.name for p in document.paragraphs if p.text}
    assert styles["一、甲。"] == styles["二、乙。"] == "公文正文"
    assert not document.element.body.xpath(".//w:r/w:rPr")


VALUES = ("答复类别", "答复单位", "答复文号", "标题", "称呼", "提出方式", "题目", "并案说明", "答复日期", "分管领导", "承办人", "落款")  # fmt: skip


def test_letters_in_one_file_count_their_own_pages() -> None:
    whole = joined([docx.Document(str(original("reply"))) for _ in range(12)])
    assert len(whole.sections) == 12
    starts = whole.element.body.xpath(".//w:sectPr/w:pgNumType/@w:start")
    assert starts == ["1"] * 12
    assert len({section.page_width for section in whole.sections}) == 1


def test_a_template_with_direct_formatting_is_read_as_before() -> None:
    """Copies that a clerk edited before there were styles stay in use."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    run = paragraph.add_run("标题")
    run.font.size, run.bold = Pt(22), True
    paragraph.alignment, paragraph.paragraph_format.keep_with_next = 1, True
    (block,) = paper_of(document).blocks
    assert isinstance(block, Paragraph)
    assert (block.size, block.face, block.align, block.keep) == (22, "heading", "center", True)
    assert paper_of(document).foot == "none"


@pytest.mark.parametrize(("kind", "style"), [("referral", "印发机关"), ("reply", "抄送机关")])
def test_the_imprint_is_held_at_the_foot_and_turned_to_its_page(kind: str, style: str) -> None:
    document = docx.Document(str(original(kind)))
    first, holder = imprint_of(document)
    assert first.style.name == style
    frame = first._p.pPr.find(qn("w:framePr"))
    assert (frame.get(qn("w:vAnchor")), frame.get(qn("w:yAlign"))) == ("margin", "bottom")
    assert not holder.text and holder._p.getnext().tag == qn("w:sectPr")
    turn_to_imprint(document, lambda paper: 6 if paper.imprint else 4)
    breaks = [p for p in document.paragraphs if p._p.xpath(".//w:br[@w:type='page']")]
    assert len(breaks) == 2
    assert breaks[-1]._p.getnext() is first._p
