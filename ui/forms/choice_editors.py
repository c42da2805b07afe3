"""One of a table: picked, or typed as a part of it, an alias, a code, or in pinyin."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from app.domain.fields import Field
from app.domain.pinyin import pinyin_full, pinyin_search
from ui.forms.editors import Editor
from ui.forms.enter_takes import EnterTakes
from ui.look.calm_boxes import CalmBox
from ui.look.lines import WordsLine
from ui.open_ledger.workspace import Workspace


class CalmCombo(CalmBox):
    """The box of a field; ``left`` comes when the keyboard goes elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Judge the field when it is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def matching(labels: list[str], words: str) -> list[str]:
    """The labels that hold the words, or whose pinyin or initials begin with them."""
    typed = words.strip().casefold().replace(" ", "")
    if not typed:
        return labels
    matches = [label for label in labels if typed in label.casefold()]
    if matches or not typed.isascii() or not typed.isalpha():
        return matches
    return [
        label for label in labels if pinyin_search(label).startswith(typed) or _spelt(label).startswith(typed)
    ]


def spelt_out(labels: list[str], words: str) -> str:
    """The one label that pinyin typed to its end can only mean: han is 汉族, not 哈尼族; else empty."""
    typed = words.strip().casefold().replace(" ", "")
    matches = matching(labels, typed) if typed else []
    if len(matches) > 1:
        matches = [label for label in matches if _ends_a_syllable(label, typed)]
    return matches[0] if len(matches) == 1 else ""


def _spelt(label: str) -> str:
    return pinyin_full(label).replace(" ", "")


def _ends_a_syllable(label: str, typed: str) -> bool:
    syllables = pinyin_full(label).split()
    return typed in ("".join(syllables[:number]) for number in range(1, len(syllables) + 1))


class ChoiceEditor(Editor):
    """A box that offers what matches while it is typed."""

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self.combo = CalmCombo()
        self.combo.setLineEdit(WordsLine())
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.labels = self._labels()
        self.combo.addItems(["", *self.labels])
        self.combo.setMaxVisibleItems(14)
        self.combo.lineEdit().setPlaceholderText(self.hint or "选择或输入几个字")
        self._offers = QStringListModel(self.combo)
        completer = QCompleter(self._offers, self.combo)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated[QModelIndex].connect(lambda index: self.combo.setEditText(index.data()))  # type: ignore[index]
        EnterTakes(completer, self._meant, strict=True).went_on.connect(self.went_on)
        self.combo.setCompleter(completer)
        self.combo.setCurrentIndex(0)
        self.combo.lineEdit().textEdited.connect(self._offer)
        self.combo.editTextChanged.connect(lambda _: self.edited.emit())
        self.combo.left.connect(self._leave)
        self.widget = self.focus = self.combo

    def _labels(self) -> list[str]:
        table = self.field.kind.table
        short = [code for code, _ in table.short]
        codes = (*short, *(code for code in table.codes() if code not in short))
        return [table.explained(code) for code in codes]

    def _offer(self, words: str) -> None:
        matches = matching(self.labels, words)
        self._offers.setStringList(matches)
        completer = self.combo.completer()
        if matches and words.strip():
            completer.complete()
        else:
            completer.popup().hide()

    def _meant(self) -> int:
        """The line of the only match, or of what was spelt out."""
        matches = self._offers.stringList()
        label = matches[0] if len(matches) == 1 else spelt_out(self.labels, self.raw())
        return matches.index(label) if label in matches else -1

    def _leave(self) -> None:
        """Pinyin that can only mean one choice becomes that choice."""
        words = self.raw()
        label = spelt_out(self.labels, words) if words.isascii() and words.isalpha() else ""
        if label and self.field.read(words, self.workspace.context()).value is None:
            self.combo.setEditText(label)
        self.left.emit()

    def raw(self) -> str:
        """The label, or what was typed instead."""
        return self.combo.currentText().strip()

    def fill(self, value: Any) -> None:
        """The label of a code, with its meaning where it has one."""
        self.fill_text(self.field.kind.on_screen(value))

    def fill_text(self, words: str) -> None:
        """The words as typed."""
        self.combo.blockSignals(True)
        self.combo.setCurrentIndex(max(0, self.combo.findText(words)))
        self.combo.setEditText(words)
        self.combo.blockSignals(False)


class FlagEditor(ChoiceEditor):
    """Yes, no, or not stated."""

    def _labels(self) -> list[str]:
        return ["是", "否"]
