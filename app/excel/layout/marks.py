"""Marks and counts in the cells of a matrix: √, 假, 3次, 2+1, and the legend that explains them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from app.domain.fields import Kind
from app.domain.texts import half_width, without_blanks
from app.excel.layout.days_and_periods import is_day
from app.excel.layout.row_words import says_nothing
from app.excel.layout.view import View

CIRCLES = frozenset("○◯〇")
_COUNT = re.compile(r"^\d{1,4}(?:\+\d{1,4})*(?:次|件|条)?$")
_SCORE = re.compile(r"^\d+(?:\.\d+)?分?$")
_MARK = r"[√✓✔×✗✘xX○◯〇●△▲☆★◇◆□■/]"
_APART = re.compile(r"[、,;\s]+")
MOSTLY_DAYS = 0.8  # share of cells that are days
_LEAST_LEGEND, _LEAST_WORDS = 5, 3  # characters


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


def are_days(texts: Iterable[str]) -> bool:
    """Whether cells hold days for the most part, and one of them can be nothing else: 3月5日, 3.12、4.15, not 2.5 alone."""
    whole = list(texts)
    days = [text for text in whole if days_in(text)]
    sure = any("月" in text or len(days_in(text)) > 1 for text in days)
    return sure and MOSTLY_DAYS * len(whole) <= len(days)


def meaning_of_mark(text: str, legend: Mapping[str, str]) -> str | None:
    """What the legend says of a mark, the sum of 2+1; None where the cell speaks for itself."""
    if text in legend:
        return legend[text]
    if _mark(text) in legend:
        return legend[_mark(text)]
    if text in CIRCLES:
        return f"记号{text}"  # somebody must say what it means
    bare = without_blanks(half_width(text))
    return str(sum(map(int, re.findall(r"\d+", bare)))) if "+" in text and _COUNT.match(bare) else None


def _mark(text: str) -> str:
    """The mark of a cell that gives a reason behind it: 假:住院, 假-开会."""
    return re.split("[:(—-]", half_width(text), maxsplit=1)[0]


def counts_nothing(text: str) -> bool:
    """Whether a count is nought: 0, 0次."""
    return text.strip("次件条") == "0"


def legend_of(view: View, kind: Kind) -> dict[str, str]:
    """What the sheet's own legend says of the marks of a kind with codes: 注:√为出席,○为请假,×为缺席."""
    if not kind.table:
        return {}
    words = {w for _, label, more in kind.table for w in (label, *more) if len(w) > 1}
    meaning = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    mark_first = re.compile(
        rf"({_MARK}|(?<=[,、;:。])[^\s,、;:。]{{1,2}}(?=表示|代表|为|是))[\"”」']?(?:号)?(?:表示|代表|为|是|:|=|-|—)?[\"“「']?({meaning})"
    )
    letter = re.compile(
        rf"(?:^|[,、;:。])([^\s,、;:。=]{{1,2}}(?:[、,][^\s,、;:。=]{{1,2}})*)[=—–]+({meaning})(?![^\s,、;。])"
    )
    word_first = re.compile(rf"({meaning})(?:的)?(?:打|用|记|为|画|:)?[\"“「']?({_MARK})")
    legend: dict[str, str] = {}
    for row in range(view.height):
        for column in view.filled(row):
            text = without_blanks(half_width(view.text(row, column)))
            if len(text) < _LEAST_LEGEND:
                continue
            if re.search(_MARK, text):
                pairs = mark_first.findall(text) or [(m, w) for w, m in word_first.findall(text)]
                legend.update(dict(pairs))
            text = ";".join(half_width(view.text(row, column)).split())
            for marks, word in letter.findall(text):  # ○、假=请假
                legend.update(dict.fromkeys(re.split("[、,]", marks), word))
    return legend
