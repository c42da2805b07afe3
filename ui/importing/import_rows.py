"""The preview of an import: the judged rows, cells that are typed over, and beside them the chosen row in full."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.excel.importing import Spot
from app.excel.judging.preview import Preview
from ui.importing.entries_table import EntriesTable
from ui.importing.import_detail import EntryDetail
from ui.importing.import_entries import EntriesModel
from ui.importing.import_session import ImportSession
from ui.importing.import_term import TermChoice
from ui.importing.import_words import VERDICTS
from ui.look.flow import FlowLayout
from ui.look.theme import dp


class RowsPage(QWidget):
    """The preview.  ``ticked`` comes when what would be written changed, ``wanted`` with other options to read by.

    ``amended`` carries the spot of a cell that was typed over, and what was typed.
    """

    ticked = Signal()
    wanted = Signal(object)
    amended = Signal(object, str)

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        self.term = TermChoice(session.register)
        self.term.chosen.connect(lambda: self.wanted.emit(self.term.into(session.options)))
        self.model = EntriesModel(session)
        self.table = EntriesTable()
        self.table.setModel(self.model)
        self._verdict = ""
        self._beside: set[Spot] = set()  # rows that were typed over stay in sight, whatever they are by now
        self._waits = False  # judged anew while a box was open
        self.pills: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._pill_row = FlowLayout(gap=dp(10))
        self._tick_all = QCheckBox("全部待确认的行都已核对，一并导入")
        self._tick_all.clicked.connect(self._all_ticked)
        self.update_changed = QCheckBox("更新有变化的行")
        self.update_changed.setChecked(True)
        self.update_changed.clicked.connect(self._update_clicked)
        self._detail = EntryDetail(session.register)
        self._doubts = QLabel()
        self._doubts.setProperty("role", "quiet")
        self._before, self._next = QPushButton("上一处"), QPushButton("下一处")
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_entry())
        self.table.ticked.connect(self.model.tick_or_not)
        self.table.typing_ended.connect(self._typing_ended, Qt.ConnectionType.QueuedConnection)
        self.model.ticked.connect(self.ticked)
        self.model.amended.connect(self._amended)
        self._detail.wanted.connect(self._type_over)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for button, keys, way in ((self._next, "F8", 1), (self._before, "Shift+F8", -1)):
            button.setToolTip(f"要核对的格子（{keys}）")
            button.clicked.connect(lambda _=False, way=way: self.step(way))
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(
                lambda way=way: self.step(way)
            )

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
        upper = QHBoxLayout()
        upper.setSpacing(dp(10))
        upper.addLayout(self._pill_row, 1)
        upper.addWidget(self._doubts, 0, Qt.AlignmentFlag.AlignVCenter)
        for button in (self._before, self._next):
            upper.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(upper)
        column.addLayout(ticks)
        column.addLayout(row, 1)

    def reload(self, stays: bool = False) -> None:
        """Show the preview of the session anew; with ``stays`` at the row and column where the keyboard is."""
        preview = self._session.preview
        assert preview is not None
        self._waits = stays and self.table.is_typing()
        if self._waits:
            return
        index = self.table.currentIndex()
        spot = self.model.entry(index.row()).spot("") if stays and index.isValid() else None
        self._count(preview)
        if spot is None:
            counts = preview.counts
            self.show_verdict("flagged" if counts["flagged"] else ("wrong" if counts["wrong"] else ""))
        else:
            self._show(self._verdict, spot, index.column())

    def _typing_ended(self) -> None:
        if self._waits:
            self.reload(stays=True)

    def _count(self, preview: Preview) -> None:
        """Pills and ticks for the rows as they are judged now."""
        while (item := self._pill_row.takeAt(0)) is not None:
            item.widget().deleteLater()
        self.pills.clear()
        counts = preview.counts
        self.term.show_options(self._session.options)
        self._add_pill("", f"全部 {sum(counts.values())}", "")
        for verdict, word, _, meaning in VERDICTS:
            if counts[verdict] or (verdict == self._verdict and self._beside):
                self._add_pill(verdict, f"{word} {counts[verdict]}", meaning)
        self._tick_all.setVisible(bool(counts["flagged"]))
        self._tick_all.setChecked(False)
        self.update_changed.setVisible(any(entry.differences for entry in preview.rows))

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
        self._beside.clear()
        self._show(verdict, None, 0)

    def _show(self, verdict: str, spot: Spot | None, column: int) -> None:
        """The rows of a verdict, the keyboard in a column of the row of ``spot``."""
        self._verdict = verdict
        self.pills[verdict].setChecked(True)
        self.model.show_verdict(verdict, self._beside)
        line = max(0, self.model.line_of(spot)) if spot else 0
        if self.model.numbers:
            self.table.setCurrentIndex(self.model.index(line, min(column, self.model.columnCount() - 1)))
        self._show_entry()
        count = len(self.model.doubts())
        self._doubts.setText(f"{count} 处要核对" if count else "没有要核对的")
        for widget in (self._before, self._next):
            widget.setEnabled(bool(count))

    def _all_ticked(self, ticked: bool) -> None:
        assert self._session.preview is not None
        flagged = {n for n, entry in enumerate(self._session.preview.rows) if entry.verdict == "flagged"}
        self._session.accepted = flagged if ticked else set()
        self.model.tick([], ticked)

    def _update_clicked(self, update: bool) -> None:
        self._session.update_changed = update
        self.ticked.emit()

    def _show_entry(self) -> None:
        line = self.table.currentIndex().row()
        if not 0 <= line < len(self.model.numbers):
            self._detail.show_entry(None, set())
            return
        entry = self.model.entry(line)
        fields = self._session.register.input_fields
        self._detail.show_entry(entry, {field.key for field in fields if self.model.can_amend(entry, field)})

    # --- typing over -------------------------------------------------------------------------------

    def _type_over(self, key: str) -> None:
        """Open the box of a field of the row that is shown."""
        line = self.table.currentIndex().row()
        self._go_to(line, self.model.column_of(key))
        self.table.type_here()

    def _amended(self, spot: Spot, text: str) -> None:
        self._beside.add(spot._replace(field=""))
        self.amended.emit(spot, text)

    def _go_to(self, line: int, column: int) -> None:
        self.table.setFocus()
        self.table.setCurrentIndex(self.model.index(line, column))
        self.table.scrollTo(self.model.index(line, column))

    def step(self, way: int) -> None:
        """Go to the next cell to look at (``way`` 1), or to the one before (-1); from the last to the first."""
        doubts = self.model.doubts()
        if not doubts:
            return
        index = self.table.currentIndex()
        here = (index.row(), index.column())
        ahead = [doubt for doubt in doubts if (doubt > here if way > 0 else doubt < here)]
        target = (ahead or doubts)[0 if way > 0 else -1]
        self._go_to(*target)
