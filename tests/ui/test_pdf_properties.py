"""A PDF says what it is; the archive's is PDF/A-1b in the eyes of readers that are not ours."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
from PySide6.QtGui import QColor, QImage

from app.paper.sheet import Column, Form, FormCell, Paper, Paragraph, Table, document_name
from tests.ui.pdf_validator import IS_THERE, faults_of
from ui.printing import paint
from ui.printing.pdf_objects import PdfObjects

pytestmark = pytest.mark.usefixtures("qapp")
WORDS = "选民《代表法》𠮷田 office A1 1,234.50 阿依古丽·买买提 <&> 〔2022〕"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC, XMP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/}"
PART = "{http://www.aiim.org/pdfa/ns/id/}part"


def photos(folder: Path) -> list[Path]:
    """Pictures as telephones and scanners make them: with a see-through part, in grey, in colour."""
    made = []
    for name, kind in (
        ("clear.png", QImage.Format.Format_ARGB32),
        ("grey.jpg", QImage.Format.Format_Grayscale8),
        ("colour.jpg", QImage.Format.Format_RGB32),
    ):
        image = QImage(30, 40, kind)
        image.fill(QColor(200, 30, 30, 120))
        image.save(str(folder / name))
        made.append(folder / name)
    return made


def papers(folder: Path) -> list[Paper]:
    table = Table((Column("序号", 1, "center"), Column("内容", 9)), tuple((str(n), WORDS) for n in range(60)))
    cells = tuple(FormCell(n, 0, role="picture", picture=path) for n, path in enumerate(photos(folder)))
    ledger = Paper("代表<名册> & 附件", (table,), landscape=True, author="迳口镇人大主席团", lasting=True)
    form = Paper("代表登记表", (Form((1,), cells, 50),), name="代表登记表 阿依古丽·买买提", lasting=True)
    letter = Paper("", (Paragraph(WORDS, face="form"),), name="答复函 第1号", foot="dashes", lasting=True)
    return [ledger, form, letter]


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Path:
    folder = tmp_path_factory.mktemp("archived")
    paint(papers(folder), folder / "out.pdf")
    return folder / "out.pdf"


@pytest.mark.skipif(not IS_THERE, reason="Java or libpdfbox2-java is not installed")
def test_the_archive_gets_pdf_a_and_the_validator_knows_a_file_that_is_none(
    archived: Path, tmp_path: Path
) -> None:
    ordinary = replace(papers(tmp_path)[0], lasting=False)
    (tmp_path / "judged").mkdir()
    shutil.copy(archived, tmp_path / "judged" / "archive.pdf")
    paint(ordinary, tmp_path / "judged" / "ordinary.pdf")
    faults = faults_of(tmp_path / "judged")
    assert faults["archive.pdf"] == []
    assert any("DestOutputProfile is missing" in fault for fault in faults["ordinary.pdf"])


def read(path: Path) -> Any:
    return pypdf.PdfReader(path)


def packet_of(reader: Any) -> ElementTree.Element:
    stream = reader.root_object["/Metadata"]
    assert "/Filter" not in stream
    return ElementTree.fromstring(stream.get_data())


def words_under(packet: ElementTree.Element, tag: str) -> str:
    (element,) = packet.iter(tag)
    return "".join(element.itertext()).strip()


def test_what_the_packet_says_is_what_the_file_says(archived: Path) -> None:
    reader = read(archived)
    packet, info = packet_of(reader), reader.metadata
    assert words_under(packet, PART) == "1"
    assert words_under(packet, f"{DC}title") == info.title == "代表<名册> & 附件等3份"
    assert words_under(packet, f"{DC}creator") == info.author == "迳口镇人大主席团"
    assert words_under(packet, f"{XMP}CreatorTool") == info.creator == "镇人大台账"
    assert words_under(packet, f"{DC}language") == reader.root_object["/Lang"] == "zh-CN"
    moment = re.sub(r"\D", "", words_under(packet, f"{XMP}CreateDate"))[:14]
    assert info["/CreationDate"][2:16] == info["/ModDate"][2:16] == moment


def test_colours_are_those_of_the_output_intent(archived: Path) -> None:
    reader = read(archived)
    (intent,) = [one.get_object() for one in reader.root_object["/OutputIntents"]]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"]["/N"] == 3
    assert intent["/DestOutputProfile"].get_data()[16:20] == b"RGB "
    for page in reader.pages:
        assert "CMYK" not in str(page["/Resources"]["/ColorSpace"])
        content = page.get_contents()
        assert not re.search(rb"(?:^|\s)[kK]\s", content.get_data())


def test_nothing_shines_through(archived: Path) -> None:
    for page in read(archived).pages:
        resources = page["/Resources"]
        for state in resources["/ExtGState"].values():
            assert (state.get_object()["/ca"], state.get_object()["/SMask"]) == (1, "/None")
        assert not [name for name, image in resources["/XObject"].items() if "/SMask" in image.get_object()]
    assert sum(len(page.images) for page in read(archived).pages) == 3


def test_every_glyph_that_is_shown_is_in_the_file(archived: Path) -> None:
    reader, fonts, shown = read(archived), dict[str, Any](), dict[str, set[int]]()
    for page in reader.pages:
        content = page.get_contents()
        faces = {name: font.get_object() for name, font in page["/Resources"]["/Font"].items()}
        fonts |= {font["/BaseFont"]: font for font in faces.values()}
        face = ""
        for name, code in re.findall(
            rb"(/F\d+) [\d.]+ Tf|<([0-9A-F]{4})> Tj",
            content.get_data().upper().replace(b" TF", b" Tf").replace(b" TJ", b" Tj"),
        ):
            face = faces[name.decode()]["/BaseFont"] if name else face
            shown.setdefault(face, set()).update({int(code, 16)} if code else ())
    assert len(fonts) > 1
    for name, font in fonts.items():
        (below,) = font["/DescendantFonts"]
        descriptor = below.get_object()["/FontDescriptor"]
        assert re.match(r"/[A-Z]{6}\+", name)
        assert name == below.get_object()["/BaseFont"] == descriptor["/FontName"]
        assert len(descriptor["/FontFile2"].get_data()) > 500
        bits = descriptor["/CIDSet"].get_data()
        held = {8 * n + bit for n, byte in enumerate(bits) for bit in range(8) if byte & 0x80 >> bit}
        assert shown[name]
        assert shown[name] <= held


def test_several_papers_get_bookmarks_and_pages_that_count_anew(archived: Path) -> None:
    reader = read(archived)
    marks = [(mark["/Title"], reader.get_destination_page_number(mark)) for mark in reader.outline]
    count = len(reader.pages)
    assert marks == [
        ("代表<名册> & 附件", 0),
        ("代表登记表 阿依古丽·买买提", count - 2),
        ("答复函 第1号", count - 1),
    ]
    assert reader.page_labels == [*(str(n) for n in range(1, count - 1)), "1", "1"]
    assert reader.root_object["/PageMode"] == "/UseOutlines"


def test_a_single_paper_has_no_bookmarks_and_is_no_pdf_a(tmp_path: Path) -> None:
    paint(replace(papers(tmp_path)[2], lasting=False), tmp_path / "out.pdf")
    reader = read(tmp_path / "out.pdf")
    assert reader.outline == []
    assert list(packet_of(reader).iter(PART)) == []
    assert (reader.metadata.title, reader.metadata.author) == ("答复函 第1号", None)
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "/OutputIntents" not in reader.root_object


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ([("代表名册", "")], "代表名册"),
        ([("代表登记表", "代表登记表 王芳")], "代表登记表 王芳"),
        ([("代表登记表", "代表登记表 王芳"), ("代表登记表", "代表登记表 李明")], "代表登记表"),
        ([("镇代表名册", ""), ("县代表名册", "")], "镇代表名册等2份"),
        ([("", "答复函 第1号 王芳代表"), ("", "答复函 第1号 李明代表")], "答复函 第1号 王芳代表等2份"),
        ([], ""),
    ],
)
def test_papers_in_one_file_are_called_together(called: list[tuple[str, str]], name: str) -> None:
    papers = [Paper(title, (), name=own) for title, own in called]
    assert document_name(papers) == name
    private = [replace(paper, private=True) for paper in papers[:1]]
    assert document_name([*private, *papers[1:]]).endswith("（含个人信息）") == bool(papers)


def test_an_object_that_is_not_there_is_told(archived: Path) -> None:
    file = PdfObjects.of(archived.read_bytes())
    with pytest.raises(ValueError, match="Nothing"):
        file.root(b"Nothing")
