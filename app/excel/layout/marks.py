"""Marks and counts in the cells of a matrix: √, 假, 3次, 2+1, 共5次, 3(含视察1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from app.domain.codes import CodeTable
from app.domain.fields import Kind
from app.domain.texts import half_width, without_blanks
from app.excel.layout.days_and_periods import is_day
from app.excel.layout.headed_codes import code_headed
from app.excel.layout.row_words import says_nothing
from app.excel.layout.tick_marks import is_no_tick, is_tick

CIRCLES = frozenset("○◯〇")
_COUNT = re.compile(
    r"^[共计合约]*(?P<figures>\d{1,4}(?:\+\d{1,4})*)(?:人次|[次件条场回趟户篇])?(?:[(][^)]*[)])?$"
)
_SCORE = re.compile(r"^\d+(?:\.\d+)?分?$")
_APART = re.compile(r"[、,;\s]+")
_NEXT = re.compile(
    r"(?<=\d[次件条场篇回)])(?=[\u4e00-\u9fff])|(?<=\d)(?=[\u4e00-\u9fff]{2})"
)  # 视察2次调研1次
_DEED = re.compile(
    r"^(?:(?P<what>[^\d():×x*]+?)[(:×x*]*(?:(?P<times>\d{1,3})(?:人?次|[件条场篇回])?)?[)]?"
    r"|(?P<before>\d{1,3})(?:人?次|[件条场篇回])(?P<behind>[^\d():×x*]+))$"
)
MOSTLY = 0.8  # share of cells that are days, or say what was done
_LEAST_WORDS = 3  # characters


def is_blank(text: str, legend: Mapping[str, str]) -> bool:
    """A dash says nothing; a circle is somebody's mark, explained or not."""
    return says_nothing(text) and text not in legend and text not in CIRCLES


def fits(kind: Kind, text: str, legend: Mapping[str, str]) -> bool:
    """Whether a cell's text is a mark of a kind with codes, words for one of words, or a figure."""
    if kind.table:
        return _mark(text) in legend or text in legend or text in CIRCLES or kind.table.read(text) is not None
    bare = without_blanks(half_width(text))
    figure = bool(_COUNT.match(bare) or _SCORE.match(bare))
    if kind.is_words:
        return not figure and len(bare) >= _LEAST_WORDS
    return figure


def days_in(text: str) -> list[str]:
    """The days of a cell that holds nothing else: 3.12、4.15; none where it may be a figure with a fraction alone."""
    parts = [part for part in _APART.split(half_width(text).strip()) if part]
    return parts if parts and all(map(_is_day_of_year, parts)) else []


def _is_day_of_year(text: str) -> bool:
    numbers = [int(number) for number in re.findall(r"\d+", text)][-2:]
    return is_day(text) and len(numbers) == 2 and 1 <= numbers[0] <= 12 and 1 <= numbers[1] <= 31


def may_say_deeds(text: str) -> bool:
    """Whether a cell holds more than a figure or a usual mark."""
    return not is_tick(text) and not is_no_tick(text) and not _COUNT.match(without_blanks(half_width(text)))


def deeds_in(text: str, legend: Mapping[str, str], table: CodeTable) -> list[tuple[str, str]]:
    """What a cell says was done, as labels where they are known, and how often where it says so: 视察2次、培训1次, ①⑤ with a
    legend; nothing where a part of it says something else.
    """
    deeds: list[tuple[str, str]] = []
    for part in filter(None, _APART.split(_NEXT.sub(";", half_width(text).strip()))):
        match = _DEED.match(part)
        what = str(match["what"] or match["behind"]) if match else ""
        times = (match["times"] or match["before"] or "") if match else ""
        named = [what] if what in legend else [one for one in what if one in legend]
        if what and "".join(named) == what:
            deeds += [(legend[one], times) for one in named]
        elif what and (times or table.read(what)):
            code = code_headed(what, table)
            deeds.append((table.label(code) if code else what, times))
        else:
            return []
    return deeds


def are_days(texts: Iterable[str]) -> bool:
    """Whether cells hold days for the most part, and one of them can be nothing else: 3月5日, 3.12、4.15, not 2.5 alone."""
    whole = list(texts)
    days = [text for text in whole if days_in(text)]
    sure = any("月" in text or len(days_in(text)) > 1 for text in days)
    return sure and MOSTLY * len(whole) <= len(days)


def meaning_of_mark(text: str, legend: Mapping[str, str]) -> str | None:
    """What the legend says of a mark, the sum of 2+1; None where the cell speaks for itself."""
    if text in legend:
        return legend[text]
    if _mark(text) in legend:
        return legend[_mark(text)]
    if text in CIRCLES:
        return f"记号{text}"  # somebody must say what it means
    count = _COUNT.match(without_blanks(half_width(text)))
    figures = re.findall(r"\d+", count["figures"]) if count else []
    return str(sum(map(int, figures))) if count and count.group() != figures[0] else None


def _mark(text: str) -> str:
    """The mark of a cell that gives a reason behind it: 假:住院, 假-开会."""
    return re.split("[:(—-]", half_width(text), maxsplit=1)[0]


def counts_nothing(text: str) -> bool:
    """Whether a count is nought: 0, 0次."""
    return text.strip("次件条") == "0"
