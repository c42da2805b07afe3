"""What a body's name is made of — whose it is, its place, its kind — and which names can mean the same.

迳口镇人大代表迳口村联络站 and 迳口站 are one; 梧桐村联络站 is not 柳坪村联络站, and 东岭县人民卫生院 not the town's
卫生院.  That characters of a name occur in another one in order may suggest it; it never decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from app.domain.texts import half_width, without_blanks, without_hidden

_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_NUMBERING = re.compile(r"^[(]?[0-9一二三四五六七八九十]{1,2}(?:[)、.:]|[)])+")
# Words behind which 市, 县, 镇, 乡 and 区 are no place: 市场监管所, 乡村振兴办, 社区.
_AREA = re.compile(
    r"^((?:本|我|该|全)?(?:[\u4e00-\u9fff]{1,7}?(?:省|自治区|(?<![社小园校片选辖库街景林牧工])区|市|县|镇|乡|街道)|[省市县镇乡]))"
    r"(?![场政容民直村区城级镇]|$)"
)
_CONGRESS = re.compile(r"人民代表大会|人大主席团|人大代表|人大|(?<!^)代表(?=.)|^代表(?=联络|之家|工作)")
_VILLAGE = re.compile(r"^(.{1,6}?)(?:村民?委员?会|社区居民?委员?会|居民?委员?会|社区|行政村|村|居)")
_SAME_WORDS = (("办公室", "办"), ("委员会", "委"), ("人民政府", "政府"))
TOWN = "镇"
_LEVELS = {"省": "省", "治": "省", "市": "市", "县": "县", "区": "县", "镇": TOWN, "乡": TOWN, "道": TOWN}
Places = tuple[str, ...]


class NameParts(NamedTuple):
    """``level``: of the lowest area that a name begins with (empty where it names none: that of the town),
    ``area`` that area where it is none of the ledger's own; ``place``: the village, without 村; ``body``: what is left."""

    level: str
    area: str
    place: str
    body: str


def plain_name(text: str) -> str:
    """The words alone: 1.有场所(10分) → 有场所."""
    return _NUMBERING.sub("", _BRACKETS.sub("", without_hidden(without_blanks(half_width(text)))))


@lru_cache(maxsize=20_000)
def parts_of(text: str, own: Places = ()) -> NameParts:
    """The parts of a name; ``own``: the areas whose ledger this is (town, county, prefecture), as they are called."""
    rest, level, area = plain_name(text), "", ""
    while True:
        name = next((place for place in own if place and rest.startswith(place) and rest != place), "")
        leading = None if name else _AREA.match(rest)
        if not name and leading is None:
            break
        word = name or leading.group(1)  # type: ignore[union-attr]
        level = _LEVELS.get(word.removesuffix("区")[-1] if word.endswith("治区") else word[-1], TOWN)
        area = "" if name or len(word.lstrip("本我该全")) == 1 else word
        rest = rest[len(word) :]
    rest = _CONGRESS.sub("", rest) or rest
    for long, short in _SAME_WORDS:
        rest = rest.replace(long, short)
    village = _VILLAGE.match(rest)
    return NameParts(
        level, area, village.group(1) if village else "", rest[village.end() :] if village else rest
    )


def names_nobody(text: str, own: Places = ()) -> bool:
    """Whether a name says no more than whose office and what kind it is: 迳口镇人大代表联络站."""
    parts = parts_of(text, own)
    return not parts.area and not parts.place and plain_name(text) != parts.body


def same_body(one: NameParts, other: NameParts) -> bool:
    """Whether two names mean one body by their parts."""
    if (one.level or TOWN, one.area) != (other.level or TOWN, other.area):
        return False
    if one.place and other.place:
        return one.place == other.place and _one_kind(one.body, other.body)
    if one.place or other.place:
        with_place, without = (one, other) if one.place else (other, one)
        kind = without.body.removeprefix(with_place.place)  # 迳口站 of 迳口村联络站
        return kind != without.body and bool(kind) and _one_kind(kind, with_place.body)
    return one.body == other.body


def _one_kind(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def called(name: str, names: Iterable[str], own: Places = ()) -> list[str]:
    """The names that mean the same as ``name`` by their words or their parts."""
    words = plain_name(name)
    listed = list(names)
    exact = [other for other in listed if plain_name(other) == words]
    parts = parts_of(name, own)
    return exact or [other for other in listed if same_body(parts, parts_of(other, own))]


def suggested(name: str, names: Iterable[str], own: Places = ()) -> list[tuple[str, bool]]:
    """The names that hold the characters of ``name`` in its order, or the other way, and whose parts do not speak
    against it, each with whether it is likely: 规建办 may well be 规划建设办公室.  One character is no name."""
    parts = parts_of(name, own)
    own_core = parts.place + parts.body
    if len(plain_name(name)) < 2:
        return []
    longer, shorter = [], []
    for other in names:
        other_parts = parts_of(other, own)
        other_core = other_parts.place + other_parts.body
        if _apart(parts, other_parts):
            continue
        if _in_order(own_core, other_core):
            whole = len(own_core) > 1 and own_core in (
                other_core[: len(own_core)],
                other_core[-len(own_core) :],
            )  # 交通 of 道路交通
            ends = whole or (own_core[0], own_core[-1]) == (other_core[0], other_core[-1])
            longer.append((other, ends and (parts.level or TOWN) == (other_parts.level or TOWN)))
        elif len(other_core) > 2 and _in_order(other_core, own_core):
            shorter.append((other, False))
    return longer or shorter


def _apart(written: NameParts, listed: NameParts) -> bool:
    """Whether level, area or village of two names speak against each other; what is not written speaks not."""
    if written.level and (written.level, written.area) != (listed.level or TOWN, listed.area):
        return True
    return bool(written.place and listed.place and written.place != listed.place)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return bool(short) and all(character in rest for character in short)
