"""Web pages posing as workbooks: every table becomes a sheet. Nothing they point to is ever fetched."""

from __future__ import annotations

import email
import re
from html.parser import HTMLParser
from pathlib import Path

from app.excel.reading import limits
from app.excel.reading.cells import Census, GrowingSheet
from app.excel.reading.encodings import DOUBTFUL_BYTES, decoded_as_declared
from app.excel.reading.refusal import UnreadableFile

NO_TABLE = "这是一个网页文件，里面没有表格。请重新从系统中导出，或在WPS中另存为 .xlsx 后再导入。"
FRAMES = "这个网页只是各工作表的目录，表格在与它同名的文件夹里。请在WPS中打开它，另存为 .xlsx 后再导入。"
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
_OFFICE_MARKS = re.compile(r"<!\[[^>\[]*\]>")
_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,100})</x:Name>")
_BREAKS = {"br", "p", "div", "li", "h1", "h2", "h3", "h4"}
_UNSEEN = {"script", "style", "title", "noscript", "template", "rt", "rp"}
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)


def read_html(path: str) -> tuple[str, str | None, list[GrowingSheet], list[str]]:
    """Kind "html", encoding, a sheet for each table that holds anything, and notes.

    Raises: UnreadableFile, OSError.
    """
    text, encoding, whole = decoded_as_declared(Path(path).read_bytes(), _CHARSET)
    return "html", encoding, _sheets([text]), [] if whole else [DOUBTFUL_BYTES]


def read_mht(path: str) -> tuple[str, str | None, list[GrowingSheet], list[str]]:
    """A web archive (.mht) as Excel saves it: the tables of all pages inside."""
    message = email.message_from_bytes(Path(path).read_bytes())
    pages = [
        part
        for part in message.walk()
        if part.get_content_type() == "text/html"
        and not (part.get("Content-Location") or "").lower().endswith("tabstrip.htm")  # names of the sheets
    ]
    raws = [raw for part in pages if isinstance(raw := part.get_payload(decode=True), bytes)]
    texts = [decoded_as_declared(raw, _CHARSET) for raw in raws]
    notes = [] if all(whole for _, _, whole in texts) else [DOUBTFUL_BYTES]
    return "html", None, _sheets([text for text, _, _ in texts]), notes


def _sheets(texts: list[str]) -> list[GrowingSheet]:
    tables: list[GrowingSheet] = []
    names: list[str] = []
    for text in texts:
        names += _SHEET_NAME.findall(text)
        reader = _TableReader()
        reader.feed(_OFFICE_MARKS.sub("", text))
        reader.close()
        tables += reader.finish()
    sheets = [sheet for sheet in tables if sheet.rows]
    if not sheets:
        frames = any("<frameset" in text.lower() for text in texts)
        raise UnreadableFile("not_a_workbook", FRAMES if frames else NO_TABLE)
    for number, sheet in enumerate(sheets, start=1):
        sheet.name = names[number - 1] if len(names) == len(sheets) else sheet.name or f"表{number}"
    return sheets


class _Table:
    """A table being read: cells fall into the next place that no spanning cell above has taken."""

    def __init__(self) -> None:
        self.sheet = GrowingSheet("")
        self.row = -1
        self.column = 0
        self.taken: dict[int, int] = {}  # column → last row that a cell from above reaches down to
        self.words: list[str] | None = None
        self.attributes: dict[str, str] = {}

    def start_row(self, hidden: bool) -> None:
        self.end_cell()
        self.row += 1
        self.column = 0
        self.sheet.row(self.row)
        if hidden:
            self.sheet.hidden_rows.add(self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        self.end_cell()
        if self.row < 0:
            self.start_row(hidden=False)
        self.words, self.attributes = [], attributes

    def end_cell(self) -> None:
        """Places the open cell, if there is one, and remembers what it spans."""
        if self.words is None:
            return
        while self.taken.get(self.column, -1) >= self.row:
            self.column += 1
        text, number = _tidy("".join(self.words)), self.attributes.get("x:num", "")
        self.words = None
        if text:
            self.sheet.put(self.row, self.column, number if number and _SCIENTIFIC.fullmatch(text) else text)
        wide = _span(self.attributes.get("colspan"), 16_384 - self.column)
        high = _span(self.attributes.get("rowspan"), 65_536)
        if high > 1:
            self.taken.update((self.column + step, self.row + high - 1) for step in range(wide))
        if high > 1 or wide > 1:
            if len(self.sheet.merges) >= limits.MERGES:
                raise UnreadableFile("too_large")
            self.sheet.merges.append((self.row, self.column, self.row + high - 1, self.column + wide - 1))
        self.column += wide


class _TableReader(HTMLParser):
    """Collects tables, also nested ones: a table inside a cell is a table of its own, no text of the cell."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[_Table] = []
        self._done: list[_Table] = []
        self._unseen = 0

    def finish(self) -> list[GrowingSheet]:
        """The tables in the order of their beginnings. Raises: UnreadableFile "too_large"."""
        census = Census()
        for table in self._done:
            table.end_cell()
            census.add(table.sheet.rows)
        return [table.sheet.finish() for table in self._done]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._open_table()
        elif tag == "tr":
            if not self._open:
                self._open_table()  # some systems leave the beginning of the table out
            self._unseen = 0
            self._open[-1].start_row("display:none" in attributes.get("style", "").replace(" ", "").lower())
        elif not self._open:
            return
        elif tag in ("td", "th"):
            self._unseen = 0  # an end tag that was left out hides no other cell
            self._open[-1].start_cell(attributes)
        elif tag in _BREAKS:
            self._say("\n")

    def _open_table(self) -> None:
        if len(self._done) >= limits.SHEETS:
            raise UnreadableFile("too_large")
        self._open.append(_Table())
        self._done.append(self._open[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag == "ruby":
            self._unseen = 0  # the end tags inside may be left out
        elif not self._open:
            return
        elif tag == "table":
            self._open.pop().end_cell()
        elif tag in ("td", "th", "tr"):
            self._open[-1].end_cell()
        elif tag in _BREAKS and tag != "br":
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if self._open and not self._unseen:
            self._say(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _say(self, words: str) -> None:
        if self._open[-1].words is not None:
            self._open[-1].words.append(words)


def _span(written: str | None, most: int) -> int:
    """A colspan or rowspan; nonsense is 1."""
    written = (written or "").strip()
    return (
        max(1, min(int(written), most))
        if written.isascii() and written.isdecimal() and len(written) < 10
        else 1
    )


def _tidy(text: str) -> str:
    """A cell's text as shown: lines without outer blanks, no empty lines, fixed spaces as spaces."""
    lines = (line.strip() for line in text.replace("\xa0", " ").split("\n"))
    return "\n".join(line for line in lines if line)
