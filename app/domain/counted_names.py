"""Names with their votes in one cell: 甲一（40票）、乙二（33票）, 甲一：赞成50，反对3，弃权2；乙二 12票."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from app.domain.kinds import Lines
from app.domain.patterns import pattern
from app.domain.texts import half_width

_NAME = r"(?P<name>(?!赞成|同意|得票|反对|弃权)[\u3400-\u9fff·]{2,15}?)"
_WORDS = r"(赞成|同意|得票|得|反对|不赞成|不同意|弃权)票?数?"
_NUMBER = r"[: ]*(\d{1,4})\s*[票人张]?"
_VOTES = pattern(rf"(?:{_WORDS})?{_NUMBER}")
_PERSON = pattern(rf"\s*{_NAME} *[(:]? *(?P<cast>(?:(?:{_WORDS})?{_NUMBER}[,、 ]*)+)\)?[\s、;,]*")
_SEVERAL = pattern(r"\s*[\u3400-\u9fff·]{2,15}(?:\s*[、;\n]\s*[\u3400-\u9fff·]{2,15})+\s*")
_DIGIT = pattern(r"\d")
_FIELD_OF = {"反对": "against", "不赞成": "against", "不同意": "against", "弃权": "abstain"}


@dataclass(frozen=True)
class CountedNames(Lines):
    """Lines of ``name``, ``in_favor``, ``against`` and ``abstain`` that may also stand in one cell."""

    def run_together(self, text: str) -> list[dict[str, Any]]:
        """A row for each name, with its votes where they stand behind it; none where the text is as we write it."""
        return [] if self._is_our_own(text) else counted_names(text)

    def _is_our_own(self, text: str) -> bool:
        """Whether each number stands behind the name of its column: 王芳，赞成：50."""
        labels = tuple(f"{column.label}：" for column in self.columns)
        parts = [part for line in text.splitlines() for part in line.split("，")]
        named = [part.startswith(labels) for part in parts]
        return any(named) and all(
            by or not _DIGIT.search(part) for by, part in zip(named, parts, strict=True)
        )


def counted_names(text: str) -> list[dict[str, Any]]:
    """``name`` and the votes of each, a bare number as ``in_favor``; nobody where the text is no such list."""
    plain = half_width(text).strip()
    if _SEVERAL.fullmatch(plain):
        return [{"name": name} for name in re.split(r"\s*[、;\n]\s*", plain)]
    people: list[dict[str, Any]] = []
    place = 0
    while place < len(plain):
        person = _PERSON.match(plain, place)
        if person is None:
            return []
        votes = {_FIELD_OF.get(word, "in_favor"): number for word, number in _VOTES.findall(person["cast"])}
        people.append({"name": person["name"], **votes})
        place = person.end()
    return people
