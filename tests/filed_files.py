"""Reads ledgers back from the files themselves, knowing nothing of how they were laid out.

A PDF's cells are what stands between the rules that are drawn; a workbook's what openpyxl finds in it.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any
from unicodedata import normalize

import openpyxl
import pypdf

_DRAWN = re.compile(
    rb"([\d.]+) ([\d.]+) m\n([\d.]+) ([\d.]+) l|(/F\d+) ([\d.]+) Tf|\bTm|(-?[\d.]+) (-?[\d.]+) Td <(\w+)> Tj"
)
_NAMED = re.compile(rb"<(\w{4})> <(\w+)>")
_DOTTED = re.compile(r"(?<!\.)(\d{4})\.(\d\d)\.(\d\d)(?![0-9.])")
CONTINUED = "续"
SUMS = ("小计", "合计")
Glyph = tuple[float, float, float, str]  # left, baseline, right, text


@dataclass
class Cell:
    """The lines of a cell, and how near (in points) their last glyph comes to the rule at the right."""

    lines: list[str] = field(default_factory=list)
    gap: float = 999.0

    @property
    def text(self) -> str:
        """All of it without blanks."""
        return folded("".join(self.lines))


@dataclass
class Line:
    """A row of a sheet: what its cells show, with heights and widths in points and characters."""

    cells: list[Any]
    height: float


def folded(text: object) -> str:
    """Without blanks, by which readers differ, and without what paper writes in its own way.

    Paper and workbook set （）， where a cell has (), and 2022.03.01 where data have 2022-03-01, whatever number
    stands before it once the blank is gone.
    """
    words = normalize("NFKC", "".join(str("" if text is None else text).split()))
    return _DOTTED.sub(r"\1-\2-\3", words)


def pdf_tables(path: Path) -> list[list[list[Cell]]]:
    """The rows of each table, heading first, page by page; an annex on the page of its ledger is one of its own."""
    return [table for page in pypdf.PdfReader(path).pages for table in _tables(page)]


def is_annex(headings: list[str]) -> bool:
    """Whether a table with this heading holds what the ledger before it has no columns for."""
    return headings == ["序号", "名称", "其余登记内容"]


def _tables(page: Any) -> Iterator[list[list[Cell]]]:
    rules, glyphs = _drawn(page)
    whole = max(abs(b[0] - a[0]) for a, b in rules)
    downs = [(a[0], *sorted((a[1], b[1]))) for a, b in rules if abs(a[0] - b[0]) < 1 < abs(a[1] - b[1])]
    acrosses = sorted({a[1] for a, b in rules if abs(a[0] - b[0]) > whole - 2})
    own = [
        sorted({x for x, top, bottom in downs if top < (upper + lower) / 2 < bottom})
        for upper, lower in pairwise(acrosses)
    ]
    # Between two tables no rule goes down.
    for ruled, places in groupby(range(len(own)), key=lambda place: bool(own[place])):
        if ruled:
            rows = [*places]
            xs = sorted({x for row in rows for x in own[row]})
            edges = [x for n, x in enumerate(xs) if not n or x - xs[n - 1] > 5]
            yield _table(glyphs, acrosses[rows[0] : rows[-1] + 2], edges)


def _table(glyphs: list[Glyph], acrosses: list[float], edges: list[float]) -> list[list[Cell]]:
    cells: dict[tuple[int, int], dict[float, list[tuple[float, float, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for x, y, end, text in glyphs:
        row, column = bisect_right(acrosses, y) - 1, bisect_right(edges, x + 1) - 1
        if 0 <= row < len(acrosses) - 1 and 0 <= column < len(edges) - 1:
            cells[row, column][round(y)].append((x, end, text))
    return [
        [_cell(cells[row, column], edges[column + 1]) for column in range(len(edges) - 1)]
        for row in range(len(acrosses) - 1)
    ]


def _cell(lines: dict[float, list[tuple[float, float, str]]], right: float) -> Cell:
    ordered = [sorted(lines[y]) for y in sorted(lines)]
    texts = ["".join(text for _, _, text in line) for line in ordered]
    gap = min(
        ((right - end) / 10 for line in ordered for _, end, text in line if text.strip()), default=999.0
    )
    return Cell(texts, gap)


def _drawn(page: Any) -> tuple[list[Any], list[Glyph]]:
    """Rules, and glyphs as (left, baseline, right, text), in tenths of a point from the upper left corner."""
    fonts = {name: _font(one.get_object()) for name, one in page["/Resources"]["/Font"].items()}
    rules, glyphs = list[Any](), list[Glyph]()
    names, widths, size, x, y = dict[int, str](), dict[int, float](), 0.0, 0.0, 0.0
    for mark in _DRAWN.finditer(page.get_contents().get_data()):
        if mark[1]:
            rules.append(((float(mark[1]), float(mark[2])), (float(mark[3]), float(mark[4]))))
        elif mark[5]:
            (names, widths), size = fonts[mark[5].decode()], float(mark[6])
        elif mark[7]:
            x, y = x + float(mark[7]), y - float(mark[8])
            code = int(mark[9], 16)
            glyphs.append((x, y, x + widths.get(code, 1000) * size / 1000, names.get(code, "\ufffd")))
        else:
            x, y = 0.0, 0.0
    return rules, glyphs


def _font(font: Any) -> tuple[dict[int, str], dict[int, float]]:
    """Glyph → the text it stands for, and its width in thousandths of the type size."""
    names = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _NAMED.findall(font["/ToUnicode"].get_data().split(b"endcodespacerange")[1])
    }
    return names, _widths(list(font["/DescendantFonts"][0].get_object().get("/W", [])))


def _widths(entries: list[Any]) -> dict[int, float]:
    """``first [w w w]`` and ``first last w`` by turns (ISO 32000-1 9.7.4.3)."""
    widths = dict[int, float]()
    while entries:
        first, second, *entries = entries
        if isinstance(second, list):
            widths |= {int(first) + n: float(width) for n, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(int(first), int(second) + 1), float(entries.pop(0)))
    return widths


def joined_rows(tables: list[list[list[Cell]]]) -> list[list[Cell]]:
    """The rows with a running number, each with what later pages continue of it, and the lines of sums."""
    rows: list[list[Cell]] = []
    for table in tables:
        for row in table:
            number = row[0].text
            if number.isdigit() or number in SUMS:
                rows.append(row)
            elif rows and not number and any(cell.text for cell in row):
                for cell, more in zip(rows[-1], row, strict=True):
                    cell.lines += more.lines
    return rows


def sheet_rows(path: Path) -> Iterator[tuple[Any, list[Line]]]:
    """Each sheet with its numbered, continued and summed rows."""
    for sheet in openpyxl.load_workbook(path):
        lines = [
            Line(list(row), sheet.row_dimensions[row[0].row].height or 0.0)
            for row in sheet.iter_rows(min_row=4)
            if isinstance(row[0].value, int) or row[0].value in (CONTINUED, *SUMS)
        ]
        yield sheet, lines


def sheet_texts(lines: list[Line]) -> list[list[str]]:
    """What the rows show, 续 rows joined to the row that they continue."""
    rows: list[list[str]] = []
    for line in lines:
        texts = [folded(shown(cell)) for cell in line.cells]
        if texts[0] == CONTINUED:
            rows[-1] = [rows[-1][0], *(a + b for a, b in zip(rows[-1][1:], texts[1:], strict=True))]
        else:
            rows.append(texts)
    return rows


def shown(cell: Any) -> str:
    """A cell as people read it."""
    value, how = cell.value, cell.number_format
    if value is None:
        return ""
    if cell.is_date:
        return f"{value:{how.replace('yyyy', '%Y').replace('mm', '%m').replace('dd', '%d')}}"
    if how == "#,##0.00":
        return f"{value:,.2f}"
    if how.startswith("0."):
        return f"{value:.{len(how) - 2}f}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def widest_line(text: str) -> float:
    """Half-width characters of the widest line: a Chinese character counts two."""
    return max((sum(1 if sign < "\u2e80" else 2 for sign in line) for line in text.split("\n")), default=0)
