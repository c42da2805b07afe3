"""Lists of a paper for the office, each under its number and title; an empty one says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.domain.fields import Side
from app.domain.ledger_head import dotted_days
from app.domain.numerals import chinese_number
from app.domain.texts import full_width_signs
from app.paper.sheet import Block, Column, Paragraph, Table

_NONE = ("（无）",)
_SIDES: dict[str, Side] = {
    "保管期限": "center", "件数": "right", "盒数": "right", "年度": "center", "状态": "center", "期限": "center",
    "记录数": "right", "最近一条的日期": "center", "项数": "right", "数量": "right", "金额（元）": "right", "结余（元）": "right",
    "截至": "center", "大小": "right", "月份": "center",
}  # fmt: skip


class Part(NamedTuple):
    """A list: its title, the headings with their shares of the width, and its lines (days in ISO)."""

    title: str
    headings: Sequence[str]
    shares: Sequence[float]
    lines: Iterable[tuple[str, ...]]


def numbered(parts: Iterable[Part], first: int = 1) -> Iterator[Block]:
    """Heading and table of each part, 一、 二、 三、 from ``first`` on."""
    for number, part in enumerate(parts, first):
        rows = tuple(tuple(map(_set, line)) for line in part.lines) or (_NONE,)
        columns = tuple(
            Column(words, share, _SIDES.get(words, "left"))
            for words, share in zip(part.headings, part.shares, strict=True)
        )
        yield numbered_heading(number, part.title)
        yield Table(columns, rows, size=10.5)


def _set(text: str) -> str:
    """As papers have it; where a file lies is written as the machine has it."""
    is_path = "/" in text or "\\" in text
    return text if is_path else full_width_signs(dotted_days(text))


def numbered_heading(number: int, title: str) -> Paragraph:
    """一、已编档号的档案."""
    return Paragraph(f"{chinese_number(number)}、{title}", 12, face="heading", leading=30, keep=True)
