"""Web pages, Excel 2003 XML and plain text as old systems send them, and what is no workbook but named as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.excel.reading import UnreadableFile
from app.excel.reading.archive import FOREIGN_MARKUP
from app.excel.reading.child import read
from app.excel.reading.encodings import DOUBTFUL_BYTES
from app.excel.reading.html_tables import FRAMES

PEOPLE = [["姓名", "性别"], ["王芳", "女"]]
SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
DBASE = (
    bytes([3, 121, 5, 6]) + b"\x02\0\0\0\x41\0\x0b\0" + bytes(20) + b"NAME\0\0\0\0\0\0\0C" + bytes(20) + b"\r"
)


def rows_of(path: Path, raw: bytes) -> list[list[object]]:
    path.write_bytes(raw)
    [sheet] = read(str(path))[2]
    return sheet.rows


def refusal_of(path: Path, raw: bytes) -> UnreadableFile:
    path.write_bytes(raw)
    with pytest.raises(UnreadableFile) as refusal:
        read(str(path))
    return refusal.value


def workbook_2003(text: str, declaration: str) -> str:
    cell = f'<Cell><Data ss:Type="String">{text}</Data></Cell>'
    number = '<Cell><Data ss:Type="Number">NaN</Data></Cell><Cell><Data ss:Type="Boolean">True</Data></Cell>'
    return (
        f'{declaration}<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}"><Worksheet ss:Name="镇代表"><Table>'
        f"<Row>{cell}{number}</Row></Table></Worksheet></Workbook>"
    )


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared", ["GB2312", "gbk", "utf8", "UTF-8", "utf-16", "windows-1252", "klingon", None]
)
def test_excel_2003_xml_is_read_whatever_encoding_it_declares(
    tmp_path: Path, encoding: str, declared: str | None
) -> None:
    declaration = f'\n<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    raw = workbook_2003("王芳", declaration).encode(encoding)
    assert rows_of(tmp_path / "a.xls", raw) == [["王芳", None, True]]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("甲&nbsp;乙", "甲\xa0乙"),
        ("甲&乙", "甲&乙"),
        ("A&B公司&amp;C&lt;", "A&B公司&C<"),
        ("甲\x0b乙\x00", "甲乙"),
        ("甲&#11;乙&mdash;", "甲乙—"),
    ],
)
def test_excel_2003_xml_written_as_if_it_were_html_is_read(tmp_path: Path, written: str, text: str) -> None:
    raw = workbook_2003(written, '<?xml version="1.0" encoding="UTF-8"?>').encode()
    assert rows_of(tmp_path / "a.xls", raw) == [[text, None, True]]


def test_entities_stay_refused_in_every_encoding(tmp_path: Path) -> None:
    text = workbook_2003("&a;", '<?xml version="1.0" encoding="gb2312"?><!DOCTYPE x [<!ENTITY a "甲">]>')
    for encoding in ("gb18030", "utf-16"):
        assert refusal_of(tmp_path / "a.xls", text.encode(encoding)).sentence == FOREIGN_MARKUP


@pytest.mark.parametrize(
    "page",
    [
        "<tr><td>姓名</td><td>性别</td></tr><tr><td>王芳</td><td>女</td></tr>",
        "<!-- 导出 --><center><font><table><tr><td>姓名<td>性别<tr><td>王芳<td>女</table>",
        "<table><tr><td>姓名</td><td>性别</td></tr><tr><td><ruby>王<rt>wang</ruby>芳</td><td>女</td></tr></table>",
        "<table><tr><td>姓名<td>性别<tr><td><ruby>王<rp>(</rp><rt>w</rt><rp>)</rp></ruby>芳<td>女</table>",
    ],
)
@pytest.mark.parametrize(
    "head", ["", '<meta charset="iso-8859-1">', '<?xml version="1.0" encoding="gb2312"?>']
)
def test_careless_pages_give_their_table(tmp_path: Path, page: str, head: str) -> None:
    assert rows_of(tmp_path / "a.xls", (head + page).encode("gbk")) == PEOPLE


def test_a_damaged_byte_of_a_page_is_pointed_out(tmp_path: Path) -> None:
    page = "<table><tr><td>姓名</td><td>王芳</td><td>李四</td><td>第一选区</td></tr></table>".encode()
    path = tmp_path / "a.xls"
    path.write_bytes(page.replace("芳".encode(), b"\xe8\x8a"))
    assert read(str(path))[3] == [DOUBTFUL_BYTES]


def test_a_page_of_frames_is_named_as_one(tmp_path: Path) -> None:
    page = b'<html><head><frameset rows="*,39"><frame src="a.files/sheet001.htm"></frameset></head></html>'
    assert refusal_of(tmp_path / "a.xls", page).sentence == FRAMES


def test_the_names_of_the_sheets_in_a_web_archive_are_no_table(tmp_path: Path) -> None:
    def part(place: str, page: str) -> str:
        head = f'--x\nContent-Location: file:///C:/1/{place}\nContent-Type: text/html; charset="gb2312"\n\n'
        return f"{head}{page}\n"

    path = tmp_path / "a.mht"
    whole = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
        + part("a.htm", "<x:Name>镇代表</x:Name><frameset><frame></frameset>")
        + part("tabstrip.htm", "<table><tr><td>镇代表</td></tr></table>")
        + part("sheet001.htm", "<table><tr><td>王芳</td></tr></table>")
        + "--x--\n"
    )
    path.write_bytes(whole.encode("gbk"))
    [sheet] = read(str(path))[2]
    assert (sheet.name, sheet.rows) == ("镇代表", [["王芳"]])


@pytest.mark.parametrize(
    "raw",
    [
        b"\x84\x31\x95\x33" + "姓名,性别\n王芳,女\n".encode("gb18030"),
        "\ufeff\ufeff姓名,性别\n\ufeff王芳,女\n".encode(),
        "sep=;\r\n姓名;性别\r\n王芳;女\r\n".encode("utf-16"),
        '"sep=;"\r\n姓名;性别\r\n王芳;女\r\n'.encode(),
        "\ufeffsep=\t\r姓名\t性别\r王芳\t女\r".encode(),
        b"\0\0\xfe\xff" + "姓名,性别\n王芳,女\n".encode("utf-32-be"),
    ],
)
def test_marks_and_hints_before_a_text_are_none_of_its_cells(tmp_path: Path, raw: bytes) -> None:
    assert rows_of(tmp_path / "a.csv", raw) == PEOPLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_mark_within_a_text_comes_through(tmp_path: Path, encoding: str) -> None:
    """It was typed or copied there: whoever judges the cell points it out, reading takes nothing away."""
    raw = "姓名,备注\n王芳,甲\ufeff乙\n".encode(encoding)
    assert rows_of(tmp_path / "a.csv", raw) == [["姓名", "备注"], ["王芳", "甲\ufeff乙"]]


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b'ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"a"\r\nE\r\n', "另存为"),
        (DBASE, "另存为"),
        (b'<?xml version="1.0"?>\n<office:document xmlns:office="x"/>', "另存为"),
        (b'<?xml version="1.0"?>\n<!-- 1 --><uof:UOF xmlns:uof="x"/>', "另存为"),
        (b"b\x14#e\x01\x02\0\0E-SafeNet\0\0\0LOCK", "加密软件"),
    ],
)
def test_tables_of_other_kinds_are_named_with_what_to_do(tmp_path: Path, raw: bytes, word: str) -> None:
    refusal = refusal_of(tmp_path / "a.xls", raw)
    assert (refusal.code, word in refusal.sentence) == ("not_a_workbook", True)


def test_a_csv_whose_first_heading_is_id_is_no_sylk(tmp_path: Path) -> None:
    assert rows_of(tmp_path / "a.csv", "ID;Parent;姓名\n1;2;王芳\n".encode())[1] == ["1", "2", "王芳"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_zeros_that_fill_up_fields_are_nothing(tmp_path: Path, encoding: str) -> None:
    raw = "\n".join(",".join(cell + "\0" * (8 - len(cell)) for cell in row) for row in PEOPLE)
    assert rows_of(tmp_path / "a.csv", f"姓名,性别\n{raw}\n".encode(encoding)) == [PEOPLE[0], *PEOPLE]


def test_a_zero_inside_a_text_is_damage_that_is_seen(tmp_path: Path) -> None:
    raw = "姓名,性别\n" + "王芳,女\n" * 60 + "张\0三,男\n"
    assert rows_of(tmp_path / "a.csv", raw.encode())[-1] == ["张\ufffd三", "男"]
