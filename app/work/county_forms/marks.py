"""The marks 〔…〕 in a form: where they stand in a text, and how a name in one is compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.texts import full_width_signs
from app.paper.letters.filling import replace_span

MARK = re.compile(r"〔([^〔〕\n]{1,60})〕")
_NO_MARK = re.compile(
    r"\s*\d*\s*"
)  # the year of a document's number, 迳人大〔2026〕5号, or the room left for it


def mark_of(name: str) -> str:
    """The mark as it stands in the form."""
    return f"〔{name}〕"


def plain_name(name: str) -> str:
    """A name as it is compared: without blanks, half and full width alike, in lower case."""
    return (
        full_width_signs("".join(name.split()))
        .replace(":", "\uff1a")
        .replace("(", "\uff08")
        .replace(")", "\uff09")
        .lower()
    )


def marks_in(text: str) -> list[str]:
    """The names in the marks of a text, in order; brackets of a document's number are none."""
    return [match[1] for match in _marks(text)]


def sole_mark(text: str) -> str | None:
    """The name of the one mark that is the whole text; None where anything stands beside it."""
    match = MARK.fullmatch(text.strip())
    return match[1] if match and marks_in(text) else None


def replace_marks(nodes: Sequence[object], texts: dict[str, str]) -> None:
    """Put texts in place of the marks they are named by, however the form splits them over ``nodes``."""
    whole = "".join(getattr(node, "text", "") or "" for node in nodes)
    for match in reversed(_marks(whole)):
        if match[1] in texts:
            replace_span(nodes, match.start(), match.end(), texts[match[1]])


def _marks(text: str) -> list[re.Match[str]]:
    return [match for match in MARK.finditer(text) if not _NO_MARK.fullmatch(match[1])]
