"""Tables with a record in every cell: deputies down and events across, sites down and the items of a check across."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.intake import Crossing
from app.domain.kinds import Choice
from app.domain.texts import half_width, heading_key, without_blanks
from app.excel.layout.columns import Columns, Segment
from app.excel.layout.facts import facts_above
from app.excel.layout.headers import Header, header_around, header_at
from app.excel.layout.lines import Line, Row, RowJudge, Sections, says_nothing
from app.excel.layout.tables import Table, TableReader
from app.excel.layout.titles import Facts, Office
from app.excel.layout.view import View
from app.excel.layout.vocabulary import Vocabulary

_DAY = re.compile(
    r"(?:(?:19|20)\d\d[年./\-])?\d{1,2}(?:月\d{1,2}[日号]?|[./\-]\d{1,2}(?![\d.])日?)|(?:19|20)\d{6}(?!\d)"
)
_SUMS = re.compile(
    r"[合总小共]计|率$|次数|天数|总分|得分|分数|排名|名次|等次|备注|签|说明|应到|实到|情况$|人数|达标数|问题"
)
_MARK = r"[√✓✔×✗✘xX○◯〇●△▲☆★◇◆□■/]"
_CIRCLES = frozenset("○◯〇")
_LEAST = 2  # columns that make a crossing


@dataclass(frozen=True)
class _Found:
    crossing: Crossing
    cells: str
    header: Header
    across: tuple[int, ...]
    down: int


def read_crossing(view: View, vocabulary: Vocabulary, office: Office, by_name: Facts) -> Table | None:
    """The table of a sheet that holds a record in every cell, or None when it is not of that sort."""
    for crossing in vocabulary.register.intake.crossings:
        found = _find(view, vocabulary, crossing)
        if found is not None:
            facts = facts_above(view, 0, found.header.top, office, by_name)
            segment = Segment(0, 16_384, found.header.headings)
            sections = TableReader(view, vocabulary, office).sections_above(found.header, segment, ())
            return _table(view, vocabulary, found, facts, sections)
    return None


def _find(view: View, vocabulary: Vocabulary, crossing: Crossing) -> _Found | None:
    own = {crossing.across, crossing.day, crossing.cells[0]}
    for row in range(min(view.height, 40)):
        for column in view.filled(row):
            target = vocabulary.match(view.text(row, column))
            if target is None or target.field != crossing.down:
                continue
            header = _header(view, vocabulary, row, column)
            named = {h.target.field for h in header.headings.values() if h.target and h.target.field}
            if named & own:
                continue
            found = _across(view, vocabulary, crossing, header, column)
            if found:
                return found
    return None


def _header(view: View, vocabulary: Vocabulary, row: int, column: int) -> Header:
    """The header rows around a cell; a second one with dates or titles belongs to them."""
    header = header_around(view, vocabulary, row, [column], 0)
    bottom = max(header.bottom, view.extent.get((row, column), (row, column))[0])
    return header_at(view, vocabulary, row, bottom)


def _across(
    view: View, vocabulary: Vocabulary, crossing: Crossing, header: Header, down: int
) -> _Found | None:
    judge = RowJudge(view, Columns({vocabulary.anchor: (down,)}, {}, {}), 0, 16_384, vocabulary)
    body = [row for row in range(header.bottom + 1, view.height) if judge.judge(row) is Row.RECORD]
    candidates = [
        c
        for c, h in header.headings.items()
        if c > down
        and not (h.target and h.target.field and h.target.field != crossing.across)
        and not _SUMS.search(heading_key(h.text))
        and heading_key(h.text)
    ]
    for cells in crossing.cells:
        kind = vocabulary.kind_of(cells)
        legend = legend_of(view, vocabulary, cells)
        fit = []
        for column in candidates:
            texts = [t for row in body if (t := view.text(row, column)) and not _is_blank(t, legend)]
            known = [t for t in texts if _fits(kind, t, legend)]
            if texts and 2 * len(known) >= len(texts):
                fit.append(column)
        if len(fit) >= _LEAST:
            return _Found(crossing, cells, header, tuple(fit), down)
    return None


def _is_blank(text: str, legend: Mapping[str, str]) -> bool:
    """A dash says nothing; a circle is somebody's mark, explained or not."""
    return says_nothing(text) and text not in legend and text not in _CIRCLES


def _fits(kind: object, text: str, legend: Mapping[str, str]) -> bool:
    if isinstance(kind, Choice):
        return text in legend or text in _CIRCLES or kind.table.read(text) is not None
    return re.fullmatch(r"\d+(?:\.\d+)?分?", half_width(text)) is not None


def legend_of(view: View, vocabulary: Vocabulary, key: str) -> dict[str, str]:
    """What the sheet's own legend says of marks: 注:√为出席,○为请假,×为缺席."""
    kind = vocabulary.kind_of(key)
    if not isinstance(kind, Choice):
        return {}
    words = sorted(
        {w for _, label, more in kind.table for w in (label, *more) if len(w) > 1}, key=len, reverse=True
    )
    said = "|".join(map(re.escape, words))
    mark_first = re.compile(rf"({_MARK})[\"”」']?(?:号)?(?:表示|代表|为|是|:|=|-|—)?[\"“「']?({said})")
    word_first = re.compile(rf"({said})(?:的)?(?:打|用|记|为|画|:)?[\"“「']?({_MARK})")
    legend: dict[str, str] = {}
    for row in range(view.height):
        for column in view.filled(row):
            text = without_blanks(half_width(view.text(row, column)))
            if len(text) > 4 and re.search(_MARK, text):
                found = mark_first.findall(text) or [(m, w) for w, m in word_first.findall(text)]
                legend.update(dict(found))
    return legend


def _table(view: View, vocabulary: Vocabulary, found: _Found, facts: Facts, sections: Sections) -> Table:
    used = {found.crossing.down: (found.down,)}
    more = {
        h.target.field: (c,)
        for c, h in found.header.headings.items()
        if c not in found.across and c != found.down and h.target and h.target.field and not h.spanned
        if h.target.field not in found.crossing.cells  # 得分 at the end is the sum of the row
    }
    unused = {
        c: " ".join(h.text.split())
        for c, h in found.header.headings.items()
        if c not in (found.down, *found.across, *(c for columns in more.values() for c in columns))
    }
    columns = Columns({**more, **used, found.cells: found.across}, {}, unused)
    table = Table(view, found.header, columns, facts, tabular=False)
    judge = RowJudge(view, Columns({vocabulary.anchor: (found.down,), **more}, {}, {}), 0, 16_384, vocabulary)
    legend = legend_of(view, vocabulary, found.cells)
    headings = {c: _heading(view, found, c) for c in found.across}
    for row in range(found.header.bottom + 1, view.height):
        if judge.judge(row) is Row.RECORD and _names_something(view, row, found.down):
            table.lines += _lines(view, row, found, headings, more, sections.said, legend)
    return table


def _names_something(view: View, row: int, column: int) -> bool:
    text = view.spread(row, column)
    return not says_nothing(text) and len(text) < 40


def _lines(
    view: View,
    row: int,
    found: _Found,
    headings: Mapping[int, dict[str, str]],
    more: Mapping[str, tuple[int, ...]],
    said: Mapping[str, str],
    legend: Mapping[str, str],
) -> list[Line]:
    lines = []
    for column in found.across:
        text = view.text(row, column)
        if not text or _is_blank(text, legend):
            continue
        told = {**said, **headings[column]}
        places = {key: tuple((row, c) for c in columns) for key, columns in more.items()}
        places[found.crossing.down] = (view.first_of.get((row, found.down), (row, found.down)),)
        if text in legend:
            told[found.cells] = legend[text]
        elif text in _CIRCLES:
            told[found.cells] = f"记号{text}"  # somebody must say what it means
        else:
            places[found.cells] = ((row, column),)
        lines.append(Line(row, told, places=places, column=column))
    return lines


def _heading(view: View, found: _Found, column: int) -> dict[str, str]:
    """What a column's headings say: the day where the register has one for it, and the rest as the name."""
    texts, day = [], ""
    for row in range(found.header.top, found.header.bottom + 1):
        place = view.first_of.get((row, column), (row, column))
        cell = view.raw(*place)
        if found.crossing.day and isinstance(cell, datetime | date):
            day = day or cell.isoformat()[:10]
        elif (text := view.text(*place)) and text not in texts:
            texts.append(text)
    words = " ".join(" ".join(texts).split())
    if found.crossing.day and not day:
        dated = _DAY.search(half_width(words))
        if dated:
            day = dated.group()
            words = (half_width(words)[: dated.start()] + half_width(words)[dated.end() :]).strip(" ,,::()()")
    told = {found.crossing.across: words} if words else {}
    return {**told, **({found.crossing.day: day} if day else {})}
