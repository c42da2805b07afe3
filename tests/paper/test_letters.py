"""Letters: what they say, templates edited in WPS, and what happens when an edit broke one."""

import contextlib
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

import make_templates
from app.domain.course_steps import Step
from app.domain.fields import Ref
from app.domain.registers.suggestions import SUGGESTIONS
from app.paper.ledger import ledger_paper
from app.paper.letters.contents import placeholders
from app.paper.letters.filling import TemplateBroken
from app.paper.letters.kinds import KINDS
from app.paper.letters.readiness import LetterTooSoon, refuse_too_soon
from app.paper.letters.templates import bring_back, copy_to_edit, faults_in, is_edited, original
from app.paper.letters.writing import letter, letter_name, letter_papers, letters, write_letter
from app.paper.sheet import Form, PageBreak, Paper, Paragraph, Spread
from app.paper.suggestion_summary import summary_paper
from app.resources import resource
from app.storage.ledger import Ledger, Refused
from app.storage.query import Query
from app.work.course import HandOver, hand_over, take_back, take_step
from app.work.course_events import supervise
from tests.kept_ledgers import new_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    office = {"town": "迳口镇", "county": "四会市", "prefecture": "肇庆市"}
    with new_ledger(
        tmp_path / "data", office, term=16, term_started=date(2016, 11, 10), quota=60,
        today=date(2022, 11, 23), now=lambda: datetime(2022, 11, 23, 9, 12),
    ) as made:  # fmt: skip
        yield made


@pytest.fixture
def item(ledger: Ledger) -> int:
    """A suggestion of the sixth session, handed over and replied to."""
    (term,) = ledger.lookup.matches("terms", "", {"level": "township"})
    (handler,) = ledger.lookup.matches("handlers", "规划建设办公室", {})
    with ledger.act("开头") as act:
        deputies = [act.add("deputies", {"name": name, "level": "township"}) for name in ("黄伟明", "陈志强")]
        session = act.add("sessions", {"term": term, "ordinal": 6, "opened_on": date(2022, 7, 20)})
    name = ledger.names("sessions", [session])[session]
    values = {
        "class": "suggestion", "raised_on": date(2022, 7, 20), "session": Ref(session, name),
        "deputies": tuple(Ref(i, "") for i in deputies), "title": "关于清理农贸市场排水沟的建议", "content": "排水沟淤塞。",
    }  # fmt: skip
    with ledger.act("建议") as act:
        row_id = act.add("suggestions", values)
    hand_over(ledger, [row_id], HandOver(handler, date(2022, 7, 25)))
    text = "一、已清淤 320 米。\n二、已列入日常管护。"
    told = {"reply_class": "A", "reply_text": text, "reply_no": "迳规建函〔2022〕3号"}
    take_step(ledger, row_id, Step("replied", date(2022, 10, 18), values=told))
    return row_id


@pytest.fixture
def owed(ledger: Ledger) -> int:
    """An opinion handed over, whose reply is owed since two days."""
    (handler,) = ledger.lookup.matches("handlers", "规划建设办公室", {})
    with ledger.act("一件") as act:
        values = {"class": "opinion", "raised_on": date(2022, 8, 1), "content": "积水", "title": "清理排水沟"}
        row_id = act.add("suggestions", values)
    hand_over(ledger, [row_id], HandOver(handler, date(2022, 8, 19)))
    return row_id


def words_of(path: Path) -> str:
    """Every text of a .docx, tables among it."""
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def paper_words(papers: list[Paper]) -> str:
    texts: list[str] = []
    for block in [block for paper in papers for block in (*paper.blocks, *paper.imprint)]:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Spread):
            texts += block.texts
        elif isinstance(block, Form):
            texts += [cell.text for cell in block.cells]
    return "\n".join(texts)


def one_page(paper: Paper) -> int:
    """As if every letter were one page long."""
    return 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_is_filled_in_and_the_pages_say_the_same(ledger, item, owed, tmp_path, kind) -> None:
    target, row_id = tmp_path / "信.docx", owed if kind in ("supervision", "referral") else item
    if kind == "referral":
        told = {"referred_to": "市规划建设办公室", "referred_via": "市代表"}
        take_step(ledger, owed, Step("referred", date(2022, 11, 1), why="属市级事权", values=told))
    write_letter(ledger, kind, row_id, target, one_page)
    words, pages = words_of(target), paper_words(letter_papers(ledger, kind, row_id))
    for text in (words, pages):
        assert "{" not in text
        assert "规划建设办公室" in text
        assert ("清理排水沟" if row_id == owed else "关于清理农贸市场排水沟的建议") in text
    assert set(words.split()) == set(pages.replace("\u3000", " ").split())


def test_the_reply_has_its_class_at_the_right_and_the_title_of_the_numbered_suggestion(ledger, item) -> None:
    blocks = letter_papers(ledger, "reply", item)[0].blocks
    told = [block for block in blocks if isinstance(block, Paragraph)]
    assert (told[0].text.strip(), told[0].align) == ("A", "right")
    (_, title) = (block for block in told if block.face == "title")  # below 发文机关标志
    assert (title.text, title.size, title.align) == ("关于镇十六届人大六次会议第1号建议的答复", 22, "center")
    assert [block.text for block in told if block.text.startswith(("一、", "二、"))] == [
        "一、已清淤 320 米。",
        "二、已列入日常管护。",
    ]
    assert all(block.indent == 2 for block in told if block.text.startswith(("一、", "二、")))


@pytest.mark.parametrize(
    ("values", "title", "greeting", "basis"),
    [
        (
            {"class": "opinion", "no": "2022-026"},
            "关于第2022-026号群众意见的答复",
            "提出意见的群众",
            "参照《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》",
        ),
        (
            {"class": "suggestion"},
            "关于闭会期间第J2022-001号建议的答复",
            "代表",
            "按照《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》",
        ),
        (
            {"class": "opinion", "visitor": "王芳"},
            "关于第2022-001号群众意见的答复",
            "王芳同志",
            "参照《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》",
        ),
    ],
)
def test_titles_and_greetings_follow_the_class(ledger, values, title, greeting, basis) -> None:
    with ledger.act("一件") as act:
        row_id = act.add("suggestions", {"raised_on": date(2022, 11, 1), "content": "积水", **values})
    told = letter(ledger, "reply", row_id)
    assert (told["标题"], told["称呼"]) == (title, greeting)
    assert f"关于{told['件名']}的答复" == title
    assert told["依据"].startswith(basis)


@pytest.mark.parametrize(
    ("replied_by", "organ"), [(None, "规划建设办公室"), ("government", "迳口镇人民政府")]
)
def test_the_reply_goes_out_in_the_name_that_the_office_has_set(ledger, item, replied_by, organ) -> None:
    with ledger.act("设置") as act:
        act.change("office", ledger.office["id"], {"replied_by": replied_by})
    assert letter(ledger, "reply", item)["答复单位"] == organ
    words = [
        block for block in letter_papers(ledger, "reply", item)[0].blocks if isinstance(block, Paragraph)
    ]
    assert [block.text for block in words].count(organ) == 2  # 发文机关标志 and 署名


def test_what_goes_up_names_who_signed_it_its_number_and_its_annex(ledger, owed) -> None:
    with ledger.act("设置") as act:
        act.change("office", ledger.office["id"], {"document_code": "迳人大", "chair": "梁志"})
    told = {"referred_to": "四会市水利局"}
    take_step(ledger, owed, Step("referred", date(2022, 11, 1), why="属市级事权", values=told))
    (paper,) = letter_papers(ledger, "referral", owed)
    assert [block.texts for block in paper.blocks if isinstance(block, Spread)] == [
        ("迳人大〔2022〕\u3000号", "签发人：梁志")
    ]
    (issued,) = paper.imprint
    assert isinstance(issued, Spread)
    assert issued.texts == ("迳口镇人民代表大会主席团", "2022年11月1日印发")
    texts = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert texts.index("附件：转送的意见") < texts.index("附件")
    assert "关于转送第2022-001号群众意见的函" in texts
    assert sum(isinstance(block, PageBreak) for block in paper.blocks) == 1


def test_the_return_slip_names_the_day_to_send_it_back(ledger, owed) -> None:
    told = letter(ledger, "assignment", owed)
    words = paper_words(letter_papers(ledger, "assignment", owed))
    assert f"签收后于{told['退回期限']}前送回" in words and "年" in told["退回期限"]


def test_a_letter_file_has_its_own_name_and_day(ledger, item, tmp_path) -> None:
    write_letter(ledger, "reply", item, tmp_path / "信.docx", one_page)
    facts = docx.Document(str(tmp_path / "信.docx")).core_properties
    assert (facts.title, facts.created.date()) == ("答复函 十六届六次第1号", date(2022, 11, 23))


@pytest.mark.parametrize(
    ("assigned", "article"),
    [(date(2022, 7, 20), "第四十二条"), (date(2025, 4, 1), "第五十一条")],
)
def test_the_hand_over_cites_the_article_of_its_day(tmp_path, assigned, article) -> None:
    office = {"town": "迳口镇", "county": "四会市"}
    with new_ledger(tmp_path / "data", office, term=16, today=date(2025, 11, 23)) as ledger:
        (handler,) = ledger.lookup.matches("handlers", "规划建设办公室", {})
        with ledger.act("一件") as act:
            values = {"class": "suggestion", "raised_on": assigned, "content": "积水"}
            row_id = act.add("suggestions", values)
        hand_over(ledger, [row_id], HandOver(handler, assigned))
        assert letter(ledger, "assignment", row_id)["依据"].endswith(f"{article}的规定")


def test_supervision_counts_and_says_how_late(ledger, owed) -> None:
    supervise(ledger, owed, date(2022, 11, 1), "电话", None, None)
    told = letter(ledger, "supervision", owed)
    assert (told["期限情况"], told["督办次数"], told["回复期限"]) == (
        "已超过办理期限2天",
        "2",
        "2022年11月30日",
    )


@pytest.mark.parametrize(
    "pieces", [("{{", "编号", "}}"), ("{", "{编", "号}", "}"), ("\uff5b\uff5b 编 ", "号 }}")]
)
def test_a_placeholder_is_found_however_wps_split_it(ledger, item, tmp_path, pieces) -> None:
    own = copy_to_edit(ledger, "consultation")
    document = docx.Document(str(own))
    paragraph = document.add_paragraph("前")
    for piece in pieces:
        paragraph.add_run(piece)
    paragraph.add_run("后")
    document.save(str(own))
    write_letter(ledger, "consultation", item, tmp_path / "信.docx", one_page)
    assert "前十六届六次第1号后" in words_of(tmp_path / "信.docx")


def test_a_text_of_several_lines_inside_a_paragraph_keeps_its_lines(ledger, item, tmp_path) -> None:
    own = copy_to_edit(ledger, "reply")
    document = docx.Document(str(own))
    document.add_paragraph("答复：{{答复内容}}（完）")
    document.save(str(own))
    write_letter(ledger, "reply", item, tmp_path / "信.docx", one_page)
    assert "答复：一、已清淤 320 米。\n二、已列入日常管护。（完）" in words_of(tmp_path / "信.docx")


def test_the_clerks_wording_is_used_until_the_original_is_brought_back(ledger, item) -> None:
    own = copy_to_edit(ledger, "assignment")
    assert is_edited(ledger, "assignment")
    document = docx.Document(str(own))
    document.add_paragraph("请重点办理。")
    document.save(str(own))
    assert copy_to_edit(ledger, "assignment") == own  # a second time keeps the clerk's words
    assert "请重点办理。" in paper_words(letter_papers(ledger, "assignment", item))
    aside = bring_back(ledger, "assignment")
    assert aside is not None
    assert "请重点办理。" in words_of(aside)
    assert "请重点办理。" not in paper_words(letter_papers(ledger, "assignment", item))
    assert bring_back(ledger, "assignment") is None


FAULTS = [
    ("{{编好}}", "正文第 1 段的“{{编好}}”不是能填的项目，是不是 {{编号}}"),
    ("主办{主办单位}}", "正文第 1 段的“{主办单位”花括号不成对"),
    ("{{编号}", "正文第 1 段的“{{编号”花括号不成对"),
]


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_a_broken_template_is_named_with_the_place(ledger, owed, tmp_path, text, fault) -> None:
    own = copy_to_edit(ledger, "supervision")
    document = docx.Document(str(own))
    document.paragraphs[0].insert_paragraph_before(text)
    document.save(str(own))
    assert fault in faults_in(ledger, "supervision")
    with pytest.raises(TemplateBroken, match="督办通知单") as refused:
        write_letter(ledger, "supervision", owed, tmp_path / "信.docx", one_page)
    assert fault in str(refused.value)
    assert not (tmp_path / "信.docx").exists()


def test_a_fault_in_a_table_is_named_by_row_and_box(ledger) -> None:
    own = copy_to_edit(ledger, "consultation")
    document = docx.Document(str(own))
    document.tables[0].rows[2].cells[1].text = "{{没有这个}}"
    document.save(str(own))
    (fault,) = faults_in(ledger, "consultation")
    assert fault.startswith("第 1 个表格第 3 行第 2 格的“{{没有这个}}”不是能填的项目")


def test_a_placeholder_that_the_letter_needs_may_not_go(ledger) -> None:
    own = copy_to_edit(ledger, "reply")
    document = docx.Document(str(own))
    for paragraph in document.paragraphs:
        if "答复内容" in paragraph.text:
            paragraph.clear()
    document.save(str(own))
    assert faults_in(ledger, "reply") == ["整份模板里找不到“{{答复内容}}”"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"not a document"])
def test_a_file_that_is_no_document_is_refused_and_can_be_replaced(ledger, item, content) -> None:
    copy_to_edit(ledger, "reply").write_bytes(content)
    with pytest.raises(TemplateBroken, match="不是完整的 Word 文档"):
        letter_papers(ledger, "reply", item)
    bring_back(ledger, "reply")
    assert letter_papers(ledger, "reply", item)


def relate_outside(document: Any, kind: str) -> None:
    document.part.relate_to("http://example.com/x", kind, is_external=True)


def with_field(document: Any, *words: str) -> None:
    """A field in the header, its words split as an editor splits them."""
    run = document.sections[0].header.paragraphs[0].add_run()._r
    for kind in ("begin", "end"):
        sign = OxmlElement("w:fldChar")
        sign.set(qn("w:fldCharType"), kind)
        run.append(sign)
        for part in words if kind == "begin" else ():
            text = OxmlElement("w:instrText")
            text.text = part
            run.append(text)


def with_part(document: Any, name: str, kind: str = "http://example.com/relationships/of-a-test") -> None:
    part = Part(PackURI(name), "application/octet-stream", b"x", document.part.package)
    document.part.relate_to(part, kind)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda document: with_part(document, "/word/vbaProject.bin"), "宏"),
        (lambda document: with_part(document, "/word/activeX/activeX1.bin"), "宏"),
        (lambda document: with_part(document, "/word/embeddings/oleObject1.bin"), "宏"),
        (lambda document: relate_outside(document, RT.IMAGE), "文件以外"),
        (lambda document: with_part(document, "/word/page.htm", RT.A_F_CHUNK), "文件以外"),
        (
            lambda document: relate_outside(document, RT.SETTINGS.replace("settings", "attachedTemplate")),
            "文件以外",
        ),
        (lambda document: with_field(document, "DDEA", 'UTO c:\\x.exe "/k"'), "文件以外"),
        (lambda document: with_field(document, ' includepicture "http://example.com/x.png"'), "文件以外"),
        (lambda document: with_field(document, ' HYPERLINK "http://example.com/LINK"'), ""),
        (lambda document: with_field(document, " PAGE "), ""),
        (lambda document: relate_outside(document, RT.HYPERLINK), ""),
    ],
    ids=[
        "macro",
        "control",
        "object",
        "picture elsewhere",
        "a page of its own inside",
        "template elsewhere",
        "program started",
        "picture fetched",
        "a link as a field",
        "the page's number",
        "a link to click on",
    ],
)
def test_a_template_brings_no_program_and_fetches_nothing(ledger, item, spoil, words) -> None:
    own = copy_to_edit(ledger, "reply")
    document = docx.Document(str(own))
    spoil(document)
    document.save(str(own))
    if not words:
        assert letter_papers(ledger, "reply", item)
        return
    with pytest.raises(TemplateBroken, match=words):
        letter_papers(ledger, "reply", item)


def test_a_template_with_a_flipped_byte_is_refused_or_filled(ledger, item) -> None:
    own = copy_to_edit(ledger, "reply")
    content = bytearray(own.read_bytes())
    for place in range(30, len(content), max(1, len(content) // 40)):
        content[place] ^= 0xFF
        own.write_bytes(content)
        content[place] ^= 0xFF
        with contextlib.suppress(TemplateBroken):
            letter_papers(ledger, "reply", item)


def test_a_template_that_unpacks_without_end_is_refused(ledger, item) -> None:
    own = copy_to_edit(ledger, "reply")
    with zipfile.ZipFile(own, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/1.bmp", bytes(65 << 20))
    with pytest.raises(TemplateBroken, match="太大"):
        letter_papers(ledger, "reply", item)


def test_a_supervision_is_for_a_reply_that_is_owed_and_its_sentence_is_whole(ledger, item, owed) -> None:
    words = paper_words(letter_papers(ledger, "supervision", owed))
    assert "截至2022年11月23日\uff0c已超过办理期限2天\uff0c还没有收到答复。" in words
    with pytest.raises(LetterTooSoon, match=r"现在的状态是“已答复”.*不用发督办通知单"):
        letter_papers(ledger, "supervision", item)
    take_back(ledger, owed, date(2022, 8, 20), None, "交错单位")
    with pytest.raises(LetterTooSoon, match="还没有交给承办单位"):
        letter_papers(ledger, "supervision", owed)


def test_no_letter_goes_out_with_a_hole_and_the_sentence_says_what_to_do(ledger, owed, tmp_path) -> None:
    with ledger.act("一件") as act:
        bare = act.add(
            "suggestions", {"class": "opinion", "raised_on": date(2022, 8, 1), "content": "路灯不亮"}
        )
    target = tmp_path / "信.docx"
    with pytest.raises(LetterTooSoon, match="还没有填答复内容，请先把答复内容填好") as refused:
        write_letter(ledger, "reply", owed, target, one_page)
    assert (refused.value.row_id, refused.value.field) == (owed, "reply_text")
    with pytest.raises(LetterTooSoon, match=r"还没有交办.*选定主办单位"):
        write_letter(ledger, "assignment", bare, target, one_page)
    with ledger.act("没有单位") as act:
        act.change("suggestions", owed, {"lead_handler": None})
    for kind in ("assignment", "supervision"):
        with pytest.raises(LetterTooSoon, match="还没有填主办单位") as refused:
            write_letter(ledger, kind, owed, target, one_page)
        assert refused.value.field == "lead_handler"
    assert not target.exists()
    with pytest.raises(LetterTooSoon, match="另有 1 件"):
        refuse_too_soon(ledger, "reply", [owed, bare])
    refuse_too_soon(ledger, "consultation", [owed])


def test_a_gone_item_is_refused(ledger) -> None:
    with pytest.raises(Refused, match="已经不在台账里"):
        letter_papers(ledger, "reply", 99)


def test_the_packaged_templates_are_those_of_the_script_and_sound(ledger) -> None:
    for kind in KINDS.values():
        assert make_templates.saved(kind.name) == original(kind.key).read_bytes()
        assert faults_in(ledger, kind.key) == []


def test_every_placeholder_has_a_value_for_every_item(ledger, item) -> None:
    assert tuple(letter(ledger, "reply", item)) == placeholders()
    assert letter_name(ledger, "reply", item) == "答复函 十六届六次第1号"


def test_the_summary_has_the_columns_of_the_form(ledger, item) -> None:
    paper = summary_paper(ledger, Query(year=2022))
    (table,) = (block for block in paper.blocks if hasattr(block, "rows"))
    assert paper.title == "迳口镇2022年度意见建议办理情况汇总表"
    assert [column.heading for column in table.columns] == [
        "序号", "编号", "题目", "代表", "主办单位", "交办日期", "答复日期", "类别", "满意度", "办结日期",
    ]  # fmt: skip
    assert table.rows[0][5:8] == ("2022.07.25", "2022.10.18", "A")


def test_what_the_sums_of_the_summary_count_stands_in_its_rows(ledger, item, owed) -> None:
    take_step(
        ledger, item, Step("feedback_received", date(2022, 10, 25), values={"feedback": "dissatisfied"})
    )
    take_step(ledger, item, Step("reworking", date(2022, 11, 1), why="代表不满意"))
    take_step(ledger, owed, Step("withdrawn", date(2022, 11, 1), why="已经清理"))
    paper = summary_paper(ledger, Query(year=2022))
    (table,) = (block for block in paper.blocks if hasattr(block, "rows"))
    assert [column.heading for column in table.columns][10:] == ["前几次办理", "状态"]
    assert [row[6:] for row in table.rows] == [
        ("", "", "", "", "2022.07.25交办，2022.10.18答复（A类），2022.10.25反馈不满意", "重新办理"),
        ("", "", "", "", "", "撤回"),
    ]
    assert "已答复 1 件（A类 1 件），已办结 0 件，满意 0 件、基本满意 0 件、不满意 1 件" in paper_words(
        [paper]
    )


def test_a_summary_whose_matters_are_handled_on_after_their_year_is_of_today(ledger, item, owed) -> None:
    """A state of 31 December beside a reply of February would contradict it."""
    with ledger.act("上年") as act:
        act.change("suggestions", owed, {"raised_on": date(2021, 12, 20), "assigned_on": date(2021, 12, 24)})
    take_step(ledger, owed, Step("replied", date(2022, 2, 10), values={"reply_class": "A"}))
    paper = ledger_paper(ledger, SUGGESTIONS, Query(year=2021))
    (table,) = (block for block in paper.blocks if hasattr(block, "rows"))
    assert paper.unit_line[2] == "2021年度 截至2022年11月23日 共1件"
    assert {"2022.02.10", "已答复"} <= {*table.rows[0]}


def test_the_summary_stands_in_the_filed_order_whatever_the_screen_shows(ledger, item, owed) -> None:
    newest_first = Query(year=2022, order=("-raised_on",))
    for paper in (summary_paper(ledger, newest_first), summary_paper(ledger, ids=[owed, item])):
        (table,) = (block for block in paper.blocks if hasattr(block, "rows"))
        assert [row[2] for row in table.rows] == ["关于清理农贸市场排水沟的建议", "清理排水沟"]


def test_the_help_names_every_placeholder() -> None:
    words = (
        resource("help")
        .joinpath("suggestions.md")
        .read_text(encoding="utf-8")
        .split("模板里可以用的字：")[1]
        .split("\n\n")[0]
    )
    assert tuple(words.strip().rstrip("。").split("、")) == placeholders()


def test_a_referral_says_the_session_of_a_suggestion(ledger, item) -> None:
    assert letter(ledger, "reply", item)["件名"] == "镇十六届人大六次会议第1号建议"


def test_each_letter_says_whose_it_is(ledger, item, tmp_path) -> None:
    first, second = letter_papers(ledger, "reply", item)
    assert (first.name, second.name) == (
        "答复函 十六届六次第1号 黄伟明代表",
        "答复函 十六届六次第1号 陈志强代表",
    )
    assert first.author == "迳口镇人大主席团"
    write_letter(ledger, "reply", item, tmp_path / "信.docx", one_page)
    facts = docx.Document(str(tmp_path / "信.docx")).core_properties
    assert (facts.title, facts.author, facts.language) == (
        "答复函 十六届六次第1号",
        "迳口镇人大主席团",
        "zh-CN",
    )


# --- rounds, several addressees, what goes up -------------------------------------------------------


def reworked(ledger: Ledger, item: int) -> int:
    """The suggestion once more: not satisfied, handed over again on 1 November."""
    told = {"feedback": "dissatisfied"}
    take_step(ledger, item, Step("feedback_received", date(2022, 10, 25), values=told))
    take_step(ledger, item, Step("reworking", date(2022, 11, 1), why="代表不满意"))
    return item


def test_a_letter_is_about_its_round(ledger, item) -> None:
    first = letter(ledger, "assignment", item)
    assert (first["第几次"], first["交办语"]) == ("", "交由你单位主办")
    reworked(ledger, item)
    second = letter(ledger, "assignment", item)
    assert (second["第几次"], second["交办日期"]) == ("\uff08第2次交办\uff09", "2022年11月1日")
    assert "重新办理\uff08提出人对上一次答复的结果反馈不满意\uff09" in second["交办语"]
    assert second["办理期限"] != first["办理期限"]
    assert second["依据"] == "按照本地规定"  # not what the rule says to the clerk: (请核对)
    # What was answered is the first round still.
    for kind in ("reply", "consultation"):
        assert (letter(ledger, kind, item)["答复日期"], letter(ledger, kind, item)["第几次"]) == (
            "2022年10月18日",
            "",
        )
    assert "建议的答复" in letter(ledger, "reply", item)["标题"]
    take_step(ledger, item, Step("replied", date(2022, 11, 20), values={"reply_text": "已加装护栏。"}))
    again = letter(ledger, "reply", item)
    assert (again["答复内容"], again["标题"]) == (
        "已加装护栏。",
        "关于镇十六届人大六次会议第1号建议的再次答复",
    )
    assert letter(ledger, "consultation", item)["第几次"] == "\uff08第2次答复\uff09"
    assert letter(ledger, "assignment", item)["第几次"] == "\uff08第2次交办\uff09"


def test_a_second_reply_without_words_is_not_sent_with_those_of_the_first(ledger, item) -> None:
    reworked(ledger, item)
    take_step(ledger, item, Step("replied", date(2022, 11, 20)))
    with pytest.raises(LetterTooSoon, match="还没有填答复内容"):
        letter_papers(ledger, "reply", item)


def test_what_was_sent_back_is_not_handed_over_on_paper_until_it_goes_out_again(ledger, owed) -> None:
    take_step(ledger, owed, Step("returned", date(2022, 8, 23), why="不属本单位"))
    with pytest.raises(LetterTooSoon, match="已经退办，请先重新交办"):
        letter_papers(ledger, "assignment", owed)
    hand_over(ledger, [owed], HandOver(None, date(2022, 8, 24)))
    told = letter(ledger, "assignment", owed)
    assert told["交办语"].startswith("重新交办") and told["第几次"] == "\uff08第2次交办\uff09"


def test_no_letter_speaks_of_a_clock_that_there_is_not(ledger, owed) -> None:
    with ledger.act("没有期限") as act:
        for row in ledger.rows("clock_rules", ledger.ids("clock_rules")):
            if row["clock"] == "reply":
                act.remove("clock_rules", row["id"], "试")
    for kind in ("assignment", "supervision"):
        with pytest.raises(LetterTooSoon, match="办理期限算不出来") as refused:
            letter_papers(ledger, kind, owed)
        assert refused.value.field == "due_on"


def test_nothing_is_said_of_a_deadline_where_no_reply_is_owed(ledger, item) -> None:
    assert letter(ledger, "supervision", item)["期限情况"] == "没有欠答复"


def test_a_last_day_in_a_year_without_its_days_off_says_that_it_may_move(ledger, owed) -> None:
    assert letter(ledger, "assignment", owed)["期限提示"] == ""
    with ledger.act("没有节假日") as act:
        for row_id in ledger.ids("holidays"):
            act.remove("holidays", row_id, "试")
    assert "2022年的放假安排还没有录入\uff0c期限可能要顺延" in paper_words(
        letter_papers(ledger, "assignment", owed)
    )


def test_a_joint_suggestion_is_answered_to_each_deputy_those_merged_into_it_too(
    ledger, item, tmp_path
) -> None:
    (third,) = (Ref(i, "") for i in [add_deputy(ledger, "王建国")])
    known = ledger.row("suggestions", item)["deputies"]
    with ledger.act("并案") as act:
        for deputies, title in (((third, known[0]), "关于市场排水的建议"), ((), "市场积水")):
            values = {
                "class": "suggestion" if deputies else "opinion", "raised_on": date(2022, 8, 1), "title": title,
                "content": "积水", "deputies": deputies or None, "visitor": None if deputies else "何秀兰",
                "exit_kind": "merged", "exit_on": date(2022, 8, 5), "exit_reason": "同一件事", "merged_into": Ref(item, ""),
            }  # fmt: skip
            merged = act.add("suggestions", values)
    told = letters(ledger, "reply", item)
    assert [one["称呼"] for one in told] == ["黄伟明代表", "陈志强代表", "王建国代表", "何秀兰同志"]
    assert [one["题目"] for one in told[2:]] == ["关于市场排水的建议", "市场积水"]
    assert [bool(one["并案说明"]) for one in told] == [False, False, True, True]
    write_letter(ledger, "reply", item, tmp_path / "信.docx", one_page)
    words = words_of(tmp_path / "信.docx")
    assert words.count("经研究办理") == 4
    assert all(f"{one['称呼']}\uff1a" in words for one in told)
    assert len(letter_papers(ledger, "reply", item)) == 4
    with pytest.raises(LetterTooSoon, match=r"已并入“.*清理农贸市场.*在那一件里打印答复函"):
        letter_papers(ledger, "reply", merged)


def test_what_a_deputy_passed_on_is_answered_as_passed_on(ledger, owed) -> None:
    with ledger.act("转来") as act:
        act.change(
            "suggestions", owed, {"deputies": (Ref(add_deputy(ledger, "王建国"), ""),), "visitor": "何秀兰"}
        )
    told = letter(ledger, "reply", owed)
    assert (told["称呼"], told["提出方式"]) == ("王建国代表", "转来")


@pytest.mark.parametrize(
    ("visitors", "visitor", "named"),
    [
        (({"name": "何秀兰"},), "何秀兰", "何秀兰"),
        (({"name": "何秀兰", "wants_confidential": True},), "何秀兰", "来访群众"),
        (({"name": "何秀兰"}, {"name": "梁志", "wants_confidential": True}), "何秀兰", "何秀兰"),
        (({"name": "何秀兰"}, {"name": "梁志", "wants_confidential": True}), "梁志", "来访群众"),
        ((), "要求保密", "来访群众"),
        ((), None, "群众"),
    ],
)
def test_who_asked_for_confidentiality_is_named_in_no_letter(ledger, owed, visitors, visitor, named) -> None:
    with ledger.act("接待") as act:
        site = act.add("liaison_sites", {"name": "甲站", "kind": "station"})
        values = {
            "held_on": date(2022, 8, 1),
            "site": Ref(site, "甲站"),
            "visitors": visitors or None,
            "matter": "积水",
            "kind": "walk_in",
        }
        reception = act.add("receptions", values)
        act.change("suggestions", owed, {"reception": Ref(reception, ""), "visitor": visitor})
    told = {"referred_to": "四会市水利局", "referred_via": "四会市人大常委会"}
    take_step(ledger, owed, Step("referred", date(2022, 11, 1), why="属市级事权", values=told))
    words = paper_words(letter_papers(ledger, "referral", owed))
    assert f"收到{named}提出的" in words
    assert "现经四会市人大常委会转送你单位" in words and "将结果告知迳口镇人民代表大会主席团" in words
    assert ("梁志" in words) is (named == "梁志")
    assert letter(ledger, "reply", owed)["称呼"] != "要求保密同志"


def test_a_referral_is_for_what_was_sent_up(ledger, owed) -> None:
    with pytest.raises(LetterTooSoon, match=r"还没有转送上级.*转送上级”这一步"):
        letter_papers(ledger, "referral", owed)


def add_deputy(ledger: Ledger, name: str) -> int:
    with ledger.act("代表") as act:
        return act.add("deputies", {"name": name, "level": "township"})


def test_a_letter_names_nobody_who_wants_confidentiality(ledger: Ledger) -> None:
    day = date(2022, 11, 15)
    visitor = {"name": "贾不言", "wants_confidential": True}
    with ledger.act("接待") as act:
        site = act.add("liaison_sites", {"name": "镇联络室", "kind": "room"})
        values = {"held_on": day, "site": Ref(site, "镇联络室"), "kind": "walk_in", "visitors": (visitor,)}
        reception = Ref(act.add("receptions", values), "接待")
        kept = {
            "class": "opinion",
            "raised_on": day,
            "content": "贾不言家门口的路灯不亮",
            "reception": reception,
        }
        named, masked = (
            act.add("suggestions", {**kept, "no": who, "visitor": who}) for who in ("贾不言", "要求保密")
        )
    for row in (named, masked):
        told = letter(ledger, "consultation", row)
        assert told["反映人"] == told["提出人"] == told["称呼"] == "来访群众"
        assert told["内容"] == "来访群众家门口的路灯不亮"
        assert "贾不言" not in repr(told)
