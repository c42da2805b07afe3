"""What a document from elsewhere may bring along: programs, and fields that start or fetch something when it is opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml.ns import qn

PROGRAMS = ("vbaproject", "vbadata", "activex", "/embeddings/")  # in names of parts
# Word's fields (ECMA-376 part 1, 17.16.5) that start a program (DDE), run a macro or take in another file or page.
FETCHING = frozenset(
    (
        "dde", "ddeauto", "database", "import", "include", "includepicture", "includetext", "link", "macrobutton", "rd",
    )
)  # fmt: skip
CHUNK = (
    "/afchunk"  # how the kind of a relationship ends (lower case) whose part is read as a document of its own
)
# Functions of a workbook that do the same (a name may stand before them, as _xlfn.), and DDE: program|topic!item.
_FETCHES = re.compile(
    r"(?<![A-Z0-9_])(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|SQL\.REQUEST)\s*\(|[A-Z0-9_']\|",
    re.IGNORECASE,
)
_WORDS_IN_FORMULA = re.compile('"[^"]*"')
_BEGIN, _WORDS, _SIMPLE = qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")


def brings_programs(part_names: Iterable[str]) -> bool:
    """Whether one of the parts, by its name in lower case, is a macro, a control or an embedded object."""
    return any(word in f"/{name}" for name in part_names for word in PROGRAMS)


def has_fetching_field(root: Any) -> bool:
    """Whether a part of a Word document (an lxml element) holds such a field, however its words are split."""
    return any(words.split()[0].lower() in FETCHING for words in _instructions(root) if words.strip())


def has_fetching_formula(root: Any) -> bool:
    """Whether a part of a workbook (an lxml element) holds a formula that starts a program or asks another place."""
    formulas = (
        element.text or "" for element in root.iter("{*}f", "{*}definedName", "{*}formula1", "{*}formula")
    )
    return any(_FETCHES.search(_WORDS_IN_FORMULA.sub("", formula)) for formula in formulas)


def _instructions(root: Any) -> Iterator[str]:
    words = ""
    for element in root.iter(_BEGIN, _WORDS, _SIMPLE):
        if element.tag == _WORDS:
            words += element.text or ""
            continue
        yield words
        words = ""
        if element.tag == _SIMPLE:
            yield element.get(qn("w:instr")) or ""
    yield words
