"""The legend of a sheet in its clerk's words: √—到会, 请假写“假”, ●参加 ▲请假, ①视察 ②走访选民."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.codes import CodeTable
from app.domain.texts import half_width
from app.excel.layout.likely_codes import likely_code
from app.excel.layout.view import View

_LONGEST = 200  # characters of a cell that may be a legend
_LEAST_OF_LETTERS = (
    2  # entries that make a legend whose marks are letters or characters, where nothing announces it
)
_BEGINS = re.compile(
    r"^[(\[]?(?:[备附]?注|说明|符号|图例|标[记识]|记号|代[号码])[\u4e00-\u9fff]{0,4}[:;]?|^填[写表]说明[:;]?"
)
_QUOTES = re.compile("[\"“”'‘’「」『』]")
_EXPLAINED = re.compile(r"(?<=[^\s,;:、。(])[(]([^\s,;、()]{1,12})[)]")  # √(参加), 参加(√)
_APART = re.compile(
    r"(?:^|(?<=[\s,;:、。(]))([^\w\s(]|[A-Za-z0-9\u2460-\u2473])\s+(?=[\u4e00-\u9fff])"
)  # ○ 出席
_BREAKS = re.compile(r"[,、;。()\[\]\s]+")
_SIGN = r"[^\u4e00-\u9fff0-9\s,;:=\-—]"
_BEFORE_SIGNS, _BEHIND_SIGNS = re.compile(rf"(?<=.)(?={_SIGN})"), re.compile(rf"(?<={_SIGN})(?=.)")
_SAYS = r"(?:号|的|者)?(?:表示|代表|即为?|为|是|指|用|记|打|画|写|填|标|[:=—\-])+"
_MARK_FIRST = re.compile(
    rf"^[打画写]?(?P<mark>[^\s:=]{{1,2}}?)(?:{_SAYS}|(?<={_SIGN}))(?P<words>[\u4e00-\u9fff].*)$"
)
_MARK_LAST = re.compile(rf"^(?P<words>[\u4e00-\u9fff].*?)(?:{_SAYS}|(?={_SIGN}$))(?P<mark>[^\s:=]{{1,2}})$")


def legend_of(view: View, table: CodeTable | None) -> dict[str, str]:
    """Mark → what the sheet's own legend says that it means, in the clerk's words or as the label of the code that they say."""
    legend: dict[str, str] = {}
    for row in range(view.height if table else 0):
        for column in view.filled(row):
            text = view.text(row, column)
            if table and 2 < len(text) <= _LONGEST:
                legend.update(_legend_in(half_width(text).strip(), table))
    return legend


def _legend_in(text: str, table: CodeTable) -> dict[str, str]:
    """The entries of one cell where it is a legend: at least half of them say a code."""
    begun = _BEGINS.match(text)
    bare = _QUOTES.sub("", text[begun.end() :] if begun else text)
    bare = _APART.sub(r"\1:", _EXPLAINED.sub(r":\1", bare))
    entries = dict(entry for part in _BREAKS.split(bare) for entry in _entries(part))
    codes = {mark: code for mark, words in entries.items() if (code := likely_code(words, table))}
    plain = all(mark.isalpha() for mark in codes)
    if 2 * len(codes) < len(entries) or (plain and not begun and len(codes) < _LEAST_OF_LETTERS):
        return {}
    others = {mark: code for mark, code in codes.items() if table.read(entries[mark]) is None}
    return {**entries, **{mark: table.label(code) for mark, code in others.items()}}


def _entries(part: str) -> Iterator[tuple[str, str]]:
    """What a part without blanks says, each mark and its words: several where only signs part them, ●参加▲请假."""
    for breaks in (_BEFORE_SIGNS, _BEHIND_SIGNS):
        pieces = breaks.split(part)
        if len(pieces) > 1 and all(any(re.search(_SIGN, p) and len(p) > 1 for p in pieces) for p in pieces):
            parts = [_entry(piece) for piece in pieces]
            if all(parts):
                yield from (one for one in parts if one)
                return
    if entry := _entry(part):
        yield entry


def _entry(part: str) -> tuple[str, str] | None:
    for pattern in (_MARK_FIRST, _MARK_LAST):
        match = pattern.match(part)
        if match and not match["mark"].startswith("空"):
            return match["mark"], match["words"].rstrip("的者")
    return None
