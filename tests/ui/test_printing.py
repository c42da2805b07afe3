"""Pages: nothing lost between description and paper, and the text of a PDF can be found again."""

import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import docx
import pypdf
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from app.paper.sheet import (
    NO_PICTURE,
    Column,
    Form,
    FormCell,
    Margins,
    PageBreak,
    Paper,
    Paragraph,
    Spread,
    Table,
)
from app.paper.word import write_word
from ui.look.picture_claims import claims_too_much
from ui.panels.pictures import picture_of
from ui.printing import bands, pagination, paint
from ui.printing.bands import Band, form_bands, spread_band, table_bands
from ui.printing.filling import Filler, evened_sheets, text_area
from ui.printing.glyph_log import GlyphLog
from ui.printing.last_page import is_scant, tighter
from ui.printing.marks import MM, Page, Rule, joined
from ui.printing.pagination import Document, laid_out
from ui.printing.pdf_text import with_findable_text
from ui.printing.photos import can_be_shown, photo, photo_bytes
from ui.printing.type_faces import text_width, wrapped

pytestmark = pytest.mark.usefixtures("qapp")
LONG = "迳口镇人民政府办公室主任,兼任迳口镇退役军人服务站站长(主持全面工作),分管应急、信访。"
SIGNED = ("填表人：陈小明", "审核人：", "日期：   年  月  日")


def roster(count: int, *, post: str = "迳口村党总支书记", note: str = "") -> Paper:
    columns = (
        Column("序号", 6, "center"),
        Column("姓名", 10),
        Column("工作单位及职务", 30),
        Column("备注", 20),
    )
    rows = tuple((str(n), f"代表{n:03d}", post if n % 3 else LONG, note) for n in range(1, count + 1))
    table = Table(columns, rows, tuple(("deputies", n) for n in range(1, count + 1)))
    return Paper(
        "四会市迳口镇第十六届人民代表大会代表名册",
        (table, Spread(SIGNED)),
        ("单位", "序", "截至"),
        landscape=True,
    )


def painted_text(paper: Paper, folder: Path) -> str:
    paint(paper, folder / "out.pdf")
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(folder / "out.pdf").pages)


WORDS = ["选民", "人民代表", "日月", "𠮷田䶮", "𫖯", "王\u3000芳", "(1) 40%", "“引号”"]


@pytest.mark.parametrize("face", ["title", "heading", "body", "form"])
def test_every_word_of_a_pdf_can_be_found(face: str, tmp_path: Path) -> None:
    blocks = tuple(Paragraph(word, 12, face=face) for word in WORDS)  # type: ignore[arg-type]
    text = painted_text(Paper("", blocks, numbered=False), tmp_path)
    assert [word for word in WORDS if word not in text] == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_another_reader_finds_the_words_too(tmp_path: Path) -> None:
    paint(Paper("", tuple(Paragraph(word) for word in WORDS)), tmp_path / "out.pdf")
    done = subprocess.run(
        ["pdftotext", "-raw", "out.pdf", "-"], cwd=tmp_path, capture_output=True, check=True
    )
    assert done.stderr == b""
    text = done.stdout.decode("utf-8").replace(" ", "\u3000")
    assert [word for word in WORDS if word.replace(" ", "\u3000") not in text] == []


def test_without_the_repair_the_words_would_be_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.printing.painting.with_findable_text", lambda pdf, log: (pdf, set()))
    assert "𠮷田䶮" not in painted_text(Paper("", (Paragraph("𠮷田䶮"),)), tmp_path)


def test_a_glyph_whose_shape_depends_on_its_neighbours_does_not_shift_the_others(tmp_path: Path) -> None:
    words = ["=SUM(A1:A3)", "office fi", "于伟文", "A1B1", "选民𠮷"]
    text = painted_text(Paper("", tuple(Paragraph(word) for word in words)), tmp_path)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    "number", ["2022-11-26", "1,234,567.89", "13900000000", "44128319750312001X", "2022.11.26", "9:00"]
)
@pytest.mark.parametrize("before", ["(A类);", "办理;答复,", "编号(", "ABCDEFGH"])
@pytest.mark.parametrize("room", [20, 21, 22, 25])
def test_a_number_that_fits_on_a_line_is_never_broken(before: str, number: str, room: int) -> None:
    text = f"农业农村办公室{before}{number}反馈满意,{number};{before}{number}"
    lines = wrapped(text, "body", 10.5, text_width("0" * room, "body", 10.5))
    assert "".join(lines) == text
    assert sum(line.count(number) for line in lines) == 3
    assert max(text_width(line, "body", 10.5) for line in lines) <= text_width("0" * room, "body", 10.5) + 0.1


@pytest.mark.parametrize(
    ("before", "whole"),
    [
        ("依据：，", "迳人大〔2022〕19号"),
        ("台账（", "2022年度"),
        ("会议于", "11月"),
        ("代表阿依古丽·", "买买提"),
        ("代表阿卜杜热合曼·", "买买提依明"),
        ("代表资格", "＿＿＿＿"),
        ("由迳口镇", "第十九选区"),
        ("四会市", "第十七届"),
        ("的决定", "（草案）"),
    ],
)
@pytest.mark.parametrize("room", range(20, 30))
def test_document_numbers_ordinals_parts_of_a_name_and_lines_to_write_on_are_not_broken(
    before: str, whole: str, room: int
) -> None:
    text = f"会议通过{before}{whole}，{before}{whole}，"
    lines = wrapped(text, "body", 10.5, text_width("0" * room, "body", 10.5))
    assert "".join(lines) == text
    assert text.count(whole) == sum(line.count(whole) for line in lines) == 2
    assert not [line for line in lines if line.endswith("（")]


def test_a_tab_takes_the_room_of_a_blank() -> None:
    cells = Table((Column("甲", 20), Column("乙", 20)), (("第一组\t王芳\t李四", "2022.03.01"),))
    (page,) = laid_out([Paper("题", (cells,))]).pages
    assert not [word for word in page.words if "\t" in word.text]


def test_a_number_wider_than_its_column_is_still_shown() -> None:
    lines = wrapped("编号44128319750312001X", "body", 10.5, text_width("0" * 7, "body", 10.5))
    assert "".join(lines) == "编号44128319750312001X"
    assert len(lines) == 4


def test_text_that_was_not_followed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[bytes] = []
    monkeypatch.setattr(
        "ui.printing.painting.with_findable_text", lambda pdf, log: (kept.append(pdf) or pdf, set())
    )
    paint(Paper("", (Paragraph("选民𠮷"),), numbered=False), tmp_path / "out.pdf")
    log = GlyphLog(
        laid_out([Paper("", (Paragraph("𫖯选民𠮷"),), numbered=False)]).pages
    )  # not what was painted
    repaired, unsearchable = with_findable_text(kept[0], log)
    assert unsearchable == {"𫖯", "𠮷"}
    (tmp_path / "again.pdf").write_bytes(repaired)
    assert "选民" in pypdf.PdfReader(tmp_path / "again.pdf").pages[0].extract_text()


def test_the_pdf_carries_its_title(tmp_path: Path) -> None:
    paint(roster(3), tmp_path / "out.pdf")
    metadata = pypdf.PdfReader(tmp_path / "out.pdf").metadata
    assert metadata is not None
    assert metadata.title == "四会市迳口镇第十六届人民代表大会代表名册"


def test_every_page_repeats_the_heading_and_counts(tmp_path: Path) -> None:
    painted = paint(roster(60), tmp_path / "out.pdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "out.pdf").pages]
    assert painted.pages == len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert "工作单位及职务" in text
        assert f"第 {number} 页 共 {len(pages)} 页" in text


def test_the_first_page_waits_for_no_row_of_a_later_one(monkeypatch: pytest.MonkeyPatch) -> None:
    broken: list[str] = []

    def on_one_line(text: str, *room: object) -> list[str]:
        broken.append(text)
        return [text]

    monkeypatch.setattr(bands, "wrapped", on_one_line)
    next(Filler(roster(400)).sheets())
    assert "代表001" in broken
    assert "代表100" not in broken


def test_rows_stay_whole_and_on_the_page_that_is_told(tmp_path: Path) -> None:
    painted = paint(roster(60), tmp_path / "out.pdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "out.pdf").pages]
    assert set(painted.page_of) == {("deputies", n) for n in range(1, 61)}
    for (_, row), page in painted.page_of.items():  # type: ignore[misc]
        assert f"代表{row:03d}" in pages[page - 1]
    for page in laid_out([roster(60)]).pages:
        assert sum(words.text.startswith("迳口镇人民政府") for words in page.words) == sum(
            words.text.endswith("信访。") for words in page.words
        )


def test_nothing_is_painted_outside_the_margins() -> None:
    paper = roster(40, note="19900001234、0758-3200000")
    width, height = text_area(paper)
    left, top = paper.margins.left * MM, paper.margins.top * MM
    for page in laid_out([paper]).pages:
        for rule in page.rules:
            assert left - 1 <= rule.x1 <= rule.x2 <= left + width + 1
            assert top - 1 <= rule.y1 <= rule.y2 <= top + height + 1
        for words in page.words:
            assert words.x + text_width(words.text, words.role, words.size) <= left + width + 1


def test_a_text_longer_than_a_page_goes_on_over_the_next() -> None:
    long = "".join(f"第{n}项意见建议已经办理。" for n in range(1, 900))
    paper = Paper("台账", (Table((Column("序号", 5), Column("内容", 40)), (("1", long),), ("row",)),))
    document = laid_out([paper])
    assert len(document.pages) > 2
    assert document.page_of == {"row": 1}
    lines = [w.text for page in document.pages for w in page.words if w.size == 10.5 and w.role == "body"]
    assert "".join(line for line in lines if line != "1") == long


@pytest.mark.parametrize("lines", range(44, 54))
def test_no_title_stands_alone_before_a_first_row_as_tall_as_a_page(lines: int) -> None:
    columns = (Column("序号", 5), Column("内容", 40))
    rows = (("1", "\n".join(f"第{number}项" for number in range(1, lines + 1))), ("2", "短"))
    pages = laid_out([Paper("台账", (Table(columns, rows, ("first", "second")),))]).pages
    texts = [[words.text for words in page.words] for page in pages]
    assert "第1项" in texts[0]
    items = [[text for text in page if text.startswith("第") and text.endswith("项")] for page in texts]
    assert [item for page in items for item in page] == rows[0][1].split("\n")
    assert all(len(page) != 1 for page in items)  # no single line either


CLOSING = Paragraph("合计：5件，已答复2件，满意率50%。", keep=True)


@pytest.mark.parametrize("closing", [(), (CLOSING,)])
def test_the_line_for_signatures_is_never_alone_on_a_page(closing: tuple[Paragraph, ...]) -> None:
    for count in range(10, 30):
        paper = roster(count)
        table, signatures = paper.blocks
        last = laid_out([replace(paper, blocks=(table, *closing, signatures))]).pages[-1]
        texts = [words.text for words in last.words]
        assert f"代表{count:03d}" in texts
        assert SIGNED[0] in texts


@pytest.mark.parametrize("below", [(), (Paragraph("注：一"),), (Paragraph("注：一"), Spread(("", "", "")))])
@pytest.mark.parametrize("section", [False, True])
def test_a_sum_is_never_alone_on_a_page(section: bool, below: tuple[Paragraph | Spread, ...]) -> None:
    columns = (Column("序号", 5), Column("名称", 40))
    for count in range(15, 45):
        rows = [(str(number), f"第{number}项") for number in range(1, count + 1)]
        keys = [("items", number) for number in range(1, count + 1)]
        after = [("1", "下一节")] * 3 if section else []
        table = Table(
            columns, (*rows, ("合计", ""), *after), (*keys, "合计", *(("more", n) for n in range(len(after))))
        )
        for page in laid_out([Paper("台账", (table, *below), landscape=True)]).pages:
            texts = [words.text for words in page.words]
            assert "合计" not in texts or f"第{count}项" in texts, count


def test_the_words_over_a_table_are_never_alone_on_a_page() -> None:
    """The heading of what follows a ledger, and the line before it, go to the page on which its table begins."""
    columns = (Column("序号", 5), Column("名称", 40))
    over = [Paragraph(words, keep=True) for words in ("合计：8 项。", "附：其余")]
    for count in range(15, 30):
        first = Table(columns, tuple((str(number), "项") for number in range(count)))
        annex = Table(columns, (("1", "附一"), ("2", "附二")))
        for page in laid_out([Paper("台账", (first, *over, annex), landscape=True)]).pages:
            texts = [words.text for words in page.words]
            assert ("附：其余" in texts) == ("附一" in texts) == ("合计：8 项。" in texts), count


def test_the_heading_of_the_next_section_takes_no_rows_of_the_last_one_along() -> None:
    """The page of the table before it stays as full as it can be."""
    columns = (Column("序号", 5), Column("名称", 40))
    heading = Paragraph("二、其余", face="heading", keep=True)
    for count in (19, 20, 21):
        table = Table(columns, tuple((str(number), f"第{number}项") for number in range(count)))
        pages = laid_out([Paper("台账", (table, heading, table), landscape=True)]).pages
        before, after = ([words.text for words in page.words] for page in pages)
        assert f"第{count - 1}项" in before
        assert after[0] == "二、其余"


@pytest.mark.parametrize("lines", [28, 31])
def test_the_end_of_a_tall_row_goes_along_with_the_last_one_only_where_both_have_room(lines: int) -> None:
    columns = (Column("序号", 5), Column("内容", 40))
    tall = ["\n".join(f"第{number}项" for number in range(1, count + 1)) for count in (12, lines)]
    table = Table(columns, tuple((str(n), text) for n, text in enumerate(tall)), ("first", "second"))
    pages = laid_out([Paper("台账", (table, Spread(SIGNED)), landscape=True)]).pages
    assert [sum(words.text.endswith("项") for words in page.words) for page in pages] == [12, lines]


@pytest.mark.parametrize("closing", [(), (CLOSING,)])
def test_the_end_of_a_row_over_several_pages_stands_above_the_signatures(
    closing: tuple[Paragraph, ...],
) -> None:
    columns = (Column("序号", 5), Column("内容", 40))
    for length in range(1_200, 3_600, 75):
        long = "".join(chr(0x4E00 + number) for number in range(length))
        blocks = (Table(columns, (("1", long),), ("row",)), *closing, Spread(SIGNED))
        pages = laid_out([Paper("台账", blocks)]).pages
        texts = [
            words.text for page in pages for words in page.words if "\u4e00" <= words.text[0] <= "\u6000"
        ]
        assert "".join(text for text in texts if text in long) == long
        last = [words.text for words in pages[-1].words]
        assert SIGNED[0] in last
        assert any(text in long for text in last)


@pytest.mark.parametrize("width", range(60, 600, 15))
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(width: int) -> None:
    text = "迳口镇,(下寮村)、“选民”;意见:道路。办理(已答复)!〔2022〕3号?《条例》……完"
    lines = wrapped(text, "body", 10.5, width * 10.0)
    assert "".join(lines) == text
    if width > 60:
        assert not [line for line in lines[1:] if re.match("[,。、;:!?)”》〕]", line)]
        assert not [line for line in lines if re.search("[(“《〔]$", line)]


def test_a_character_that_no_font_has_is_told(tmp_path: Path) -> None:
    painted = paint(Paper("名册", (Paragraph("王\U000f1234芳"),)), tmp_path / "out.pdf")
    assert painted.missing_glyphs == {"\U000f1234"}


def test_a_pdf_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        paint(roster(3), tmp_path / "missing" / "out.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_an_error_and_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    (tmp_path / "out.pdf").write_bytes(b"the old one")
    with monkeypatch.context() as while_full:
        while_full.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            paint(roster(3), tmp_path / "out.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]
    assert (tmp_path / "out.pdf").read_bytes() == b"the old one"


def test_a_finished_pdf_replaces_the_old_one_and_leaves_no_litter(tmp_path: Path) -> None:
    paint(roster(3), tmp_path / "out.pdf")
    paint(roster(60), tmp_path / "out.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]
    assert len(pypdf.PdfReader(tmp_path / "out.pdf").pages) > 1


def test_papers_of_both_orientations_share_one_file(tmp_path: Path) -> None:
    upright = Paper("代表登记表", (Paragraph("一"), PageBreak(), Paragraph("二")))
    painted = paint([roster(2), upright], tmp_path / "out.pdf")
    sizes = [
        (float(p.mediabox.width), float(p.mediabox.height))
        for p in pypdf.PdfReader(tmp_path / "out.pdf").pages
    ]
    assert painted.pages == 3
    assert [width > height for width, height in sizes] == [True, False, False]
    assert sizes[1] == pytest.approx((595, 842), abs=1)


def test_a_form_shows_its_photo_and_grows_with_its_texts(tmp_path: Path) -> None:
    photo = QImage(1600, 2200, QImage.Format.Format_RGB32)
    photo.fill(0x336699)
    photo.save(str(tmp_path / "photo.jpg"))
    cells = (
        FormCell(0, 0, "姓名", role="label"),
        FormCell(0, 1, "王芳"),
        FormCell(0, 2, "照片", rows=2, role="picture", picture=tmp_path / "photo.jpg"),
        FormCell(1, 0, "简历", role="label"),
        FormCell(1, 1, LONG * 6),
    )
    paper = Paper("代表登记表", (Form((2, 6, 3), cells),), numbered=False)
    text = painted_text(paper, tmp_path)
    assert text.replace("\n", "").count("信访。") == 6
    drawn = pypdf.PdfReader(tmp_path / "out.pdf").pages[0]["/Resources"]["/XObject"].values()  # type: ignore[index]
    assert [item["/Subtype"] for item in drawn] == ["/Image"]
    assert (tmp_path / "out.pdf").stat().st_size < 400_000


def png(width: int, height: int) -> bytes:
    """A picture that claims these sides and holds next to nothing."""
    parts = [
        b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0),
        b"IDAT" + zlib.compress(bytes(9999)),
        b"IEND",
    ]
    chunks = (struct.pack(">I", len(p) - 4) + p + struct.pack(">I", zlib.crc32(p)) for p in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("content", [b"not a picture", b"", png(60_000, 60_000)[:40]])
def test_a_photo_that_cannot_be_shown_says_so_in_its_place(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(content)
    cells = (FormCell(0, 0, "照片", role="picture", picture=tmp_path / "photo.png"),)
    text = painted_text(Paper("表", (Form((1,), cells),)), tmp_path)
    assert "".join(NO_PICTURE) in text.replace("\n", "")
    write_word([Paper("表", (Form((1,), cells),))], tmp_path / "out.docx")
    table = docx.Document(str(tmp_path / "out.docx")).tables[0]
    assert "".join(NO_PICTURE) in table.cell(0, 0).text


def test_a_photo_that_claims_more_than_fits_into_memory_is_not_decoded(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(png(60_000, 60_000))
    assert not can_be_shown(tmp_path / "photo.png")


def test_columns_under_a_common_heading_share_it() -> None:
    columns = (Column("姓名", 10), Column("满意", 5, group="测评"), Column("不满意", 5, group="测评"))
    page = laid_out([Paper("", (Table(columns, (("王芳", "1", "0"),)),), numbered=False)]).pages[0]
    assert [words.text for words in page.words].count("测评") == 1


def test_a_row_of_one_text_runs_over_the_whole_width() -> None:
    columns = (Column("姓名", 10), Column("选区", 10))
    paper = Paper("", (Table(columns, (("第一代表团",), ("王芳", "第一选区")), ("group", "row")),))
    page = laid_out([paper]).pages[0]
    below = max(
        rule.y1 for rule in page.rules if rule.x1 != rule.x2 and "第一代表团" in {w.text for w in page.words}
    )
    assert below > 0
    middle = (page.rules[0].x1 + page.rules[0].x2) / 2
    y = next(words.y for words in page.words if words.text == "第一代表团")
    assert not [
        r
        for r in page.rules
        if r.x1 == r.x2 and abs(r.x1 - middle) < 50 and r.y1 < y - 20 < r.y2 and r.y1 < y < r.y2
    ]


def test_neighbouring_boxes_share_their_rules() -> None:
    sides = [Rule(0, 0, 10, 0), Rule(10, 0, 20, 0), Rule(0, 0, 0, 10), Rule(0, 10, 0, 20), Rule(30, 0, 40, 0)]
    assert sorted((r.x1, r.y1, r.x2, r.y2) for r in joined(sides)) == [
        (0, 0, 0, 20),
        (0, 0, 20, 0),
        (30, 0, 40, 0),
    ]


def test_margins_are_white(tmp_path: Path) -> None:
    paper = Paper("名册", (Paragraph("正文"),), margins=Margins(30, 30, 30, 30))
    first = laid_out([paper]).pages[0].words[0]
    assert first.y > 30 * MM


def plain_roster(count: int) -> Paper:
    return replace(roster(count, post="迳口村党总支书记"), blocks=(short_table(count), Spread(SIGNED)))


def short_table(count: int) -> Table:
    rows = tuple((str(n), f"代表{n:03d}") for n in range(1, count + 1))
    return Table((Column("序号", 5), Column("姓名", 10)), rows, tuple(range(1, count + 1)))


@pytest.mark.parametrize("kept", [True, False])
def test_notes_and_signatures_are_not_alone_on_a_page_either(kept: bool) -> None:
    note = Paragraph("上年结转 0.00 元，本年收入 105,000.00 元。", keep=kept)
    for count in range(10, 30):
        paper = roster(count)
        table, signed = paper.blocks
        document = laid_out([replace(paper, blocks=(table, note, signed))])
        texts = [words.text for words in document.pages[-1].words]
        assert f"代表{count:03d}" in texts
        assert texts[-1] == SIGNED[-1] or SIGNED[-1] in texts
        first = [words.text for words in document.pages[0].words]
        assert "代表001" in first


def lines_of(page: Page, text: str) -> list[str]:
    return [words.text for words in page.words if words.text and words.text in text]


def test_signatures_below_running_text_take_its_last_lines_along_and_stay_together() -> None:
    signatures = (Spread(SIGNED), Spread(("总计票人：", "计票人：")))
    for count in range(20, 60):
        text = "".join(chr(0x4E00 + number) for number in range(40 * count))
        pages = laid_out([Paper("记录", (Paragraph(text), *signatures), numbered=False)]).pages
        last = {words.text for words in pages[-1].words}
        assert {SIGNED[0], "计票人："} <= last, count
        assert len(lines_of(pages[-1], text)) > 1, count
        assert "".join(line for page in pages for line in lines_of(page, text)) == text


def test_no_single_line_of_a_paragraph_stands_on_a_page() -> None:
    for before in range(30, 60):
        for length in (60, 100, 300):  # two, three and many lines
            text = "".join(chr(0x4E00 + number) for number in range(length))
            blocks = (*[Paragraph("上文")] * before, Paragraph(text))
            shares = [
                len(lines)
                for page in laid_out([Paper("记录", blocks, numbered=False)]).pages
                if (lines := lines_of(page, text))
            ]
            assert 1 not in shares, (before, length, shares)


def test_a_long_title_at_the_foot_leaves_room_for_the_number() -> None:
    paper = Paper("视察签到表" * 20, tuple([Paragraph("正文")] * 90), title_size=12)
    name, number = (words for words in laid_out([paper]).pages[1].words if words.size == 9.0)
    assert name.text.endswith("…（续）")
    assert name.x + text_width(name.text, "body", 9.0) < number.x


def test_a_form_that_fills_its_page_signs_beside_its_last_row() -> None:
    for height in range(200, 262):
        cells = (FormCell(0, 0, "上"), FormCell(1, 0, "中"), FormCell(2, 0, "备注"))
        form = Form((1,), cells, row_height=10, heights=((0, 10), (1, height)))
        last = laid_out([Paper("登记表", (form, Spread(SIGNED)), numbered=False)]).pages[-1]
        assert {"备注", SIGNED[0]} <= {words.text for words in last.words}, height


def test_forms_that_are_kept_whole_fill_their_pages_and_leave_none_half_empty() -> None:
    names = tuple(Form((1,), (FormCell(0, 0, name),), row_height=50, keep=True) for name in "甲乙丙丁戊己庚")
    shown = [
        [words.text for words in page.words if words.text in "甲乙丙丁戊己庚"]
        for page in laid_out([Paper("计票单", (*names, Spread(SIGNED)))]).pages
    ]
    assert shown == [["甲", "乙", "丙", "丁"], ["戊", "己", "庚"]]


def test_a_form_is_saved_a_page_by_lower_boxes_and_its_pictures_stay_as_they_are() -> None:
    cells = (FormCell(0, 0, "情况"), FormCell(1, 0, picture=Path("照片.png")), FormCell(2, 0, "其余"))
    form = Form((1,), cells, row_height=8, heights=((0, 90), (1, 140)))
    (page,) = laid_out([Paper("登记表", (form, Spread(SIGNED)), numbered=False)]).pages
    assert {"情况", "其余", SIGNED[0]} <= {words.text for words in page.words}
    with_picture = form_bands(form, 100 * MM)[1]
    assert tighter(with_picture) == with_picture


def test_a_long_text_of_a_form_begins_below_its_short_boxes() -> None:
    cells = (
        FormCell(0, 0, "题目", role="label"),
        FormCell(0, 1, "道路"),
        FormCell(1, 0, "内容", role="label"),
    )
    for signed in (False, True):
        last = (
            (FormCell(1, 1, "字" * 900), FormCell(1, 2, "签名："))
            if signed
            else (FormCell(1, 1, "字" * 900, columns=2),)
        )
        form = Form((1, 8, 2), (*cells, *last), heights=((0, 150),))
        document = laid_out([Paper("登记表", (form,))])
        assert len(document.pages) == 2
        assert any("字" * 9 in words.text for words in document.pages[0].words) is not signed


def test_the_rows_of_a_merged_box_share_what_its_text_needs() -> None:
    marks = tuple(FormCell(row, 1, mark) for row, mark in enumerate(("赞成", "反对", "弃权")))
    (band,) = form_bands(Form((1, 3), (FormCell(0, 0, "决议" * 120, rows=3), *marks)), 1_000 * MM / 10)
    rows = [box for box in band.boxes if box.x]
    assert len({round(box.height, 3) for box in rows}) == 1
    assert [box.y for box in rows] == pytest.approx([place * rows[0].height for place in range(3)])


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize(("lines", "pages"), [(3, 1), (60, 2)])
def test_what_goes_on_says_what_it_is_on_its_later_pages(numbered: bool, lines: int, pages: int) -> None:
    form = Form((1,), (FormCell(0, 0, "字\n" * lines),))
    document = laid_out([Paper("登记表", (form,), numbered=numbered, name="登记表 2022-030")])
    feet = [
        [words.text for words in page.words if "页" in words.text or "续" in words.text]
        for page in document.pages
    ]
    first = [f"第 1 页 共 {pages} 页"] if numbered or pages > 1 else []
    assert feet == [first, *[["登记表 2022-030（续）", "第 2 页 共 2 页"]] * (pages - 1)]


def test_short_lines_that_were_meant_stand_in_the_middle_and_wrapped_ones_at_the_left() -> None:
    texts = ("王芳", "阿依古丽·\n买买提", "村" * 30)
    (boxes,) = form_bands(
        Form((1, 1, 1), tuple(FormCell(0, place, text, align="center") for place, text in enumerate(texts))),
        90 * MM,
    )
    assert [box.align for box in boxes.boxes] == ["center", "center", "left"]
    table = Table((Column("结果", 2, "center"), Column("项目", 3)), (("部分\n（已整改）", ""), (LONG, "")))
    meant, wrapped_row = (band for band in table_bands(table, 60 * MM) if band.key is None)
    assert (meant.boxes[0].align, wrapped_row.boxes[0].align) == ("center", "left")


def test_no_last_page_of_a_single_row_or_two() -> None:
    pages = {}
    for count in range(3, 120):
        document = laid_out([plain_roster(count)])
        pages[count] = len(document.pages)
        last = [key for key, page in document.page_of.items() if page == len(document.pages)]
        assert len(last) >= 3, count
        assert list(document.page_of) == list(range(1, count + 1))
        assert SIGNED[0] in [words.text for words in document.pages[-1].words]
        bottom = max(rule.y2 for page in document.pages for rule in page.rules)
        assert bottom <= document.pages[0].height - plain_roster(1).margins.bottom * MM + 1
    assert sorted(pages.values()) == list(pages.values())
    assert max(pages.values()) > 4


def settled(steps: Generator[None, None, list[list[Band]]]) -> list[list[Band]]:
    """What comes of work that halts now and then."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            sheets: list[list[Band]] = end.value
            return sheets


def test_a_single_row_too_many_is_saved_a_page_by_lower_rows() -> None:
    whole = next(count for count in range(3, 60) if len(list(Filler(plain_roster(count)).sheets())) == 2) - 1
    assert len(laid_out([plain_roster(whole + 1)]).pages) == 1
    heights = {round(band.height) for band in next(Filler(plain_roster(5)).sheets()) if band.key}
    filler = Filler(plain_roster(whole + 1))
    assert len(list(filler.sheets())) == 2
    lower = {round(band.height) for band in settled(evened_sheets(filler))[0] if band.key}
    assert 0 < heights.pop() - lower.pop() <= MM


def test_a_long_title_in_the_foot_keeps_off_the_page_number() -> None:
    title = "四会市迳口镇第十六届人民代表大会代表履职登记册"
    paper = Paper(title, (short_table(90),), landscape=False)
    for page in laid_out([paper]).pages[1:]:
        name, number = (next(w for w in page.words if w.text.startswith(start)) for start in (title, "第 "))
        assert name.x + text_width(name.text, "body", name.size) < number.x


@pytest.mark.parametrize("count", [30, 400])
def test_the_last_step_of_laying_out_is_no_longer_than_the_others(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A last page of one row has all pages filled anew, by lower rows: page by page, since the window waits for each."""
    rows = next(n for n in range(count, count + 80) if is_scant(list(Filler(plain_roster(n)).sheets())))
    made: list[int] = []
    page = pagination._page
    monkeypatch.setattr(pagination, "_page", lambda *each: made.append(len(made)) or page(*each))
    laying, longest, document = pagination.laying_out([plain_roster(rows)], Document()), 0, len(made)
    for _ in laying:
        longest, document = max(longest, len(made) - document), len(made)
    assert longest <= 1
    assert len(made) - document <= 1


def test_painting_is_stopped_half_way_and_leaves_no_file(tmp_path: Path) -> None:
    papers = [Paper(f"第{number}份", (Paragraph("一"), PageBreak(), Paragraph("二"))) for number in range(3)]
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done > len(papers):  # the first pages are painted
            raise InterruptedError

    with pytest.raises(InterruptedError):
        paint(papers, tmp_path / "册.pdf", stop)
    assert list(tmp_path.iterdir()) == []
    assert all(of == 2 * len(papers) for _, of in told)
    paint(papers, tmp_path / "册.pdf", lambda done, of: told.append((done, of)))
    assert [done for done, _ in told[-12:]] == sorted(done for done, _ in told[-12:])


def test_a_heading_over_several_columns_stays_within_them() -> None:
    group = "误工补贴（出席人大会议）"
    columns = (
        Column("代表", 60),
        Column("天数", 6, group=group),
        Column("金额", 6, group=group),
        Column("签名", 60),
    )
    band = next(table_bands(Table(columns, (("甲", "1", "2", ""),)), 5000)).head
    assert band is not None
    over = [box for box in band.boxes if "".join(box.lines) == group]
    assert [len(box.lines) > 1 for box in over] == [True]
    assert max(text_width(line, "heading", over[0].size) for line in over[0].lines) <= over[0].width


def test_texts_without_room_side_by_side_stand_below_each_other() -> None:
    width, long = 170 * MM, "请核对田头水利渠道清淤和村道路灯维修的进展情况，" * 4
    for texts in (("时间：2022年12月20日", f"地点：{long}"), ("", f"地点：{long}"), (long,)):
        band = spread_band(Spread(texts, size=11), width)
        assert "".join(line for box in band.boxes for line in box.lines) == "".join(texts)
        assert all(box.x >= 0 and box.x + box.width <= width + 1 for box in band.boxes)
        tops = [box.y for box in band.boxes]
        assert len(set(tops)) == len(tops)
        assert band.height >= max(box.y + box.height for box in band.boxes)


def test_texts_with_room_reach_from_edge_to_edge() -> None:
    band = spread_band(Spread(("填表人：", "审核人：", "日期："), size=11), 170 * MM)
    first, _, last = band.boxes
    assert {box.y for box in band.boxes} == {0}
    assert first.x == 0
    assert last.x + last.width == pytest.approx(170 * MM)


def test_a_large_photo_is_made_smaller_and_upright_for_a_file(tmp_path: Path) -> None:
    """Word and Excel hold what the camera wrote; 160 such photos open on no old PC."""
    large, small = tmp_path / "large.png", tmp_path / "small.png"
    image = QImage(2400, 1200, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    assert image.save(str(large)) and image.scaled(40, 20).save(str(small))
    large.write_bytes(large.read_bytes() + bytes(400 << 10))
    assert photo_bytes(small) == small.read_bytes()
    made = photo_bytes(large)
    shown = QImage.fromData(made)
    assert (made[:2], shown.width(), shown.height()) == (b"\xff\xd8", 1200, 600)
    assert shown.pixelColor(9, 9).lightness() > 250  # what shows through is paper
    large.write_bytes(b"no photo")
    assert photo_bytes(large) == b"" == photo_bytes(tmp_path / "gone.jpg")
    paper = Paper("册", (Form((1,), (FormCell(0, 0, picture=large),)),))
    write_word([paper], tmp_path / "册.docx", photo_bytes=photo_bytes)
    (box,) = docx.Document(str(tmp_path / "册.docx")).tables[0]._cells
    assert box.text == "".join(NO_PICTURE)


def test_a_picture_that_claims_more_than_a_camera_makes_is_never_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A megabyte that claims 60,000 x 60,000 took twenty gigabytes, and the window with it."""
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    decoded: list[str] = []
    read = QImageReader.read
    monkeypatch.setattr(
        QImageReader, "read", lambda reader: decoded.append(reader.fileName()) or read(reader)
    )
    for progressive, side, is_refused in (
        (False, 64, False), (True, 64, False), (False, 60_000, True), (True, 60_000, True), (True, 8_001, True),
    ):  # fmt: skip
        path = tmp_path / f"{progressive}-{side}.jpg"
        writer = QImageWriter(str(path), b"jpeg")
        writer.setProgressiveScanWrite(progressive)
        assert writer.write(image)
        content = path.read_bytes()
        frame = content.index(b"\xff\xc2" if progressive else b"\xff\xc0") + 5
        path.write_bytes(content[:frame] + side.to_bytes(2, "big") * 2 + content[frame + 4 :])
        assert can_be_shown(path) != is_refused
        assert bool(photo_bytes(path)) != is_refused
        assert picture_of({"path": path}, QSize(9, 9)).isNull() == is_refused
        assert (str(path) in decoded) != is_refused
    assert not claims_too_much(path, QImageReader(str(tmp_path / "gone.jpg")))
    sequential = tmp_path / "False-64.jpg"
    sequential.write_bytes(sequential.read_bytes().replace(b"\x00\x40\x00\x40", b"\x1f\x41\x1f\x41", 1))
    assert not claims_too_much(sequential, QImageReader(str(sequential)))  # a telephone's, line by line


def test_a_drawing_that_calls_itself_a_picture_is_not_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What it shows may lie in another file, or on another computer: Qt would go and look."""
    path = tmp_path / "photo.png"
    words = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink" width="9" height="9">'
    )
    path.write_text(f'{words}<image l:href="file:///nowhere.png" width="9" height="9"/></svg>')
    assert photo(path).isNull()
    assert photo_bytes(path) == b""
    assert picture_of({"path": path}, QSize(9, 9)).isNull()
    assert "nowhere" not in capfd.readouterr().err
