"""The automatic styles of an .ods workbook: which tables are hidden, and number formats as Excel codes."""

from __future__ import annotations

from xml.etree import ElementTree

from app.excel.reading.archive import attribute, local

_DATE_PARTS = {"year": "yy", "month": "m", "day": "d", "hours": "h", "minutes": "m", "seconds": "s"}


class Styles:
    """What cells and tables point to by name. Without an element: no styles at all."""

    def __init__(self, element: ElementTree.Element | None = None) -> None:
        self._data_styles: dict[str, str] = {}  # cell style → data style
        self._codes: dict[str, str] = {}  # data style → code
        self._hidden: set[str] = set()
        for style in element if element is not None else ():
            name = attribute(style, "name") or ""
            if local(style.tag) != "style":
                self._codes[name] = _code(style)
            elif attribute(style, "family") == "table":
                if any(attribute(part, "display") == "false" for part in style):
                    self._hidden.add(name)
            elif data_style := attribute(style, "data-style-name"):
                self._data_styles[name] = data_style

    def hides_table(self, style: str) -> bool:
        """Whether tables of this style are hidden sheets."""
        return style in self._hidden

    def format(self, style: str) -> str:
        """The number format of a cell style, "" for General or unknown."""
        return self._codes.get(self._data_styles.get(style, ""), "")


def _code(style: ElementTree.Element) -> str:
    """A number, percentage or date style as a code; "" for other kinds and for General."""
    words = []
    for part in style:
        tag = local(part.tag)
        if tag == "number":
            places = attribute(part, "decimal-places") or ""
            if not places.isdecimal():
                return ""
            words.append("0" + ("." + "0" * min(int(places), 15) if int(places) else ""))
        elif tag in _DATE_PARTS:
            words.append(_DATE_PARTS[tag] * (2 if attribute(part, "style") == "long" else 1))
        elif tag == "text" and part.text:
            plain = part.text in "-/.:,% "
            words.append(part.text if plain else f'"{part.text}"')
    return "".join(words)
