"""The judged rows of an import as a table: pills by verdict, ticks for what must be confirmed, the reason beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from app.domain.fields import Field
from app.excel.judging.entries import Entry
from ui.importing.import_session import ImportSession
from ui.importing.import_words import TONES, WORDS
from ui.lists.table_model import ELASTIC, TONE, elasticity
from ui.look.theme import COLOURS

Index = QModelIndex | QPersistentModelIndex
FIXED = ("", "位置", "判定", "原因")
WHY = 3


class EntriesModel(QAbstractTableModel):
    """The entries of one verdict, or all; ticks live in the session."""

    ticked = Signal()

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        self._entries: Sequence[Entry] = ()
        self.numbers: list[int] = []
        self.fields: list[Field] = []

    def show_verdict(self, verdict: str) -> None:
        """Only the rows of a verdict; empty for all, with what needs a look first."""
        preview = self._session.preview
        assert preview is not None
        self.beginResetModel()
        self._entries = preview.rows
        used = {key for entry in preview.rows for key in entry.values if entry.values[key] is not None}
        self.fields = [field for field in preview.register.input_fields if field.key in used]
        self.numbers = [n for n, entry in enumerate(preview.rows) if not verdict or entry.verdict == verdict]
        self.endResetModel()

    def entry(self, line: int) -> Entry:
        """The entry painted on a line."""
        return self._entries[self.numbers[line]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many entries are shown."""
        return 0 if parent.isValid() else len(self.numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Tick, place, verdict, then the fields that were read."""
        return 0 if parent.isValid() else len(FIXED) + len(self.fields)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Labels of the fields."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        field = self.fields[section - len(FIXED)] if section >= len(FIXED) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return field.label if field else FIXED[section]
        if role == ELASTIC:
            return elasticity(field) if field else 0
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Values as read; a field with a problem on tinted ground."""
        entry = self.entry(index.row())
        if index.column() < len(FIXED):
            return self._fixed(entry, index, role)
        field = self.fields[index.column() - len(FIXED)]
        if role == Qt.ItemDataRole.DisplayRole:
            return read_text(field, entry)
        if role == Qt.ItemDataRole.BackgroundRole:
            severities = {p.severity for p in entry.problems if p.field == field.key}
            if severities:
                return QBrush(QColor(COLOURS["accent_paper" if "error" in severities else "amber_paper"]))
        return None

    def _fixed(self, entry: Entry, index: Index, role: int) -> Any:
        if index.column() == 0 and role == Qt.ItemDataRole.CheckStateRole and entry.verdict == "flagged":
            ticked = self.numbers[index.row()] in self._session.accepted
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if index.column() == 1 and role == Qt.ItemDataRole.DisplayRole:
            return f"{entry.sheet} 第 {entry.row} 行"
        if index.column() == WHY and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return reason(entry)
        if index.column() == 2:
            if role == Qt.ItemDataRole.DisplayRole:
                return WORDS[entry.verdict]
            if role == TONE:
                return TONES[entry.verdict]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Flagged rows can be ticked."""
        flags = super().flags(index)
        if index.column() == 0 and self.entry(index.row()).verdict == "flagged":
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick was set or taken away."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def tick(self, lines: list[int], ticked: bool) -> None:
        """Accept flagged rows, or not."""
        for line in lines:
            if self.entry(line).verdict == "flagged":
                (self._session.accepted.add if ticked else self._session.accepted.discard)(self.numbers[line])
        if self.numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.numbers) - 1, 0))
        self.ticked.emit()


def read_text(field: Field, entry: Entry) -> str:
    """The value read, on one line; private ones are shown while they are imported, the clerk must compare them."""
    return field.kind.on_screen(entry.values.get(field.key)).replace("\n", " ")


def reason(entry: Entry) -> str:
    """Why a row stands under its verdict, on one line: what is wrong before what is doubtful."""
    told = sorted(entry.problems, key=lambda problem: problem.severity != "error")
    return "".join(dict.fromkeys(problem.message for problem in told)).replace("\n", " ")
