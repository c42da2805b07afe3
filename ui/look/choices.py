"""Boxes of named choices above a page."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from ui.look.calm_boxes import CalmBox


def choice(name: str, words: Mapping[str, str]) -> QComboBox:
    """A box of named choices."""
    box = CalmBox()
    box.setAccessibleName(name)
    for key, label in words.items():
        box.addItem(label, key)
    return box


def offer(box: QComboBox, words: Mapping[object, str], otherwise: object = None) -> None:
    """Put other choices into a box; what was chosen stays chosen where it is still offered."""
    chosen = box.currentData()
    box.clear()
    for key, label in words.items():
        box.addItem(label, key)
    keys = list(words)
    wanted = chosen if chosen in words else otherwise
    box.setCurrentIndex(keys.index(wanted) if wanted in words else min(0, len(keys) - 1))


def with_label(box: QComboBox) -> QWidget:
    """The box behind its name."""
    label = QLabel(box.accessibleName())
    label.setBuddy(box)
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label)
    row.addWidget(box)
    return pair
