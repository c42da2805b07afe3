"""Several names in one cell: 伍国栋、单　民, 伍国栋 单 民 曾少雄, 伍国栋等4人, 镇代表:单民."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from app.domain.surnames import COMPOUND_SURNAMES
from app.domain.texts import half_width, tidy, without_blanks

LONGEST = 300
_APART = re.compile(r"[、,;/\n|+&]+")
# 1.伍国栋 2.单民, 1、伍国栋;2、单民, ①伍国栋②单民; the number of somebody who is not named is none
_RUNNING = re.compile(r"(?:^|(?<=[\s、,;/\n]))(?:[(]\d{1,3}[)]|\d{1,3}[.、)])\s*(?=[\u3400-\u9fff])|[①-⑳]\s*")
_AND = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:和|及|与)(?=[\u4e00-\u9fff]{2})")
_LABEL = re.compile(r"^[^:\uff1a]{1,10}[:\uff1a](?=.)")
_MORE = re.compile(r"等?\(?(?:共|计)?(\d{1,3})(?:名|位|人|个)(?:代表|人)?\)?$")
_AND_SO_ON = re.compile(r"等(?:代表|同志|人)?$")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_AMONG_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_BEFORE = re.compile(r"^(?:[\u4e00-\u9fff]{0,6}?(?:全国|省|市|县|区|镇|乡)级?)?(?:人大)?代表(?=.)")
_AFTER = re.compile(r"(?<=.{2})(?:人大代表|代表|同志|等)$")

_WHOLE_NAME = re.compile(r"[\u3400-\u9fff]{2,3}")

Known = Callable[[str], bool]


class Names(NamedTuple):
    """The names in their order, and how many there are by the words where that is more."""

    names: list[str]
    headcount: int | None = None


def people_between_blanks(piece: str) -> list[str]:
    """吴峰 孙志远 are two people; 吴 峰, 欧阳 金水 and 艾力 买买提江 each are one with a blank inside.

    For people whom the ledger does not know; what is read of others is settled by ``names_of_cell``.
    """
    parts = piece.split()
    apart = len(parts) > 1 and not _is_surname(parts[0]) and all(map(_WHOLE_NAME.fullmatch, parts))
    return parts if apart else [piece.strip()]


def _is_surname(token: str) -> bool:
    """What stands before a blank inside a name: 单 民, 欧阳 金水."""
    return len(token) == 1 or token in COMPOUND_SURNAMES


def names_of_cell(text: str, is_name: Known) -> Names:
    """The names of a cell; ``is_name`` tells which the ledger has, which settles where blanks divide."""
    words = tidy(half_width(text[:LONGEST]))
    count = None
    match = _MORE.search(words)
    if match and not is_name(words):
        count, words = int(match.group(1)), words[: match.start()]
        words = _AND_SO_ON.sub("", words)
    words = _AMONG_BRACKETS.sub(lambda match: _named_together(match, is_name), words)
    names: list[str] = []
    for piece in _APART.split(_RUNNING.sub("、", words)):
        if piece.strip():
            names.extend(_names_of(piece.strip(), is_name))
    names = list(dict.fromkeys(name for name in names if name))
    return Names(names, count if count and count != len(names) else None)


def _named_together(match: re.Match[str], is_name: Known) -> str:
    """宋解放(瞿海清、谷春生) are three people where one in the brackets is known; (县), (第三选区) say more of one."""
    inner = [name.strip() for name in _APART.split(match[1]) if name.strip()]
    return "、" + "、".join(inner) if any(map(is_name, inner)) else match[0]


def _names_of(piece: str, is_name: Known) -> list[str]:
    joined = without_blanks(piece)
    for form in (joined, _LABEL.sub("", joined)):
        if is_name(form):
            return [form]
    piece = _LABEL.sub("", piece).strip()
    bare = " ".join(_BRACKETS.sub(" ", piece).split())
    tokens = [_stripped(token, is_name) for token in bare.split(" ") if token]
    if len(tokens) > 1:
        return _of_tokens(tokens, is_name)
    if not tokens:
        return [piece]
    return _one(tokens[0], is_name)


def _stripped(token: str, is_name: Known) -> str:
    """市代表伍国栋, 伍国栋代表: the name alone, where the ledger does not know the whole."""
    if is_name(token):
        return token
    for form in (_BEFORE.sub("", token), _AFTER.sub("", token), _AFTER.sub("", _BEFORE.sub("", token))):
        if is_name(form):
            return form
    return token


def _one(token: str, is_name: Known) -> list[str]:
    if is_name(token):
        return [token]
    parts = _AND.split(token)
    if len(parts) > 1 and all(is_name(part) for part in parts):
        return parts
    return _run_together(token, is_name) or [token]


def _run_together(text: str, is_name: Known) -> list[str]:
    """Names without anything between them, where the ledger knows every one."""
    reached: dict[int, list[str]] = {0: []}
    for end in range(2, len(text) + 1):
        for start in range(max(0, end - 6), end - 1):
            if start in reached and end not in reached and is_name(text[start:end]):
                reached[end] = [*reached[start], text[start:end]]
    return reached.get(len(text), [])


def _of_tokens(tokens: list[str], is_name: Known) -> list[str]:
    """Tokens between blanks: 单 民 is one name, 伍国栋 单民 are two."""
    names: list[str] = []
    at = 0
    while at < len(tokens):
        size = next(
            (n for n in (3, 2, 1) if is_name("".join(tokens[at : at + n])) and at + n <= len(tokens)), 0
        )
        if not size:
            pair = _is_surname(tokens[at]) and at + 1 < len(tokens) and len(tokens[at + 1]) <= 2
            size = 2 if pair else 1
        names.extend(_one("".join(tokens[at : at + size]), is_name))
        at += size
    return names
