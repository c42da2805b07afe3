"""How the sheets and headings of a file were understood, each to be corrected by the clerk."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.register import Register
from app.excel.grid import Sheet
from app.excel.importing import Correction, ImportOptions, Preview
from app.excel.layout.view import column_letter
from ui.forms.choice_editors import CalmCombo
from ui.importing.import_session import ImportSession
from ui.look.calm_boxes import CalmSpinBox
from ui.look.lines import WordsLine
from ui.look.theme import dp

NOT_TAKEN = "不导入这一列"
SAMPLES = 3
LONGEST = 20  # characters of an example
MOST_COLUMNS = 60


class SheetCard(QFrame):
    """One sheet: taken or not, its header rows, and what each column is."""

    def __init__(self, register: Register, sheet: Sheet, preview: Preview) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.sheet = sheet
        self._register = register
        descriptions = [
            read.described() for read in preview.sheets if read.table.view.sheet.name == sheet.name
        ]
        self._understood: dict[str, str | None] = {}
        for part in descriptions:
            self._understood |= part["columns"]
        rows = descriptions[0]["header_rows"] if descriptions else [1]
        why = dict(preview.skipped).get(sheet.name, "")
        self.taken = QCheckBox(f"导入“{sheet.name}”")
        self.taken.setChecked(bool(descriptions))
        self.first = _row_box(rows[0], len(sheet.rows))
        self.last = _row_box(rows[-1], len(sheet.rows))
        self._combos: dict[str, QComboBox] = {}
        self._before = (bool(descriptions), rows[0], rows[-1])
        self._lay_out(why)

    def _lay_out(self, why: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        head.addWidget(self.taken)
        if self.sheet.hidden:
            head.addWidget(_quiet("（隐藏的表）"))
        if why:
            head.addWidget(_quiet(why))
        head.addStretch()
        head.addWidget(_quiet("表头从第"))
        head.addWidget(self.first)
        head.addWidget(_quiet("行到第"))
        head.addWidget(self.last)
        head.addWidget(_quiet("行"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(dp(14))
        self._grid.setVerticalSpacing(dp(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(18), dp(12), dp(18), dp(14))
        column.setSpacing(dp(10))
        column.addLayout(head)
        column.addLayout(self._grid)
        self._fill_columns()
        self.first.valueChanged.connect(self._fill_columns)
        self.last.valueChanged.connect(self._fill_columns)

    def _fill_columns(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            item.widget().deleteLater()
        self._combos.clear()
        for number, words in enumerate(("列", "表头", "内容举例", "作为")):
            self._grid.addWidget(_quiet(words), 0, number)
        self._grid.setColumnStretch(2, 1)
        for line, column in enumerate(self._columns(), 1):
            letter = column_letter(column)
            combo = self._combo(letter)
            self._combos[letter] = combo
            heading = QLabel(self._heading(column) or "（没有表头）")
            heading.setWordWrap(True)
            for place, widget in enumerate((QLabel(letter), heading, self._samples(column), combo)):
                self._grid.addWidget(widget, line, place)

    def _columns(self) -> list[int]:
        rows = self.sheet.rows[self.first.value() - 1 : self.last.value() + SAMPLES]
        filled = {column for row in rows for column, cell in enumerate(row) if cell is not None}
        return sorted(filled)[:MOST_COLUMNS]

    def _heading(self, column: int) -> str:
        texts = []
        for number in range(self.first.value() - 1, self.last.value()):
            row = self.sheet.rows[number] if number < len(self.sheet.rows) else []
            if column < len(row) and row[column] is not None:
                texts.append("".join(str(row[column]).split()))
        return "/".join(dict.fromkeys(texts))

    def _samples(self, column: int) -> QLabel:
        start = self.last.value()
        texts = [
            str(row[column])
            for row in self.sheet.rows[start : start + 12]
            if column < len(row) and row[column] is not None
        ]
        label = _quiet("、".join(_cut(" ".join(text.split())) for text in texts[:SAMPLES]))
        label.setWordWrap(True)
        return label

    def _combo(self, letter: str) -> QComboBox:
        combo = CalmCombo()
        combo.addItem(NOT_TAKEN, None)
        for field in self._register.input_fields:
            combo.addItem(field.label, field.key)
        combo.setCurrentIndex(max(0, combo.findData(self._understood.get(letter))))
        combo.setMinimumWidth(dp(170))
        combo.setAccessibleName(f"{letter} 列作为")
        combo.setMaxVisibleItems(16)
        return combo

    def columns(self) -> dict[str, str | None]:
        """What each column is now."""
        return {letter: combo.currentData() for letter, combo in self._combos.items()}

    def correction(self) -> Correction | None:
        """What differs from what the program understood; None when nothing does."""
        rows = (self.first.value(), self.last.value())
        taken = {letter: key for letter, key in self.columns().items() if key}
        understood = {letter: key for letter, key in self._understood.items() if letter in self._combos}
        if (True, *rows) == self._before and taken == understood:
            return None
        if not self._understood and not taken:
            return None
        return Correction((rows[0], max(rows)), self.columns())


class SheetsPage(QWidget):
    """All sheets of the file; ``applied`` carries the options to read again with, and a name to remember them by."""

    applied = Signal(object, str)
    left = Signal()

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        self.cards: list[SheetCard] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self.name = WordsLine()
        self.name.setPlaceholderText("给这种表起个名字，下次自动照此读取（可不填）")
        back = QPushButton("返回")
        back.clicked.connect(self.left)
        apply = QPushButton("按这样重新读取")
        apply.setProperty("role", "primary")
        apply.clicked.connect(self.apply)
        foot = QHBoxLayout()
        foot.setSpacing(dp(10))
        foot.addWidget(self.name, 1)
        foot.addWidget(back)
        foot.addWidget(apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(10))
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)

    def reload(self) -> None:
        """Show how the file is understood now."""
        preview = self._session.preview
        assert preview is not None
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, dp(4), 0)
        column.setSpacing(dp(12))
        self.cards = [
            SheetCard(self._session.register, sheet, preview)
            for sheet in preview.workbook.sheets
            if sheet.rows
        ]
        for card in self.cards:
            column.addWidget(card)
        column.addStretch()
        self._scroll.setWidget(body)

    def options(self) -> ImportOptions:
        """What the clerk wants: only the ticked sheets, headings as corrected."""
        corrections = dict(self._session.options.corrections)
        for card in self.cards:
            correction = card.correction()
            if correction is not None and card.taken.isChecked():
                corrections[card.sheet.name] = correction
        sheets = tuple(card.sheet.name for card in self.cards if card.taken.isChecked())
        return replace(self._session.options, sheets=sheets, corrections=corrections)

    def apply(self) -> None:
        """Read again as corrected; remember it when it has a name."""
        self.applied.emit(self.options(), self.name.text().strip())


def _cut(words: str) -> str:
    """An example whole, as long as it is no longer than an ID number; what was cut says so."""
    return words if len(words) <= LONGEST else words[:LONGEST] + "…"


def _row_box(value: int, most: int) -> QSpinBox:
    box = CalmSpinBox()
    box.setRange(1, max(most, 1))
    box.setValue(value)
    return box


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "quiet")
    return label
