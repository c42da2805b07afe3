"""How a paragraph of a .docx looks: what it says itself, else its style, else the style that one rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from app.domain.fields import Side

Face = Literal["title", "heading", "body", "form"]
TWIPS_OF_POINT = 20
USUAL_SIZE = 16.0
_ALIGNS: dict[str | None, Side] = {"center": "center", "right": "right", "end": "right"}
_OFF = ("0", "false", "off")


class Look(NamedTuple):
    """Face, size and pitch in points (0 where it follows the size), side, indents in characters.

    ``first`` is of the first line only.  ``keep``: it stands on the page of what follows.  ``new_page``: it
    begins one.  ``rules``: the sides with a line, ``top`` and ``bottom``.
    ``to_rule``: points of white over the line below it.  ``tracking``: points added to the width of each character.  ``at_foot``: it stands in a frame on the last lines of its page.
    """

    face: Face
    size: float
    align: Side
    first: int
    left: float
    right: float
    leading: float
    space_after: float
    to_rule: float
    keep: bool
    new_page: bool
    rules: tuple[str, ...]
    tracking: float
    at_foot: bool


def look_of(paragraph: Paragraph) -> Look:
    """The look of a paragraph, that of its first run with words."""
    shapes, types = list(_shapes(paragraph)), list(_types(paragraph))
    size = float(_value(types, "w:sz", "w:val") or USUAL_SIZE * 2) / 2
    exact = _value(shapes, "w:spacing", "w:lineRule") == "exact"
    return Look(
        _face(types),
        size,
        _ALIGNS.get(_value(shapes, "w:jc", "w:val"), "left"),
        round(_characters(shapes, "firstLine", size)),
        _characters(shapes, "left", size),
        _characters(shapes, "right", size),
        float(_value(shapes, "w:spacing", "w:line") or 0) / TWIPS_OF_POINT if exact else 0.0,
        float(_value(shapes, "w:spacing", "w:after") or 0) / TWIPS_OF_POINT,
        _to_rule(shapes),
        _is_on(shapes, "w:keepNext"),
        _is_on(shapes, "w:pageBreakBefore"),
        tuple(side for side in ("top", "bottom") if _ruled(shapes, side)),
        float(_value(types, "w:spacing", "w:val") or 0) / TWIPS_OF_POINT,
        _value(shapes, "w:framePr", "w:yAlign") == "bottom",
    )


def _styles(paragraph: Paragraph) -> Iterator[Any]:
    style: Any = paragraph.style
    while style is not None:
        yield style.element
        style = style.base_style


def _shapes(paragraph: Paragraph) -> Iterator[Any]:
    for element in (paragraph._p, *_styles(paragraph)):
        yield from element.findall(qn("w:pPr"))


def _types(paragraph: Paragraph) -> Iterator[Any]:
    """What the first run with words says of its type, or, where there are none, the paragraph's mark."""
    spoken = next((run._r for run in paragraph.runs if run.text.strip()), None)
    if spoken is not None:
        yield from spoken.findall(qn("w:rPr"))
    else:
        yield from paragraph._p.xpath("./w:pPr/w:rPr")
    for element in _styles(paragraph):
        yield from element.findall(qn("w:rPr"))


def _value(properties: list[Any], tag: str, attribute: str) -> str | None:
    """The nearest that is said of an attribute."""
    for one in properties:
        setting = one.find(qn(tag))
        if setting is not None and setting.get(qn(attribute)) is not None:
            return str(setting.get(qn(attribute)))
    return None


def _is_on(properties: list[Any], tag: str) -> bool:
    for one in properties:
        setting = one.find(qn(tag))
        if setting is not None:
            return setting.get(qn("w:val")) not in _OFF
    return False


def _face(types: list[Any]) -> Face:
    family = _value(types, "w:rFonts", "w:eastAsia") or ""
    if "标宋" in family:
        return "title"
    if "黑体" in family or "Hei" in family or _is_on(types, "w:b"):
        return "heading"
    return "form" if "仿宋" in family or "楷体" in family or not family else "body"


def _characters(shapes: list[Any], side: str, size: float) -> float:
    """An indent in characters; what says it in characters goes before what says it in twips."""
    for one in shapes:
        indents = one.find(qn("w:ind"))
        if indents is None:
            continue
        characters, twips = indents.get(qn(f"w:{side}Chars")), indents.get(qn(f"w:{side}"))
        if characters not in (None, "0"):
            return int(characters) / 100
        if twips is not None:
            return int(twips) / TWIPS_OF_POINT / size
    return 0.0


def _ruled(shapes: list[Any], side: str) -> bool:
    line = _line(shapes, side)
    return line is not None and line.get(qn("w:val")) not in ("nil", "none")


def _to_rule(shapes: list[Any]) -> float:
    line = _line(shapes, "bottom")
    return float(line.get(qn("w:space")) or 0) if line is not None else 0.0


def _line(shapes: list[Any], side: str) -> Any:
    """The nearest that is said of the line at a side; None where nothing is."""
    frames = (one.find(qn("w:pBdr")) for one in shapes)
    lines = (frame.find(qn(f"w:{side}")) for frame in frames if frame is not None)
    return next((line for line in lines if line is not None), None)
