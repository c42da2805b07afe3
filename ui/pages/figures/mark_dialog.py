"""A form's sheet to be clicked: which figure, word or column of a ledger goes into which cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.registers.county_forms import KEY
from app.storage.refusals import LedgerRefused, Refused
from app.work.county_forms.facts import choices
from app.work.county_forms.marks import mark_of, marks_in
from app.work.county_forms.preview import SheetPreview
from ui.dialogs import faults
from ui.dialogs.questions import Question, ask
from ui.look.cards import button_row, plain_label
from ui.look.choices import choice
from ui.look.lines import WordsLine
from ui.look.theme import COLOURS, dp
from ui.open_ledger.draft import GO_ON
from ui.open_ledger.workspace import Workspace

_WORDS = "点一格，在右边选要填的，再点“放进这一格”，或者直接点下一格。句子里也可以放，例如 共〔接待批次〕批。放进去就保存了，可以撤销。"
LEAVE_OUT, PUT_IN = "不放进去", "放进这一格"
_CHARACTER = 7  # points: the width of one character of a column
_PADDING = 8  # points: of a cell in the style sheet, left and right together
_LARGE = 0.9  # of the window's size, which a form of the county needs
_NAME = _MARKED = Qt.ItemDataRole.UserRole


class _Cell(QStyledItemDelegate):
    """A marked cell stands out; the style sheet leaves no background to the cells themselves."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.data(_MARKED):
            painter.fillRect(option.rect, QColor(COLOURS["amber_paper"]))
        super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the words need inside the padding, which Qt forgets when it wraps them."""
        table, row, column = self.parent(), index.row(), index.column()
        assert isinstance(table, QTableWidget)
        columns = range(column, column + table.columnSpan(row, column))
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(sum(map(table.columnWidth, columns)) - dp(_PADDING))
        return super().sizeHint(narrower, index)


class MarkDialog(Question):
    """``sheets``: the form's own texts; each mark is kept at once, as an act of its own.

    What was typed for a cell goes into it when another cell or sheet is chosen or the dialog closes, as in a
    workbook; Esc asks first.
    """

    def __init__(
        self, parent: QWidget, workspace: Workspace, row_id: int, sheets: Mapping[str, SheetPreview]
    ) -> None:
        super().__init__(parent, "标出要填的格", _WORDS, ("标好了",), icon="county_forms")
        self._workspace, self._row_id, self._sheets = workspace, row_id, sheets
        self.sheet = choice("工作表", {name: name for name in sheets})
        self.table = QTableWidget()
        self.table.setAccessibleName("表的样子")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setItemDelegate(_Cell(self.table))
        self.table.setProperty("role", "sheet")
        self.table.setTabKeyNavigation(False)
        left = QVBoxLayout()
        left.addWidget(self.sheet)
        left.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(dp(12))
        row.addLayout(left, 3)
        row.addLayout(self._right(), 2)
        self.body.addLayout(row)
        self.setMinimumSize(dp(820), dp(440))
        self.resize(parent.window().size() * _LARGE)
        self._shown = ("", "", "")  # sheet, cell and its words, as they were when the cell was chosen
        self.sheet.currentIndexChanged.connect(lambda _: self._go_on(self.show_sheet))
        self.table.currentCellChanged.connect(lambda *_: self._go_on(self._show_cell))
        self.show_sheet()
        self.table.setFocus()

    def _right(self) -> QVBoxLayout:
        self.place = plain_label("", "section")
        self.content = WordsLine()
        self.content.setMaxLength(200)
        self.content.setAccessibleName("这一格填什么")
        self.words = WordsLine()
        self.words.setPlaceholderText("找数字、台账的栏目")
        self.words.setAccessibleName("找可以填的")
        self.list = QListWidget()
        self.list.setAccessibleName("可以填的")
        self.list.setMinimumHeight(dp(120))
        for heading, name in choices():
            item = QListWidgetItem(f"{name}（{heading}）" if heading in ("文字", "名单") else name)
            item.setData(_NAME, name)
            self.list.addItem(item)
        self.words.textChanged.connect(self._narrow)
        self.list.itemActivated.connect(lambda _: self.insert())
        self.list.itemClicked.connect(lambda _: self.insert())
        column = QVBoxLayout()
        for widget in (self.place, self.content, self.words):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(button_row((PUT_IN, self.keep), ("这一格不填了", self.clear)))
        return column

    def show_sheet(self) -> None:
        """The sheet chosen, with what is marked in it."""
        preview = self._sheets[self.sheet.currentData()]
        self.table.clearSpans()
        self.table.clear()
        self.table.setRowCount(preview.rows)
        self.table.setColumnCount(preview.columns)
        self.table.setHorizontalHeaderLabels([_letters(column) for column in range(preview.columns)])
        for row, column, rows, columns in preview.spans:
            self.table.setSpan(row, column, rows, columns)
        for column, width in enumerate(preview.widths):
            self.table.setColumnWidth(column, dp(max(36, int(width * _CHARACTER))))
        marked = self._marked()
        for place in {*preview.texts, *marked}:
            self._show_text(place, marked.get(place) or preview.texts.get(place, ""), place in marked)
        self.table.resizeRowsToContents()
        self.table.setCurrentCell(0, 0)
        self._show_cell()

    def _show_text(self, place: tuple[int, int], text: str, by_click: bool) -> None:
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        if by_click or marks_in(text):
            item.setData(_MARKED, True)
        self.table.setItem(*place, item)

    def _marked(self) -> dict[tuple[int, int], str]:
        """What is marked in the sheet shown, by (row, column) from 0."""
        shown = self.sheet.currentData()
        return {_position(mark["cell"]): mark["content"] for mark in self._marks() if mark["sheet"] == shown}

    def _marks(self) -> list[dict[str, Any]]:
        row = self._workspace.ledger.row(KEY, self._row_id) or {}
        return [dict(mark) for mark in row.get("marks") or ()]

    @property
    def cell(self) -> str:
        """The cell chosen, like B7; the first of those it is merged with."""
        row, column = max(self.table.currentRow(), 0), max(self.table.currentColumn(), 0)
        for top, left, rows, columns in self._sheets[self.sheet.currentData()].spans:
            if top <= row < top + rows and left <= column < left + columns:
                row, column = top, left
        return f"{_letters(column)}{row + 1}"

    def _show_cell(self) -> None:
        item = self.table.item(*_position(self.cell))
        self.place.setText(f"{self.cell} 格填：")
        self.content.setText(item.text() if item else "")
        self._shown = (self.sheet.currentData(), self.cell, self.content.text())

    def is_changed(self) -> bool:
        """Whether something was typed for the cell and not put into it."""
        return self.content.text().strip() != self._shown[2].strip()

    def _go_on(self, show: Callable[[], None]) -> None:
        self._put_in()
        show()

    def _put_in(self) -> None:
        """What was typed for the cell that is left."""
        if self.is_changed():
            (sheet, cell, _), words = self._shown, self.content.text().strip()
            self._shown = (sheet, cell, words)
            if self._change((sheet, cell), words) and sheet == self.sheet.currentData():
                place = _position(cell)
                self._show_text(place, words or self._sheets[sheet].texts.get(place, ""), bool(words))

    def reject(self) -> None:
        """Esc and the window's cross: what was typed for a cell is not put in unasked."""
        if self.is_changed():
            answer = ask(self, f"{self._shown[1]} 格里填的字还没有放进去", "", (LEAVE_OUT, PUT_IN, GO_ON))
            if answer not in (LEAVE_OUT, PUT_IN):
                return
            if answer == LEAVE_OUT:
                self._show_cell()
        super().reject()

    def done(self, result: int) -> None:
        """Whoever closes it, nothing typed is lost."""
        self._put_in()
        super().done(result)

    def _narrow(self, words: str) -> None:
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(words.strip().lower() not in item.text().lower())

    def insert(self) -> None:
        """The mark of the chosen name, where the cursor stands in the words of the cell."""
        item = self.list.currentItem()
        if item is not None:
            self.content.insert(mark_of(item.data(_NAME)))

    def keep(self) -> None:
        """Keep the words as what the cell is filled with."""
        if words := self.content.text().strip():
            self._write(words)

    def clear(self) -> None:
        """Leave the cell as the county sent it."""
        self._write("")

    def _write(self, words: str) -> None:
        row, column = self.table.currentRow(), self.table.currentColumn()
        if self._change(self._shown[:2], words):
            self._shown = (*self._shown[:2], self.content.text())  # it is not put in once more on the way out
            self.show_sheet()
            self.table.setCurrentCell(row, column)

    def _change(self, place: tuple[str, str], words: str) -> bool:
        """Keep ``words`` as the mark of a cell (sheet, cell), none for an empty text; False when it was refused."""
        sheet, cell = place
        others = [mark for mark in self._marks() if (mark["sheet"], mark["cell"]) != place]
        own = [{"sheet": sheet, "cell": cell, "content": words}] if words else []
        try:
            with self._workspace.act(f"标出要填的格：{cell}") as act:
                act.change(KEY, self._row_id, {"marks": others + own or None})
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return False
        return True


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column + 1))


def _position(cell: str) -> tuple[int, int]:
    from openpyxl.utils.cell import coordinate_to_tuple

    row, column = coordinate_to_tuple(cell)
    return row - 1, column - 1
