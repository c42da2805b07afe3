"""Rows of other registers as values: picked by hanzi or pinyin initials, several at a time."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.domain import registers
from app.domain.fields import Field, Ref, Row
from app.domain.register import Register
from app.storage.query import Query
from ui.forms.distinctions import Distinctions
from ui.forms.editors import Editor
from ui.forms.enter_takes import EnterTakes
from ui.look import icons
from ui.look.flow import FlowLayout
from ui.look.lines import Line
from ui.look.theme import COLOURS, dp
from ui.open_ledger.workspace import Workspace

OFFERED = 12
IN_OFFICE = "in_office"  # the pill of registers whose rows hold an office for a time


class Offers(QAbstractListModel):
    """The rows that match what was typed: name, and what tells rows of one name apart."""

    def __init__(self, workspace: Workspace, register: Register) -> None:
        super().__init__()
        self._workspace = workspace
        self._register = register
        self.rows: list[Row] = []

    def find(self, words: str) -> None:
        """Look the words up."""
        self.beginResetModel()
        ids = self._ids(words)[:OFFERED]
        self.rows = self._workspace.ledger.rows(self._register.key, ids)
        self.endResetModel()

    def _ids(self, words: str) -> list[int]:
        """Those in office first, where the register tells: after a change of term nobody wants the old mandate."""
        ledger, key = self._workspace.ledger, self._register.key
        ids = ledger.ids(key, Query(find=words))
        if not any(choice.key == IN_OFFICE for choice in self._register.filters):
            return ids
        present = set(ledger.ids(key, Query(find=words, filter=IN_OFFICE)))
        return sorted(ids, key=lambda row_id: row_id not in present)

    def ref(self, number: int) -> Ref:
        """The row of that number as a link."""
        row = self.rows[number]
        return Ref(row["id"], self._register.name_of(row))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many match, as far as they are offered."""
        return len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name and distinction on screen, the name alone in the line."""
        if role == Qt.ItemDataRole.EditRole:
            return self.ref(index.row()).name
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self.ref(index.row()).name}    {self._register.distinction(self.rows[index.row()])}".strip()
        return None


class PickLine(Line):
    """A line that offers rows while typing."""

    def __init__(self, workspace: Workspace, register: Register, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint or f"{register.label.removesuffix('名册')}的名称或拼音首字母")
        self.offers = Offers(workspace, register)
        self.completer_ = QCompleter(self.offers, self)
        self.completer_.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer_.setCompletionRole(Qt.ItemDataRole.EditRole)
        self.completer_.setMaxVisibleItems(OFFERED)
        self.completer_.popup().setMinimumWidth(dp(320))
        self.enter = EnterTakes(self.completer_, self._only_one, strict=True)
        self.setCompleter(self.completer_)
        self.textEdited.connect(self._look_up)
        arrow = QAction(icons.icon("chevron-down", COLOURS["quiet"]), "列出（↓）", self)
        arrow.triggered.connect(self.show_all)
        self.addAction(arrow, self.ActionPosition.TrailingPosition)

    def _look_up(self, words: str) -> None:
        self.offers.find(words.strip())
        self.completer_.complete()

    def show_all(self) -> None:
        """Offer the first rows without typing."""
        self.offers.find("")
        self.completer_.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list."""
        if event.key() == Qt.Key.Key_Down and not self.completer_.popup().isVisible():
            self.show_all()
        else:
            super().keyPressEvent(event)

    def _only_one(self) -> int:
        return 0 if len(self.offers.rows) == 1 else -1


class LinkEditor(Editor):
    """One row of another register."""

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        register = registers.BY_KEY[field.kind.to]
        self.line = PickLine(workspace, register, self.hint)
        self._chosen: Ref | None = None
        self._distinctions = Distinctions(workspace, register)
        self.line.textEdited.connect(self._typed)
        self.line.left.connect(self.left)
        self.line.completer_.activated[QModelIndex].connect(self._pick)  # type: ignore[index]
        self.line.enter.went_on.connect(self.went_on)
        self.focus = self.line
        self._which = QLabel()
        self._which.setProperty("role", "quiet")
        self._which.setWordWrap(True)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(3))
        column.addWidget(self.line)
        column.addWidget(self._which)
        self._choose(None)

    def _choose(self, ref: Ref | None) -> None:
        self._chosen = ref
        which = self._distinctions.of(ref) if ref else ""
        self._which.setText(which)
        self._which.setVisible(bool(which))

    def _typed(self) -> None:
        self._choose(None)
        self.edited.emit()

    def _pick(self, index: QModelIndex) -> None:
        self.fill(self.line.offers.ref(index.row()))
        self.edited.emit()
        self.left.emit()

    def raw(self) -> Any:
        """The row chosen, or the words typed."""
        words = self.line.text().strip()
        if self._chosen and self._chosen.name == words:
            return {"id": self._chosen.id, "name": words}
        return words

    def fill(self, value: Any) -> None:
        """The name of a row, below it which one where several are called so."""
        self._distinctions.forget()
        self._choose(value if value and value.id is not None else None)
        self.line.setText(value.name if value else "")

    def choose(self, name: str, ref: Ref) -> None:
        """Take a row for a name that was open."""
        if self.line.text().strip() == name:
            self.fill(ref)
            self.edited.emit()

    def restore(self, raw: Any) -> None:
        """A chosen row, or words."""
        if isinstance(raw, dict):
            self.fill(Ref(raw["id"], raw["name"]))
        else:
            self.line.setText(raw or "")


class DropButton(QToolButton):
    """Takes a row out again: reached by Tab, passed by Enter, pressed by space or by Enter upon it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it; by itself such a button knows the space bar only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class LinksEditor(Editor):
    """Several rows of another register, as chips before the line."""

    wide = True

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        register = registers.BY_KEY[field.kind.to]
        self.refs: list[Ref] = []
        self._distinctions = Distinctions(workspace, register)
        self.line = PickLine(workspace, register, self.hint)
        self.line.completer_.activated[QModelIndex].connect(self._pick)  # type: ignore[index]
        self.line.left.connect(self._leave)
        self.widget = QWidget()
        self.focus = self.line
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(6))
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=dp(6))
        self._chips.hide()
        column.addWidget(self._chips)
        column.addWidget(self.line)

    def _pick(self, index: QModelIndex) -> None:
        self._add([self.line.offers.ref(index.row())])
        QTimer.singleShot(0, self.line, self.line.clear)  # the completer writes the name after this

    def _leave(self) -> None:
        words = self.line.text().strip()
        refs = self.field.kind.read(words, self.field, self.workspace.context()).value if words else None
        if refs:  # what cannot be read as names stays where it was typed
            self.line.clear()
            self._add(list(refs))
        self.left.emit()

    def _add(self, refs: list[Ref]) -> None:
        self.refs += [ref for ref in refs if ref not in self.refs]
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().deleteLater()
        for ref in self.refs:
            self._flow.addWidget(self._chip(ref))
        self._chips.setVisible(bool(self.refs))

    def _chip(self, ref: Ref) -> QFrame:
        chip = QFrame()
        chip.setObjectName("chip")
        row = QHBoxLayout(chip)
        row.setContentsMargins(dp(10), dp(1), dp(3), dp(1))
        row.setSpacing(dp(2))
        row.addWidget(QLabel(self._words(ref)))
        drop = DropButton()
        drop.setIcon(icons.icon("close", COLOURS["quiet"]))
        drop.setAccessibleName(f"去掉{ref.name}")
        drop.setToolTip(f"去掉{ref.name}")
        drop.clicked.connect(lambda: self._drop(ref))
        row.addWidget(drop)
        return chip

    def _words(self, ref: Ref) -> str:
        if ref.id is None:
            return f"{ref.name}（还没有对上）"
        return f"{ref.name} {self._distinctions.of(ref)}".strip()

    def _drop(self, ref: Ref) -> None:
        self.line.setFocus()  # the button that was pressed is going
        self.refs.remove(ref)
        self._show()
        self.edited.emit()

    def choose(self, name: str, ref: Ref) -> None:
        """Take a row for a name that was open, in its place; twice the same row is once."""
        chosen = (ref if ref_before == Ref(None, name) else ref_before for ref_before in self.refs)
        self.refs = list(dict.fromkeys(chosen))
        self._show()
        self.edited.emit()

    def raw(self) -> Any:
        """The rows chosen, then what is still being typed."""
        words = self.line.text().strip()
        return [{"id": ref.id, "name": ref.name} for ref in self.refs] + ([words] if words else [])

    def fill(self, value: Any) -> None:
        """The rows of a value."""
        self._distinctions.forget()
        self.refs = list(value or ())
        self._show()

    def restore(self, raw: Any) -> None:
        """Chosen rows and words."""
        self.fill([Ref(part["id"], part["name"]) for part in raw or () if isinstance(part, dict)])
        self.line.setText("、".join(part for part in raw or () if isinstance(part, str)))
