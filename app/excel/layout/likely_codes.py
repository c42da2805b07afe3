"""What a word that no code table lists probably means: by the words that it holds, by the act, by what it shares."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from app.domain.clock_times import is_part_of_day
from app.domain.codes import CodeTable
from app.domain.texts import half_width, without_blanks, without_hidden
from app.excel.layout.concepts import Sense

LIKELY, POSSIBLE, NO_GUESS = 0.7, 0.55, 0.3
_DENIED = re.compile("[不没未无非][太很够怎么]*$")  # 不太满意 is not 满意
ALIKE, MARGIN = 0.12, 0.065  # nearness in sense from which one code is meant rather than the next
# What deputies do in the words of a place; the codes that say the same are meant.
ACTS = {
    "inspect": ("视察", "下去看", "看项目", "察看", "查看", "参观", "看看"),
    "check": ("检查", "督查", "巡查", "暗访"),
    "call": ("走访", "入户", "进户", "下户", "慰问", "看望", "网格", "串寨", "串门", "走村", "夜访", "家访", "院坝", "坝坝", "民情", "上门", "下乡", "宣讲"),
    "train": ("学习", "培训", "训", "学", "讲座", "取经"),
    "meet": ("会议", "大会", "开会", "到会", "列席"),
    "good_deed": ("实事", "好事", "小事", "办事", "帮", "捐", "义务", "救助", "公益"),
}  # fmt: skip
_TICKS = str.maketrans(dict.fromkeys("✓✔☑✅", "√") | dict.fromkeys("✗✘☒╳xX", "×"))
_GROUP = re.compile(r"[\u4e00-\u9fff\d](?:小组|代表团|片区?|组)$")  # 东片小组, 第二代表团
_HAN = re.compile(r"[\u4e00-\u9fff]")


@lru_cache(maxsize=2_000)
def meaning_of(word: str, table: CodeTable, *, must_be_something: bool) -> tuple[str | None, float]:
    """The code that a word probably means, and how sure that is.

    The one whose label or alias it holds or begins; for a field that cannot do without, the first of several
    (视察调研), else the table's word for everything else.
    """
    bare = without_blanks(without_hidden(half_width(word))).translate(_TICKS)
    plain = table.read(bare)
    if plain is not None:
        return plain, LIKELY
    if is_part_of_day(bare):  # 上午 is not 网上
        return None, NO_GUESS
    meanings = [
        (len(own), bare.index(own), code)
        for own, code in _words(table)
        if own in bare and not _DENIED.search(bare[: bare.index(own)])
    ]
    longest = max((length for length, _, _ in meanings), default=0)
    codes = list(
        dict.fromkeys(code for length, _, code in sorted(meanings, key=lambda s: s[1]) if length == longest)
    )
    if len(codes) == 1 and longest > 1:
        return codes[0], LIKELY
    if not codes and _HAN.search(bare):
        begun = list(dict.fromkeys(code for own, code in _words(table) if own.startswith(bare)))
        held = list(dict.fromkeys(code for own, code in _words(table) if bare in own))
        for candidates in (held, begun):
            if len(candidates) == 1:
                return candidates[0], POSSIBLE
    if not codes and (alike := alike_code(bare, table)):
        return alike, POSSIBLE
    if must_be_something:
        other = next((code for code, label, _ in table if label.startswith("其他")), None)
        chosen = codes[0] if codes and longest > 1 else other
        return chosen, POSSIBLE if chosen else NO_GUESS
    return None, NO_GUESS


def may_mean(words: str, table: CodeTable) -> bool:
    """Whether words say one code or begin with one of several, and not only anything else."""
    code, _ = meaning_of(words, table, must_be_something=True) if words else (None, NO_GUESS)
    return code is not None and not table.label(code).startswith("其他")


def likely_code(word: str, table: CodeTable) -> str | None:
    """The code that a word is or holds: 无故未到 holds 未到; what is only alike does not count."""
    code, sure = meaning_of(word, table, must_be_something=False) if word else (None, NO_GUESS)
    return code if sure >= LIKELY else None


@lru_cache(maxsize=2_000)
def code_within(word: str, table: CodeTable) -> str | None:
    """The one code of whose words a word is a part: 群众 of 群众意见; None for single characters."""
    bare = without_blanks(half_width(word))
    holding = {code for own, code in _words(table) if bare in own} if len(bare) > 1 else set()
    return next(iter(holding)) if len(holding) == 1 else None


def alike_code(word: str, table: CodeTable) -> str | None:
    """The one code that says the same act as a word (进网格 and 走访), or shares most with it by its characters."""
    acts = [act for act, words in ACTS.items() if any(own in word for own in words)]
    first = min(acts, key=lambda act: min(word.index(own) for own in ACTS[act] if own in word), default="")
    same = dict.fromkeys(code for own, code in _words(table) if first and any(a in own for a in ACTS[first]))
    if same:
        return next(iter(same))
    if _GROUP.search(word):
        return None  # who it was, and not what was done
    near = sorted(_sense_of(table).nearness(word).items(), key=lambda one: -one[1])
    if not near or near[0][1] < ALIKE or (len(near) > 1 and near[1][1] > near[0][1] - MARGIN):
        return None
    return near[0][0]


@cache
def _sense_of(table: CodeTable) -> Sense:
    return Sense({code: (label, *aliases) for code, label, aliases in table})


@cache
def _words(table: CodeTable) -> tuple[tuple[str, str], ...]:
    return tuple(
        (word, code) for code, label, aliases in table for word in (label, *aliases) if _HAN.search(word)
    )
