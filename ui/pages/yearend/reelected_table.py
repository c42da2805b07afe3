"""Who of the old term was elected again: a line a person, Space ticks, the new district stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import Field
from app.domain.pinyin import pinyin_search
from app.yearend.term_plan import Candidate
from ui.forms.editors import Editor
from ui.look.flow import FlowLayout
from ui.look.lines import WordsLine
from ui.look.measured_once import measured_once
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

COLUMNS = ("连任", "姓名", "上届选区", "状态", "新一届选区")
TICK, NAME, DISTRICT = 0, 1, 4
SHOWN = 12  # lines before the table scrolls by itself
WORDS = "空格勾选，字母按拼音首字母找人，F2 或双击改新一届选区；空着的就是上届的选区，改名、重划的请改。"


class _Districts(QStyledItemDelegate):
    """Offers the districts of the new term while one is typed."""

    def __init__(self, table: QTableWidget, names: Callable[[], list[str]]) -> None:
        super().__init__(table)
        self._names = names

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """A line with completions."""
        line = WordsLine(parent)
        completer = QCompleter(self._names(), line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)
        return line


class ReelectedTable(QTableWidget):
    """``candidates`` in their order; ticks and districts are kept in the items alone."""

    def __init__(self, candidates: Sequence[Candidate], districts: Callable[[], list[str]]) -> None:
        super().__init__(len(candidates), len(COLUMNS))
        self.candidates = tuple(candidates)
        self._typed = ""
        self.setHorizontalHeaderLabels(list(COLUMNS))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(dp(34))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # letters look for a name
        self.setItemDelegateForColumn(DISTRICT, _Districts(self, districts))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(DISTRICT, QHeaderView.ResizeMode.Stretch)
        with measured_once(self):
            for row, one in enumerate(self.candidates):
                self._show_line(row, ("", one.name, one.district, one.state, ""))
        self.setFixedHeight(min(max(len(self.candidates), 1), SHOWN) * dp(34) + dp(42))
        if self.candidates:
            self.setCurrentCell(0, NAME)

    def _show_line(self, row: int, words: Sequence[str]) -> None:
        for column, text in enumerate(words):
            item = QTableWidgetItem(text)
            if column != DISTRICT:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            if column == TICK:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
            self.setItem(row, column, item)

    def is_ticked(self, row: int) -> bool:
        """Whether the person of that line was elected again."""
        return self.item(row, TICK).checkState() == Qt.CheckState.Checked

    def tick(self, row: int, ticked: bool) -> None:
        """Tick a line or clear it."""
        self.item(row, TICK).setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def district(self, row: int) -> str:
        """The new district of a line, as typed."""
        return self.item(row, DISTRICT).text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and goes on; letters look for a name; Enter and F2 type the district."""
        row = self.currentRow()
        if row >= 0 and event.key() == Qt.Key.Key_Space:
            self._typed = ""
            self.tick(row, not self.is_ticked(row))
            self.setCurrentCell(min(row + 1, self.rowCount() - 1), NAME)
        elif (
            row >= 0
            and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers()
        ):
            self.setCurrentCell(row, DISTRICT)
            self.edit(self.currentIndex())
        elif event.text().isalpha() and event.text().isascii() and not event.modifiers():
            self._look_for(event.text().lower())
        else:
            self._typed = ""
            super().keyPressEvent(event)

    def _look_for(self, letter: str) -> None:
        """The first name whose initials begin with what was typed; a letter that leads nowhere begins anew."""
        for typed in (self._typed + letter, letter):
            for row, one in enumerate(self.candidates):
                if any(word.startswith(typed) for word in pinyin_search(one.name).split()):
                    self._typed = typed
                    self.setCurrentCell(row, NAME)
                    return
        self._typed = ""


class ReelectedEditor(Editor):
    """``raw()``: {"mandate", "district"} of each ticked line; an empty district is the former one where that goes on."""

    wide = True

    def __init__(
        self,
        field: Field,
        workspace: Workspace,
        candidates: Sequence[Candidate],
        districts: Callable[[], list[str]],
    ) -> None:
        super().__init__(field, workspace)
        self._districts = districts
        self.table = ReelectedTable(candidates, districts)
        self.table.itemChanged.connect(self._changed)
        self.count = QLabel()
        self.count.setProperty("role", "quiet")
        words = QLabel(WORDS)
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        acts = QWidget()
        flow = FlowLayout(acts)
        for label, ticked in (("在任的全部勾选", True), ("全部不勾", False)):
            button = QPushButton(label)
            button.setProperty("role", "small")
            button.clicked.connect(lambda _=False, ticked=ticked: self.tick_all(ticked))
            flow.addWidget(button)
        flow.addWidget(self.count)
        self.widget = QWidget()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(6))
        for part in (words, acts, self.table):
            column.addWidget(part)
        self.focus = self.table
        self._tell()

    def tick_all(self, ticked: bool) -> None:
        """Tick whoever is in office, or nobody."""
        with measured_once(self.table):
            for row, one in enumerate(self.table.candidates):
                self.table.tick(row, ticked and one.in_office)
        self.table.viewport().update()
        self._changed()

    def _changed(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        ticked = sum(map(self.table.is_ticked, range(self.table.rowCount())))
        self.count.setText(f"上届 {self.table.rowCount()} 人，连任 {ticked} 人")

    def raw(self) -> list[dict[str, Any]]:
        """The ticked lines, for a draft and for ``plan_of``."""
        going_on = set(self._districts())
        lines = []
        for row, one in enumerate(self.table.candidates):
            district = self.table.district(row) or (one.district if one.district in going_on else "")
            if self.table.is_ticked(row):
                lines.append({"mandate": one.mandate, "district": district})
        return lines

    def fill(self, value: Any) -> None:
        """The lines of a value."""
        self.restore(value)

    def restore(self, raw: Any) -> None:
        """Tick the lines again, with their districts."""
        districts = {line["mandate"]: line.get("district", "") for line in raw or ()}
        with measured_once(self.table):
            for row, one in enumerate(self.table.candidates):
                self.table.tick(row, one.mandate in districts)
                typed = districts.get(one.mandate, "")
                self.table.item(row, DISTRICT).setText("" if typed == one.district else typed)
        self._tell()
