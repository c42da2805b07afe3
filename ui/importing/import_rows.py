"""The preview of an import: the judged rows, and beside them each cell of the chosen one with its reading."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
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
from ui.importing.import_entries import EntriesModel, read_text
from ui.importing.import_session import ImportSession
from ui.importing.import_term import TermChoice
from ui.importing.import_words import VERDICTS
from ui.lists.table_view import Table
from ui.look.flow import FlowLayout
from ui.look.theme import dp


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
        self._tick_all = QCheckBox("全部待确认的行都已核对，一并导入")
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
        lines = [_label(field.label, "label"), _label(read or "（没有读出）", "")]
        if written and written != read:
            lines.append(_label(f"原文：{written}", "quiet"))
        for difference in entry.differences:
            if difference.field == field.key:
                lines.append(_label(f"台账里现在是：{difference.kept or '（空）'}", "quiet"))
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
