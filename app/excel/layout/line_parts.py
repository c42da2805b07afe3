"""A line that says several things of what stands below it: 3月15日接待日　接待代表：王大山、李小梅　地点：柳坪村联络站."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.register import Register
from app.domain.texts import half_width, without_blanks
from app.excel.layout.day_words import day_among_words
from app.excel.layout.evidence import looks_of
from app.excel.layout.natures import nature_of
from app.excel.layout.row_words import counted
from app.excel.layout.titles import NUMERALS, SITTING

LONGEST_SITTING = 40  # characters of a line that says a session
_OWN_SITTING = re.compile(rf"(?:人大|人民代表大会)第?[{NUMERALS}]+次会议")  # of this very term
_VILLAGES = re.compile(r"^\s*([(][^()\d]*(?:村|社区|居委会)[)])")
LONGEST = 120  # characters of a line of several parts
_BLANK_IN_LABEL = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]\s*:)(?<![\u4e00-\u9fff]{2}\s)")
_BETWEEN = re.compile(r"[\s,;|/]+(?=[^\s:,;|/\d]{2,8}\s*:)")
_LABELLED = re.compile(r"^([^\s:\d]{2,8})\s*:\s*(.*)$")
_YEAR = re.compile(
    r"^[(【\[]?((?:19|20)\d\d)年度?[)】\]]?(?:[(]?(?:共|计)?\d+[次件条项个批场][)]?)?[:\uff1a]?$"
)
NUMBERED = re.compile(r"[(][一二三四五六七八九十]{1,3}[)]|[(]?[一二三四五六七八九十]{1,3}[)]?[、.:\s]")
_SIGNING = re.compile("^(?:填[表报写]|制表|审[核签批]|校对|统计|经办|报送|报表|盖章|打印|录入|签[字名章])")


def parts_of_line(text: str) -> list[str]:
    """The parts of a line, each but perhaps the first with its label; a line that is signed has none."""
    line = _BLANK_IN_LABEL.sub("", half_width(text[: LONGEST + 1])).strip()
    if len(line) > LONGEST or ":" not in line:
        return []
    parts = _BETWEEN.split(line)
    return [] if any(map(_SIGNING.match, parts)) else parts


def parts_of_cells(texts: Sequence[str]) -> list[str]:
    """The parts that cells beside each other are: a label and the cell behind it are one; none without a label."""
    parts: list[str] = []
    for text in (half_width(text).strip() for text in texts):
        if parts and parts[-1].endswith(":") and not labelled(text)[0]:
            parts[-1] += text
        else:
            parts.append(text)
    return parts if any(":" in part for part in parts) and not any(map(_SIGNING.match, parts)) else []


def labelled(part: str) -> tuple[str, str]:
    """The label of a part and its words; no label where it has none."""
    match = _LABELLED.match(part)
    return (match[1], match[2].strip(" ,;")) if match else ("", part)


def day_within(part: str) -> str:
    """The only day that stands among the words of a part."""
    among = day_among_words(part)
    return among.text if among is not None else ""


def year_in(texts: Sequence[str]) -> int:
    """The year that a row says and nothing else: 2022年, 2022年度（6次）, how many beside it or not; 0 for other words."""
    match = (
        _YEAR.match(without_blanks(half_width(texts[0]))) if texts and all(map(counted, texts[1:])) else None
    )
    return int(match[1]) if match else 0


def rank_of(line: str) -> str:
    """How a line is numbered: 一、 and 二、 alike, (一) and 1. otherwise; empty where it is not."""
    numbering = NUMBERED.match(half_width(line).strip()) or re.match(
        r"[(]?\d+[)、.]", half_width(line).strip()
    )
    return re.sub(r"[^()、.:]", "", numbering.group()) if numbering else ""


def sitting_in(text: str) -> str:
    """The session that a line names by its ordinals, of this very term where it says none; empty for no such line."""
    bare = half_width(text) if len(text) <= LONGEST_SITTING else ""
    match = SITTING.search(bare) or _OWN_SITTING.search(bare)
    return match.group() if match else ""


def villages_behind(rest: str) -> str:
    """(杨柳村、石鼓村) behind a district is part of its name; (3名) is not."""
    match = _VILLAGES.match(rest)
    return match.group(1) if match else ""


def looks_like(name: str, to: str) -> bool:
    """Whether a name looks as those of a register do, of a village where it is none's; that of somebody says too little."""
    looks = looks_of(to) if to else "village"
    return bool(looks) and looks != "names" and getattr(nature_of(name), looks) == 1.0


def patterns_of(register: Register) -> list[tuple[str, re.Pattern[str]]]:
    """The fields of a register that lines may say for what stands below, each with what such a line looks like."""
    numbering = r"^[【\[(《<■●◆★※*]?\s*(?:[(]?[一二三四五六七八九十\d]{1,3}[)]?[、.:\s]+|[(][一二三四五六七八九十\d]{1,3}[)])?"
    return [
        (
            s.field,
            re.compile(
                numbering
                + rf"(?:{register.field(s.field).label}(?:名称)?:)?"
                + r"(?:[\u4e00-\u9fff]{2,9}(?:省|市|县|镇|乡)(?!社区|[村街]|居委))?"
                + s.pattern
                + r"(?:$|[:,;、(\[【】\])》>\s—\-共计\d].*$|(?:当选|选出|人大)?的?代表(?!团|小组)(?:名单|名册)?.*$|名单.*$)"
            ),
        )
        for s in register.intake.sections
    ]
