"""Asks whether two records change places, where one is to get the number that the other has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.storage.ledger import Ledger
from app.work.changed_places import TakenPlace
from ui.dialogs.questions import ask

STAY, CHANGE = "不改", "两条对换"


def change_places(
    parent: QWidget, ledger: Ledger, key: str, taken: TakenPlace, values: Mapping[str, Any]
) -> bool:
    """Whether she wants it."""
    field, name = taken.field, ledger.names(key, [taken.other])[taken.other]
    wanted, left = field.text(values[field.key]), field.text(taken.left)
    words = f"{field.label} {wanted} 已经是“{name}”。对换以后，这一条是 {wanted}，那一条改为 {left}；是一步操作，可以撤销。"
    return ask(parent, f"和“{name}”对换{field.label}吗？", words, (STAY, CHANGE)) == CHANGE
