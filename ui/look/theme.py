"""Colours, sizes and the style sheet: everything scales from one base size."""

from __future__ import annotations

import re
from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from app.resources import resource

FAMILIES = [
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimSun",
]
BASE_SIZES = {"standard": 14, "large": 16, "largest": 18}
SIZE_LABELS = {"standard": "标准", "large": "大", "largest": "特大"}

COLOURS = {
    "ink": "#1f2933",
    "quiet": "#66727f",
    "faint": "#9aa5b1",
    "line": "#e3e7ec",
    "rule": "#eef1f4",
    "edge": "#cfd6dd",
    "edge_dark": "#aab4bf",
    "ground": "#f4f6f8",
    "head": "#f7f9fb",
    "hover": "#f4f6f8",
    "scroll": "#cbd2d9",
    "accent": "#b3261e",
    "accent_dark": "#9a1f18",
    "accent_darker": "#821913",
    "accent_paper": "#fdeceb",
    "row": "#fdf2f1",
    "disabled": "#d9a5a2",
    "amber": "#8a5300",
    "amber_line": "#e2b563",
    "amber_paper": "#fff6e5",
    "focus": "#2f6fb0",
    "link": "#1f5a96",
    "select": "#cfe0f2",
}
# Ink and paper of the pills, by tone: plain, good, warn, bad, info.
TONES = {
    "plain": ("#4b5763", "#edf0f3"),
    "good": ("#1a6b35", "#e6f4ea"),
    "warn": ("#8a5300", "#fff1d6"),
    "bad": ("#a1201a", "#fde4e2"),
    "info": ("#1f4e8c", "#e6eefb"),
}

_scale = 1.0


def dp(points: float) -> int:
    """Points of the 14-point base, in the logical pixels of the font size chosen."""
    return max(1, round(points * _scale)) if points else 0


def points(pixels: int) -> float:
    """The inverse of ``dp``: what is kept in points fits every font size."""
    return round(pixels / _scale, 1)


def colour(name: str) -> QColor:
    """One of ``COLOURS``."""
    return QColor(COLOURS[name])


def style_sheet() -> str:
    """The style sheet with colours filled in and sizes scaled."""
    words = resource("theme").joinpath("presidium.qss").read_text(encoding="utf-8")
    words = Template(words).substitute(COLOURS, icons=resource("icons").as_posix())
    return re.sub(r"(\d+)dp\b", lambda match: f"{dp(int(match.group(1)))}px", words)


def apply(application: QApplication, size: str = "standard") -> None:
    """Dress the whole program in font size ``standard``, ``large`` or ``largest``."""
    global _scale
    _scale = BASE_SIZES.get(size, 14) / 14
    style = QStyleFactory.create("Fusion")
    if style is not None and application.style().name().lower() != "fusion":
        application.setStyle(style)
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(dp(14))
    application.setFont(font)
    application.setPalette(_palette())
    application.setStyleSheet(style_sheet())


def _palette() -> QPalette:
    """A light palette whatever the desktop's own colours are."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "ground"),
        (roles.WindowText, "ink"),
        (roles.Text, "ink"),
        (roles.ButtonText, "ink"),
        (roles.PlaceholderText, "faint"),
        (roles.Highlight, "select"),
        (roles.HighlightedText, "ink"),
        (roles.Link, "link"),
    ):
        palette.setColor(role, colour(name))
    palette.setColor(roles.Base, QColor("white"))
    palette.setColor(roles.Button, QColor("white"))
    return palette


def show_state(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet looks at, and restyle the widget."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
