"""The judged rows of an import: pills by verdict, ticks for what must be confirmed, each cell beside its reading."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import Field
from app.excel.judging.entries import Entry
from ui.flow import FlowLayout
from ui.import_session import ImportSession
from ui.import_term import TermChoice
from ui.import_words import TONES, VERDICTS, WORDS
from ui.table_model import ELASTIC, TONE, elasticity
from ui.table_view import Table
from ui.theme import COLOURS, dp

Index = QModelIndex | QPersistentModelIndex
FIXED = ("", "位置", "判定")


class EntriesModel(QAbstractTableModel):
    """The entries of one verdict, or all; ticks live in the session."""

    ticked = Signal()

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        self._entries: list[Entry] = []
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
    return field.text(entry.values.get(field.key)).replace("\n", " ")


class RowsPage(QWidget):
    """The preview.  ``ticked`` comes when what would be written changed, ``wanted`` with other options to read by."""

    ticked = Signal()
    wanted = Signal(object)

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        self.term = TermChoice(session.register)
        self.term.chosen.connect(lambda: self.wanted.emit(self.term.into(session.options)))
        self.model = EntriesModel(session)
        self.table = Table()
        self.table.setModel(self.model)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_entry())
        self.model.ticked.connect(self._ticked)
        self.pills: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._pill_row = FlowLayout(gap=dp(10))
        self._tick_all = QCheckBox("全部待确认的行都已核对,一并导入")
        self._tick_all.clicked.connect(self._all_ticked)
        self.update_changed = QCheckBox("更新有变化的行")
        self.update_changed.setChecked(True)
        self.update_changed.clicked.connect(self._update_clicked)
        self._detail = QScrollArea()
        self._detail.setWidgetResizable(True)
        self._detail.setFixedWidth(dp(330))
        self._lay_out()

    def _lay_out(self) -> None:
        ticks = QHBoxLayout()
        ticks.setSpacing(dp(20))
        ticks.addWidget(self._tick_all)
        ticks.addWidget(self.update_changed)
        ticks.addStretch()
        ticks.addWidget(self.term)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(dp(2), dp(4), dp(2), dp(4))
        inside.addWidget(self._detail)
        row = QHBoxLayout()
        row.setSpacing(dp(14))
        row.addWidget(self.table, 1)
        row.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(10))
        column.addLayout(self._pill_row)
        column.addLayout(ticks)
        column.addLayout(row, 1)

    def reload(self) -> None:
        """Show the preview of the session anew."""
        preview = self._session.preview
        assert preview is not None
        while (item := self._pill_row.takeAt(0)) is not None:
            item.widget().deleteLater()
        self.pills.clear()
        counts = preview.counts
        self.term.show_options(self._session.options)
        self._add_pill("", f"全部 {sum(counts.values())}", "")
        for verdict, word, _, meaning in VERDICTS:
            if counts[verdict]:
                self._add_pill(verdict, f"{word} {counts[verdict]}", meaning)
        self._tick_all.setVisible(bool(counts["flagged"]))
        self._tick_all.setChecked(False)
        self.update_changed.setVisible(any(entry.differences for entry in preview.rows))
        self.show_verdict("flagged" if counts["flagged"] else ("wrong" if counts["wrong"] else ""))

    def _add_pill(self, verdict: str, words: str, meaning: str) -> None:
        pill = QPushButton(words)
        pill.setProperty("role", "pill")
        pill.setCheckable(True)
        pill.setToolTip(meaning)
        pill.clicked.connect(lambda: self.show_verdict(verdict))
        self._group.addButton(pill)
        self.pills[verdict] = pill
        self._pill_row.addWidget(pill)

    def show_verdict(self, verdict: str) -> None:
        """Only the rows of a verdict."""
        self.pills[verdict].setChecked(True)
        self.model.show_verdict(verdict)
        if self.model.numbers:
            self.table.selectRow(0)
        self._show_entry()

    def _all_ticked(self, ticked: bool) -> None:
        assert self._session.preview is not None
        flagged = {n for n, entry in enumerate(self._session.preview.rows) if entry.verdict == "flagged"}
        self._session.accepted = flagged if ticked else set()
        self.model.tick([], ticked)

    def _ticked(self) -> None:
        self.ticked.emit()

    def _update_clicked(self, update: bool) -> None:
        self._session.update_changed = update
        self.ticked.emit()

    def _show_entry(self) -> None:
        line = self.table.currentIndex().row()
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(dp(14), dp(8), dp(14), dp(10))
        column.setSpacing(dp(7))
        if 0 <= line < len(self.model.numbers):
            self._tell(column, self.model.entry(line))
        column.addStretch()
        self._detail.setWidget(body)

    def _tell(self, column: QVBoxLayout, entry: Entry) -> None:
        place = f"{entry.sheet} 第 {entry.row} 行" + (f" {entry.column} 列" if entry.column else "")
        column.addWidget(_label(place, "section"))
        fields = {field.key for field in self._session.register.fields}
        for problem in entry.problems:
            if problem.field not in fields:
                column.addWidget(
                    _label(problem.message, "problem" if problem.severity == "error" else "doubt")
                )
        doubtful = {problem.field for problem in entry.problems}
        for field in sorted(self._session.register.input_fields, key=lambda field: field.key not in doubtful):
            written = entry.written.get(field.key, "")
            problems = [problem for problem in entry.problems if problem.field == field.key]
            if written or problems or entry.values.get(field.key) is not None:
                self._tell_field(column, entry, field, written)

    def _tell_field(self, column: QVBoxLayout, entry: Entry, field: Field, written: str) -> None:
        read = read_text(field, entry)
        lines = [_label(field.label, "label"), _label(read or "(没有读出)", "")]
        if written and written != read:
            lines.append(_label(f"原文:{written}", "quiet"))
        for difference in entry.differences:
            if difference.field == field.key:
                lines.append(_label(f"台账里现在是:{difference.kept or '(空)'}", "quiet"))
        for problem in entry.problems:
            if problem.field == field.key:
                lines.append(_label(problem.message, "problem" if problem.severity == "error" else "doubt"))
        together = QVBoxLayout()
        together.setSpacing(dp(1))
        for line in lines:
            together.addWidget(line)
        column.addLayout(together)


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
