"""Letters: what they say, templates edited in WPS, and what happens when an edit broke one."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import pytest

import make_templates
from app.domain.fields import Ref
from app.domain.suggestion_course import Step
from app.paper.letters.contents import contents_of, placeholders, prose
from app.paper.letters.filling import TemplateBroken
from app.paper.letters.kinds import KINDS
from app.paper.letters.readiness import LetterTooSoon, refuse_too_soon
from app.paper.letters.templates import bring_back, copy_to_edit, faults_in, is_edited, original
from app.paper.letters.writing import letter, letter_name, letter_paper, write_letter
from app.paper.sheet import Form, Paper, Paragraph, Spread
from app.paper.suggestion_summary import summary_paper
from app.resources import resource
from app.storage.ledger import Ledger, Refused
from app.storage.query import Query
from app.work.course import hand_over, take_back, take_step
from app.work.course_events import supervise


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    office = {"town": "迳口镇", "county": "四会市", "prefecture": "肇庆市"}
    with Ledger.create(
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
    name = ledger.rows_room.names("sessions", [session])[session]
    values = {
        "class": "suggestion", "raised_on": date(2022, 7, 20), "session": Ref(session, name),
        "deputies": tuple(Ref(i, "") for i in deputies), "title": "关于清理农贸市场排水沟的建议", "content": "排水沟淤塞。",
    }  # fmt: skip
    with ledger.act("建议") as act:
        row_id = act.add("suggestions", values)
    hand_over(ledger, [row_id], handler, date(2022, 7, 25))
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
    hand_over(ledger, [row_id], handler, date(2022, 8, 19))
    return row_id


def words_of(path: Path) -> str:
    """Every text of a .docx, tables among it."""
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def paper_words(paper: Paper) -> str:
    texts: list[str] = []
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Spread):
            texts += block.texts
        elif isinstance(block, Form):
            texts += [cell.text for cell in block.cells]
    return "\n".join(texts)


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_is_filled_in_and_the_pages_say_the_same(ledger, item, owed, tmp_path, kind) -> None:
    target, row_id = tmp_path / "信.docx", owed if kind == "supervision" else item
    write_letter(ledger, kind, row_id, target)
    words, pages = words_of(target), paper_words(letter_paper(ledger, kind, row_id))
    for text in (words, pages):
        assert "{" not in text
        assert "规划建设办公室" in text
        assert ("清理排水沟" if kind == "supervision" else "关于清理农贸市场排水沟的建议") in text
    assert set(words.split()) == set(pages.replace("\u3000", " ").split())


def test_the_reply_has_its_class_at_the_right_and_the_title_of_the_numbered_suggestion(ledger, item) -> None:
    blocks = letter_paper(ledger, "reply", item).blocks
    told = [block for block in blocks if isinstance(block, Paragraph)]
    assert (told[0].text.strip(), told[0].align) == ("A", "right")
    title = next(block for block in told if block.face == "title")
    assert (title.text, title.size, title.align) == ("关于镇十六届人大六次会议第1号建议的答复", 22, "center")
    assert [block.text for block in told if block.text.startswith(("一、", "二、"))] == [
        "一、已清淤 320 米。",
        "二、已列入日常管护。",
    ]
    assert all(block.indent == 2 for block in told if block.text.startswith(("一、", "二、")))


@pytest.mark.parametrize(
    ("values", "title", "greeting", "basis"),
    [
        ({"class": "opinion", "no": "2022-026"}, "关于第2022-026号群众意见的答复", "代表", "参照代表法"),
        ({"class": "suggestion"}, "关于闭会期间第J2022-001号建议的答复", "代表", "按照代表法"),
        ({"class": "opinion", "visitor": "王芳"}, "关于第2022-001号群众意见的答复", "王芳同志", "参照代表法"),
    ],
)
def test_titles_and_greetings_follow_the_class(ledger, values, title, greeting, basis) -> None:
    with ledger.act("一件") as act:
        row_id = act.add("suggestions", {"raised_on": date(2022, 11, 1), "content": "积水", **values})
    told = letter(ledger, "reply", row_id)
    assert (told["标题"], told["称呼"]) == (title, greeting)
    assert told["依据"].startswith(basis)


@pytest.mark.parametrize(
    ("assigned", "article"),
    [(date(2022, 7, 20), "第四十二条"), (date(2025, 4, 1), "第五十一条")],
)
def test_the_hand_over_cites_the_article_of_its_day(tmp_path, assigned, article) -> None:
    office = {"town": "迳口镇", "county": "四会市"}
    with Ledger.create(tmp_path / "data", office, term=16, today=date(2025, 11, 23)) as ledger:
        (handler,) = ledger.lookup.matches("handlers", "规划建设办公室", {})
        with ledger.act("一件") as act:
            values = {"class": "suggestion", "raised_on": assigned, "content": "积水"}
            row_id = act.add("suggestions", values)
        hand_over(ledger, [row_id], handler, assigned)
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
    write_letter(ledger, "consultation", item, tmp_path / "信.docx")
    assert "前十六届六次第1号后" in words_of(tmp_path / "信.docx")


def test_a_text_of_several_lines_inside_a_paragraph_keeps_its_lines(ledger, item, tmp_path) -> None:
    own = copy_to_edit(ledger, "reply")
    document = docx.Document(str(own))
    document.add_paragraph("答复:{{答复内容}}(完)")
    document.save(str(own))
    write_letter(ledger, "reply", item, tmp_path / "信.docx")
    assert "答复:一、已清淤 320 米。\n二、已列入日常管护。(完)" in words_of(tmp_path / "信.docx")


def test_the_clerks_wording_is_used_until_the_original_is_brought_back(ledger, item) -> None:
    own = copy_to_edit(ledger, "assignment")
    assert is_edited(ledger, "assignment")
    document = docx.Document(str(own))
    document.add_paragraph("请重点办理。")
    document.save(str(own))
    assert copy_to_edit(ledger, "assignment") == own  # a second time keeps the clerk's words
    assert "请重点办理。" in paper_words(letter_paper(ledger, "assignment", item))
    aside = bring_back(ledger, "assignment")
    assert aside is not None
    assert "请重点办理。" in words_of(aside)
    assert "请重点办理。" not in paper_words(letter_paper(ledger, "assignment", item))
    assert bring_back(ledger, "assignment") is None


FAULTS = [
    ("{{编好}}", "正文第 1 段的“{{编好}}”不是能填的项目,是不是 {{编号}}"),
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
        write_letter(ledger, "supervision", owed, tmp_path / "信.docx")
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
        letter_paper(ledger, "reply", item)
    bring_back(ledger, "reply")
    assert letter_paper(ledger, "reply", item).blocks


def test_a_supervision_is_for_a_reply_that_is_owed_and_its_sentence_is_whole(ledger, item, owed) -> None:
    words = paper_words(letter_paper(ledger, "supervision", owed))
    assert "截至2022年11月23日\uff0c已超过办理期限2天\uff0c还没有收到答复。" in words
    with pytest.raises(LetterTooSoon, match=r"现在的状态是“已答复”.*不用发督办通知单"):
        letter_paper(ledger, "supervision", item)
    take_back(ledger, owed, date(2022, 8, 20), None, "交错单位")
    with pytest.raises(LetterTooSoon, match="还没有交给承办单位"):
        letter_paper(ledger, "supervision", owed)


def test_no_letter_goes_out_with_a_hole_and_the_sentence_says_what_to_do(ledger, owed, tmp_path) -> None:
    with ledger.act("一件") as act:
        bare = act.add(
            "suggestions", {"class": "opinion", "raised_on": date(2022, 8, 1), "content": "路灯不亮"}
        )
    target = tmp_path / "信.docx"
    with pytest.raises(LetterTooSoon, match="还没有填答复内容,请先把答复内容填好") as refused:
        write_letter(ledger, "reply", owed, target)
    assert (refused.value.row_id, refused.value.field) == (owed, "reply_text")
    with pytest.raises(LetterTooSoon, match=r"还没有交办.*选定主办单位"):
        write_letter(ledger, "assignment", bare, target)
    with ledger.act("没有单位") as act:
        act.change("suggestions", owed, {"lead_handler": None})
    for kind in ("assignment", "supervision"):
        with pytest.raises(LetterTooSoon, match="还没有填主办单位") as refused:
            write_letter(ledger, kind, owed, target)
        assert refused.value.field == "lead_handler"
    assert not target.exists()
    with pytest.raises(LetterTooSoon, match="另有 1 件"):
        refuse_too_soon(ledger, "reply", [owed, bare])
    refuse_too_soon(ledger, "consultation", [owed])


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("垃圾点太近,气味大;请迁移!", "垃圾点太近\uff0c气味大\uff1b请迁移\uff01"),
        ("共1,200元(含税),8:30开工", "共1,200元\uff08含税\uff09\uff0c8:30开工"),
        ("时间:8:30(2次)", "时间\uff1a8:30\uff082次\uff09"),
        ("ISO(9001)", "ISO(9001)"),
        (None, ""),
    ],
)
def test_words_of_a_record_get_full_width_punctuation_on_paper(typed, printed) -> None:
    assert prose(typed) == printed


def test_a_gone_item_is_refused(ledger) -> None:
    with pytest.raises(Refused, match="已经不在台账里"):
        letter_paper(ledger, "reply", 99)


def test_the_packaged_templates_are_those_of_the_script_and_sound(ledger) -> None:
    for kind in KINDS.values():
        assert make_templates.saved(make_templates.MAKERS[kind.name]()) == original(kind.key).read_bytes()
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
    assert table.rows[0][5:8] == ("2022-07-25", "2022-10-18", "A")


def test_the_help_names_every_placeholder() -> None:
    words = (
        resource("help").joinpath("suggestions.md").read_text(encoding="utf-8").split("模板里可以用的字:")[1]
    )
    assert tuple(words.strip().rstrip("。").split("、")) == placeholders()


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
        told = contents_of(ledger, row)
        assert told["反映人"] == told["提出人"] == told["称呼"] == "来访群众"
        assert told["内容"] == "来访群众家门口的路灯不亮"
        assert "贾不言" not in repr(told)
