"""The type of printed pages: which installed family serves a role, and how wide its characters run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QTextLayout, QTextOption

from app.domain.column_widths import ORDINAL
from ui.printing.marks import POINT

# By role, the first installed family is taken: (family, whether it needs bold to serve).
# Official papers use 小标宋 for titles, 黑体 for headings, 宋体 in tables, 仿宋 in forms (GB/T 9704).
_FAMILIES: dict[str, tuple[tuple[str, bool], ...]] = {
    "title": (
        ("方正小标宋简体", False),
        ("方正小标宋_GBK", False),
        ("FZXiaoBiaoSong-B05S", False),
        ("FZXiaoBiaoSong-B05", False),
        ("华文中宋", False),
        ("STZhongsong", False),
        ("Noto Serif CJK SC", True),
        ("Source Han Serif SC", True),
        ("SimHei", False),
        ("黑体", False),
    ),
    "heading": (
        ("SimHei", False),
        ("黑体", False),
        ("CESI黑体-GB2312", False),
        ("Noto Sans CJK SC", True),
        ("Source Han Sans SC", True),
        ("WenQuanYi Micro Hei", False),
        ("WenQuanYi Zen Hei", False),
    ),
    "body": (
        ("SimSun", False),
        ("宋体", False),
        ("NSimSun", False),
        ("CESI宋体-GB2312", False),
        ("Noto Serif CJK SC", False),
        ("Source Han Serif SC", False),
        ("AR PL UMing CN", False),
    ),
    "form": (
        ("仿宋_GB2312", False),
        ("FangSong_GB2312", False),
        ("FangSong", False),
        ("仿宋", False),
        ("CESI仿宋-GB2312", False),
        ("STFangsong", False),
        ("华文仿宋", False),
        ("SimSun", False),
        ("Noto Serif CJK SC", False),
        ("AR PL UMing CN", False),
    ),
}
# Families that hold characters the chosen one lacks: rare names, minority scripts.
_SPARE = (
    "SimSun-ExtB",
    "SimSun-ExtG",
    "MingLiU-ExtB",
    "HanaMinA",
    "HanaMinB",
    "BabelStone Han",
    "Plangothic P1",
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "DejaVu Sans",
)
LEADING = 1.36  # height of a line of text over its type size
# What stands before and after a cut through a number: 2022-11-2|6, 1,234,5|67.89, 44128319750312001|X.
# 迳人大〔2022〕9号, 2022年度, 4月, 第十九选区, （草案）, a number, date or telephone number, what follows the dot in 阿依古丽·买买提, and a line to
# be written on.
_WHOLE = re.compile(
    "[^\\s\u00b7\u3001\u3002\uff08\uff0c\uff1b\u3014]{0,6}\u3014[0-9]{4}\u3015[0-9]+\u53f7"
    "|[0-9](?:[0-9.,:/-]*[0-9Xx])?(?:\u5e74\u5ea6|[\u5e74\u6708\u65e5])|[0-9][0-9.,:/-]*[0-9Xx]|(?<=\u00b7)[\u4e00-\u9fff]{2,5}|\uff3f{2,}|\uff08[\u4e00-\u9fff]{1,4}\uff09|"
    + ORDINAL
)
_OPENING = "\uff08(\u3014\u300a\u3010\u201c\u2018["
_BASELINE = 0.86  # where Chinese type stands in its square, from the top


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


def face_of(role: str) -> tuple[str, bool]:
    """The family that serves a role on this machine, and whether bold is asked of it."""
    wanted = _FAMILIES[role]
    installed = next((choice for choice in wanted if choice[0] in _installed()), None)
    return installed or (wanted[-1][0], role in ("title", "heading"))


@lru_cache(maxsize=64)
def font(role: str, size: float, tracking: float = 0) -> QFont:
    """The font of a role at ``size`` points, measured in the units of a page.

    ``tracking``: points added to the width of each character.
    """
    family, bold = face_of(role)
    face_font = QFont()
    face_font.setFamilies([family, *(spare for spare in _SPARE if spare != family and spare in _installed())])
    face_font.setPixelSize(round(size * POINT))
    face_font.setBold(bold)
    face_font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tracking:
        face_font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking * POINT)
    return face_font


def line_height(size: float) -> float:
    """The height of one line, in units."""
    return size * POINT * LEADING


def baseline(size: float) -> float:
    """From the top of a line to its baseline, in units."""
    return size * POINT * ((LEADING - 1) / 2 + _BASELINE)


class _Ruler:
    """Remembers how wide each character of one font runs."""

    def __init__(self, role: str, size: float, tracking: float) -> None:
        self._metrics = QFontMetricsF(font(role, size, tracking))
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """The width of one line, in units."""
        widths = self._widths
        try:
            return sum(map(widths.__getitem__, text))
        except KeyError:
            for character in set(text).difference(widths):
                widths[character] = self._metrics.horizontalAdvance(character)
            return sum(map(widths.__getitem__, text))


@lru_cache(maxsize=64)
def _ruler(role: str, size: float, tracking: float) -> _Ruler:
    return _Ruler(role, size, tracking)


def text_width(text: str, role: str, size: float, tracking: float = 0) -> float:
    """The width of one line of text, in units."""
    return _ruler(role, size, tracking).width(text)


def wrapped(
    text: str, role: str, size: float, width: float, indent: float = 0, tracking: float = 0
) -> list[str]:
    """The lines that ``text`` takes in ``width`` units, broken as Chinese wants it.

    No ,。 begins a line and no ( ends one (the Unicode rules that QTextLayout follows).  A tab is a blank: drawn as
    one it would reach over the rule.
    """
    lines: list[str] = []
    for part in text.replace("\t", " ").split("\n"):
        if text_width(part, role, size, tracking) + indent <= width:
            lines.append(part)
        else:
            lines.extend(_broken(part, font(role, size, tracking), width, indent))
        indent = 0
    return lines


def _broken(text: str, face: QFont, width: float, indent: float) -> list[str]:
    """The lines of a text without line ends.

    Where no place to break is near Qt cuts anywhere; a number, date or telephone number, the number of a document
    or a later part of a name that would be cut goes to the next line, if it fits there.
    """
    lines: list[str] = []
    while text:
        begin, wholes = 0, list(_WHOLE.finditer(text))
        for line in _as_qt_breaks(text, face, width, indent):
            end = begin + len(line)
            cut = next((whole for whole in wholes if whole.start() < end < whole.end()), None)
            start = _line_start(text, cut, face, width) if cut else begin
            if start > begin:
                lines.append(text[begin:start].rstrip())
                begin = start
                break
            lines.append(line.rstrip())
            begin = end
        text, indent = text[begin:], 0
    return lines


def _line_start(text: str, whole: re.Match[str], face: QFont, width: float) -> int:
    """Where the line begins that takes over what is not cut, with the bracket before it if there is room; 0 if it does not fit."""
    start = len(text[: whole.start()].rstrip(_OPENING))
    if _runs(face, text[start : whole.end()]) <= width:
        return start
    return whole.start() if _runs(face, whole[0]) <= width else 0


def _runs(face: QFont, text: str) -> float:
    return QFontMetricsF(face).horizontalAdvance(text)


def _as_qt_breaks(text: str, face: QFont, width: float, indent: float) -> Iterator[str]:
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le")  # Qt counts in UTF-16 units
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width - (0 if line.textStart() else indent), 1.0))
        start = line.textStart() * 2
        yield units[start : start + line.textLength() * 2].decode("utf-16-le")
    layout.endLayout()
