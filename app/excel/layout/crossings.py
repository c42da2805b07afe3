"""Tables with a record in every cell: deputies down and events across, sites down and the items of a check across."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from app.domain.codes import CodeTable
from app.domain.fields import Kind
from app.domain.intake_habits import Crossing, CrossTables
from app.domain.kinds import Choice
from app.domain.texts import half_width, heading_key, without_blanks
from app.excel.layout.columns import Columns
from app.excel.layout.concepts import Sense, concepts_of
from app.excel.layout.evidence import looks_of
from app.excel.layout.facts import facts_above
from app.excel.layout.headers import Header, header_around, header_at
from app.excel.layout.lines import Line, Row, RowJudge
from app.excel.layout.natures import nature_of
from app.excel.layout.row_words import says_nothing
from app.excel.layout.sections import Sections
from app.excel.layout.segments import Segment
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
_TOTALS = re.compile(r"[合总小共累]计|总[分数次]|排名|名次|备注|说明")
_PERIOD = re.compile(
    r"^(?:(?:19|20)\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)$"
)
_BRACKETED = re.compile(r"[(\[【].*?[)\]】]")
_COUNT = re.compile(r"^\d{1,4}(?:\+\d{1,4})*(?:次|件|条)?$")
_MARK = r"[√✓✔×✗✘xX○◯〇●△▲☆★◇◆□■/]"
_CIRCLES = frozenset("○◯〇")
_LEAST = 2  # columns that make a crossing
_LOWEST = 40  # rows below which none is looked for
_ALIKE = 0.7  # nearness in sense from which a heading names a code, or the field that goes down
_NAMES = 8  # rows below a heading that are looked at for names
_POINTS = "points"  # the concept of 得分


@dataclass(frozen=True)
class _Found:
    """``across``: column → what its headings say of the records in it; ``counts``: how often it was done."""

    crossing: Crossing
    cells: str
    header: Header
    across: Mapping[int, Mapping[str, str]]
    down: int
    counts: bool


def read_crossing(view: View, vocabulary: Vocabulary, office: Office, by_name: Facts) -> Table | None:
    """The table of a sheet that holds a record in every cell, or None when it is not of that sort."""
    for crossing in vocabulary.register.intake.habit(CrossTables).crossings:
        found = _find(view, vocabulary, crossing)
        if found is not None:
            facts = facts_above(view, 0, found.header.top, office, by_name)
            segment = Segment(0, 16_384, found.header.headings)
            sections = TableReader(view, vocabulary, office).sections_above(found.header, segment, ())
            return _table(view, vocabulary, found, facts, sections)
    return None


def _find(view: View, vocabulary: Vocabulary, crossing: Crossing) -> _Found | None:
    for row in range(min(view.height, _LOWEST)):
        for column in view.filled(row):
            heading = view.text(row, column)
            if not _heads(heading, crossing.down, vocabulary) and not _names(
                view, row, column, crossing, vocabulary
            ):
                continue
            header = _header(view, vocabulary, row, column)
            plain = {h.target.field for h in header.headings.values() if h.target and len(h.path) == 1}
            if plain & {crossing.across, crossing.day, crossing.cells[0]} - {""}:
                continue
            found = _across(view, vocabulary, crossing, header, column)
            if found:
                return found
    return None


def _heads(text: str, key: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell is a heading of the field that goes down."""
    target = vocabulary.match(text)
    if target is not None:
        return target.field == key
    near = vocabulary.sense.nearness(text)
    return near.get(key, 0.0) >= _ALIKE and near[key] == max(near.values())


def _names(view: View, row: int, column: int, crossing: Crossing, vocabulary: Vocabulary) -> bool:
    """Whether people stand below a heading that is nobody's, where people go down."""
    if (
        vocabulary.match(view.text(row, column)) is not None
        or looks_of(vocabulary.kind_of(crossing.down).to) != "names"
    ):
        return False
    texts = [text for r in range(row + 1, row + 1 + _NAMES) if (text := view.text(r, column))]
    return len(texts) >= _LEAST and all(nature_of(text).person for text in texts)


def _header(view: View, vocabulary: Vocabulary, row: int, column: int) -> Header:
    """The header rows around a cell; a second one with dates or titles belongs to them."""
    header = header_around(view, vocabulary, row, [column], 0)
    bottom = max(header.bottom, view.extent.get((row, column), (row, column))[0])
    while bottom + 1 < view.height and _only_days(view, bottom + 1):
        bottom += 1
    return header_at(view, vocabulary, header.top, bottom)


def _only_days(view: View, row: int) -> bool:
    filled = view.filled(row)
    return len(filled) >= _LEAST and all(nature_of(view.text(row, column)).day for column in filled)


def _across(
    view: View, vocabulary: Vocabulary, crossing: Crossing, header: Header, down: int
) -> _Found | None:
    judge = RowJudge(view, Columns({vocabulary.anchor: (down,)}, {}, {}), 0, 16_384, vocabulary)
    body = [row for row in range(header.bottom + 1, view.height) if judge.judge(row) is Row.RECORD]
    coded = vocabulary.kind_of(crossing.across).table
    title = _code_in_titles(view, header.top, coded) if coded.entries else ""
    told: dict[int, Mapping[str, str]] = {}
    for column, heading in header.headings.items():
        said = _said_across(view, header, column, crossing, coded, title)
        other = heading.target is not None and heading.target.field not in (
            "",
            crossing.across,
            *crossing.cells,
        )
        if column > down and said and (coded.entries or not other):
            told[column] = said
    for cells in crossing.cells:
        kind = vocabulary.kind_of(cells)
        legend = legend_of(view, vocabulary, cells)
        fit = {}
        for column, said in told.items():
            texts = [t for row in body if (t := view.text(row, column)) and not _is_blank(t, legend)]
            known = [t for t in texts if _fits(kind, t, legend)]
            if (texts or coded.entries) and 2 * len(known) >= len(texts):
                fit[column] = said
        if len(fit) >= _LEAST:
            return _Found(crossing, cells, header, fit, down, bool(coded.entries))
    return None


def _said_across(
    view: View, header: Header, column: int, crossing: Crossing, coded: CodeTable, title: str
) -> Mapping[str, str]:
    """What the headings of a column say of the records in it; nothing where it is no column of records."""
    heading = header.headings[column]
    if not heading_key(heading.text):
        return {}
    if not coded.entries:
        return {} if _SUMS.search(heading_key(heading.text)) else _heading(view, header, crossing, column)
    path = [without_blanks(half_width(text)) for text in heading.path]
    if any(map(_TOTALS.search, path)) or _POINTS in concepts_of(_BRACKETED.sub("", path[-1])):
        return {}
    for words in reversed(path):
        code = _code_of(_BRACKETED.sub("", words), coded)
        if code:
            return {crossing.across: coded.label(code)}
    return {crossing.across: title} if title and any(map(_PERIOD.match, path)) else {}


def _code_of(words: str, coded: CodeTable) -> str | None:
    """The code that a heading names, word for word or in sense."""
    code = coded.read(words)
    if code is None:
        near = _sense_of(coded).nearness(words)
        code = max(near, key=lambda one: near[one], default=None)
        return code if code and near[code] >= _ALIKE else None
    return code


@cache
def _sense_of(coded: CodeTable) -> Sense:
    return Sense({code: (label, *more) for code, label, more in coded.entries})


def _code_in_titles(view: View, top: int, coded: CodeTable) -> str:
    """The one code of which the titles speak, as people read it; empty where they speak of none or several."""
    texts = "".join(without_blanks(view.text(row, c)) for row in range(top) for c in view.filled(row))
    texts += without_blanks(view.sheet.name)
    found = {
        label for _, label, more in coded.entries if any(len(w) > 1 and w in texts for w in (label, *more))
    }
    return found.pop() if len(found) == 1 else ""


def _counts_nothing(text: str, found: _Found) -> bool:
    """No deed of a kind is no record; a score of nought is one."""
    return found.counts and text.strip("次件条") == "0"


def _is_blank(text: str, legend: Mapping[str, str]) -> bool:
    """A dash says nothing; a circle is somebody's mark, explained or not."""
    return says_nothing(text) and text not in legend and text not in _CIRCLES


def _fits(kind: Kind, text: str, legend: Mapping[str, str]) -> bool:
    if isinstance(kind, Choice):
        return text in legend or text in _CIRCLES or kind.table.read(text) is not None
    bare = without_blanks(half_width(text))
    return bool(_COUNT.match(bare)) or re.fullmatch(r"\d+(?:\.\d+)?分?", bare) is not None


def legend_of(view: View, vocabulary: Vocabulary, key: str) -> dict[str, str]:
    """What the sheet's own legend says of marks: 注:√为出席,○为请假,×为缺席."""
    kind = vocabulary.kind_of(key)
    if not isinstance(kind, Choice):
        return {}
    words = sorted(
        {w for _, label, more in kind.table for w in (label, *more) if len(w) > 1}, key=len, reverse=True
    )
    said = "|".join(map(re.escape, words))
    mark_first = re.compile(
        rf"({_MARK}|(?<=[,、;:。])[^\s,、;:。]{{1,2}}(?=表示|代表|为|是))[\"”」']?(?:号)?(?:表示|代表|为|是|:|=|-|—)?[\"“「']?({said})"
    )
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
    columns = Columns({**more, **used, found.cells: tuple(found.across)}, {}, unused)
    table = Table(view, found.header, columns, facts, tabular=False)
    judge = RowJudge(view, Columns({vocabulary.anchor: (found.down,), **more}, {}, {}), 0, 16_384, vocabulary)
    legend = legend_of(view, vocabulary, found.cells)
    for row in range(found.header.bottom + 1, view.height):
        if judge.judge(row) is Row.RECORD and _names_something(view, row, found.down):
            table.lines += _lines(view, row, found, more, sections.said, legend)
    return table


def _names_something(view: View, row: int, column: int) -> bool:
    text = view.spread(row, column)
    return not says_nothing(text) and len(text) < 40


def _lines(
    view: View,
    row: int,
    found: _Found,
    more: Mapping[str, tuple[int, ...]],
    said: Mapping[str, str],
    legend: Mapping[str, str],
) -> list[Line]:
    lines = []
    for column in found.across:
        text = view.text(row, column)
        if not text or _is_blank(text, legend) or _counts_nothing(text, found):
            continue
        told = {**said, **found.across[column]}
        places = {key: tuple((row, c) for c in columns) for key, columns in more.items()}
        places[found.crossing.down] = (view.first_of.get((row, found.down), (row, found.down)),)
        if text in legend:
            told[found.cells] = legend[text]
        elif text in _CIRCLES:
            told[found.cells] = f"记号{text}"  # somebody must say what it means
        elif "+" in text and _COUNT.match(bare := without_blanks(half_width(text))):
            told[found.cells] = str(sum(map(int, re.findall(r"\d+", bare))))
        else:
            places[found.cells] = ((row, column),)
        lines.append(Line(row, told, places=places, column=column))
    return lines


def _heading(view: View, header: Header, crossing: Crossing, column: int) -> dict[str, str]:
    """What a column's headings say: the day where the register has one for it, and the rest as the name."""
    texts, day = [], ""
    for row in range(header.top, header.bottom + 1):
        place = view.first_of.get((row, column), (row, column))
        cell = view.raw(*place)
        if crossing.day and isinstance(cell, datetime | date):
            day = day or cell.isoformat()[:10]
        elif (text := view.text(*place)) and text not in texts:
            texts.append(text)
    words = " ".join(" ".join(texts).split())
    if crossing.day and not day:
        dated = _DAY.search(half_width(words))
        if dated:
            day = dated.group()
            words = (half_width(words)[: dated.start()] + half_width(words)[dated.end() :]).strip(" ,,::()()")
    told = {crossing.across: words} if words else {}
    return {**told, **({crossing.day: day} if day else {})}
