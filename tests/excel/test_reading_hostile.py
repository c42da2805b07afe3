"""Files that want to harm end in a sentence or in a clean reading, soon and small; nothing runs, nothing is fetched."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt

from app.excel.reading import UnreadableFile, child, limits, read_workbook
from app.excel.reading.archive import FOREIGN_MARKUP
from app.excel.reading.child import read
from app.excel.reading.refusal import SENTENCES
from tests.excel.raw_files import sheet_xml, text_rows, write_xlsx, write_zip

PEOPLE = [["姓名", "性别"], ["王芳", "女"]]
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ROOT = Path(child.__file__).parents[3]


def refusal_of(path: Path) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refusal:
        read_workbook(path)
    return refusal.value


def refused_here(path: Path) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        read(str(path))
    return refusal.value.code


# --- what a refusal says


def test_every_refusal_says_what_it_is_and_what_to_do() -> None:
    for sentence in SENTENCES.values():
        assert sentence.endswith("。")
        assert "请" in sentence
        assert "错误" not in sentence


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\xff\xd8\xff\xe0JFIF", "图片"),
        (b"\x89PNG\r\n", "图片"),
        (b"7z\xbc\xaf\x27\x1c", "压缩包"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"{\\rtf1\\ansi", "Word"),
        (b"MZ\x90\0\x03\0", "程序"),
        (b"SQLite format 3\0", "数据库"),
        (b"\x09\x04\x06\0\0\0\x10\0", "另存为"),
        (bytes(range(256)) * 8, "不是电子表格"),
        (b"<?xml version='1.0'?><note/>", "不是电子表格"),
    ],
)
def test_other_kinds_of_file_are_named(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "名册.xls"
    path.write_bytes(content)
    refusal = refusal_of(path)
    assert refusal.code == "not_a_workbook"
    assert word in refusal.sentence


@pytest.mark.parametrize(
    ("member", "word"),
    [
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "演示"),
        ("名册.xlsx", "解压"),
        ("xl/workbook.bin", "另存为"),
    ],
)
def test_other_kinds_of_archive_are_named(tmp_path: Path, member: str, word: str) -> None:
    refusal = refusal_of(write_zip(tmp_path / "a.xlsx", {member: "x"}))
    assert refusal.code == "not_a_workbook"
    assert word in refusal.sentence


@pytest.mark.parametrize(
    ("mime", "word"),
    [("opendocument.text", "Word"), ("opendocument.presentation", "演示"), ("epub+zip", "解压")],
)
def test_other_open_documents_are_named(tmp_path: Path, mime: str, word: str) -> None:
    path = write_zip(tmp_path / "a.ods", {"mimetype": f"application/vnd.oasis.{mime}", "content.xml": "<a/>"})
    assert word in refusal_of(path).sentence


def test_a_file_that_is_not_there_or_empty_or_a_folder_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "空.xlsx").touch()
    (tmp_path / "空.csv").write_bytes(b"\xef\xbb\xbf \r\n\r\n")
    assert refusal_of(tmp_path / "无.xlsx").code == "missing"
    assert refusal_of(tmp_path / "空.xlsx").code == "empty"
    assert refusal_of(tmp_path / "空.csv").code == "empty"
    assert refusal_of(tmp_path).code == "not_a_workbook"


def test_a_file_held_by_another_program_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sheet_xml(text_rows(PEOPLE)))

    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "open", held)
    assert refusal_of(path).code == "no_permission"
    assert json.loads(child.answer(str(path)))["refused"][0] == "no_permission"


# --- encrypted


def compound_file(path: Path, stream: str) -> Path:
    """An old Office container whose only stream has this name."""
    book = xlwt.Workbook()
    book.add_sheet("a")
    whole = io.BytesIO()
    book.save(whole)
    old, new = "Workbook".encode("utf-16-le"), stream.encode("utf-16-le")
    raw = bytearray(whole.getvalue())
    at = raw.index(old)
    raw[at : at + 64] = new.ljust(64, b"\0")
    struct.pack_into("<H", raw, at + 64, len(new) + 2)
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("stream", "code", "word"),
    [
        ("EncryptedPackage", "encrypted", "密码"),
        ("WordDocument", "not_a_workbook", "Word"),
        ("PowerPoint Document", "not_a_workbook", "演示"),
        ("Contents", "not_a_workbook", "另存为"),
    ],
)
def test_old_office_files_are_told_apart_by_their_streams(
    tmp_path: Path, stream: str, code: str, word: str
) -> None:
    refusal = refusal_of(compound_file(tmp_path / "名册.xlsx", stream))
    assert refusal.code == code
    assert word in refusal.sentence


def test_passwords_of_archives_and_open_documents_are_recognised(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sheet_xml(text_rows(PEOPLE)))
    raw = bytearray(path.read_bytes())
    at = 0
    while (at := raw.find(b"PK\x01\x02", at)) >= 0:
        raw[at + 8] |= 1
        at += 4
    path.write_bytes(raw)
    assert refusal_of(path).code == "encrypted"
    manifest = '<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": mime, "META-INF/manifest.xml": manifest, "content.xml": "\x01"}
    assert refusal_of(write_zip(tmp_path / "a.ods", parts)).code == "encrypted"


# --- entities


def foreign_parts() -> list[tuple[str, Callable[[Path], Path]]]:
    sheet = sheet_xml('<row r="1"><c r="A1" t="str"><v>&amp;</v></c></row>')
    dirty = sheet.replace("<worksheet", BOMB + "<worksheet").replace("&amp;", "&b;")
    strings = "<si><t>&a;</t></si>"
    return [
        ("sheet", lambda path: write_xlsx(path, dirty)),
        ("sheet in UTF-16", lambda path: write_xlsx(path, {"a": sheet}, without=["xl/worksheets/sheet1.xml"],
            extra={"xl/worksheets/sheet1.xml": dirty.replace("UTF-8", "UTF-16").encode("utf-16")})),
        ("outside file", lambda path: write_xlsx(path, sheet.replace("<worksheet", OUTSIDE + "<worksheet"))),
        ("strings", lambda path: write_xlsx(path, sheet, extra={"xl/sharedStrings.xml": OUTSIDE + f"<sst>{strings}</sst>"})),
        ("styles", lambda path: write_xlsx(path, sheet, extra={"xl/styles.xml": BOMB + "<styleSheet>&b;</styleSheet>"})),
        ("ods", lambda path: write_zip(path, {"content.xml": OUTSIDE + "<a>&a;</a>"})),
        ("2003", lambda path: _text_file(path, f"<?xml version='1.0'?>{BOMB}<Workbook "
            'xmlns="urn:schemas-microsoft-com:office:spreadsheet">&b;</Workbook>')),
    ]  # fmt: skip


def _text_file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "make"), foreign_parts(), ids=[name for name, _ in foreign_parts()])
def test_entities_are_refused_wherever_they_stand(
    tmp_path: Path, name: str, make: Callable[[Path], Path]
) -> None:
    refusal = refusal_of(make(tmp_path / f"{name}.xlsx"))
    assert refusal.sentence == FOREIGN_MARKUP


# --- bombs and false sizes


def test_a_bomb_is_refused_by_its_directory_before_anything_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sheet_xml(" " * 60_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "open", None)  # nothing is opened
    assert refusal_of(path).code == "too_large"


def test_a_bomb_with_a_modest_directory_does_not_grow(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sheet_xml(text_rows(PEOPLE) + " " * 60_000_000))
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02", raw.index(b"PK\x01\x02"))
    struct.pack_into("<I", raw, at + 24, 4000)  # the first part is the sheet
    path.write_bytes(raw)
    assert refusal_of(path).code == "truncated"


@pytest.mark.parametrize(
    ("limit", "most"),
    [
        ("UNPACKED_BYTES", 2000),
        ("FILLED_ROWS", 1),
        ("FILLED_CELLS", 3),
        ("GRID_CELLS", 3),
        ("MERGES", 1),
        ("SHEETS", 1),
    ],
)
def test_each_limit_is_kept_while_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
    sheet = sheet_xml(text_rows(PEOPLE), after=merges)
    path = write_xlsx(tmp_path / "a.xlsx", {"a": sheet, "b": sheet})
    assert len(read(str(path))[2]) == 2
    monkeypatch.setattr(limits, limit, most)
    assert refused_here(path) == "too_large"


def test_too_many_parts_and_too_long_a_directory_are_refused(tmp_path: Path) -> None:
    many = {f"xl/media/{number}.png": b"" for number in range(limits.ARCHIVE_MEMBERS)}
    assert refusal_of(write_xlsx(tmp_path / "a.xlsx", sheet_xml(""), extra=many)).code == "too_large"
    path = write_xlsx(tmp_path / "b.xlsx", sheet_xml(""))
    raw = bytearray(path.read_bytes())
    struct.pack_into("<I", raw, raw.index(b"PK\x05\x06") + 12, 0x7FFFFFFF)
    path.write_bytes(raw)
    assert refusal_of(path).code == "too_large"


def test_photos_in_a_roster_do_not_count_as_a_bomb(tmp_path: Path) -> None:
    photo = {"xl/media/1.bmp": b"\0" * 60_000_000}
    assert read_workbook(write_xlsx(tmp_path / "a.xlsx", sheet_xml(text_rows(PEOPLE)), extra=photo)).sheets


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "B7:C9", "nonsense"])
def test_a_false_dimension_changes_nothing(tmp_path: Path, dimension: str) -> None:
    xml = sheet_xml(text_rows(PEOPLE), before=f'<dimension ref="{dimension}"/>')
    [sheet] = read(str(write_xlsx(tmp_path / "a.xlsx", xml)))[2]
    assert sheet.rows == PEOPLE


def test_merges_are_kept_within_the_used_area(tmp_path: Path) -> None:
    merges = "".join(
        f'<mergeCell ref="{area}"/>'
        for area in ("A1:XFD1048576", "A1:XFD1", "B1:B1048576", "A9:B9", "C1:D2", "?", "A1:A1")
    )
    [sheet] = read(
        str(write_xlsx(tmp_path / "a.xlsx", sheet_xml(text_rows(PEOPLE), after=f"<m>{merges}</m>")))
    )[2]
    assert sheet.merges == [(0, 0, 0, 1), (0, 1, 1, 1)]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFE1"><v>1</v></c>', '<c r="A1048577"><v>1</v></c>', '<c r="A0"><v>1</v></c>', '<c r="ZZZ9"><v>1</v></c>',
    ],
)  # fmt: skip
def test_a_place_no_sheet_has_is_a_damaged_file(tmp_path: Path, cell: str) -> None:
    assert refused_here(write_xlsx(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{cell}</row>'))) == "truncated"


def test_a_table_that_is_repeated_without_end_is_refused(tmp_path: Path) -> None:
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    cell = '<t:table-cell t:number-columns-repeated="16384"><p>x</p></t:table-cell>'
    content = (
        f'<d xmlns:t="{table}"><t:table t:name="a"><t:table-row t:number-rows-repeated="1048576">{cell}'
        "</t:table-row></t:table></d>"
    )
    assert refusal_of(write_zip(tmp_path / "a.ods", {"content.xml": content})).code == "too_large"


# A small process in between: Linux counts the memory of whoever starts a process as the process's own peak.
STARTER = """
import os, resource, subprocess, sys
subprocess.run([sys.executable, "-m", "app.excel.reading.child", sys.argv[1], "900"], check=True)
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


def measured(path: Path) -> tuple[dict[str, object], float, float]:
    """The child's answer, seconds, and its peak memory in MB."""
    began = time.perf_counter()
    command = [sys.executable, "-c", STARTER, str(path)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    return json.loads(done.stdout), time.perf_counter() - began, int(done.stderr) / 1024


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system does not tell a child's memory")
def test_a_million_formatted_rows_without_content_take_little_time_and_memory(tmp_path: Path) -> None:
    empty = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>'
        for n in range(3, 1_048_577)
    )
    path = write_xlsx(tmp_path / "a.xlsx", sheet_xml(text_rows(PEOPLE) + empty))
    said, seconds, megabytes = measured(path)
    assert said["sheets"][0]["rows"] == PEOPLE  # type: ignore[index]
    assert seconds < 10
    assert megabytes < 1000


def test_a_stray_cell_in_the_last_corner_costs_one_row(tmp_path: Path) -> None:
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    said, seconds, megabytes = measured(
        write_xlsx(tmp_path / "a.xlsx", sheet_xml(text_rows(PEOPLE) + corner))
    )
    assert [row for row in said["sheets"][0]["rows"] if row][:2] == PEOPLE  # type: ignore[index]
    assert seconds < 10
    assert megabytes < 1000


# --- damaged


def test_every_cut_of_an_xlsx_is_refused_with_a_sentence(tmp_path: Path) -> None:
    whole = write_xlsx(
        tmp_path / "a.xlsx", sheet_xml(text_rows([["王芳", n] for n in range(300)]))
    ).read_bytes()
    for length in [4, 30, *range(100, len(whole) - 1, 313), len(whole) - 1]:
        (tmp_path / "cut.xlsx").write_bytes(whole[:length])
        assert refused_here(tmp_path / "cut.xlsx") == "truncated"


def test_a_flipped_byte_is_noticed_or_harmless(tmp_path: Path) -> None:
    rows = [["王芳", n] for n in range(50)]
    whole = write_xlsx(tmp_path / "a.xlsx", sheet_xml(text_rows(rows))).read_bytes()
    for at in range(0, len(whole), 17):
        raw = bytearray(whole)
        raw[at] ^= 0x55
        (tmp_path / "flipped.xlsx").write_bytes(raw)
        said = json.loads(child.answer(str(tmp_path / "flipped.xlsx")))
        assert "refused" in said or said["sheets"][0]["rows"] == rows


@pytest.mark.parametrize("xml", ["", "<", "<worksheet>", "<a/>", sheet_xml("")[:-14], sheet_xml("<row>")])
def test_broken_xml_is_no_crash(tmp_path: Path, xml: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", xml)
    said = json.loads(child.answer(str(path)))
    assert said.get("refused", ["truncated"])[0] == "truncated"
    assert not said.get("sheets") or said["sheets"][0]["rows"] == []


# --- limits of the child


def test_a_file_that_takes_too_long_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("<table><tr><td>x" + "<!--" * 300_000, encoding="utf-8")
    began = time.perf_counter()
    with pytest.raises(UnreadableFile) as refusal:
        read_workbook(path, limit_seconds=1)
    assert refusal.value.code == "timeout"
    assert time.perf_counter() - began < 3


@pytest.mark.skipif(sys.platform == "win32", reason="no memory limit there")
def test_a_file_that_takes_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("王," * 3_000_000, encoding="utf-8")
    with pytest.raises(UnreadableFile) as refusal:
        read_workbook(path, limit_megabytes=120)
    assert refusal.value.code == "too_large"


def test_a_folder_full_of_traps_is_not_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    (tmp_path / "app").mkdir()
    path = write_xlsx(tmp_path / "a.xlsx", sheet_xml(text_rows(PEOPLE)))
    monkeypatch.chdir(tmp_path)
    assert read_workbook(Path("a.xlsx")).sheets[0].rows == PEOPLE
    assert path.is_file()


def test_a_packaged_program_asks_itself_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0, child.answer(command[2]))

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(subprocess, "run", run)
    path = write_xlsx(tmp_path / "a.xlsx", sheet_xml(text_rows(PEOPLE)))
    assert read_workbook(path, limit_megabytes=500).sheets[0].rows == PEOPLE
    assert asked == [[sys.executable, "--read-workbook", str(path), "500"]]


def test_formula_texts_stay_texts(tmp_path: Path) -> None:
    texts = ["=cmd|' /C calc'!A0", "+1", "-2", "@SUM(1)", '=HYPERLINK("http://x")']
    cells = [text.replace('"', "&quot;") for text in texts]
    [sheet] = read_workbook(write_xlsx(tmp_path / "a.xlsx", sheet_xml(text_rows([cells])))).sheets
    assert sheet.rows == [texts]
    assert sheet.formulas == {}
