"""Several names in one cell: 伍国栋、单　民, 伍国栋 单 民 曾少雄, 伍国栋等4人, 镇代表:单民."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from app.domain.texts import half_width, tidy, without_blanks

LONGEST = 300
_APART = re.compile(r"[、,;/\n|+&]+")
_AND = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:和|及|与)(?=[\u4e00-\u9fff]{2})")
_LABEL = re.compile(r"^[^::]{1,10}[::](?=.)")
_MORE = re.compile(r"等?\(?(?:共|计)?(\d{1,3})(?:名|位|人|个)(?:代表|人)?\)?$")
_AND_SO_ON = re.compile(r"等(?:代表|同志|人)?$")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_BEFORE = re.compile(r"^(?:[\u4e00-\u9fff]{0,6}?(?:全国|省|市|县|区|镇|乡)级?)?(?:人大)?代表(?=.)")
_AFTER = re.compile(r"(?<=.{2})(?:人大代表|代表|同志|等)$")

Known = Callable[[str], bool]


class Names(NamedTuple):
    """The names in their order, and how many there are said to be where that is more."""

    names: list[str]
    said: int | None = None


def names_together(text: str, known: Known) -> Names:
    """The names of a cell; ``known`` tells which the ledger has, which settles where blanks divide."""
    words = tidy(half_width(text[:LONGEST]))
    count = None
    found = _MORE.search(words)
    if found and not known(words):
        count, words = int(found.group(1)), words[: found.start()]
        words = _AND_SO_ON.sub("", words)
    names: list[str] = []
    for piece in _APART.split(words):
        if piece.strip():
            names.extend(_names_of(piece.strip(), known))
    names = list(dict.fromkeys(name for name in names if name))
    return Names(names, count if count and count != len(names) else None)


def _names_of(piece: str, known: Known) -> list[str]:
    joined = without_blanks(piece)
    for form in (joined, _LABEL.sub("", joined)):
        if known(form):
            return [form]
    piece = _LABEL.sub("", piece).strip()
    bare = " ".join(_BRACKETS.sub(" ", piece).split())
    tokens = [_stripped(token, known) for token in bare.split(" ") if token]
    if len(tokens) > 1:
        return _of_tokens(tokens, known)
    if not tokens:
        return [piece]
    return _one(tokens[0], known)


def _stripped(token: str, known: Known) -> str:
    """市代表伍国栋, 伍国栋代表: the name alone, where the ledger does not know the whole."""
    if known(token):
        return token
    for form in (_BEFORE.sub("", token), _AFTER.sub("", token), _AFTER.sub("", _BEFORE.sub("", token))):
        if known(form):
            return form
    return token


def _one(token: str, known: Known) -> list[str]:
    if known(token):
        return [token]
    parts = _AND.split(token)
    if len(parts) > 1 and all(known(part) for part in parts):
        return parts
    return _run_together(token, known) or [token]


def _run_together(text: str, known: Known) -> list[str]:
    """Names without anything between them, where the ledger knows every one."""
    reached: dict[int, list[str]] = {0: []}
    for end in range(2, len(text) + 1):
        for start in range(max(0, end - 6), end - 1):
            if start in reached and end not in reached and known(text[start:end]):
                reached[end] = [*reached[start], text[start:end]]
    return reached.get(len(text), [])


def _of_tokens(tokens: list[str], known: Known) -> list[str]:
    """Tokens between blanks: 单 民 is one name, 伍国栋 单民 are two."""
    names: list[str] = []
    at = 0
    while at < len(tokens):
        size = next(
            (n for n in (3, 2, 1) if known("".join(tokens[at : at + n])) and at + n <= len(tokens)), 0
        )
        if not size:
            pair = len(tokens[at]) == 1 and at + 1 < len(tokens) and len(tokens[at + 1]) <= 2
            size = 2 if pair else 1
        names.extend(_one("".join(tokens[at : at + size]), known))
        at += size
    return names
