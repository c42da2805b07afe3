"""Text files and web pages under any name and in any usual encoding come out as the cells people see."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.excel.reading import UnreadableFile
from app.excel.reading.cells import GrowingSheet
from app.excel.reading.child import read
from app.excel.reading.delimited import OPEN_QUOTE
from app.excel.reading.encodings import DOUBTFUL_BYTES

ROSTER = "姓名,性别,选区,身份证号\n王芳,女,第一选区,999999197503120019\n李四,男,第二选区,\n"
TRADITIONAL = "姓名,性別,選區\n王芳,女,第一選區\n張國強,男,第二選區\n"


def cells_of(path: Path, raw: bytes) -> list[list[object]]:
    path.write_bytes(raw)
    [sheet] = read(str(path))[2]
    return sheet.rows


@pytest.mark.parametrize(
    ("encoding", "mark", "said"),
    [
        ("gb18030", b"", "gb18030"),
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
def test_a_roster_reads_alike_in_every_encoding(
    tmp_path: Path, encoding: str, mark: bytes, said: str
) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes(mark + ROSTER.encode(encoding))
    kind, found, [sheet], notes = read(str(path))
    assert (kind, found, notes) == ("csv", said, [])
    assert sheet.rows == [
        ["姓名", "性别", "选区", "身份证号"],
        ["王芳", "女", "第一选区", "999999197503120019"],
        ["李四", "男", "第二选区"],
    ]


def test_big5_is_told_from_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TRADITIONAL.encode("big5"))
    assert read(str(path))[1] == "big5hkscs"
    assert read(str(path))[2][0].rows[2] == ["張國強", "男", "第二選區"]
    path.write_bytes(TRADITIONAL.encode("gb18030"))  # traditional characters, but in GB18030
    assert read(str(path))[1] == "gb18030"


@pytest.mark.parametrize("text", ["王芳,女\n", "张三;男\n李四;女\n", "𠮷田,男\n䶮,女\n", "a,b\n1,2\n"])
def test_short_files_and_rare_characters_stay_gb18030(tmp_path: Path, text: str) -> None:
    rows = cells_of(tmp_path / "a.csv", text.encode("gb18030"))
    assert rows == [line.replace(";", ",").split(",") for line in text.splitlines()]


def test_a_damaged_byte_is_pointed_out_and_costs_one_character(tmp_path: Path) -> None:
    raw = ROSTER.encode().replace("芳".encode(), b"\xe8\x8a")
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    kind, encoding, [sheet], notes = read(str(path))
    assert (kind, encoding, notes) == ("csv", "utf-8", [DOUBTFUL_BYTES])
    assert sheet.rows[1][0] == "王\ufffd"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\nc;d\n", [["a", "b"], ["c", "d"]]),
        ("a\tb, c\nd\te, f\n", [["a", "b, c"], ["d", "e, f"]]),
        ("名册\n\na,b\nc,d\n", [["名册"], [], ["a", "b"], ["c", "d"]]),
        ('"a,1","b\n2"\n"c""d",e\n', [["a,1", "b\n2"], ['c"d', "e"]]),
        ("a,b,c\nd\n,,\ne,,f\n", [["a", "b", "c"], ["d"], [], ["e", None, "f"]]),
        ('sep=;\na;"b;c"\n', [["a", "b;c"]]),
        ('a,="0190"\n', [["a", "0190"]]),
        ("=cmd|' /C calc'!A0,+1,-2,@x\n", [["=cmd|' /C calc'!A0", "+1", "-2", "@x"]]),
        ("01,1e5,True,1970.10\n", [["01", "1e5", "True", "1970.10"]]),
        ('a,身高"5\nb,c\n', [["a", '身高"5'], ["b", "c"]]),
        ("只有一列\n王芳\n", [["只有一列"], ["王芳"]]),
        ("a,b\r\nc,d\re,f", [["a", "b"], ["c", "d"], ["e", "f"]]),
    ],
)
def test_cells_are_the_texts_between_the_delimiters(
    tmp_path: Path, text: str, rows: list[list[object]]
) -> None:
    assert cells_of(tmp_path / "a.csv", text.encode()) == rows


def test_a_quote_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('姓名,备注\n王芳,"未完\r李四,好\r\n', encoding="utf-8", newline="")
    _, _, [sheet], notes = read(str(path))
    assert sheet.rows == [["姓名", "备注"], ["王芳", '"未完'], ["李四", "好"]]
    assert notes == [OPEN_QUOTE]


def test_tabs_under_the_name_of_a_workbook_are_text(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes("姓名\t性别\n王芳\t女\n".encode("gb18030"))
    assert read(str(path))[0] == "text"
    assert read(str(path))[2][0].rows == [["姓名", "性别"], ["王芳", "女"]]


def tables_of(path: Path, html: str, encoding: str = "utf-8") -> list[GrowingSheet]:
    path.write_bytes(html.encode(encoding))
    kind, _, sheets, _ = read(str(path))
    assert kind == "html"
    return sheets


def test_spanning_cells_of_a_web_table_become_merges(tmp_path: Path) -> None:
    [sheet] = tables_of(
        tmp_path / "a.xls",
        "<table><tr><th colspan=3>名册</th></tr><tr><td rowspan='2'>一组</td><td>王芳</td><td>女</td></tr>"
        "<tr><td>李四</td><td>男</td></tr><tr><td rowspan=0 colspan=x>尾</td><td rowspan=99999999999>末</td></tr></table>",
    )
    assert sheet.rows == [["名册"], ["一组", "王芳", "女"], [None, "李四", "男"], ["尾", "末"]]
    assert sheet.merges == [(0, 0, 0, 2), (1, 0, 2, 0)]


def test_missing_end_tags_entities_and_nested_tags_are_borne(tmp_path: Path) -> None:
    [sheet] = tables_of(
        tmp_path / "a.xls",
        "<!DOCTYPE html><html><head><title>不要</title><style>td{mso:x}</style></head><body><p>外面"
        "<table><thead><tr><th>姓&nbsp;名<th>备注</thead><tr><td><font><b>王</b>芳</font><br/>女&#x20BB7;"
        "<td>&lt;好&gt;&amp; <script>document.write('x')</script><tr style='display: none'><td>隐</td></table>",
    )
    assert sheet.rows == [["姓 名", "备注"], ["王芳\n女𠮷", "<好>&"], ["隐"]]
    assert sheet.hidden_rows == {2}


def test_tables_in_a_row_and_in_one_another_are_sheets(tmp_path: Path) -> None:
    sheets = tables_of(
        tmp_path / "a.xls",
        "<table><tr><td> </td></tr></table><table><tr><td>版面<table><tr><td>王芳</td></tr></table></td></tr></table>",
    )
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [("表1", [["版面"]]), ("表2", [["王芳"]])]


def test_a_page_of_excel_keeps_its_sheet_name_and_long_numbers(tmp_path: Path) -> None:
    [sheet] = tables_of(
        tmp_path / "a.xls",
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><!--[if gte mso 9]><xml><x:Name>镇代表</x:Name></xml>"
        "<![endif]--><![if supportMisalignedColumns]><tr><![endif]><table><tr><td x:num='441284197503121000'>4.41E+17"
        "</td><td x:num='1970.1'>1970.10</td></tr></table></html>",
    )
    assert (sheet.name, sheet.rows) == ("镇代表", [["441284197503121000", "1970.10"]])


@pytest.mark.parametrize(
    ("said", "encoding"),
    [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("GBK", "utf-8"), ("big5", "big5"), ("klingon", "utf-8")],
)
def test_a_wrong_charset_is_not_believed(tmp_path: Path, said: str, encoding: str) -> None:
    page = f'<meta charset="{said}"><table><tr><td>姓名</td><td>王芳</td></tr></table>'
    [sheet] = tables_of(tmp_path / "a.xls", page, encoding)
    assert sheet.rows == [["姓名", "王芳"]]


def test_a_web_archive_gives_the_tables_of_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
        "<table><tr><td>=E7=8E=8B=E8=8A=B3</td></tr></table>\n--x--\n",
        encoding="utf-8",
    )
    kind, _, [sheet], _ = read(str(path))
    assert (kind, sheet.rows) == ("html", [["王芳"]])


def test_a_page_without_a_table_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("<html><body><div>登录已超时</div></body></html>", encoding="utf-8")
    with pytest.raises(UnreadableFile) as refusal:
        read(str(path))
    assert refusal.value.code == "not_a_workbook"
    assert "网页" in refusal.value.sentence
