"""The judged rows of an import as a table: pills by verdict, ticks for what must be confirmed, the reason beside."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from app.domain.fields import Field
from app.domain.texts import quoted_in_short
from app.excel.importing import Spot
from app.excel.judging.entries import Entry
from ui.importing.import_session import ImportSession
from ui.importing.import_words import TONES, WORDS
from ui.lists.table_model import ELASTIC, TONE, elasticity
from ui.look.theme import COLOURS
from ui.look.theme import TONES as INKS

Index = QModelIndex | QPersistentModelIndex
FIXED = ("", "位置", "判定", "原因")
WHY = 3
FIELD = Qt.ItemDataRole.UserRole + 3  # the field of a cell


class EntriesModel(QAbstractTableModel):
    """The entries of one verdict, or all; ticks live in the session.

    ``amended`` carries the spot of a cell that was typed over, and what was typed.
    """

    ticked = Signal()
    amended = Signal(object, str)

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        self._entries: Sequence[Entry] = ()
        self.numbers: list[int] = []
        self.fields: list[Field] = []

    def show_verdict(self, verdict: str, beside: Collection[Spot] = ()) -> None:
        """Only the rows of a verdict, and those ``beside`` it (by their spots without a field); empty for all."""
        preview = self._session.preview
        assert preview is not None
        self.beginResetModel()
        self._entries = preview.rows
        used = {key for entry in preview.rows for key in shown_keys(entry)}
        self.fields = [field for field in preview.register.input_fields if field.key in used]
        self.numbers = [
            n
            for n, entry in enumerate(preview.rows)
            if not verdict or entry.verdict == verdict or entry.spot("") in beside
        ]
        self.endResetModel()

    def entry(self, line: int) -> Entry:
        """The entry painted on a line."""
        return self._entries[self.numbers[line]]

    def line_of(self, spot: Spot) -> int:
        """The line of the record that a spot belongs to; -1 when it is not shown."""
        place = spot._replace(field="")
        return next((n for n in range(len(self.numbers)) if self.entry(n).spot("") == place), -1)

    def column_of(self, key: str) -> int:
        """The column of a field; that of the reasons for what has none."""
        return next((len(FIXED) + n for n, field in enumerate(self.fields) if field.key == key), WHY)

    def doubts(self) -> list[tuple[int, int]]:
        """Line and column of each cell that is wrong or doubtful, in order."""
        return [
            (line, column)
            for line in range(len(self.numbers))
            for column in sorted(self._doubts_of(self.entry(line)))
        ]

    def _doubts_of(self, entry: Entry) -> set[int]:
        if entry.verdict not in ("flagged", "wrong"):
            return set()
        return {self.column_of(problem.field) for problem in entry.problems} or {WHY}

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
        """Values as read; a field with a problem on tinted ground, and one that was typed over on another."""
        entry = self.entry(index.row())
        if index.column() < len(FIXED):
            return self._fixed(entry, index, role)
        field = self.fields[index.column() - len(FIXED)]
        if role == Qt.ItemDataRole.DisplayRole:
            return read_text(field, entry)
        if role == Qt.ItemDataRole.EditRole:
            return text_to_amend(field, entry)
        if role == FIELD:
            return field
        if role == Qt.ItemDataRole.BackgroundRole and (ground := ground_of(field, entry)):
            return QBrush(QColor(ground))
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
        """Flagged rows can be ticked, cells typed over."""
        flags = super().flags(index)
        entry = self.entry(index.row())
        if index.column() == 0 and entry.verdict == "flagged":
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() >= len(FIXED) and self.can_amend(entry, self.fields[index.column() - len(FIXED)]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def can_amend(self, entry: Entry, field: Field) -> bool:
        """Whether a field can be typed over: not what the program fills, nor the term, which is chosen above."""
        return not (entry.unedited or field.by_program or field.key == self._session.register.intake.term)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick was set or taken away, or a cell typed over."""
        if role == Qt.ItemDataRole.CheckStateRole:
            self.tick([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if value != index.data(Qt.ItemDataRole.EditRole):
            field = self.fields[index.column() - len(FIXED)]
            self.amended.emit(self.entry(index.row()).spot(field.key), value)
        return True

    def tick(self, lines: list[int], ticked: bool) -> None:
        """Accept flagged rows, or not."""
        for line in lines:
            if self.entry(line).verdict == "flagged":
                (self._session.accepted.add if ticked else self._session.accepted.discard)(self.numbers[line])
        if self.numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.numbers) - 1, 0))
        self.ticked.emit()

    def tick_or_not(self, lines: list[int]) -> None:
        """Accept rows, or not where all of them are accepted already."""
        flagged = [line for line in lines if self.entry(line).verdict == "flagged"]
        ticked = all(self.numbers[line] in self._session.accepted for line in flagged)
        self.tick(flagged, not ticked)


def shown_keys(entry: Entry) -> set[str]:
    """The fields of an entry that have something to show: a value, a text of their own, or a doubt."""
    filled = {key for key, value in entry.values.items() if value is not None}
    return filled | {problem.field for problem in entry.problems} | set(entry.amended)


def read_text(field: Field, entry: Entry) -> str:
    """The value read, on one line; private ones are shown while they are imported, the clerk must compare them."""
    return field.kind.on_screen(entry.values.get(field.key)).replace("\n", " ")


def text_to_amend(field: Field, entry: Entry) -> str:
    """What a box to type in begins with: the value that was read, or the cell's own text where none was."""
    value = entry.values.get(field.key)
    return field.text(value) if value is not None else entry.written.get(field.key, "")


def ground_of(field: Field, entry: Entry) -> str:
    """The colour behind a cell; empty for none."""
    severities = {problem.severity for problem in entry.problems if problem.field == field.key}
    if severities:
        return COLOURS["accent_paper" if "error" in severities else "amber_paper"]
    differs = any(difference.field == field.key for difference in entry.differences)
    return INKS["info"][1] if field.key in entry.amended or differs else ""


def reason(entry: Entry) -> str:
    """Why a row stands under its verdict, on one line: what is wrong before what is doubtful."""
    by_weight = sorted(entry.problems, key=lambda problem: problem.severity != "error")
    return "".join(dict.fromkeys(quoted_in_short(p.message) for p in by_weight)).replace("\n", " ")
