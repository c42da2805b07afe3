"""People who asked for confidentiality: where their names and numbers stand in texts, and texts without them.

A part of a name (a surname with 先生 or 女士) is not looked for: half the village goes by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from app.domain.fields import Field
from app.domain.patterns import pattern
from app.domain.texts import search_key
from app.domain.values import NOBODY as NOBODY
from app.domain.values import Confidence as Confidence  # asked for beside what is done with them

WANTED = "要求保密"  # stands where a visitor's name would be
STANDS_FOR = "来访群众"  # and this where it stood in a sentence
NO_NUMBER = "（号码不公开）"
CODE = "confidential_name"
# What clerks write instead of a name tells nobody's.
NOBODYS = frozenset(
    map(search_key, (WANTED, STANDS_FOR, "群众", "村民", "选民", "匿名", "不详", "某某", "保密"))
)
_DOTS = frozenset("·•・‧∙.")  # between the parts of a name
_BETWEEN = r"[-()—–·/]*"  # what people write between the digits of a number; blanks are folded away before
_ID_NUMBER = pattern(
    r"\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dx]"
    r"|(?<!\d)\d{8}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}(?!\d)"
)
_REPEATED = pattern(f"(?:{STANDS_FOR}){{2,}}")
_BRACKET = pattern(r"[(\[【〔].*")
_SHORT, _LONG = (
    7,
    10,
)  # digits: a number shorter than the first is none, from the second on it stands inside others


class Trace(NamedTuple):
    """A stretch of a text that tells who it was; not ``sure`` where it may as well be somebody else."""

    start: int
    end: int
    instead: str
    sure: bool


def confidence_of(people: Iterable[Mapping[str, Any]], others: Iterable[str] = ()) -> Confidence:
    """What ``people`` (mappings with ``name`` and ``phone``) confided, among ``others`` by name."""
    names, numbers = dict[str, None](), dict[str, None]()
    for person in people:
        whole = str(person.get("name") or "")
        for name in (_bare(whole), _bare(_BRACKET.sub("", whole))):
            if len(name) > 1 and name not in NOBODYS:
                names[name] = None
        for number in re.split(r"[、,\uff0c;\uff1b/\s]+", str(person.get("phone") or "")):
            numbers |= dict.fromkeys(_spellings(number))
    other_names = {other for other in map(_bare, others) if any(name in other for name in names)}
    return Confidence(tuple(names), tuple(numbers), tuple(sorted(other_names)))


def _spellings(number: str) -> Iterator[str]:
    """A number as digits, and a landline without its area code too."""
    area, _, local = number.partition("-")
    for spelling in (number, local if area.startswith("0") else ""):
        digits = "".join(filter(str.isdigit, spelling))
        if len(digits) >= _SHORT:
            yield digits


def traces(text: str, confidence: Confidence) -> list[Trace]:
    """Where ``text`` tells a name or number that was confided, or an ID number, in order, without overlaps."""
    folded, places = _folded(text)
    overlapping = [Trace(*stretch, NO_NUMBER, True) for stretch in _numbers(folded, confidence)]
    protected = [s for other in confidence.others for s in _stretches(folded, other)]
    for name in sorted(confidence.names, key=len, reverse=True):
        for start, end in _stretches(folded, name):
            inside = any(s <= start and end <= e and e - s > end - start for s, e in protected)
            alone = folded == name and name in confidence.others
            overlapping.append(Trace(start, end, STANDS_FOR, not (inside or alone)))
    return _in_text(text, places, overlapping)


def concealed(text: str, confidence: Confidence) -> str:
    """The text with 来访群众 in place of every name that surely is one that was confided, and without numbers."""
    sure = [trace for trace in traces(text, confidence) if trace.sure] if confidence.is_given else []
    for trace in reversed(sure):
        text = text[: trace.start] + trace.instead + text[trace.end :]
    return _REPEATED.sub(STANDS_FOR, text) if sure else text


def concealed_value(field: Field, value: Any, confidence: Confidence) -> Any:
    """The value of a field with its texts ``concealed``; private values stay, and so does who goes by the name."""
    if value is None or field.private or not confidence.is_given:
        return value
    return _with_texts(field, value, lambda words: concealed(words, confidence))


def concealed_words(data: Any, confidence: Confidence) -> Any:
    """JSON-ready data (what a half-typed form holds) with each of its texts ``concealed``."""
    if isinstance(data, str):
        return concealed(data, confidence)
    if isinstance(data, Mapping):
        return {key: concealed_words(value, confidence) for key, value in data.items()}
    return [concealed_words(value, confidence) for value in data] if isinstance(data, list | tuple) else data


def fields_with_traces(
    fields: Sequence[Field], row: Mapping[str, Any], confidence: Confidence
) -> tuple[list[Field], bool]:
    """The fields whose texts hold a trace, and whether one of them is sure."""
    telling_fields: list[Field] = []
    sure = False
    for field in fields if confidence.is_given else ():
        traces_here = _traces_in(field, row.get(field.key), confidence)
        if traces_here:
            telling_fields.append(field)
            sure = sure or any(trace.sure for trace in traces_here)
    return telling_fields, sure


def texts_in(field: Field, value: Any) -> list[str]:
    """Every text of a value that may name somebody: no private one, no label of a code."""
    texts: list[str] = []

    def noted(words: str) -> str:
        texts.append(words)
        return words

    if value is not None and not field.private:
        _with_texts(field, value, noted)
    return texts


def folded(text: str) -> str:
    """The text as names are compared in it."""
    return _folded(text)[0]


def _traces_in(field: Field, value: Any, confidence: Confidence) -> list[Trace]:
    texts = [] if field.computed else texts_in(field, value)
    field_traces = [trace for text in texts for trace in traces(text, confidence)]
    # A link to somebody who goes by the same name is no doubt: it was resolved to that person.
    return [trace for trace in field_traces if trace.sure or not field.kind.to]


def _with_texts(field: Field, value: Any, rewrite: Callable[[str], str]) -> Any:
    """The value with each of its texts as ``rewrite`` gives it."""
    kind = field.kind
    if kind.columns:
        return tuple(_line(kind.columns, line, rewrite) for line in value)
    if kind.to:
        return kind.of_refs(ref._replace(name=rewrite(ref.name)) for ref in kind.refs(value))
    return rewrite(value) if isinstance(value, str) and not kind.table else value


def _line(columns: Sequence[Field], line: Mapping[str, Any], rewrite: Callable[[str], str]) -> dict[str, Any]:
    own = ("name", "phone") if line.get("wants_confidential") else ()  # they are moved away, not replaced
    texts = {c.key: c for c in columns if not c.private and c.key not in own}
    return {
        k: _with_texts(texts[k], v, rewrite) if k in texts and v is not None else v for k, v in line.items()
    }


def _bare(name: str) -> str:
    return "".join(character for character in search_key(name) if character not in _DOTS)


@lru_cache(maxsize=2_000)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The text as names are compared (no blanks, dots or variants of form), with the place of each character."""
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for piece in "\n" if character == "\n" else search_key(character):
            if piece not in _DOTS:
                pieces.append(piece)
                places.append(place)
    return "".join(pieces), tuple(places)


def _stretches(folded: str, name: str) -> Iterator[tuple[int, int]]:
    start = folded.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = folded.find(name, start + 1)


def _numbers(folded: str, confidence: Confidence) -> Iterator[tuple[int, int]]:
    for match in _ID_NUMBER.finditer(folded):
        yield match.span()
    for number in confidence.numbers:
        pattern = _BETWEEN.join(number)
        bounded = pattern if len(number) >= _LONG else rf"(?<!\d){pattern}(?!\d)"
        for match in re.finditer(bounded, folded):
            yield match.span()


def _in_text(text: str, places: Sequence[int], overlapping: Iterable[Trace]) -> list[Trace]:
    """The traces at their places in the text itself; of two that overlap the sure one, then the longer one."""
    apart: list[Trace] = []
    for trace in sorted(overlapping, key=lambda t: (not t.sure, t.start - t.end)):
        start, end = places[trace.start], places[trace.end - 1] + 1
        while end < len(text) and not search_key(text[end]) and not text[end].isspace():
            end += 1  # a variation selector belongs to the character before it
        if all(end <= other.start or other.end <= start for other in apart):
            apart.append(trace._replace(start=start, end=end))
    return sorted(apart)
